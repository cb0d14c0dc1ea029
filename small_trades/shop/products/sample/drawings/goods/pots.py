"""The teapot and the clay pot."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    hull,
    joined,
    polygon,
)
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    ridges,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel, shadow_points

TEAPOT = Vessel(((84, 0), (112, 14), (140, 56), (138, 100), (104, 138), (78, 148)))


_TEAPOT_LID = Vessel(((80, 0), (72, 10), (40, 22), (14, 26), (12, 30), (20, 40), (18, 50), (6, 56)))


def teapot(sheet: Sheet, colour: str = "#35302f") -> str:
    """The side-handled teapot in black clay, its spout to the left and its handle to the right."""
    skin = turned(sheet, colour, gloss=0.42, depth=0.45)
    spout = blob(
        (-92, -98),
        (-124, -104),
        (-154, -132),
        (-178, -156),
        (-187, -147),
        (-176, -116),
        (-156, -78),
        (-126, -46),
        (-100, -44),
    )
    handle = joined(
        [(112, -104), (160, -116), (262, -152)],
        [(262, -152), (272, -150), (276, -132), (270, -122)],
        [(270, -122), (170, -76), (118, -62)],
    )
    return group(
        cast(sheet, polygon(hull([*shadow_points([(0, 84), (60, 140), (130, 100)]), (270, 26), (330, 6)]))),
        contact(sheet, 3, 8, 92, 26),
        path(
            handle,
            sheet.linear(
                (0, colour),
                (0.2, lit(colour, 0.45)),
                (0.5, colour),
                (1, shaded(colour, 0.5)),
                start=(0.35, 0),
                end=(0.6, 1),
            ),
        ),
        ellipse(271, -137, 7, 15, shaded(colour, 0.5), transform="rotate(14 271 -137)"),
        ellipse(271, -137, 3, 7, "#0f0d0e", transform="rotate(14 271 -137)"),
        path(
            spout,
            sheet.linear((0, lit(colour, 0.42)), (0.55, colour), (1, shaded(colour, 0.5)), end=(0.7, 1)),
        ),
        path(TEAPOT.body(), skin),
        ridges(sheet, TEAPOT, (34, 52, 70, 88, 106), lit(colour, 0.5), strength=0.22),
        gleam(sheet, TEAPOT, 24, 128, angle=-46, width=14, strength=0.3),
        ellipse(-182, -151, 10, 4.6, shaded(colour, 0.75), transform="rotate(40 -182 -151)"),
        path(TEAPOT.mouth(), shaded(colour, 0.55)),
        at(0, TEAPOT.level(147), teapot_lid(sheet, colour)),
    )


def teapot_lid(sheet: Sheet, colour: str) -> str:
    """The lid, its rim at the origin."""
    lid = _TEAPOT_LID
    return group(
        path(lid.body(), turned(sheet, colour, gloss=0.5, depth=0.45)),
        line(lid.arc(2, -88, 88), lit(colour, 0.6), 1.6, opacity=0.5),
        path(lid.mouth(), lit(colour, 0.25)),
        circle(*lid.point(46, 15), 3, shaded(colour, 0.8)),
    )


DONABE = Vessel(((100, 0), (120, 8), (168, 44), (190, 92), (189, 136)), tilt=0.3)


_DONABE_LID = Vessel(((194, 0), (190, 11), (160, 40), (104, 62), (44, 70)), tilt=0.3)


_DONABE_KNOB = Vessel(((28, 0), (26, 10), (40, 22), (42, 30)), tilt=0.3)


def donabe(sheet: Sheet) -> str:
    """The clay pot for one, amber lid on a dark unglazed base."""
    pot, lid, amber, dark = DONABE, _DONABE_LID, "#a5662f", "#5b463a"
    top = pot.level(pot.height)
    lug = [(176, -116), (212, -124), (236, -116), (232, -98), (206, -90), (176, -92)]
    return group(
        standing(sheet, pot, to=120),
        path(blob(*((-x, y) for x, y in lug)), turned(sheet, dark, gloss=0.5)),
        path(blob(*lug), turned(sheet, dark, gloss=0.1, depth=0.5)),
        path(pot.body(), turned(sheet, dark, gloss=0.28, depth=0.5)),
        ridges(sheet, pot, (40, 56, 72), lit(dark, 0.5)),
        path(pot.band(84, 136), turned(sheet, amber, gloss=0.35, depth=0.5)),
        line(pot.arc(84), shaded(amber, 0.5), 2, opacity=0.6),
        ellipse(0, top + 4, 194, 58, shaded(dark, 0.5)),
        at(
            0,
            top - 2,
            path(lid.body(), turned(sheet, amber, gloss=0.45, depth=0.5)),
            path(lid.band(0, 11), turned(sheet, shaded(amber, 0.25), gloss=0.4)),
            ridges(sheet, lid, (26, 40, 52), lit(amber, 0.7)),
            gleam(sheet, lid, 16, 54, angle=-42, width=16, strength=0.45),
            ellipse(0, lid.level(70), 40, 12, shaded(amber, 0.4), opacity=0.6),
            circle(92, lid.level(50), 5, shaded(amber, 0.8)),
            at(
                0,
                lid.level(69),
                path(_DONABE_KNOB.body(), turned(sheet, amber, gloss=0.5, depth=0.5)),
                path(_DONABE_KNOB.mouth(), lit(amber, 0.2)),
                path(_DONABE_KNOB.mouth(6), shaded(amber, 0.28)),
            ),
        ),
    )
