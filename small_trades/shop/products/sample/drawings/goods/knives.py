"""Blades of Kurose Forge, lying flat with the point to the left, and what they cut."""

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
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import HINOKI, KAKI, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, at, circle, ellipse, group, line, path, rect, use

_STEEL = "#b9bec2"
_DARK = "#1c1a22"


def handle(sheet: Sheet, wood: str, length: float = 250, thick: float = 42, *, ferrule: str = "#2c2524") -> str:
    """An octagonal handle from the origin to the right, three of its faces seen."""
    half = thick / 2
    seam = half * 0.42

    def run(top: float, bottom: float) -> str:
        return polygon([(0, top * 0.86), (length, top), (length, bottom), (0, bottom * 0.86)])

    grain = "".join(smooth((44, y), (length * 0.5, y + 2), (length - 6, y - 1)) for y in (-half * 0.6, -half * 0.2, half * 0.12, half * 0.62))
    return group(
        path(run(-half, -seam), lit(wood, 0.45)), path(run(-seam, seam), wood), path(run(seam, half), shaded(wood, 0.32)),
        line(grain, shaded(wood, 0.3), 1.1, opacity=0.35),
        rect(length - 4, -half, 5, thick, shaded(wood, 0.3), rx=1),
        path(polygon([(0, -half * 0.86), (36, -half * 0.88), (36, -seam), (0, -seam)]), lit(ferrule, 0.5)),
        path(polygon([(0, -seam), (36, -seam), (36, seam), (0, seam)]), ferrule),
        path(polygon([(0, seam), (36, seam), (36, half * 0.88), (0, half * 0.86)]), shaded(ferrule, 0.4)),
    )  # fmt: skip


def santoku(sheet: Sheet) -> str:
    """A hammered santoku: its heel at the origin, 430 of blade to the left, its handle to the right."""
    outline = joined(
        [(8, -52), (-190, -54), (-330, -46), (-400, -14), (-432, 32)],
        [(-432, 32), (-370, 54), (-240, 64), (-90, 66), (2, 62)],
        [(2, 62), (8, 30), (30, 14)],
        [(30, -18), (20, -40), (8, -52)],
    )
    fall = chance("tsuchime")
    dents = []
    for row in range(4):
        for column in range(19):
            x = -8 - column * 21 + (10 if row % 2 else 0) + fall.uniform(-4, 4)
            y = -42 + row * 17 + fall.uniform(-3, 3)
            if x < -372 + (3 - row) * -6 and y < -14:
                continue
            dents.append((x, y))
    line_of_steel = smooth((6, 34), (-90, 38), (-200, 33), (-300, 30), (-370, 32), (-420, 30))
    kept = sheet.shape(outline)
    return group(
        lying(sheet, outline, lift=12, strength=0.4),
        lying(sheet, polygon([(24, -18), (290, -21), (290, 21), (24, 18)]), lift=16, strength=0.38),
        at(30, -2, handle(sheet, "#a9794c", 262)),
        use(kept, sheet.linear((0, lit(_STEEL, 0.3)), (0.5, _STEEL), (1, shaded(_STEEL, 0.3)), end=(0.25, 1))),
        group(
            line(dashes(((x - 1.5, y - 2), (5, 0)) for x, y in dents), "#868d93", 13, opacity=0.45),
            line(dashes(((x + 1, y + 1.4), (5, 0)) for x, y in dents), "#c3c9cd", 11.5, opacity=0.9),
            line(dashes(((x + 1, y + 5), (5, 0)) for x, y in dents), "#f4f6f7", 2.4, opacity=0.7),
            path(joined([(6, 34), (-90, 38), (-200, 33), (-300, 30), (-370, 32), (-440, 30)], [(-440, 30), (-440, 80), (10, 80), (6, 34)]),
                 sheet.linear((0, "#f3f5f6"), (0.5, "#cfd5d9"), (1, "#eef1f2"), end=(1, 0.1))),
            line(line_of_steel, "#8d949a", 1.6, opacity=0.8),
            line(smooth((2, 60), (-90, 64), (-240, 62), (-370, 52), (-430, 32)), "#ffffff", 4, opacity=0.9),
            path(polygon([(-150, -60), (-110, -60), (-170, 80), (-210, 80)]), "#ffffff", opacity=0.22),
            clip_path=sheet.clip_to(kept),
        ),
    )  # fmt: skip


