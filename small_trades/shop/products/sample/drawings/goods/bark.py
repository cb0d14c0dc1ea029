"""The tea caddy in cherry bark."""

from small_trades.shop.products.sample.drawings.curves import (
    chance,
    polyline,
)
from small_trades.shop.products.sample.drawings.light import gleam, standing, turned
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    group,
    line,
    path,
)
from small_trades.shop.products.sample.drawings.vessel import Vessel

_DARK = "#231c1f"


def caddy(sheet: Sheet) -> str:
    """A tea caddy in polished cherry bark, 240 wide and 330 high."""
    can, bark = Vessel(((118, 0), (120, 4), (120, 160), (120, 322), (118, 326)), tilt=0.26), "#71302a"
    fall = chance("bark")
    pale: list[str] = []
    dark: list[str] = []
    for n in range(72):
        angle, height = fall.uniform(-88, 80), fall.uniform(10, 316)
        reach = fall.uniform(3, 15)
        end = min(88, angle + reach)
        (pale if n % 3 else dark).append(can.arc(height, angle, end))
    bands = [can.band(h, h + wide) for h, wide in ((52, 22), (128, 9), (176, 30), (262, 16))]
    return group(
        standing(sheet, can, to=250),
        path(can.body(), turned(sheet, bark, gloss=0.42, depth=0.5)),
        *(path(d, lit(bark, 0.5), opacity=0.22) for d in bands),
        group(
            line("".join(dark), shaded(bark, 0.55), 3, opacity=0.7),
            line("".join(pale), "#e3c8b4", 2.1, opacity=0.6),
            clip_path=sheet.clip(can.body()),
        ),
        path(can.band(226, 229), shaded(bark, 0.75)),
        line(can.arc(231), lit(bark, 0.6), 1.6, opacity=0.6),
        path(
            can.body(),
            sheet.linear(
                (0, _DARK, 0.3),
                (0.2, "#ffffff", 0.06),
                (0.6, _DARK, 0),
                (0.88, _DARK, 0.42),
                (1, _DARK, 0.25),
            ),
        ),
        gleam(sheet, can, 12, 220, angle=-50, width=13, strength=0.5),
        gleam(sheet, can, 236, 318, angle=-50, width=13, strength=0.5),
        gleam(sheet, can, 20, 214, angle=-33, width=4, strength=0.25),
        path(can.mouth(), lit(bark, 0.3)),
        path(
            can.mouth(5),
            sheet.linear((0, lit(bark, 0.5)), (0.6, lit(bark, 0.1)), (1, shaded(bark, 0.2)), end=(1, 1)),
        ),
        line(
            "".join(
                polyline([(x, -326 * 0.966 + y), (x + wide, -326 * 0.966 + y)])
                for x, y, wide in ((-70, -8, 40), (-20, 6, 64), (20, -14, 44), (-50, 14, 30), (30, 16, 30))
            ),
            "#e3c8b4",
            2,
            opacity=0.5,
        ),
    )
