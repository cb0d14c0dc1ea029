"""Cups, bowls, plates and pots of Tsukimachi Kiln."""

from math import cos, pi, radians, sin

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    hull,
    joined,
    oval,
    polygon,
    ring,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    hollow,
    lying,
    ridges,
    rim_light,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import AI, KOGECHA, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, path, rect, use
from small_trades.shop.products.sample.drawings.vessel import Vessel, shadow_points

_DARK = "#2a2233"
Drip = tuple[float, float, float]
Mark = tuple[tuple[float, float], tuple[float, float]]

# How a drop hangs: (half widths aside, share of its length).
_DROP = ((-2.2, 0), (-1.1, 0.26), (-0.9, 0.72), (0, 1), (0.9, 0.72), (1.1, 0.26), (2.2, 0))


def glaze_edge(vessel: Vessel, height: float, drips: tuple[Drip, ...], sway: float = 4) -> list[tuple[float, float]]:
    """The lower edge of a poured glaze, left to right; drips are (angle, length, half width in degrees)."""
    turns = [(-90.0, 0.0), (90.0, 0.0)]
    for angle, length, half in drips:
        turns += [(angle + aside * half, share * length) for aside, share in _DROP]
    return [
        vessel.point(angle, height + sway * sin(angle / 15) - fall)
        for angle, fall in sorted(turns)
        if -90 <= angle <= 90
    ]


def poured(sheet: Sheet, vessel: Vessel, colour: str, height: float, drips: tuple[Drip, ...], *,
           gloss: float = 0.3) -> str:  # fmt: skip
    """A glaze from the rim down to `height`, thick and dark where its drops have come to rest."""
    edge = glaze_edge(vessel, height, drips)
    steps = [height + (vessel.height - height) * n / 4 for n in range(5)]
    outline = joined(
        [vessel.point(-90, h) for h in steps],
        [vessel.point(-90 + 30 * n, vessel.height) for n in range(7)],
        [vessel.point(90, h) for h in reversed(steps)],
        list(reversed(edge)),
    )
    wide = max(x for x, _ in vessel.profile)
    box = (-wide, vessel.level(vessel.height), 2 * wide, vessel.height - height + 110)
    thick = sheet.down((0, lit(colour, 0.3), 0.5), (0.3, colour, 0), (0.62, shaded(colour, 0.4), 0),
                       (0.95, shaded(colour, 0.5), 0.8))  # fmt: skip
    lower = smooth(*edge)
    return group(
        line(lower, shaded(colour, 0.2), 5, opacity=0.3, clip_path=sheet.clip(vessel.body()), transform="translate(1.5 3)"),
        group(
            rect(*box, turned(sheet, colour, gloss=gloss, depth=0.42)),
            rect(*box, thick),
            line(lower, lit(colour, 0.5), 2, opacity=0.5, transform="translate(-.6 -3.4)"),
            clip_path=sheet.clip(outline),
        ),
        *(_drop_light(vessel, height, drip, colour) for drip in drips if abs(drip[0]) < 62),
    )


def _drop_light(vessel: Vessel, height: float, drip: Drip, colour: str) -> str:
    angle, length, half = drip
    x, y = vessel.point(angle - half * 0.35, height - length + 11)
    return ellipse(x, y, 1.9, 4.6, lit(colour, 0.8), opacity=0.75)


YUNOMI = Vessel(((74, 0), (78, 10), (103, 26), (113, 62), (117, 150), (121, 252)))
_YUNOMI_DRIPS = ((-72, 30, 6), (-42, 26, 6), (-17, 66, 5), (14, 20, 7), (42, 54, 5.5), (70, 26, 6))


def yunomi(sheet: Sheet, *, tea: bool = True) -> str:
    """The blue cup: an indigo glaze in drops over a pale foot."""
    cup, clay = YUNOMI, "#e4d6bd"
    drawn = [
        standing(sheet, cup),
        path(cup.body(), turned(sheet, clay, gloss=0.3)),
        line(cup.arc(22), shaded(clay, 0.3), 2, opacity=0.5),
        poured(sheet, cup, AI, 92, _YUNOMI_DRIPS),
        gleam(sheet, cup, 118, 236, angle=-50, width=13),
        gleam(sheet, cup, 124, 230, angle=-35, width=4, strength=0.3),
        path(cup.mouth(), mix(AI, KOGECHA, 0.45)),
        path(cup.mouth(5), hollow(sheet, lit(AI, 0.08))),
    ]
    if tea:
        drawn.append(liquid(sheet, cup, "#a9ad5a", drop=44, inset=8))
    drawn.append(rim_light(cup, "#b99a6c", 2.6))
    return group(*drawn)


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


