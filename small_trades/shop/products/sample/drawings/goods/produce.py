"""What knives cut, and the board under it."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    joined,
    oval,
    polyline,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import KAKI, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
)

_DARK = "#1c1a22"


def persimmon(sheet: Sheet, r: float = 120) -> str:
    """A persimmon from above, its calyx in the middle."""
    fruit = blob(
        *(
            (r * (1.0 if n % 2 else 0.95) * sin(pi * n / 4), -r * (1.0 if n % 2 else 0.95) * cos(pi * n / 4))
            for n in range(8)
        )
    )
    sepal = blob(
        (0, 0),
        (-r * 0.2, -r * 0.16),
        (-r * 0.16, -r * 0.4),
        (0, -r * 0.5),
        (r * 0.16, -r * 0.4),
        (r * 0.2, -r * 0.16),
    )
    green = sheet.down((0, "#8d9a58"), (1, "#56683c"))
    return group(
        lying(sheet, fruit, lift=22, strength=0.4),
        path(
            fruit,
            sheet.radial(
                (0, lit(KAKI, 0.6)), (0.5, KAKI), (1, shaded(KAKI, 0.32)), centre=(0.34, 0.32), radius=0.75
            ),
        ),
        *(
            line(
                smooth(
                    (0, 0), (r * 0.5 * sin(t), -r * 0.5 * cos(t)), (r * 0.86 * sin(t), -r * 0.86 * cos(t))
                ),
                shaded(KAKI, 0.25),
                4,
                opacity=0.25,
            )
            for t in (pi / 4, 3 * pi / 4, 5 * pi / 4, 7 * pi / 4)
        ),
        ellipse(
            -r * 0.46,
            -r * 0.5,
            r * 0.2,
            r * 0.1,
            "#ffffff",
            opacity=0.45,
            transform=f"rotate(-42 {-r * 0.46:.0f} {-r * 0.5:.0f})",
        ),
        group(
            *(
                at(0, 0, path(sepal, green, stroke="#4a5a34", stroke_width=1), turn=turn)
                for turn in (8, 98, 188, 278)
            )
        ),
        circle(0, 0, r * 0.13, "#6b5738"),
        circle(-r * 0.02, -r * 0.02, r * 0.08, "#8f7850"),
    )


def persimmon_half(sheet: Sheet, r: float = 110) -> str:
    """A persimmon cut across: a star of eight seed chambers."""
    edge = blob(
        *(
            (r * (1.0 if n % 2 else 0.96) * sin(pi * n / 4), -r * (1.0 if n % 2 else 0.96) * cos(pi * n / 4))
            for n in range(8)
        )
    )
    chamber = blob((0, -r * 0.16), (-r * 0.1, -r * 0.36), (0, -r * 0.6), (r * 0.1, -r * 0.36))
    return group(
        lying(sheet, edge, lift=14, strength=0.38),
        path(edge, KAKI),
        group(
            path(edge, sheet.radial((0, "#f7d79a"), (0.6, "#efb467"), (1, "#e59a4a"))), transform="scale(.94)"
        ),
        *(at(0, 0, path(chamber, "#d98a3e", opacity=0.65), turn=45 * n) for n in range(8)),
        circle(0, 0, r * 0.13, "#f9e4b8"),
        ellipse(
            -r * 0.4,
            -r * 0.46,
            r * 0.3,
            r * 0.1,
            "#ffffff",
            opacity=0.35,
            transform=f"rotate(-40 {-r * 0.4:.0f} {-r * 0.46:.0f})",
        ),
    )


def radish_slices(sheet: Sheet) -> str:
    """A cut daikon and rounds of it, from above."""
    rounds = ((0, 0, 70), (96, 18, 66), (186, 44, 68))
    body = joined(
        [(-300, -74), (-160, -78), (-60, -72)],
        [(-60, -72), (-44, 0), (-60, 72)],
        [(-60, 72), (-170, 80), (-300, 76)],
    )
    drawn = [
        lying(sheet, body, lift=14, strength=0.34),
        path(body, sheet.down((0, "#ffffff"), (0.35, "#fbfaf4"), (1, "#cfd3bf"))),
        line(
            "".join(
                smooth((x, y), (x + 14, y + 3), (x + 30, y))
                for x, y in ((-250, -40), (-200, 20), (-150, -10), (-110, 48), (-270, 44))
            ),
            "#b9bfa6",
            2,
            opacity=0.7,
        ),
        path(oval(-58, 0, 26, 72), "#f4f4ea"),
        path(oval(-57, 0, 19, 60), "#ffffff"),
    ]
    for x, y, r in rounds:
        drawn += [
            lying(sheet, oval(x + 40, y, r, r), lift=9, strength=0.34),
            circle(x + 40, y, r, sheet.linear((0, "#ffffff"), (1, "#dfe2d0"), end=(1, 1))),
            circle(x + 40, y, r - 7, "#fdfdf8"),
            line(
                "".join(
                    polyline(
                        [
                            (x + 40 + r * 0.3 * cos(t), y + r * 0.3 * sin(t)),
                            (x + 40 + r * 0.76 * cos(t), y + r * 0.76 * sin(t)),
                        ]
                    )
                    for t in (n * pi / 7 for n in range(14))
                ),
                "#dcdfcd",
                2,
                opacity=0.8,
            ),
            circle(x + 40, y, r - 9, "none", stroke="#dfe2d0", stroke_width=2),
        ]
    return group(*drawn)


def scallion(sheet: Sheet) -> str:
    """Rings of scallion scattered on the board."""
    fall = chance("scallion")
    drawn = []
    for n in range(15):
        x, y, r = fall.uniform(-120, 130), fall.uniform(-70, 70), fall.uniform(12, 19)
        green = ("#6f9150", "#8fae68", "#b6cc8e")[n % 3]
        drawn.append(
            group(
                circle(x + 5, y + 5, r, _DARK, opacity=0.2, filter=sheet.blur(3)),
                circle(x, y, r, green),
                circle(x, y, r * 0.68, lit(green, 0.6)),
                circle(x, y, r * 0.4, mix(green, "#eef2dc", 0.5)),
            )
        )
    return group(*drawn)


def wasabi(sheet: Sheet) -> str:
    """A wasabi root from above, cut end to the left."""
    green = "#8ba05c"
    root = blob(
        (-110, -34), (-60, -44), (20, -40), (90, -34), (120, 0), (90, 36), (10, 42), (-70, 44), (-112, 32)
    )
    knobs = ((-70, -30), (-30, 26), (10, -24), (46, 20), (76, -18), (-50, 4), (24, 4), (-86, 22), (92, 14))
    stems = "".join(smooth((104, y), (160, y * 2.2), (226, y * 4)) for y in (-12, -2, 10))
    return group(
        lying(sheet, root, lift=14, strength=0.38),
        line(stems, "#6d8a4a", 11),
        line(stems, "#a3bd77", 4),
        path(root, sheet.down((0, lit(green, 0.35)), (0.5, green), (1, shaded(green, 0.35)))),
        *(
            ellipse(x, y, 9, 5.5, shaded(green, 0.35), opacity=0.75)
            + ellipse(x - 1, y - 2, 6, 3, lit(green, 0.4))
            for x, y in knobs
        ),
        path(oval(-108, 0, 18, 34), "#c7d596"),
        path(oval(-108, 0, 12, 26), "#dbe6b4"),
    )


def board(sheet: Sheet, width: float, height: float, wood: str) -> str:
    """A plain board from above, its middle at the origin."""
    outline = rounded(
        [
            (-width / 2, -height / 2),
            (width / 2, -height / 2),
            (width / 2, height / 2),
            (-width / 2, height / 2),
        ],
        14,
    )
    grain = "".join(
        smooth((-width / 2 + 8, y), (-width * 0.1, y + 10), (width * 0.2, y - 6), (width / 2 - 8, y + 4))
        for y in range(round(-height / 2) + 18, round(height / 2) - 8, 22)
    )
    return group(
        lying(sheet, outline, lift=18, strength=0.32),
        path(outline, sheet.linear((0, lit(wood, 0.35)), (0.6, wood), (1, shaded(wood, 0.14)), end=(1, 1))),
        line(grain, shaded(wood, 0.25), 1.6, opacity=0.35),
    )
