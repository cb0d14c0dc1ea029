"""Incense, what holds it, and sachets."""

from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import blob, joined, polygon, polyline, ring, smooth
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    smoke,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import KIRI, SHINCHU, lit, shaded
from small_trades.shop.products.sample.drawings.plants import pine
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
    use,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#1c1926"


def stick_box(sheet: Sheet) -> str:
    """An open paulownia box of incense, 400 wide, its lid leaning behind."""
    box = Block(400, 118, 52, turn=14, tilt=0.46)
    inside = sheet.linear(
        (0, shaded(KIRI, 0.62)), (0.6, shaded(KIRI, 0.4)), (1, shaded(KIRI, 0.3)), end=(0, 1)
    )
    sticks = []
    for n in range(13):
        y = 16 + n * 6.6
        sticks.append(
            line(
                polyline([(18 + (n % 3) * 3, y), (382 - (n * 5) % 7, y)]),
                ("#6c5138", "#7d6144", "#5d452f")[n % 3],
                6.2,
            )
        )
    band = sheet.down((0, "#fbf6e8"), (1, "#d9cfb6"))
    return group(
        box.shadow(sheet, 0.36),
        box.plain(sheet, KIRI, contrast=1.1),
        box.front(
            *(
                line(polyline([(0, y), (400, y + 1.5)]), shaded(KIRI, 0.3), 1, opacity=0.3)
                for y in (12, 24, 33, 44)
            )
        ),
        box.top(
            rect(9, 9, 382, 100, inside),
            *sticks,
            rect(150, 10, 74, 98, band),
            rect(156, 10, 62, 98, "none", stroke="#8f4a3a", stroke_width=1.4, opacity=0.6),
            at(187, 66, pine("#3b5f49", 26)),
            line(polyline([(9, 9), (391, 9)]), _DARK, 5, opacity=0.35),
        ),
    )


def lit_stick(sheet: Sheet, height: float = 250, *, lean: float = 0.06, colour: str = "#6c5138") -> str:
    """A burning stick from the origin upwards, its smoke above."""
    tip = (height * lean, -height)
    return group(
        line(polyline([(0, 0), tip]), shaded(colour, 0.2), 6),
        line(polyline([(-1.4, 0), (tip[0] - 1.4, tip[1])]), lit(colour, 0.4), 1.8, opacity=0.7),
        line(polyline([(tip[0] * 0.95, tip[1] * 0.95), tip]), "#9a948c", 6.4),
        circle(tip[0], tip[1] * 0.95, 4, "#e2653a"),
        circle(tip[0], tip[1] * 0.95, 12, "#e2653a", opacity=0.3, filter=sheet.blur(4)),
        smoke(sheet, tip[0], tip[1] - 4, height * 1.25),
    )


def cube_holder(sheet: Sheet) -> str:
    """A small dark stone holder for one stick; its hole is at the origin."""
    cube = Block(74, 74, 50, turn=30, tilt=0.46)
    return at(
        0,
        44,
        cube.shadow(sheet, 0.4),
        cube.plain(sheet, "#4a4a50"),
        cube.top(circle(37, 37, 7, "#17161a")),
    )


def tube(sheet: Sheet, colour: str, motif: str, *, height: float = 230) -> str:
    """A paper tube with a cap; `motif` is hinoki, sandalwood or plum."""
    can = Vessel(((46, 0), (46, height / 2), (46, height)), tilt=0.26)
    ink = shaded(colour, 0.45)
    return group(
        standing(sheet, can),
        path(can.body(), turned(sheet, colour, gloss=0.3, depth=0.3)),
        path(can.band(height * 0.74, height * 0.755), ink, opacity=0.7),
        path(can.patch(-46, 40, height * 0.12, height * 0.58), "#faf4e4"),
        at(-2, can.level(height * 0.35) + 11, _motif(motif, ink)),
        gleam(sheet, can, 8, height - 6, angle=-56, width=10, strength=0.4),
        path(can.mouth(), lit(colour, 0.3)),
        path(can.mouth(3), sheet.linear((0, lit(colour, 0.5)), (1, lit(colour, 0.12)), end=(1, 1))),
    )


def _motif(motif: str, ink: str) -> str:
    if motif == "plum":
        petals = "".join(circle(x, y, 10, ink) for x, y in ring(0, 0, 12, 5))
        return petals + circle(0, 0, 5, "#faf4e4")
    if motif == "sandalwood":
        return "".join(
            ellipse(0, 0, 24 * s, 24 * s, "none", stroke=ink, stroke_width=2.6) for s in (1, 0.68, 0.36)
        )
    return at(0, 16, pine(ink, 34))


