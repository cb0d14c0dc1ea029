"""Where the makers live: hills, water, houses and weather, in layers that pale with distance."""

from collections.abc import Sequence
from math import sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.palette import lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
)


def sky(sheet: Sheet, high: str, low: str, until: float = 620) -> str:
    """The whole ground as sky, its lower colour reached at `until`."""
    return rect(
        0, 0, sheet.width, sheet.height, sheet.linear((0, high), (1, low), end=(0, until), absolute=True)
    )


def hill(sheet: Sheet, ridge: Sequence[Point], colour: str, mist: str, *, clear: float = 0.35) -> str:
    """A hill under its ridge, paling into mist below."""
    foot = sheet.height + 10
    outline = joined([(ridge[0][0], foot), ridge[0]], ridge, [ridge[-1], (ridge[-1][0], foot)])
    return path(outline, sheet.down((0, colour), (clear, mix(colour, mist, 0.35)), (1, mist)))


def mist(
    sheet: Sheet,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    colour: str = "#ffffff",
    strength: float = 0.8,
) -> str:
    """A bank of mist around (x, y)."""
    return ellipse(x, y, width / 2, height / 2, colour, opacity=strength, filter=sheet.blur(16))


def sun(sheet: Sheet, x: float, y: float, r: float, colour: str) -> str:
    """Sun or moon, paling towards the horizon."""
    return circle(x, y, r, sheet.down((0, colour), (1, lit(colour, 0.4), 0.7)))


def pine_tree(sheet: Sheet, height: float, colour: str) -> str:
    """A garden pine in layers, its foot at the origin."""
    s = height / 300
    pads = ((-70, -120, 84), (60, -160, 92), (-40, -206, 92), (44, -250, 74), (-6, -292, 62))
    trunk = joined(
        [(-13, 0), (-20, -70), (4, -140), (-12, -210), (0, -290)],
        [(6, -290), (4, -212), (22, -140), (4, -68), (15, 0)],
    )
    drawn = [path(trunk, sheet.linear((0, "#6b5444"), (1, "#3f322b")))]
    for x, y, wide in pads:
        pad = blob(
            (x - wide, y + 12),
            (x - wide * 0.7, y - 14),
            (x - wide * 0.2, y - 30),
            (x + wide * 0.3, y - 28),
            (x + wide * 0.8, y - 10),
            (x + wide, y + 12),
            (x, y + 20),
        )
        drawn.append(path(pad, sheet.down((0, lit(colour, 0.35)), (1, shaded(colour, 0.25)))))
        drawn.append(
            line(
                dashes(
                    ((x - wide * 0.8 + n * wide * 0.23, y + 4 - 16 * (1 - abs(n - 3.5) / 4)), (3, -9))
                    for n in range(8)
                ),
                lit(colour, 0.5),
                2,
                opacity=0.5,
            )
        )
    return at(0, 0, *drawn, scale=s)


def cedar(sheet: Sheet, height: float, colour: str) -> str:
    """A tall cedar, its foot at the origin."""
    wide = height * 0.15
    tiers: list[Point] = []
    for n in range(7):
        y = -height * (0.12 + n * 0.126)
        reach = wide * (1.1 - n * 0.14)
        tiers += [(reach, y + height * 0.03), (reach * 0.6, y - height * 0.05)]
    outline = [(0.0, -height), *reversed(tiers), *((-x, y) for x, y in tiers)]
    return group(
        rect(-height * 0.016, -height * 0.16, height * 0.032, height * 0.16, "#4a3a30"),
        path(
            polygon(outline),
            sheet.linear((0, lit(colour, 0.25)), (0.5, colour), (1, shaded(colour, 0.35))),
            stroke=colour,
            stroke_width=3,
        ),
    )


