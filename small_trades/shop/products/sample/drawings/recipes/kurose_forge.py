"""Pictures of the knives and kitchen tools."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import blades, grinding, produce
from small_trades.shop.products.sample.drawings.svg import Sheet, at


def _santoku(sheet: Sheet) -> None:
    ground.flat(sheet, "hammered-santoku", ground.AI)
    sheet.draw(
        at(430, 420, produce.board(sheet, 900, 380, "#dcbd8c"), turn=-32),
        at(300, 352, produce.scallion(sheet), turn=-32),
        at(480, 436, blades.santoku(sheet), turn=-32, scale=1.08),
    )


def _petty(sheet: Sheet) -> None:
    ground.flat(sheet, "petty-knife", ground.KINARI)
    sheet.draw(
        at(262, 300, produce.persimmon(sheet, 150)),
        at(520, 236, produce.persimmon_half(sheet, 124), turn=14),
        at(438, 566, blades.petty(sheet), turn=-24, scale=1.2),
    )


def _nakiri(sheet: Sheet) -> None:
    ground.flat(sheet, "nakiri-knife", ground.MATCHA)
    sheet.draw(
        at(318, 262, produce.radish_slices(sheet), turn=-10, scale=1.2),
        at(438, 560, blades.nakiri(sheet), turn=-10, scale=1.06),
    )


def _yanagiba(sheet: Sheet) -> None:
    ground.flat(sheet, "yanagiba-knife", ground.YORU)
    sheet.draw(
        at(700, 108, blades.sheath(sheet), turn=-38),
        at(562, 394, blades.yanagiba(sheet), turn=-38),
    )


def _whetstone(sheet: Sheet) -> None:
    ground.table(sheet, "whetstone", ground.SUMI, 430)
    ground.window(sheet, 120, 30, 420, 340)
    sheet.draw(at(400, 620, grinding.whetstone(sheet), scale=1.2))


def _grater(sheet: Sheet) -> None:
    ground.flat(sheet, "copper-grater", ground.ASAGI)
    sheet.draw(
        at(346, 420, grinding.grater(sheet), turn=-12, scale=1.14),
        at(620, 620, produce.wasabi(sheet), turn=-52, scale=1.0),
    )


RECIPES = {
    "hammered-santoku": _santoku,
    "petty-knife": _petty,
    "nakiri-knife": _nakiri,
    "yanagiba-knife": _yanagiba,
    "whetstone": _whetstone,
    "copper-grater": _grater,
}
