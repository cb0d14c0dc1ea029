"""Paper, brush and ink."""

from math import cos, pi, radians, sin

from small_trades.shop.products.sample.drawings import patterns
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
from small_trades.shop.products.sample.drawings.light import cast, lying
from small_trades.shop.products.sample.drawings.palette import AI, KIRI, SUGI, SUMI, UME, lit, mix, shaded
from small_trades.shop.products.sample.drawings.plants import leaf
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, at, circle, ellipse, group, line, path, rect

_DARK = "#2a2233"


def _sheet_shade(sheet: Sheet, colour: str) -> str:
    return sheet.linear((0, lit(colour, 0.4)), (0.6, colour), (1, shaded(colour, 0.08)), end=(1, 1))


def flecks(seed: str, width: float, height: float, colour: str, count: int = 14) -> str:
    """Bark and fibre left in a sheet of paper whose middle is the origin."""
    fall = chance(seed)
    marks = []
    for _ in range(count):
        x, y = fall.uniform(-0.46, 0.46) * width, fall.uniform(-0.46, 0.46) * height
        marks.append(smooth((x, y), (x + fall.uniform(-12, 12), y + fall.uniform(-12, 12)), (x + fall.uniform(-24, 24), y + fall.uniform(-24, 24))))
    return line("".join(marks), colour, 1.2, opacity=0.4)


def letter_paper(sheet: Sheet, width: float = 300, height: float = 420) -> str:
    """Sheets of letter paper in a loose pile, watermark lines just showing."""
    piles = []
    for turn, colour in ((5, "#efe6d2"), (-3, "#f5eedd"), (0, "#fbf6ea")):
        outline = polygon([(-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2)])
        piles.append(group(lying(sheet, outline, lift=7, strength=0.24), path(outline, _sheet_shade(sheet, colour)),
                           transform=f"rotate({turn})"))  # fmt: skip
    rules = "".join(polyline([(x, -height * 0.4), (x, height * 0.4)]) for x in range(round(-width * 0.36), round(width * 0.4), 36))
    return group(*piles, line(rules, "#d8c9a8", 1.4, opacity=0.6), flecks("letter", width, height, "#a08a5e"))


def envelope(sheet: Sheet, lining: str, width: float = 330, height: float = 220, *, opened: bool = True) -> str:
    """An envelope from behind, its flap open or shut."""
    paper, x, y = "#f3ead6", width / 2, height / 2
    back = polygon([(-x, -y), (x, -y), (x, y), (-x, y)])
    flap = [(-x, -y), (-x * 0.1, -y - height * 0.56), (x * 0.1, -y - height * 0.56), (x, -y)]
    shut = [(-x, -y), (-x * 0.08, y * 0.24), (x * 0.08, y * 0.24), (x, -y)]
    pocket = polygon([(-x, y), (-x, -y), (0, y * 0.3), (x, -y), (x, y)])
    seam = smooth((-x, y), (-x * 0.4, y * 0.3), (0, y * 0.12), (x * 0.4, y * 0.3), (x, y))
    shadow = [*flap, (x, y), (-x, y)] if opened else [(-x, -y), (x, -y), (x, y), (-x, y)]
    parts = [lying(sheet, polygon(shadow), lift=12, strength=0.32)]
    if opened:
        parts += [
            path(rounded(flap, 16), _sheet_shade(sheet, paper)),
            path(rounded([(-x * 0.9, -y), (-x * 0.09, -y - height * 0.5), (x * 0.09, -y - height * 0.5), (x * 0.9, -y)], 14), lining),
            path(back, shaded(lining, 0.16)),
            path(pocket, _sheet_shade(sheet, paper)),
            line(polyline([(-x, -y), (0, y * 0.3), (x, -y)]), shaded(paper, 0.25), 1.6),
        ]
    else:
        parts += [path(back, _sheet_shade(sheet, paper)), group(path(rounded(shut, 14), _DARK, opacity=0.22, filter=sheet.blur(5)), transform="translate(2 6)"),
                  path(rounded(shut, 14), _sheet_shade(sheet, lit(paper, 0.3)))]  # fmt: skip
    return group(*parts, line(seam, shaded(paper, 0.18), 1.4, opacity=0.6))


