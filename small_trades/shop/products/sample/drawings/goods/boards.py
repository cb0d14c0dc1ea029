"""The ginkgo cutting board."""

from math import cos, sin

from small_trades.shop.products.sample.drawings.curves import (
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    circle,
    group,
    line,
    use,
)

_DARK = "#231c1f"


def cutting_board(sheet: Sheet, width: float = 400, height: float = 620) -> str:
    """A pale one-piece board from above with a hole to hang it by."""
    wood, x, y = "#ead9b4", width / 2, height / 2
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 26)
    lines: list[str] = []
    for n in range(-7, 8):
        way: list[Point] = [
            (n * 26 + 8 * sin(n), -y + 4),
            (n * 27 + 5 * cos(n * 2), -y * 0.3),
            (n * 25 + 9 * sin(n * 1.7), y * 0.3),
            (n * 27, y - 4),
        ]
        lines.append(smooth(*way))
    cathedral = "".join(
        smooth(
            (-10 * k, y - 6),
            (-9 * k, y * 0.1),
            (4, -y * 0.62 + 34 * k),
            (4 + 9 * k, y * 0.12),
            (12 * k, y - 6),
        )
        for k in (1, 2, 3)
    )
    kept = sheet.shape(outline)
    return group(
        group(use(kept, _DARK, opacity=0.36, filter=sheet.blur(12)), transform="translate(20 17)"),
        use(kept, shaded(wood, 0.3), transform="translate(5 6)"),
        use(kept, sheet.linear((0, lit(wood, 0.6)), (0.5, wood), (1, shaded(wood, 0.12)), end=(1, 1))),
        group(
            line("".join(lines), shaded(wood, 0.22), 1.8, opacity=0.45),
            line(cathedral, shaded(wood, 0.28), 2, opacity=0.5),
            clip_path=sheet.clip_to(kept),
        ),
        circle(0, -y + 54, 20, shaded(wood, 0.5)),
        circle(2, -y + 57, 17, "#d9d3c6"),
        use(kept, "none", stroke="#fffaf0", stroke_width=2, opacity=0.6),
    )
