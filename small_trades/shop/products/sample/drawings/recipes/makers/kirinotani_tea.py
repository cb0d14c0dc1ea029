"""Tea rows on misty slopes."""

from small_trades.shop.products.sample.drawings.curves import (
    joined,
)
from small_trades.shop.products.sample.drawings.goods import landscape
from small_trades.shop.products.sample.drawings.svg import Sheet, at, group


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    far = [(-20, 330), (140, 250), (300, 310), (470, 220), (640, 290), (820, 230)]
    middle = [(-20, 420), (150, 452), (330, 420), (520, 356), (680, 372), (820, 330)]
    near = [(-20, 520), (160, 560), (380, 590), (600, 556), (820, 490)]
    sheet.draw(
        landscape.sky(sheet, "#a9c8cc", "#f6ecd6", 460),
        landscape.sun(sheet, 590, 170, 70, "#fff3d0"),
        landscape.hill(sheet, far, "#86a598", "#e6ead8"),
        landscape.mist(sheet, 260, 400, 760, 70),
        landscape.mist(sheet, 640, 372, 420, 50),
        landscape.hill(sheet, middle, "#6f9268", "#cdd9b4", clear=0.8),
        group(
            landscape.tea_rows(middle, "#7fa05c", 5, 20),
            clip_path=sheet.clip(joined([(-20, 820), middle[0]], middle, [middle[-1], (820, 820)])),
        ),
        landscape.mist(sheet, 150, 560, 620, 60, strength=0.75),
        landscape.mist(sheet, 700, 508, 380, 44, strength=0.6),
        landscape.hill(sheet, near, "#4f7347", "#5d8048", clear=0.9),
        group(
            landscape.tea_rows(near, "#6d9448", 5, 42),
            clip_path=sheet.clip(joined([(-20, 820), near[0]], near, [near[-1], (820, 820)])),
        ),
        at(676, 520, landscape.house(sheet, 120, 92, roof="#5b5148")),
        *(
            at(x, y, landscape.cedar(sheet, h, "#40664f"))
            for x, y, h in (
                (596, 400, 120),
                (626, 396, 150),
                (660, 388, 110),
                (70, 452, 130),
                (106, 462, 100),
            )
        ),
    )