RICE_BOWL = Vessel(((66, 0), (64, 18), (74, 28), (128, 62), (166, 112), (186, 172)), tilt=0.3)


def rice_bowl(sheet: Sheet, *, rice: bool = True) -> str:
    """The grey bowl; with `rice`, a mound of it."""
    bowl, ash = RICE_BOWL, "#b9b5aa"
    drawn = [
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, ash, gloss=0.3, depth=0.4)),
        path(bowl.band(0, 24), turned(sheet, "#8d7a66", gloss=0.2)),
        path(bowl.band(20, 172), sheet.down((0, "#ffffff", 0.16), (0.6, ash, 0), (1, shaded(ash, 0.5), 0.4))),
        ridges(sheet, bowl, (58, 88, 118, 146), lit(ash, 0.5)),
        gleam(sheet, bowl, 70, 158, angle=-50, width=12, strength=0.42),
        path(bowl.mouth(), "#8d7a66"),
        path(bowl.mouth(4), hollow(sheet, lit(ash, 0.2))),
    ]
    if rice:
        drawn.append(_rice(sheet, bowl))
    return group(*drawn)


def _rice(sheet: Sheet, bowl: Vessel) -> str:
    fall = chance("rice")
    y = bowl.level(bowl.height)
    mound = blob((-158, y + 10), (-128, y - 26), (-70, y - 58), (0, y - 70), (66, y - 60), (126, y - 26), (158, y + 10),
                 (96, y + 40), (0, y + 48), (-96, y + 40))  # fmt: skip
    grains: dict[str, list[Mark]] = {"#ffffff": [], "#e2dacb": []}
    for step in range(170):
        across = fall.uniform(-0.96, 0.96)
        reach = (1 - across * across) ** 0.5
        spot = (across * 150, y + 8 + fall.uniform(-73 * reach, 40 * reach))
        grains["#e2dacb" if step % 3 == 0 else "#ffffff"].append((spot, (fall.uniform(-6, 6), fall.uniform(-4, 4))))
    return group(
        path(mound, sheet.linear((0, "#f3ede2"), (0.3, "#fffdf8"), (1, "#d2cabb"), end=(1, 0.7))),
        *(line(dashes(marks), colour, 5.2, opacity=0.6) for colour, marks in grains.items()),
    )


def plate(sheet: Sheet, r: float = 300) -> str:
    """The chattered plate from straight above: rings of short marks cut through white slip."""
    slip, clay = "#eee5d3", "#8c6a4c"
    fall = chance("chatter")
    marks: list[Mark] = []
    for row in range(9):
        radius = r * (0.2 + row * 0.077)
        if 0.6 < radius / r < 0.66:
            continue
        count = round(radius * 2 * pi / 17)
        for n in range(count):
            turn = 2 * pi * n / count + row * 0.21
            length = fall.uniform(6, 9.5)
            marks.append((
                (radius * cos(turn), radius * sin(turn)),
                (-length * sin(turn - 0.5), length * cos(turn - 0.5)),
            ))  # fmt: skip
    return group(
        lying(sheet, oval(0, 0, r, r), lift=22, strength=0.34),
        circle(0, 0, r, sheet.linear((0, clay), (1, shaded(clay, 0.35)), end=(1, 1))),
        circle(0, 0, r - 5, sheet.linear((0, "#ffffff"), (0.5, slip), (1, shaded(slip, 0.2)), end=(1, 1))),
        circle(0, 0, r * 0.9, sheet.linear((0, shaded(slip, 0.16)), (0.4, slip), (1, "#fffdf7"), end=(1, 1))),
        circle(0, 0, r * 0.62, shaded(slip, 0.1), opacity=0.7),
        circle(0, 0, r * 0.615, sheet.linear((0, shaded(slip, 0.05)), (1, lit(slip, 0.4)), end=(1, 1))),
        line(dashes(marks), clay, 3.4, opacity=0.78),
        *(circle(0, 0, r * share, "none", stroke=clay, stroke_width=1.2, opacity=0.4) for share in (0.05, 0.12)),
        path(smooth(*ring(0, 0, r * 0.95, 40, start=290)[:9]), stroke="#ffffff", stroke_width=5, opacity=0.7,
             stroke_linecap="round"),
    )  # fmt: skip


