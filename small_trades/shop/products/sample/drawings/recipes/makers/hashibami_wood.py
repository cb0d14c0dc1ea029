"""A cedar forest in morning mist, a stack of timber, one mountain cherry."""

from small_trades.shop.products.sample.drawings.curves import (
    chance,
    dashes,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods import landscape
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, circle, ellipse, line, path, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    trunks = []
    for depth, (colour, wide, xs) in enumerate(
        (
            ("#b9c6b4", 22, (40, 130, 214, 300, 420, 500, 600, 690, 770)),
            ("#8da08d", 34, (-10, 96, 260, 372, 560, 650, 800)),
            ("#5d6f5e", 54, (20, 176, 480, 724)),
        )
    ):
        foot = 560 + depth * 40
        trunks += [
            rect(
                x - wide / 2,
                -10,
                wide,
                foot,
                sheet.linear((0, lit(colour, 0.35)), (0.4, colour), (1, shaded(colour, 0.3))),
            )
            for x in xs
        ]
        trunks.append(landscape.mist(sheet, 400, foot - 20, 1000, 130, colour="#eef0e2"))
    ends = (
        [(250 + n * 84, 700) for n in range(5)]
        + [(292 + n * 84, 630) for n in range(4)]
        + [(334 + n * 84, 560) for n in range(3)]
    )
    wood = "#d9b383"
    logs = [
        circle(x, y, 41, "#6b4a36")
        + circle(x, y, 36, sheet.radial((0, lit(wood, 0.5)), (1, wood)))
        + "".join(
            circle(x - 2, y + 1, r, "none", stroke=shaded(wood, 0.3), stroke_width=1.6, opacity=0.5)
            for r in (28, 20, 12, 5)
        )
        for x, y in ends
    ]
    beams = [
        polygon([(240 + n * 150, -20), (330 + n * 150, -20), (190 + n * 150, 640), (40 + n * 150, 640)])
        for n in range(3)
    ]
    petals = chance("petals")
    blooms = [
        (610 + petals.uniform(-110, 130), 250 + petals.uniform(-120, 110), petals.uniform(18, 40))
        for _ in range(46)
    ]
    sheet.draw(
        landscape.sky(sheet, "#cdd8c2", "#f4f1e0", 600),
        *trunks,
        path("".join(beams), sheet.down((0, "#fffbe4", 0.45), (1, "#fffbe4", 0))),
        landscape.hill(
            sheet, [(-20, 640), (200, 620), (480, 648), (820, 612)], "#6f8159", "#59704b", clear=0.9
        ),
        ellipse(420, 744, 290, 26, "#24301f", opacity=0.4, filter=sheet.blur(10)),
        line(
            smooth((640, 640), (628, 500), (650, 400), (610, 290))
            + smooth((646, 420), (700, 330), (720, 270))
            + smooth((634, 480), (560, 380), (540, 330)),
            "#5f332d",
            20,
        ),
        line(
            "".join(
                polyline([(630 + k, y), (646 + k, y + 1)])
                for k, y in ((-4, 600), (0, 560), (-6, 520), (2, 470))
            ),
            "#d9bda8",
            3,
            opacity=0.7,
        ),
        *(
            circle(x, y, r, ("#f3d4cf", "#eec2be", "#f9e6e0")[n % 3], opacity=0.85)
            for n, (x, y, r) in enumerate(blooms)
        ),
        *logs,
        line(
            dashes(((x * 0.9 + 40, 660 + (n % 5) * 26), (5, 2)) for n, (x, y, r) in enumerate(blooms[:20])),
            "#f6dcd6",
            6,
            opacity=0.8,
        ),
    )
