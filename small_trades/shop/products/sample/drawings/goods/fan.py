"""The round fan and its morning glories."""

from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    oval,
    polygon,
    polyline,
    ring,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import AI, lit, shaded
from small_trades.shop.products.sample.drawings.plants import leaf
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
)

_DARK = "#2a2233"


def round_fan(sheet: Sheet, r: float = 220) -> str:
    """A bamboo fan painted with morning glories; the middle of its face is the origin, its handle down."""
    face = oval(0, 0, r, r * 0.94)
    bamboo = "#d6b777"
    ribs = "".join(
        polyline(
            [
                (4 * n / 9, r * 1.16),
                (r * 0.98 * sin(radians(n * 7.6)), r * 0.2 - r * 1.1 * cos(radians(n * 7.6))),
            ]
        )
        for n in range(-9, 10)
    )
    vine = smooth((-150, 150), (-120, 60), (-40, 70), (-20, -20), (60, -30), (90, -120), (150, -130))
    flowers = ((-96, 18, 62, AI), (42, -78, 72, "#7a6fa0"), (92, 62, 50, AI), (-60, -110, 40, "#8f86b5"))
    leaves = ((-30, 92, 84, 130), (120, -20, 78, -40), (-140, -60, 74, 200), (10, 26, 66, 20))
    return group(
        lying(sheet, face, lift=22, strength=0.34),
        rect(
            -8, r * 0.8, 30, r * 1.02, _DARK, opacity=0.25, filter=sheet.blur(8), transform="translate(14 14)"
        ),
        rect(
            -11,
            r * 0.84,
            22,
            r,
            sheet.linear((0, lit(bamboo, 0.4)), (0.4, bamboo), (1, shaded(bamboo, 0.35))),
            rx=8,
        ),
        rect(-12, r * 1.3, 24, 4, shaded(bamboo, 0.3), rx=2),
        path(face, sheet.linear((0, "#fffdf6"), (0.6, "#f5eede"), (1, "#e0d5bd"), end=(1, 1))),
        group(
            line(ribs, "#bfae8a", 1.5, opacity=0.5),
            ellipse(0, -r * 0.9, r * 1.2, r * 0.7, sheet.down((0, "#b9d2d8", 0.8), (1, "#b9d2d8", 0))),
            line(vine, "#5d7a4b", 4),
            line(smooth((90, -120), (110, -150), (96, -168), (84, -150), (100, -140)), "#5d7a4b", 2.4),
            *(
                at(x, y, leaf(sheet, size, "#5d7f55", width=0.7, ribs=3), turn=turn)
                for x, y, size, turn in leaves
            ),
            *(at(x, y, morning_glory(sheet, size, colour)) for x, y, size, colour in flowers),
            clip_path=sheet.clip(face),
        ),
        path(face, stroke="#b5894e", stroke_width=6),
        path(smooth((-70, r * 0.88), (0, r * 0.72), (70, r * 0.88)), stroke=bamboo, stroke_width=7),
        rect(-13, r * 0.82, 26, 34, AI, rx=3),
    )


def morning_glory(sheet: Sheet, r: float, colour: str) -> str:
    """A trumpet seen from the front: five soft lobes and a white star."""
    lobes = [p for n in range(5) for p in _glory_lobe(n * 72, r)]
    star = [
        point
        for n in range(5)
        for point in (*ring(0, 0, r * 0.92, 1, start=n * 72), *ring(0, 0, r * 0.26, 1, start=n * 72 + 36))
    ]
    return group(
        path(
            blob(*lobes),
            sheet.radial(
                (0, "#ffffff"),
                (0.34, lit(colour, 0.75)),
                (0.62, colour),
                (1, shaded(colour, 0.08)),
                radius=0.56,
            ),
        ),
        path(polygon(star), "#ffffff", opacity=0.5),
        circle(0, 0, r * 0.16, "#fff8dd"),
        circle(0, 0, r * 0.07, "#e5c766"),
    )


def _glory_lobe(turn: float, r: float) -> list[Point]:
    return [
        (r * far * sin(radians(turn + aside)), -r * far * cos(radians(turn + aside)))
        for aside, far in ((-30, 0.95), (0, 1.03), (30, 0.95))
    ]