TEAPOT = Vessel(((84, 0), (112, 14), (140, 56), (138, 100), (104, 138), (78, 148)))
_TEAPOT_LID = Vessel(((80, 0), (72, 10), (40, 22), (14, 26), (12, 30), (20, 40), (18, 50), (6, 56)))


def teapot(sheet: Sheet, colour: str = "#35302f") -> str:
    """The side-handled teapot in black clay, its spout to the left and its handle to the right."""
    skin = turned(sheet, colour, gloss=0.42, depth=0.45)
    spout = blob((-92, -98), (-124, -104), (-154, -132), (-178, -156), (-187, -147), (-176, -116), (-156, -78),
                 (-126, -46), (-100, -44))  # fmt: skip
    handle = joined(
        [(112, -104), (160, -116), (262, -152)],
        [(262, -152), (272, -150), (276, -132), (270, -122)],
        [(270, -122), (170, -76), (118, -62)],
    )
    return group(
        cast(sheet, polygon(hull([*shadow_points([(0, 84), (60, 140), (130, 100)]), (270, 26), (330, 6)]))),
        contact(sheet, 3, 8, 92, 26),
        path(handle, sheet.linear((0, colour), (0.2, lit(colour, 0.45)), (0.5, colour), (1, shaded(colour, 0.5)),
                                  start=(0.35, 0), end=(0.6, 1))),
        ellipse(271, -137, 7, 15, shaded(colour, 0.5), transform="rotate(14 271 -137)"),
        ellipse(271, -137, 3, 7, "#0f0d0e", transform="rotate(14 271 -137)"),
        path(spout, sheet.linear((0, lit(colour, 0.42)), (0.55, colour), (1, shaded(colour, 0.5)), end=(0.7, 1))),
        path(TEAPOT.body(), skin),
        ridges(sheet, TEAPOT, (34, 52, 70, 88, 106), lit(colour, 0.5), strength=0.22),
        gleam(sheet, TEAPOT, 24, 128, angle=-46, width=14, strength=0.3),
        ellipse(-182, -151, 10, 4.6, shaded(colour, 0.75), transform="rotate(40 -182 -151)"),
        path(TEAPOT.mouth(), shaded(colour, 0.55)),
        at(0, TEAPOT.level(147), teapot_lid(sheet, colour)),
    )  # fmt: skip


def teapot_lid(sheet: Sheet, colour: str) -> str:
    lid = _TEAPOT_LID
    return group(
        path(lid.body(), turned(sheet, colour, gloss=0.5, depth=0.45)),
        line(lid.arc(2, -88, 88), lit(colour, 0.6), 1.6, opacity=0.5),
        path(lid.mouth(), lit(colour, 0.25)),
        circle(36, -26, 3, shaded(colour, 0.7)),
    )


CHOKO = Vessel(((70, 0), (74, 6), (82, 40), (92, 100), (102, 158)))


def choko(sheet: Sheet, pattern: str) -> str:
    """A straight porcelain cup painted in blue: `straw`, `net`, `waves` or `plain`."""
    cup, white, blue = CHOKO, "#f4f1ea", AI
    painted = {"straw": _straw, "net": _net, "waves": _waves}
    return group(
        standing(sheet, cup),
        path(cup.body(), turned(sheet, white, gloss=0.3, depth=0.24)),
        painted[pattern](cup, blue) if pattern in painted else "",
        line(cup.arc(7), blue, 2.4, opacity=0.8),
        line(cup.arc(13), blue, 1.2, opacity=0.7),
        path(cup.body(), sheet.linear((0, "#2a2233", 0.12), (0.2, "#ffffff", 0.1), (0.55, "#2a2233", 0), (0.9, "#2a2233", 0.26), (1, "#2a2233", 0.16))),
        gleam(sheet, cup, 20, 150, angle=-52, width=10, strength=0.6),
        path(cup.mouth(), "#d9d5cb"),
        path(cup.mouth(4), hollow(sheet, white)),
        line(cup.arc(157), blue, 2, opacity=0.55),
        rim_light(cup, white, 2.5),
    )  # fmt: skip


def _straw(cup: Vessel, blue: str) -> str:
    fine = "".join(cup.wall(angle, 18, 152, 3) for angle in range(-72, 73, 24))
    wide = "".join(cup.wall(angle, 18, 152, 3) for angle in range(-84, 85, 24))
    return line(fine, blue, 2, opacity=0.8) + line(wide, blue, 6.5, opacity=0.85)