def short_sticks(colours: tuple[str, ...]) -> str:
    """A few short sticks lying on the table."""
    marks = ((-60, 0, 60, -10), (-44, 12, 78, 8), (-70, 20, 50, 24))
    return group(
        *(
            line(polyline([(x0 + 3, y0 + 5), (x1 + 3, y1 + 5)]), _DARK, 6, opacity=0.22)
            for x0, y0, x1, y1 in marks
        ),
        *(
            line(polyline([(x0, y0), (x1, y1)]), colour, 6.4)
            for (x0, y0, x1, y1), colour in zip(marks, colours, strict=True)
        ),
    )


def sachet(sheet: Sheet, fill: str, colour: str, cord: str) -> str:
    """A small drawstring bag of crepe standing on the table, 210 wide and 300 high."""
    body = blob(
        (-40, -170),
        (-84, -120),
        (-104, -54),
        (-84, -8),
        (0, 6),
        (84, -8),
        (104, -54),
        (84, -120),
        (40, -170),
        (0, -178),
    )
    frill = joined(
        [(-36, -172), (-60, -206), (-84, -246)],
        [
            (-84, -246),
            (-62, -258),
            (-44, -244),
            (-22, -262),
            (0, -246),
            (24, -262),
            (44, -244),
            (64, -256),
            (84, -244),
        ],
        [(84, -244), (58, -206), (36, -172)],
    )
    creases = [
        ((-30, -168), (-52, -120), (-58, -60)),
        ((-12, -168), (-16, -110), (-12, -40)),
        ((12, -168), (22, -110), (26, -50)),
        ((30, -168), (56, -118), (62, -70)),
    ]
    up = [
        ((-26, -176), (-44, -212), (-52, -244)),
        ((-8, -176), (-10, -214), (-10, -250)),
        ((10, -176), (18, -214), (22, -252)),
        ((26, -176), (44, -212), (52, -244)),
    ]
    shade = sheet.linear((0, _DARK, 0.1), (0.25, "#ffffff", 0.28), (0.55, _DARK, 0), (1, _DARK, 0.42))
    kept, ruff = sheet.shape(body), sheet.shape(frill)
    return group(
        cast(sheet, polygon([(-84, 6), (90, 8), (190, 24), (150, 36), (20, 32)]), 0.3),
        contact(sheet, 2, 2, 88, 14, strength=0.45),
        use(ruff, fill),
        use(ruff, sheet.linear((0, _DARK, 0.25), (0.4, "#ffffff", 0.18), (1, _DARK, 0.4))),
        use(kept, fill),
        use(kept, shade),
        line(
            "".join(smooth(*crease) for crease in (*creases, *up)),
            shaded(colour, 0.5),
            4,
            opacity=0.3,
            filter=sheet.blur(1.6),
        ),
        path(
            blob((-40, -176), (0, -186), (40, -176), (38, -160), (0, -154), (-38, -160)),
            sheet.down((0, lit(cord, 0.3)), (1, shaded(cord, 0.3))),
        ),
        line(
            smooth((-4, -166), (-34, -196), (-70, -182), (-60, -152), (-8, -164))
            + smooth((4, -166), (38, -194), (74, -176), (62, -148), (8, -164)),
            shaded(cord, 0.25),
            8,
        ),
        line(
            smooth((-4, -167), (-34, -197), (-70, -183), (-60, -153), (-8, -165))
            + smooth((4, -167), (38, -195), (74, -177), (62, -149), (8, -165)),
            lit(cord, 0.25),
            4.4,
        ),
        line(smooth((-4, -162), (-22, -126), (-40, -92)) + smooth((6, -162), (22, -122), (28, -86)), cord, 6),
        _tassel(cord, -40, -92),
        _tassel(cord, 28, -86),
        circle(0, -166, 11, lit(cord, 0.12)),
    )


def _tassel(cord: str, x: float, y: float) -> str:
    threads = "".join(polyline([(x, y + 6), (x + side * 8, y + 34)]) for side in (-1, -0.5, 0, 0.5, 1))
    return line(threads, lit(cord, 0.15), 3) + circle(x, y + 4, 6.5, shaded(cord, 0.15))


_DISH = Vessel(((130, 0), (150, 5), (204, 20)), tilt=0.34)


