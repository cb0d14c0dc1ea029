"""Pictures of the paper and stationery."""

from small_trades.shop.products.sample.drawings import ground, patterns
from small_trades.shop.products.sample.drawings.goods import books, fan, lamp, letters, writing
from small_trades.shop.products.sample.drawings.palette import AI, BENIGARA, SHU
from small_trades.shop.products.sample.drawings.plants import leaf
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, rect


def _letter_set(sheet: Sheet) -> None:
    ground.flat(sheet, "letter-set", ground.AI)
    berries = ((12, -30), (30, -12), (36, -40), (54, -26), (22, -52))
    sheet.draw(
        at(300, 372, letters.letter_paper(sheet, 330, 460), turn=-9),
        at(512, 556, letters.envelope(sheet, AI, 350, 230), turn=6),
        at(
            400,
            300,
            line("M-130 70C-60 30 0 0 110-40", "#6b5138", 5),
            *(
                at(x, y, leaf(sheet, 92, "#4e6b4a", ribs=0), turn=turn)
                for x, y, turn in (
                    (-70, 36, -80),
                    (-40, 22, 40),
                    (10, 0, -86),
                    (40, -12, 30),
                    (100, -36, -30),
                )
            ),
            *(circle(x - 20, y + 22, 11, SHU) + circle(x - 23, y + 18, 3, "#f6d3c4") for x, y in berries),
            turn=14,
        ),
    )


def _bound_notebook(sheet: Sheet) -> None:
    ground.flat(sheet, "bound-notebook", ground.KINARI)
    sheet.draw(
        at(500, 410, books.bound_book(sheet, "#b06a3c"), turn=9),
        at(352, 392, books.bound_book(sheet, AI), turn=-6),
    )


def _accordion_book(sheet: Sheet) -> None:
    ground.table(sheet, "accordion-book", ground.FUJI, 430)
    cover = patterns.plum_dots(sheet, "#9c4a58", "#f4dfd6", size=62)
    sheet.draw(at(438, 604, books.accordion(sheet, cover, "#9c4a58"), scale=0.92))


def _pochi_envelopes(sheet: Sheet) -> None:
    ground.flat(sheet, "pochi-envelopes", ground.MATCHA)
    arrow = patterns.yagasuri(sheet, "#f7f0e0", "#6f5a86", width=30, height=84)
    plum = patterns.plum_dots(sheet, "#f7f0e0", "#bf5a55", size=84)
    motif = group(circle(0, 20, 76, AI), at(2, 32, letters.crane("#faf5e8", SHU), scale=0.86))
    sheet.draw(
        at(214, 420, letters.pochi(sheet, arrow), turn=-17, scale=1.38),
        at(590, 424, letters.pochi(sheet, plum), turn=16, scale=1.38),
        at(400, 396, letters.pochi(sheet, "#f7f0e0", motif), scale=1.42),
    )


def _brush_and_ink(sheet: Sheet) -> None:
    ground.flat(sheet, "brush-and-ink", ground.SUMI)
    sheet.draw(
        at(
            520,
            420,
            group(
                rect(
                    -190,
                    -290,
                    380,
                    580,
                    "#2a2233",
                    opacity=0.22,
                    filter=sheet.blur(10),
                    transform="translate(10 10)",
                ),
                rect(-190, -290, 380, 580, "#fbf6ea"),
                letters.flecks("enso", 380, 580, "#b09a6c", 20),
            ),
            turn=4,
        ),
        at(540, 360, writing.enso("#26232a", 122)),
        circle(636, 590, 15, BENIGARA, opacity=0.9),
        at(210, 452, writing.inkstone(sheet), turn=-5),
        at(210, 180, writing.ink_stick(sheet), turn=74),
        at(430, 640, writing.brush(sheet), turn=34),
    )


def _paper_lantern(sheet: Sheet) -> None:
    ground.table(sheet, "paper-lantern", ground.YORU, 560)
    glow = sheet.radial((0, "#ffdf9c", 0.75), (0.35, "#f2b765", 0.4), (1, "#f2b765", 0))
    pool = sheet.radial((0, "#ffe0a0", 0.7), (1, "#f2b765", 0))
    sheet.draw(
        circle(400, 380, 430, glow),
        ellipse(400, 668, 380, 96, pool),
        at(392, 668, lamp.lamp(sheet), scale=1.28),
    )


def _round_fan(sheet: Sheet) -> None:
    ground.flat(sheet, "round-fan", ground.ASAGI)
    sheet.draw(at(424, 318, fan.round_fan(sheet, 252), turn=16))


RECIPES = {
    "letter-set": _letter_set,
    "bound-notebook": _bound_notebook,
    "accordion-book": _accordion_book,
    "pochi-envelopes": _pochi_envelopes,
    "brush-and-ink": _brush_and_ink,
    "paper-lantern": _paper_lantern,
    "round-fan": _round_fan,
}
