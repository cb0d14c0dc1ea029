"""The soup bowl."""

from math import cos, radians

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    polygon,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import gleam, hollow, rim_light, standing, turned
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    ellipse,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231c1f"


_WAN = Vessel(((74, 0), (72, 22), (84, 30), (140, 66), (166, 118), (172, 168)), tilt=0.32)


def soup_bowl(sheet: Sheet) -> str:
    """A lacquered bowl of soup, the grain showing through."""
    bowl, wood = _WAN, "#8f4f2a"
    fall = chance("keyaki")
    rings = []
    for n in range(11):
        low = 34 + n * 12.4
        wave = [
            (angle, low + 7 * cos(radians(angle * 1.6 + n * 9)) + fall.uniform(-1, 1))
            for angle in range(-88, 89, 22)
        ]
        rings.append(smooth(*(bowl.point(angle, h) for angle, h in wave)))
    y = bowl.level(140)
    tofu = [(-60, -8), (-16, 10), (22, -16), (70, 4)]
    wakame = [
        blob((-96, y + 8), (-70, y + 0), (-50, y + 18), (-78, y + 30)),
        blob((34, y + 20), (70, y + 16), (92, y + 26), (56, y + 34)),
        blob((-30, y - 30), (4, y - 34), (10, y - 22), (-18, y - 18)),
    ]
    return group(
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, wood, gloss=0.42, depth=0.5)),
        line("".join(rings), shaded(wood, 0.55), 2, opacity=0.5, clip_path=sheet.clip(bowl.body())),
        path(bowl.band(0, 22), turned(sheet, shaded(wood, 0.2), gloss=0.35, depth=0.5)),
        path(
            bowl.body(),
            sheet.linear(
                (0, _DARK, 0.22),
                (0.25, "#ffffff", 0.05),
                (0.6, _DARK, 0),
                (0.9, _DARK, 0.36),
                (1, _DARK, 0.2),
            ),
        ),
        gleam(sheet, bowl, 50, 158, angle=-50, width=13, strength=0.5),
        path(bowl.mouth(), lit(wood, 0.25)),
        path(bowl.mouth(5), hollow(sheet, shaded(wood, 0.1))),
        group(
            ellipse(0, y, 158, 50, sheet.linear((0, "#a8743a"), (0.5, "#c99653"), (1, "#e0b878"))),
            path(
                blob((-120, y - 4), (-40, y - 30), (60, y - 24), (110, y + 4), (40, y + 26), (-70, y + 26)),
                "#e3c085",
                opacity=0.55,
            ),
            *(path(d, sheet.linear((0, "#5e7d4c"), (1, "#34523a"), end=(1, 1))) for d in wakame),
            *(
                path(
                    polygon([(x - 18, y + dy), (x + 2, y + dy - 9), (x + 20, y + dy - 2), (x, y + dy + 8)]),
                    "#fffdf6",
                )
                + path(
                    polygon([(x - 18, y + dy), (x, y + dy + 8), (x, y + dy + 15), (x - 18, y + dy + 7)]),
                    "#e5dcc8",
                )
                + path(
                    polygon([(x, y + dy + 8), (x + 20, y + dy - 2), (x + 20, y + dy + 5), (x, y + dy + 15)]),
                    "#d3c8b0",
                )
                for x, dy in tofu
            ),
            *(
                ellipse(x, y + dy, 7, 4, "none", stroke="#7fa05c", stroke_width=3.4)
                for x, dy in ((-20, -22), (50, -20), (84, -12), (-84, -14), (-4, 26), (28, 6))
            ),
            clip_path=sheet.clip(bowl.mouth(6)),
        ),
        rim_light(bowl, "#d99a63", 2.6),
    )
