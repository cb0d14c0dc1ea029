"""Bound and folded books."""

from small_trades.shop.products.sample.drawings.curves import (
    polygon,
    polyline,
    rounded,
)
from small_trades.shop.products.sample.drawings.goods.letters import flecks
from small_trades.shop.products.sample.drawings.light import cast, lying
from small_trades.shop.products.sample.drawings.palette import UME, lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Point,
    Sheet,
    circle,
    group,
    line,
    path,
    rect,
)

_DARK = "#2a2233"


def bound_book(sheet: Sheet, cover: str, *, width: float = 330, height: float = 460) -> str:
    """A notebook sewn through four holes along its right edge, seen from above."""
    x, y = width / 2, height / 2
    outline = rounded([(-x, -y), (x, -y), (x, y), (-x, y)], 6)
    spine = x - 44
    holes = [-y + 40, -y + 40 + (height - 80) / 3, y - 40 - (height - 80) / 3, y - 40]
    thread = polyline([(spine, -y), (spine, y)]) + "".join(
        polyline([(spine, hole), (x, hole)]) for hole in holes
    )
    thread += polyline([(spine, holes[0]), (spine, -y)]) + polyline([(spine, holes[-1]), (spine, y)])
    slip = (-x + 30, -y + 34, 74, height * 0.56)
    return group(
        lying(sheet, outline, lift=20, strength=0.4),
        *(
            path(rounded([(-x + n, -y + n), (x + n, -y + n), (x + n, y + n), (-x + n, y + n)], 6), tone)
            for n, tone in ((9, "#d9ccb0"), (6, "#f4ecd9"), (3, "#e2d6bd"))
        ),
        path(
            outline, sheet.linear((0, lit(cover, 0.28)), (0.5, cover), (1, shaded(cover, 0.22)), end=(1, 1))
        ),
        flecks("book" + cover, width, height, lit(cover, 0.7), 18),
        line(polyline([(spine - 12, -y + 2), (spine - 12, y - 2)]), shaded(cover, 0.4), 2, opacity=0.35),
        line(thread, shaded(cover, 0.5), 6, opacity=0.4, transform="translate(2 3)"),
        line(thread, "#f6efdf", 4.4),
        *(circle(spine, hole, 4.5, shaded(cover, 0.55)) for hole in holes),
        group(
            rect(slip[0] + 3, slip[1] + 4, slip[2], slip[3], _DARK, opacity=0.25, filter=sheet.blur(3)),
            rect(*slip, "#f8f1e1"),
            rect(
                slip[0] + 6,
                slip[1] + 6,
                slip[2] - 12,
                slip[3] - 12,
                "none",
                stroke=cover,
                stroke_width=1.6,
                opacity=0.6,
            ),
            circle(slip[0] + slip[2] / 2, slip[1] + slip[3] - 34, 12, "#b5442f", opacity=0.9),
        ),
    )


def accordion(sheet: Sheet, cover: str, board: str) -> str:
    """An accordion book standing open: its cover at the left, eight folds running away to the right."""
    height, across, lean = 300, 74, 34
    folds: list[Point] = [
        (-236 + n * across * 0.94, (lean if n % 2 == 0 else -lean) * 0.62 - n * 3.4) for n in range(8)
    ]
    panels = []
    ground_points = [*folds, *((x + 150, y + 24) for x, y in reversed(folds))]
    for n in reversed(range(7)):
        (x0, y0), (x1, y1) = folds[n], folds[n + 1]
        lightened = n % 2 == 1
        tone = "#faf4e6" if lightened else "#d8ccb4"
        fill = sheet.linear(
            (0, tone if lightened else shaded(tone, 0.06)),
            (1, shaded(tone, 0.1) if lightened else lit(tone, 0.3)),
        )
        panels.append(path(polygon([(x0, y0), (x1, y1), (x1, y1 - height), (x0, y0 - height)]), fill))
        panels.append(line(polyline([(x1, y1), (x1, y1 - height)]), "#a8976f", 1.2, opacity=0.4))
    x, y = folds[0]
    front = f"matrix(1 .2 0 1 {x - 214:.0f} {y - height - 48:.0f})"
    end_x, end_y = folds[-1]
    back = [
        (end_x, end_y + 4),
        (end_x + 108, end_y + 40),
        (end_x + 108, end_y + 40 - height - 8),
        (end_x, end_y - height - 4),
    ]
    return group(
        cast(sheet, polygon(ground_points), 0.42, 12),
        path(
            polygon(
                [
                    (x - 214, y - 40),
                    (x, y),
                    *folds[1:],
                    (end_x + 108, end_y + 40),
                    (end_x + 190, end_y + 60),
                    (x + 60, y + 34),
                    (x - 190, y - 16),
                ]
            ),
            _DARK,
            opacity=0.3,
            filter=sheet.blur(8),
        ),
        path(polygon(back), shaded(board, 0.28)),
        *panels,
        group(
            rect(0, 0, 218, height + 8, cover),
            rect(0, 0, 218, height + 8, sheet.linear((0, "#ffffff", 0.22), (1, _DARK, 0.12))),
            rect(26, 28, 52, 150, "#f8f1e1"),
            rect(31, 33, 42, 140, "none", stroke=UME, stroke_width=1.4, opacity=0.6),
            rect(212, 0, 6, height + 8, shaded(board, 0.3), opacity=0.5),
            transform=front,
        ),
    )
