"""An arched bridge over a narrow river, the shop at its foot, a rabbit in the moon."""

from small_trades.shop.products.sample.drawings.curves import (
    smooth,
)
from small_trades.shop.products.sample.drawings.goods import landscape
from small_trades.shop.products.sample.drawings.goods.rabbits import rabbit
from small_trades.shop.products.sample.drawings.palette import AI, KINARI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    wood, rail = "#a5483a", "#8a3a30"
    deck = [(90, 560), (240, 500), (400, 478), (560, 500), (710, 560)]
    posts = [(100, 556), (180, 522), (264, 494), (354, 481), (446, 481), (536, 494), (620, 522), (700, 556)]
    willow = "".join(
        smooth((x, y), (x - 14, y + h * 0.5), (x - 4, y + h))
        for x, y, h in (
            (120, 120, 230),
            (90, 150, 250),
            (60, 130, 290),
            (150, 150, 190),
            (30, 140, 300),
            (180, 140, 150),
            (206, 160, 120),
        )
    )
    sheet.draw(
        landscape.sky(sheet, "#3d4c73", "#e6c7b8", 600),
        circle(520, 220, 118, "#fdf2d0"),
        circle(520, 220, 160, sheet.radial((0, "#fdf2d0", 0.5), (1, "#fdf2d0", 0))),
        group(at(520, 236, rabbit("#d9bf86", 70)), opacity=0.75),
        landscape.hill(
            sheet, [(-20, 480), (180, 430), (400, 466), (620, 420), (820, 460)], "#7d7f9c", "#c9b1b4"
        ),
        at(690, 520, landscape.house(sheet, 210, 170, roof="#3f434f")),
        at(150, 520, landscape.house(sheet, 170, 140, roof="#4a4a55")),
        rect(640, 434, 110, 46, sheet.linear((0, lit(AI, 0.2)), (1, shaded(AI, 0.2)))),
        circle(695, 457, 15, KINARI),
        landscape.water(sheet, 548, "#54678c", "bridge"),
        ellipse(520, 668, 74, 58, "#fdf2d0", opacity=0.5, filter=sheet.blur(5)),
        *(
            rect(x - 9, y, 18, 190 - abs(x - 400) * 0.16, sheet.linear((0, wood), (1, shaded(wood, 0.4))))
            for x, y in ((250, 500), (400, 486), (550, 500))
        ),
        line(smooth(*((x, y + 84) for x, y in deck)), "#2a2d45", 12, opacity=0.25, filter=sheet.blur(6)),
        line(smooth(*deck), shaded(wood, 0.3), 34),
        line(smooth(*((x, y - 6) for x, y in deck)), wood, 18),
        line(smooth(*((x, y - 13) for x, y in deck)), lit(wood, 0.4), 3),
        *(rect(x - 5, y - 66, 10, 66, rail) + circle(x, y - 70, 8, "#d9b66c") for x, y in posts),
        line(smooth(*((x, y - 58) for x, y in deck)) + smooth(*((x, y - 34) for x, y in deck)), rail, 7),
        line(smooth(*((x, y - 60) for x, y in deck)), lit(rail, 0.4), 2),
        line(smooth((-20, 120), (60, 96), (140, 116), (230, 150)), "#4a3a30", 16),
        line(willow, "#6d8a58", 5),
        line(willow, "#a3b97c", 9, stroke_dasharray="3 13", opacity=0.85),
    )
