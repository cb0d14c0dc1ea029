"""The rice bowl and the spouted bowl."""

from small_trades.shop.products.sample.drawings.curves import (
    Mark,
    blob,
    chance,
    dashes,
    joined,
    oval,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    gleam,
    hollow,
    ridges,
    rim_light,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    ellipse,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

RICE_BOWL = Vessel(((66, 0), (64, 18), (74, 28), (128, 62), (166, 112), (186, 172)), tilt=0.3)


def rice_bowl(sheet: Sheet, *, rice: bool = True) -> str:
    """The grey bowl; with `rice`, a mound of it."""
    bowl, ash = RICE_BOWL, "#b9b5aa"
    drawn = [
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, ash, gloss=0.3, depth=0.4)),
        path(bowl.band(0, 24), turned(sheet, "#8d7a66", gloss=0.2)),
        path(bowl.band(20, 172), sheet.down((0, "#ffffff", 0.16), (0.6, ash, 0), (1, shaded(ash, 0.5), 0.4))),
        ridges(sheet, bowl, (58, 88, 118, 146), lit(ash, 0.5)),
        gleam(sheet, bowl, 70, 158, angle=-50, width=12, strength=0.42),
        path(bowl.mouth(), "#8d7a66"),
        path(bowl.mouth(4), hollow(sheet, lit(ash, 0.2))),
    ]
    if rice:
        drawn.append(_rice(sheet, bowl))
    return group(*drawn)


def _rice(sheet: Sheet, bowl: Vessel) -> str:
    fall = chance("rice")
    y = bowl.level(bowl.height)
    mound = blob(
        (-158, y + 10),
        (-128, y - 26),
        (-70, y - 58),
        (0, y - 70),
        (66, y - 60),
        (126, y - 26),
        (158, y + 10),
        (96, y + 40),
        (0, y + 48),
        (-96, y + 40),
    )
    grains: dict[str, list[Mark]] = {"#ffffff": [], "#e2dacb": []}
    for step in range(170):
        across = fall.uniform(-0.96, 0.96)
        reach = (1 - across * across) ** 0.5
        spot = (across * 150, y + 8 + fall.uniform(-73 * reach, 40 * reach))
        grains["#e2dacb" if step % 3 == 0 else "#ffffff"].append(
            (spot, (fall.uniform(-6, 6), fall.uniform(-4, 4)))
        )
    return group(
        path(mound, sheet.linear((0, "#f3ede2"), (0.3, "#fffdf8"), (1, "#d2cabb"), end=(1, 0.7))),
        *(line(dashes(marks), colour, 5.2, opacity=0.6) for colour, marks in grains.items()),
    )


KATAKUCHI = Vessel(((74, 0), (76, 14), (110, 40), (150, 88), (166, 150)), tilt=0.34)


def _blade(spine: list[tuple[float, float]]) -> str:
    """A brushed blade of grass, pressed in the middle and lifted at the tip."""
    near = [(x - wide, y) for (x, y), wide in zip(spine, (1.2, 2.8, 2.2, 0), strict=True)]
    far = [(x + wide, y) for (x, y), wide in zip(spine, (1.2, 2.8, 2.2, 0), strict=True)]
    return joined(near, far[::-1])


def spouted_bowl(sheet: Sheet) -> str:
    """The Oribe bowl: green poured over the left, a blade of grass on the white."""
    bowl, slip, green = KATAKUCHI, "#ece3cf", "#2f5d43"
    lip = bowl.level(bowl.height)
    spout = joined(
        [(-150, lip - 22), (-186, lip - 20), (-226, lip - 12)],
        [(-226, lip - 12), (-206, lip + 26), (-176, lip + 54), (-142, lip + 74)],
    )
    channel = joined(
        [(-128, lip - 36), (-168, lip - 24), (-222, lip - 12)],
        [(-222, lip - 12), (-186, lip + 10), (-150, lip + 26)],
    )
    pour = joined(
        [bowl.point(-90, h) for h in (20, 60, 110, 150)],
        [bowl.point(a, 150) for a in (-90, -70, -50, -30, -12)],
        [
            bowl.point(-12, 150),
            bowl.point(-18, 110),
            bowl.point(-26, 84),
            bowl.point(-33, 56),
            bowl.point(-41, 54),
            bowl.point(-46, 82),
            bowl.point(-54, 74),
            bowl.point(-62, 38),
            bowl.point(-71, 34),
            bowl.point(-78, 60),
            bowl.point(-90, 20),
        ],
    )
    grass = (
        [(28, 26), (24, 78), (30, 112), (44, 132)],
        [(27, 26), (16, 68), (4, 86), (-10, 84)],
        [(29, 26), (38, 66), (50, 82), (64, 76)],
        [(28, 26), (18, 82), (17, 108), (19, 124)],
    )
    return group(
        standing(sheet, bowl),
        path(spout, sheet.linear((0, lit(green, 0.25)), (1, shaded(green, 0.4)), end=(0.6, 1))),
        path(bowl.body(), turned(sheet, slip, gloss=0.25, depth=0.36)),
        path(bowl.band(0, 13), turned(sheet, "#a5805d", gloss=0.2)),
        group(
            path(pour, sheet.linear((0, shaded(green, 0.1)), (0.4, lit(green, 0.3)), (1, green))),
            path(pour, sheet.down((0, "#8fae86", 0.5), (0.4, green, 0), (1, "#15231d", 0.6))),
            clip_path=sheet.clip(bowl.body()),
        ),
        *(path(_blade([bowl.point(a, h) for a, h in blade]), "#5a4030", opacity=0.82) for blade in grass),
        gleam(sheet, bowl, 60, 142, angle=-52, width=9, strength=0.4),
        path(bowl.mouth(), "#a5805d"),
        path(bowl.mouth(4), hollow(sheet, lit(slip, 0.1))),
        group(
            path(
                oval(-120, lip, 108, 70),
                sheet.linear((0, shaded(green, 0.3)), (0.6, green), (1, lit(green, 0.2))),
            ),
            path(oval(-46, lip + 34, 40, 22), green),
            ellipse(30, lip + 26, 104, 26, shaded(slip, 0.16), opacity=0.4),
            clip_path=sheet.clip(bowl.mouth(5)),
        ),
        rim_light(bowl, "#b39263", 2.4),
        path(channel, sheet.linear((0, shaded(green, 0.1)), (1, shaded(green, 0.42)))),
        line(smooth((-126, lip - 37), (-168, lip - 25), (-224, lip - 12)), "#c2b088", 2.6, opacity=0.8),
        line(smooth((-224, lip - 12), (-186, lip + 10), (-152, lip + 25)), "#c2b088", 2.6, opacity=0.9),
    )
