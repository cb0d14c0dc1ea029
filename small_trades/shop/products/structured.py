"""What search engines read of a page: schema.org as JSON-LD."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone

from small_trades.shop.products.queries import ProductPage, VariantChoice
from small_trades.shop.products.queries.reviews import ReviewsPart

Absolute = Callable[[str], str]
JsonObject = dict[str, Any]


def product_data(page: ProductPage, address: str, absolute: Absolute) -> JsonObject:
    """A Product with one Offer for each variant; `absolute` makes a path a whole address.

    What is not there is left out: an empty value says something untrue.
    """
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": address,
        "name": page.name,
        "description": page.summary,
        "sku": page.code,
        "image": [absolute(picture.address) for picture in page.pictures],
        "brand": {"@type": "Brand", "name": page.maker.name},
        "offers": [_offer(page, variant, address, absolute) for variant in page.variants],
    }
    return {name: value for name, value in data.items() if value}


def review_data(part: ReviewsPart) -> JsonObject:
    """What a Product says of its reviews on this page: nothing where there are none."""
    if part.average is None:
        return {}
    return {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": part.average,
            "reviewCount": part.count,
            "bestRating": 5,
            "worstRating": 1,
        },
        "review": [
            {
                "@type": "Review",
                "author": {"@type": "Person", "name": shown.pen_name},
                "datePublished": timezone.localdate(shown.shown_at).isoformat(),
                "name": shown.title,
                "reviewBody": shown.text,
                "reviewRating": {
                    "@type": "Rating",
                    "ratingValue": shown.stars,
                    "bestRating": 5,
                    "worstRating": 1,
                },
            }
            for shown in part.reviews
        ],
    }


def breadcrumbs(trail: Sequence[tuple[str, str]], address: str, absolute: Absolute) -> JsonObject:
    """A BreadcrumbList of the way to a page; the last step is the page itself."""
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(href) if href else address}
        for position, (href, name) in enumerate(trail, start=1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def organization(name: str, home: str, email: str) -> JsonObject:
    """Who runs the shop, on its front page. `home` is its whole address."""
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": f"{home}#shop",
        "name": name,
        "url": home,
        "email": email,
    }


def _offer(page: ProductPage, variant: VariantChoice, address: str, absolute: Absolute) -> JsonObject:
    is_awaited = page.ships_on is not None and variant.stock != "out"
    availability = "PreOrder" if is_awaited else _AVAILABILITY[variant.stock]
    offer: JsonObject = {
        "@type": "Offer",
        "url": address,
        "sku": variant.sku,
        "price": variant.price,
        "priceCurrency": "JPY",
        "itemCondition": "https://schema.org/NewCondition",
        "availability": f"https://schema.org/{availability}",
    }
    if is_awaited and page.ships_on:
        offer["availabilityStarts"] = page.ships_on.isoformat()
    if variant.campaign_ends:
        offer["priceValidUntil"] = timezone.localtime(variant.campaign_ends).isoformat(timespec="seconds")
    beside = [
        _price(yen, kind)
        for yen, kind in ((variant.usual, "StrikethroughPrice"), (variant.suggested, "MSRP"))
        if yen is not None
    ]
    if beside:
        offer["priceSpecification"] = [_price(variant.price), *beside]
    if variant.picture:
        offer["image"] = absolute(variant.picture.address)
    if variant.gtin:
        offer["gtin"] = variant.gtin
    return offer | ({"name": variant.name} if variant.name else {})


def _price(yen: int, kind: str = "") -> JsonObject:
    """Without a kind it is what is asked (developers.google.com/search/docs/…/merchant-listing)."""
    return {
        "@type": "UnitPriceSpecification",
        "price": yen,
        "priceCurrency": "JPY",
        "valueAddedTaxIncluded": True,
        **({"priceType": f"https://schema.org/{kind}"} if kind else {}),
    }


_AVAILABILITY = {"in": "InStock", "few": "LimitedAvailability", "out": "OutOfStock"}
