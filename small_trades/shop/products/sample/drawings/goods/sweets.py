"""Sweets of Usagibashi."""

from math import cos, pi, radians, sin

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    oval,
    polygon,
    polyline,
    ring,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    cast,
    contact,
    gleam,
    lying,
    standing,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import AZUKI, KIRI, lit, shaded
from small_trades.shop.products.sample.drawings.plants import leaf, maple
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, at, circle, ellipse, group, line, path, rect, use
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231a1c"


def long_plate(sheet: Sheet, width: float, height: float, colour: str) -> str:
    """A long, low plate from above, its middle at the origin."""
    x, y = width / 2, height / 2

    def inset(by: float, r: float) -> str:
        return rounded([(-x + by, -y + by), (x - by, -y + by), (x - by, y - by), (-x + by, y - by)], r)

    return group(
        lying(sheet, inset(0, 34), lift=22, strength=0.4),
        path(inset(0, 34), sheet.linear((0, lit(colour, 0.5)), (1, shaded(colour, 0.3)), end=(1, 1))),
        path(inset(14, 28), sheet.linear((0, shaded(colour, 0.4)), (0.5, colour), (1, lit(colour, 0.4)), end=(1, 1))),
        path(inset(30, 20), sheet.linear((0, shaded(colour, 0.2)), (1, lit(colour, 0.1)), end=(1, 1))),
    )


def dango(sheet: Sheet, seed: str) -> str:
    """A skewer of four toasted dumplings under glaze, lying along the x axis."""
    fall = chance(seed)
    drawn = [
        lying(sheet, blob((-220, -40), (200, -44), (226, 0), (200, 44), (-220, 40), (-240, 0)), lift=14, strength=0.45),
        rect(-250, -5, 640, 10, "#d9b777", rx=5), rect(-250, -5, 640, 4, "#f0d9a6", rx=2),
    ]
    ball = sheet.radial((0, "#fffaf0"), (0.6, "#f0e2c8"), (1, "#c9ac80"), centre=(0.36, 0.32), radius=0.75)
    toast = sheet.radial((0, "#6a3d1c", 0.9), (0.6, "#9c6230", 0.6), (1, "#b98347", 0))
    amber = sheet.linear((0, "#c67a28", 0.92), (0.5, "#9c5517", 0.92), (1, "#7a3d10", 0.95), end=(0.5, 1))
    for n in range(4):
        x = -168 + n * 106
        drawn += [
            circle(x, 0, 56, ball),
            ellipse(x + fall.uniform(-12, 12), -30, 30, 15, toast, transform=f"rotate({fall.randint(-14, 14)} {x} -30)"),
            ellipse(x + fall.uniform(-10, 10), 34, 26, 11, toast),
        ]
    glaze: list[Point] = [(-226, -8), (-196, -28), (-150, -34), (-112, -22), (-60, -36), (-8, -24), (44, -38), (98, -24), (150, -38), (196, -26), (206, 4),
             (190, 30), (160, 22), (140, 40), (104, 20), (66, 36), (40, 50), (14, 24), (-44, 38), (-74, 22), (-110, 44), (-134, 58), (-152, 32), (-196, 28)]  # fmt: skip
    drawn += [
        path(blob(*glaze), amber),
        *(path(blob((x - 30, -18), (x - 8, -30), (x + 16, -24), (x - 6, -16)), "#ffe3b0", opacity=0.75) for x in (-168, -62, 44, 150)),
        *(ellipse(x + 22, 6, 5, 3, "#ffe3b0", opacity=0.5) for x in (-168, -62, 44, 150)),
    ]
    return group(*drawn)


