"""What tea is drunk from and whisked with."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    joined,
    oval,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods.glaze import liquid
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    hollow,
    rim_light,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import MATCHA, SUMI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, path, rect
from small_trades.shop.products.sample.drawings.vessel import Vessel

SMALL_CUP = Vessel(((48, 0), (50, 8), (66, 14), (98, 46), (112, 96)), tilt=0.3)


_SAUCER = Vessel(((84, 0), (100, 6), (176, 22)), tilt=0.3)


def gyokuro_cup(sheet: Sheet) -> str:
    """A small white cup of pale tea on a dark saucer."""
    cup, wood = SMALL_CUP, "#4a3a31"
    return group(
        standing(sheet, _SAUCER, to=26),
        path(_SAUCER.whole(), turned(sheet, wood, gloss=0.4)),
        path(_SAUCER.mouth(4), sheet.linear((0, lit(wood, 0.35)), (1, shaded(wood, 0.25)))),
        path(_SAUCER.mouth(62), shaded(wood, 0.3)),
        at(
            0,
            -16,
            ellipse(26, 4, 90, 22, "#140f12", opacity=0.5, filter=sheet.blur(6)),
            path(cup.body(), turned(sheet, "#f6f3ec", gloss=0.3, depth=0.26)),
            line(cup.arc(7), "#c9c4b8", 2, opacity=0.7),
            gleam(sheet, cup, 26, 92, angle=-50, width=12, strength=0.8),
            path(cup.mouth(), "#e2ded4"),
            path(cup.mouth(4), hollow(sheet, "#f4f1ea")),
            liquid(sheet, cup, "#c9c769", drop=22, inset=2),
            rim_light(cup, "#ffffff", 2.5),
        ),
    )


def drop(sheet: Sheet, colour: str) -> str:
    """A falling drop, its middle at the origin."""
    outline = joined(
        [(0, -40), (-8, -16), (-19, 4), (-14, 22), (0, 28)], [(0, 28), (14, 22), (19, 4), (8, -16), (0, -40)]
    )
    return group(
        path(
            outline, sheet.linear((0, lit(colour, 0.6)), (0.6, colour), (1, shaded(colour, 0.2)), end=(1, 1))
        ),
        ellipse(-7, 6, 3, 8, "#ffffff", opacity=0.8, transform="rotate(12 -7 6)"),
    )


CHAWAN = Vessel(((66, 0), (68, 14), (120, 30), (158, 76), (164, 128), (160, 180)), tilt=0.36)


def matcha_bowl(sheet: Sheet) -> str:
    """A dark bowl of whisked matcha, seen a little from above."""
    bowl, black = CHAWAN, "#37302f"
    fall = chance("foam")
    y = bowl.level(bowl.height - 34)
    foam = []
    for _ in range(26):
        turn, far = fall.uniform(0, 2 * pi), fall.uniform(0, 1) ** 0.5
        foam.append(circle(far * 132 * cos(turn), y + far * 44 * sin(turn), fall.uniform(1.8, 5), "#dfe3a8"))
    return group(
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, black, gloss=0.5, depth=0.5)),
        path(bowl.band(0, 13), turned(sheet, "#9b7a5b", gloss=0.3)),
        path(
            blob(
                *(
                    bowl.point(a, h)
                    for a, h in (
                        (-60, 170),
                        (-30, 150),
                        (-5, 110),
                        (15, 84),
                        (38, 100),
                        (60, 140),
                        (70, 172),
                        (10, 178),
                    )
                )
            ),
            sheet.down((0, "#7d6a52", 0.75), (1, "#7d6a52", 0)),
        ),
        gleam(sheet, bowl, 56, 168, angle=-50, width=11, strength=0.4),
        path(bowl.mouth(), "#6f5f4f"),
        path(bowl.mouth(6), hollow(sheet, "#4a413d")),
        group(
            ellipse(0, y, 150, 54, sheet.linear((0, shaded(MATCHA, 0.25)), (0.5, "#9bab4e"), (1, "#c3cc7c"))),
            ellipse(-10, y - 4, 116, 38, "#b9c56c", opacity=0.6),
            group(*foam, opacity=0.55),
            clip_path=sheet.clip(bowl.mouth(7)),
        ),
        rim_light(bowl, "#7d6a55", 2.4),
    )


def whisk(sheet: Sheet) -> str:
    """A bamboo whisk standing on its handle, 260 high."""
    bamboo = "#dcbf86"
    handle = Vessel(((38, 0), (38, 60), (36, 104)), tilt=0.3)
    tines = []
    for n in range(-12, 13):
        x = n / 12
        tines.append(smooth((x * 34, -102), (x * 66, -150), (x * 78, -196), (x * 70, -236)))
    inner = "".join(smooth((n * 4.0, -104), (n * 5, -150), (n * 4.4, -214)) for n in range(-6, 7))
    return group(
        standing(sheet, handle, to=200),
        line(inner, shaded(bamboo, 0.3), 2.4),
        path(
            blob(
                (-34, -100),
                (-66, -150),
                (-76, -196),
                (-70, -238),
                (0, -250),
                (70, -238),
                (76, -196),
                (66, -150),
                (34, -100),
            ),
            sheet.linear(
                (0, shaded(bamboo, 0.05), 0.75), (0.3, lit(bamboo, 0.3), 0.75), (1, shaded(bamboo, 0.4), 0.85)
            ),
        ),
        line("".join(tines), lit(bamboo, 0.3), 2, opacity=0.9),
        line("".join(tines[1::2]), shaded(bamboo, 0.35), 1.4, opacity=0.6),
        path(handle.body(), turned(sheet, bamboo, gloss=0.35)),
        *(line(handle.arc(h), SUMI, 2.6, opacity=0.75) for h in (88, 94, 100)),
        line(handle.arc(40), shaded(bamboo, 0.4), 2, opacity=0.5),
    )


GLASS = Vessel(((78, 0), (82, 8), (90, 120), (100, 268)), tilt=0.24)


def iced_tea(sheet: Sheet) -> str:
    """A tall glass of green tea with three pieces of ice."""
    glass, tea = GLASS, "#b5bd58"
    top = glass.level(226)
    ice = []
    for x, y, turn, size in ((-34, top + 8, 14, 54), (30, top + 2, -20, 58), (2, top + 44, 34, 50)):
        ice.append(
            at(
                x,
                y,
                rect(
                    -size / 2,
                    -size / 2,
                    size,
                    size,
                    sheet.linear((0, "#ffffff", 0.85), (1, "#e9f0d8", 0.35), end=(1, 1)),
                    rx=8,
                    stroke="#ffffff",
                    stroke_width=2,
                    stroke_opacity=0.7,
                ),
                turn=turn,
            )
        )
    r = glass.radius(226)
    return group(
        cast(sheet, glass.shadow(), 0.18),
        path(oval(120, 14, 60, 12), "#cdd67c", opacity=0.5, filter=sheet.blur(8)),
        contact(sheet, 3, 6, 82, 22, strength=0.3),
        path(
            glass.body(),
            sheet.linear(
                (0, "#ffffff", 0.7), (0.2, "#ffffff", 0.25), (0.8, "#ffffff", 0.2), (1, "#dfe6df", 0.6)
            ),
        ),
        path(
            glass.band(14, 226),
            sheet.linear(
                (0, shaded(tea, 0.12), 0.9),
                (0.3, lit(tea, 0.4), 0.85),
                (0.7, tea, 0.9),
                (1, shaded(tea, 0.22), 0.9),
            ),
        ),
        ellipse(0, top, r, r * 0.24, lit(tea, 0.4), opacity=0.95),
        group(*ice, clip_path=sheet.clip(glass.body())),
        path(
            glass.band(0, 14), sheet.linear((0, "#ffffff", 0.8), (0.5, "#c8d3b4", 0.7), (1, "#ffffff", 0.6))
        ),
        gleam(sheet, glass, 20, 256, angle=-54, width=10, strength=0.75),
        gleam(sheet, glass, 40, 240, angle=58, width=6, strength=0.4),
        path(glass.mouth(), stroke="#ffffff", stroke_width=3, opacity=0.9),
        path(glass.mouth(2), stroke="#aab5a6", stroke_width=1.2, opacity=0.6),
    )