def petty(sheet: Sheet) -> str:
    """A slim blade 300 long, its heel at the origin."""
    outline = joined([(6, -26), (-160, -26), (-260, -12), (-314, 22)], [(-314, 22), (-220, 32), (-90, 34), (0, 32)],
                     [(0, 32), (6, 12), (24, 8)], [(24, -12), (6, -26)])  # fmt: skip
    kept = sheet.shape(outline)
    return group(
        lying(sheet, outline, lift=10, strength=0.4),
        lying(sheet, polygon([(24, -14), (240, -17), (240, 17), (24, 14)]), lift=13, strength=0.38),
        at(24, -2, handle(sheet, "#8d5236", 214, 34, ferrule="#c9c3b4")),
        use(kept, sheet.linear((0, lit(_STEEL, 0.5)), (0.4, _STEEL), (0.6, lit(_STEEL, 0.3)), (1, shaded(_STEEL, 0.25)), end=(0.2, 1))),
        group(
            path(joined([(6, 14), (-150, 16), (-320, 16)], [(-320, 16), (-320, 50), (6, 50), (6, 14)]), "#f1f4f5", opacity=0.8),
            path(polygon([(-110, -40), (-84, -40), (-120, 50), (-146, 50)]), "#ffffff", opacity=0.3),
            clip_path=sheet.clip_to(kept),
        ),
    )  # fmt: skip


def nakiri(sheet: Sheet) -> str:
    """A straight vegetable knife with a black forge skin, 380 of blade."""
    outline = joined([(6, -66), (-180, -68), (-350, -64)], [(-350, -64), (-376, -52), (-384, -20), (-384, 40), (-372, 62)],
                     [(-372, 62), (-200, 70), (0, 70)], [(0, 70), (4, 30), (26, 16)], [(26, -18), (16, -44), (6, -66)])  # fmt: skip
    kept, skin = sheet.shape(outline), "#4b4a4d"
    fall = chance("kurouchi")
    specks = [((fall.uniform(-376, 0), fall.uniform(-64, 22)), (fall.uniform(4, 16), fall.uniform(-2, 2))) for _ in range(90)]
    return group(
        lying(sheet, outline, lift=12, strength=0.42),
        lying(sheet, polygon([(24, -19), (270, -21), (270, 21), (24, 19)]), lift=15, strength=0.38),
        at(26, -2, handle(sheet, "#d8b98a", 250, 42, ferrule="#3a3230")),
        use(kept, sheet.linear((0, lit(skin, 0.45)), (0.4, skin), (1, shaded(skin, 0.3)), end=(0.3, 1))),
        group(
            line(dashes(specks[:45]), "#75747a", 3.4, opacity=0.5), line(dashes(specks[45:]), "#2b2a2d", 4, opacity=0.5),
            path(joined([(10, 28), (-120, 24), (-260, 30), (-400, 24)], [(-400, 24), (-400, 90), (10, 90), (10, 28)]),
                 sheet.linear((0, "#eef1f2"), (0.45, "#c3c9cd"), (0.7, "#f1f3f4"), (1, "#cdd3d6"), end=(1, 0.1))),
            line(smooth((10, 44), (-120, 40), (-260, 46), (-400, 42)), "#9aa1a6", 1.6, opacity=0.9),
            line(polyline([(0, 68), (-380, 66)]), "#ffffff", 4),
            clip_path=sheet.clip_to(kept),
        ),
    )  # fmt: skip


def yanagiba(sheet: Sheet) -> str:
    """A long single-bevelled blade, 560 of it, with mist along the edge."""
    outline = joined([(6, -30), (-250, -30), (-440, -22), (-520, -2), (-566, 34)], [(-566, 34), (-420, 40), (-200, 40), (0, 38)],
                     [(0, 38), (6, 14), (26, 9)], [(26, -14), (6, -30)])  # fmt: skip
    kept = sheet.shape(outline)
    mist = [(6, 8), (-80, 12), (-180, 7), (-280, 13), (-380, 9), (-480, 18), (-570, 26)]
    return group(
        lying(sheet, outline, lift=12, strength=0.5),
        lying(sheet, polygon([(24, -16), (250, -18), (250, 18), (24, 16)]), lift=15, strength=0.45),
        at(26, -2, handle(sheet, "#e0c79c", 232, 38, ferrule="#2a2524")),
        use(kept, sheet.linear((0, "#f0f3f4"), (0.35, "#c2c8cc"), (0.55, "#dfe3e5"), (1, "#aab1b6"), end=(0.12, 1))),
        group(
            line(polyline([(6, -14), (-440, -10), (-530, 4)]), "#8f969b", 1.6, opacity=0.8),
            path(joined(mist, [(-570, 26), (-570, 60), (6, 60), (6, 8)]), "#fafbfb", opacity=0.75),
            line(smooth(*((x, y + 2) for x, y in mist)), "#ffffff", 9, opacity=0.8, filter=sheet.blur(3)),
            path(polygon([(-190, -40), (-150, -40), (-178, 60), (-218, 60)]), "#ffffff", opacity=0.35),
            path(polygon([(-330, -40), (-318, -40), (-346, 60), (-358, 60)]), "#ffffff", opacity=0.3),
            clip_path=sheet.clip_to(kept),
        ),
    )  # fmt: skip


