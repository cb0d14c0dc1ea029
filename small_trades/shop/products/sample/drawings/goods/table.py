"""Chopsticks, a tray and what stands on it."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    joined,
    oval,
    polygon,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    ellipse,
    group,
    line,
    path,
    use,
)

_DARK = "#231c1f"


def chopsticks(sheet: Sheet, wood: str, length: float = 600) -> str:
    """A pair of eight-sided chopsticks along the x axis, tips to the left."""

    def stick(y: float, turn: float) -> str:
        def face(top: float, bottom: float, tone: str) -> str:
            return path(
                polygon([(0, y + top * 0.4), (length, y + top), (length, y + bottom), (0, y + bottom * 0.4)]),
                tone,
            )

        grain = smooth((40, y), (length * 0.4, y - 1.4), (length, y + 1)) + smooth(
            (length * 0.3, y - 4), (length * 0.7, y - 4.6), (length, y - 5)
        )
        return group(
            face(-11, -4, lit(wood, 0.5)),
            face(-4, 5, wood),
            face(5, 11, shaded(wood, 0.36)),
            line(grain, shaded(wood, 0.4), 0.9, opacity=0.4),
            path(
                polygon(
                    [(length - 1, y - 11), (length + 4, y - 5), (length + 4, y + 5), (length - 1, y + 11)]
                ),
                shaded(wood, 0.25),
            ),
            transform=f"rotate({turn} {length * 0.1:.0f} {y})",
        )

    shadow = polygon([(0, -18), (length, -26), (length, 26), (0, 18)])
    return group(lying(sheet, shadow, lift=15, strength=0.26), stick(-15, -0.5), stick(15, 0.9))


def chopstick_rest(sheet: Sheet, colour: str) -> str:
    """A small knotted rest under the tips."""
    outline = blob(
        (-26, -58),
        (0, -66),
        (26, -58),
        (22, -22),
        (16, 0),
        (22, 22),
        (26, 58),
        (0, 66),
        (-26, 58),
        (-22, 22),
        (-16, 0),
        (-22, -22),
    )
    return group(
        lying(sheet, outline, lift=9, strength=0.4),
        path(outline, sheet.linear((0, lit(colour, 0.5)), (0.5, colour), (1, shaded(colour, 0.3)))),
        path(blob((-16, -46), (-6, -54), (-8, -14), (-14, -12)), "#ffffff", opacity=0.45),
    )


def tray(sheet: Sheet, r: float = 320) -> str:
    """A round tray from above, the marks of the adze in rows across it."""
    wood = "#8a6244"
    scoops = ""
    fall = chance("adze")
    for row in range(-9, 10):
        y = row * 30
        half = (1 - min(1, abs(y) / (r * 0.9)) ** 2) ** 0.5 * r * 0.86
        x = -half + fall.uniform(0, 24)
        while x < half - 10:
            wide = min(fall.uniform(38, 60), half - x)
            scoops += f"M{x:.0f} {y + fall.uniform(-3, 3):.0f}q{wide / 2:.0f} 18 {wide:.0f} 0"
            x += wide
    marks = sheet.shape(scoops)
    grain = "".join(
        smooth((x, -r * 0.86), (x + 10, -60), (x - 6, 90), (x + 4, r * 0.86)) for x in range(-270, 280, 36)
    )
    return group(
        lying(sheet, oval(0, 0, r, r), lift=24, strength=0.4),
        circle(0, 0, r, sheet.linear((0, lit(wood, 0.5)), (0.5, wood), (1, shaded(wood, 0.35)), end=(1, 1))),
        circle(
            0,
            0,
            r - 20,
            sheet.linear(
                (0, shaded(wood, 0.4)), (0.45, shaded(wood, 0.08)), (1, lit(wood, 0.28)), end=(1, 1)
            ),
        ),
        group(
            line(grain, shaded(wood, 0.4), 2, opacity=0.3),
            use(marks, "none", stroke=shaded(wood, 0.45), stroke_width=3, opacity=0.45),
            use(
                marks,
                "none",
                stroke=lit(wood, 0.6),
                stroke_width=2.2,
                opacity=0.5,
                transform="translate(0 4)",
            ),
            clip_path=sheet.clip(oval(0, 0, r - 26, r - 26)),
        ),
        circle(0, 0, r - 3, "none", stroke=lit(wood, 0.6), stroke_width=2.5, opacity=0.6),
    )


def teapot_above(sheet: Sheet, colour: str = "#3a3433") -> str:
    """The side-handled teapot from straight above: spout up to the left, handle to the right."""
    spout = joined(
        [(-60, -84), (-96, -128), (-120, -158)],
        [(-120, -158), (-140, -146)],
        [(-140, -146), (-122, -108), (-98, -50)],
    )
    handle = joined(
        [(96, -18), (170, -20), (236, -24)],
        [(236, -24), (250, 0), (236, 24)],
        [(236, 24), (170, 18), (94, 20)],
    )
    return group(
        lying(sheet, oval(0, 0, 118, 118), lift=26, strength=0.5),
        lying(sheet, handle, lift=20, strength=0.4),
        path(spout, sheet.linear((0, lit(colour, 0.5)), (1, shaded(colour, 0.3)), end=(1, 0.8))),
        ellipse(-128, -150, 12, 7, shaded(colour, 0.75), transform="rotate(42 -128 -150)"),
        path(handle, sheet.down((0, lit(colour, 0.55)), (0.4, colour), (1, shaded(colour, 0.5)))),
        circle(
            0,
            0,
            118,
            sheet.radial(
                (0, lit(colour, 0.5)),
                (0.55, colour),
                (1, shaded(colour, 0.5)),
                centre=(0.34, 0.32),
                radius=0.75,
            ),
        ),
        circle(0, 0, 72, shaded(colour, 0.5)),
        circle(
            -1,
            -1,
            68,
            sheet.linear((0, lit(colour, 0.55)), (0.6, colour), (1, shaded(colour, 0.3)), end=(1, 1)),
        ),
        circle(0, 0, 46, "none", stroke=lit(colour, 0.5), stroke_width=1.6, opacity=0.4),
        circle(6, 8, 23, _DARK, opacity=0.5, filter=sheet.blur(5)),
        circle(
            0,
            0,
            22,
            sheet.radial(
                (0, lit(colour, 0.9)),
                (0.6, lit(colour, 0.15)),
                (1, shaded(colour, 0.3)),
                centre=(0.35, 0.3),
                radius=0.75,
            ),
        ),
        circle(40, -30, 4, shaded(colour, 0.8)),
    )


def cup_above(sheet: Sheet, glaze: str, tea: str = "#a9ad5a", r: float = 72) -> str:
    """A cup of tea from straight above."""
    return group(
        lying(sheet, oval(0, 0, r, r), lift=22, strength=0.48),
        circle(0, 0, r, "#b99a6c"),
        circle(0, 0, r - 3, sheet.linear((0, lit(glaze, 0.4)), (1, shaded(glaze, 0.3)), end=(1, 1))),
        circle(0, 0, r - 9, sheet.linear((0, shaded(glaze, 0.45)), (1, lit(glaze, 0.25)), end=(1, 1))),
        circle(0, 0, r - 14, sheet.linear((0, shaded(tea, 0.3)), (0.5, tea), (1, lit(tea, 0.4)), end=(1, 1))),
        path(
            blob((-r * 0.4, -r * 0.2), (-r * 0.1, -r * 0.44), (r * 0.2, -r * 0.42), (-r * 0.1, -r * 0.2)),
            "#ffffff",
            opacity=0.35,
        ),
    )
