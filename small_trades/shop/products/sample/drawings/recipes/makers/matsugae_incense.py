"""An evening sea, islands, and a pine bough."""

from small_trades.shop.products.sample.drawings.curves import (
    joined,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods import landscape
from small_trades.shop.products.sample.drawings.plants import pine
from small_trades.shop.products.sample.drawings.svg import Sheet, at, line, path


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    sheet.draw(
        landscape.sky(sheet, "#6d7fa0", "#f5d3ad", 470),
        landscape.sun(sheet, 300, 330, 96, "#f6b56a"),
        landscape.hill(sheet, [(-20, 446), (120, 420), (250, 452), (330, 468)], "#8d8ea6", "#c9b3ac"),
        landscape.hill(sheet, [(470, 468), (560, 430), (680, 400), (820, 424)], "#6f7593", "#b8a6a8"),
        landscape.water(sheet, 462, "#56719a", "sea"),
        path(
            polygon([(250, 468), (350, 468), (326, 760), (274, 760)]),
            sheet.down((0, "#ffdca0", 0.8), (1, "#ffdca0", 0)),
            filter=sheet.blur(14),
        ),
        *(
            line(polyline([(300 - w, y), (300 + w, y)]), "#ffe7bd", 4, opacity=0.75)
            for y, w in ((478, 70), (500, 52), (524, 62), (556, 40), (592, 50), (640, 30))
        ),
        path(polygon([(520, 520), (610, 520), (592, 540), (536, 540)]), "#3b3a4c"),
        path(joined([(560, 516), (586, 470), (564, 428)], [(564, 428), (560, 516)]), "#f4ead6"),
        line(polyline([(560, 520), (562, 424)]), "#3b3a4c", 3),
        line(
            smooth((830, 120), (700, 150), (560, 132), (420, 176))
            + smooth((700, 150), (640, 220), (560, 250))
            + smooth((610, 136), (560, 90), (500, 76)),
            "#4a382f",
            15,
        ),
        line(smooth((826, 114), (700, 144), (560, 127)), "#7d6350", 4, opacity=0.7),
        *(
            at(x, y, pine("#2f4f43", size), turn=turn)
            for x, y, size, turn in (
                (420, 176, 92, -50),
                (480, 160, 84, -8),
                (560, 132, 96, 0),
                (560, 252, 90, -60),
                (610, 228, 84, 10),
                (500, 76, 84, -40),
                (560, 88, 76, 14),
                (650, 140, 90, 4),
                (740, 140, 96, 14),
                (700, 170, 80, 170),
            )
        ),
        *(
            at(x - 6, y - 4, pine("#4f7660", size), turn=turn)
            for x, y, size, turn in (
                (470, 150, 60, -20),
                (600, 122, 66, 6),
                (560, 236, 60, -30),
                (720, 128, 66, 10),
                (520, 76, 56, -12),
            )
        ),
    )