def _net(cup: Vessel, blue: str) -> str:
    rows, columns = 7, 15
    lines = []
    for row in range(rows):
        points = []
        for column in range(columns * 2 + 1):
            angle = -90 + 180 * column / (columns * 2)
            swing = 11 if (column + row) % 2 else -11
            points.append(cup.point(angle, 27 + row * 19 + swing))
        lines.append(smooth(*points))
    return line("".join(lines), blue, 2, opacity=0.85)


def _waves(cup: Vessel, blue: str) -> str:
    arcs = []
    for row in range(7):
        for column in range(-5, 6):
            centre = column * 17 + (8.5 if row % 2 else 0)
            for size in (8.2, 5, 2):
                points = [(centre + size * cos(turn), 20 + row * 19 + size * 2 * sin(turn)) for turn in (0, 0.8, pi / 2, 2.3, pi)]
                if all(abs(angle) <= 90 for angle, _ in points):
                    arcs.append(smooth(*(cup.point(angle, h) for angle, h in points)))
    return line("".join(arcs), blue, 1.7, opacity=0.85)


KATAKUCHI = Vessel(((74, 0), (76, 14), (110, 40), (150, 88), (166, 150)), tilt=0.34)


def spouted_bowl(sheet: Sheet) -> str:
    """The Oribe bowl: green poured over the left, a blade of grass on the white."""
    bowl, slip, green = KATAKUCHI, "#ece3cf", "#2f5d43"
    lip = bowl.level(bowl.height)
    spout = joined(
        [(-150, lip - 22), (-186, lip - 20), (-226, lip - 12)],
        [(-226, lip - 12), (-206, lip + 26), (-176, lip + 54), (-142, lip + 74)],
    )
    channel = joined(
        [(-128, lip - 36), (-168, lip - 24), (-222, lip - 12)],
        [(-222, lip - 12), (-186, lip + 10), (-150, lip + 26)],
    )
    pour = joined(
        [bowl.point(-90, h) for h in (20, 60, 110, 150)],
        [bowl.point(a, 150) for a in (-90, -70, -50, -30, -12)],
        [bowl.point(-12, 150), bowl.point(-18, 110), bowl.point(-26, 84), bowl.point(-33, 56), bowl.point(-41, 54),
         bowl.point(-46, 82), bowl.point(-54, 74), bowl.point(-62, 38), bowl.point(-71, 34), bowl.point(-78, 60), bowl.point(-90, 20)],
    )  # fmt: skip
    grass = [[(30, 30), (26, 74), (32, 108), (46, 128)], [(28, 34), (20, 66), (9, 84), (-4, 88)],
             [(32, 36), (38, 62), (50, 80), (62, 82)]]  # fmt: skip
    return group(
        standing(sheet, bowl),
        path(spout, sheet.linear((0, lit(green, 0.25)), (1, shaded(green, 0.4)), end=(0.6, 1))),
        path(bowl.body(), turned(sheet, slip, gloss=0.25, depth=0.36)),
        path(bowl.band(0, 13), turned(sheet, "#a5805d", gloss=0.2)),
        group(
            path(pour, sheet.linear((0, shaded(green, 0.1)), (0.4, lit(green, 0.3)), (1, green))),
            path(pour, sheet.down((0, "#8fae86", 0.5), (0.4, green, 0), (1, "#15231d", 0.6))),
            clip_path=sheet.clip(bowl.body()),
        ),
        *(line(smooth(*(bowl.point(a, h) for a, h in blade)), "#5a4030", 4 - n * 0.6, opacity=0.8) for n, blade in enumerate(grass)),
        gleam(sheet, bowl, 60, 142, angle=-52, width=9, strength=0.4),
        path(bowl.mouth(), "#a5805d"),
        path(bowl.mouth(4), hollow(sheet, lit(slip, 0.1))),
        group(
            path(oval(-120, lip, 108, 70), sheet.linear((0, shaded(green, 0.3)), (0.6, green), (1, lit(green, 0.2)))),
            path(oval(-46, lip + 34, 40, 22), green),
            ellipse(30, lip + 26, 104, 26, shaded(slip, 0.16), opacity=0.4),
            clip_path=sheet.clip(bowl.mouth(5)),
        ),
        rim_light(bowl, "#b39263", 2.4),
        path(channel, sheet.linear((0, shaded(green, 0.1)), (1, shaded(green, 0.42)))),
        line(smooth((-126, lip - 37), (-168, lip - 25), (-224, lip - 12)), "#c2b088", 2.6, opacity=0.8),
        line(smooth((-224, lip - 12), (-186, lip + 10), (-152, lip + 25)), "#c2b088", 2.6, opacity=0.9),
    )  # fmt: skip


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
        at(0, top - 2,
           path(lid.body(), turned(sheet, amber, gloss=0.45, depth=0.5)),
           path(lid.band(0, 11), turned(sheet, shaded(amber, 0.25), gloss=0.4)),
           ridges(sheet, lid, (26, 40, 52), lit(amber, 0.7)),
           gleam(sheet, lid, 16, 54, angle=-42, width=16, strength=0.45),
           ellipse(0, lid.level(70), 40, 12, shaded(amber, 0.4), opacity=0.6),
           circle(92, lid.level(50), 5, shaded(amber, 0.8)),
           at(0, lid.level(69),
              path(_DONABE_KNOB.body(), turned(sheet, amber, gloss=0.5, depth=0.5)),
              path(_DONABE_KNOB.mouth(), lit(amber, 0.2)),
              path(_DONABE_KNOB.mouth(6), shaded(amber, 0.28)))),
    )  # fmt: skip


