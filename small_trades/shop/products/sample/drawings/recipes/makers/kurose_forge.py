"""A hot blade on the anvil, sparks in the dark."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.curves import (
    chance,
    dashes,
    joined,
    polygon,
    smooth,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, line, path, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    fall = chance("sparks")
    sparks = []
    for _ in range(70):
        turn, far = fall.uniform(pi * 1.02, pi * 1.98), fall.uniform(30, 320) * fall.uniform(0.5, 1)
        x, y = 372 + far * cos(turn), 486 + far * sin(turn) * 0.8
        sparks.append(((x, y), (cos(turn) * far * 0.08, sin(turn) * far * 0.07)))
    iron = "#4a4d57"
    anvil = joined(
        [(150, 500), (620, 500)],
        [(620, 500), (700, 512), (720, 530), (640, 562), (560, 580)],
        [(560, 580), (520, 640), (540, 720)],
        [(540, 720), (260, 720)],
        [(260, 720), (280, 640), (236, 580)],
        [(236, 580), (170, 560), (150, 500)],
    )
    blade = polygon([(196, 478), (500, 470), (516, 486), (500, 500), (210, 500), (176, 492)])
    sheet.draw(
        rect(0, 0, 800, 800, sheet.down((0, "#151b26"), (0.6, "#2a2a33"), (1, "#37302e"))),
        circle(110, 520, 330, sheet.radial((0, "#ff9a4a", 0.75), (0.4, "#d9552b", 0.35), (1, "#d9552b", 0))),
        path(
            joined([(-10, 640), (-10, 420), (60, 380), (150, 420), (176, 640)], [(176, 640), (-10, 640)]),
            "#1b1a1f",
        ),
        path(
            joined([(-10, 620), (-10, 480), (50, 450), (112, 482), (130, 620)], [(130, 620), (-10, 620)]),
            sheet.down((0, "#ffd98a"), (0.5, "#f08a3c"), (1, "#a5341f")),
        ),
        rect(0, 700, 800, 100, sheet.down((0, "#3a3230"), (1, "#1f1b1c"))),
        path(
            polygon([(230, 716), (570, 716), (600, 800), (200, 800)]),
            sheet.linear((0, "#7a5a3c"), (1, "#4a3627")),
        ),
        path(anvil, sheet.linear((0, lit(iron, 0.5)), (0.4, iron), (1, shaded(iron, 0.55)), end=(1, 0.6))),
        path(polygon([(150, 500), (620, 500), (640, 512), (156, 514)]), lit(iron, 0.6)),
        ellipse(350, 492, 220, 40, "#ff8a3c", opacity=0.6, filter=sheet.blur(16)),
        path(blade, sheet.linear((0, "#b5442f"), (0.3, "#f08a3c"), (0.6, "#ffe6a8"), (1, "#f4a24a"))),
        line(dashes(sparks[:45]), "#ffc36a", 3),
        line(dashes(sparks[45:]), "#fff0c4", 4),
        at(
            420,
            440,
            rect(-12, -12, 330, 24, sheet.down((0, "#c99b64"), (1, "#7d5a37")), rx=10),
            rect(-70, -58, 96, 116, sheet.linear((0, "#8b909c"), (0.5, "#5a5e69"), (1, "#33353d")), rx=8),
            rect(-70, -58, 96, 14, "#aab0ba", opacity=0.5, rx=6),
            turn=-34,
        ),
        line(smooth((516, 486), (600, 470), (800, 452)), "#2a2a30", 16),
        line(smooth((516, 484), (600, 467), (800, 448)), "#565a66", 4),
    )
