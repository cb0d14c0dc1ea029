"""Bars for charts that the server draws: percentages for SVG attributes, no style and no script (CSP).

In percentages, because what is stretched to the width of a page would stretch its letters too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_GAP: Final = 0.2
_FEWEST: Final = 8
"""A bar is at most an eighth of the chart wide: one alone does not look like a wall."""
_MOST_NAMES: Final = 4
"""As many names of days as stand beside each other on a telephone."""
_AT_THE_EDGE: Final = 10.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its corner and size in per cent of the chart, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Name:
    """What stands below a bar, and which of its points `x` is: `start`, `middle` or `end`."""

    x: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the left to the right below a scale from `top`, a round amount, to nothing."""

    most: int
    top: int
    bars: tuple[Bar, ...]
    names: tuple[Name, ...]

    @property
    def scale(self) -> tuple[int, ...]:
        """The amounts that have a line, the highest first."""
        return (self.top, self.top // 2, 0)


def chart(amounts: Sequence[tuple[str, str, int]]) -> Chart:
    """The chart of amounts, none below zero, each with a short name and a whole label."""
    most = max((amount for *_words, amount in amounts), default=0)
    top = round_up(most)
    step = 100 / max(len(amounts), _FEWEST)
    bars = tuple(
        Bar(
            x=round(at * step + step * _GAP / 2, 3),
            y=round(100 - height, 3),
            width=round(step * (1 - _GAP), 3),
            height=round(height, 3),
            label=label,
        )
        for at, (_name, label, amount) in enumerate(amounts)
        for height in [share(amount, top)]
    )
    return Chart(most, top, bars, _names([name for name, *_rest in amounts], bars))


def share(amount: int, of: int) -> float:
    """An amount in per cent of another, for the length of a bar; nothing of nothing."""
    return round(100 * amount / of, 3) if of else 0.0


def round_up(amount: int) -> int:
    """The lowest amount of 2, 4, 6 or 10 with zeros that is not below this one, so that its half is whole."""
    unit = 1
    while amount > 10 * unit:
        unit *= 10
    return next((digit * unit for digit in (2, 4, 6, 10) if digit * unit >= amount), 0) if amount > 0 else 0


def _names(names: Sequence[str], bars: Sequence[Bar]) -> tuple[Name, ...]:
    shown = min(len(bars), _MOST_NAMES)
    places = sorted({round(at * (len(bars) - 1) / max(shown - 1, 1)) for at in range(shown)})
    return tuple(_name(names[at], bars[at]) for at in places)


def _name(text: str, bar: Bar) -> Name:
    middle = round(bar.x + bar.width / 2, 3)
    # Centred below a bar at an edge, it would stand over the scale or out of a narrow page.
    if middle < _AT_THE_EDGE:
        return Name(0.0, "start", text)
    return Name(100.0, "end", text) if middle > 100 - _AT_THE_EDGE else Name(middle, "middle", text)