def yokan(sheet: Sheet) -> str:
    """A bar of azuki yokan with two slices cut from it, on a bamboo sheath."""
    sheath_colour = "#cdb06f"
    mat = Block(620, 250, 2, turn=18, tilt=0.42)
    bar = Block(270, 108, 96, turn=18, tilt=0.42)
    piece = Block(38, 108, 96, turn=18, tilt=0.42)
    flesh = shaded(AZUKI, 0.28)
    stripes = "".join(smooth((0, y), (200, y + 5), (420, y - 3), (620, y + 2)) for y in range(10, 250, 17))

    def glossy(block: Block) -> str:
        w, h, d = block.width, block.height, block.depth
        return group(
            block.front(rect(0, 0, w, h, sheet.linear((0, lit(flesh, 0.28)), (0.5, flesh), (1, shaded(flesh, 0.25)), end=(0.5, 1)))),
            block.side(rect(0, 0, d, h, sheet.linear((0, lit(flesh, 0.5)), (0.5, lit(flesh, 0.18)), (1, shaded(flesh, 0.1)), end=(1, 1))),
                       path(polygon([(16, 0), (46, 0), (14, h), (0, h), (0, 60)]), "#ffffff", opacity=0.14)),
            block.top(rect(0, 0, w, d, sheet.linear((0, lit(flesh, 0.6)), (0.5, lit(flesh, 0.35)), (1, lit(flesh, 0.5)), end=(1, 0.6))),
                      path(polygon([(w * 0.1, 0), (w * 0.34, 0), (w * 0.2, d), (0, d), (0, d * 0.5)]), "#ffffff", opacity=0.16)),
        )  # fmt: skip

    x1, y1 = mat.at(80, 0, 0)
    x2, y2 = mat.at(152, 8, 0)
    x0, y0 = mat.at(-128, 0, 0)
    leaf_mat = [(0, 36), (60, 6), (300, -4), (560, 2), (626, 60), (610, 180), (540, 248), (260, 254), (40, 244), (-6, 150)]
    return group(
        group(mat.top(path(blob(*leaf_mat), _DARK, opacity=0.4, filter=sheet.blur(9))), transform="translate(12 12)"),
        mat.top(
            path(blob(*leaf_mat), sheet.linear((0, lit(sheath_colour, 0.4)), (0.5, sheath_colour), (1, shaded(sheath_colour, 0.2)), end=(1, 1))),
            group(line(stripes, shaded(sheath_colour, 0.3), 1.6, opacity=0.5), *(ellipse(x, y, 26, 9, "#6b4c2c", opacity=0.22) for x, y in ((90, 60), (520, 200), (470, 46), (180, 214))),
                  clip_path=sheet.clip(blob(*leaf_mat))),
        ),
        at(x0, y0, bar.shadow(sheet, 0.4), glossy(bar)),
        at(x1, y1, piece.shadow(sheet, 0.3), glossy(piece)),
        at(x2, y2, piece.shadow(sheet, 0.3), glossy(piece)),
    )  # fmt: skip


def _pressed(sheet: Sheet, d: str, colour: str, marks: str = "") -> str:
    """A pressed sugar: a soft block with its edge in the light."""
    kept = sheet.shape(d)
    return group(
        use(kept, _DARK, opacity=0.28, filter=sheet.blur(4), transform="translate(5 6)"),
        use(kept, shaded(colour, 0.14), transform="translate(1.5 4)"),
        use(kept, sheet.linear((0, lit(colour, 0.7)), (0.6, colour), (1, shaded(colour, 0.07)), end=(1, 1))),
        line(marks, shaded(colour, 0.2), 2.6, opacity=0.7) if marks else "",
    )


