"""What the shop says about itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """The trader's published details, in the page's language."""

    name: str
    tagline: str
    inquiry_email: str


def shop_facts() -> ShopFacts:
    """The facts of the shop."""
    return ShopFacts("こもれび商店", "", "shop@example.jp")
