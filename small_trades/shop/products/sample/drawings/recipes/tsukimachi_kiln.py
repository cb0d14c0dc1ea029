"""Pictures of the tableware."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import bowls, cups, plates, pots
from small_trades.shop.products.sample.drawings.light import steam
from small_trades.shop.products.sample.drawings.palette import AI
from small_trades.shop.products.sample.drawings.svg import Sheet, at


def _blue_cup(sheet: Sheet) -> None:
    ground.table(sheet, "blue-cup", ground.KINARI, disc=ground.Disc(400, 330, 230))
    sheet.draw(at(392, 640, cups.yunomi(sheet), scale=1.5), steam(sheet, 390, 300, 230, strength=0.7))


def _rice_bowl(sheet: Sheet) -> None:
    ground.table(sheet, "ash-glaze-rice-bowl", ground.BENI)
    sheet.draw(at(400, 620, bowls.rice_bowl(sheet), scale=1.35), steam(sheet, 390, 320, 220, strength=0.6))


def _plate(sheet: Sheet) -> None:
    ground.flat(sheet, "chattered-plate", ground.AI)
    sheet.draw(at(400, 392, plates.plate(sheet)))


def _teapot(sheet: Sheet) -> None:
    ground.table(sheet, "black-teapot", ground.MATCHA, disc=ground.Disc(470, 320, 210))
    sheet.draw(at(366, 610, pots.teapot(sheet), scale=1.42))


def _soba_choko(sheet: Sheet) -> None:
    ground.table(sheet, "soba-choko", ground.AI, 470)
    sheet.draw(
        at(520, 548, cups.choko(sheet, "net"), scale=1.42),
        at(300, 640, cups.choko(sheet, "straw"), scale=1.6),
    )


def _spouted_bowl(sheet: Sheet) -> None:
    ground.table(sheet, "spouted-bowl", ground.TORI)
    sheet.draw(at(416, 620, bowls.spouted_bowl(sheet), scale=1.5))


def _bean_plates(sheet: Sheet) -> None:
    ground.flat(sheet, "bean-plates", ground.KINARI)
    ash = "#c3bfb2"
    laid = (
        (190, 200, "plum", AI, 0),
        (412, 184, "fan", ash, -8),
        (630, 206, "gourd", AI, 14),
        (176, 440, "moon", ash, -12),
        (400, 420, "leaf", AI, 6),
        (626, 444, "square", ash, 9),
        (196, 656, "fan", AI, 10),
        (412, 650, "plum", ash, 20),
        (634, 668, "leaf", AI, -30),
    )
    sheet.draw(
        *(at(x, y, plates.bean_plate(sheet, shape, glaze), turn=turn) for x, y, shape, glaze, turn in laid)
    )


def _donabe(sheet: Sheet) -> None:
    ground.table(sheet, "small-donabe", ground.SUMI)
    sheet.draw(at(396, 630, pots.donabe(sheet), scale=1.4), steam(sheet, 470, 350, 260, strength=0.7))


RECIPES = {
    "blue-cup": _blue_cup,
    "ash-glaze-rice-bowl": _rice_bowl,
    "chattered-plate": _plate,
    "black-teapot": _teapot,
    "soba-choko": _soba_choko,
    "spouted-bowl": _spouted_bowl,
    "bean-plates": _bean_plates,
    "small-donabe": _donabe,
}
