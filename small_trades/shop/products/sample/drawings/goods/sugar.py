"""Pressed sugars and sugar stars."""

from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    oval,
    polygon,
    polyline,
    ring,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    lying,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import KIRI, lit, shaded
from small_trades.shop.products.sample.drawings.plants import maple
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
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231a1c"


def _pressed(sheet: Sheet, d: str, colour: str, marks: str = "") -> str:
    """A pressed sugar: a soft block with its edge in the light."""
    kept = sheet.shape(d)
    return group(
        use(kept, _DARK, opacity=0.28, filter=sheet.blur(4), transform="translate(5 6)"),
        use(kept, shaded(colour, 0.14), transform="translate(1.5 4)"),
        use(kept, sheet.linear((0, lit(colour, 0.7)), (0.6, colour), (1, shaded(colour, 0.07)), end=(1, 1))),
        line(marks, shaded(colour, 0.2), 2.6, opacity=0.7) if marks else "",
    )


def wasanbon(sheet: Sheet) -> str:
    """Sixteen pressed sugars in a paulownia box from above: cherry, stream, maple, snow ring."""
    cherry_lobes = [
        (44 * far * sin(radians(n * 72 + aside)), -44 * far * cos(radians(n * 72 + aside)))
        for n in range(5)
        for aside, far in ((-36, 0.56), (-24, 0.9), (-9, 1.08), (0, 0.9), (9, 1.08), (24, 0.9))
    ]
    cherry = blob(*cherry_lobes)
    cherry_marks = "".join(
        polyline([(0, 0), (18 * sin(radians(n * 72)), -18 * cos(radians(n * 72)))]) for n in range(5)
    )
    stream = rounded([(-46, -34), (46, -34), (46, 34), (-46, 34)], 14)
    stream_marks = "".join(smooth((-38, y), (-14, y - 11), (10, y + 7), (38, y - 5)) for y in (-14, 2, 18))
    snow = blob(
        *[
            (44 * far * sin(radians(n * 60 + aside)), -44 * far * cos(radians(n * 60 + aside)))
            for n in range(6)
            for aside, far in ((-30, 0.8), (-15, 1.0), (0, 1.04), (15, 1.0))
        ]
    )
    snow_marks = smooth(*ring(0, 0, 24, 13), ring(0, 0, 24, 13)[0])
    box = (-300, -300, 600, 600)
    tree = sheet.keep(maple(sheet, 56, "#e6b868"))
    sugars = []
    kinds = (("cherry", "#f0c3c4"), ("stream", "#b9d3d8"), ("maple", "#eac27a"), ("snow", "#faf6ec"))
    for row in range(4):
        for column in range(4):
            kind, colour = kinds[(column + row) % 4]
            x, y = -201 + column * 134, -201 + row * 134
            turn = (column * 37 + row * 53) % 40 - 20
            if kind == "maple":
                placed = f"translate({x} {y + 6}) rotate({turn})"
                sugars.append(
                    group(
                        use(tree, opacity=0.25, filter=sheet.blur(3), transform="translate(5 6)"),
                        use(tree),
                        transform=placed,
                    )
                )
            else:
                d, marks = {
                    "cherry": (cherry, cherry_marks),
                    "stream": (stream, stream_marks),
                    "snow": (snow, snow_marks),
                }[kind]
                sugars.append(
                    at(x, y, _pressed(sheet, d, colour, marks), turn=turn if kind != "stream" else turn / 4)
                )
    outline = polygon([(-300, -300), (300, -300), (300, 300), (-300, 300)])
    return group(
        lying(sheet, outline, lift=24, strength=0.4),
        rect(*box, sheet.linear((0, lit(KIRI, 0.5)), (1, shaded(KIRI, 0.22)), end=(1, 1)), rx=4),
        rect(-280, -280, 560, 560, sheet.linear((0, shaded(KIRI, 0.45)), (1, KIRI), end=(1, 1))),
        rect(
            -274, -274, 548, 548, sheet.linear((0, "#e6ddc9"), (0.3, "#f8f2e4"), (1, "#fffdf6"), end=(1, 1))
        ),
        *(rect(x - 1, -274, 2, 548, "#d9cdb2", opacity=0.8) for x in (-134, 0, 134)),
        *(rect(-274, y - 1, 548, 2, "#d9cdb2", opacity=0.8) for y in (-134, 0, 134)),
        *sugars,
    )


