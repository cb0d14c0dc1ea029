"""Letter paper and envelopes."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    joined,
    polygon,
    polyline,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    group,
    line,
    path,
)

_DARK = "#2a2233"


def _sheet_shade(sheet: Sheet, colour: str) -> str:
    return sheet.linear((0, lit(colour, 0.4)), (0.6, colour), (1, shaded(colour, 0.08)), end=(1, 1))


def flecks(seed: str, width: float, height: float, colour: str, count: int = 14) -> str:
    """Bark and fibre left in a sheet of paper whose middle is the origin."""
    fall = chance(seed)
    marks = []
    for _ in range(count):
        x, y = fall.uniform(-0.46, 0.46) * width, fall.uniform(-0.46, 0.46) * height
        marks.append(
            smooth(
                (x, y),
                (x + fall.uniform(-12, 12), y + fall.uniform(-12, 12)),
                (x + fall.uniform(-24, 24), y + fall.uniform(-24, 24)),
            )
        )
    return line("".join(marks), colour, 1.2, opacity=0.4)


def letter_paper(sheet: Sheet, width: float = 300, height: float = 420) -> str:
    """Sheets of letter paper in a loose pile, watermark lines just showing."""
    piles = []
    for turn, colour in ((5, "#efe6d2"), (-3, "#f5eedd"), (0, "#fbf6ea")):
        outline = polygon(
            [
                (-width / 2, -height / 2),
                (width / 2, -height / 2),
                (width / 2, height / 2),
                (-width / 2, height / 2),
            ]
        )
        piles.append(
            group(
                lying(sheet, outline, lift=7, strength=0.24),
                path(outline, _sheet_shade(sheet, colour)),
                transform=f"rotate({turn})",
            )
        )
    rules = "".join(
        polyline([(x, -height * 0.4), (x, height * 0.4)])
        for x in range(round(-width * 0.36), round(width * 0.4), 36)
    )
    return group(*piles, line(rules, "#d8c9a8", 1.4, opacity=0.6), flecks("letter", width, height, "#a08a5e"))


def envelope(
    sheet: Sheet, lining: str, width: float = 330, height: float = 220, *, opened: bool = True
) -> str:
    """An envelope from behind, its flap open or shut."""
    paper, x, y = "#f3ead6", width / 2, height / 2
    back = polygon([(-x, -y), (x, -y), (x, y), (-x, y)])
    flap = [(-x, -y), (-x * 0.1, -y - height * 0.56), (x * 0.1, -y - height * 0.56), (x, -y)]
    shut = [(-x, -y), (-x * 0.08, y * 0.24), (x * 0.08, y * 0.24), (x, -y)]
    pocket = polygon([(-x, y), (-x, -y), (0, y * 0.3), (x, -y), (x, y)])
    seam = smooth((-x, y), (-x * 0.4, y * 0.3), (0, y * 0.12), (x * 0.4, y * 0.3), (x, y))
    shadow = [*flap, (x, y), (-x, y)] if opened else [(-x, -y), (x, -y), (x, y), (-x, y)]
    parts = [lying(sheet, polygon(shadow), lift=12, strength=0.32)]
    if opened:
        parts += [
            path(rounded(flap, 16), _sheet_shade(sheet, paper)),
            path(
                rounded(
                    [
                        (-x * 0.9, -y),
                        (-x * 0.09, -y - height * 0.5),
                        (x * 0.09, -y - height * 0.5),
                        (x * 0.9, -y),
                    ],
                    14,
                ),
                lining,
            ),
            path(back, shaded(lining, 0.16)),
            path(pocket, _sheet_shade(sheet, paper)),
            line(polyline([(-x, -y), (0, y * 0.3), (x, -y)]), shaded(paper, 0.25), 1.6),
        ]
    else:
        parts += [
            path(back, _sheet_shade(sheet, paper)),
            group(
                path(rounded(shut, 14), _DARK, opacity=0.22, filter=sheet.blur(5)), transform="translate(2 6)"
            ),
            path(rounded(shut, 14), _sheet_shade(sheet, lit(paper, 0.3))),
        ]
    return group(*parts, line(seam, shaded(paper, 0.18), 1.4, opacity=0.6))


def pochi(sheet: Sheet, fill: str, motif: str = "") -> str:
    """A small gift envelope, 180 × 290, its flap at the top."""
    outline = rounded([(-90, -145), (90, -145), (90, 145), (-90, 145)], 5)
    return group(
        lying(sheet, outline, lift=12, strength=0.36),
        path(outline, "#f7f0e0"),
        path(outline, fill),
        motif,
        path(outline, sheet.linear((0, "#ffffff", 0.25), (0.5, "#ffffff", 0), (1, _DARK, 0.14), end=(1, 1))),
        path(
            rounded([(-90, -145), (90, -145), (82, -106), (-82, -106)], 4),
            _DARK,
            opacity=0.18,
            transform="translate(0 4)",
        ),
        path(rounded([(-90, -145), (90, -145), (82, -106), (-82, -106)], 4), "#f9f3e5"),
        line(polyline([(0, 66), (0, 145)]), "#8a7a5c", 1, opacity=0.25),
    )


def crane(colour: str, crown: str) -> str:
    """A flying crane, wings spread, about 150 across, its middle at the origin."""
    wing = joined(
        [(-6, 0), (-26, -40), (-78, -66)],
        [(-78, -66), (-70, -42), (-84, -40), (-68, -26), (-78, -18), (-54, -10), (-56, 0), (-24, 10)],
    )
    other = joined(
        [(4, -2), (30, -44), (84, -60)],
        [(84, -60), (74, -38), (86, -32), (68, -20), (76, -10), (52, -4), (50, 6), (20, 12)],
    )
    body = blob((-12, -4), (0, -18), (12, -4), (14, 22), (4, 46), (-8, 44), (-14, 20))
    neck = smooth((0, -10), (-6, -40), (8, -62), (2, -88))
    return group(
        path(wing, colour),
        path(other, colour),
        path(body, colour),
        line(neck, colour, 8),
        path(blob((2, -96), (9, -88), (4, -78), (-4, -84)), colour),
        circle(3, -93, 4.4, crown),
        line(polyline([(0, -92), (-10, -112)]), colour, 4),
        line(polyline([(-4, 42), (-14, 82)]) + polyline([(4, 42), (2, 84)]), colour, 3),
    )
