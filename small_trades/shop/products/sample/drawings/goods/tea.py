"""Tea and what it is drunk from."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    oval,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods.pottery import Mark, liquid
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    hollow,
    lying,
    rim_light,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import HINOKI, KIRI, MATCHA, SUMI, lit, mix, shaded
from small_trades.shop.products.sample.drawings.plants import leaf_mark
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, path, rect
from small_trades.shop.products.sample.drawings.vessel import Vessel


def bag(sheet: Sheet, colour: str, emblem: str) -> str:
    """A paper tea bag with a folded top, a cord and a cream label; 230 wide and 330 high."""
    pack = Block(230, 96, 270, turn=20, tilt=0.24)
    left, right = pack.at(-115, 48, 270), pack.at(115, 48, 270)
    back_left, back_right = pack.at(-115, -48, 270), pack.at(115, -48, 270)
    ridge_left, ridge_right = pack.at(-112, 0, 316), pack.at(112, 0, 316)
    roll = [ridge_left, ridge_right, pack.at(113, 12, 344), pack.at(-113, 12, 344)]
    label = sheet.linear((0, "#fffdf6"), (1, "#eadfc8"), end=(1, 1))
    side = sheet.linear((0, shaded(colour, 0.34)), (0.5, shaded(colour, 0.46)), (1, shaded(colour, 0.28)))
    return group(
        pack.shadow(sheet),
        pack.front(rect(0, 0, 230, 270, sheet.linear((0, lit(colour, 0.2)), (0.7, colour), (1, shaded(colour, 0.12))))),
        pack.side(rect(0, 0, 96, 270, side), path(polygon([(0, 270), (48, 214), (96, 270)]), shaded(colour, 0.2)),
                  line(polyline([(48, 0), (48, 214)]), shaded(colour, 0.5), 1.5)),
        path(polygon([right, back_right, ridge_right]), shaded(colour, 0.42)),
        path(polygon([left, right, ridge_right, ridge_left]), sheet.down((0, lit(colour, 0.34)), (1, lit(colour, 0.06)))),
        path(polygon(roll), sheet.down((0, lit(colour, 0.3)), (1, shaded(colour, 0.16)))),
        line(polyline([ridge_left, ridge_right]), shaded(colour, 0.5), 2, opacity=0.6),
        path(polygon([back_left, back_left, left]), "none"),
        pack.front(
            rect(52, 34, 126, 190, shaded(colour, 0.4), opacity=0.5, transform="translate(3 4)"),
            rect(52, 34, 126, 190, label),
            rect(60, 42, 110, 174, "none", stroke=emblem, stroke_width=1.6, opacity=0.6),
            circle(115, 112, 42, emblem),
            at(115, 112, leaf_mark("#f2ead6", 50)),
            *(rect(107 - 5 * n, 176 + 12 * n, 16 + 10 * n, 3.4, emblem, opacity=0.55) for n in range(3)),
        ),
    )  # fmt: skip


def heap(sheet: Sheet, seed: str, colours: tuple[str, ...], *, width: float = 150, height: float = 52, count: int = 190,
         length: float = 20, thick: float = 3.6) -> str:  # fmt: skip
    """A little hill of dry leaf or stems."""
    fall = chance(seed)
    marks: dict[str, list[Mark]] = {colour: [] for colour in colours}
    for n in range(count):
        x = fall.uniform(-1, 1) ** 3 * 0.4 + fall.uniform(-0.62, 0.62)
        top = (1 - min(1, abs(x)) ** 1.5) * height
        y = -fall.uniform(0, 1) * top + fall.uniform(-2, 8)
        turn, far = fall.uniform(0, pi), length * fall.uniform(0.5, 1)
        marks[colours[n % len(colours)]].append(((x * width, y), (far * cos(turn), far * sin(turn) * 0.55)))
    return group(
        contact(sheet, 8, 8, width * 0.98, 20, 0.4),
        path(blob((-width * 0.86, 8), (-width * 0.4, -height * 0.66), (0, -height * 0.9), (width * 0.4, -height * 0.66),
                  (width * 0.86, 8), (0, 20)), shaded(colours[0], 0.4)),
        *(line(dashes(found), colour, thick) for colour, found in marks.items()),
    )  # fmt: skip


def scoop(sheet: Sheet) -> str:
    """A wooden scoop lying on the table, its bowl at the origin and its handle to the right."""
    wood = "#b98a58"
    return group(
        lying(sheet, blob((-90, -6), (0, 34), (86, 14), (230, -26), (230, -44), (80, -18), (0, -34)), lift=10, strength=0.4),
        path(joined([(66, -12), (150, -26), (246, -52)], [(246, -52), (258, -44), (250, -32)], [(250, -32), (150, 0), (66, 18)]),
             sheet.down((0, lit(wood, 0.4)), (1, shaded(wood, 0.3)))),
        path(oval(0, 4, 96, 42), shaded(wood, 0.35)),
        path(oval(0, 0, 96, 40), sheet.linear((0, lit(wood, 0.4)), (1, shaded(wood, 0.1)), end=(1, 1))),
        path(oval(0, 2, 84, 32), sheet.linear((0, shaded(wood, 0.45)), (1, wood), end=(1, 0.6))),
    )  # fmt: skip


SMALL_CUP = Vessel(((48, 0), (50, 8), (66, 14), (98, 46), (112, 96)), tilt=0.3)
_SAUCER = Vessel(((84, 0), (100, 6), (176, 22)), tilt=0.3)


def gyokuro_cup(sheet: Sheet) -> str:
    """A small white cup of pale tea on a dark saucer."""
    cup, wood = SMALL_CUP, "#4a3a31"
    return group(
        standing(sheet, _SAUCER, to=26),
        path(_SAUCER.whole(), turned(sheet, wood, gloss=0.4)),
        path(_SAUCER.mouth(4), sheet.linear((0, lit(wood, 0.35)), (1, shaded(wood, 0.25)))),
        path(_SAUCER.mouth(62), shaded(wood, 0.3)),
        at(0, -16,
           ellipse(26, 4, 90, 22, "#140f12", opacity=0.5, filter=sheet.blur(6)),
           path(cup.body(), turned(sheet, "#f6f3ec", gloss=0.3, depth=0.26)),
           line(cup.arc(7), "#c9c4b8", 2, opacity=0.7),
           gleam(sheet, cup, 26, 92, angle=-50, width=12, strength=0.8),
           path(cup.mouth(), "#e2ded4"),
           path(cup.mouth(4), hollow(sheet, "#f4f1ea")),
           liquid(sheet, cup, "#c9c769", drop=22, inset=2),
           rim_light(cup, "#ffffff", 2.5)),
    )  # fmt: skip


def drop(sheet: Sheet, colour: str) -> str:
    """A falling drop, its middle at the origin."""
    outline = joined([(0, -40), (-8, -16), (-19, 4), (-14, 22), (0, 28)], [(0, 28), (14, 22), (19, 4), (8, -16), (0, -40)])
    return group(
        path(outline, sheet.linear((0, lit(colour, 0.6)), (0.6, colour), (1, shaded(colour, 0.2)), end=(1, 1))),
        ellipse(-7, 6, 3, 8, "#ffffff", opacity=0.8, transform="rotate(12 -7 6)"),
    )


CHAWAN = Vessel(((66, 0), (68, 14), (120, 30), (158, 76), (164, 128), (160, 180)), tilt=0.36)


def matcha_bowl(sheet: Sheet) -> str:
    """A dark bowl of whisked matcha, seen a little from above."""
    bowl, black = CHAWAN, "#37302f"
    fall = chance("foam")
    y = bowl.level(bowl.height - 34)
    foam = []
    for _ in range(46):
        turn, far = fall.uniform(0, 2 * pi), fall.uniform(0, 1) ** 0.5
        foam.append(circle(far * 132 * cos(turn), y + far * 44 * sin(turn), fall.uniform(1.5, 5), "#dfe3a8",
                           opacity=0.55))  # fmt: skip
    return group(
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, black, gloss=0.5, depth=0.5)),
        path(bowl.band(0, 13), turned(sheet, "#9b7a5b", gloss=0.3)),
        path(blob(*(bowl.point(a, h) for a, h in ((-60, 170), (-30, 150), (-5, 110), (15, 84), (38, 100), (60, 140), (70, 172), (10, 178)))),
             sheet.down((0, "#7d6a52", 0.75), (1, "#7d6a52", 0))),
        gleam(sheet, bowl, 56, 168, angle=-50, width=11, strength=0.4),
        path(bowl.mouth(), "#6f5f4f"),
        path(bowl.mouth(6), hollow(sheet, "#4a413d")),
        group(
            ellipse(0, y, 150, 54, sheet.linear((0, shaded(MATCHA, 0.25)), (0.5, "#9bab4e"), (1, "#c3cc7c"))),
            ellipse(-10, y - 4, 116, 38, "#b9c56c", opacity=0.6),
            *foam,
            clip_path=sheet.clip(bowl.mouth(7)),
        ),
        rim_light(bowl, "#7d6a55", 2.4),
    )  # fmt: skip


def whisk(sheet: Sheet) -> str:
    """A bamboo whisk standing on its handle, 260 high."""
    bamboo = "#dcbf86"
    handle = Vessel(((38, 0), (38, 60), (36, 104)), tilt=0.3)
    tines = []
    for n in range(-12, 13):
        x = n / 12
        tines.append(smooth((x * 34, -102), (x * 66, -150), (x * 78, -196), (x * 70, -236)))
    inner = "".join(smooth((n * 4.0, -104), (n * 5, -150), (n * 4.4, -214)) for n in range(-6, 7))
    return group(
        standing(sheet, handle, to=200),
        line(inner, shaded(bamboo, 0.3), 2.4),
        path(blob((-34, -100), (-66, -150), (-76, -196), (-70, -238), (0, -250), (70, -238), (76, -196), (66, -150), (34, -100)),
             sheet.linear((0, shaded(bamboo, 0.05), 0.75), (0.3, lit(bamboo, 0.3), 0.75), (1, shaded(bamboo, 0.4), 0.85))),
        line("".join(tines), lit(bamboo, 0.3), 2, opacity=0.9),
        line("".join(tines[1::2]), shaded(bamboo, 0.35), 1.4, opacity=0.6),
        path(handle.body(), turned(sheet, bamboo, gloss=0.35)),
        *(line(handle.arc(h), SUMI, 2.6, opacity=0.75) for h in (88, 94, 100)),
        line(handle.arc(40), shaded(bamboo, 0.4), 2, opacity=0.5),
    )  # fmt: skip


def tin(sheet: Sheet, colour: str) -> str:
    """A small tin in washi with a pale lid line; 130 wide."""
    can = Vessel(((66, 0), (66, 60), (66, 120)), tilt=0.3)
    return group(
        standing(sheet, can),
        path(can.body(), turned(sheet, colour, gloss=0.3)),
        path(can.band(84, 88), shaded(colour, 0.4), opacity=0.6),
        path(can.patch(-30, 26, 18, 74), "#f4ecd9", opacity=0.95),
        at(-2, can.level(44) + 18, leaf_mark(colour, 34)),
        gleam(sheet, can, 8, 114, angle=-56, width=9, strength=0.4),
        path(can.mouth(), lit(colour, 0.3)),
        path(can.mouth(4), sheet.linear((0, lit(colour, 0.5)), (1, lit(colour, 0.1)), end=(1, 1))),
    )


GLASS = Vessel(((78, 0), (82, 8), (90, 120), (100, 268)), tilt=0.24)


def iced_tea(sheet: Sheet) -> str:
    """A tall glass of green tea with three pieces of ice."""
    glass, tea = GLASS, "#b5bd58"
    top = glass.level(226)
    ice = []
    for x, y, turn, size in ((-34, top + 8, 14, 54), (30, top + 2, -20, 58), (2, top + 44, 34, 50)):
        ice.append(
            at(x, y, rect(-size / 2, -size / 2, size, size, sheet.linear((0, "#ffffff", 0.85), (1, "#e9f0d8", 0.35), end=(1, 1)),
                          rx=8, stroke="#ffffff", stroke_width=2, stroke_opacity=0.7), turn=turn)
        )  # fmt: skip
    r = glass.radius(226)
    return group(
        cast(sheet, glass.shadow(), 0.18),
        path(oval(120, 14, 60, 12), "#cdd67c", opacity=0.5, filter=sheet.blur(8)),
        contact(sheet, 3, 6, 82, 22, 0.3),
        path(glass.body(), sheet.linear((0, "#ffffff", 0.7), (0.2, "#ffffff", 0.25), (0.8, "#ffffff", 0.2), (1, "#dfe6df", 0.6))),
        path(glass.band(14, 226), sheet.linear((0, shaded(tea, 0.12), 0.9), (0.3, lit(tea, 0.4), 0.85), (0.7, tea, 0.9), (1, shaded(tea, 0.22), 0.9))),
        ellipse(0, top, r, r * 0.24, lit(tea, 0.4), opacity=0.95),
        group(*ice, clip_path=sheet.clip(glass.body())),
        path(glass.band(0, 14), sheet.linear((0, "#ffffff", 0.8), (0.5, "#c8d3b4", 0.7), (1, "#ffffff", 0.6))),
        gleam(sheet, glass, 20, 256, angle=-54, width=10, strength=0.75),
        gleam(sheet, glass, 40, 240, angle=58, width=6, strength=0.4),
        path(glass.mouth(), stroke="#ffffff", stroke_width=3, opacity=0.9),
        path(glass.mouth(2), stroke="#aab5a6", stroke_width=1.2, opacity=0.6),
    )  # fmt: skip


def tea_pyramid(sheet: Sheet) -> str:
    """A pyramid tea bag with its string and tag."""
    fall = chance("pyramid")
    leaves = dashes(((fall.uniform(-52, 56), fall.uniform(-34, 6)), (fall.uniform(-12, 12), fall.uniform(-6, 6))) for _ in range(46))
    return group(
        lying(sheet, polygon([(-84, 14), (96, 12), (60, 34), (-40, 36)]), lift=8, strength=0.4),
        line(smooth((4, -112), (40, -150), (96, -132), (112, -70), (132, -22)), "#d3c7aa", 2.6),
        group(path(polygon([(-78, 16), (8, -112), (26, 34)]), sheet.linear((0, "#ffffff", 0.95), (1, "#d9dfc4", 0.95))),
              path(polygon([(26, 34), (8, -112), (90, 8)]), sheet.linear((0, "#bfc8a4", 0.95), (1, "#d6dcc0", 0.95)))),
        line(leaves, "#4f6b3c", 4.2, clip_path=sheet.clip(polygon([(-74, 14), (-30, -40), (56, -40), (86, 8), (26, 32)])), opacity=0.85),
        line(polyline([(8, -112), (26, 34)]), "#ffffff", 2, opacity=0.8),
        at(136, -4, rect(-20, -24, 44, 54, "#f6efdf", rx=2), circle(2, -14, 3, "#b9ad94"),
           at(2, 6, leaf_mark("#6d8246", 24)), turn=14),
    )  # fmt: skip


def rice_dish(sheet: Sheet, r: float = 290) -> str:
    """A white dish from above: popped rice, black beans and leaf, a third each."""
    fall = chance("genmai")
    parts = [
        path(oval(0, 0, r * 0.4, r * 0.27), colour, transform=f"rotate({turn}) translate({r * 0.44:.0f} 0)")
        for turn, colour in ((-30, "#c9a263"), (58, "#3a3034"), (180, "#4a6340"))
    ]
    places = {"rice": (-30, 90), "bean": (90, 210), "leaf": (210, 330)}
    found: dict[str, list[tuple[float, float]]] = {}
    for kind, (start, end) in places.items():
        spots = []
        for _ in range({"rice": 150, "bean": 74, "leaf": 190}[kind]):
            turn, far = fall.uniform(start + 5, end - 5) / 180 * pi, (0.06 + 0.94 * fall.uniform(0, 1)) ** 0.5 * r * 0.8
            spots.append((far * sin(turn), -far * cos(turn)))
        found[kind] = spots
    rice = found["rice"]
    parts.append(line(dashes((p, (fall.uniform(-9, 9), fall.uniform(-9, 9))) for p in rice[:110]), "#b98f52", 9))
    parts.append(line(dashes((p, (fall.uniform(-7, 7), fall.uniform(-7, 7))) for p in rice[50:130]), "#d9b273", 7))
    for x, y in rice[126:150]:
        parts.append(line(dashes(((x, y), (fall.uniform(-8, 8), fall.uniform(-8, 8))) for _ in range(3)), "#fffaf0", 12))
    leaves = found["leaf"]
    for n, colour in enumerate(("#2f4a34", "#4c6a3d", "#7a8c4a")):
        parts.append(line(dashes((p, (fall.uniform(-22, 22), fall.uniform(-22, 22))) for p in leaves[n::3]), colour, 4.6))
    parts.append(line(dashes((p, (0.1, 0)) for p in found["bean"]), "#2a2327", 32))
    parts.append(line(dashes(((x - 5, y - 6), (4, -2)) for x, y in found["bean"]), "#8b828c", 4, opacity=0.75))
    return group(
        lying(sheet, oval(0, 0, r, r), lift=20, strength=0.34),
        circle(0, 0, r, sheet.linear((0, "#ffffff"), (1, "#cfc9bc"), end=(1, 1))),
        circle(0, 0, r * 0.92, sheet.linear((0, "#cfc9bc"), (0.5, "#efebe1"), (1, "#ffffff"), end=(1, 1))),
        *parts,
    )


def tea_chest(sheet: Sheet) -> str:
    """The paulownia box from above, its lid laid behind, five packets in five colours inside."""
    wood = KIRI
    grain = "".join(polyline([(-284, y), (284, y + 3)]) for y in range(-150, 160, 24))
    packets = []
    for n, colour in enumerate(("#5e7a49", "#9db46a", "#a5673c", "#c9a75c", "#8a3f34")):
        x = -226 + n * 113
        packets.append(at(
            x, 0,
            rect(-48, -112, 100, 236, "#3b2c20", opacity=0.3, filter=sheet.blur(5)),
            rect(-50, -118, 100, 236, sheet.linear((0, lit(colour, 0.25)), (1, shaded(colour, 0.12)), end=(1, 0.6))),
            path(polygon([(-50, -118), (50, -118), (50, -76), (0, -58), (-50, -76)]), shaded(colour, 0.14)),
            path(polygon([(-50, -118), (50, -118), (50, -80), (0, -63), (-50, -80)]), lit(colour, 0.16)),
            circle(0, 22, 30, "#f6eedb"),
            at(0, 22, leaf_mark(colour, 36)),
            *(rect(-16 + 3 * m, 70 + 11 * m, 32 - 6 * m, 3, "#f6eedb", opacity=0.7) for m in range(2)),
        ))  # fmt: skip
    outline = polygon([(-306, -168), (306, -168), (306, 168), (-306, 168)])
    lid = group(
        lying(sheet, outline, lift=16, strength=0.34),
        rect(-306, -168, 612, 336, sheet.linear((0, lit(wood, 0.4)), (1, shaded(wood, 0.14)), end=(1, 1)), rx=3),
        line(grain, shaded(wood, 0.3), 1.6, opacity=0.35),
    )
    return group(
        at(60, -210, lid, turn=-9),
        lying(sheet, outline, lift=24, strength=0.4),
        rect(-306, -168, 612, 336, sheet.linear((0, lit(wood, 0.45)), (1, shaded(wood, 0.2)), end=(1, 1)), rx=3),
        rect(-288, -150, 576, 300, sheet.linear((0, shaded(wood, 0.5)), (0.4, shaded(wood, 0.28)), (1, mix(wood, HINOKI, 0.5)), end=(1, 1))),
        *packets,
    )  # fmt: skip