def wasanbon(sheet: Sheet) -> str:
    """Sixteen pressed sugars in a paulownia box from above: cherry, stream, maple, snow ring."""
    cherry_lobes = [(44 * far * sin(radians(n * 72 + aside)), -44 * far * cos(radians(n * 72 + aside)))
                    for n in range(5) for aside, far in ((-36, 0.56), (-24, 0.9), (-9, 1.08), (0, 0.9), (9, 1.08), (24, 0.9))]  # fmt: skip
    cherry = blob(*cherry_lobes)
    cherry_marks = "".join(polyline([(0, 0), (18 * sin(radians(n * 72)), -18 * cos(radians(n * 72)))]) for n in range(5))
    stream = rounded([(-46, -34), (46, -34), (46, 34), (-46, 34)], 14)
    stream_marks = "".join(smooth((-38, y), (-14, y - 11), (10, y + 7), (38, y - 5)) for y in (-14, 2, 18))
    snow = blob(*[(44 * far * sin(radians(n * 60 + aside)), -44 * far * cos(radians(n * 60 + aside)))
                  for n in range(6) for aside, far in ((-30, 0.8), (-15, 1.0), (0, 1.04), (15, 1.0))])  # fmt: skip
    snow_marks = smooth(*ring(0, 0, 24, 13), ring(0, 0, 24, 13)[0])
    box = (-300, -300, 600, 600)
    tree = sheet.keep(maple(sheet, 56, "#e6b868"))
    sugars = []
    kinds = (("cherry", "#f0c3c4"), ("stream", "#b9d3d8"), ("maple", "#eac27a"), ("snow", "#faf6ec"))
    for row in range(4):
        for column in range(4):
            kind, colour = kinds[(column + row) % 4]
            x, y = -201 + column * 134, -201 + row * 134
            turn = (column * 37 + row * 53) % 40 - 20
            if kind == "maple":
                placed = f"translate({x} {y + 6}) rotate({turn})"
                sugars.append(group(use(tree, opacity=0.25, filter=sheet.blur(3), transform="translate(5 6)"), use(tree), transform=placed))
            else:
                d, marks = {"cherry": (cherry, cherry_marks), "stream": (stream, stream_marks), "snow": (snow, snow_marks)}[kind]
                sugars.append(at(x, y, _pressed(sheet, d, colour, marks), turn=turn if kind != "stream" else turn / 4))
    outline = polygon([(-300, -300), (300, -300), (300, 300), (-300, 300)])
    return group(
        lying(sheet, outline, lift=24, strength=0.4),
        rect(*box, sheet.linear((0, lit(KIRI, 0.5)), (1, shaded(KIRI, 0.22)), end=(1, 1)), rx=4),
        rect(-280, -280, 560, 560, sheet.linear((0, shaded(KIRI, 0.45)), (1, KIRI), end=(1, 1))),
        rect(-274, -274, 548, 548, sheet.linear((0, "#e6ddc9"), (0.3, "#f8f2e4"), (1, "#fffdf6"), end=(1, 1))),
        *(rect(x - 1, -274, 2, 548, "#d9cdb2", opacity=0.8) for x in (-134, 0, 134)),
        *(rect(-274, y - 1, 548, 2, "#d9cdb2", opacity=0.8) for y in (-134, 0, 134)),
        *sugars,
    )  # fmt: skip


_CAKE = Vessel(((96, 0), (132, 10), (142, 30), (138, 46)), tilt=0.36)
_CAKE_TOP = Vessel(((138, 0), (143, 14), (130, 36), (96, 48)), tilt=0.36)


def dorayaki(sheet: Sheet) -> str:
    """One dorayaki on its foot: two pancakes and a line of beans between, 290 wide and 94 high."""
    crust, crumb = "#a5632f", "#e9c27f"
    top = _CAKE_TOP
    fall = chance("beans")
    beans = [_CAKE.point(fall.uniform(-80, 80), 44 + fall.uniform(-5, 6)) for _ in range(34)]
    return group(
        path(_CAKE.body(), turned(sheet, crumb, gloss=0.3, depth=0.35)),
        path(_CAKE.band(0, 14), turned(sheet, crust, gloss=0.2)),
        path(_CAKE.band(38, 52), shaded(AZUKI, 0.1)),
        line(dashes((p, (4, 1)) for p in beans), lit(AZUKI, 0.15), 9), line(dashes(((x - 1, y - 2), (2, 0)) for x, y in beans[::2]), "#d9a9a0", 2, opacity=0.7),
        at(0, _CAKE.level(50),
           path(top.whole(), turned(sheet, crumb, gloss=0.35, depth=0.35)),
           at(0, -7, path(top.whole(), turned(sheet, crust, gloss=0.32, depth=0.4), transform="scale(.975 .93)")),
           ellipse(0, top.level(44), 108, 36, sheet.linear((0, lit(crust, 0.4)), (1, shaded(crust, 0.1)), end=(1, 0.5)), opacity=0.7)),
    )  # fmt: skip


