"""Bars for a chart that the server draws: numbers for SVG attributes, no style and no script (CSP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH, HEIGHT = 720, 160
_GAP: Final = 0.2
_FEWEST: Final = 8
"""A bar is at most an eighth of the chart wide: one alone does not look like a wall."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its corner and size in the chart's units, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of `amounts` from the left to the right; the highest is as high as the chart."""

    width: int
    height: int
    most: int
    bars: tuple[Bar, ...]


def chart(amounts: Sequence[tuple[str, int]]) -> Chart:
    """The chart of labelled amounts, none below zero; without amounts it has no bars."""
    most = max((amount for _label, amount in amounts), default=0)
    step = WIDTH / max(len(amounts), _FEWEST)
    bars = tuple(
        Bar(
            x=round(at * step + step * _GAP / 2, 2),
            y=round(HEIGHT - height, 2),
            width=round(step * (1 - _GAP), 2),
            height=round(height, 2),
            label=label,
        )
        for at, (label, amount) in enumerate(amounts)
        for height in [HEIGHT * amount / most if most else 0.0]
    )
    return Chart(WIDTH, HEIGHT, most, bars)
