"""Yuzu miso and a yuzu."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    polygon,
    polyline,
    ring,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.plants import leaf
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231a1c"


def miso_jar(sheet: Sheet) -> str:
    """A jar of yuzu miso under a paper cover tied with string, 240 wide."""
    jar = Vessel(((100, 0), (112, 8), (116, 70), (114, 150), (98, 178), (96, 196)), tilt=0.26)
    miso, paper = "#c78d3f", "#f3ead6"
    y = jar.level(196)
    cover = joined(
        [(-106, y + 6), (-98, y - 24), (-60, y - 42), (0, y - 48), (60, y - 42), (98, y - 24), (106, y + 6)],
        [
            (106, y + 6),
            (128, y + 54),
            (104, y + 66),
            (80, y + 58),
            (50, y + 74),
            (16, y + 64),
            (-16, y + 76),
            (-50, y + 64),
            (-80, y + 72),
            (-106, y + 60),
            (-128, y + 52),
            (-106, y + 6),
        ],
    )
    pleats = [polyline([(x * 0.94, y + 12), (x * 1.1, y + 60)]) for x in range(-96, 97, 24)]
    return group(
        standing(sheet, jar, to=210),
        path(jar.body(), turned(sheet, miso, gloss=0.35, depth=0.4)),
        path(
            jar.body(),
            sheet.linear(
                (0, "#ffffff", 0.35), (0.08, "#ffffff", 0.05), (0.9, "#ffffff", 0), (1, "#ffffff", 0.3)
            ),
        ),
        path(jar.patch(-40, 34, 34, 124), "#faf5e6"),
        at(-6, jar.level(79) + 28, _yuzu_mark()),
        gleam(sheet, jar, 12, 150, angle=-58, width=9, strength=0.6),
        path(cover, _DARK, opacity=0.3, filter=sheet.blur(5), transform="translate(3 6)"),
        path(cover, sheet.linear((0, shaded(paper, 0.06)), (0.3, "#fffcf2"), (1, shaded(paper, 0.24)))),
        line("".join(pleats), shaded(paper, 0.35), 1.8, opacity=0.5),
        line(smooth((-104, y + 10), (-60, y + 30), (0, y + 36), (60, y + 30), (104, y + 10)), "#a5523a", 6),
        line(
            smooth(
                (20, y + 35),
                (-14, y + 10),
                (-40, y + 22),
                (-16, y + 42),
                (20, y + 35),
                (54, y + 12),
                (76, y + 28),
                (46, y + 44),
                (20, y + 35),
            ),
            "#a5523a",
            4.4,
        ),
        line(
            smooth((18, y + 38), (6, y + 70), (12, y + 96))
            + smooth((24, y + 38), (44, y + 66), (44, y + 90)),
            "#a5523a",
            4.4,
        ),
        circle(21, y + 36, 7, "#b9634a"),
    )


def _yuzu_mark() -> str:
    spokes = "".join(polyline([(0, 0), tip]) for tip in ring(0, 0, 19, 8))
    return circle(0, 0, 25, "#d9a63a") + circle(0, 0, 20, "#f6e4a8") + line(spokes, "#d9a63a", 2.4)


def yuzu(sheet: Sheet, r: float = 92) -> str:
    """A knobbly yuzu with one leaf, standing on the table."""
    colour = "#e3b23c"
    fall = chance("yuzu")
    outline = blob(
        *[
            (
                r * (1 + fall.uniform(-0.025, 0.03)) * sin(pi * n / 9),
                -r * 0.86 - r * 0.9 * (1 + fall.uniform(-0.025, 0.03)) * cos(pi * n / 9),
            )
            for n in range(18)
        ]
    )
    pits = dashes(
        ((fall.uniform(-0.8, 0.8) * r, -r * 0.86 + fall.uniform(-0.7, 0.7) * r * 0.8), (0.1, 0))
        for _ in range(46)
    )
    return group(
        cast(
            sheet,
            polygon([(-r * 0.7, 0), (r * 0.6, 4), (r * 1.9, 14), (r * 2.1, 26), (r * 1.2, 36), (0, 24)]),
            0.28,
        ),
        contact(sheet, 4, 0, r * 0.72, 14, strength=0.45),
        path(
            outline,
            sheet.radial(
                (0, lit(colour, 0.6)),
                (0.5, colour),
                (1, shaded(colour, 0.34)),
                centre=(0.34, 0.3),
                radius=0.78,
            ),
        ),
        line(pits, shaded(colour, 0.3), 3.6, opacity=0.45, clip_path=sheet.clip(outline)),
        at(4, -r * 1.72, leaf(sheet, r * 1.3, "#4f7046", width=0.44), turn=-16),
        rect(-3, -r * 1.84, 8, r * 0.16, "#6b5a35", rx=3),
        ellipse(2, -r * 1.7, 14, 5, shaded(colour, 0.3), opacity=0.6),
    )
