"""Cloth folded, and cloth that hangs."""

from small_trades.shop.products.sample.drawings import patterns
from small_trades.shop.products.sample.drawings.curves import dashes, joined, polygon, polyline, smooth
from small_trades.shop.products.sample.drawings.light import lying
from small_trades.shop.products.sample.drawings.palette import AI, KON, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    circle,
    ellipse,
    group,
    line,
    path,
    rect,
    use,
)

_DARK = "#1c1a2c"


def falls(sheet: Sheet, count: int, strength: float = 0.22) -> str:
    """Light and shade of hanging folds, to lay over a cloth."""
    stops: list[tuple[float, str, float]] = []
    for n in range(count):
        start = n / count
        stops += [
            (round(start, 3), _DARK, strength * 0.9),
            (round(start + 0.3 / count, 3), "#ffffff", strength * 0.9),
            (round(start + 0.62 / count, 3), _DARK, 0),
        ]
    return sheet.linear(*stops, (1, _DARK, strength))


def folded(sheet: Sheet, fill: str, hem: str, *, width: float = 330, height: float = 430) -> str:
    """A tenugui folded small, seen from above: three layers at the lower edge, a raw hem at the side."""
    left, top = -width / 2, -height / 2
    outline = polygon([(left, top), (-left, top), (-left, -top), (left, -top)])
    layers = [
        rect(left + 3 * n, -top - 6 + 7 * n, width - 6 * n, 13, hem if n % 2 else shaded(hem, 0.1), rx=5)
        for n in (2, 1, 0)
    ]
    return group(
        lying(sheet, outline, lift=20, strength=0.38),
        *layers,
        rect(left, top, width, height, fill, rx=5),
        rect(
            left,
            top,
            width,
            height,
            sheet.linear((0, "#ffffff", 0.28), (0.4, "#ffffff", 0), (1, _DARK, 0.2), end=(1, 1)),
            rx=5,
        ),
        rect(
            left,
            -height * 0.02,
            width,
            height * 0.07,
            sheet.down((0, _DARK, 0.0), (0.4, _DARK, 0.12), (0.5, "#ffffff", 0.26), (1, "#ffffff", 0)),
        ),
        rect(left, -top - 12, width, 12, sheet.down((0, _DARK, 0), (1, _DARK, 0.22)), rx=5),
        line(
            dashes(((-left - 1, top + 8 + 7 * n), (4 + n % 3, n % 2)) for n in range(int(height / 7) - 2)),
            hem,
            1.6,
        ),
    )


def hung(sheet: Sheet, fill: str, hem: str, *, width: float = 300, height: float = 560) -> str:
    """A tenugui over a pole, its hem stirring; the pole's middle is the origin."""
    half = width / 2
    foot: list[Point] = [(-half + width * n / 8, height + (6 if n % 2 else -5) + n * 1.6) for n in range(9)]
    sides = [(half + 2, 0), (half - 5, height * 0.4), (half + 4, height * 0.75), foot[-1]]
    other = [foot[0], (-half - 3, height * 0.7), (-half + 5, height * 0.36), (-half - 2, 0)]
    front = joined([(-half - 2, -11), (half + 2, -11)], sides, list(reversed(foot)), other)
    kept = sheet.shape(front)
    return group(
        group(use(kept, _DARK, opacity=0.26, filter=sheet.blur(13)), transform="translate(26 20)"),
        path(
            polygon(
                [(-half + 14, -10), (half - 10, -10), (half - 6, height * 0.83), (-half + 16, height * 0.8)]
            ),
            shaded(hem, 0.24),
        ),
        use(kept, fill),
        use(kept, falls(sheet, 4)),
        rect(
            -half - 2,
            -12,
            width + 4,
            34,
            sheet.down((0, "#ffffff", 0.1), (0.25, "#ffffff", 0.38), (1, _DARK, 0)),
            rx=9,
        ),
        line(smooth(*foot), lit(hem, 0.5), 2, opacity=0.6),
    )


