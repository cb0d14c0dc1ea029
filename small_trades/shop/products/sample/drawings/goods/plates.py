"""Plates from straight above."""

from math import cos, pi, radians, sin

from small_trades.shop.products.sample.drawings.curves import (
    Mark,
    blob,
    chance,
    dashes,
    joined,
    oval,
    ring,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    lying,
)
from small_trades.shop.products.sample.drawings.palette import lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    group,
    line,
    path,
    use,
)

_DARK = "#2a2233"


def plate(sheet: Sheet, r: float = 300) -> str:
    """The chattered plate from straight above: rings of short marks cut through white slip."""
    slip, clay = "#eee5d3", "#8c6a4c"
    fall = chance("chatter")
    marks: list[Mark] = []
    for row in range(9):
        radius = r * (0.2 + row * 0.077)
        count = round(radius * 2 * pi / 17)
        for n in range(count):
            turn = 2 * pi * n / count + row * 0.21
            length = fall.uniform(6, 9.5)
            marks.append(
                (
                    (radius * cos(turn), radius * sin(turn)),
                    (-length * sin(turn - 0.5), length * cos(turn - 0.5)),
                )
            )
    return group(
        lying(sheet, oval(0, 0, r, r), lift=22, strength=0.34),
        circle(0, 0, r, sheet.linear((0, clay), (1, shaded(clay, 0.35)), end=(1, 1))),
        circle(0, 0, r - 5, sheet.linear((0, "#ffffff"), (0.5, slip), (1, shaded(slip, 0.2)), end=(1, 1))),
        circle(0, 0, r * 0.9, sheet.linear((0, shaded(slip, 0.16)), (0.4, slip), (1, "#fffdf7"), end=(1, 1))),
        circle(0, 0, r * 0.62, shaded(slip, 0.1), opacity=0.7),
        circle(0, 0, r * 0.615, sheet.linear((0, shaded(slip, 0.05)), (1, lit(slip, 0.4)), end=(1, 1))),
        line(dashes(marks), clay, 3.4, opacity=0.78),
        *(
            circle(0, 0, r * share, "none", stroke=clay, stroke_width=1.2, opacity=0.4)
            for share in (0.05, 0.12)
        ),
        path(
            smooth(*ring(0, 0, r * 0.95, 40, start=290)[:9]),
            stroke="#ffffff",
            stroke_width=5,
            opacity=0.7,
        ),
    )


def bean_plate(sheet: Sheet, shape: str, glaze: str) -> str:
    """A palm-sized plate from above, in one of six shapes, about 190 across."""
    outline = _BEAN_SHAPES[shape](92)
    kept = sheet.shape(outline)
    edge = mix(glaze, "#e6d6ba", 0.55)
    well = sheet.linear((0, shaded(glaze, 0.2)), (0.5, glaze), (1, lit(glaze, 0.3)), end=(1, 1))
    wall = sheet.linear((0, lit(glaze, 0.55)), (0.5, lit(glaze, 0.12)), (1, shaded(glaze, 0.16)), end=(1, 1))
    return group(
        group(use(kept, _DARK, opacity=0.36, filter=sheet.blur(6)), transform="translate(9 7)"),
        group(
            use(kept, well),
            use(kept, "none", stroke=wall, stroke_width=34),
            use(kept, "none", stroke=edge, stroke_width=5),
            clip_path=sheet.clip_to(kept),
        ),
    )


def _plum(r: float) -> str:
    lobes = [p for n in range(5) for p in _lobe(n * 72, r)]
    return blob(*lobes)


def _lobe(turn: float, r: float) -> list[tuple[float, float]]:
    shape = ((-33, 0.76), (-20, 0.97), (0, 1.04), (20, 0.97), (33, 0.76))
    return [
        (r * far * sin(radians(turn + aside)), -r * far * cos(radians(turn + aside))) for aside, far in shape
    ]


def _fan(r: float) -> str:
    top = [(r * 1.55 * sin(radians(a)), r * 0.86 - r * 1.62 * cos(radians(a))) for a in range(-46, 47, 23)]
    foot = [(r * 0.42 * sin(radians(a)), r * 0.86 - r * 0.36 * cos(radians(a))) for a in (46, 0, -46)]
    return joined(top, foot)


def _gourd(r: float) -> str:
    half = (
        (0.26, -1),
        (0.52, -0.78),
        (0.5, -0.46),
        (0.3, -0.24),
        (0.58, -0.04),
        (0.78, 0.36),
        (0.62, 0.8),
        (0.24, 0.98),
    )
    right = [(r * x, r * y) for x, y in half]
    return blob(*right, *[(-x, y) for x, y in reversed(right)])


def _moon(r: float) -> str:
    """A crescent open to the upper right."""
    outer = [(r * cos(radians(a - 45)), r * sin(radians(a - 45))) for a in range(46, 317, 27)]
    middle = r * 0.4 * cos(radians(-45)), r * 0.4 * sin(radians(-45))
    inner = [
        (middle[0] + r * 0.55 * cos(radians(a - 45)), middle[1] + r * 0.55 * sin(radians(a - 45)))
        for a in (285, 250, 215, 180, 145, 110, 75)
    ]
    return blob(*outer, *inner)


def _leaf(r: float) -> str:
    return joined(
        [(-r * 0.86, r * 0.7), (-r * 0.7, -r * 0.1), (-r * 0.1, -r * 0.7), (r * 0.98, -r * 0.86)],
        [(r * 0.98, -r * 0.86), (r * 0.86, 0.1 * r), (r * 0.2, r * 0.68), (-r * 0.86, r * 0.7)],
    )


def _square(r: float) -> str:
    a, b = r * 0.9, r * 0.52
    return rounded([(-b, -a), (b, -a), (a, -b), (a, b), (b, a), (-b, a), (-a, b), (-a, -b)], 8)


_BEAN_SHAPES = {"plum": _plum, "fan": _fan, "gourd": _gourd, "moon": _moon, "leaf": _leaf, "square": _square}
