"""Lengths of dyed cloth drying on high rails by the river."""

from small_trades.shop.products.sample.drawings import patterns
from small_trades.shop.products.sample.drawings.curves import (
    joined,
)
from small_trades.shop.products.sample.drawings.goods import hangings, landscape
from small_trades.shop.products.sample.drawings.palette import AI, BENIGARA, KARASHI, lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, ellipse, group, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    rail = "#8a6a45"
    fills = (
        patterns.seigaiha(sheet, "#eef1ee", AI, size=16),
        AI,
        patterns.asanoha(sheet, "#b6bf7c", "#f6f3de", side=34, width=1.8),
        patterns.ichimatsu(sheet, "#f4efe3", BENIGARA, size=17),
        KARASHI,
        patterns.shippo(sheet, "#7fb0b2", "#eef3ee", size=17, width=2),
    )
    sheet.draw(
        landscape.sky(sheet, "#bcd4df", "#f4efe2", 520),
        landscape.hill(
            sheet, [(-20, 470), (160, 420), (360, 458), (560, 400), (820, 452)], "#9db7ae", "#e3ead9"
        ),
        landscape.hill(
            sheet, [(-20, 560), (300, 540), (560, 552), (820, 530)], "#8fa66f", "#b9c58f", clear=0.9
        ),
        landscape.water(sheet, 640, "#7aa6b4", "river"),
        *(
            rect(x, 96, 16, 540, sheet.linear((0, lit(rail, 0.3)), (1, shaded(rail, 0.3))))
            for x in (52, 394, 736)
        ),
        rect(20, 96, 760, 15, sheet.down((0, lit(rail, 0.4)), (1, shaded(rail, 0.25)))),
    )
    for n, fill in enumerate(fills):
        x = 82 + n * 108 + n // 3 * 14
        sway = 16 + (n % 3) * 9
        foot = 560 + (n * 47) % 60
        strip = joined(
            [(x, 100), (x + 84, 100)],
            [(x + 84, 100), (x + 90, 280), (x + 84 + sway, 440), (x + 90 + sway * 0.4, foot)],
            [(x + 90 + sway * 0.4, foot), (x + 40 + sway * 0.5, foot + 12), (x + 4 + sway * 0.4, foot - 4)],
            [(x + 4 + sway * 0.4, foot - 4), (x + sway, 440), (x + 6, 280), (x, 100)],
        )
        kept = sheet.shape(strip)
        sheet.draw(
            group(
                f'<use href="{kept}" fill="{fill}"/>',
                f'<use href="{kept}" fill="{hangings.falls(sheet, 2, 0.26)}"/>',
            ),
            rect(x - 3, 92, 92, 22, sheet.down((0, "#ffffff", 0.45), (1, "#1c1a2c", 0.1)), rx=6),
            ellipse(x + 46, 662 + (n % 2) * 16, 48, 7, "#ffffff", opacity=0.28),
        )
    stones = ((40, 648, 60), (150, 660, 40), (690, 650, 70), (600, 664, 44), (780, 668, 60))
    sheet.draw(
        *(ellipse(x, y, r, r * 0.36, sheet.down((0, "#c9c4b6"), (1, "#85837c"))) for x, y, r in stones)
    )
