"""Pictures of the tea."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import tea
from small_trades.shop.products.sample.drawings.light import steam
from small_trades.shop.products.sample.drawings.plants import leaf, tea_sprig
from small_trades.shop.products.sample.drawings.svg import Sheet, at

_SENCHA = ("#2f4a34", "#456238", "#6d8246")
_STEMS = ("#6b4427", "#94643a", "#b98a58")


def sencha(sheet: Sheet) -> None:
    ground.table(sheet, "deep-steamed-sencha", ground.MATCHA, 520)
    sheet.draw(
        at(356, 636, tea.bag(sheet, "#345241", "#345241"), scale=1.42),
        at(560, 690, tea.heap(sheet, "sencha", _SENCHA), scale=1.1),
    )


def gyokuro(sheet: Sheet) -> None:
    ground.table(sheet, "gyokuro", ground.ASAGI, 500, disc=ground.Disc(400, 300, 200))
    sheet.draw(
        at(400, 650, tea.gyokuro_cup(sheet), scale=1.5),
        at(400, 330, tea.drop(sheet, "#b5bd58"), scale=1.2),
    )


def matcha(sheet: Sheet) -> None:
    ground.table(sheet, "matcha", ground.KINARI, 460)
    sheet.draw(
        at(612, 560, tea.whisk(sheet), scale=1.15),
        at(318, 640, tea.matcha_bowl(sheet), scale=1.42),
        steam(sheet, 310, 360, 220),
    )


def hojicha(sheet: Sheet) -> None:
    ground.table(sheet, "hojicha", ground.BENI, 520)
    sheet.draw(
        at(380, 610, tea.bag(sheet, "#9a5136", "#9a5136"), scale=1.36),
        at(400, 690, tea.scoop(sheet), tea.heap(sheet, "stems", _STEMS, width=84, height=40, count=110)),
    )


def genmaicha(sheet: Sheet) -> None:
    ground.flat(sheet, "genmaicha", ground.TORI)
    sheet.draw(at(400, 392, tea.rice_dish(sheet)))


def cold_brew(sheet: Sheet) -> None:
    ground.table(sheet, "cold-brew-tea-bags", ground.AI, 490)
    ground.window(sheet, 60, 60, 420, 380)
    sheet.draw(at(316, 640, tea.iced_tea(sheet), scale=1.56), at(590, 662, tea.tea_pyramid(sheet), scale=1.06))


def sampler(sheet: Sheet) -> None:
    ground.flat(sheet, "tea-sampler", ground.KINARI)
    sheet.draw(
        at(380, 446, tea.tea_chest(sheet), scale=0.98, turn=-5),
        at(640, 726, leaf(sheet, 130, "#5e7a49"), turn=-18),
        at(600, 742, tea_sprig(sheet, 96, "#6d8246"), turn=200),
    )


RECIPES = {
    "deep-steamed-sencha": sencha,
    "gyokuro": gyokuro,
    "matcha": matcha,
    "hojicha": hojicha,
    "genmaicha": genmaicha,
    "cold-brew-tea-bags": cold_brew,
    "tea-sampler": sampler,
}