def bound_book(sheet: Sheet, cover: str, *, width: float = 330, height: float = 460) -> str:
    """A notebook sewn through four holes along its right edge, seen from above."""
    x, y = width / 2, height / 2
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 6)
    spine = x - 44
    holes = [-y + 40, -y + 40 + (height - 80) / 3, y - 40 - (height - 80) / 3, y - 40]
    thread = polyline([(spine, -y), (spine, y)]) + "".join(polyline([(spine, hole), (x, hole)]) for hole in holes)
    thread += polyline([(spine, holes[0]), (spine, -y)]) + polyline([(spine, holes[-1]), (spine, y)])
    slip = (-x + 30, -y + 34, 74, height * 0.56)
    return group(
        lying(sheet, outline, lift=20, strength=0.4),
        *(path(rounded([(-x + n, -y + n), (x + n, -y + n), (x + n, y + n), (-x + n, y + n)], 6), tone) for n, tone in ((9, "#d9ccb0"), (6, "#f4ecd9"), (3, "#e2d6bd"))),
        path(outline, sheet.linear((0, lit(cover, 0.28)), (0.5, cover), (1, shaded(cover, 0.22)), end=(1, 1))),
        flecks("book" + cover, width, height, lit(cover, 0.7), 18),
        line(polyline([(spine - 12, -y + 2), (spine - 12, y - 2)]), shaded(cover, 0.4), 2, opacity=0.35),
        path(rounded([(x - 26, -y), (x, -y), (x, -y + 26)], 2), lit(cover, 0.2), opacity=0.0),
        line(thread, shaded(cover, 0.5), 6, opacity=0.4, transform="translate(2 3)"),
        line(thread, "#f6efdf", 4.4),
        *(circle(spine, hole, 4.5, shaded(cover, 0.55)) for hole in holes),
        group(rect(slip[0] + 3, slip[1] + 4, slip[2], slip[3], _DARK, opacity=0.25, filter=sheet.blur(3)),
              rect(*slip, "#f8f1e1"), rect(slip[0] + 6, slip[1] + 6, slip[2] - 12, slip[3] - 12, "none", stroke=cover, stroke_width=1.6, opacity=0.6),
              circle(slip[0] + slip[2] / 2, slip[1] + slip[3] - 34, 12, "#b5442f", opacity=0.9)),
    )  # fmt: skip


def accordion(sheet: Sheet, cover: str, board: str) -> str:
    """An accordion book standing open: its cover at the left, eight folds running away to the right."""
    height, across, lean = 300, 74, 34
    folds: list[Point] = [(-236 + n * across * 0.94, (lean if n % 2 == 0 else -lean) * 0.62 - n * 3.4) for n in range(8)]
    panels = []
    ground_points = [*folds, *((x + 150, y + 24) for x, y in reversed(folds))]
    for n in reversed(range(7)):
        (x0, y0), (x1, y1) = folds[n], folds[n + 1]
        lightened = n % 2 == 1
        tone = "#faf4e6" if lightened else "#d8ccb4"
        fill = sheet.linear((0, tone if lightened else shaded(tone, 0.06)), (1, shaded(tone, 0.1) if lightened else lit(tone, 0.3)))
        panels.append(path(polygon([(x0, y0), (x1, y1), (x1, y1 - height), (x0, y0 - height)]), fill))
        panels.append(line(polyline([(x1, y1), (x1, y1 - height)]), "#a8976f", 1.2, opacity=0.4))
    x, y = folds[0]
    front = f"matrix(1 .2 0 1 {x - 214:.0f} {y - height - 48:.0f})"
    end_x, end_y = folds[-1]
    back = [(end_x, end_y + 4), (end_x + 108, end_y + 40), (end_x + 108, end_y + 40 - height - 8), (end_x, end_y - height - 4)]
    return group(
        cast(sheet, polygon(ground_points), 0.42, 12),
        path(polygon([(x - 214, y - 40), (x, y), *folds[1:], (end_x + 108, end_y + 40), (end_x + 190, end_y + 60), (x + 60, y + 34), (x - 190, y - 16)]), _DARK, opacity=0.3, filter=sheet.blur(8)),
        path(polygon(back), shaded(board, 0.28)),
        *panels,
        group(
            rect(0, 0, 218, height + 8, cover),
            rect(0, 0, 218, height + 8, sheet.linear((0, "#ffffff", 0.22), (1, _DARK, 0.12))),
            rect(26, 28, 52, 150, "#f8f1e1"), rect(31, 33, 42, 140, "none", stroke=UME, stroke_width=1.4, opacity=0.6),
            rect(212, 0, 6, height + 8, shaded(board, 0.3), opacity=0.5),
            transform=front,
        ),
    )  # fmt: skip


