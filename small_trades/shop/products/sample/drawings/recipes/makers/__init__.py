"""A view of where each maker works."""

from small_trades.shop.products.sample.drawings.recipes.makers import (
    hamatsuji_dyeworks,
    hashibami_wood,
    kirinotani_tea,
    kurose_forge,
    matsugae_incense,
    tsukimachi_kiln,
    usagibashi_sweets,
    yukisaka_paper,
)

RECIPES = {
    "maker-tsukimachi-kiln": tsukimachi_kiln.draw,
    "maker-kirinotani-tea": kirinotani_tea.draw,
    "maker-hamatsuji-dyeworks": hamatsuji_dyeworks.draw,
    "maker-yukisaka-paper": yukisaka_paper.draw,
    "maker-matsugae-incense": matsugae_incense.draw,
    "maker-kurose-forge": kurose_forge.draw,
    "maker-usagibashi-sweets": usagibashi_sweets.draw,
    "maker-hashibami-wood": hashibami_wood.draw,
}