def dorayaki_face(sheet: Sheet, r: float = 146) -> str:
    """A dorayaki leaning, its branded face to the eye."""
    crust = "#ab6a33"
    return group(
        ellipse(16, r * 0.96, r * 0.9, 22, _DARK, opacity=0.45, filter=sheet.blur(8)),
        circle(16, 2, r, "#c99a58"), circle(10, 0, r, AZUKI), circle(5, 0, r, "#e9c27f"),
        circle(0, 0, r, sheet.radial((0, lit(crust, 0.35)), (0.7, crust), (0.92, shaded(crust, 0.12)), (1, "#dba961"), centre=(0.42, 0.38), radius=0.62)),
        rabbit("#5f3216", r * 0.6),
    )  # fmt: skip


def rabbit(colour: str, size: float) -> str:
    """A sitting rabbit in one colour, as a brand or a stamp; its middle at the origin."""
    s = size
    body = blob((-s * 0.62, s * 0.34), (-s * 0.52, -s * 0.1), (-s * 0.06, -s * 0.26), (s * 0.26, -s * 0.22), (s * 0.44, s * 0.1), (s * 0.42, s * 0.46), (0, s * 0.56), (-s * 0.44, s * 0.54))
    head = blob((s * 0.2, -s * 0.3), (s * 0.44, -s * 0.5), (s * 0.72, -s * 0.36), (s * 0.76, -s * 0.14), (s * 0.52, 0), (s * 0.26, -s * 0.06))
    ears = [blob((s * 0.36, -s * 0.4), (s * 0.1, -s * 0.72), (-s * 0.12, -s * 0.98), (-s * 0.02, -s * 0.62), (s * 0.22, -s * 0.36)),
            blob((s * 0.46, -s * 0.44), (s * 0.34, -s * 0.8), (s * 0.22, -s * 1.06), (s * 0.52, -s * 0.84), (s * 0.58, -s * 0.46))]  # fmt: skip
    return group(
        *(path(d, colour) for d in (body, head, *ears)), circle(-s * 0.66, s * 0.26, s * 0.14, colour),
        circle(s * 0.58, -s * 0.26, s * 0.05, "#f6e3c0"),
        line(smooth((-s * 0.2, s * 0.46), (-s * 0.3, s * 0.2), (-s * 0.06, s * 0.06)), "#f6e3c0", max(1.5, s * 0.035), opacity=0.6),
    )  # fmt: skip


def monaka(sheet: Sheet, colour: str = "#dcae6a") -> str:
    """Two wafers in the shape of a crouching rabbit, beans between them; it looks to the right, 240 wide."""
    upper = blob((-116, -34), (-112, -84), (-70, -124), (-6, -136), (58, -122), (102, -90), (122, -52), (112, -34), (50, -26), (-60, -26))
    lower = blob((-112, -26), (-50, -20), (50, -20), (108, -28), (96, -4), (50, 10), (-50, 10), (-100, -2))
    ear = blob((60, -112), (30, -142), (-26, -158), (-84, -150), (-62, -132), (-10, -116), (40, -102))
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
        circle(86, -72, 7.5, "#7a2f2a"), circle(88.5, -74.5, 2.4, "#ffffff"),
        line(smooth((118, -58), (110, -52), (112, -46)), edge, 2.6, opacity=0.7),
        line(smooth((-40, -32), (-70, -54), (-50, -86)), edge, 2.6, opacity=0.4),
        path(blob((-92, -92), (-62, -118), (-40, -120), (-66, -96)), "#fff4dc", opacity=0.55),
    )  # fmt: skip


def _sugar_star(seed: int) -> str:
    points = []
    for n in range(18):
        far = (1.02 if n % 2 else 0.84) + 0.05 * sin(n * 1.7 + seed)
        points.append((20 * far * sin(pi * n / 9 + seed), -20 * far * cos(pi * n / 9 + seed)))
    return blob(*points)


_KONPEITO = ("#fdfaf2", "#c9d69a", "#eeb9b4", "#f1d684", "#b3d0dc")