def pochi(sheet: Sheet, fill: str, motif: str = "") -> str:
    """A small gift envelope, 180 × 290, its flap at the top."""
    outline = rounded([(-90, -145), (90, -145), (90, 145), (-90, 145)], 5)
    return group(
        lying(sheet, outline, lift=12, strength=0.36),
        path(outline, "#f7f0e0"),
        path(outline, fill),
        motif,
        path(outline, sheet.linear((0, "#ffffff", 0.25), (0.5, "#ffffff", 0), (1, _DARK, 0.14), end=(1, 1))),
        path(rounded([(-90, -145), (90, -145), (82, -106), (-82, -106)], 4), _DARK, opacity=0.18, transform="translate(0 4)"),
        path(rounded([(-90, -145), (90, -145), (82, -106), (-82, -106)], 4), "#f9f3e5"),
        line(polyline([(0, 66), (0, 145)]), "#8a7a5c", 1, opacity=0.25),
    )


def crane(colour: str, crown: str) -> str:
    """A flying crane, wings spread, about 150 across, its middle at the origin."""
    wing = joined([(-6, 0), (-26, -40), (-78, -66)], [(-78, -66), (-70, -42), (-84, -40), (-68, -26), (-78, -18), (-54, -10), (-56, 0), (-24, 10)])
    other = joined([(4, -2), (30, -44), (84, -60)], [(84, -60), (74, -38), (86, -32), (68, -20), (76, -10), (52, -4), (50, 6), (20, 12)])
    body = blob((-12, -4), (0, -18), (12, -4), (14, 22), (4, 46), (-8, 44), (-14, 20))
    neck = smooth((0, -10), (-6, -40), (8, -62), (2, -88))
    return group(
        path(wing, colour), path(other, colour), path(body, colour), line(neck, colour, 8),
        path(blob((2, -96), (9, -88), (4, -78), (-4, -84)), colour), circle(3, -93, 4.4, crown),
        line(polyline([(0, -92), (-10, -112)]), colour, 4), line(polyline([(-4, 42), (-14, 82)]) + polyline([(4, 42), (2, 84)]), colour, 3),
    )  # fmt: skip


def inkstone(sheet: Sheet, width: float = 230, height: float = 350) -> str:
    """A slate inkstone from above, ink standing in its well."""
    x, y, slate = width / 2, height / 2, "#4b4a4e"
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 22)
    return group(
        lying(sheet, outline, lift=20, strength=0.45),
        path(outline, sheet.linear((0, lit(slate, 0.5)), (0.5, slate), (1, shaded(slate, 0.45)), end=(1, 1))),
        path(rounded([(-x + 20, -y + 20), (x - 20, -y + 20), (x - 20, y - 20), (-x + 20, y - 20)], 60), sheet.linear((0, shaded(slate, 0.55)), (0.5, shaded(slate, 0.2)), (1, lit(slate, 0.3)), end=(1, 1))),
        path(blob((-x + 30, -y + 80), (-x + 46, -y + 40), (0, -y + 30), (x - 46, -y + 40), (x - 30, -y + 84), (0, -y + 128)), "#121013"),
        path(blob((-50, -y + 62), (-20, -y + 46), (30, -y + 46), (0, -y + 58)), "#8d8f9c", opacity=0.6),
        path(blob((-46, -10), (10, -50), (52, 0), (44, 84), (-20, 108), (-54, 54)), "#1b191c", opacity=0.55, filter=sheet.blur(9)),
    )  # fmt: skip


