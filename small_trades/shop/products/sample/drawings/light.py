"""One light for all drawings: from the left and above, warm, with soft shadows to the right."""

from small_trades.shop.products.sample.drawings.curves import hull, joined, oval, polygon
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, ellipse, group, line, path
from small_trades.shop.products.sample.drawings.vessel import SHADOW_RUN, Vessel

_DARK = "#2a2233"


def turned(sheet: Sheet, colour: str, *, gloss: float = 0.2, depth: float = 0.34) -> str:
    """The fill of a turned form: lit a quarter of the way across, darkest short of the right edge."""
    return sheet.linear(
        (0, shaded(colour, 0.12)),
        (0.1, lit(colour, gloss * 0.4)),
        (0.26, lit(colour, gloss)),
        (0.52, colour),
        (0.86, shaded(colour, depth)),
        (1, shaded(colour, depth * 0.72)),
    )


def hollow(sheet: Sheet, colour: str) -> str:
    """The fill of an inside: the left wall in shade, the right wall catching the light."""
    return sheet.linear((0, shaded(colour, 0.42)), (0.45, shaded(colour, 0.16)), (1, lit(colour, 0.18)))


def contact(sheet: Sheet, cx: float, cy: float, rx: float, ry: float, *, strength: float = 0.42) -> str:
    """The dark line where a thing meets the table."""
    return ellipse(cx, cy, rx, ry, _DARK, opacity=strength, filter=sheet.blur(6))


def cast(sheet: Sheet, outline: str, strength: float = 0.26, softness: float = 9) -> str:
    """A shadow thrown to the right, fading as it leaves the thing."""
    fade = sheet.linear((0, _DARK, strength), (0.45, _DARK, strength * 0.85), (1, _DARK, strength * 0.15))
    return path(outline, fade, filter=sheet.blur(softness))


def standing(sheet: Sheet, vessel: Vessel, *, to: float | None = None, strength: float = 0.28) -> str:
    """Both shadows of a turned form that stands on the table."""
    foot = vessel.profile[0][0]
    return group(
        cast(sheet, vessel.shadow(to=to), strength),
        contact(sheet, 3, foot * vessel.tilt * 0.35, foot * 1.04, foot * vessel.tilt * 1.02 + 3),
    )


def lying(sheet: Sheet, outline: str, *, lift: float = 10, strength: float = 0.3) -> str:
    """The shadow of a flat thing seen from above, `lift` units over the ground."""
    return group(
        path(outline, _DARK, opacity=strength, filter=sheet.blur(max(3, lift * 0.7))),
        transform=f"translate({lift} {lift * 0.8})",
    )


def raised(sheet: Sheet, points: list[Point], height: float, strength: float = 0.26) -> str:
    """The shadow of an upright block: its base on the sheet, as points, and its height."""
    far = [(x + height * SHADOW_RUN[0], y + height * SHADOW_RUN[1]) for x, y in points]
    return group(
        cast(sheet, polygon(hull([*points, *far])), strength),
        path(polygon(points), _DARK, opacity=0.32, filter=sheet.blur(5)),
    )


def gleam(
    sheet: Sheet,
    vessel: Vessel,
    low: float,
    high: float,
    *,
    angle: float = -48,
    width: float = 16,
    strength: float = 0.5,
) -> str:
    """A long reflection of the window on a glossy wall."""
    fill = sheet.down((0, "#ffffff", 0), (0.12, "#ffffff", strength), (1, "#ffffff", 0))
    outline = vessel.patch(angle - width / 2, angle + width / 2, low, high)
    return path(outline, fill)


def steam(sheet: Sheet, x: float, y: float, height: float, *, strength: float = 0.5, lean: float = 1) -> str:
    """Two soft wisps rising from (x, y)."""
    fill = sheet.down((0, "#ffffff", 0), (0.5, "#ffffff", strength), (1, "#ffffff", 0))
    wisps = []
    for aside, tall, wide in ((-14, 1.0, 18), (44, 0.66, 12)):
        spine = [
            (x + aside + lean * sway, y - height * tall * share)
            for sway, share in ((0, 0), (-14, 0.24), (10, 0.52), (-4, 0.78), (16, 1))
        ]
        widths = (0.4, 1.0, 0.8, 1.0, 0.2)
        left = [(px - wide * w, py) for (px, py), w in zip(spine, widths, strict=True)]
        right = [(px + wide * w, py) for (px, py), w in zip(spine, widths, strict=True)]
        wisps.append(joined(left, right[::-1]))
    return path("".join(wisps), fill, filter=sheet.blur(8))


def smoke(
    sheet: Sheet, x: float, y: float, height: float, *, colour: str = "#ffffff", strength: float = 0.8
) -> str:
    """A thread of smoke from (x, y): straight at first, then curling and paling."""
    ways = (
        ((0, 0), (2, 0.2), (-3, 0.36), (12, 0.5), (-16, 0.66), (20, 0.82), (-6, 1)),
        ((0, 0), (2, 0.2), (3, 0.36), (-10, 0.5), (20, 0.64), (-14, 0.8), (26, 0.94)),
    )
    drawn = []
    for way, wide in zip(ways, (5.0, 3.0), strict=True):
        spine = [(x + sway * height / 300, y - share * height) for sway, share in way]
        left = [(px - wide * (0.4 + 1.4 * n / 6), py) for n, (px, py) in enumerate(spine)]
        right = [(px + wide * (0.4 + 1.4 * n / 6), py) for n, (px, py) in enumerate(spine)]
        drawn.append(joined(left, right[::-1]))
    fill = sheet.down((0, colour, 0), (0.35, colour, strength * 0.6), (1, colour, strength))
    return path(drawn[0], fill, filter=sheet.blur(2.4)) + path(
        drawn[1], fill, filter=sheet.blur(2.4), opacity=0.6
    )


def ridges(
    sheet: Sheet,
    vessel: Vessel,
    heights: tuple[float, ...],
    colour: str,
    *,
    width: float = 1.3,
    strength: float = 0.3,
) -> str:
    """The fine lines a turning tool leaves around a form."""
    return line(
        "".join(vessel.arc(height, -86, 86) for height in heights),
        colour,
        width,
        opacity=strength,
        clip_path=sheet.clip(vessel.body()),
    )


def rim_light(vessel: Vessel, colour: str, width: float = 2.5, strength: float = 0.8) -> str:
    """The bright edge of a mouth."""
    y = vessel.level(vessel.height)
    return path(
        oval(0, y, vessel.rim - width / 2, (vessel.rim - width / 2) * vessel.tilt),
        stroke=lit(colour, 0.5),
        stroke_width=width,
        opacity=strength,
    )
