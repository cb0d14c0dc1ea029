"""What a product looks like in a list: the shape that `ui.product_card` draws."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows, for those who cannot see it; `width` and `height` are pixels.

    `sources` are pairs of a media type and a `srcset`, the best kind first; empty where there is one file.
    `id` tells it from the others of its page.
    """

    address: str
    alt: str
    width: int
    height: int
    sources: tuple[tuple[str, str], ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list, in the page's language.

    `price` is asked now, `usual` may honestly stand beside it, `suggested` is the maker's: yen with tax.
    `campaign` is the words for the campaign that lowers it. `image` is the path of a picture that is shown
    square, `image_sources` as those of a Picture. `rating` is the average of the stars, or None.
    """

    slug: str
    name: str
    maker: str
    price: int
    image: str = ""
    image_alt: str = ""
    is_from_price: bool = False
    usual: int | None = None
    suggested: int | None = None
    campaign: str = ""
    stock: Literal["in", "few", "out"] = "in"
    left: int | None = None
    is_reduced_tax: bool = False
    is_new: bool = False
    is_preorder: bool = False
    image_sources: tuple[tuple[str, str], ...] = ()
    rating: float | None = None
    reviews: int = 0
