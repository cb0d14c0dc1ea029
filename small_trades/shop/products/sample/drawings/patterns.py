"""Repeating patterns for cloth and paper: waves, hemp leaf, checks, arrow feathers, rings and dots."""

from math import sqrt

from small_trades.shop.products.sample.drawings.curves import polygon, polyline, ring
from small_trades.shop.products.sample.drawings.svg import Sheet, circle, line, path, rect


def seigaiha(
    sheet: Sheet, ground: str, colour: str, *, size: float = 40, scale: float = 1, turn: float = 0
) -> str:
    """Overlapping waves; `size` is the radius of one."""
    scales = []
    for row in range(-1, 4):
        for x in (size,) if row % 2 else (0, 2 * size):
            y = row * size / 2
            scales.append(circle(x, y, size, ground))
            scales += [
                circle(x, y, size * share, "none", stroke=colour, stroke_width=size * wide)
                for share, wide in ((0.93, 0.1), (0.68, 0.1), (0.44, 0.1))
            ]
            scales.append(circle(x, y, size * 0.2, colour))
    return sheet.pattern(2 * size, size, *scales, scale=scale, turn=turn)


def asanoha(
    sheet: Sheet, ground: str, colour: str, *, side: float = 64, width: float = 2.6, turn: float = 0
) -> str:
    """Hemp leaves: a net of triangles, each with its middle joined to its corners."""
    high = side * sqrt(3) / 2
    lines = []
    for row in (-1, 0, 1, 2):
        for column in (-1, 0, 1, 2):
            x, y = column * side + (side / 2 if row % 2 else 0), row * high
            right, below, left = (x + side, y), (x + side / 2, y + high), (x - side / 2, y + high)
            lines += [polyline([(x, y), right]), polyline([(x, y), below]), polyline([(x, y), left])]
            for corners in (((x, y), right, below), ((x, y), below, left)):
                middle = (sum(c[0] for c in corners) / 3, sum(c[1] for c in corners) / 3)
                lines += [polyline([middle, corner]) for corner in corners]
    return sheet.pattern(
        round(side, 2),
        round(2 * high, 2),
        rect(0, 0, side + 1, 2 * high + 1, ground),
        line("".join(lines), colour, width),
        turn=turn,
    )


def ichimatsu(sheet: Sheet, ground: str, colour: str, *, size: float = 30, turn: float = 0) -> str:
    """Checks."""
    return sheet.pattern(
        2 * size,
        2 * size,
        rect(0, 0, 2 * size, 2 * size, ground),
        rect(0, 0, size, size, colour),
        rect(size, size, size, size, colour),
        turn=turn,
    )


def yagasuri(sheet: Sheet, ground: str, colour: str, *, width: float = 22, height: float = 64) -> str:
    """Arrow feathers."""
    half, slope = width / 2, width * 0.7
    feathers = []
    for column, start in ((0, -height), (1, -height / 2)):
        for step in range(3):
            x, y = column * width, start + step * height
            feathers.append(
                polygon(
                    [(x, y), (x + half, y + slope), (x + half, y + slope + height / 2), (x, y + height / 2)]
                )
            )
            feathers.append(
                polygon(
                    [
                        (x + width, y),
                        (x + half, y + slope),
                        (x + half, y + slope + height / 2),
                        (x + width, y + height / 2),
                    ]
                )
            )
    return sheet.pattern(
        2 * width, height, rect(0, 0, 2 * width, height, ground), path("".join(feathers), colour)
    )


def shippo(sheet: Sheet, ground: str, colour: str, *, size: float = 40, width: float = 2) -> str:
    """Linked rings; `size` is the radius of one."""
    rings = [
        circle(x, y, size, "none", stroke=colour, stroke_width=width)
        for x, y in ((0, 0), (size * 2, 0), (0, size * 2), (size * 2, size * 2), (size, size))
    ]
    return sheet.pattern(2 * size, 2 * size, rect(0, 0, 2 * size, 2 * size, ground), *rings)


def plum_dots(sheet: Sheet, ground: str, colour: str, *, size: float = 70) -> str:
    """Scattered plum blossoms of five dots, with small dots between."""
    flowers = []
    for x, y, r in ((size * 0.28, size * 0.3, size * 0.13), (size * 0.78, size * 0.8, size * 0.11)):
        flowers += [circle(px, py, r * 0.62, colour) for px, py in ring(x, y, r, 5)]
        flowers.append(circle(x, y, r * 0.3, ground))
    flowers += [
        circle(size * x, size * y, size * 0.035, colour) for x, y in ((0.75, 0.2), (0.2, 0.8), (0.55, 0.5))
    ]
    return sheet.pattern(size, size, rect(0, 0, size, size, ground), *flowers)


def stripes(
    sheet: Sheet, ground: str, *bands: tuple[float, float, str], width: float, turn: float = 0
) -> str:
    """Upright stripes as (left, breadth, colour) within each `width`."""
    return sheet.pattern(
        width,
        10,
        rect(0, 0, width, 10, ground),
        *(rect(x, 0, wide, 10, colour) for x, wide, colour in bands),
        turn=turn,
    )


def weave(sheet: Sheet, colour: str, strength: float = 0.16) -> str:
    """The fine threads of plain cloth, to lay over a colour."""
    return sheet.pattern(
        6,
        6,
        path("M0 1.5h6M0 4.5h6", stroke=colour, stroke_width=0.8, opacity=strength),
        path("M1.5 0v6M4.5 0v6", stroke=colour, stroke_width=0.8, opacity=strength * 0.7),
    )
