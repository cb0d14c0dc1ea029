"""Pictures of the tea."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import tea_bowls, tea_packs
from small_trades.shop.products.sample.drawings.light import steam
from small_trades.shop.products.sample.drawings.plants import leaf, tea_sprig
from small_trades.shop.products.sample.drawings.svg import Sheet, at

_SENCHA = ("#2f4a34", "#456238", "#6d8246")
_STEMS = ("#6b4427", "#94643a", "#b98a58")


def _sencha(sheet: Sheet) -> None:
    ground.table(sheet, "deep-steamed-sencha", ground.MATCHA, 520)
    sheet.draw(
        at(356, 636, tea_packs.bag(sheet, "#345241", "#345241"), scale=1.42),
        at(560, 690, tea_packs.heap(sheet, "sencha", _SENCHA), scale=1.1),
    )


def _gyokuro(sheet: Sheet) -> None:
    ground.table(sheet, "gyokuro", ground.ASAGI, 500, disc=ground.Disc(400, 300, 200))
    sheet.draw(
        at(400, 650, tea_bowls.gyokuro_cup(sheet), scale=1.5),
        at(400, 330, tea_bowls.drop(sheet, "#b5bd58"), scale=1.2),
    )


def _matcha(sheet: Sheet) -> None:
    ground.table(sheet, "matcha", ground.KINARI, 460)
    sheet.draw(
        at(612, 560, tea_bowls.whisk(sheet), scale=1.15),
        at(318, 640, tea_bowls.matcha_bowl(sheet), scale=1.42),
        steam(sheet, 310, 360, 220),
    )


def _hojicha(sheet: Sheet) -> None:
    ground.table(sheet, "hojicha", ground.BENI, 520)
    sheet.draw(
        at(380, 610, tea_packs.bag(sheet, "#9a5136", "#9a5136"), scale=1.36),
        at(
            400,
            690,
            tea_packs.scoop(sheet),
            tea_packs.heap(sheet, "stems", _STEMS, width=84, height=40, count=110),
        ),
    )


def _genmaicha(sheet: Sheet) -> None:
    ground.flat(sheet, "genmaicha", ground.TORI)
    sheet.draw(at(400, 392, tea_packs.rice_dish(sheet)))


def _cold_brew(sheet: Sheet) -> None:
    ground.table(sheet, "cold-brew-tea-bags", ground.AI, 490)
    ground.window(sheet, 60, 60, 420, 380)
    sheet.draw(
        at(316, 640, tea_bowls.iced_tea(sheet), scale=1.56),
        at(590, 662, tea_packs.tea_pyramid(sheet), scale=1.06),
    )


def _sampler(sheet: Sheet) -> None:
    ground.flat(sheet, "tea-sampler", ground.KINARI)
    sheet.draw(
        at(380, 446, tea_packs.tea_chest(sheet), scale=0.98, turn=-5),
        at(640, 726, leaf(sheet, 130, "#5e7a49"), turn=-18),
        at(600, 742, tea_sprig(sheet, 96, "#6d8246"), turn=200),
    )


RECIPES = {
    "deep-steamed-sencha": _sencha,
    "gyokuro": _gyokuro,
    "matcha": _matcha,
    "hojicha": _hojicha,
    "genmaicha": _genmaicha,
    "cold-brew-tea-bags": _cold_brew,
    "tea-sampler": _sampler,
}