def sheath(sheet: Sheet, wood: str = HINOKI) -> str:
    """The magnolia sheath of the yanagiba, open end at the right, with its pin."""
    outline = joined([(0, -38), (-300, -38), (-480, -28), (-560, 0), (-596, 40)], [(-596, 40), (-560, 52), (-300, 52), (0, 50)], [(0, 50), (0, -38)])
    grain = "".join(smooth((-10, y), (-240, y + 3), (-500, y + 6)) for y in (-24, -8, 6, 22, 38))
    return group(
        lying(sheet, outline, lift=14, strength=0.48),
        path(outline, sheet.linear((0, lit(wood, 0.35)), (0.5, wood), (1, shaded(wood, 0.25)), end=(0.1, 1))),
        line(grain, shaded(wood, 0.3), 1.4, opacity=0.4),
        rect(-9, -38, 9, 88, shaded(wood, 0.45)),
        circle(-60, 10, 9, shaded(wood, 0.4)), circle(-61, 8, 7, "#8d5236"),
    )


def persimmon(sheet: Sheet, r: float = 120) -> str:
    """A persimmon from above, its calyx in the middle."""
    fruit = blob(*((r * (1.0 if n % 2 else 0.95) * sin(pi * n / 4), -r * (1.0 if n % 2 else 0.95) * cos(pi * n / 4)) for n in range(8)))
    sepal = blob((0, 0), (-r * 0.2, -r * 0.16), (-r * 0.16, -r * 0.4), (0, -r * 0.5), (r * 0.16, -r * 0.4), (r * 0.2, -r * 0.16))
    green = sheet.down((0, "#8d9a58"), (1, "#56683c"))
    return group(
        lying(sheet, fruit, lift=22, strength=0.4),
        path(fruit, sheet.radial((0, lit(KAKI, 0.6)), (0.5, KAKI), (1, shaded(KAKI, 0.32)), centre=(0.34, 0.32), radius=0.75)),
        *(line(smooth((0, 0), (r * 0.5 * sin(t), -r * 0.5 * cos(t)), (r * 0.86 * sin(t), -r * 0.86 * cos(t))), shaded(KAKI, 0.25), 4, opacity=0.25) for t in (pi / 4, 3 * pi / 4, 5 * pi / 4, 7 * pi / 4)),
        ellipse(-r * 0.46, -r * 0.5, r * 0.2, r * 0.1, "#ffffff", opacity=0.45, transform=f"rotate(-42 {-r * 0.46:.0f} {-r * 0.5:.0f})"),
        group(*(at(0, 0, path(sepal, green, stroke="#4a5a34", stroke_width=1), turn=turn) for turn in (8, 98, 188, 278))),
        circle(0, 0, r * 0.13, "#6b5738"), circle(-r * 0.02, -r * 0.02, r * 0.08, "#8f7850"),
    )  # fmt: skip


def persimmon_half(sheet: Sheet, r: float = 110) -> str:
    """A persimmon cut across: a star of eight seed chambers."""
    edge = blob(*((r * (1.0 if n % 2 else 0.96) * sin(pi * n / 4), -r * (1.0 if n % 2 else 0.96) * cos(pi * n / 4)) for n in range(8)))
    chamber = blob((0, -r * 0.16), (-r * 0.1, -r * 0.36), (0, -r * 0.6), (r * 0.1, -r * 0.36))
    return group(
        lying(sheet, edge, lift=14, strength=0.38),
        path(edge, KAKI),
        group(path(edge, sheet.radial((0, "#f7d79a"), (0.6, "#efb467"), (1, "#e59a4a"))), transform="scale(.94)"),
        *(at(0, 0, path(chamber, "#d98a3e", opacity=0.65), turn=45 * n) for n in range(8)),
        circle(0, 0, r * 0.13, "#f9e4b8"),
        ellipse(-r * 0.4, -r * 0.46, r * 0.3, r * 0.1, "#ffffff", opacity=0.35, transform=f"rotate(-40 {-r * 0.4:.0f} {-r * 0.46:.0f})"),
    )  # fmt: skip