def pebble_holder(sheet: Sheet) -> str:
    """A brass pebble on a black dish, with a burning stick."""
    dish, black, brass = _DISH, "#2f2d33", SHINCHU
    stone = blob((-78, -22), (-66, -56), (-12, -76), (48, -66), (80, -34), (70, -6), (10, 8), (-58, 2))
    ash = polyline([(-104, 4), (-98, 5)]) + polyline([(60, 34), (67, 33)]) + polyline([(96, 18), (100, 20)])
    return group(
        standing(sheet, dish, to=22),
        path(dish.whole(), turned(sheet, black, gloss=0.6, depth=0.5)),
        path(
            dish.mouth(5),
            sheet.linear((0, lit(black, 0.55)), (0.5, black), (1, shaded(black, 0.4)), end=(1, 0.6)),
        ),
        path(dish.mouth(48), sheet.linear((0, shaded(black, 0.35)), (1, lit(black, 0.3)))),
        line(ash, "#a5a09a", 5, opacity=0.8),
        ellipse(26, -12, 92, 24, "#08070a", opacity=0.6, filter=sheet.blur(6)),
        path(
            stone,
            sheet.linear(
                (0, lit(brass, 0.55)),
                (0.35, lit(brass, 0.15)),
                (0.7, shaded(brass, 0.2)),
                (1, shaded(brass, 0.55)),
                end=(0.8, 1),
            ),
        ),
        path(
            blob((-58, -34), (-44, -54), (-12, -64), (4, -58), (-26, -44)),
            "#fff3cf",
            opacity=0.75,
            filter=sheet.blur(3),
        ),
        path(
            blob((66, -22), (70, -12), (30, -2), (6, 0), (40, -10)),
            lit(brass, 0.5),
            opacity=0.5,
            filter=sheet.blur(2),
        ),
        ellipse(4, -68, 7, 3.4, "#4a3614"),
        at(4, -68, lit_stick(sheet, 260, colour="#7b5a3b")),
    )


_CENSER = Vessel(((56, 0), (96, 14), (128, 60), (128, 96), (104, 128), (100, 140), (116, 152)), tilt=0.28)
_CENSER_LID = Vessel(((106, 0), (104, 8), (84, 44), (48, 66), (22, 72)), tilt=0.28)


def censer(sheet: Sheet) -> str:
    """A three-footed celadon censer with a pierced lid."""
    bowl, lid, glaze = _CENSER, _CENSER_LID, "#93b8a4"
    feet = []
    for angle, turned_away in ((180, 0.3), (-58, 0.05), (58, 0.05)):
        x, y = 80 * sin(radians(angle)), 60 * 0.28 * cos(radians(angle))
        out = 10 * sin(radians(angle))
        leg = blob(
            (x - 26, y - 60),
            (x - 24 + out, y - 26),
            (x - 11 + out, y + 6),
            (x - 15 + out * 1.5, y + 22),
            (x + 15 + out * 1.5, y + 22),
            (x + 11 + out, y + 6),
            (x + 24 + out, y - 26),
            (x + 26, y - 60),
        )
        feet.append(path(leg, turned(sheet, shaded(glaze, turned_away), gloss=0.35)))
    holes = []
    for n in range(-3, 4):
        angle = n * 27
        x, y = lid.point(angle, 34)
        wide = 14 * cos(radians(angle)) + 3
        holes.append(path(blob((x - wide, y), (x, y - 11), (x + wide, y), (x, y + 11)), shaded(glaze, 0.7)))
    for n in range(-3, 3):
        x, y = lid.point(n * 27 + 13.5, 54)
        holes.append(ellipse(x, y, 6.5, 5, shaded(glaze, 0.7)))
    crackle = [
        (-70, 60, -56, 80, -44, 70),
        (-30, 34, -18, 52, 0, 46),
        (20, 80, 34, 64, 48, 74),
        (-62, 96, -50, 110, -34, 104),
        (30, 40, 44, 30, 58, 40),
    ]
    return group(
        standing(sheet, Vessel(((92, 0), (120, 60), (128, 150)), tilt=0.28)),
        *feet,
        at(
            0,
            -20,
            path(bowl.body(), turned(sheet, glaze, gloss=0.5, depth=0.4)),
            *(
                line(
                    smooth(bowl.point(a, b), bowl.point(c, d), bowl.point(e, f)),
                    shaded(glaze, 0.3),
                    1,
                    opacity=0.4,
                )
                for a, b, c, d, e, f in crackle
            ),
            line(bowl.arc(118), shaded(glaze, 0.35), 3, opacity=0.5),
            line(bowl.arc(121), lit(glaze, 0.7), 2, opacity=0.6),
            gleam(sheet, bowl, 26, 112, angle=-48, width=15, strength=0.7),
            path(bowl.mouth(), lit(glaze, 0.35)),
            path(bowl.mouth(6), shaded(glaze, 0.5)),
            at(
                0,
                bowl.level(146),
                path(lid.body(), turned(sheet, glaze, gloss=0.55, depth=0.4)),
                *holes,
                gleam(sheet, lid, 10, 60, angle=-44, width=12, strength=0.6),
                at(
                    0,
                    lid.level(70),
                    path(
                        blob((-20, 2), (-24, -16), (0, -34), (24, -16), (20, 2), (0, 8)),
                        turned(sheet, glaze, gloss=0.7, depth=0.45),
                    ),
                    ellipse(-8, -18, 5, 7, "#ffffff", opacity=0.6),
                ),
            ),
        ),
    )
