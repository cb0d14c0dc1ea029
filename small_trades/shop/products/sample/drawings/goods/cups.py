"""The blue cup and the blue-and-white cups."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.curves import (
    smooth,
)
from small_trades.shop.products.sample.drawings.goods.glaze import liquid, poured
from small_trades.shop.products.sample.drawings.light import (
    gleam,
    hollow,
    rim_light,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import AI, KOGECHA, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import EDGE, Vessel

YUNOMI = Vessel(((74, 0), (78, 10), (103, 26), (113, 62), (117, 150), (121, 252)))


_YUNOMI_DRIPS = ((-72, 30, 6), (-42, 26, 6), (-17, 66, 5), (14, 20, 7), (42, 54, 5.5), (70, 26, 6))


def yunomi(sheet: Sheet, *, tea: bool = True) -> str:
    """The blue cup: an indigo glaze in drops over a pale foot."""
    cup, clay = YUNOMI, "#e4d6bd"
    drawn = [
        standing(sheet, cup),
        path(cup.body(), turned(sheet, clay, gloss=0.3)),
        line(cup.arc(22), shaded(clay, 0.3), 2, opacity=0.5),
        poured(sheet, cup, AI, 92, _YUNOMI_DRIPS),
        gleam(sheet, cup, 118, 236, angle=-50, width=13),
        gleam(sheet, cup, 124, 230, angle=-35, width=4, strength=0.3),
        path(cup.mouth(), mix(AI, KOGECHA, 0.45)),
        path(cup.mouth(5), hollow(sheet, lit(AI, 0.08))),
    ]
    if tea:
        drawn.append(liquid(sheet, cup, "#a9ad5a", drop=44, inset=8))
    drawn.append(rim_light(cup, "#b99a6c", 2.6))
    return group(*drawn)


CHOKO = Vessel(((70, 0), (74, 6), (82, 40), (92, 100), (102, 158)))


def choko(sheet: Sheet, pattern: str) -> str:
    """A straight porcelain cup painted in blue: `straw`, `net`, `waves` or `plain`."""
    cup, white, blue = CHOKO, "#f4f1ea", AI
    painted = {"straw": _straw, "net": _net, "waves": _waves}
    return group(
        standing(sheet, cup),
        path(cup.body(), turned(sheet, white, gloss=0.3, depth=0.24)),
        painted[pattern](cup, blue) if pattern in painted else "",
        line(cup.arc(7), blue, 2.4, opacity=0.8),
        line(cup.arc(13), blue, 1.2, opacity=0.7),
        path(
            cup.body(),
            sheet.linear(
                (0, "#2a2233", 0.12),
                (0.2, "#ffffff", 0.1),
                (0.55, "#2a2233", 0),
                (0.9, "#2a2233", 0.26),
                (1, "#2a2233", 0.16),
            ),
        ),
        gleam(sheet, cup, 20, 150, angle=-52, width=10, strength=0.6),
        path(cup.mouth(), "#d9d5cb"),
        path(cup.mouth(4), hollow(sheet, white)),
        line(cup.arc(157), blue, 2, opacity=0.55),
        rim_light(cup, white, 2.5),
    )


def _straw(cup: Vessel, blue: str) -> str:
    fine = "".join(cup.wall(angle, 18, 152, 3) for angle in range(-72, 73, 24))
    wide = "".join(cup.wall(angle, 18, 152, 3) for angle in range(-84, 85, 24))
    return line(fine, blue, 2, opacity=0.8) + line(wide, blue, 6.5, opacity=0.85)


def _net(cup: Vessel, blue: str) -> str:
    rows, columns = 7, 15
    lines = []
    for row in range(rows):
        points = []
        for column in range(columns * 2 + 1):
            angle = -90 + 180 * column / (columns * 2)
            swing = 11 if (column + row) % 2 else -11
            points.append(cup.point(angle, 27 + row * 19 + swing))
        lines.append(smooth(*points))
    return line("".join(lines), blue, 2, opacity=0.85)


def _waves(cup: Vessel, blue: str) -> str:
    arcs = []
    for row in range(7):
        for column in range(-5, 6):
            centre = column * 17 + (8.5 if row % 2 else 0)
            for size in (8.2, 5, 2):
                points = [
                    (centre + size * cos(turn), 20 + row * 19 + size * 2 * sin(turn))
                    for turn in (0, 0.8, pi / 2, 2.3, pi)
                ]
                if all(abs(angle) <= EDGE for angle, _ in points):
                    arcs.append(smooth(*(cup.point(angle, h) for angle, h in points)))
    return line("".join(arcs), blue, 1.7, opacity=0.85)
