"""Dango, yokan and dorayaki."""

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    polygon,
    rounded,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods.rabbits import rabbit
from small_trades.shop.products.sample.drawings.light import (
    contact,
    lying,
    turned,
)
from small_trades.shop.products.sample.drawings.palette import AZUKI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    at,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
)
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
        path(
            inset(14, 28),
            sheet.linear((0, shaded(colour, 0.4)), (0.5, colour), (1, lit(colour, 0.4)), end=(1, 1)),
        ),
        path(inset(30, 20), sheet.linear((0, shaded(colour, 0.2)), (1, lit(colour, 0.1)), end=(1, 1))),
    )


def dango(sheet: Sheet, seed: str) -> str:
    """A skewer of four toasted dumplings under glaze, lying along the x axis."""
    fall = chance(seed)
    drawn = [
        lying(
            sheet,
            blob((-220, -40), (200, -44), (226, 0), (200, 44), (-220, 40), (-240, 0)),
            lift=14,
            strength=0.45,
        ),
        rect(-250, -5, 640, 10, "#d9b777", rx=5),
        rect(-250, -5, 640, 4, "#f0d9a6", rx=2),
    ]
    ball = sheet.radial((0, "#fffaf0"), (0.6, "#f0e2c8"), (1, "#c9ac80"), centre=(0.36, 0.32), radius=0.75)
    toast = sheet.radial((0, "#6a3d1c", 0.9), (0.6, "#9c6230", 0.6), (1, "#b98347", 0))
    amber = sheet.linear((0, "#c67a28", 0.92), (0.5, "#9c5517", 0.92), (1, "#7a3d10", 0.95), end=(0.5, 1))
    for n in range(4):
        x = -168 + n * 106
        drawn += [
            circle(x, 0, 56, ball),
            ellipse(
                x + fall.uniform(-12, 12),
                -30,
                30,
                15,
                toast,
                transform=f"rotate({fall.randint(-14, 14)} {x} -30)",
            ),
            ellipse(x + fall.uniform(-10, 10), 34, 26, 11, toast),
        ]
    glaze: list[Point] = [
        (-226, -8),
        (-196, -28),
        (-150, -34),
        (-112, -22),
        (-60, -36),
        (-8, -24),
        (44, -38),
        (98, -24),
        (150, -38),
        (196, -26),
        (206, 4),
        (190, 30),
        (160, 22),
        (140, 40),
        (104, 20),
        (66, 36),
        (40, 50),
        (14, 24),
        (-44, 38),
        (-74, 22),
        (-110, 44),
        (-134, 58),
        (-152, 32),
        (-196, 28),
    ]
    drawn += [
        path(blob(*glaze), amber),
        *(
            path(blob((x - 30, -18), (x - 8, -30), (x + 16, -24), (x - 6, -16)), "#ffe3b0", opacity=0.75)
            for x in (-168, -62, 44, 150)
        ),
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
            block.front(
                rect(
                    0,
                    0,
                    w,
                    h,
                    sheet.linear((0, lit(flesh, 0.28)), (0.5, flesh), (1, shaded(flesh, 0.25)), end=(0.5, 1)),
                )
            ),
            block.side(
                rect(
                    0,
                    0,
                    d,
                    h,
                    sheet.linear(
                        (0, lit(flesh, 0.5)), (0.5, lit(flesh, 0.18)), (1, shaded(flesh, 0.1)), end=(1, 1)
                    ),
                ),
                path(polygon([(16, 0), (46, 0), (14, h), (0, h), (0, 60)]), "#ffffff", opacity=0.14),
            ),
            block.top(
                rect(
                    0,
                    0,
                    w,
                    d,
                    sheet.linear(
                        (0, lit(flesh, 0.6)), (0.5, lit(flesh, 0.35)), (1, lit(flesh, 0.5)), end=(1, 0.6)
                    ),
                ),
                path(
                    polygon([(w * 0.1, 0), (w * 0.34, 0), (w * 0.2, d), (0, d), (0, d * 0.5)]),
                    "#ffffff",
                    opacity=0.16,
                ),
            ),
        )

    x1, y1 = mat.at(80, 0, 0)
    x2, y2 = mat.at(152, 8, 0)
    x0, y0 = mat.at(-128, 0, 0)
    leaf_mat = [
        (0, 36),
        (60, 6),
        (300, -4),
        (560, 2),
        (626, 60),
        (610, 180),
        (540, 248),
        (260, 254),
        (40, 244),
        (-6, 150),
    ]
    return group(
        group(
            mat.top(path(blob(*leaf_mat), _DARK, opacity=0.4, filter=sheet.blur(9))),
            transform="translate(12 12)",
        ),
        mat.top(
            path(
                blob(*leaf_mat),
                sheet.linear(
                    (0, lit(sheath_colour, 0.4)),
                    (0.5, sheath_colour),
                    (1, shaded(sheath_colour, 0.2)),
                    end=(1, 1),
                ),
            ),
            group(
                line(stripes, shaded(sheath_colour, 0.3), 1.6, opacity=0.5),
                *(
                    ellipse(x, y, 26, 9, "#6b4c2c", opacity=0.22)
                    for x, y in ((90, 60), (520, 200), (470, 46), (180, 214))
                ),
                clip_path=sheet.clip(blob(*leaf_mat)),
            ),
        ),
        at(x0, y0, bar.shadow(sheet, 0.4), glossy(bar)),
        at(x1, y1, piece.shadow(sheet, 0.3), glossy(piece)),
        at(x2, y2, piece.shadow(sheet, 0.3), glossy(piece)),
    )


