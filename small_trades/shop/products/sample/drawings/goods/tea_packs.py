"""Tea as it is sold: bags, packets and loose leaf."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    Mark,
    blob,
    chance,
    dashes,
    joined,
    oval,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import (
    contact,
    lying,
)
from small_trades.shop.products.sample.drawings.palette import HINOKI, KIRI, lit, mix, shaded
from small_trades.shop.products.sample.drawings.plants import leaf_mark
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, group, line, path, rect


def bag(sheet: Sheet, colour: str, emblem: str) -> str:
    """A paper tea bag with a folded top, a cord and a cream label; 230 wide and 330 high."""
    pack = Block(230, 96, 270, turn=20, tilt=0.24)
    left, right = pack.at(-115, 48, 270), pack.at(115, 48, 270)
    back_right = pack.at(115, -48, 270)
    ridge_left, ridge_right = pack.at(-112, 0, 316), pack.at(112, 0, 316)
    roll = [ridge_left, ridge_right, pack.at(113, 12, 344), pack.at(-113, 12, 344)]
    label = sheet.linear((0, "#fffdf6"), (1, "#eadfc8"), end=(1, 1))
    side = sheet.linear((0, shaded(colour, 0.34)), (0.5, shaded(colour, 0.46)), (1, shaded(colour, 0.28)))
    return group(
        pack.shadow(sheet),
        pack.front(
            rect(
                0, 0, 230, 270, sheet.linear((0, lit(colour, 0.2)), (0.7, colour), (1, shaded(colour, 0.12)))
            )
        ),
        pack.side(
            rect(0, 0, 96, 270, side),
            path(polygon([(0, 270), (48, 214), (96, 270)]), shaded(colour, 0.2)),
            line(polyline([(48, 0), (48, 214)]), shaded(colour, 0.5), 1.5),
        ),
        path(polygon([right, back_right, ridge_right]), shaded(colour, 0.42)),
        path(
            polygon([left, right, ridge_right, ridge_left]),
            sheet.down((0, lit(colour, 0.34)), (1, lit(colour, 0.06))),
        ),
        path(polygon(roll), sheet.down((0, lit(colour, 0.3)), (1, shaded(colour, 0.16)))),
        line(polyline([ridge_left, ridge_right]), shaded(colour, 0.5), 2, opacity=0.6),
        pack.front(
            rect(52, 34, 126, 190, shaded(colour, 0.4), opacity=0.5, transform="translate(3 4)"),
            rect(52, 34, 126, 190, label),
            rect(60, 42, 110, 174, "none", stroke=emblem, stroke_width=1.6, opacity=0.6),
            circle(115, 112, 42, emblem),
            at(115, 112, leaf_mark("#f2ead6", 50)),
            *(rect(107 - 5 * n, 176 + 12 * n, 16 + 10 * n, 3.4, emblem, opacity=0.55) for n in range(3)),
        ),
    )


def heap(
    sheet: Sheet,
    seed: str,
    colours: tuple[str, ...],
    *,
    width: float = 150,
    height: float = 52,
    count: int = 190,
    length: float = 20,
    thick: float = 3.6,
) -> str:
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
        contact(sheet, 8, 8, width * 0.98, 20, strength=0.4),
        path(
            blob(
                (-width * 0.86, 8),
                (-width * 0.4, -height * 0.66),
                (0, -height * 0.9),
                (width * 0.4, -height * 0.66),
                (width * 0.86, 8),
                (0, 20),
            ),
            shaded(colours[0], 0.4),
        ),
        *(line(dashes(found), colour, thick) for colour, found in marks.items()),
    )


def scoop(sheet: Sheet) -> str:
    """A wooden scoop lying on the table, its bowl at the origin and its handle to the right."""
    wood = "#b98a58"
    return group(
        lying(
            sheet,
            blob((-90, -6), (0, 34), (86, 14), (230, -26), (230, -44), (80, -18), (0, -34)),
            lift=10,
            strength=0.4,
        ),
        path(
            joined(
                [(66, -12), (150, -26), (246, -52)],
                [(246, -52), (258, -44), (250, -32)],
                [(250, -32), (150, 0), (66, 18)],
            ),
            sheet.down((0, lit(wood, 0.4)), (1, shaded(wood, 0.3))),
        ),
        path(oval(0, 4, 96, 42), shaded(wood, 0.35)),
        path(oval(0, 0, 96, 40), sheet.linear((0, lit(wood, 0.4)), (1, shaded(wood, 0.1)), end=(1, 1))),
        path(oval(0, 2, 84, 32), sheet.linear((0, shaded(wood, 0.45)), (1, wood), end=(1, 0.6))),
    )


def tea_pyramid(sheet: Sheet) -> str:
    """A pyramid tea bag with its string and tag."""
    fall = chance("pyramid")
    leaves = dashes(
        ((fall.uniform(-52, 56), fall.uniform(-34, 6)), (fall.uniform(-12, 12), fall.uniform(-6, 6)))
        for _ in range(46)
    )
    return group(
        lying(sheet, polygon([(-84, 14), (96, 12), (60, 34), (-40, 36)]), lift=8, strength=0.4),
        line(smooth((4, -112), (40, -150), (96, -132), (112, -70), (132, -22)), "#d3c7aa", 2.6),
        group(
            path(
                polygon([(-78, 16), (8, -112), (26, 34)]),
                sheet.linear((0, "#ffffff", 0.95), (1, "#d9dfc4", 0.95)),
            ),
            path(
                polygon([(26, 34), (8, -112), (90, 8)]),
                sheet.linear((0, "#bfc8a4", 0.95), (1, "#d6dcc0", 0.95)),
            ),
        ),
        line(
            leaves,
            "#4f6b3c",
            4.2,
            clip_path=sheet.clip(polygon([(-74, 14), (-30, -40), (56, -40), (86, 8), (26, 32)])),
            opacity=0.85,
        ),
        line(polyline([(8, -112), (26, 34)]), "#ffffff", 2, opacity=0.8),
        at(
            136,
            -4,
            rect(-20, -24, 44, 54, "#f6efdf", rx=2),
            circle(2, -14, 3, "#b9ad94"),
            at(2, 6, leaf_mark("#6d8246", 24)),
            turn=14,
        ),
    )


def rice_dish(sheet: Sheet, r: float = 290) -> str:
    """A white dish from above: popped rice, black beans and leaf, a third each."""
    fall = chance("genmai")
    parts = []
    places = {"rice": (-30, 90), "bean": (90, 210), "leaf": (210, 330)}
    shades = {"rice": "#ab8446", "bean": "#1d171b", "leaf": "#2c4630"}
    found: dict[str, list[tuple[float, float]]] = {}
    for kind, (start, end) in places.items():
        spots = []
        for _ in range({"rice": 150, "bean": 74, "leaf": 190}[kind]):
            turn, far = (
                fall.uniform(start + 5, end - 5) / 180 * pi,
                (0.06 + 0.94 * fall.uniform(0, 1)) ** 0.5 * r * 0.8,
            )
            spots.append((far * sin(turn), -far * cos(turn)))
        found[kind] = spots
        edge = [(start + 16 + (end - start - 32) * n / 6) / 180 * pi for n in range(7)]
        middle = (start + end) / 360 * pi
        heart = (r * 0.13 * sin(middle), -r * 0.13 * cos(middle))
        parts.append(path(blob(heart, *((r * 0.7 * sin(t), -r * 0.7 * cos(t)) for t in edge)), shades[kind]))
    rice = found["rice"]
    parts.append(
        line(dashes((p, (fall.uniform(-9, 9), fall.uniform(-9, 9))) for p in rice[:110]), "#b98f52", 9)
    )
    parts.append(
        line(dashes((p, (fall.uniform(-7, 7), fall.uniform(-7, 7))) for p in rice[50:130]), "#d9b273", 7)
    )
    for x, y in rice[126:150]:
        parts.append(
            line(
                dashes(((x, y), (fall.uniform(-8, 8), fall.uniform(-8, 8))) for _ in range(3)), "#fffaf0", 12
            )
        )
    leaves = found["leaf"]
    for n, colour in enumerate(("#2f4a34", "#4c6a3d", "#7a8c4a")):
        parts.append(
            line(
                dashes((p, (fall.uniform(-22, 22), fall.uniform(-22, 22))) for p in leaves[n::3]), colour, 4.6
            )
        )
    for n, colour in enumerate(("#241d21", "#3a3137", "#2d252a")):
        parts.append(line(dashes((p, (0.1, 0)) for p in found["bean"][n::3]), colour, 32))
    parts.append(
        line(dashes(((x - 5, y - 6), (4, -2)) for x, y in found["bean"]), "#8b828c", 4, opacity=0.75)
    )
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
        packets.append(
            at(
                x,
                0,
                rect(-48, -112, 100, 236, "#3b2c20", opacity=0.3, filter=sheet.blur(5)),
                rect(
                    -50,
                    -118,
                    100,
                    236,
                    sheet.linear((0, lit(colour, 0.25)), (1, shaded(colour, 0.12)), end=(1, 0.6)),
                ),
                path(
                    polygon([(-50, -118), (50, -118), (50, -76), (0, -58), (-50, -76)]), shaded(colour, 0.14)
                ),
                path(polygon([(-50, -118), (50, -118), (50, -80), (0, -63), (-50, -80)]), lit(colour, 0.16)),
                circle(0, 22, 30, "#f6eedb"),
                at(0, 22, leaf_mark(colour, 36)),
                *(rect(-16 + 3 * m, 70 + 11 * m, 32 - 6 * m, 3, "#f6eedb", opacity=0.7) for m in range(2)),
            )
        )
    outline = polygon([(-306, -168), (306, -168), (306, 168), (-306, 168)])
    lid = group(
        lying(sheet, outline, lift=16, strength=0.34),
        rect(
            -306, -168, 612, 336, sheet.linear((0, lit(wood, 0.4)), (1, shaded(wood, 0.14)), end=(1, 1)), rx=3
        ),
        line(grain, shaded(wood, 0.3), 1.6, opacity=0.35),
    )
    return group(
        at(60, -210, lid, turn=-9),
        lying(sheet, outline, lift=24, strength=0.4),
        rect(
            -306, -168, 612, 336, sheet.linear((0, lit(wood, 0.45)), (1, shaded(wood, 0.2)), end=(1, 1)), rx=3
        ),
        rect(
            -288,
            -150,
            576,
            300,
            sheet.linear(
                (0, shaded(wood, 0.5)), (0.4, shaded(wood, 0.28)), (1, mix(wood, HINOKI, 0.5)), end=(1, 1)
            ),
        ),
        *packets,
    )
