"""Pictures of the sweets and food."""

from small_trades.shop.products.sample.drawings import ground
from small_trades.shop.products.sample.drawings.goods import fresh_sweets, pantry, rabbits, sugar, tea_bowls
from small_trades.shop.products.sample.drawings.svg import Sheet, at, use


def _dango(sheet: Sheet) -> None:
    ground.flat(sheet, "mitarashi-dango", ground.BENI)
    sheet.draw(
        at(396, 410, fresh_sweets.long_plate(sheet, 600, 560, "#46505a"), turn=-16),
        *(
            at(352 + n * 44, 256 + n * 150, fresh_sweets.dango(sheet, f"dango{n}"), turn=-16, scale=1.02)
            for n in range(3)
        ),
    )


def _yokan(sheet: Sheet) -> None:
    ground.table(sheet, "yokan", ground.MATCHA, 390)
    sheet.draw(
        at(566, 470, tea_bowls.gyokuro_cup(sheet), scale=1.1),
        at(388, 616, fresh_sweets.yokan(sheet), scale=1.24),
    )


def _wasanbon(sheet: Sheet) -> None:
    ground.flat(sheet, "wasanbon", ground.SAKURA)
    sheet.draw(at(396, 392, sugar.wasanbon(sheet), turn=-6, scale=0.98))


def _dorayaki(sheet: Sheet) -> None:
    ground.table(sheet, "dorayaki", ground.TORI, 480)
    cake = sheet.keep(fresh_sweets.dorayaki(sheet))
    sheet.draw(
        at(310, 600, rabbits.round_plate(sheet, 210, "#eee8da"), scale=1.3),
        at(300, 590, use(cake), scale=1.25),
        at(312, 488, use(cake), scale=1.25),
        at(560, 540, fresh_sweets.dorayaki_face(sheet, 156)),
    )


def _rabbit_monaka(sheet: Sheet) -> None:
    ground.table(sheet, "rabbit-monaka", ground.AI, 420, disc=ground.Disc(400, 330, 240, "#fff4cf", 0.9))
    brown = sheet.keep(rabbits.monaka(sheet))
    sheet.draw(
        at(400, 600, rabbits.round_plate(sheet, 300, "#3f4a5c", 0.4), scale=1.1),
        at(430, 536, use(brown), scale=0.98),
        at(264, 610, rabbits.monaka(sheet, "#e8c48a"), scale=1.06),
        at(536, 652, use(brown), scale=1.12),
    )


def _konpeito(sheet: Sheet) -> None:
    ground.table(sheet, "konpeito", ground.ASAGI, 500)
    ground.window(sheet, 120, 40, 420, 400)
    spilled = [
        (520.0, 654.0),
        (580, 690),
        (640, 650),
        (470, 706),
        (700, 700),
        (604, 620),
        (540, 726),
        (410, 730),
    ]
    sheet.draw(
        at(346, 640, sugar.sugar_jar(sheet), scale=1.46),
        at(8, 12, sugar.konpeito(sheet, spilled, 1.5), opacity=0.18, filter=sheet.blur(4)),
        sugar.konpeito(sheet, spilled, 1.42),
    )


def _yuzu_miso(sheet: Sheet) -> None:
    ground.table(sheet, "yuzu-miso", ground.KINARI, 490, disc=ground.Disc(330, 300, 200))
    sheet.draw(at(320, 640, pantry.miso_jar(sheet), scale=1.5), at(604, 676, pantry.yuzu(sheet), scale=1.15))


RECIPES = {
    "mitarashi-dango": _dango,
    "yokan": _yokan,
    "wasanbon": _wasanbon,
    "dorayaki": _dorayaki,
    "rabbit-monaka": _rabbit_monaka,
    "konpeito": _konpeito,
    "yuzu-miso": _yuzu_miso,
}
