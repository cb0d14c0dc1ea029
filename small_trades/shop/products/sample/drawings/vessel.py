"""Turned forms: cups, bowls, pots and caddies, seen from a little above with the light from the left."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, pi, radians, sin

from small_trades.shop.products.sample.drawings.curves import (
    arc_to,
    blob,
    hull,
    oval,
    pair,
    polygon,
    run,
    smooth,
)
from small_trades.shop.products.sample.drawings.svg import Point

# How far a shadow runs to the right and towards the eye for each unit of height.
SHADOW_RUN = (0.62, 0.1)

# The angle at which a wall turns out of sight.
EDGE = 90


@dataclass(frozen=True)
class Vessel:
    """A turned form. `profile` is (radius, height) from the foot to the rim, heights rising.

    It stands with the middle of its foot at the origin. `tilt` is the height of a level circle over its
    width: 0 seen from the side, 1 from straight above.
    """

    profile: tuple[tuple[float, float], ...]
    tilt: float = 0.26

    @cached_property
    def _rise(self) -> float:
        return float((1 - self.tilt**2) ** 0.5)

    @cached_property
    def _fine(self) -> tuple[tuple[float, float], ...]:
        """The profile on its smooth line, in steps small enough to read radii from."""
        points = self.profile
        fine: list[tuple[float, float]] = []
        for here in range(len(points) - 1):
            p1, p2 = points[here], points[here + 1]
            p0 = points[here - 1] if here else p1
            p3 = points[here + 2] if here + 2 < len(points) else p2
            fine += [_on_curve(p0, p1, p2, p3, step / 12) for step in range(12)]
        return (*fine, points[-1])

    @property
    def height(self) -> float:
        """From the foot to the rim."""
        return self.profile[-1][1]

    @property
    def rim(self) -> float:
        """The radius of the mouth."""
        return self.profile[-1][0]

    def radius(self, height: float) -> float:
        """The radius at a height above the foot."""
        fine = self._fine
        for (r0, h0), (r1, h1) in pairwise(fine):
            if h0 <= height <= h1:
                return r0 + (r1 - r0) * ((height - h0) / (h1 - h0) if h1 > h0 else 0)
        return fine[0][0] if height < fine[0][1] else fine[-1][0]

    def level(self, height: float) -> float:
        """Where a height above the foot lies on the sheet."""
        return -height * self._rise

    def point(self, angle: float, height: float, out: float = 0) -> Point:
        """A point on the wall; `angle` in degrees, 0 towards the eye, 90 at the right edge."""
        r = self.radius(height) + out
        return (r * sin(radians(angle)), self.level(height) + r * self.tilt * cos(radians(angle)))

    def wall(self, angle: float, low: float, high: float, steps: int = 4) -> str:
        """A line up the wall at one angle."""
        return smooth(*(self.point(angle, low + (high - low) * step / steps) for step in range(steps + 1)))

    def body(self) -> str:
        """The whole outline, with the far half of the rim."""
        left = [(-r, self.level(h)) for r, h in reversed(self.profile)]
        right = [(r, self.level(h)) for r, h in self.profile]
        near = self._arc(self.profile[0][0], right[0], sweep=0)
        return f"M{pair(left[0])}{run(left)}{near}{run(right)}{self._arc(self.rim, left[0], sweep=0)}Z"

    def _arc(self, radius: float, end: Point, *, sweep: int) -> str:
        return arc_to(radius, radius * self.tilt, end, sweep=sweep)

    def mouth(self, inset: float = 0, drop: float = 0) -> str:
        """The ellipse of the opening, `inset` narrower and `drop` lower than the rim."""
        r = self.rim - inset
        return oval(0, self.level(self.height - drop), r, r * self.tilt)

    def arc(self, height: float, start: float = -90, end: float = 90) -> str:
        """The near side of a level circle between two angles, as a line."""
        onward = self._arc(self.radius(height), self.point(end, height), sweep=0)
        return f"M{pair(self.point(start, height))}{onward}"

    def band(self, low: float, high: float) -> str:
        """The near side between two heights."""
        return self.patch(-90, 90, low, high, steps=4)

    def patch(self, start: float, end: float, low: float, high: float, steps: int = 3) -> str:
        """The wall between two angles and two heights."""
        heights = [low + (high - low) * n / steps for n in range(steps + 1)]
        left = [self.point(start, h) for h in heights]
        right = [self.point(end, h) for h in reversed(heights)]
        over = self._arc(self.radius(high), right[0], sweep=0)
        under = self._arc(self.radius(low), left[0], sweep=1)
        return f"M{pair(left[0])}{run(left)}{over}{run(right)}{under}Z"

    def shadow(self, *, to: float | None = None) -> str:
        """The outline of the shadow on the table, as if the form were only `to` high."""
        top = self.height if to is None else to
        levels = [top * step / 6 for step in range(7)]
        return polygon(hull(shadow_points(((h, self.radius(h)) for h in levels), self.tilt)))

    def whole(self) -> str:
        """The outline of everything seen, for wide forms such as plates."""
        fine = (*self._fine[:: max(1, len(self._fine) // 12)], self._fine[-1])
        return blob(
            *hull(
                (r * sin(turn), self.level(h) + r * self.tilt * cos(turn))
                for r, h in fine
                for turn in (2 * pi * n / 28 for n in range(28))
            )
        )


def shadow_points(levels: Iterable[tuple[float, float]], tilt: float = 0.26) -> Iterable[Point]:
    """Points around the shadows of level circles given as (height, radius)."""
    for height, radius in levels:
        for step in range(24):
            turn = 2 * pi * step / 24
            yield (
                height * SHADOW_RUN[0] + radius * cos(turn),
                height * SHADOW_RUN[1] + radius * tilt * sin(turn),
            )


def _on_curve(
    p0: tuple[float, float],
    p1: tuple[float, float],
    p2: tuple[float, float],
    p3: tuple[float, float],
    t: float,
) -> tuple[float, float]:
    """A point of the Catmull-Rom piece between p1 and p2."""

    def along(a: float, b: float, c: float, d: float) -> float:
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))

    return along(p0[0], p1[0], p2[0], p3[0]), along(p0[1], p1[1], p2[1], p3[1])
