"""Bark, bentwood, lacquer and boards from Hashibami."""

from math import cos, radians, sin

from small_trades.shop.products.sample.drawings.curves import blob, chance, dashes, joined, oval, polygon, polyline, rounded, smooth
from small_trades.shop.products.sample.drawings.light import gleam, hollow, lying, rim_light, standing, turned
from small_trades.shop.products.sample.drawings.palette import SUGI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import Point, Sheet, at, circle, ellipse, group, line, path, use
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231c1f"


def caddy(sheet: Sheet) -> str:
    """A tea caddy in polished cherry bark, 240 wide and 330 high."""
    can, bark = Vessel(((118, 0), (120, 4), (120, 160), (120, 322), (118, 326)), tilt=0.26), "#71302a"
    fall = chance("bark")
    pale: list[str] = []
    dark: list[str] = []
    for n in range(86):
        angle, height = fall.uniform(-88, 80), fall.uniform(10, 316)
        reach = fall.uniform(3, 15)
        end = min(88, angle + reach)
        (pale if n % 3 else dark).append(polyline([can.point(angle, height), can.point((angle + end) / 2, height), can.point(end, height)]))
    bands = [can.band(h, h + wide) for h, wide in ((52, 22), (128, 9), (176, 30), (262, 16))]
    return group(
        standing(sheet, can, to=250),
        path(can.body(), turned(sheet, bark, gloss=0.42, depth=0.5)),
        *(path(d, lit(bark, 0.5), opacity=0.22) for d in bands),
        line("".join(dark), shaded(bark, 0.55), 3, opacity=0.7),
        line("".join(pale), "#e3c8b4", 2.1, opacity=0.6),
        path(can.band(226, 229), shaded(bark, 0.75)),
        line(can.arc(231), lit(bark, 0.6), 1.6, opacity=0.6),
        path(can.body(), sheet.linear((0, _DARK, 0.3), (0.2, "#ffffff", 0.06), (0.6, _DARK, 0), (0.88, _DARK, 0.42), (1, _DARK, 0.25))),
        gleam(sheet, can, 12, 220, angle=-50, width=13, strength=0.5), gleam(sheet, can, 236, 318, angle=-50, width=13, strength=0.5),
        gleam(sheet, can, 20, 214, angle=-33, width=4, strength=0.25),
        path(can.mouth(), lit(bark, 0.3)),
        path(can.mouth(5), sheet.linear((0, lit(bark, 0.5)), (0.6, lit(bark, 0.1)), (1, shaded(bark, 0.2)), end=(1, 1))),
        line("".join(polyline([(x, -326 * 0.966 + y), (x + wide, -326 * 0.966 + y)]) for x, y, wide in ((-70, -8, 40), (-20, 6, 64), (20, -14, 44), (-50, 14, 30), (30, 16, 30))), "#e3c8b4", 2, opacity=0.5),
    )  # fmt: skip


_WAPPA = Vessel(((166, 0), (170, 6), (170, 70), (170, 108)), tilt=0.52)


def _bent_side(sheet: Sheet, wood: str, low: float, high: float) -> str:
    grain = "".join(_WAPPA.arc(low + (high - low) * n / 7 + (2 if n % 2 else -1)) for n in range(1, 7))
    return group(path(_WAPPA.band(low, high), turned(sheet, wood, gloss=0.25, depth=0.34)), line(grain, shaded(wood, 0.3), 1.2, opacity=0.4))


def lunch_box(sheet: Sheet) -> str:
    """An oval bentwood box, open and packed, 480 wide; to be drawn as it is, the oval is made here."""
    box, wood = _WAPPA, SUGI
    y = box.level(108)
    stitches = [polyline([box.point(-26, h), box.point(-14, h + 5)]) for h in (22, 36, 50, 64, 78, 92)]
    stitches += [polyline([box.point(-8, h), box.point(2, h + 5)]) for h in (30, 46, 62, 78)]
    food = [
        path(oval(0, y + 8, 160, 82), "#f4efe4"),
        _rice_bed(sheet, y),
        _dishes(sheet, y),
        path(oval(0, y, 160, 83), stroke=_DARK, stroke_width=16, opacity=0.22, filter=sheet.blur(6)),
    ]
    return group(
        standing(sheet, box, to=104),
        path(box.body(), wood), _bent_side(sheet, wood, 0, 108),
        path(box.patch(-34, -31, 0, 108), shaded(wood, 0.5), opacity=0.5),
        line("".join(stitches), "#6d3228", 7),
        path(box.mouth(), lit(wood, 0.45)),
        path(box.mouth(9), hollow(sheet, wood)),
        group(*food, clip_path=sheet.clip(box.mouth(10))),
        transform="scale(1.34 1)",
    )  # fmt: skip