def radish_slices(sheet: Sheet) -> str:
    """A cut daikon and rounds of it, from above."""
    rounds = ((0, 0, 70), (96, 18, 66), (186, 44, 68))
    body = joined([(-300, -74), (-160, -78), (-60, -72)], [(-60, -72), (-44, 0), (-60, 72)], [(-60, 72), (-170, 80), (-300, 76)])
    drawn = [
        lying(sheet, body, lift=14, strength=0.34),
        path(body, sheet.down((0, "#ffffff"), (0.35, "#fbfaf4"), (1, "#cfd3bf"))),
        line("".join(smooth((x, y), (x + 14, y + 3), (x + 30, y)) for x, y in ((-250, -40), (-200, 20), (-150, -10), (-110, 48), (-270, 44))), "#b9bfa6", 2, opacity=0.7),
        path(oval(-58, 0, 26, 72), "#f4f4ea"), path(oval(-57, 0, 19, 60), "#ffffff"),
    ]
    for x, y, r in rounds:
        drawn += [
            lying(sheet, oval(x + 40, y, r, r), lift=9, strength=0.34),
            circle(x + 40, y, r, sheet.linear((0, "#ffffff"), (1, "#dfe2d0"), end=(1, 1))),
            circle(x + 40, y, r - 7, "#fdfdf8"),
            line("".join(polyline([(x + 40 + r * 0.3 * cos(t), y + r * 0.3 * sin(t)), (x + 40 + r * 0.76 * cos(t), y + r * 0.76 * sin(t))]) for t in (n * pi / 7 for n in range(14))), "#dcdfcd", 2, opacity=0.8),
            circle(x + 40, y, r - 9, "none", stroke="#dfe2d0", stroke_width=2),
        ]  # fmt: skip
    return group(*drawn)


def scallion(sheet: Sheet) -> str:
    """Rings of scallion scattered on the board."""
    fall = chance("scallion")
    drawn = []
    for n in range(15):
        x, y, r = fall.uniform(-120, 130), fall.uniform(-70, 70), fall.uniform(12, 19)
        green = ("#6f9150", "#8fae68", "#b6cc8e")[n % 3]
        drawn.append(group(circle(x + 5, y + 5, r, _DARK, opacity=0.2, filter=sheet.blur(3)), circle(x, y, r, green), circle(x, y, r * 0.68, lit(green, 0.6)), circle(x, y, r * 0.4, mix(green, "#eef2dc", 0.5))))
    return group(*drawn)


def whetstone(sheet: Sheet) -> str:
    """A wet stone on its hinoki base."""
    base = Block(480, 190, 46, turn=22, tilt=0.42)
    stone = Block(412, 144, 50, turn=22, tilt=0.42)
    grit = "#b3735a"
    fall = chance("water")
    drops = [(fall.uniform(20, 390), fall.uniform(14, 130), fall.uniform(4, 11)) for _ in range(20)]
    grain = "".join(polyline([(0, y), (480, y + 2)]) for y in (10, 18, 30, 38))
    rings = "".join(smooth((0, y), (240, y + 6), (480, y)) for y in range(14, 190, 20))
    return group(
        base.shadow(sheet, 0.34),
        base.plain(sheet, HINOKI),
        base.front(line(grain, shaded(HINOKI, 0.3), 1.2, opacity=0.5)),
        base.top(line(rings, shaded(HINOKI, 0.3), 1.4, opacity=0.35), rect(40, 30, 424, 156, _DARK, opacity=0.3, filter=sheet.blur(6))),
        at(0, base.at(0, 0, 46)[1],
           stone.plain(sheet, grit, contrast=1.2),
           stone.front(rect(0, 30, 412, 20, shaded(grit, 0.2), opacity=0.5)),
           stone.top(
               rect(0, 0, 412, 144, sheet.linear((0, lit(grit, 0.3)), (0.5, lit(grit, 0.1)), (1, grit), end=(1, 0.4))),
               path(blob((30, 60), (110, 20), (230, 40), (340, 24), (392, 74), (330, 124), (190, 104), (90, 126)), sheet.linear((0, "#ffffff", 0.75), (0.5, "#dfe9ea", 0.28), (1, "#ffffff", 0.55), end=(1, 0.5))),
               *(circle(x, y, r, "#ffffff", opacity=0.5) + circle(x + r * 0.2, y + r * 0.25, r * 0.6, grit, opacity=0.35) for x, y, r in drops),
           )),
    )  # fmt: skip


