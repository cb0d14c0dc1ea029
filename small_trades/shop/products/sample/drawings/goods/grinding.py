"""The whetstone and the grater."""

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.palette import HINOKI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    at,
    circle,
    group,
    line,
    path,
    rect,
    use,
)

_DARK = "#1c1a22"


def whetstone(sheet: Sheet) -> str:
    """A wet stone on its hinoki base."""
    base = Block(480, 190, 46, turn=22, tilt=0.42)
    stone = Block(412, 144, 50, turn=22, tilt=0.42)
    grit = "#b3735a"
    fall = chance("water")
    drops = [(fall.uniform(20, 390), fall.uniform(14, 130), fall.uniform(4, 11)) for _ in range(20)]
    grain = "".join(polyline([(0, y), (480, y + 2)]) for y in (10, 18, 30, 38))
    rings = "".join(smooth((0, y), (240, y + 6), (480, y)) for y in range(14, 190, 20))
    return group(
        base.shadow(sheet, 0.34),
        base.plain(sheet, HINOKI),
        base.front(line(grain, shaded(HINOKI, 0.3), 1.2, opacity=0.5)),
        base.top(
            line(rings, shaded(HINOKI, 0.3), 1.4, opacity=0.35),
            rect(40, 30, 424, 156, _DARK, opacity=0.3, filter=sheet.blur(6)),
        ),
        at(
            0,
            base.at(0, 0, 46)[1],
            stone.plain(sheet, grit, contrast=1.2),
            stone.front(rect(0, 30, 412, 20, shaded(grit, 0.2), opacity=0.5)),
            stone.top(
                rect(
                    0,
                    0,
                    412,
                    144,
                    sheet.linear((0, lit(grit, 0.3)), (0.5, lit(grit, 0.1)), (1, grit), end=(1, 0.4)),
                ),
                path(
                    blob(
                        (30, 60),
                        (110, 20),
                        (230, 40),
                        (340, 24),
                        (392, 74),
                        (330, 124),
                        (190, 104),
                        (90, 126),
                    ),
                    sheet.linear(
                        (0, "#ffffff", 0.75), (0.5, "#dfe9ea", 0.28), (1, "#ffffff", 0.55), end=(1, 0.5)
                    ),
                ),
                *(
                    circle(x, y, r, "#ffffff", opacity=0.5)
                    + circle(x + r * 0.2, y + r * 0.25, r * 0.6, grit, opacity=0.35)
                    for x, y, r in drops
                ),
            ),
        ),
    )


def grater(sheet: Sheet) -> str:
    """A copper grater from above, 240 × 330, its handle up."""
    copper = "#c98a63"
    plate = [(-96, -120), (96, -120), (122, 190), (-122, 190)]
    outline = joined(
        [(-26, -290), (-22, -180), (-30, -150), (-96, -124)],
        [(-96, -124), (-122, 176)],
        [(-122, 176), (-112, 196), (-90, 200)],
        [(-90, 200), (90, 200)],
        [(90, 200), (112, 196), (122, 176)],
        [(122, 176), (96, -124)],
        [(96, -124), (30, -150), (22, -180), (26, -290)],
        [(26, -290), (14, -308), (-14, -308), (-26, -290)],
    )
    fall = chance("grater")
    teeth: list[Point] = []
    for row in range(21):
        y = -100 + row * 13.4
        half = 78 + (y + 100) * 0.085
        for column in range(13):
            x = -half + (column + (0.5 if row % 2 else 0)) * half * 2 / 13 + fall.uniform(-2, 2)
            teeth.append((x, y + fall.uniform(-2, 2)))
    kept = sheet.shape(outline)
    return group(
        group(use(kept, _DARK, opacity=0.4, filter=sheet.blur(11)), transform="translate(20 17)"),
        use(
            kept,
            sheet.linear(
                (0, lit(copper, 0.6)),
                (0.45, copper),
                (0.7, lit(copper, 0.25)),
                (1, shaded(copper, 0.35)),
                end=(1, 1),
            ),
        ),
        path(
            polygon(plate),
            sheet.linear(
                (0, "#ffffff", 0.35), (0.5, "#d9d4cd", 0.2), (1, shaded(copper, 0.4), 0.3), end=(1, 1)
            ),
        ),
        line(dashes(((x + 2, y + 3), (5, 1)) for x, y in teeth), shaded(copper, 0.55), 4, opacity=0.6),
        line(dashes(((x, y), (4, -3)) for x, y in teeth), "#fbe9da", 3),
        line(
            polyline([(-96, -122), (-120, 178)]) + polyline([(96, -122), (120, 178)]),
            lit(copper, 0.6),
            5,
            opacity=0.8,
        ),
        line(polyline([(-88, 198), (88, 198)]), shaded(copper, 0.3), 5),
        circle(0, -278, 10, "#e9dfcb"),
        circle(0, -278, 10, "none", stroke=shaded(copper, 0.4), stroke_width=2.4),
        line(smooth((-16, -250), (-14, -190), (-20, -160)), lit(copper, 0.7), 4, opacity=0.7),
    )