def _rice_bed(sheet: Sheet, y: float) -> str:
    fall = chance("bento")
    bed = blob((-164, y - 30), (-60, y - 84), (4, y - 80), (14, y), (-4, y + 84), (-80, y + 78), (-164, y + 30))
    grains = dashes(((fall.uniform(-140, -4), y + fall.uniform(-66, 66)), (fall.uniform(-5, 5), fall.uniform(-4, 4))) for _ in range(90))
    sesame = dashes(((-78 + fall.uniform(-40, 40), y + fall.uniform(-36, 36)), (fall.uniform(-2, 2), 3)) for _ in range(16))
    return group(
        path(bed, sheet.linear((0, "#ffffff"), (1, "#e4ddcf"), end=(1, 1))),
        line(grains, "#ffffff", 5, opacity=0.9), line(sesame, "#2d2728", 3),
        circle(-76, y + 5, 19, _DARK, opacity=0.25, filter=sheet.blur(4)),
        circle(-78, y, 19, sheet.radial((0, "#e58478"), (0.6, "#c04a44"), (1, "#8f2f34"), centre=(0.35, 0.3), radius=0.75)),
        line(smooth((-86, y - 6), (-80, y + 2), (-70, y - 2)), "#8f2f34", 2, opacity=0.6),
    )  # fmt: skip


def _dishes(sheet: Sheet, y: float) -> str:
    egg = []
    for x, dy in ((40, -44), (78, -36)):
        egg += [
            path(rounded([(x - 20, y + dy - 26), (x + 20, y + dy - 26), (x + 20, y + dy + 22), (x - 20, y + dy + 22)], 9), sheet.linear((0, "#fbe59a"), (1, "#e3b23c"), end=(1, 1))),
            line(smooth((x - 10, y + dy + 12), (x - 10, y + dy - 14), (x + 10, y + dy - 14), (x + 9, y + dy + 8), (x - 2, y + dy + 6), (x - 1, y + dy - 4)), "#c98f2a", 2.6, opacity=0.7),
        ]  # fmt: skip
    salmon = blob((30, y + 12), (80, y + 0), (140, y + 18), (132, y + 46), (70, y + 56), (28, y + 46))
    green = [smooth((120, y - 62), (132, y - 40), (150, y - 10)), smooth((112, y - 56), (124, y - 32), (138, y - 2)), smooth((104, y - 50), (114, y - 26), (126, y + 4))]
    shiso = blob((6, y - 76), (26, y - 40), (18, y - 8), (28, y + 26), (14, y + 66), (-4, y + 40), (6, y + 6), (-4, y - 30))
    return group(
        path(shiso, sheet.linear((0, "#7d9a58"), (1, "#4c6a3d"))),
        *egg,
        line("".join(green), "#5d8048", 12), line("".join(green), "#95b36f", 4),
        path(salmon, _DARK, opacity=0.25, filter=sheet.blur(4), transform="translate(3 5)"),
        path(salmon, sheet.linear((0, "#f2b394"), (0.6, "#e08f68"), (1, "#c06d48"), end=(0.6, 1))),
        line("".join(smooth((x, y + 8), (x + 8, y + 28), (x + 2, y + 52)) for x in (54, 76, 98, 118)), "#f9d8c4", 2.6, opacity=0.8),
    )  # fmt: skip