def grater(sheet: Sheet) -> str:
    """A copper grater from above, 240 × 330, its handle up."""
    copper = "#c98a63"
    plate = [(-96, -120), (96, -120), (122, 190), (-122, 190)]
    outline = joined(
        [(-26, -290), (-22, -180), (-30, -150), (-96, -124)], [(-96, -124), (-122, 176)], [(-122, 176), (-112, 196), (-90, 200)],
        [(-90, 200), (90, 200)], [(90, 200), (112, 196), (122, 176)], [(122, 176), (96, -124)],
        [(96, -124), (30, -150), (22, -180), (26, -290)], [(26, -290), (14, -308), (-14, -308), (-26, -290)],
    )  # fmt: skip
    fall = chance("grater")
    teeth: list[Point] = []
    for row in range(21):
        y = -100 + row * 13.4
        half = 78 + (y + 100) * 0.085
        for column in range(13):
            x = -half + (column + (0.5 if row % 2 else 0)) * half * 2 / 13 + fall.uniform(-2, 2)
            teeth.append((x, y + fall.uniform(-2, 2)))
    kept = sheet.shape(outline)
    return group(
        group(use(kept, _DARK, opacity=0.4, filter=sheet.blur(11)), transform="translate(20 17)"),
        use(kept, sheet.linear((0, lit(copper, 0.6)), (0.45, copper), (0.7, lit(copper, 0.25)), (1, shaded(copper, 0.35)), end=(1, 1))),
        path(polygon(plate), sheet.linear((0, "#ffffff", 0.35), (0.5, "#d9d4cd", 0.2), (1, shaded(copper, 0.4), 0.3), end=(1, 1))),
        line(dashes(((x + 2, y + 3), (5, 1)) for x, y in teeth), shaded(copper, 0.55), 4, opacity=0.6),
        line(dashes(((x, y), (4, -3)) for x, y in teeth), "#fbe9da", 3),
        line(polyline([(-96, -122), (-120, 178)]) + polyline([(96, -122), (120, 178)]), lit(copper, 0.6), 5, opacity=0.8),
        line(polyline([(-88, 198), (88, 198)]), shaded(copper, 0.3), 5),
        circle(0, -278, 10, "#e9dfcb"), circle(0, -278, 10, "none", stroke=shaded(copper, 0.4), stroke_width=2.4),
        line(smooth((-16, -250), (-14, -190), (-20, -160)), lit(copper, 0.7), 4, opacity=0.7),
    )  # fmt: skip


def wasabi(sheet: Sheet) -> str:
    """A wasabi root from above, cut end to the left."""
    green = "#8ba05c"
    root = blob((-110, -34), (-60, -44), (20, -40), (90, -34), (120, 0), (90, 36), (10, 42), (-70, 44), (-112, 32))
    knobs = ((-70, -30), (-30, 26), (10, -24), (46, 20), (76, -18), (-50, 4), (24, 4), (-86, 22), (92, 14))
    stems = "".join(smooth((104, y), (160, y * 2.2), (226, y * 4)) for y in (-12, -2, 10))
    return group(
        lying(sheet, root, lift=14, strength=0.38),
        line(stems, "#6d8a4a", 11), line(stems, "#a3bd77", 4),
        path(root, sheet.down((0, lit(green, 0.35)), (0.5, green), (1, shaded(green, 0.35)))),
        *(ellipse(x, y, 9, 5.5, shaded(green, 0.35), opacity=0.75) + ellipse(x - 1, y - 2, 6, 3, lit(green, 0.4)) for x, y in knobs),
        path(oval(-108, 0, 18, 34), "#c7d596"), path(oval(-108, 0, 12, 26), "#dbe6b4"),
    )


def board(sheet: Sheet, width: float, height: float, wood: str) -> str:
    """A plain board from above, its middle at the origin."""
    outline = rounded([(-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2)], 14)
    grain = "".join(smooth((-width / 2 + 8, y), (-width * 0.1, y + 10), (width * 0.2, y - 6), (width / 2 - 8, y + 4)) for y in range(round(-height / 2) + 18, round(height / 2) - 8, 22))
    return group(
        lying(sheet, outline, lift=18, strength=0.32),
        path(outline, sheet.linear((0, lit(wood, 0.35)), (0.6, wood), (1, shaded(wood, 0.14)), end=(1, 1))),
        line(grain, shaded(wood, 0.25), 1.6, opacity=0.35),
    )
