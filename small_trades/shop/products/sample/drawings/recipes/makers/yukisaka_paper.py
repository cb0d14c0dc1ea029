"""A snowed-in mill, sheets of paper drying on boards."""

from small_trades.shop.products.sample.drawings.curves import (
    blob,
    joined,
)
from small_trades.shop.products.sample.drawings.goods import landscape
from small_trades.shop.products.sample.drawings.svg import Sheet, at, group, path, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    boards = []
    for n in range(5):
        x = 90 + n * 86
        boards.append(
            group(
                rect(0, 0, 62, 150, "#b58a58"),
                rect(5, 8, 52, 120, sheet.linear((0, "#fffdf6"), (1, "#e6ddca"), end=(1, 1))),
                transform=f"translate({x} {560 - n * 3}) rotate(-3) skewX(-6)",
            )
        )
    sheet.draw(
        landscape.sky(sheet, "#8fa6bd", "#e8edf0", 560),
        landscape.hill(
            sheet,
            [(-20, 330), (130, 200), (260, 300), (400, 170), (560, 300), (690, 220), (820, 310)],
            "#c3d0dc",
            "#eef2f4",
        ),
        path(
            joined(
                [(340, 228), (400, 170), (468, 232)],
                [(468, 232), (430, 222), (404, 246), (378, 222), (340, 228)],
            ),
            "#ffffff",
            opacity=0.85,
        ),
        landscape.hill(
            sheet, [(-20, 440), (200, 392), (420, 430), (640, 380), (820, 420)], "#a9bac6", "#eef2f4"
        ),
        *(
            at(x, y, landscape.cedar(sheet, h, "#567268"))
            for x, y, h in (
                (60, 520, 190),
                (120, 530, 150),
                (700, 500, 210),
                (756, 516, 170),
                (640, 506, 140),
            )
        ),
        *(
            path(blob((x - 18, y), (x, y - 16), (x + 18, y), (x, y + 4)), "#ffffff", opacity=0.9)
            for x, y in ((60, 340), (700, 300), (756, 356), (120, 390))
        ),
        landscape.hill(
            sheet, [(-20, 570), (200, 548), (480, 566), (820, 530)], "#f4f7f8", "#dfe7ec", clear=0.8
        ),
        at(560, 600, landscape.house(sheet, 300, 210, roof="#6b6258", snow=True)),
        at(230, 560, landscape.house(sheet, 170, 124, roof="#6b6258", snow=True)),
        landscape.hill(
            sheet,
            [(-20, 668), (200, 690), (430, 672), (640, 640), (820, 652)],
            "#ffffff",
            "#d9e3ea",
            clear=0.8,
        ),
        *boards,
        landscape.hill(
            sheet, [(-20, 740), (260, 716), (560, 740), (820, 716)], "#ffffff", "#e6edf1", clear=0.9
        ),
        landscape.snowfall("echizen"),
    )
