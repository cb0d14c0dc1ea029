"""The rabbit of the shop: a brand, and a wafer."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    dashes,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import AZUKI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    circle,
    ellipse,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231a1c"


def rabbit(colour: str, size: float) -> str:
    """A sitting rabbit in one colour, as a brand or a stamp; its middle at the origin."""
    s = size
    body = blob(
        (-s * 0.62, s * 0.34),
        (-s * 0.52, -s * 0.1),
        (-s * 0.06, -s * 0.26),
        (s * 0.26, -s * 0.22),
        (s * 0.44, s * 0.1),
        (s * 0.42, s * 0.46),
        (0, s * 0.56),
        (-s * 0.44, s * 0.54),
    )
    head = blob(
        (s * 0.2, -s * 0.3),
        (s * 0.44, -s * 0.5),
        (s * 0.72, -s * 0.36),
        (s * 0.76, -s * 0.14),
        (s * 0.52, 0),
        (s * 0.26, -s * 0.06),
    )
    ears = [
        blob(
            (s * 0.36, -s * 0.4),
            (s * 0.1, -s * 0.72),
            (-s * 0.12, -s * 0.98),
            (-s * 0.02, -s * 0.62),
            (s * 0.22, -s * 0.36),
        ),
        blob(
            (s * 0.46, -s * 0.44),
            (s * 0.34, -s * 0.8),
            (s * 0.22, -s * 1.06),
            (s * 0.52, -s * 0.84),
            (s * 0.58, -s * 0.46),
        ),
    ]
    return group(
        *(path(d, colour) for d in (body, head, *ears)),
        circle(-s * 0.66, s * 0.26, s * 0.14, colour),
        circle(s * 0.58, -s * 0.26, s * 0.05, "#f6e3c0"),
        line(
            smooth((-s * 0.2, s * 0.46), (-s * 0.3, s * 0.2), (-s * 0.06, s * 0.06)),
            "#f6e3c0",
            max(1.5, s * 0.035),
            opacity=0.6,
        ),
    )


def monaka(sheet: Sheet, colour: str = "#dcae6a") -> str:
    """Two wafers in the shape of a crouching rabbit, beans between them; it looks to the right, 240 wide."""
    upper = blob(
        (-116, -34),
        (-112, -84),
        (-70, -124),
        (-6, -136),
        (58, -122),
        (102, -90),
        (122, -52),
        (112, -34),
        (50, -26),
        (-60, -26),
    )
    lower = blob((-112, -26), (-50, -20), (50, -20), (108, -28), (96, -4), (50, 10), (-50, 10), (-100, -2))
    ear = blob((66, -108), (40, -138), (-10, -152), (-52, -144), (-30, -128), (10, -112), (46, -100))
    near = blob((70, -100), (34, -118), (-24, -122), (-78, -104), (-50, -92), (6, -86), (52, -88))
    edge, pale = shaded(colour, 0.5), lit(colour, 0.6)
    shell = sheet.linear((0, lit(colour, 0.55)), (0.45, colour), (1, shaded(colour, 0.3)), end=(0.4, 1))
    soft = sheet.linear((0, shaded(colour, 0.06)), (1, lit(colour, 0.75)))
    return group(
        ellipse(30, 6, 116, 20, _DARK, opacity=0.42, filter=sheet.blur(8)),
        circle(-112, -52, 20, pale),
        path(lower, sheet.down((0, shaded(colour, 0.3)), (0.4, colour), (1, shaded(colour, 0.42)))),
        path(blob((-112, -36), (0, -30), (114, -38), (110, -24), (0, -16), (-110, -24)), AZUKI),
        line(dashes(((x, -26 + (x % 3)), (6, 1)) for x in range(-96, 97, 17)), lit(AZUKI, 0.2), 9),
        path(ear, shaded(colour, 0.2), stroke=edge, stroke_width=2, stroke_opacity=0.5),
        path(upper, shell),
        path(near, edge, opacity=0.3, transform="translate(-2 6)"),
        path(near, soft, stroke=edge, stroke_width=1.6, stroke_opacity=0.45),
        line(smooth((48, -98), (4, -104), (-46, -104)), edge, 2.4, opacity=0.35),
        circle(86, -72, 7.5, "#7a2f2a"),
        circle(88.5, -74.5, 2.4, "#ffffff"),
        line(smooth((118, -58), (110, -52), (112, -46)), edge, 2.6, opacity=0.7),
        line(smooth((-40, -32), (-70, -54), (-50, -86)), edge, 2.6, opacity=0.4),
        path(blob((-92, -92), (-62, -118), (-40, -120), (-66, -96)), "#fff4dc", opacity=0.55),
    )


def round_plate(sheet: Sheet, r: float, colour: str, tilt: float = 0.42) -> str:
    """A shallow round plate on the table."""
    dish = Vessel(((r * 0.62, 0), (r * 0.76, 4), (r, 20)), tilt=tilt)
    return group(
        standing(sheet, dish, to=22),
        path(dish.whole(), turned(sheet, colour, gloss=0.4)),
        path(dish.mouth(4), sheet.linear((0, lit(colour, 0.4)), (1, shaded(colour, 0.12)), end=(1, 0.5))),
        path(
            dish.mouth(r * 0.16),
            sheet.linear((0, shaded(colour, 0.16)), (1, lit(colour, 0.35)), end=(1, 0.5)),
        ),
    )