_CAKE = Vessel(((96, 0), (132, 10), (142, 30), (138, 46)), tilt=0.36)


_CAKE_TOP = Vessel(((138, 0), (143, 14), (130, 36), (96, 48)), tilt=0.36)


def dorayaki(sheet: Sheet) -> str:
    """One dorayaki on its foot: two pancakes and a line of beans between, 290 wide and 94 high."""
    crust, crumb = "#a5632f", "#e9c27f"
    top = _CAKE_TOP
    fall = chance("beans")
    beans = [_CAKE.point(fall.uniform(-80, 80), 44 + fall.uniform(-5, 6)) for _ in range(22)]
    return group(
        contact(sheet, 8, 14, 122, 40, strength=0.4),
        path(_CAKE.body(), turned(sheet, crumb, gloss=0.3, depth=0.35)),
        path(_CAKE.band(0, 14), turned(sheet, crust, gloss=0.2)),
        path(_CAKE.band(38, 52), shaded(AZUKI, 0.1)),
        line(
            dashes((p, (4, 1)) for p in beans), lit(AZUKI, 0.15), 9, clip_path=sheet.clip(_CAKE.band(0, 60))
        ),
        line(dashes(((x - 1, y - 2), (2, 0)) for x, y in beans[::2]), "#d9a9a0", 2, opacity=0.7),
        at(
            0,
            _CAKE.level(50),
            path(top.whole(), turned(sheet, crumb, gloss=0.35, depth=0.35)),
            at(
                0,
                -7,
                path(top.whole(), turned(sheet, crust, gloss=0.32, depth=0.4), transform="scale(.975 .93)"),
            ),
            ellipse(
                0,
                top.level(44),
                108,
                36,
                sheet.linear((0, lit(crust, 0.4)), (1, shaded(crust, 0.1)), end=(1, 0.5)),
                opacity=0.7,
            ),
        ),
    )


def dorayaki_face(sheet: Sheet, r: float = 146) -> str:
    """A dorayaki leaning, its branded face to the eye."""
    crust = "#ab6a33"
    return group(
        ellipse(16, r * 0.96, r * 0.9, 22, _DARK, opacity=0.45, filter=sheet.blur(8)),
        circle(16, 2, r, "#c99a58"),
        circle(10, 0, r, AZUKI),
        circle(5, 0, r, "#e9c27f"),
        circle(
            0,
            0,
            r,
            sheet.radial(
                (0, lit(crust, 0.35)),
                (0.7, crust),
                (0.92, shaded(crust, 0.12)),
                (1, "#dba961"),
                centre=(0.42, 0.38),
                radius=0.62,
            ),
        ),
        rabbit("#5f3216", r * 0.6),
    )