def lunch_lid(sheet: Sheet) -> str:
    """The lid, lying behind the box, 500 wide."""
    lid, wood = Vessel(((174, 0), (174, 20), (174, 34)), tilt=0.52), SUGI
    y = lid.level(34)
    grain = "".join(smooth((-170, y + dy), (-40, y + dy + 6), (170, y + dy - 4)) for dy in range(-74, 80, 15))
    return group(
        standing(sheet, lid),
        path(lid.body(), turned(sheet, wood, gloss=0.25)),
        path(lid.mouth(), lit(wood, 0.3)),
        path(lid.mouth(5), sheet.linear((0, lit(wood, 0.55)), (0.6, lit(wood, 0.2)), (1, wood), end=(1, 0.6))),
        line(grain, shaded(wood, 0.25), 1.5, opacity=0.4, clip_path=sheet.clip(lid.mouth(6))),
        transform="scale(1.34 1)",
    )


_WAN = Vessel(((74, 0), (72, 22), (84, 30), (140, 66), (166, 118), (172, 168)), tilt=0.32)


def soup_bowl(sheet: Sheet) -> str:
    """A lacquered bowl of soup, the grain showing through."""
    bowl, wood = _WAN, "#8f4f2a"
    fall = chance("keyaki")
    rings = []
    for n in range(11):
        low = 34 + n * 12.4
        wave = [(angle, low + 7 * cos(radians(angle * 1.6 + n * 9)) + fall.uniform(-1, 1)) for angle in range(-88, 89, 22)]
        rings.append(smooth(*(bowl.point(angle, h) for angle, h in wave)))
    y = bowl.level(140)
    tofu = [(-60, -8), (-16, 10), (22, -16), (70, 4)]
    wakame = [blob((-96, y + 8), (-70, y + 0), (-50, y + 18), (-78, y + 30)), blob((34, y + 20), (70, y + 16), (92, y + 26), (56, y + 34)), blob((-30, y - 30), (4, y - 34), (10, y - 22), (-18, y - 18))]
    return group(
        standing(sheet, bowl),
        path(bowl.body(), turned(sheet, wood, gloss=0.42, depth=0.5)),
        line("".join(rings), shaded(wood, 0.55), 2, opacity=0.5, clip_path=sheet.clip(bowl.body())),
        path(bowl.band(0, 22), turned(sheet, shaded(wood, 0.2), gloss=0.35, depth=0.5)),
        path(bowl.body(), sheet.linear((0, _DARK, 0.22), (0.25, "#ffffff", 0.05), (0.6, _DARK, 0), (0.9, _DARK, 0.36), (1, _DARK, 0.2))),
        gleam(sheet, bowl, 50, 158, angle=-50, width=13, strength=0.5),
        path(bowl.mouth(), lit(wood, 0.25)),
        path(bowl.mouth(5), hollow(sheet, shaded(wood, 0.1))),
        group(
            ellipse(0, y, 158, 50, sheet.linear((0, "#a8743a"), (0.5, "#c99653"), (1, "#e0b878"))),
            path(blob((-120, y - 4), (-40, y - 30), (60, y - 24), (110, y + 4), (40, y + 26), (-70, y + 26)), "#e3c085", opacity=0.55),
            *(path(d, sheet.linear((0, "#5e7d4c"), (1, "#34523a"), end=(1, 1))) for d in wakame),
            *(path(polygon([(x - 18, y + dy), (x + 2, y + dy - 9), (x + 20, y + dy - 2), (x, y + dy + 8)]), "#fffdf6") + path(polygon([(x - 18, y + dy), (x, y + dy + 8), (x, y + dy + 15), (x - 18, y + dy + 7)]), "#e5dcc8")
              + path(polygon([(x, y + dy + 8), (x + 20, y + dy - 2), (x + 20, y + dy + 5), (x, y + dy + 15)]), "#d3c8b0") for x, dy in tofu),
            *(ellipse(x, y + dy, 7, 4, "none", stroke="#7fa05c", stroke_width=3.4) for x, dy in ((-20, -22), (50, -20), (84, -12), (-84, -14), (-4, 26), (28, 6))),
            clip_path=sheet.clip(bowl.mouth(6)),
        ),
        rim_light(bowl, "#d99a63", 2.6),
    )  # fmt: skip


