"""Goldfish dyed on a length of cloth."""

from math import cos, sin

from small_trades.shop.products.sample.drawings import patterns
from small_trades.shop.products.sample.drawings.curves import blob, joined, polyline, smooth
from small_trades.shop.products.sample.drawings.palette import AI, SHU, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    use,
)

_DARK = "#1c1a2c"


def goldfish(sheet: Sheet, colour: str) -> str:
    """A goldfish from above, swimming to the right along the x axis; about 250 long."""
    body = blob((92, 0), (74, -24), (30, -36), (-22, -26), (-58, -9), (-58, 9), (-22, 26), (30, 36), (74, 24))
    tail = [
        blob((-50, -6), (-82, -34), (-128, -76), (-160, -74), (-142, -34), (-104, -6)),
        blob((-50, 6), (-82, 34), (-128, 76), (-160, 74), (-142, 34), (-104, 6)),
        blob((-50, 0), (-96, -16), (-150, -20), (-172, 0), (-150, 20), (-96, 16)),
    ]
    fins = [
        blob((34, -30), (22, -62), (-12, -74), (-10, -46), (8, -28)),
        blob((34, 30), (22, 62), (-12, 74), (-10, 46), (8, 28)),
    ]
    veil = sheet.linear((0, lit(colour, 0.5), 0.5), (0.8, colour, 0.9), (1, colour, 0.95))
    ribs = [polyline([(-58, y * 0.1), (-140, y)]) for y in (-60, -44, -10, 10, 44, 60)]
    scales = [
        smooth((x, y - 9), (x - 8, y), (x, y + 9))
        for x, y in ((28, -14), (28, 14), (8, -20), (8, 0), (8, 20), (-12, -10), (-12, 10), (-32, 0))
    ]
    return group(
        *(path(d, veil) for d in (*tail, *fins)),
        line("".join(ribs), "#fff3e4", 2, opacity=0.6),
        path(body, sheet.linear((0, lit(colour, 0.3)), (0.5, colour), (1, shaded(colour, 0.14)), end=(0, 1))),
        line("".join(scales), "#fff3e4", 2, opacity=0.55),
        *(circle(68, y, 8, "#fff3e4") + circle(70, y, 5, "#2a2327") for y in (-23, 23)),
    )


def ripples(colour: str, x: float, y: float, r: float) -> str:
    """Rings on water."""
    return "".join(
        ellipse(
            x, y, r * share, r * share * 0.8, "none", stroke=colour, stroke_width=3, opacity=0.7 - share * 0.4
        )
        for share in (0.4, 0.7, 1)
    )


def goldfish_cloth(sheet: Sheet, *, width: float = 420, length: float = 1240) -> str:
    """A length of pale blue cloth with three goldfish, lying along the y axis, its middle at the origin."""
    water, half = "#b8d6da", width / 2
    left = [(-half, -length / 2), (-half - 7, -length * 0.2), (-half + 6, length * 0.15), (-half, length / 2)]
    right = [(half, length / 2), (half + 6, length * 0.18), (half - 6, -length * 0.16), (half, -length / 2)]
    kept = sheet.shape(joined(left, right))
    swim = ((-70, -250, -64, SHU), (76, -6, -112, SHU), (-66, 230, -46, mix(SHU, "#2a2327", 0.12)))
    return group(
        group(use(kept, _DARK, opacity=0.3, filter=sheet.blur(12)), transform="translate(20 16)"),
        use(kept, sheet.linear((0, lit(water, 0.5)), (0.5, water), (1, shaded(water, 0.1)))),
        group(
            ripples("#ffffff", -70, -250, 150),
            ripples("#ffffff", 90, 20, 170),
            ripples("#ffffff", -60, 230, 140),
            clip_path=sheet.clip_to(kept),
        ),
        *(
            line(
                smooth(*((x + far * cos(t), y + far * 0.5 * sin(t)) for t in (0.2, 0.9, 1.7, 2.5))),
                AI,
                4,
                opacity=0.35,
            )
            for x, y, far in (
                (110, -330, 60),
                (-120, 40, 54),
                (104, 240, 66),
                (-130, -420, 60),
                (100, 420, 60),
            )
        ),
        *(at(x, y, goldfish(sheet, colour), turn=turn, scale=1.06) for x, y, turn, colour in swim),
        use(kept, patterns.weave(sheet, "#4d7c86", 0.13)),
        use(
            kept,
            sheet.linear((0, "#ffffff", 0.2), (0.3, _DARK, 0), (0.55, "#ffffff", 0.14), (1, _DARK, 0.16)),
        ),
    )