def konpeito(sheet: Sheet, spots: list[Point], scale: float = 1.0) -> str:
    """Sugar stars at the given spots, the five colours in turn."""
    stars = []
    for n, colour in enumerate(_KONPEITO):
        fill = sheet.radial((0, lit(colour, 0.8)), (0.6, colour), (1, shaded(colour, 0.2)), centre=(0.36, 0.34), radius=0.7)
        stars.append(sheet.keep(group(path(_sugar_star(n), fill), circle(-6, -7, 3.4, "#ffffff"))))
    return "".join(
        use(stars[n % 5], transform=f"translate({x:.0f} {y:.0f}) scale({scale:.2f})") for n, (x, y) in enumerate(spots)
    )


def sugar_jar(sheet: Sheet) -> str:
    """A glass jar of konpeito with a cork, 250 wide and 330 high."""
    jar = Vessel(((104, 0), (120, 10), (124, 60), (124, 190), (112, 226), (82, 246), (80, 268)), tilt=0.24)
    cork = Vessel(((74, 0), (78, 30), (80, 56)), tilt=0.24)
    fall = chance("konpeito")
    spots: list[Point] = []
    for row in range(8):
        y = -8 - row * 24
        reach = 96 if row else 84
        spots += [(-reach + (column + (0.5 if row % 2 else 0)) * 33 + fall.uniform(-3, 3), y + fall.uniform(-4, 4)) for column in range(6 if row % 2 else 7)]
    return group(
        cast(sheet, jar.shadow(), 0.2),
        path(oval(150, 12, 70, 12), "#fff6dd", opacity=0.7, filter=sheet.blur(8)),
        contact(sheet, 3, 6, 108, 26, 0.35),
        path(jar.body(), sheet.linear((0, "#eef4f2", 0.9), (0.3, "#ffffff", 0.55), (0.7, "#e8efee", 0.5), (1, "#c9d6d6", 0.85))),
        group(konpeito(sheet, spots, 0.98), clip_path=sheet.clip(jar.body())),
        path(jar.body(), sheet.linear((0, _DARK, 0.16), (0.18, "#ffffff", 0.1), (0.6, "#ffffff", 0), (0.9, _DARK, 0.2), (1, _DARK, 0.1))),
        line(jar.arc(245), "#ffffff", 3, opacity=0.8),
        gleam(sheet, jar, 16, 214, angle=-56, width=12, strength=0.85), gleam(sheet, jar, 30, 200, angle=56, width=6, strength=0.5),
        path(jar.mouth(), "#d9e2e0", opacity=0.7),
        at(0, jar.level(254), path(cork.body(), turned(sheet, "#c79a66", gloss=0.3)),
           line(dashes((cork.point(fall.uniform(-80, 80), fall.uniform(6, 52)), (fall.uniform(3, 9), 1)) for _ in range(22)), "#8a6238", 2.6, opacity=0.6),
           path(cork.mouth(), "#dcb685"), path(cork.mouth(5), sheet.linear((0, "#e6c597"), (1, "#c99d69"), end=(1, 1)))),
        line(jar.arc(266), "#ffffff", 2.6, opacity=0.7),
    )  # fmt: skip


