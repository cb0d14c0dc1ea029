"""Pictures for the shelves: a few of their goods together; and the quiet table of the front page."""

from small_trades.shop.products.sample.drawings import ground, patterns
from small_trades.shop.products.sample.drawings.goods import (
    bark,
    bentwood,
    blades,
    books,
    bundle,
    cups,
    fresh_sweets,
    hangings,
    incense,
    lamp,
    letters,
    pots,
    produce,
    rabbits,
    sugar,
    tea_bowls,
    tea_packs,
    writing,
)
from small_trades.shop.products.sample.drawings.light import steam
from small_trades.shop.products.sample.drawings.palette import AI, BENIGARA, KARASHI, MATCHA, SHU
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, group, use

_SENCHA = ("#2f4a34", "#456238", "#6d8246")


def _tableware(sheet: Sheet) -> None:
    ground.table(sheet, "category-tableware", ground.AI, 440)
    ground.window(sheet, 90, 30, 420, 360)
    sheet.draw(
        at(330, 548, pots.teapot(sheet), scale=1.18),
        at(580, 676, cups.yunomi(sheet)),
        at(256, 706, cups.choko(sheet, "straw"), scale=0.94),
    )


def _tea_shelf(sheet: Sheet) -> None:
    ground.table(sheet, "category-tea", ground.MATCHA, 450, disc=ground.Disc(520, 260, 190))
    sheet.draw(
        at(248, 540, tea_packs.bag(sheet, "#345241", "#345241"), scale=1.06),
        at(576, 520, tea_bowls.whisk(sheet), scale=0.9),
        at(478, 652, tea_bowls.matcha_bowl(sheet), scale=1.06),
        at(206, 692, tea_packs.heap(sheet, "shelf", _SENCHA, count=90), scale=0.8),
    )


def _textiles(sheet: Sheet) -> None:
    ground.table(sheet, "category-textiles", ground.KINARI, 560)
    hemp = patterns.asanoha(sheet, "#a5ae68", "#f3f0da", side=54, width=2.4)
    waves = patterns.seigaiha(sheet, "#f6ead9", BENIGARA, size=24)
    checks = patterns.ichimatsu(sheet, "#f4efe3", AI, size=27)
    sheet.draw(at(400, 92, hangings.pole(sheet, 680)))
    for x, fill, hem, length in (
        (206, checks, AI, 380),
        (400, waves, BENIGARA, 440),
        (594, hemp, MATCHA, 360),
    ):
        sheet.draw(at(x, 92, hangings.hung(sheet, fill, hem, width=166, height=length)))
    sheet.draw(at(520, 716, bundle.bundle(sheet, AI, KARASHI), scale=0.72))


def _paper(sheet: Sheet) -> None:
    ground.flat(sheet, "category-paper", ground.KINARI)
    motif = group(circle(0, 20, 76, AI), at(2, 32, letters.crane("#faf5e8", SHU), scale=0.86))
    sheet.draw(
        at(236, 310, letters.letter_paper(sheet, 320, 440), turn=-12),
        at(520, 300, books.bound_book(sheet, AI, width=290, height=400), turn=8),
        at(270, 606, letters.pochi(sheet, "#f7f0e0", motif), turn=-8, scale=0.96),
        at(
            478,
            626,
            letters.pochi(sheet, patterns.plum_dots(sheet, "#f7f0e0", "#bf5a55", size=60)),
            turn=10,
            scale=0.96,
        ),
        at(640, 700, writing.brush(sheet, 520), turn=14),
    )


def _incense_shelf(sheet: Sheet) -> None:
    ground.table(sheet, "category-incense", ground.TETSU, 470)
    sachet = incense.sachet(
        sheet, patterns.plum_dots(sheet, "#9a6f7c", "#e9cfd0", size=52), "#9a6f7c", KARASHI
    )
    sheet.draw(
        at(590, 540, incense.tube(sheet, "#8fa077", "hinoki"), scale=1.2),
        at(692, 560, incense.tube(sheet, "#c98a8a", "plum", height=200), scale=1.1),
        at(288, 610, incense.pebble_holder(sheet), scale=1.16),
        at(540, 706, sachet),
    )


def _kitchen(sheet: Sheet) -> None:
    ground.flat(sheet, "category-kitchen", ground.SUMI)
    sheet.draw(
        at(400, 290, produce.board(sheet, 900, 420, "#dcbd8c"), turn=-8),
        at(478, 232, blades.santoku(sheet), turn=-8, scale=0.98),
        at(430, 378, blades.petty(sheet), turn=-8, scale=1.02),
        at(520, 622, produce.persimmon(sheet, 112)),
        at(318, 656, produce.persimmon_half(sheet, 96), turn=20),
    )


def _sweets_shelf(sheet: Sheet) -> None:
    ground.table(
        sheet, "category-sweets", ground.SAKURA, 450, disc=ground.Disc(300, 260, 180, "#fff6e4", 0.8)
    )
    cake = sheet.keep(fresh_sweets.dorayaki(sheet))
    sheet.draw(
        at(566, 560, sugar.sugar_jar(sheet)),
        at(262, 610, use(cake)),
        at(272, 530, use(cake)),
        at(500, 620, fresh_sweets.dorayaki_face(sheet, 118)),
    )


def _wood(sheet: Sheet) -> None:
    ground.table(sheet, "category-wood", ground.ASAGI, 430)
    sheet.draw(
        at(566, 520, bark.caddy(sheet)),
        at(330, 660, bentwood.lunch_box(sheet), scale=1.04),
        at(694, 712, tea_packs.heap(sheet, "wood", _SENCHA, width=60, height=22, count=40)),
    )


def _home(sheet: Sheet) -> None:
    """The quiet table of the front page: the left side left to the light."""
    ground.table(sheet, "home-hero", ground.KINARI, 590, disc=ground.Disc(1150, 350, 280, "#ffffff", 0.65))
    ground.window(sheet, 90, 40, 560, 470, strength=0.6)
    sheet.draw(
        at(1330, 646, lamp.lamp(sheet), scale=1.1),
        at(1142, 660, bark.caddy(sheet), scale=0.72),
        at(752, 640, bundle.bundle(sheet, AI, KARASHI), scale=0.84),
        at(956, 736, pots.teapot(sheet), scale=0.98),
        at(664, 790, cups.choko(sheet, "straw"), scale=0.66),
        at(436, 764, cups.yunomi(sheet), scale=0.72),
        steam(sheet, 430, 600, 140, strength=0.8),
        at(1330, 780, rabbits.round_plate(sheet, 160, "#3f4a5c")),
        at(1280, 762, rabbits.monaka(sheet, "#e8c48a"), scale=0.54),
        at(1386, 786, rabbits.monaka(sheet), scale=0.58),
    )


RECIPES = {
    "category-tableware": _tableware,
    "category-tea": _tea_shelf,
    "category-textiles": _textiles,
    "category-paper": _paper,
    "category-incense": _incense_shelf,
    "category-kitchen": _kitchen,
    "category-sweets": _sweets_shelf,
    "category-wood": _wood,
    "home-hero": _home,
}
