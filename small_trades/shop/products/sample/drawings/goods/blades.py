"""Blades of Kurose Forge, lying flat with the point to the left."""

from small_trades.shop.products.sample.drawings.curves import (
    chance,
    dashes,
    joined,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import HINOKI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    at,
    circle,
    group,
    line,
    path,
    rect,
    use,
)

_STEEL = "#b9bec2"


_DARK = "#1c1a22"


def handle(wood: str, length: float = 250, thick: float = 42, *, ferrule: str = "#2c2524") -> str:
    """An octagonal handle from the origin to the right, three of its faces seen."""
    half = thick / 2
    seam = half * 0.42

    def run(top: float, bottom: float) -> str:
        return polygon([(0, top * 0.86), (length, top), (length, bottom), (0, bottom * 0.86)])

    grain = "".join(
        smooth((44, y), (length * 0.5, y + 2), (length - 6, y - 1))
        for y in (-half * 0.6, -half * 0.2, half * 0.12, half * 0.62)
    )
    return group(
        path(run(-half, -seam), lit(wood, 0.45)),
        path(run(-seam, seam), wood),
        path(run(seam, half), shaded(wood, 0.32)),
        line(grain, shaded(wood, 0.3), 1.1, opacity=0.35),
        rect(length - 4, -half, 5, thick, shaded(wood, 0.3), rx=1),
        path(polygon([(0, -half * 0.86), (36, -half * 0.88), (36, -seam), (0, -seam)]), lit(ferrule, 0.5)),
        path(polygon([(0, -seam), (36, -seam), (36, seam), (0, seam)]), ferrule),
        path(polygon([(0, seam), (36, seam), (36, half * 0.88), (0, half * 0.86)]), shaded(ferrule, 0.4)),
    )


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
            if x > (-390, -384, -999, -999)[row]:
                dents.append((x, y))
    line_of_steel = smooth((6, 34), (-90, 38), (-200, 33), (-300, 30), (-370, 32), (-420, 30))
    kept = sheet.shape(outline)
    return group(
        lying(sheet, outline, lift=12, strength=0.4),
        lying(sheet, polygon([(24, -18), (290, -21), (290, 21), (24, 18)]), lift=16, strength=0.38),
        at(30, -2, handle("#a9794c", 262)),
        use(
            kept, sheet.linear((0, lit(_STEEL, 0.3)), (0.5, _STEEL), (1, shaded(_STEEL, 0.3)), end=(0.25, 1))
        ),
        group(
            line(dashes(((x - 1.5, y - 2), (5, 0)) for x, y in dents), "#868d93", 13, opacity=0.45),
            line(dashes(((x + 1, y + 1.4), (5, 0)) for x, y in dents), "#c3c9cd", 11.5, opacity=0.9),
            line(dashes(((x + 1, y + 5), (5, 0)) for x, y in dents), "#f4f6f7", 2.4, opacity=0.7),
            path(
                joined(
                    [(6, 34), (-90, 38), (-200, 33), (-300, 30), (-370, 32), (-440, 30)],
                    [(-440, 30), (-440, 80), (10, 80), (6, 34)],
                ),
                sheet.linear((0, "#f3f5f6"), (0.5, "#cfd5d9"), (1, "#eef1f2"), end=(1, 0.1)),
            ),
            line(line_of_steel, "#8d949a", 1.6, opacity=0.8),
            line(smooth((2, 60), (-90, 64), (-240, 62), (-370, 52), (-430, 32)), "#ffffff", 4, opacity=0.9),
            path(polygon([(-150, -60), (-110, -60), (-170, 80), (-210, 80)]), "#ffffff", opacity=0.22),
            clip_path=sheet.clip_to(kept),
        ),
    )


def petty(sheet: Sheet) -> str:
    """A slim blade 300 long, its heel at the origin."""
    outline = joined(
        [(6, -26), (-160, -26), (-260, -12), (-314, 22)],
        [(-314, 22), (-220, 32), (-90, 34), (0, 32)],
        [(0, 32), (6, 12), (24, 8)],
        [(24, -12), (6, -26)],
    )
    kept = sheet.shape(outline)
    return group(
        lying(sheet, outline, lift=10, strength=0.4),
        lying(sheet, polygon([(24, -14), (240, -17), (240, 17), (24, 14)]), lift=13, strength=0.38),
        at(24, -2, handle("#8d5236", 214, 34, ferrule="#c9c3b4")),
        use(
            kept,
            sheet.linear(
                (0, lit(_STEEL, 0.5)),
                (0.4, _STEEL),
                (0.6, lit(_STEEL, 0.3)),
                (1, shaded(_STEEL, 0.25)),
                end=(0.2, 1),
            ),
        ),
        group(
            path(
                joined([(6, 14), (-150, 16), (-320, 16)], [(-320, 16), (-320, 50), (6, 50), (6, 14)]),
                "#f1f4f5",
                opacity=0.8,
            ),
            path(polygon([(-110, -40), (-84, -40), (-120, 50), (-146, 50)]), "#ffffff", opacity=0.3),
            clip_path=sheet.clip_to(kept),
        ),
    )