def chopsticks(sheet: Sheet, wood: str, length: float = 600) -> str:
    """A pair of eight-sided chopsticks along the x axis, tips to the left."""
    def stick(y: float, turn: float) -> str:
        def face(top: float, bottom: float, tone: str) -> str:
            return path(polygon([(0, y + top * 0.4), (length, y + top), (length, y + bottom), (0, y + bottom * 0.4)]), tone)

        grain = smooth((40, y), (length * 0.4, y - 1.4), (length, y + 1)) + smooth((length * 0.3, y - 4), (length * 0.7, y - 4.6), (length, y - 5))
        return group(
            face(-11, -4, lit(wood, 0.5)), face(-4, 5, wood), face(5, 11, shaded(wood, 0.36)),
            line(grain, shaded(wood, 0.4), 0.9, opacity=0.4),
            path(polygon([(length - 1, y - 11), (length + 4, y - 5), (length + 4, y + 5), (length - 1, y + 11)]), shaded(wood, 0.25)),
            transform=f"rotate({turn} {length * 0.1:.0f} {y})",
        )  # fmt: skip

    shadow = polygon([(0, -18), (length, -26), (length, 26), (0, 18)])
    return group(lying(sheet, shadow, lift=15, strength=0.26), stick(-15, -0.5), stick(15, 0.9))


def chopstick_rest(sheet: Sheet, colour: str) -> str:
    """A small knotted rest under the tips."""
    outline = blob((-26, -58), (0, -66), (26, -58), (22, -22), (16, 0), (22, 22), (26, 58), (0, 66), (-26, 58), (-22, 22), (-16, 0), (-22, -22))
    return group(
        lying(sheet, outline, lift=9, strength=0.4),
        path(outline, sheet.linear((0, lit(colour, 0.5)), (0.5, colour), (1, shaded(colour, 0.3)))),
        path(blob((-16, -46), (-6, -54), (-8, -14), (-14, -12)), "#ffffff", opacity=0.45),
    )


def tray(sheet: Sheet, r: float = 320) -> str:
    """A round tray from above, the marks of the adze in rows across it."""
    wood = "#8a6244"
    scoops = ""
    fall = chance("adze")
    for row in range(-9, 10):
        y = row * 30
        half = (1 - min(1, abs(y) / (r * 0.9)) ** 2) ** 0.5 * r * 0.86
        x = -half + fall.uniform(0, 24)
        while x < half - 10:
            wide = min(fall.uniform(38, 60), half - x)
            scoops += f"M{x:.0f} {y + fall.uniform(-3, 3):.0f}q{wide / 2:.0f} 18 {wide:.0f} 0"
            x += wide
    marks = sheet.shape(scoops)
    grain = "".join(smooth((x, -r * 0.86), (x + 10, -60), (x - 6, 90), (x + 4, r * 0.86)) for x in range(-270, 280, 36))
    return group(
        lying(sheet, oval(0, 0, r, r), lift=24, strength=0.4),
        circle(0, 0, r, sheet.linear((0, lit(wood, 0.5)), (0.5, wood), (1, shaded(wood, 0.35)), end=(1, 1))),
        circle(0, 0, r - 20, sheet.linear((0, shaded(wood, 0.4)), (0.45, shaded(wood, 0.08)), (1, lit(wood, 0.28)), end=(1, 1))),
        group(
            line(grain, shaded(wood, 0.4), 2, opacity=0.3),
            use(marks, "none", stroke=shaded(wood, 0.45), stroke_width=3, opacity=0.45),
            use(marks, "none", stroke=lit(wood, 0.6), stroke_width=2.2, opacity=0.5, transform="translate(0 4)"),
            clip_path=sheet.clip(oval(0, 0, r - 26, r - 26)),
        ),
        circle(0, 0, r - 3, "none", stroke=lit(wood, 0.6), stroke_width=2.5, opacity=0.6),
    )  # fmt: skip


