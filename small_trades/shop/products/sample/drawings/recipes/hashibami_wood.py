"""Pictures of the woodcraft."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import bark, bentwood, boards, lacquer, table, tea_packs
from small_trades.shop.products.sample.drawings.light import steam
from small_trades.shop.products.sample.drawings.palette import AI, SEIJI
from small_trades.shop.products.sample.drawings.plants import ginkgo
from small_trades.shop.products.sample.drawings.svg import Sheet, at


def _caddy(sheet: Sheet) -> None:
    ground.table(sheet, "cherry-bark-caddy", ground.MATCHA, 510, disc=ground.Disc(410, 320, 220))
    sheet.draw(
        at(386, 640, bark.caddy(sheet), scale=1.42),
        at(
            612,
            700,
            tea_packs.heap(sheet, "caddy", ("#2f4a34", "#456238", "#6d8246"), width=96, height=34, count=90),
        ),
    )


def _lunch_box(sheet: Sheet) -> None:
    ground.table(sheet, "bentwood-lunch-box", ground.AI, 380)
    sheet.draw(
        at(486, 430, bentwood.lunch_lid(sheet), scale=1.0),
        at(376, 624, bentwood.lunch_box(sheet), scale=1.24),
    )


def _soup_bowl(sheet: Sheet) -> None:
    ground.table(sheet, "lacquer-soup-bowl", ground.KINARI, 500)
    sheet.draw(at(396, 638, lacquer.soup_bowl(sheet), scale=1.56), steam(sheet, 380, 350, 250, strength=0.7))


def _chopsticks(sheet: Sheet) -> None:
    ground.flat(sheet, "octagonal-chopsticks", ground.FUJI)
    woods = (("#c49a63", SEIJI), ("#9a5a3a", "#e9e2d2"), ("#4b2c2b", AI))
    for n, (wood, rest) in enumerate(woods):
        y = 268 + n * 150
        sheet.draw(
            at(196, y + 58, table.chopstick_rest(sheet, rest), turn=-14),
            at(110, y + 76, table.chopsticks(sheet, wood, 620), turn=-14),
        )


def _round_tray(sheet: Sheet) -> None:
    ground.flat(sheet, "round-tray", ground.KINARI)
    sheet.draw(
        at(396, 394, table.tray(sheet, 330)),
        at(330, 366, table.teapot_above(sheet), scale=1.06, turn=-14),
        at(452, 556, table.cup_above(sheet, AI)),
    )


def _cutting_board(sheet: Sheet) -> None:
    ground.flat(sheet, "ginkgo-cutting-board", ground.SUMI)
    sheet.draw(
        at(372, 396, boards.cutting_board(sheet), turn=-8),
        *(
            at(x + 8, y + 9, ginkgo(sheet, size, "#3a3530"), turn=turn, opacity=0.22, filter=sheet.blur(4))
            for x, y, size, turn in _LEAVES
        ),
        *(at(x, y, ginkgo(sheet, size, "#e0b23e"), turn=turn) for x, y, size, turn in _LEAVES),
    )


_LEAVES = ((596, 640, 112, 28), (690, 480, 88, -34), (510, 724, 84, -74))

RECIPES = {
    "cherry-bark-caddy": _caddy,
    "bentwood-lunch-box": _lunch_box,
    "lacquer-soup-bowl": _soup_bowl,
    "octagonal-chopsticks": _chopsticks,
    "round-tray": _round_tray,
    "ginkgo-cutting-board": _cutting_board,
}
