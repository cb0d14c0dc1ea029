"""What things stand on: washi paper with a breath of colour, a table, a moon, or light through a window."""

from dataclasses import dataclass
from math import cos, sin

from small_trades.shop.products.sample.drawings.curves import chance, polygon
from small_trades.shop.products.sample.drawings.palette import lit, shaded
from small_trades.shop.products.sample.drawings.svg import Sheet, circle, group, path, rect


@dataclass(frozen=True)
class Tone:
    """The colours of a ground: the top of the wall, its foot, and the table."""

    high: str
    low: str
    table: str
    fibre: str = "#8a7a5c"


KINARI = Tone("#eae1cf", "#f6f1e6", "#e7dbc4")
AI = Tone("#c6d1d8", "#e7eaea", "#e8dfce")
MATCHA = Tone("#cfd2bc", "#eaeadf", "#e7dfcc")
BENI = Tone("#e2c9bb", "#f3e8de", "#e4d6c3")
SUMI = Tone("#cbc8c2", "#e7e4dd", "#d9d3c7")
TORI = Tone("#e9d7b0", "#f5ebd6", "#e8d8b6")
FUJI = Tone("#cfc8d8", "#ebe6ea", "#e6dccf")
ASAGI = Tone("#b9d3d0", "#e3ece7", "#e8dfcb")
SAKURA = Tone("#e8d0c9", "#f5ece6", "#ebdfd1")
YORU = Tone("#1d2a40", "#3a4a63", "#243147", "#c8d4e6")
TETSU = Tone("#21403c", "#47645c", "#2b4540", "#d2e0d4")


def fibres(sheet: Sheet, seed: str, tone: Tone, count: int = 26) -> str:
    """The long fibres that stay visible in handmade paper."""
    fall = chance(seed)
    drawn = []
    for _ in range(count):
        x, y = fall.uniform(0, sheet.width), fall.uniform(0, sheet.height)
        turn, reach, bend = fall.uniform(0, 3.1), fall.uniform(32, 96), fall.uniform(-16, 16)
        dx, dy = reach * cos(turn), reach * sin(turn)
        drawn.append(f"M{x:.0f} {y:.0f}q{dx / 2 + bend:.0f} {dy / 2 - bend:.0f} {dx:.0f} {dy:.0f}")
    return group(path("".join(drawn), stroke=tone.fibre, stroke_width=1.1), opacity=0.16)


def _wall(sheet: Sheet, tone: Tone) -> str:
    fill = sheet.down((0, tone.high), (0.55, tone.low), (1, tone.low))
    return rect(0, 0, sheet.width, sheet.height, fill)


def wall(sheet: Sheet, seed: str, tone: Tone) -> None:
    """Only the wall, with colour breathed in from above as on a woodblock print."""
    sheet.draw(_wall(sheet, tone), fibres(sheet, seed, tone))


@dataclass(frozen=True)
class Disc:
    """A moon behind the things, paling downwards."""

    x: float = 400
    y: float = 330
    r: float = 230
    colour: str = "#ffffff"
    strength: float = 0.6


def table(sheet: Sheet, seed: str, tone: Tone, horizon: float = 500, *, disc: Disc | None = None) -> None:
    """A wall and a table top that meets it at `horizon`."""
    fill = sheet.down((0, shaded(tone.table, 0.07)), (0.25, tone.table), (1, lit(tone.table, 0.3)))
    sheet.draw(
        _wall(sheet, tone),
        _disc(sheet, disc) if disc else "",
        rect(0, horizon, sheet.width, sheet.height - horizon, fill),
        rect(0, horizon, sheet.width, 2, shaded(tone.table, 0.16), opacity=0.55),
        fibres(sheet, seed, tone),
    )


def flat(sheet: Sheet, seed: str, tone: Tone) -> None:
    """Paper seen from straight above, lighter where the light comes in."""
    fill = sheet.linear((0, tone.low), (0.45, tone.low), (1, tone.high), end=(1, 1))
    sheet.draw(rect(0, 0, sheet.width, sheet.height, fill), fibres(sheet, seed, tone, 34))


def _disc(sheet: Sheet, disc: Disc) -> str:
    fill = sheet.down((0, disc.colour, disc.strength), (1, disc.colour, disc.strength * 0.35))
    return circle(disc.x, disc.y, disc.r, fill)


def window(sheet: Sheet, x: float, y: float, width: float, height: float, *, strength: float = 0.34) -> None:
    """Light through a paper screen, slanting over the wall: three panes across and three down."""
    panes = []
    for column in range(3):
        for row in range(3):
            left, top = x + column * width / 3, y + row * height / 3
            right, bottom = left + width / 3 - 9, top + height / 3 - 9
            panes.append(
                polygon([_slant(left, top), _slant(right, top), _slant(right, bottom), _slant(left, bottom)])
            )
    fill = sheet.down((0, "#fffaf0", strength), (1, "#fffaf0", strength * 0.35))
    sheet.draw(path("".join(panes), fill))


def _slant(x: float, y: float) -> tuple[float, float]:
    return (x + y * 0.34, y - x * 0.05)