def pole(sheet: Sheet, length: float, colour: str = "#c7a25f") -> str:
    """A bamboo pole, its middle at the origin."""
    half = length / 2
    joints = [x * length for x in (-0.31, 0.07, 0.38)]
    return group(
        rect(-half + 14, 4, length, 22, _DARK, opacity=0.25, filter=sheet.blur(8)),
        rect(
            -half,
            -13,
            length,
            26,
            sheet.down((0, shaded(colour, 0.05)), (0.3, lit(colour, 0.5)), (1, shaded(colour, 0.35))),
            rx=6,
        ),
        *(rect(x, -15, 5, 30, shaded(colour, 0.3), rx=2.5) for x in joints),
        *(rect(x + 7, -12, 2, 24, lit(colour, 0.4), opacity=0.6) for x in joints),
    )


def kitchen_cloth(sheet: Sheet) -> str:
    """A linen cloth hanging by its loop; the peg is the origin."""
    linen = "#efe8da"
    outline = joined(
        [(0, 26), (-54, 66), (-104, 170), (-132, 330), (-150, 470)],
        [
            (-150, 470),
            (-104, 492),
            (-70, 470),
            (-30, 510),
            (8, 486),
            (48, 520),
            (86, 484),
            (128, 500),
            (156, 462),
        ],
        [(156, 462), (134, 320), (102, 168), (52, 64), (0, 26)],
    )
    folds = [
        ((0, 34), (-26, 160), (-70, 470)),
        ((2, 34), (-4, 200), (-30, 506)),
        ((4, 34), (24, 200), (48, 514)),
        ((6, 34), (52, 190), (88, 480)),
    ]
    kept = sheet.shape(outline)
    weave = patterns.weave(sheet, "#8a7a5c")
    band = [
        ((-130, 300 + y), (-70, 322 + y), (-26, 306 + y), (26, 328 + y), (74, 308 + y), (140, 316 + y))
        for y in (96, 112, 138)
    ]
    return group(
        group(use(kept, _DARK, opacity=0.28, filter=sheet.blur(14)), transform="translate(26 18)"),
        use(
            kept,
            sheet.linear((0, shaded(linen, 0.08)), (0.3, "#fffdf7"), (0.6, linen), (1, shaded(linen, 0.24))),
        ),
        use(kept, weave),
        group(
            *(
                line(smooth(*((x * 1.3, y) for x, y in points)), AI, wide, opacity=0.85)
                for points, wide in zip(band, (5, 16, 5), strict=True)
            ),
            line(
                "".join(smooth(*((x + 9, y) for x, y in fold)) for fold in folds),
                "#6d604d",
                20,
                opacity=0.2,
                filter=sheet.blur(7),
            ),
            line(
                "".join(smooth(*((x - 9, y) for x, y in fold)) for fold in folds),
                "#ffffff",
                12,
                opacity=0.5,
                filter=sheet.blur(5),
            ),
            clip_path=sheet.clip_to(kept),
        ),
        line(smooth((-3, 34), (-12, 4), (0, -12), (12, 4), (3, 34)), AI, 6),
    )


def peg(sheet: Sheet, wood: str = "#b58a58") -> str:
    """A wooden peg in the wall, seen from the front."""
    return group(
        circle(12, 12, 20, _DARK, opacity=0.3, filter=sheet.blur(6)),
        circle(
            0,
            0,
            20,
            sheet.radial(
                (0, lit(wood, 0.55)), (0.7, wood), (1, shaded(wood, 0.3)), centre=(0.35, 0.3), radius=0.75
            ),
        ),
        circle(0, 0, 8, "none", stroke=shaded(wood, 0.2), stroke_width=1.2, opacity=0.6),
    )