def bean_plate(sheet: Sheet, shape: str, glaze: str) -> str:
    """A palm-sized plate from above, in one of six shapes, about 190 across."""
    outline = _BEAN_SHAPES[shape](92)
    kept = sheet.shape(outline)
    edge = mix(glaze, "#e6d6ba", 0.55)
    well = sheet.linear((0, shaded(glaze, 0.2)), (0.5, glaze), (1, lit(glaze, 0.3)), end=(1, 1))
    wall = sheet.linear((0, lit(glaze, 0.55)), (0.5, lit(glaze, 0.12)), (1, shaded(glaze, 0.16)), end=(1, 1))
    return group(
        group(use(kept, _DARK, opacity=0.36, filter=sheet.blur(6)), transform="translate(9 7)"),
        group(
            use(kept, well),
            use(kept, "none", stroke=wall, stroke_width=34),
            use(kept, "none", stroke=edge, stroke_width=5),
            clip_path=sheet.clip_to(kept),
        ),
    )


def _plum(r: float) -> str:
    lobes = [p for n in range(5) for p in _lobe(n * 72, r)]
    return blob(*lobes)


def _lobe(turn: float, r: float) -> list[tuple[float, float]]:
    shape = ((-33, 0.76), (-20, 0.97), (0, 1.04), (20, 0.97), (33, 0.76))
    return [(r * far * sin(radians(turn + aside)), -r * far * cos(radians(turn + aside))) for aside, far in shape]


def _fan(r: float) -> str:
    top = [(r * 1.55 * sin(radians(a)), r * 0.86 - r * 1.62 * cos(radians(a))) for a in range(-46, 47, 23)]
    foot = [(r * 0.42 * sin(radians(a)), r * 0.86 - r * 0.36 * cos(radians(a))) for a in (46, 0, -46)]
    return joined(top, foot)


def _gourd(r: float) -> str:
    half = ((0.26, -1), (0.52, -0.78), (0.5, -0.46), (0.3, -0.24), (0.58, -0.04), (0.78, 0.36), (0.62, 0.8), (0.24, 0.98))
    right = [(r * x, r * y) for x, y in half]
    return blob(*right, *[(-x, y) for x, y in reversed(right)])


def _moon(r: float) -> str:
    outer = [(r * 1.04 * sin(radians(a)), -r * 1.04 * cos(radians(a))) for a in range(48, 331, 24)]
    inner = [(r * 0.42 + r * 0.56 * sin(radians(a)), -r * 0.2 - r * 0.56 * cos(radians(a))) for a in (334, 290, 245, 200, 155, 110, 84)]
    return joined(outer, inner)


def _leaf(r: float) -> str:
    return joined(
        [(-r * 0.86, r * 0.7), (-r * 0.7, -r * 0.1), (-r * 0.1, -r * 0.7), (r * 0.98, -r * 0.86)],
        [(r * 0.98, -r * 0.86), (r * 0.86, 0.1 * r), (r * 0.2, r * 0.68), (-r * 0.86, r * 0.7)],
    )


def _square(r: float) -> str:
    a, b = r * 0.9, r * 0.52
    return rounded([(-b, -a), (b, -a), (a, -b), (a, b), (b, a), (-b, a), (-a, b), (-a, -b)], 8)


_BEAN_SHAPES = {"plum": _plum, "fan": _fan, "gourd": _gourd, "moon": _moon, "leaf": _leaf, "square": _square}
