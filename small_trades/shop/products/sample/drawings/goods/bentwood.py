"""The lunch box and its lid."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    oval,
    polyline,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import hollow, standing, turned
from small_trades.shop.products.sample.drawings.palette import SUGI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231c1f"


_WAPPA = Vessel(((166, 0), (170, 6), (170, 70), (170, 108)), tilt=0.52)


def _bent_side(sheet: Sheet, wood: str, low: float, high: float) -> str:
    grain = "".join(_WAPPA.arc(low + (high - low) * n / 7 + (2 if n % 2 else -1)) for n in range(1, 7))
    return group(
        path(_WAPPA.band(low, high), turned(sheet, wood, gloss=0.25, depth=0.34)),
        line(grain, shaded(wood, 0.3), 1.2, opacity=0.4),
    )


def lunch_box(sheet: Sheet) -> str:
    """An oval bentwood box, open and packed, 480 wide; to be drawn as it is, the oval is made here."""
    box, wood = _WAPPA, SUGI
    y = box.level(108)
    stitches = [polyline([box.point(-26, h), box.point(-14, h + 5)]) for h in (22, 36, 50, 64, 78, 92)]
    stitches += [polyline([box.point(-8, h), box.point(2, h + 5)]) for h in (30, 46, 62, 78)]
    food = [
        path(oval(0, y + 8, 160, 82), "#f4efe4"),
        _rice_bed(sheet, y),
        _dishes(sheet, y),
        path(oval(0, y, 160, 83), stroke=_DARK, stroke_width=16, opacity=0.22, filter=sheet.blur(6)),
    ]
    return group(
        standing(sheet, box, to=104),
        path(box.body(), wood),
        _bent_side(sheet, wood, 0, 108),
        path(box.patch(-34, -31, 0, 108), shaded(wood, 0.5), opacity=0.5),
        line("".join(stitches), "#6d3228", 7),
        path(box.mouth(), lit(wood, 0.45)),
        path(box.mouth(9), hollow(sheet, wood)),
        group(*food, clip_path=sheet.clip(box.mouth(10))),
        transform="scale(1.34 1)",
    )


def _rice_bed(sheet: Sheet, y: float) -> str:
    fall = chance("bento")
    bed = blob(
        (-164, y - 30), (-60, y - 84), (4, y - 80), (14, y), (-4, y + 84), (-80, y + 78), (-164, y + 30)
    )
    grains = dashes(
        ((fall.uniform(-140, -4), y + fall.uniform(-66, 66)), (fall.uniform(-5, 5), fall.uniform(-4, 4)))
        for _ in range(64)
    )
    sesame = dashes(
        ((-78 + fall.uniform(-40, 40), y + fall.uniform(-36, 36)), (fall.uniform(-2, 2), 3))
        for _ in range(16)
    )
    return group(
        path(bed, sheet.linear((0, "#ffffff"), (1, "#e4ddcf"), end=(1, 1))),
        line(grains, "#ffffff", 5, opacity=0.9),
        line(sesame, "#2d2728", 3),
        circle(-76, y + 5, 19, _DARK, opacity=0.25, filter=sheet.blur(4)),
        circle(
            -78,
            y,
            19,
            sheet.radial((0, "#e58478"), (0.6, "#c04a44"), (1, "#8f2f34"), centre=(0.35, 0.3), radius=0.75),
        ),
        line(smooth((-86, y - 6), (-80, y + 2), (-70, y - 2)), "#8f2f34", 2, opacity=0.6),
    )


def _dishes(sheet: Sheet, y: float) -> str:
    egg = []
    for x, dy in ((40, -44), (78, -36)):
        egg += [
            path(
                rounded(
                    [
                        (x - 20, y + dy - 26),
                        (x + 20, y + dy - 26),
                        (x + 20, y + dy + 22),
                        (x - 20, y + dy + 22),
                    ],
                    9,
                ),
                sheet.linear((0, "#fbe59a"), (1, "#e3b23c"), end=(1, 1)),
            ),
            line(
                smooth(
                    (x - 10, y + dy + 12),
                    (x - 10, y + dy - 14),
                    (x + 10, y + dy - 14),
                    (x + 9, y + dy + 8),
                    (x - 2, y + dy + 6),
                    (x - 1, y + dy - 4),
                ),
                "#c98f2a",
                2.6,
                opacity=0.7,
            ),
        ]
    salmon = blob((30, y + 12), (80, y + 0), (140, y + 18), (132, y + 46), (70, y + 56), (28, y + 46))
    green = [
        smooth((120, y - 62), (132, y - 40), (150, y - 10)),
        smooth((112, y - 56), (124, y - 32), (138, y - 2)),
        smooth((104, y - 50), (114, y - 26), (126, y + 4)),
    ]
    shiso = blob(
        (6, y - 76),
        (26, y - 40),
        (18, y - 8),
        (28, y + 26),
        (14, y + 66),
        (-4, y + 40),
        (6, y + 6),
        (-4, y - 30),
    )
    return group(
        path(shiso, sheet.linear((0, "#7d9a58"), (1, "#4c6a3d"))),
        *egg,
        line("".join(green), "#5d8048", 12),
        line("".join(green), "#95b36f", 4),
        path(salmon, _DARK, opacity=0.25, filter=sheet.blur(4), transform="translate(3 5)"),
        path(salmon, sheet.linear((0, "#f2b394"), (0.6, "#e08f68"), (1, "#c06d48"), end=(0.6, 1))),
        line(
            "".join(smooth((x, y + 8), (x + 8, y + 28), (x + 2, y + 52)) for x in (54, 76, 98, 118)),
            "#f9d8c4",
            2.6,
            opacity=0.8,
        ),
    )


def lunch_lid(sheet: Sheet) -> str:
    """The lid, lying behind the box, 500 wide."""
    lid, wood = Vessel(((174, 0), (174, 20), (174, 34)), tilt=0.52), SUGI
    y = lid.level(34)
    grain = "".join(smooth((-170, y + dy), (-40, y + dy + 6), (170, y + dy - 4)) for dy in range(-74, 80, 15))
    return group(
        standing(sheet, lid),
        path(lid.body(), turned(sheet, wood, gloss=0.25)),
        path(lid.mouth(), lit(wood, 0.3)),
        path(
            lid.mouth(5), sheet.linear((0, lit(wood, 0.55)), (0.6, lit(wood, 0.2)), (1, wood), end=(1, 0.6))
        ),
        line(grain, shaded(wood, 0.25), 1.5, opacity=0.4, clip_path=sheet.clip(lid.mouth(6))),
        transform="scale(1.34 1)",
    )
