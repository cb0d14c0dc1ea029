"""Poured glazes and what a vessel holds."""

from math import sin

from small_trades.shop.products.sample.drawings.curves import (
    arc_to,
    pair,
    run,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    turned,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    ellipse,
    group,
    line,
    rect,
)
from small_trades.shop.products.sample.drawings.vessel import EDGE, Vessel

Drip = tuple[float, float, float]


# How a drop hangs: (half widths aside, share of its length).
_DROP = ((-2.2, 0), (-1.1, 0.26), (-0.9, 0.72), (0, 1), (0.9, 0.72), (1.1, 0.26), (2.2, 0))

# Beyond this angle a drop turns too far to catch the window.
_IN_LIGHT = 62


def glaze_edge(
    vessel: Vessel, height: float, drips: tuple[Drip, ...], sway: float = 4
) -> list[tuple[float, float]]:
    """The lower edge of a poured glaze, left to right; drips are (angle, length, half width in degrees)."""
    turns = [(-90.0, 0.0), (90.0, 0.0)]
    for angle, length, half in drips:
        turns += [(angle + aside * half, share * length) for aside, share in _DROP]
    return [
        vessel.point(angle, height + sway * sin(angle / 15) - fall)
        for angle, fall in sorted(turns)
        if abs(angle) <= EDGE
    ]


def poured(
    sheet: Sheet, vessel: Vessel, colour: str, height: float, drips: tuple[Drip, ...], *, gloss: float = 0.3
) -> str:
    """A glaze from the rim down to `height`, thick and dark where its drops have come to rest."""
    edge = glaze_edge(vessel, height, drips)
    steps = [height + (vessel.height - height) * n / 4 for n in range(5)]
    left, right = [vessel.point(-90, h) for h in steps], [vessel.point(90, h) for h in reversed(steps)]
    over = arc_to(vessel.rim, vessel.rim * vessel.tilt, right[0], sweep=0)
    below = [right[-1], *reversed(edge[1:-1]), left[0]]
    outline = f"M{pair(left[0])}{run(left)}{over}{run(right)}{run(below)}Z"
    wide = max(x for x, _ in vessel.profile)
    box = (-wide, vessel.level(vessel.height), 2 * wide, vessel.height - height + 110)
    thick = sheet.down(
        (0, lit(colour, 0.3), 0.5),
        (0.3, colour, 0),
        (0.62, shaded(colour, 0.4), 0),
        (0.95, shaded(colour, 0.5), 0.8),
    )
    lower = smooth(*edge)
    return group(
        line(
            lower,
            shaded(colour, 0.2),
            5,
            opacity=0.3,
            clip_path=sheet.clip(vessel.body()),
            transform="translate(1.5 3)",
        ),
        group(
            rect(*box, turned(sheet, colour, gloss=gloss, depth=0.42)),
            rect(*box, thick),
            line(lower, lit(colour, 0.5), 2, opacity=0.5, transform="translate(-.6 -3.4)"),
            clip_path=sheet.clip(outline),
        ),
        *(_drop_light(vessel, height, drip, colour) for drip in drips if abs(drip[0]) < _IN_LIGHT),
    )


def _drop_light(vessel: Vessel, height: float, drip: Drip, colour: str) -> str:
    angle, length, half = drip
    x, y = vessel.point(angle - half * 0.35, height - length + 11)
    return ellipse(x, y, 1.9, 4.6, lit(colour, 0.8), opacity=0.75)


def liquid(sheet: Sheet, vessel: Vessel, colour: str, *, drop: float, inset: float) -> str:
    """What a vessel holds, seen through its mouth."""
    fill = sheet.linear((0, shaded(colour, 0.3)), (0.5, colour), (1, lit(colour, 0.35)))
    r = vessel.radius(vessel.height - drop) - inset
    y = vessel.level(vessel.height - drop)
    return group(
        ellipse(0, y, r, r * vessel.tilt, fill),
        ellipse(r * 0.3, y + r * vessel.tilt * 0.1, r * 0.34, r * vessel.tilt * 0.2, "#ffffff", opacity=0.28),
        clip_path=sheet.clip(vessel.mouth(6)),
    )
