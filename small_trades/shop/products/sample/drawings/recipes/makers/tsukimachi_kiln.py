"""A climbing kiln on a hill at moonrise."""

from small_trades.shop.products.sample.drawings.curves import (
    joined,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods import cups, landscape
from small_trades.shop.products.sample.drawings.light import smoke
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, at, line, path, rect


def draw(sheet: Sheet) -> None:
    """Draw the place where they work."""
    brick, fire = "#a4664a", "#ffcf7a"
    sheet.draw(
        landscape.sky(sheet, "#33486a", "#e9c9a8", 560),
        landscape.sun(sheet, 250, 220, 92, "#fbf0d2"),
        landscape.hill(
            sheet,
            [(-20, 400), (120, 340), (300, 392), (480, 318), (640, 356), (820, 300)],
            "#5d6b86",
            "#d9c2ac",
        ),
        landscape.mist(sheet, 300, 470, 700, 60, colour="#f0dcc4", strength=0.7),
        landscape.hill(
            sheet,
            [(-20, 640), (120, 622), (300, 560), (500, 450), (660, 380), (820, 360)],
            "#566347",
            "#8d8663",
            clear=0.6,
        ),
    )
    for n in range(5):
        x, y, size = 170 + n * 108, 640 - n * 62, 92 - n * 4
        chamber = joined(
            [
                (x - size, y + 18),
                (x - size * 0.96, y - size * 0.7),
                (x, y - size * 1.02),
                (x + size * 0.96, y - size * 0.72),
                (x + size, y + 18),
            ],
            [(x + size, y + 18), (x - size, y + 18)],
        )
        courses = "".join(
            smooth((x - size * 0.9, y - k), (x, y - k - size * 0.18), (x + size * 0.9, y - k))
            for k in (0, 18, 36)
        )
        sheet.draw(
            path(
                chamber,
                sheet.linear((0, lit(brick, 0.35)), (0.5, brick), (1, shaded(brick, 0.42)), end=(1, 0.4)),
            ),
            line(courses, shaded(brick, 0.35), 2, opacity=0.5),
            path(
                joined(
                    [(x - 22, y + 16), (x - 20, y - 18), (x, y - 32), (x + 20, y - 18), (x + 22, y + 16)],
                    [(x + 22, y + 16), (x - 22, y + 16)],
                ),
                sheet.down((0, "#b5442f"), (1, fire)),
            ),
        )
    sheet.draw(
        rect(664, 220, 54, 170, sheet.linear((0, lit(brick, 0.3)), (1, shaded(brick, 0.4)))),
        rect(656, 212, 70, 16, shaded(brick, 0.2)),
        smoke(sheet, 692, 212, 200, strength=0.7),
        landscape.hill(
            sheet,
            [(-20, 690), (160, 676), (400, 700), (620, 650), (820, 600)],
            "#3f4a35",
            "#59583f",
            clear=0.9,
        ),
        at(110, 706, landscape.pine_tree(sheet, 230, "#43614a")),
        at(560, 742, cups.yunomi(sheet, tea=False), scale=0.42),
        at(650, 754, cups.choko(sheet, "plain"), scale=0.44),
    )
