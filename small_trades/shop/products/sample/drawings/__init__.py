"""The drawings of the sample shop, made from a small kit so that every one can be changed and made again.

`python -m small_trades.shop.products.sample.drawings` writes them all; the same kit writes the same bytes.
"""

from collections.abc import Iterator
from pathlib import Path

from small_trades.shop.products.sample.drawings.recipes import RECIPES
from small_trades.shop.products.sample.drawings.svg import Sheet

FOLDER = Path(__file__).parents[2] / "static" / "products" / "drawings"
WIDE = {"home-hero": (1600, 900)}


def draw(name: str) -> str:
    """The SVG of one picture. KeyError if there is no such picture."""
    sheet = Sheet(*WIDE.get(name, (800, 800)))
    RECIPES[name](sheet)
    return sheet.svg()


def pictures() -> Iterator[tuple[str, str]]:
    """Every picture as (file name, SVG), by name."""
    for name in sorted(RECIPES):
        yield f"{name}.svg", draw(name)