def ink_stick(sheet: Sheet) -> str:
    """A stick of ink with a gilded moon and pine, 56 × 220."""
    outline = rounded([(-28, -110), (28, -110), (28, 110), (-28, 110)], 7)
    gold = "#c7a04a"
    return group(
        lying(sheet, outline, lift=12, strength=0.42),
        path(outline, sheet.linear((0, "#55525a"), (0.3, "#34323a"), (1, "#17161a"))),
        rect(-20, -100, 40, 168, "none", stroke=gold, stroke_width=1.8, opacity=0.85),
        circle(4, -70, 11, gold),
        line(smooth((-12, 58), (-2, 30), (-10, 6), (2, -20)), gold, 4),
        *(path(blob((x - 13, y), (x - 6, y - 9), (x + 6, y - 9), (x + 13, y)), gold) for x, y in ((4, -22), (-4, 4), (6, 22))),
    )  # fmt: skip


def brush(sheet: Sheet, length: float = 470) -> str:
    """A bamboo brush along the y axis, its tip down at the origin."""
    bamboo = "#d2b06c"
    tip = joined([(0, 0), (-9, -30), (-13, -62), (-10, -84)], [(10, -84), (13, -62), (9, -30), (0, 0)])
    return group(
        lying(sheet, polygon([(-9, -84), (9, -84), (9, -length), (-9, -length)]), lift=11, strength=0.42),
        path(tip, sheet.linear((0, "#b28a5a"), (0.5, "#8f6a44"), (1, "#5f452c"))),
        path(joined([(0, 0), (-8, -26), (-10, -42)], [(10, -42), (8, -26), (0, 0)]), "#1c191c"),
        rect(-11, -98, 22, 18, "#3a2f2b", rx=2),
        rect(-10, -length, 20, length - 98, sheet.linear((0, lit(bamboo, 0.35)), (0.35, lit(bamboo, 0.15)), (1, shaded(bamboo, 0.32)))),
        *(rect(-11, -length + at_y, 22, 4, shaded(bamboo, 0.3), rx=2) for at_y in (130, 268)),
        rect(-10.5, -length - 6, 21, 14, "#3a2f2b", rx=3),
        line(smooth((0, -length - 6), (-12, -length - 26), (0, -length - 40), (12, -length - 26), (0, -length - 6)), "#97412f", 3.4),
    )  # fmt: skip


def lamp(sheet: Sheet) -> str:
    """A standing paper lamp, lit: a cedar frame 190 wide and 380 high."""
    frame = Block(190, 190, 380, turn=30, tilt=0.2)
    wood = mix(SUGI, "#6a4526", 0.55)
    glow = [(0, "#fff6d8"), (0.45, "#fbdc98"), (1, "#dd9f55")]
    front = sheet.radial(*glow, centre=(0.56, 0.55), radius=0.8)
    side = sheet.radial((0, "#f8dfa4"), (0.5, "#e9b86c"), (1, "#b97838"), centre=(0.3, 0.55), radius=0.8)
    fibre = chance("lamp")
    wisps = "".join(
        smooth((x, y), (x + fibre.uniform(-14, 14), y + fibre.uniform(8, 24)), (x + fibre.uniform(-26, 26), y + fibre.uniform(20, 52)))
        for x, y in ((fibre.uniform(16, 174), fibre.uniform(20, 320)) for _ in range(24))
    )

    def bars(breadth: float) -> str:
        return group(
            rect(0, 0, 8, 380, wood), rect(breadth - 8, 0, 8, 380, shaded(wood, 0.12)), rect(0, 0, breadth, 9, lit(wood, 0.2)),
            rect(0, 344, breadth, 9, wood), rect(0, 116, breadth, 4, wood), rect(breadth / 2 - 2, 0, 4, 348, wood),
        )  # fmt: skip

    return group(
        frame.shadow(sheet, 0.4),
        frame.front(rect(0, 0, 190, 350, front), line(wisps, "#b9823f", 1.6, opacity=0.4), bars(190)),
        frame.side(rect(0, 0, 190, 350, side), line(wisps, "#8f5a26", 1.6, opacity=0.4), bars(190)),
        frame.top(rect(0, 0, 190, 190, "#f0c987"), rect(4, 4, 182, 182, "none", stroke=lit(wood, 0.2), stroke_width=8)),
    )


