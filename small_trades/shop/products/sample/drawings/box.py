"""Boxes, bags and books: blocks standing on the table, a front and a side seen."""

from dataclasses import dataclass
from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.light import raised
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, group, rect


@dataclass(frozen=True)
class Block:
    """A block with the middle of its base at the origin, turned so that its right side shows.

    `turn` is in degrees: 0 shows only the front. `tilt` is as for a Vessel.
    """

    width: float
    depth: float
    height: float
    turn: float = 24
    tilt: float = 0.3

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point lies on the sheet: x to the right along the front, y towards the eye, z up."""
        across, near = cos(radians(self.turn)), sin(radians(self.turn))
        rise = (1 - self.tilt**2) ** 0.5
        return (x * across - y * near, (x * near + y * across) * self.tilt - z * rise)

    @property
    def base(self) -> list[Point]:
        """The four corners on the table."""
        x, y = self.width / 2, self.depth / 2
        return [self.at(-x, -y, 0), self.at(x, -y, 0), self.at(x, y, 0), self.at(-x, y, 0)]

    def _face(self, corner: Point, right: Point, down: Point, children: tuple[str, ...]) -> str:
        a, b = right[0] - corner[0], right[1] - corner[1]
        c, d = down[0] - corner[0], down[1] - corner[1]
        parts = " ".join(f"{part:.4g}" for part in (a, b, c, d, *corner))
        return group(*children, transform=f"matrix({parts})")

    def front(self, *children: str) -> str:
        """Children drawn on the front as on a paper of width × height, its upper left corner at (0, 0)."""
        x, y, z = -self.width / 2, self.depth / 2, self.height
        return self._face(self.at(x, y, z), self.at(x + 1, y, z), self.at(x, y, z - 1), children)

    def side(self, *children: str) -> str:
        """Children on the right side, a paper of depth × height."""
        x, y, z = self.width / 2, self.depth / 2, self.height
        return self._face(self.at(x, y, z), self.at(x, y - 1, z), self.at(x, y, z - 1), children)

    def top(self, *children: str, z: float | None = None) -> str:
        """Children on the top (or at height `z`), of width × depth, lower edge towards the eye."""
        x, y, height = -self.width / 2, -self.depth / 2, self.height if z is None else z
        return self._face(
            self.at(x, y, height), self.at(x + 1, y, height), self.at(x, y + 1, height), children
        )

    def shadow(self, sheet: Sheet, strength: float = 0.26) -> str:
        """The shadow on the table."""
        return raised(sheet, self.base, self.height, strength)

    def plain(self, sheet: Sheet, colour: str, *, contrast: float = 1) -> str:
        """The three faces in one colour: top bright, front in the light, side in the shade."""
        front = sheet.linear((0, lit(colour, 0.18)), (1, shaded(colour, 0.06 * contrast)), end=(1, 0.6))
        side = sheet.linear((0, shaded(colour, 0.3 * contrast)), (1, shaded(colour, 0.2 * contrast)))
        return group(
            self.front(rect(0, 0, self.width, self.height, front)),
            self.side(rect(0, 0, self.depth, self.height, side)),
            self.top(rect(0, 0, self.width, self.depth, lit(colour, 0.36))),
        )
