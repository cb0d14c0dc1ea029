"""The pictures: which things stand where, on what ground. One file for each maker."""

from small_trades.shop.products.sample.drawings.recipes import (
    categories,
    hamatsuji_dyeworks,
    hashibami_wood,
    kirinotani_tea,
    kurose_forge,
    makers,
    matsugae_incense,
    tsukimachi_kiln,
    usagibashi_sweets,
    yukisaka_paper,
)
from small_trades.shop.products.sample.drawings.svg import Recipe

RECIPES: dict[str, Recipe] = {
    **tsukimachi_kiln.RECIPES,
    **kirinotani_tea.RECIPES,
    **hamatsuji_dyeworks.RECIPES,
    **yukisaka_paper.RECIPES,
    **matsugae_incense.RECIPES,
    **kurose_forge.RECIPES,
    **usagibashi_sweets.RECIPES,
    **hashibami_wood.RECIPES,
    **categories.RECIPES,
    **makers.RECIPES,
}
