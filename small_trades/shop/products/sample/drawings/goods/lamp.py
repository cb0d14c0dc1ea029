"""The standing paper lamp."""

from small_trades.shop.products.sample.drawings.box import Block
from small_trades.shop.products.sample.drawings.curves import (
    chance,
    smooth,
)
from small_trades.shop.products.sample.drawings.palette import SUGI, lit, mix, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    group,
    line,
    rect,
)


def lamp(sheet: Sheet) -> str:
    """A standing paper lamp, lit: a cedar frame 190 wide and 380 high."""
    frame = Block(190, 190, 380, turn=30, tilt=0.2)
    wood = mix(SUGI, "#6a4526", 0.55)
    glow = [(0, "#fff6d8"), (0.45, "#fbdc98"), (1, "#dd9f55")]
    front = sheet.radial(*glow, centre=(0.56, 0.55), radius=0.8)
    side = sheet.radial((0, "#f8dfa4"), (0.5, "#e9b86c"), (1, "#b97838"), centre=(0.3, 0.55), radius=0.8)
    fibre = chance("lamp")
    wisps = "".join(
        smooth(
            (x, y),
            (x + fibre.uniform(-14, 14), y + fibre.uniform(8, 24)),
            (x + fibre.uniform(-26, 26), y + fibre.uniform(20, 52)),
        )
        for x, y in ((fibre.uniform(16, 174), fibre.uniform(20, 320)) for _ in range(24))
    )

    def bars(breadth: float) -> str:
        return group(
            rect(0, 0, 8, 380, wood),
            rect(breadth - 8, 0, 8, 380, shaded(wood, 0.12)),
            rect(0, 0, breadth, 9, lit(wood, 0.2)),
            rect(0, 344, breadth, 9, wood),
            rect(0, 116, breadth, 4, wood),
            rect(breadth / 2 - 2, 0, 4, 348, wood),
        )

    return group(
        frame.shadow(sheet, 0.4),
        frame.front(rect(0, 0, 190, 350, front), line(wisps, "#b9823f", 1.6, opacity=0.4), bars(190)),
        frame.side(rect(0, 0, 190, 350, side), line(wisps, "#8f5a26", 1.6, opacity=0.4), bars(190)),
        frame.top(
            rect(0, 0, 190, 190, "#f0c987"),
            rect(4, 4, 182, 182, "none", stroke=lit(wood, 0.2), stroke_width=8),
        ),
    )
