"""An excerpt of schema.org's vocabulary: every type the shop names, its properties and what they may hold.

From https://schema.org/version/latest (release 29), of each type only what the shop uses; a property that is
not here is not judged to be known. `REQUIRED` is what Google asks of each type at
https://developers.google.com/search/docs/appearance/structured-data (merchant listings, breadcrumbs,
organization).
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from small_trades.shop.kernel.gtin import tidy_gtin

SCHEMA: Final = "https://schema.org/"


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _url(value: Any) -> bool:
    return _text(value) and urlsplit(value).scheme == "https" and bool(urlsplit(value).netloc)


def _day(value: Any) -> bool:
    try:
        return bool(dt.date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _moment(value: Any) -> bool:
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


DATA: Final[dict[str, Callable[[Any], bool]]] = {
    "Text": _text,
    "Number": _number,
    "Integer": lambda value: _number(value) and value == int(value),
    "Boolean": lambda value: isinstance(value, bool),
    "URL": _url,
    "Date": _day,
    "DateTime": _moment,
    "Currency": lambda value: re.fullmatch(r"[A-Z]{3}", str(value)) is not None,
    "GTIN": lambda value: _text(value) and tidy_gtin(value) == value,
}
MEMBERS: Final = {
    "ItemAvailability": {
        "BackOrder",
        "Discontinued",
        "InStock",
        "InStoreOnly",
        "LimitedAvailability",
        "MadeToOrder",
        "OnlineOnly",
        "OutOfStock",
        "PreOrder",
        "PreSale",
        "Reserved",
        "SoldOut",
    },
    "OfferItemCondition": {"DamagedCondition", "NewCondition", "RefurbishedCondition", "UsedCondition"},
    "PriceTypeEnumeration": {
        "InvoicePrice",
        "ListPrice",
        "MSRP",
        "MinimumAdvertisedPrice",
        "RegularPrice",
        "SRP",
        "SalePrice",
        "StrikethroughPrice",
    },
}
PARENTS: Final = {
    "Thing": "",
    "AggregateRating": "Rating",
    "Brand": "Thing",
    "BreadcrumbList": "ItemList",
    "ItemList": "Thing",
    "ListItem": "Thing",
    "Offer": "Thing",
    "Organization": "Thing",
    "Person": "Thing",
    "PriceSpecification": "Thing",
    "Product": "Thing",
    "Rating": "Thing",
    "Review": "Thing",
    "UnitPriceSpecification": "PriceSpecification",
}
PROPERTIES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "Thing": {"name": ("Text",), "description": ("Text",), "image": ("URL",), "url": ("URL",)},
    "AggregateRating": {"ratingCount": ("Integer",), "reviewCount": ("Integer",)},
    "Brand": {"logo": ("URL",)},
    "ItemList": {"itemListElement": ("ListItem", "Text", "Thing"), "numberOfItems": ("Integer",)},
    "ListItem": {"position": ("Integer", "Text"), "item": ("URL", "Thing")},
    "Offer": {
        "availability": ("ItemAvailability",),
        "availabilityStarts": ("Date", "DateTime"),
        "gtin": ("GTIN",),
        "itemCondition": ("OfferItemCondition",),
        "price": ("Number", "Text"),
        "priceCurrency": ("Currency",),
        "priceSpecification": ("PriceSpecification",),
        "priceValidUntil": ("Date", "DateTime"),
        "sku": ("Text",),
    },
    "Organization": {"email": ("Text",), "telephone": ("Text",), "logo": ("URL",)},
    "PriceSpecification": {
        "price": ("Number", "Text"),
        "priceCurrency": ("Currency",),
        "validFrom": ("Date", "DateTime"),
        "validThrough": ("Date", "DateTime"),
        "valueAddedTaxIncluded": ("Boolean",),
    },
    "Person": {},
    "Product": {
        "aggregateRating": ("AggregateRating",),
        "brand": ("Brand", "Organization"),
        "category": ("Text", "URL"),
        "gtin": ("GTIN",),
        "offers": ("Offer",),
        "review": ("Review",),
        "sku": ("Text",),
    },
    "Rating": {
        "bestRating": ("Number", "Text"),
        "ratingValue": ("Number", "Text"),
        "worstRating": ("Number", "Text"),
    },
    "Review": {
        "author": ("Organization", "Person"),
        "datePublished": ("Date", "DateTime"),
        "reviewBody": ("Text",),
        "reviewRating": ("Rating",),
    },
    "UnitPriceSpecification": {"priceType": ("PriceTypeEnumeration", "Text")},
}
REQUIRED: Final = {
    "Product": {"name", "image", "offers"},
    "AggregateRating": {"ratingValue", "reviewCount"},
    "Person": {"name"},
    "Rating": {"ratingValue"},
    "Review": {"author", "reviewRating"},
    "Offer": {"price", "priceCurrency", "availability", "url"},
    "Brand": {"name"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name", "url"},
    "UnitPriceSpecification": {"price", "priceCurrency"},
}


def flaws(document: Any) -> list[str]:
    """What is wrong with a JSON-LD document, each with the way to it; nothing where all is well."""
    if not isinstance(document, dict) or document.get("@context") not in {SCHEMA, SCHEMA.rstrip("/")}:
        return ["@context is not schema.org"]
    return _of_thing({name: value for name, value in document.items() if name != "@context"}, "")


def kinds(document: Any) -> set[str]:
    """The types that a document names."""
    if isinstance(document, list):
        return set().union(*map(kinds, document)) if document else set()
    if not isinstance(document, dict):
        return set()
    own = {document["@type"]} if "@type" in document else set()
    return own.union(*map(kinds, document.values()))


def _of_thing(thing: dict[str, Any], way: str) -> list[str]:
    kind = thing.get("@type")
    if kind not in PARENTS:
        return [f"{way}@type: {kind} is no type that is known here"]
    here = f"{way}{kind}."
    found = [f"{here}{name} is missing" for name in sorted(REQUIRED.get(kind, set()) - thing.keys())]
    if "@id" in thing and not _url(thing["@id"]):
        found.append(f"{here}@id is no address")
    known = _properties(kind)
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        if name not in known:
            found.append(f"{here}{name} is no property of it")
            continue
        values = value if isinstance(value, list) else [value]
        found += [] if values else [f"{here}{name} is empty"]
        for each in values:
            found += _of_value(each, known[name], f"{here}{name}")
    return found


def _of_value(value: Any, expected: tuple[str, ...], way: str) -> list[str]:
    if isinstance(value, dict):
        kind = value.get("@type")
        wrong = [] if any(_is_a(kind, one) for one in expected) else [f"{way} may not be a {kind}"]
        return wrong + _of_thing(value, f"{way}.")
    return [] if any(_is(value, one) for one in expected) else [f"{way} may not be {value!r}"]


def _is(value: Any, kind: str) -> bool:
    if kind in MEMBERS:
        return isinstance(value, str) and value in {f"{SCHEMA}{member}" for member in MEMBERS[kind]}
    return kind in DATA and DATA[kind](value)


def _is_a(kind: Any, wanted: str) -> bool:
    while kind:
        if kind == wanted:
            return True
        kind = PARENTS.get(kind)
    return False


def _properties(kind: str) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    while kind:
        known = PROPERTIES.get(kind, {}) | known
        kind = PARENTS[kind]
    return known