def house(
    sheet: Sheet,
    width: float,
    height: float,
    *,
    roof: str,
    wall: str = "#e7dcc6",
    wood: str = "#5d4536",
    snow: bool = False,
) -> str:
    """A low house from the front with a wide roof; the middle of its sill is the origin."""
    w, h = width / 2, height
    eaves = h * 0.5
    top = joined(
        [(-w * 1.22, -eaves), (-w * 0.9, -eaves - h * 0.2), (-w * 0.66, -h)],
        [(-w * 0.66, -h), (w * 0.66, -h)],
        [(w * 0.66, -h), (w * 0.9, -eaves - h * 0.2), (w * 1.22, -eaves)],
        [(w * 1.22, -eaves), (-w * 1.22, -eaves)],
    )
    panes = "".join(polyline([(x, -eaves + 2), (x, 0)]) for x in (-w * 0.33, -w * 0.05, w * 0.23))
    tiles = "".join(
        polyline([(w * 0.66 * k, -h), (w * 1.1 * k, -eaves)]) for k in (-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9)
    )
    parts = [
        rect(-w, -eaves, width, eaves, sheet.linear((0, lit(wall, 0.2)), (1, shaded(wall, 0.2)))),
        rect(-w * 0.62, -eaves + 4, w * 1.14, eaves - 4, "#f5e3b4"),
        line(panes, wood, max(2, width / 70)),
        line(polyline([(-w * 0.62, -eaves * 0.5), (w * 0.52, -eaves * 0.5)]), wood, max(1.4, width / 110)),
        *(rect(x, -eaves, width * 0.03, eaves, wood) for x in (-w, w * 0.94, -w * 0.64, w * 0.52)),
        rect(-w, -eaves, width, eaves * 0.18, "#221c24", opacity=0.28),
        path(top, sheet.down((0, lit(roof, 0.2)), (1, shaded(roof, 0.25)))),
        line(tiles, shaded(roof, 0.4), 1.6, opacity=0.5),
    ]
    if snow:
        cap = joined(
            [(-w * 1.26, -eaves + 4), (-w * 0.92, -eaves - h * 0.24), (-w * 0.66, -h - h * 0.09)],
            [(-w * 0.66, -h - h * 0.09), (w * 0.66, -h - h * 0.09)],
            [(w * 0.66, -h - h * 0.09), (w * 0.92, -eaves - h * 0.24), (w * 1.26, -eaves + 4)],
            [
                (w * 1.26, -eaves + 4),
                (w * 0.6, -eaves - h * 0.05),
                (0, -eaves + 2),
                (-w * 0.6, -eaves - h * 0.06),
                (-w * 1.26, -eaves + 4),
            ],
        )
        parts.append(path(cap, sheet.linear((0, "#ffffff"), (1, "#d3dde6"), end=(1, 1))))
    else:
        parts.append(rect(-w * 0.7, -h - 5, w * 1.4, 9, shaded(roof, 0.3), rx=4))
    return group(*parts)


def water(sheet: Sheet, top: float, colour: str, seed: str) -> str:
    """Still water from `top` down to the foot of the sheet, with glints."""
    fall = chance(seed)
    glints = []
    for _ in range(26):
        y = top + 14 + fall.uniform(0, 1) ** 1.4 * (sheet.height - top - 20)
        glints.append(((fall.uniform(0, sheet.width), y), (fall.uniform(16, 70), 0.0)))
    return group(
        rect(0, top, sheet.width, sheet.height - top, sheet.down((0, lit(colour, 0.55)), (1, colour))),
        line(dashes(glints), "#ffffff", 2.4, opacity=0.45),
    )


def tea_rows(ridge: Sequence[Point], colour: str, rows: int, spread: float) -> str:
    """Clipped tea hedges running along a slope, below its ridge."""
    drawn = []
    for n in range(rows):
        drop = 20 + n * spread * (1 + n * 0.12)
        thick = spread * (0.72 + n * 0.1)
        way = [(x, y + drop + 10 * sin(x / 90 + n)) for x, y in ridge]
        drawn.append(line(smooth(*way), shaded(colour, 0.34), thick))
        drawn.append(line(smooth(*((x, y - thick * 0.16) for x, y in way)), colour, thick * 0.7))
        drawn.append(
            line(
                smooth(*((x, y - thick * 0.32) for x, y in way)),
                lit(colour, 0.5),
                thick * 0.22,
                stroke_dasharray=f"{thick * 0.5:.0f} {thick * 0.4:.0f}",
            )
        )
    return group(*drawn)


def snowfall(seed: str, count: int = 70) -> str:
    """Flakes over the whole picture, near and far."""
    fall = chance(seed)
    small = dashes(((fall.uniform(0, 800), fall.uniform(0, 800)), (0.1, 0)) for _ in range(count))
    large = dashes(((fall.uniform(0, 800), fall.uniform(0, 800)), (0.1, 0)) for _ in range(count // 3))
    return line(small, "#ffffff", 5, opacity=0.8) + line(large, "#ffffff", 10, opacity=0.75)
