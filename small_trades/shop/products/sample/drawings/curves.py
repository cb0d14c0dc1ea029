"""Outlines: smooth lines through points, polygons, hulls, and chance that always falls the same way."""

from collections.abc import Iterable, Sequence
from math import cos, pi, sin
from random import Random

from small_trades.shop.products.sample.drawings.svg import Point, number

Mark = tuple[Point, Point]


def chance(seed: str) -> Random:
    """A source of chance that gives the same drawing on every machine."""
    return Random(seed)  # noqa: S311  # decides where fibres and sesame lie, never a secret


def pair(point: Point) -> str:
    """A point as it stands in a path."""
    return f"{number(point[0])} {number(point[1])}"


def dashes(marks: Iterable[Mark]) -> str:
    """Short strokes, each from a point by a step; with round ends they are grains, seeds or stitches."""
    return "".join(f"M{pair(start)}l{pair(step)}" for start, step in marks)


def polygon(points: Iterable[Point]) -> str:
    """A closed outline with corners."""
    return "M" + "L".join(pair(point) for point in points) + "Z"


def polyline(points: Iterable[Point]) -> str:
    """An open line with corners."""
    return "M" + "L".join(pair(point) for point in points)


def _beziers(points: Sequence[Point], *, closed: bool) -> str:
    """Cubic pieces of a Catmull-Rom line through the points, relative, without the opening move."""
    count = len(points)
    pieces = []
    for here in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(here + step) % count] for step in (-1, 0, 1, 2))
        else:
            p1, p2 = points[here], points[here + 1]
            p0 = points[here - 1] if here else p1
            p3 = points[here + 2] if here + 2 < count else p2
        start = (round(p1[0], 1), round(p1[1], 1))
        first = (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6)
        second = (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6)
        steps = [number(way[axis] - start[axis]) for way in (first, second, _tenths(p2)) for axis in (0, 1)]
        pieces.append(
            "c" + "".join(f" {step}" if n and step[0] != "-" else step for n, step in enumerate(steps))
        )
    return "".join(pieces)


def _tenths(point: Point) -> Point:
    """The point as it will stand in the file, so that relative steps do not drift."""
    return (round(point[0], 1), round(point[1], 1))


def run(points: Sequence[Point]) -> str:
    """A smooth run onward from the first point, where the pen already is, to the last."""
    return _beziers(points, closed=False)


def arc_to(rx: float, ry: float, end: Point, *, sweep: int) -> str:
    """Part of an upright ellipse from where the pen is; `sweep` 1 turns clockwise."""
    return f"A{number(rx)} {number(ry)} 0 0 {sweep} {pair(end)}"


def smooth(*points: Point) -> str:
    """An open, smooth line through the points."""
    return f"M{pair(points[0])}{_beziers(points, closed=False)}"


def blob(*points: Point) -> str:
    """A closed, smooth outline through the points."""
    return f"M{pair(points[0])}{_beziers(points, closed=True)}Z"


def joined(*runs: Sequence[Point]) -> str:
    """A closed outline of smooth runs that meet at corners."""
    d = f"M{pair(runs[0][0])}"
    for run in runs:
        d += f"L{pair(run[0])}" if d != f"M{pair(run[0])}" else ""
        d += _beziers(run, closed=False)
    return d + "Z"


def oval(cx: float, cy: float, rx: float, ry: float) -> str:
    """An ellipse as an outline, for clips and holes."""
    return (
        f"M{number(cx - rx)} {number(cy)}a{number(rx)} {number(ry)} 0 1 0 {number(2 * rx)} 0"
        f"a{number(rx)} {number(ry)} 0 1 0 {number(-2 * rx)} 0Z"
    )


def ring(
    cx: float, cy: float, radius: float, count: int, *, start: float = 0, squash: float = 1
) -> list[Point]:
    """Points around a circle, clockwise from the top, beginning `start` degrees on."""
    turns = (start / 180 * pi + 2 * pi * step / count for step in range(count))
    return [(cx + radius * sin(turn), cy - radius * squash * cos(turn)) for turn in turns]


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex outline around the points."""
    ordered = sorted(set(points))

    def half(walk: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for point in walk:
            while len(kept) > 1 and _turns_right(kept[-2], kept[-1], point):
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(ordered) + half(reversed(ordered))


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def rounded(points: Sequence[Point], radius: float) -> str:
    """A polygon whose corners are eased by `radius`."""
    d = ""
    for at, corner in enumerate(points):
        before, after = points[at - 1], points[(at + 1) % len(points)]
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        d += f"{'L' if d else 'M'}{pair(start)}Q{pair(corner)} {pair(end)}"
    return d + "Z"


def _towards(start: Point, goal: Point, distance: float) -> Point:
    x, y = goal[0] - start[0], goal[1] - start[1]
    length = (x * x + y * y) ** 0.5 or 1
    share = min(distance / length, 0.5)
    return (start[0] + x * share, start[1] + y * share)
