"""A box wrapped in a furoshiki."""

from small_trades.shop.products.sample.drawings.curves import blob, joined, polygon, smooth
from small_trades.shop.products.sample.drawings.light import cast, contact
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import (
    Sheet,
    ellipse,
    group,
    line,
    path,
)

_DARK = "#1c1a2c"


def bundle(sheet: Sheet, face: str, lining: str) -> str:
    """A box wrapped in a furoshiki and knotted on top; it stands 400 wide on the origin."""
    body = joined(
        [(-196, -20), (-204, -110), (-186, -206)],
        [(-186, -206), (-110, -236), (-34, -262)],
        [(-34, -262), (36, -262)],
        [(36, -262), (112, -236), (190, -204)],
        [(190, -204), (208, -108), (198, -18)],
        [(198, -18), (100, 4), (0, 8), (-100, 4), (-196, -20)],
    )
    creases = [
        ((-28, -256), (-60, -190), (-150, -120)),
        ((-18, -252), (-30, -150), (-70, -40)),
        ((0, -250), (6, -160), (10, -50)),
        ((20, -252), (50, -160), (80, -60)),
        ((30, -256), (80, -200), (160, -130)),
        ((-34, -258), (-110, -214), (-176, -190)),
        ((36, -258), (110, -216), (180, -190)),
    ]
    flap = joined(
        [(-186, -206), (-96, -150), (0, -84)],
        [(0, -84), (96, -150), (190, -204)],
        [(190, -204), (112, -236), (36, -262)],
        [(-34, -262), (-110, -236), (-186, -206)],
    )
    return group(
        cast(
            sheet,
            polygon([(-190, 0), (0, 20), (196, 0), (420, 34), (360, 52), (120, 62), (-80, 40)]),
            0.3,
            12,
        ),
        contact(sheet, 0, 2, 200, 16, strength=0.5),
        path(
            body,
            sheet.linear(
                (0, shaded(face, 0.05)), (0.2, lit(face, 0.22)), (0.55, face), (1, shaded(face, 0.42))
            ),
        ),
        path(flap, sheet.down((0, lit(face, 0.16)), (1, shaded(face, 0.1))), opacity=0.85),
        line(
            smooth((-186, -206), (-96, -150), (0, -84)) + smooth((0, -84), (96, -150), (190, -204)),
            lit(face, 0.5),
            2,
            opacity=0.4,
        ),
        line(
            smooth((-186, -202), (-96, -145), (0, -78)) + smooth((0, -78), (96, -145), (190, -200)),
            shaded(face, 0.5),
            5,
            opacity=0.35,
        ),
        line(
            "".join(smooth(*crease) for crease in creases),
            shaded(face, 0.45),
            5,
            opacity=0.35,
            filter=sheet.blur(2),
        ),
        line(
            "".join(smooth(*((x - 5, y - 2) for x, y in crease)) for crease in creases),
            lit(face, 0.5),
            2,
            opacity=0.35,
        ),
        _knot(sheet, face, lining),
    )


def _knot(sheet: Sheet, face: str, lining: str) -> str:
    ear = [
        (-14, -276),
        (-60, -316),
        (-136, -350),
        (-206, -352),
        (-196, -312),
        (-150, -274),
        (-84, -256),
        (-22, -258),
    ]
    inside = [(-44, -288), (-96, -322), (-150, -342), (-206, -352), (-178, -326), (-128, -304), (-80, -284)]
    other = [
        (14, -276),
        (48, -324),
        (112, -366),
        (186, -382),
        (192, -346),
        (158, -296),
        (94, -262),
        (24, -256),
    ]
    lined = [(36, -292), (70, -330), (118, -358), (186, -382), (166, -346), (124, -312), (74, -286)]
    cover = sheet.linear((0, lit(face, 0.25)), (1, shaded(face, 0.3)), end=(0.4, 1))
    shine = sheet.linear((0, lit(lining, 0.3)), (1, shaded(lining, 0.2)), end=(0.5, 1))
    wrap = blob(
        (-40, -270), (-34, -296), (0, -304), (36, -296), (44, -268), (30, -244), (0, -238), (-32, -246)
    )
    return group(
        path(blob(*ear), cover),
        path(blob(*inside), shine),
        path(blob(*other), cover),
        path(blob(*lined), shine),
        ellipse(4, -246, 54, 16, _DARK, opacity=0.35, filter=sheet.blur(6)),
        path(wrap, sheet.linear((0, lit(face, 0.38)), (0.5, face), (1, shaded(face, 0.38)), end=(1, 0.8))),
        line(
            smooth((-30, -282), (-8, -262), (24, -246)) + smooth((-14, -296), (10, -276), (38, -262)),
            shaded(face, 0.5),
            3,
            opacity=0.45,
        ),
        line(smooth((-28, -286), (-4, -266), (28, -250)), lit(face, 0.6), 2, opacity=0.5),
    )