def miso_jar(sheet: Sheet) -> str:
    """A jar of yuzu miso under a paper cover tied with string, 240 wide."""
    jar = Vessel(((100, 0), (112, 8), (116, 70), (114, 150), (98, 178), (96, 196)), tilt=0.26)
    miso, paper = "#c78d3f", "#f3ead6"
    y = jar.level(196)
    cover = joined([(-106, y + 6), (-98, y - 24), (-60, y - 42), (0, y - 48), (60, y - 42), (98, y - 24), (106, y + 6)],
                   [(106, y + 6), (128, y + 54), (104, y + 66), (80, y + 58), (50, y + 74), (16, y + 64), (-16, y + 76), (-50, y + 64), (-80, y + 72), (-106, y + 60), (-128, y + 52), (-106, y + 6)])  # fmt: skip
    pleats = [polyline([(x * 0.94, y + 12), (x * 1.1, y + 60)]) for x in range(-96, 97, 24)]
    return group(
        standing(sheet, jar, to=210),
        path(jar.body(), turned(sheet, miso, gloss=0.35, depth=0.4)),
        path(jar.body(), sheet.linear((0, "#ffffff", 0.35), (0.08, "#ffffff", 0.05), (0.9, "#ffffff", 0), (1, "#ffffff", 0.3))),
        path(jar.patch(-40, 34, 34, 124), "#faf5e6"), at(-6, jar.level(79) + 28, _yuzu_mark()),
        gleam(sheet, jar, 12, 150, angle=-58, width=9, strength=0.6),
        path(cover, _DARK, opacity=0.3, filter=sheet.blur(5), transform="translate(3 6)"),
        path(cover, sheet.linear((0, shaded(paper, 0.06)), (0.3, "#fffcf2"), (1, shaded(paper, 0.24)))),
        line("".join(pleats), shaded(paper, 0.35), 1.8, opacity=0.5),
        line(smooth((-104, y + 10), (-60, y + 30), (0, y + 36), (60, y + 30), (104, y + 10)), "#a5523a", 6),
        line(smooth((20, y + 35), (-14, y + 10), (-40, y + 22), (-16, y + 42), (20, y + 35), (54, y + 12), (76, y + 28), (46, y + 44), (20, y + 35)), "#a5523a", 4.4),
        line(smooth((18, y + 38), (6, y + 70), (12, y + 96)) + smooth((24, y + 38), (44, y + 66), (44, y + 90)), "#a5523a", 4.4),
        circle(21, y + 36, 7, "#b9634a"),
    )  # fmt: skip


def _yuzu_mark() -> str:
    spokes = "".join(polyline([(0, 0), tip]) for tip in ring(0, 0, 19, 8))
    return circle(0, 0, 25, "#d9a63a") + circle(0, 0, 20, "#f6e4a8") + line(spokes, "#d9a63a", 2.4)


def yuzu(sheet: Sheet, r: float = 92) -> str:
    """A knobbly yuzu with one leaf, standing on the table."""
    colour = "#e3b23c"
    fall = chance("yuzu")
    outline = blob(*[(r * (1 + fall.uniform(-0.025, 0.03)) * sin(pi * n / 9), -r * 0.86 - r * 0.9 * (1 + fall.uniform(-0.025, 0.03)) * cos(pi * n / 9)) for n in range(18)])
    pits = dashes(((fall.uniform(-0.8, 0.8) * r, -r * 0.86 + fall.uniform(-0.7, 0.7) * r * 0.8), (0.1, 0)) for _ in range(46))
    return group(
        cast(sheet, polygon([(-r * 0.7, 0), (r * 0.6, 4), (r * 1.9, 14), (r * 2.1, 26), (r * 1.2, 36), (0, 24)]), 0.28),
        contact(sheet, 4, 0, r * 0.72, 14, 0.45),
        path(outline, sheet.radial((0, lit(colour, 0.6)), (0.5, colour), (1, shaded(colour, 0.34)), centre=(0.34, 0.3), radius=0.78)),
        line(pits, shaded(colour, 0.3), 3.6, opacity=0.45, clip_path=sheet.clip(outline)),
        at(4, -r * 1.72, leaf(sheet, r * 1.3, "#4f7046", width=0.44), turn=-16),
        rect(-3, -r * 1.84, 8, r * 0.16, "#6b5a35", rx=3),
        ellipse(2, -r * 1.7, 14, 5, shaded(colour, 0.3), opacity=0.6),
    )  # fmt: skip


def round_plate(sheet: Sheet, r: float, colour: str, tilt: float = 0.42) -> str:
    """A shallow round plate on the table."""
    dish = Vessel(((r * 0.62, 0), (r * 0.76, 4), (r, 20)), tilt=tilt)
    return group(
        standing(sheet, dish, to=22),
        path(dish.whole(), turned(sheet, colour, gloss=0.4)),
        path(dish.mouth(4), sheet.linear((0, lit(colour, 0.4)), (1, shaded(colour, 0.12)), end=(1, 0.5))),
        path(dish.mouth(r * 0.16), sheet.linear((0, shaded(colour, 0.16)), (1, lit(colour, 0.35)), end=(1, 0.5))),
    )
