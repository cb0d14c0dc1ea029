"""What a product looks like in a list: the shape that `ui.product_card` draws."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list, in the page's language; prices in yen with tax, `image` a path to a 4:5 or 1:1 picture."""

    slug: str
    name: str
    maker: str
    price: int
    image: str = ""
    image_alt: str = ""
    is_from_price: bool = False
    reference_price: int | None = None
    stock: Literal["in", "few", "out"] = "in"
    left: int | None = None
    is_reduced_tax: bool = False
    is_new: bool = False
