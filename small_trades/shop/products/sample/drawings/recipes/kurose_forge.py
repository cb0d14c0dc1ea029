"""Pictures of the knives and kitchen tools."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import knives

from small_trades.shop.products.sample.drawings.svg import Sheet, at


def santoku(sheet: Sheet) -> None:
    ground.flat(sheet, "hammered-santoku", ground.AI)
    sheet.draw(
        at(430, 420, knives.board(sheet, 900, 380, "#dcbd8c"), turn=-32),
        at(300, 352, knives.scallion(sheet), turn=-32),
        at(480, 436, knives.santoku(sheet), turn=-32, scale=1.08),
    )


def petty(sheet: Sheet) -> None:
    ground.flat(sheet, "petty-knife", ground.KINARI)
    sheet.draw(
        at(262, 300, knives.persimmon(sheet, 150)),
        at(520, 236, knives.persimmon_half(sheet, 124), turn=14),
        at(438, 566, knives.petty(sheet), turn=-24, scale=1.2),
    )


def nakiri(sheet: Sheet) -> None:
    ground.flat(sheet, "nakiri-knife", ground.MATCHA)
    sheet.draw(
        at(318, 262, knives.radish_slices(sheet), turn=-10, scale=1.2),
        at(438, 560, knives.nakiri(sheet), turn=-10, scale=1.06),
    )


def yanagiba(sheet: Sheet) -> None:
    ground.flat(sheet, "yanagiba-knife", ground.YORU)
    sheet.draw(
        at(700, 108, knives.sheath(sheet), turn=-38),
        at(562, 394, knives.yanagiba(sheet), turn=-38),
    )


def whetstone(sheet: Sheet) -> None:
    ground.table(sheet, "whetstone", ground.SUMI, 430)
    ground.window(sheet, 120, 30, 420, 340)
    sheet.draw(at(400, 620, knives.whetstone(sheet), scale=1.2))


def grater(sheet: Sheet) -> None:
    ground.flat(sheet, "copper-grater", ground.ASAGI)
    sheet.draw(
        at(346, 420, knives.grater(sheet), turn=-12, scale=1.14),
        at(620, 620, knives.wasabi(sheet), turn=-52, scale=1.0),
    )


RECIPES = {
    "hammered-santoku": santoku,
    "petty-knife": petty,
    "nakiri-knife": nakiri,
    "yanagiba-knife": yanagiba,
    "whetstone": whetstone,
    "copper-grater": grater,
}
