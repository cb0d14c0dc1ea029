"""Pictures of the textiles."""

from small_trades.shop.products.sample.drawings import ground, patterns
from small_trades.shop.products.sample.drawings.goods import bundle, goldfish, hangings
from small_trades.shop.products.sample.drawings.palette import AI, BENIGARA, KARASHI, MATCHA
from small_trades.shop.products.sample.drawings.svg import Sheet, at, line, rect

_WHITE = "#f4efe3"


def _seigaiha(sheet: Sheet) -> None:
    ground.flat(sheet, "seigaiha-tenugui", ground.KINARI)
    sheet.draw(
        at(
            500,
            430,
            hangings.folded(sheet, patterns.seigaiha(sheet, "#f6ead9", BENIGARA, size=34), "#f0e2d0"),
            turn=11,
            scale=1.16,
        ),
        at(
            330,
            386,
            hangings.folded(sheet, patterns.seigaiha(sheet, "#eef1ee", AI, size=42), "#e9ece8"),
            turn=-7,
            scale=1.16,
        ),
    )


def _asanoha(sheet: Sheet) -> None:
    ground.wall(sheet, "asanoha-tenugui", ground.BENI)
    ground.window(sheet, 20, 150, 420, 470, strength=0.3)
    cloth_fill = patterns.asanoha(sheet, "#a5ae68", "#f3f0da", side=78, width=3.2)
    sheet.draw(
        at(
            400,
            124,
            hangings.pole(sheet, 640),
            hangings.hung(sheet, cloth_fill, MATCHA, width=320, height=540),
        )
    )


def _goldfish(sheet: Sheet) -> None:
    ground.flat(sheet, "goldfish-tenugui", ground.SAKURA)
    sheet.draw(at(400, 400, goldfish.goldfish_cloth(sheet), turn=18))


def _furoshiki(sheet: Sheet) -> None:
    ground.table(sheet, "furoshiki", ground.TORI, 520)
    sheet.draw(at(392, 662, bundle.bundle(sheet, AI, KARASHI), scale=1.34))


def _kitchen_cloth(sheet: Sheet) -> None:
    ground.wall(sheet, "linen-kitchen-cloth", ground.ASAGI)
    sheet.draw(at(400, 132, hangings.peg(sheet), hangings.kitchen_cloth(sheet), scale=1.18))


def _apron(sheet: Sheet) -> None:
    ground.wall(sheet, "linen-apron", ground.SUMI)
    sheet.draw(
        at(400, 84, hangings.peg(sheet), hangings.apron(sheet), scale=1.08),
        at(
            502,
            372,
            line("M4 2c-14 6-14 36 0 40c14-4 14-34 0-40", "#1b2a40", 6),
            rect(-34, 40, 74, 180, patterns.seigaiha(sheet, "#f6ead9", BENIGARA, size=16), rx=3),
            rect(-34, 40, 74, 180, hangings.falls(sheet, 2), rx=3),
            turn=-2,
        ),
    )


def _noren(sheet: Sheet) -> None:
    ground.wall(sheet, "indigo-noren", ground.KINARI)
    sheet.draw(at(400, 110, hangings.pole(sheet, 700, "#8a6a45"), hangings.noren(sheet)))


RECIPES = {
    "seigaiha-tenugui": _seigaiha,
    "asanoha-tenugui": _asanoha,
    "goldfish-tenugui": _goldfish,
    "furoshiki": _furoshiki,
    "linen-kitchen-cloth": _kitchen_cloth,
    "linen-apron": _apron,
    "indigo-noren": _noren,
}
