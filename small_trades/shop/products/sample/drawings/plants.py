"""Leaves, sprigs and blossoms, drawn along the x axis from their stem at the origin."""

from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.curves import joined, polyline, smooth
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, group, line, path


def leaf(sheet: Sheet, length: float, colour: str, *, width: float = 0.36, ribs: int = 4) -> str:
    """A tea-like leaf, its upper half in the light."""
    w = length * width / 2
    upper = [(0, 0), (length * 0.3, -w), (length * 0.66, -w * 0.86), (length, 0)]
    lower = [(length, 0), (length * 0.66, w * 0.86), (length * 0.3, w), (0, 0)]
    spread = [
        polyline([(length * (0.2 + 0.16 * n), 0), (length * (0.34 + 0.16 * n), side * w * (0.66 - 0.1 * n))])
        for n in range(ribs)
        for side in (-1, 1)
    ]
    return group(
        path(
            joined(upper, [(length, 0), (0, 0)]), sheet.linear((0, lit(colour, 0.32)), (1, lit(colour, 0.1)))
        ),
        path(joined(lower, [(0, 0), (length, 0)]), sheet.linear((0, colour), (1, shaded(colour, 0.2)))),
        line("".join(spread), lit(colour, 0.5), max(0.8, length / 110), opacity=0.4),
        line(
            polyline([(-length * 0.1, 0), (length * 0.96, 0)]),
            lit(colour, 0.5),
            max(1, length / 70),
            opacity=0.7,
        ),
    )


def tea_sprig(sheet: Sheet, length: float, colour: str) -> str:
    """Two leaves and a bud."""
    return group(
        line(
            smooth((-length * 0.5, length * 0.12), (-length * 0.2, 0.02), (length * 0.1, 0)),
            shaded(colour, 0.2),
            length / 26,
        ),
        at(-length * 0.16, 0, leaf(sheet, length * 0.86, colour), turn=-52),
        at(-length * 0.1, 0, leaf(sheet, length * 0.8, shaded(colour, 0.08)), turn=38),
        at(0, 0, leaf(sheet, length * 0.72, lit(colour, 0.2), width=0.2, ribs=0), turn=-8),
    )


def leaf_mark(colour: str, size: float) -> str:
    """Two leaves and a bud in one flat colour, as printed on a label; the middle at the origin."""

    def printed(length: float, width: float, turn: float) -> str:
        d = joined(
            [(0, 0), (length * 0.5, -width), (length, 0)], [(length, 0), (length * 0.5, width), (0, 0)]
        )
        return at(-size * 0.2, size * 0.42, path(d, colour), turn=turn)

    return group(
        printed(size * 0.95, size * 0.17, -88),
        printed(size * 0.84, size * 0.2, -140),
        printed(size * 0.98, size * 0.22, -36),
    )


def ginkgo(sheet: Sheet, size: float, colour: str) -> str:
    """A fan with a cleft, its stem down from the origin."""
    edge = [
        (
            size * 0.95 * sin(radians(a)) * (1 + 0.03 * (n % 2)),
            -size * 0.95 * cos(radians(a)) * (1 + 0.04 * (n % 2)),
        )
        for n, a in enumerate((-74, -58, -42, -26, -10))
    ]
    other = [(-x, y) for x, y in reversed(edge)]
    outline = joined(
        [(0, 0), (-size * 0.34, -size * 0.16), edge[0]],
        edge,
        [edge[-1], (0, -size * 0.5)],
        [(0, -size * 0.5), other[0]],
        other,
        [other[-1], (size * 0.34, -size * 0.16), (0, 0)],
    )
    veins = "".join(
        polyline([(0, -size * 0.06), (size * 0.84 * sin(radians(a)), -size * 0.84 * cos(radians(a)))])
        for a in (-66, -54, -42, -30, -18, 18, 30, 42, 54, 66)
    )
    return group(
        line(
            smooth((0, 0), (size * 0.05, size * 0.3), (size * 0.16, size * 0.56)),
            shaded(colour, 0.12),
            size / 22,
        ),
        path(outline, sheet.linear((0, lit(colour, 0.35)), (1, shaded(colour, 0.1)), end=(1, 1))),
        line(veins, shaded(colour, 0.22), size / 90, opacity=0.5),
    )


def maple(sheet: Sheet, size: float, colour: str) -> str:
    """A seven-fingered leaf."""
    points: list[tuple[float, float]] = []
    fingers = ((-128, 0.52), (-84, 0.78), (-42, 0.95), (0, 1), (42, 0.95), (84, 0.78), (128, 0.52))
    for angle, reach in fingers:
        for aside, far in ((-14, 0.46), (-6, 0.74), (0, 1), (6, 0.74), (14, 0.46)):
            turn = radians(angle + aside)
            points.append((size * reach * far * sin(turn), -size * reach * far * cos(turn)))
        turn = radians(angle + 21)
        points.append((size * 0.24 * sin(turn), -size * 0.24 * cos(turn)))
    veins = "".join(
        polyline([(0, 0), (size * r * 0.82 * sin(radians(a)), -size * r * 0.82 * cos(radians(a)))])
        for a, r in fingers
    )
    return group(
        line(
            smooth((0, 0), (size * 0.03, size * 0.26), (-size * 0.05, size * 0.5)),
            shaded(colour, 0.2),
            size / 26,
        ),
        path(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z",
            sheet.linear((0, lit(colour, 0.3)), (1, shaded(colour, 0.1)), end=(1, 1)),
            stroke=colour,
            stroke_width=size / 30,
        ),
        line(veins, lit(colour, 0.5), size / 60, opacity=0.5),
    )


def pine(colour: str, size: float) -> str:
    """A tuft of needles."""
    needles = "".join(
        polyline(
            [
                (0, 0),
                (
                    size * (0.86 + 0.14 * (n % 2)) * sin(radians(a)),
                    -size * (0.86 + 0.14 * (n % 2)) * cos(radians(a)),
                ),
            ]
        )
        for n, a in enumerate(range(-84, 85, 8))
    )
    return line(needles, colour, max(1.2, size / 30)) + circle(0, 0, size / 13, shaded(colour, 0.3))