def nakiri(sheet: Sheet) -> str:
    """A straight vegetable knife with a black forge skin, 380 of blade."""
    outline = joined(
        [(6, -66), (-180, -68), (-350, -64)],
        [(-350, -64), (-376, -52), (-384, -20), (-384, 40), (-372, 62)],
        [(-372, 62), (-200, 70), (0, 70)],
        [(0, 70), (4, 30), (26, 16)],
        [(26, -18), (16, -44), (6, -66)],
    )
    kept, skin = sheet.shape(outline), "#4b4a4d"
    fall = chance("kurouchi")
    specks = [
        ((fall.uniform(-376, 0), fall.uniform(-64, 22)), (fall.uniform(4, 16), fall.uniform(-2, 2)))
        for _ in range(90)
    ]
    return group(
        lying(sheet, outline, lift=12, strength=0.42),
        lying(sheet, polygon([(24, -19), (270, -21), (270, 21), (24, 19)]), lift=15, strength=0.38),
        at(26, -2, handle("#d8b98a", 250, 42, ferrule="#3a3230")),
        use(kept, sheet.linear((0, lit(skin, 0.45)), (0.4, skin), (1, shaded(skin, 0.3)), end=(0.3, 1))),
        group(
            line(dashes(specks[:45]), "#75747a", 3.4, opacity=0.5),
            line(dashes(specks[45:]), "#2b2a2d", 4, opacity=0.5),
            path(
                joined(
                    [(10, 28), (-120, 24), (-260, 30), (-400, 24)],
                    [(-400, 24), (-400, 90), (10, 90), (10, 28)],
                ),
                sheet.linear(
                    (0, "#eef1f2"), (0.45, "#c3c9cd"), (0.7, "#f1f3f4"), (1, "#cdd3d6"), end=(1, 0.1)
                ),
            ),
            line(smooth((10, 44), (-120, 40), (-260, 46), (-400, 42)), "#9aa1a6", 1.6, opacity=0.9),
            line(polyline([(0, 68), (-380, 66)]), "#ffffff", 4),
            clip_path=sheet.clip_to(kept),
        ),
    )


def yanagiba(sheet: Sheet) -> str:
    """A long single-bevelled blade, 560 of it, with mist along the edge."""
    outline = joined(
        [(6, -30), (-250, -30), (-440, -22), (-520, -2), (-566, 34)],
        [(-566, 34), (-420, 40), (-200, 40), (0, 38)],
        [(0, 38), (6, 14), (26, 9)],
        [(26, -14), (6, -30)],
    )
    kept = sheet.shape(outline)
    mist = [(6, 8), (-80, 12), (-180, 7), (-280, 13), (-380, 9), (-480, 18), (-570, 26)]
    return group(
        lying(sheet, outline, lift=12, strength=0.5),
        lying(sheet, polygon([(24, -16), (250, -18), (250, 18), (24, 16)]), lift=15, strength=0.45),
        at(26, -2, handle("#e0c79c", 232, 38, ferrule="#2a2524")),
        use(
            kept,
            sheet.linear((0, "#f0f3f4"), (0.35, "#c2c8cc"), (0.55, "#dfe3e5"), (1, "#aab1b6"), end=(0.12, 1)),
        ),
        group(
            line(polyline([(6, -14), (-440, -10), (-530, 4)]), "#8f969b", 1.6, opacity=0.8),
            path(joined(mist, [(-570, 26), (-570, 60), (6, 60), (6, 8)]), "#fafbfb", opacity=0.75),
            line(smooth(*((x, y + 2) for x, y in mist)), "#ffffff", 9, opacity=0.8, filter=sheet.blur(3)),
            path(polygon([(-190, -40), (-150, -40), (-178, 60), (-218, 60)]), "#ffffff", opacity=0.35),
            path(polygon([(-330, -40), (-318, -40), (-346, 60), (-358, 60)]), "#ffffff", opacity=0.3),
            clip_path=sheet.clip_to(kept),
        ),
    )


def sheath(sheet: Sheet, wood: str = HINOKI) -> str:
    """The magnolia sheath of the yanagiba, open end at the right, with its pin."""
    outline = joined(
        [(0, -38), (-300, -38), (-480, -28), (-560, 0), (-596, 40)],
        [(-596, 40), (-560, 52), (-300, 52), (0, 50)],
        [(0, 50), (0, -38)],
    )
    grain = "".join(smooth((-10, y), (-240, y + 3), (-500, y + 6)) for y in (-24, -8, 6, 22, 38))
    return group(
        lying(sheet, outline, lift=14, strength=0.48),
        path(outline, sheet.linear((0, lit(wood, 0.35)), (0.5, wood), (1, shaded(wood, 0.25)), end=(0.1, 1))),
        line(grain, shaded(wood, 0.3), 1.4, opacity=0.4),
        rect(-9, -38, 9, 88, shaded(wood, 0.45)),
        circle(-60, 10, 9, shaded(wood, 0.4)),
        circle(-61, 8, 7, "#8d5236"),
    )