def _sugar_star(sheet: Sheet, colour: str, turn: float) -> str:
    """A knobbly grain 40 across."""
    knob = sheet.radial((0, lit(colour, 0.7)), (1, shaded(colour, 0.1)), centre=(0.36, 0.34), radius=0.7)
    heart = sheet.radial(
        (0, lit(colour, 0.8)), (0.7, colour), (1, shaded(colour, 0.12)), centre=(0.36, 0.34), radius=0.7
    )
    return group(
        *(circle(x, y, 6, None) for x, y in ring(0, 0, 14, 8, start=turn)),
        circle(0, 0, 15, heart),
        *(circle(x, y, 4.6, None) for x, y in ring(-1, -1, 7.5, 3, start=turn * 2)),
        circle(-6, -7, 2.4, "#ffffff"),
        fill=knob,
    )


_KONPEITO = ("#fdfaf2", "#c9d69a", "#eeb9b4", "#f1d684", "#b3d0dc")


def konpeito(sheet: Sheet, spots: list[Point], scale: float = 1.0) -> str:
    """Sugar stars at the given spots, the five colours in turn."""
    stars = [sheet.keep(_sugar_star(sheet, colour, 13.0 * n)) for n, colour in enumerate(_KONPEITO)]
    sized = f" scale({scale})" if scale != 1 else ""
    return "".join(
        use(stars[n % 5], transform=f"translate({x:.0f} {y:.0f}){sized}") for n, (x, y) in enumerate(spots)
    )


def sugar_jar(sheet: Sheet) -> str:
    """A glass jar of konpeito with a cork, 250 wide and 330 high."""
    jar = Vessel(((104, 0), (120, 10), (124, 60), (124, 190), (112, 226), (82, 246), (80, 268)), tilt=0.24)
    cork = Vessel(((74, 0), (78, 30), (80, 56)), tilt=0.24)
    fall = chance("konpeito")
    spots: list[Point] = []
    for row in range(8):
        y = -8 - row * 24
        reach = 96 if row else 84
        spots += [
            (-reach + (column + (0.5 if row % 2 else 0)) * 33 + fall.uniform(-3, 3), y + fall.uniform(-4, 4))
            for column in range(6 if row % 2 else 7)
        ]
    return group(
        cast(sheet, jar.shadow(), 0.2),
        path(oval(150, 12, 70, 12), "#fff6dd", opacity=0.7, filter=sheet.blur(8)),
        contact(sheet, 3, 6, 108, 26, strength=0.35),
        path(
            jar.body(),
            sheet.linear(
                (0, "#eef4f2", 0.9), (0.3, "#ffffff", 0.55), (0.7, "#e8efee", 0.5), (1, "#c9d6d6", 0.85)
            ),
        ),
        group(konpeito(sheet, spots), clip_path=sheet.clip(jar.body())),
        path(
            jar.body(),
            sheet.linear(
                (0, _DARK, 0.16),
                (0.18, "#ffffff", 0.1),
                (0.6, "#ffffff", 0),
                (0.9, _DARK, 0.2),
                (1, _DARK, 0.1),
            ),
        ),
        line(jar.arc(245), "#ffffff", 3, opacity=0.8),
        gleam(sheet, jar, 16, 214, angle=-56, width=12, strength=0.85),
        gleam(sheet, jar, 30, 200, angle=56, width=6, strength=0.5),
        path(jar.mouth(), "#d9e2e0", opacity=0.7),
        at(
            0,
            jar.level(254),
            path(cork.body(), turned(sheet, "#c79a66", gloss=0.3)),
            line(
                dashes(
                    (cork.point(fall.uniform(-80, 80), fall.uniform(6, 52)), (fall.uniform(3, 9), 1))
                    for _ in range(22)
                ),
                "#8a6238",
                2.6,
                opacity=0.6,
                clip_path=sheet.clip(cork.body()),
            ),
            path(cork.mouth(), "#dcb685"),
            path(cork.mouth(5), sheet.linear((0, "#e6c597"), (1, "#c99d69"), end=(1, 1))),
        ),
        line(jar.arc(266), "#ffffff", 2.6, opacity=0.7),
    )
