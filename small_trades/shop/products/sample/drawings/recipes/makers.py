"""A view of where each maker works."""

from math import cos, pi, sin

from small_trades.shop.products.sample.drawings import patterns
from small_trades.shop.products.sample.drawings.curves import (
    blob,
    chance,
    dashes,
    joined,
    polygon,
    polyline,
    smooth,
)
from small_trades.shop.products.sample.drawings.goods import cups, hangings, landscape
from small_trades.shop.products.sample.drawings.goods.rabbits import rabbit
from small_trades.shop.products.sample.drawings.light import smoke
from small_trades.shop.products.sample.drawings.palette import AI, BENIGARA, KARASHI, KINARI, lit, shaded
from small_trades.shop.products.sample.drawings.plants import pine
from small_trades.shop.products.sample.drawings.svg import Sheet, at, circle, ellipse, group, line, path, rect


def _kiln(sheet: Sheet) -> None:
    """A climbing kiln on a hill at moonrise."""
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
        landscape.mist(sheet, 300, 470, 700, 60, "#f0dcc4", 0.7),
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


def _tea_garden(sheet: Sheet) -> None:
    """Tea rows on misty slopes."""
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
            landscape.tea_rows(sheet, middle, "#7fa05c", 5, 20),
            clip_path=sheet.clip(joined([(-20, 820), middle[0]], middle, [middle[-1], (820, 820)])),
        ),
        landscape.mist(sheet, 150, 560, 620, 60, strength=0.75),
        landscape.mist(sheet, 700, 508, 380, 44, strength=0.6),
        landscape.hill(sheet, near, "#4f7347", "#5d8048", clear=0.9),
        group(
            landscape.tea_rows(sheet, near, "#6d9448", 5, 42),
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


def _dye_works(sheet: Sheet) -> None:
    """Lengths of dyed cloth drying on high rails by the river."""
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
        x = 82 + n * 108 + (14 if n > 2 else 0)
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


def _paper_mill(sheet: Sheet) -> None:
    """A snowed-in mill, sheets of paper drying on boards."""
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


def _incense_house(sheet: Sheet) -> None:
    """An evening sea, islands, and a pine bough."""
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


def _forge(sheet: Sheet) -> None:
    """A hot blade on the anvil, sparks in the dark."""
    fall = chance("sparks")
    sparks = []
    for _ in range(70):
        turn, far = fall.uniform(pi * 1.02, pi * 1.98), fall.uniform(30, 320) * fall.uniform(0.5, 1)
        x, y = 372 + far * cos(turn), 486 + far * sin(turn) * 0.8
        sparks.append(((x, y), (cos(turn) * far * 0.08, sin(turn) * far * 0.07)))
    iron = "#4a4d57"
    anvil = joined(
        [(150, 500), (620, 500)],
        [(620, 500), (700, 512), (720, 530), (640, 562), (560, 580)],
        [(560, 580), (520, 640), (540, 720)],
        [(540, 720), (260, 720)],
        [(260, 720), (280, 640), (236, 580)],
        [(236, 580), (170, 560), (150, 500)],
    )
    blade = polygon([(196, 478), (500, 470), (516, 486), (500, 500), (210, 500), (176, 492)])
    sheet.draw(
        rect(0, 0, 800, 800, sheet.down((0, "#151b26"), (0.6, "#2a2a33"), (1, "#37302e"))),
        circle(110, 520, 330, sheet.radial((0, "#ff9a4a", 0.75), (0.4, "#d9552b", 0.35), (1, "#d9552b", 0))),
        path(
            joined([(-10, 640), (-10, 420), (60, 380), (150, 420), (176, 640)], [(176, 640), (-10, 640)]),
            "#1b1a1f",
        ),
        path(
            joined([(-10, 620), (-10, 480), (50, 450), (112, 482), (130, 620)], [(130, 620), (-10, 620)]),
            sheet.down((0, "#ffd98a"), (0.5, "#f08a3c"), (1, "#a5341f")),
        ),
        rect(0, 700, 800, 100, sheet.down((0, "#3a3230"), (1, "#1f1b1c"))),
        path(
            polygon([(230, 716), (570, 716), (600, 800), (200, 800)]),
            sheet.linear((0, "#7a5a3c"), (1, "#4a3627")),
        ),
        path(anvil, sheet.linear((0, lit(iron, 0.5)), (0.4, iron), (1, shaded(iron, 0.55)), end=(1, 0.6))),
        path(polygon([(150, 500), (620, 500), (640, 512), (156, 514)]), lit(iron, 0.6)),
        ellipse(350, 492, 220, 40, "#ff8a3c", opacity=0.6, filter=sheet.blur(16)),
        path(blade, sheet.linear((0, "#b5442f"), (0.3, "#f08a3c"), (0.6, "#ffe6a8"), (1, "#f4a24a"))),
        line(dashes(sparks[:45]), "#ffc36a", 3),
        line(dashes(sparks[45:]), "#fff0c4", 4),
        at(
            420,
            440,
            rect(-12, -12, 330, 24, sheet.down((0, "#c99b64"), (1, "#7d5a37")), rx=10),
            rect(-70, -58, 96, 116, sheet.linear((0, "#8b909c"), (0.5, "#5a5e69"), (1, "#33353d")), rx=8),
            rect(-70, -58, 96, 14, "#aab0ba", opacity=0.5, rx=6),
            turn=-34,
        ),
        line(smooth((516, 486), (600, 470), (800, 452)), "#2a2a30", 16),
        line(smooth((516, 484), (600, 467), (800, 448)), "#565a66", 4),
    )


def _sweets_bridge(sheet: Sheet) -> None:
    """An arched bridge over a narrow river, the shop at its foot, a rabbit in the moon."""
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


def _forest(sheet: Sheet) -> None:
    """A cedar forest in morning mist, a stack of timber, one mountain cherry."""
    trunks = []
    for depth, (colour, wide, xs) in enumerate(
        (
            ("#b9c6b4", 22, (40, 130, 214, 300, 420, 500, 600, 690, 770)),
            ("#8da08d", 34, (-10, 96, 260, 372, 560, 650, 800)),
            ("#5d6f5e", 54, (20, 176, 480, 724)),
        )
    ):
        foot = 560 + depth * 40
        trunks += [
            rect(
                x - wide / 2,
                -10,
                wide,
                foot,
                sheet.linear((0, lit(colour, 0.35)), (0.4, colour), (1, shaded(colour, 0.3))),
            )
            for x in xs
        ]
        trunks.append(landscape.mist(sheet, 400, foot - 20, 1000, 130, "#eef0e2", 0.8))
    ends = (
        [(250 + n * 84, 700) for n in range(5)]
        + [(292 + n * 84, 630) for n in range(4)]
        + [(334 + n * 84, 560) for n in range(3)]
    )
    wood = "#d9b383"
    logs = [
        circle(x, y, 41, "#6b4a36")
        + circle(x, y, 36, sheet.radial((0, lit(wood, 0.5)), (1, wood)))
        + "".join(
            circle(x - 2, y + 1, r, "none", stroke=shaded(wood, 0.3), stroke_width=1.6, opacity=0.5)
            for r in (28, 20, 12, 5)
        )
        for x, y in ends
    ]
    beams = [
        polygon([(240 + n * 150, -20), (330 + n * 150, -20), (190 + n * 150, 640), (40 + n * 150, 640)])
        for n in range(3)
    ]
    petals = chance("petals")
    blooms = [
        (610 + petals.uniform(-110, 130), 250 + petals.uniform(-120, 110), petals.uniform(18, 40))
        for _ in range(46)
    ]
    sheet.draw(
        landscape.sky(sheet, "#cdd8c2", "#f4f1e0", 600),
        *trunks,
        path("".join(beams), sheet.down((0, "#fffbe4", 0.45), (1, "#fffbe4", 0))),
        landscape.hill(
            sheet, [(-20, 640), (200, 620), (480, 648), (820, 612)], "#6f8159", "#59704b", clear=0.9
        ),
        ellipse(420, 744, 290, 26, "#24301f", opacity=0.4, filter=sheet.blur(10)),
        line(
            smooth((640, 640), (628, 500), (650, 400), (610, 290))
            + smooth((646, 420), (700, 330), (720, 270))
            + smooth((634, 480), (560, 380), (540, 330)),
            "#5f332d",
            20,
        ),
        line(
            "".join(
                polyline([(630 + k, y), (646 + k, y + 1)])
                for k, y in ((-4, 600), (0, 560), (-6, 520), (2, 470))
            ),
            "#d9bda8",
            3,
            opacity=0.7,
        ),
        *(
            circle(x, y, r, ("#f3d4cf", "#eec2be", "#f9e6e0")[n % 3], opacity=0.85)
            for n, (x, y, r) in enumerate(blooms)
        ),
        *logs,
        line(
            dashes(((x * 0.9 + 40, 660 + (n % 5) * 26), (5, 2)) for n, (x, y, r) in enumerate(blooms[:20])),
            "#f6dcd6",
            6,
            opacity=0.8,
        ),
    )


RECIPES = {
    "maker-tsukimachi-kiln": _kiln,
    "maker-kirinotani-tea": _tea_garden,
    "maker-hamatsuji-dyeworks": _dye_works,
    "maker-yukisaka-paper": _paper_mill,
    "maker-matsugae-incense": _incense_house,
    "maker-kurose-forge": _forge,
    "maker-usagibashi-sweets": _sweets_bridge,
    "maker-hashibami-wood": _forest,
}