def round_fan(sheet: Sheet, r: float = 220) -> str:
    """A bamboo fan painted with morning glories; the middle of its face is the origin, its handle down."""
    face = oval(0, 0, r, r * 0.94)
    bamboo = "#d6b777"
    ribs = "".join(polyline([(4 * n / 9, r * 1.16), (r * 0.98 * sin(radians(n * 7.6)), r * 0.2 - r * 1.1 * cos(radians(n * 7.6)))]) for n in range(-9, 10))
    vine = smooth((-150, 150), (-120, 60), (-40, 70), (-20, -20), (60, -30), (90, -120), (150, -130))
    flowers = ((-96, 18, 62, AI), (42, -78, 72, "#7a6fa0"), (92, 62, 50, AI), (-60, -110, 40, "#8f86b5"))
    leaves = ((-30, 92, 84, 130), (120, -20, 78, -40), (-140, -60, 74, 200), (10, 26, 66, 20))
    return group(
        lying(sheet, face, lift=22, strength=0.34),
        rect(-8, r * 0.8, 30, r * 1.02, _DARK, opacity=0.25, filter=sheet.blur(8), transform="translate(14 14)"),
        rect(-11, r * 0.84, 22, r, sheet.linear((0, lit(bamboo, 0.4)), (0.4, bamboo), (1, shaded(bamboo, 0.35))), rx=8),
        rect(-12, r * 1.3, 24, 4, shaded(bamboo, 0.3), rx=2),
        path(face, sheet.linear((0, "#fffdf6"), (0.6, "#f5eede"), (1, "#e0d5bd"), end=(1, 1))),
        group(
            line(ribs, "#bfae8a", 1.5, opacity=0.5),
            ellipse(0, -r * 0.9, r * 1.2, r * 0.7, sheet.down((0, "#b9d2d8", 0.8), (1, "#b9d2d8", 0))),
            line(vine, "#5d7a4b", 4),
            line(smooth((90, -120), (110, -150), (96, -168), (84, -150), (100, -140)), "#5d7a4b", 2.4),
            *(at(x, y, leaf(sheet, size, "#5d7f55", width=0.7, ribs=3), turn=turn) for x, y, size, turn in leaves),
            *(at(x, y, morning_glory(sheet, size, colour)) for x, y, size, colour in flowers),
            clip_path=sheet.clip(face),
        ),
        path(face, stroke="#b5894e", stroke_width=6),
        path(smooth((-70, r * 0.88), (0, r * 0.72), (70, r * 0.88)), stroke=bamboo, stroke_width=7, stroke_linecap="round"),
        rect(-13, r * 0.82, 26, 34, AI, rx=3),
    )  # fmt: skip


def morning_glory(sheet: Sheet, r: float, colour: str) -> str:
    """A trumpet seen from the front: five soft lobes and a white star."""
    lobes = [p for n in range(5) for p in _glory_lobe(n * 72, r)]
    star = [point for n in range(5) for point in (*ring(0, 0, r * 0.92, 1, start=n * 72), *ring(0, 0, r * 0.26, 1, start=n * 72 + 36))]
    return group(
        path(blob(*lobes), sheet.radial((0, "#ffffff"), (0.34, lit(colour, 0.75)), (0.62, colour), (1, shaded(colour, 0.08)), radius=0.56)),
        path(polygon(star), "#ffffff", opacity=0.5),
        circle(0, 0, r * 0.16, "#fff8dd"), circle(0, 0, r * 0.07, "#e5c766"),
    )


def _glory_lobe(turn: float, r: float) -> list[Point]:
    return [(r * far * sin(radians(turn + aside)), -r * far * cos(radians(turn + aside))) for aside, far in ((-30, 0.95), (0, 1.03), (30, 0.95))]


def enso(colour: str, r: float) -> str:
    """A circle drawn with one breath of the brush."""
    outer = [(r * (1 + 0.02 * sin(5 * t)) * cos(t), r * (1 + 0.02 * cos(3 * t)) * sin(t)) for t in (2 + 5.6 * n / 18 for n in range(19))]
    inner = [(x * (0.8 + 0.012 * n), y * (0.8 + 0.012 * n)) for n, (x, y) in enumerate(outer)]
    dry = dashes(((x * 0.93, y * 0.93), (y * 0.2, -x * 0.2)) for x, y in outer[13:18])
    return group(path(joined(outer, inner[::-1]), colour, opacity=0.88), line(dry, "#f8f2e4", 2, opacity=0.8))