def apron(sheet: Sheet, colour: str = KON) -> str:
    """An apron hanging from its crossed straps; the hook is the origin."""
    bib = [(-96, 150), (-104, 240), (-184, 300)]
    skirt = [(-184, 300), (-196, 420), (-208, 590)]
    hem = [(-208, 590), (-150, 604), (-96, 592), (-30, 608), (40, 594), (110, 608), (208, 588)]
    outline = joined(
        [(-96, 150), (-40, 162), (40, 162), (96, 150)],
        [(-x, y) for x, y in bib],
        [(-x, y) for x, y in skirt],
        list(reversed(hem)),
        list(reversed(skirt)),
        list(reversed(bib)),
    )
    kept = sheet.shape(outline)
    strap = shaded(colour, 0.1)
    pocket = sheet.linear((0, lit(colour, 0.2)), (1, shaded(colour, 0.05)), end=(1, 1))
    return group(
        group(use(kept, _DARK, opacity=0.3, filter=sheet.blur(14)), transform="translate(26 18)"),
        line(smooth((-86, 158), (-60, 80), (0, 4)) + smooth((86, 158), (60, 80), (0, 4)), strap, 20),
        line(smooth((-89, 156), (-63, 78), (-3, 2)), lit(colour, 0.35), 2.4, opacity=0.6),
        use(
            kept,
            sheet.linear(
                (0, shaded(colour, 0.08)), (0.25, lit(colour, 0.22)), (0.6, colour), (1, shaded(colour, 0.3))
            ),
        ),
        use(kept, patterns.weave(sheet, "#ffffff", 0.12)),
        group(
            line(
                smooth((-60, 170), (-80, 320), (-120, 600))
                + smooth((20, 170), (30, 360), (50, 600))
                + smooth((90, 250), (130, 400), (150, 600)),
                _DARK,
                22,
                opacity=0.26,
                filter=sheet.blur(9),
            ),
            line(
                smooth((-90, 250), (-120, 400), (-156, 600)) + smooth((-14, 170), (-12, 360), (0, 600)),
                "#ffffff",
                14,
                opacity=0.13,
                filter=sheet.blur(7),
            ),
            clip_path=sheet.clip_to(kept),
        ),
        line(
            smooth((-92, 162), (-40, 173), (40, 173), (92, 162)),
            lit(colour, 0.5),
            1.6,
            opacity=0.5,
            stroke_dasharray="7 5",
        ),
        path(polygon([(-140, 366), (-26, 366), (-30, 490), (-146, 484)]), pocket),
        path(polygon([(28, 366), (140, 366), (146, 484), (30, 490)]), pocket),
        line(
            polyline([(-137, 376), (-29, 376)]) + polyline([(31, 376), (137, 376)]),
            lit(colour, 0.6),
            1.6,
            opacity=0.6,
            stroke_dasharray="7 5",
        ),
        line(
            smooth((-184, 302), (-206, 340), (-222, 430), (-214, 520))
            + smooth((184, 302), (208, 350), (216, 440), (232, 540)),
            strap,
            9,
        ),
    )


def noren(sheet: Sheet, colour: str = AI) -> str:
    """Two indigo panels with a white moon between them; the middle of the rod is the origin, 560 wide."""
    panels = []
    for side in (-1, 1):
        inner, outer = 3 * side, 268 * side
        foot = [
            (outer, 590),
            (outer * 0.75, 604),
            (outer * 0.5, 588),
            (outer * 0.25, 602),
            (inner + 16 * side, 586),
        ]
        d = joined(
            [(inner, -4), (outer, -4)],
            [(outer, -4), (outer + 4 * side, 300), (outer, 590)],
            foot,
            [foot[-1], (inner + 8 * side, 420), (inner, 200), (inner, -4)],
        )
        kept = sheet.shape(d)
        panels.append(
            group(
                group(use(kept, _DARK, opacity=0.3, filter=sheet.blur(14)), transform="translate(24 18)"),
                use(kept, sheet.down((0, shaded(colour, 0.3)), (0.5, colour), (1, lit(colour, 0.12)))),
                use(kept, patterns.weave(sheet, "#ffffff", 0.13)),
                group(
                    ellipse(8 * side, 300, 148, 150, "#f3efe4"),
                    ellipse(
                        8 * side, 300, 148, 150, "none", stroke=lit(colour, 0.5), stroke_width=4, opacity=0.5
                    ),
                    clip_path=sheet.clip_to(kept),
                ),
                use(kept, falls(sheet, 3, 0.2)),
            )
        )
    loops = "".join(
        rect(
            x - 24,
            -24,
            48,
            40,
            sheet.linear((0, shaded(colour, 0.25)), (0.4, lit(colour, 0.1)), (1, shaded(colour, 0.4))),
            rx=4,
        )
        for x in (-240, -136, -36, 36, 136, 240)
    )
    return group(*panels, loops)
