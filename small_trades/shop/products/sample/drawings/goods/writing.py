"""Brush, ink and stone."""

from math import cos, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    dashes,
    joined,
    polygon,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    group,
    line,
    path,
    rect,
)


def inkstone(sheet: Sheet, width: float = 230, height: float = 350) -> str:
    """A slate inkstone from above, ink standing in its well."""
    x, y, slate = width / 2, height / 2, "#4b4a4e"
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 22)
    return group(
        lying(sheet, outline, lift=20, strength=0.45),
        path(outline, sheet.linear((0, lit(slate, 0.5)), (0.5, slate), (1, shaded(slate, 0.45)), end=(1, 1))),
        path(
            rounded([(-x + 20, -y + 20), (x - 20, -y + 20), (x - 20, y - 20), (-x + 20, y - 20)], 60),
            sheet.linear(
                (0, shaded(slate, 0.55)), (0.5, shaded(slate, 0.2)), (1, lit(slate, 0.3)), end=(1, 1)
            ),
        ),
        path(
            blob(
                (-x + 30, -y + 80),
                (-x + 46, -y + 40),
                (0, -y + 30),
                (x - 46, -y + 40),
                (x - 30, -y + 84),
                (0, -y + 128),
            ),
            "#121013",
        ),
        path(blob((-50, -y + 62), (-20, -y + 46), (30, -y + 46), (0, -y + 58)), "#8d8f9c", opacity=0.6),
        path(
            blob((-46, -10), (10, -50), (52, 0), (44, 84), (-20, 108), (-54, 54)),
            "#1b191c",
            opacity=0.55,
            filter=sheet.blur(9),
        ),
    )


def ink_stick(sheet: Sheet) -> str:
    """A stick of ink with a gilded moon and pine, 56 × 220."""
    outline = rounded([(-28, -110), (28, -110), (28, 110), (-28, 110)], 7)
    gold = "#c7a04a"
    return group(
        lying(sheet, outline, lift=12, strength=0.42),
        path(outline, sheet.linear((0, "#55525a"), (0.3, "#34323a"), (1, "#17161a"))),
        rect(-20, -100, 40, 168, "none", stroke=gold, stroke_width=1.8, opacity=0.85),
        circle(4, -70, 11, gold),
        line(smooth((-12, 58), (-2, 30), (-10, 6), (2, -20)), gold, 4),
        *(
            path(blob((x - 13, y), (x - 6, y - 9), (x + 6, y - 9), (x + 13, y)), gold)
            for x, y in ((4, -22), (-4, 4), (6, 22))
        ),
    )


def brush(sheet: Sheet, length: float = 470) -> str:
    """A bamboo brush along the y axis, its tip down at the origin."""
    bamboo = "#d2b06c"
    tip = joined([(0, 0), (-9, -30), (-13, -62), (-10, -84)], [(10, -84), (13, -62), (9, -30), (0, 0)])
    return group(
        lying(sheet, polygon([(-9, -84), (9, -84), (9, -length), (-9, -length)]), lift=11, strength=0.42),
        path(tip, sheet.linear((0, "#b28a5a"), (0.5, "#8f6a44"), (1, "#5f452c"))),
        path(joined([(0, 0), (-8, -26), (-10, -42)], [(10, -42), (8, -26), (0, 0)]), "#1c191c"),
        rect(-11, -98, 22, 18, "#3a2f2b", rx=2),
        rect(
            -10,
            -length,
            20,
            length - 98,
            sheet.linear((0, lit(bamboo, 0.35)), (0.35, lit(bamboo, 0.15)), (1, shaded(bamboo, 0.32))),
        ),
        *(rect(-11, -length + at_y, 22, 4, shaded(bamboo, 0.3), rx=2) for at_y in (130, 268)),
        rect(-10.5, -length - 6, 21, 14, "#3a2f2b", rx=3),
        line(
            smooth(
                (0, -length - 6), (-12, -length - 26), (0, -length - 40), (12, -length - 26), (0, -length - 6)
            ),
            "#97412f",
            3.4,
        ),
    )


def enso(colour: str, r: float) -> str:
    """A circle drawn with one breath of the brush."""
    outer = [
        (r * (1 + 0.02 * sin(5 * t)) * cos(t), r * (1 + 0.02 * cos(3 * t)) * sin(t))
        for t in (2 + 5.6 * n / 18 for n in range(19))
    ]
    inner = [(x * (0.8 + 0.012 * n), y * (0.8 + 0.012 * n)) for n, (x, y) in enumerate(outer)]
    dry = dashes(((x * 0.93, y * 0.93), (y * 0.2, -x * 0.2)) for x, y in outer[13:18])
    return group(path(joined(outer, inner[::-1]), colour, opacity=0.88), line(dry, "#f8f2e4", 2, opacity=0.8))
