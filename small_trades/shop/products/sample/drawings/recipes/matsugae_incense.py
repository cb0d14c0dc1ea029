"""Pictures of the incense."""

from small_trades.shop.products.sample.drawings import ground, patterns
from small_trades.shop.products.sample.drawings.goods import incense
from small_trades.shop.products.sample.drawings.light import smoke
from small_trades.shop.products.sample.drawings.palette import KARASHI, SHU
from small_trades.shop.products.sample.drawings.svg import Sheet, at


def _agarwood(sheet: Sheet) -> None:
    ground.table(sheet, "agarwood-incense", ground.TETSU, 500)
    sheet.draw(
        at(566, 520, incense.cube_holder(sheet), incense.lit_stick(sheet, 210), scale=1.15),
        at(372, 660, incense.stick_box(sheet), scale=1.42),
    )


def _three_woods(sheet: Sheet) -> None:
    ground.table(sheet, "three-woods-incense", ground.KINARI, 510)
    ground.window(sheet, 90, 50, 430, 400, strength=0.5)
    sheet.draw(
        at(250, 590, incense.tube(sheet, "#8fa077", "hinoki"), scale=1.42),
        at(424, 606, incense.tube(sheet, "#c79c66", "sandalwood"), scale=1.42),
        at(598, 622, incense.tube(sheet, "#c98a8a", "plum"), scale=1.42),
        at(330, 714, incense.short_sticks(("#6b7a4f", "#8a6238", "#8f5a58")), scale=1.3),
    )


def _scent_sachet(sheet: Sheet) -> None:
    ground.table(sheet, "scent-sachet", ground.FUJI, 480)
    plum = patterns.plum_dots(sheet, "#9a6f7c", "#e9cfd0", size=52)
    wisteria = patterns.shippo(sheet, "#9a94b8", "#d9d4e6", size=24)
    sheet.draw(
        at(524, 590, incense.sachet(sheet, wisteria, "#9a94b8", KARASHI), scale=1.3),
        at(286, 664, incense.sachet(sheet, plum, "#9a6f7c", SHU), scale=1.46),
    )


def _brass_holder(sheet: Sheet) -> None:
    ground.table(
        sheet, "brass-incense-holder", ground.SUMI, 490, disc=ground.Disc(470, 270, 190, "#ffffff", 0.5)
    )
    sheet.draw(at(392, 640, incense.pebble_holder(sheet), scale=1.36))


def _celadon_censer(sheet: Sheet) -> None:
    ground.table(sheet, "celadon-censer", ground.BENI, 500, disc=ground.Disc(400, 300, 220, "#fff6ea", 0.7))
    sheet.draw(smoke(sheet, 424, 330, 300), at(392, 652, incense.censer(sheet), scale=1.5))


RECIPES = {
    "agarwood-incense": _agarwood,
    "three-woods-incense": _three_woods,
    "scent-sachet": _scent_sachet,
    "brass-incense-holder": _brass_holder,
    "celadon-censer": _celadon_censer,
}
