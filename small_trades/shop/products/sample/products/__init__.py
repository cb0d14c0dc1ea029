"""The goods of the sample shop, one file for each maker."""

from small_trades.shop.products.sample.products import (
    hamatsuji_dyeworks,
    hashibami_wood,
    kirinotani_tea,
    kurose_forge,
    matsugae_incense,
    tsukimachi_kiln,
    usagibashi_sweets,
    yukisaka_paper,
)
from small_trades.shop.products.sample.shapes import SampleProduct

PRODUCTS: tuple[SampleProduct, ...] = (
    *tsukimachi_kiln.PRODUCTS,
    *kirinotani_tea.PRODUCTS,
    *hamatsuji_dyeworks.PRODUCTS,
    *yukisaka_paper.PRODUCTS,
    *matsugae_incense.PRODUCTS,
    *kurose_forge.PRODUCTS,
    *usagibashi_sweets.PRODUCTS,
    *hashibami_wood.PRODUCTS,
)