def teapot_above(sheet: Sheet, colour: str = "#3a3433") -> str:
    """The side-handled teapot from straight above: spout up to the left, handle to the right."""
    spout = joined([(-60, -84), (-96, -128), (-120, -158)], [(-120, -158), (-140, -146)], [(-140, -146), (-122, -108), (-98, -50)])
    handle = joined([(96, -18), (170, -20), (236, -24)], [(236, -24), (250, 0), (236, 24)], [(236, 24), (170, 18), (94, 20)])
    return group(
        lying(sheet, oval(0, 0, 118, 118), lift=26, strength=0.5), lying(sheet, handle, lift=20, strength=0.4),
        path(spout, sheet.linear((0, lit(colour, 0.5)), (1, shaded(colour, 0.3)), end=(1, 0.8))),
        ellipse(-128, -150, 12, 7, shaded(colour, 0.75), transform="rotate(42 -128 -150)"),
        path(handle, sheet.down((0, lit(colour, 0.55)), (0.4, colour), (1, shaded(colour, 0.5)))),
        circle(0, 0, 118, sheet.radial((0, lit(colour, 0.5)), (0.55, colour), (1, shaded(colour, 0.5)), centre=(0.34, 0.32), radius=0.75)),
        circle(0, 0, 72, shaded(colour, 0.5)),
        circle(-1, -1, 68, sheet.linear((0, lit(colour, 0.55)), (0.6, colour), (1, shaded(colour, 0.3)), end=(1, 1))),
        circle(0, 0, 46, "none", stroke=lit(colour, 0.5), stroke_width=1.6, opacity=0.4),
        circle(6, 8, 23, _DARK, opacity=0.5, filter=sheet.blur(5)),
        circle(0, 0, 22, sheet.radial((0, lit(colour, 0.9)), (0.6, lit(colour, 0.15)), (1, shaded(colour, 0.3)), centre=(0.35, 0.3), radius=0.75)),
        circle(40, -30, 4, shaded(colour, 0.8)),
    )  # fmt: skip


def cup_above(sheet: Sheet, glaze: str, tea: str = "#a9ad5a", r: float = 72) -> str:
    """A cup of tea from straight above."""
    return group(
        lying(sheet, oval(0, 0, r, r), lift=22, strength=0.48),
        circle(0, 0, r, "#b99a6c"), circle(0, 0, r - 3, sheet.linear((0, lit(glaze, 0.4)), (1, shaded(glaze, 0.3)), end=(1, 1))),
        circle(0, 0, r - 9, sheet.linear((0, shaded(glaze, 0.45)), (1, lit(glaze, 0.25)), end=(1, 1))),
        circle(0, 0, r - 14, sheet.linear((0, shaded(tea, 0.3)), (0.5, tea), (1, lit(tea, 0.4)), end=(1, 1))),
        path(blob((-r * 0.4, -r * 0.2), (-r * 0.1, -r * 0.44), (r * 0.2, -r * 0.42), (-r * 0.1, -r * 0.2)), "#ffffff", opacity=0.35),
    )


def cutting_board(sheet: Sheet, width: float = 400, height: float = 620) -> str:
    """A pale one-piece board from above with a hole to hang it by."""
    wood, x, y = "#ead9b4", width / 2, height / 2
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 26)
    lines: list[str] = []
    for n in range(-7, 8):
        way: list[Point] = [(n * 26 + 8 * sin(n), -y + 4), (n * 27 + 5 * cos(n * 2), -y * 0.3), (n * 25 + 9 * sin(n * 1.7), y * 0.3), (n * 27, y - 4)]
        lines.append(smooth(*way))
    cathedral = "".join(smooth((-10 * k, y - 6), (-9 * k, y * 0.1), (4, -y * 0.62 + 34 * k), (4 + 9 * k, y * 0.12), (12 * k, y - 6)) for k in (1, 2, 3))
    kept = sheet.shape(outline)
    return group(
        group(use(kept, _DARK, opacity=0.36, filter=sheet.blur(12)), transform="translate(20 17)"),
        use(kept, shaded(wood, 0.3), transform="translate(5 6)"),
        use(kept, sheet.linear((0, lit(wood, 0.6)), (0.5, wood), (1, shaded(wood, 0.12)), end=(1, 1))),
        group(line("".join(lines), shaded(wood, 0.22), 1.8, opacity=0.45), line(cathedral, shaded(wood, 0.28), 2, opacity=0.5), clip_path=sheet.clip_to(kept)),
        circle(0, -y + 54, 20, shaded(wood, 0.5)), circle(2, -y + 57, 17, "#d9d3c6"),
        use(kept, "none", stroke="#fffaf0", stroke_width=2, opacity=0.6),
    )  # fmt: skip


