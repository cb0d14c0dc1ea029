"""What Google Merchant Center asks of each field of a feed, and what is wrong with an item.

From the product data specification, https://support.google.com/merchants/answer/7052112, and the page of each
attribute below it.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from small_trades.shop.kernel.gtin import tidy_gtin

GOOGLE: Final = "{http://base.google.com/ns/1.0}"
# Ranges that GS1 keeps for use inside a shop, and for coupons: Google refuses them.
RESTRICTED_GTIN: Final = re.compile(r"(?:02|04|05|2|98|99)\d*")
Check = Callable[[str], bool]


def _long(most: int) -> Check:
    return lambda text: 0 < len(text.strip()) <= most


def _is_price(text: str) -> bool:
    return re.fullmatch(r"(?:0|[1-9]\d*) JPY", text) is not None


def _is_address(text: str) -> bool:
    return len(text) <= 2000 and urlsplit(text).scheme in {"http", "https"} and text.isascii()


def _is_moment(text: str) -> bool:
    try:
        return dt.datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_span(text: str) -> bool:
    parts = text.split("/")
    return len(parts) == 2 and all(map(_is_moment, parts)) and parts[0] < parts[1]


def _is_gtin(text: str) -> bool:
    return tidy_gtin(text) == text and not RESTRICTED_GTIN.fullmatch(text.zfill(14)[1:])


FIELDS: Final[dict[str, Check]] = {
    "id": _long(50),
    "item_group_id": _long(50),
    "title": _long(150),
    "description": _long(5000),
    "link": _is_address,
    "image_link": _is_address,
    "additional_image_link": _is_address,
    "availability": {"in_stock", "out_of_stock", "preorder", "backorder"}.__contains__,
    "availability_date": _is_moment,
    "price": lambda text: _is_price(text) and text != "0 JPY",
    "sale_price": _is_price,
    "sale_price_effective_date": _is_span,
    "brand": _long(70),
    "gtin": _is_gtin,
    "identifier_exists": {"yes", "no"}.__contains__,
    "condition": {"new", "refurbished", "used"}.__contains__,
    "product_type": _long(750),
    "shipping_weight": lambda text: re.fullmatch(r"[1-9]\d* (?:g|kg)", text) is not None,
}
SHIPPING: Final[dict[str, Check]] = {"country": "JP".__eq__, "price": _is_price}
REQUIRED: Final = frozenset(
    {"id", "title", "description", "link", "image_link", "availability", "price", "condition", "shipping"}
)
OFTEN: Final = {"additional_image_link": 10, "shipping": 100, "product_type": 5}


def flaws(item: ET.Element, *, host: str) -> list[str]:
    """What is wrong with an item; nothing where all is well."""
    found: dict[str, list[str]] = {}
    wrong = []
    for field in item:
        name = field.tag.removeprefix(GOOGLE)
        text = field.text or ""
        found.setdefault(name, []).append(text)
        if not field.tag.startswith(GOOGLE):
            wrong.append(f"{name} has no namespace")
        elif name == "shipping":
            wrong += _of_shipping(field)
        elif name not in FIELDS:
            wrong.append(f"{name} is no field that is known here")
        elif not FIELDS[name](text):
            wrong.append(f"{name} may not be {text!r}")
    wrong += [f"{name} is missing" for name in sorted(REQUIRED - found.keys())]
    wrong += [
        f"{name} is there too often" for name, all_of in found.items() if len(all_of) > OFTEN.get(name, 1)
    ]
    return wrong + _together({name: all_of[0] for name, all_of in found.items()}, host)


def _of_shipping(shipping: ET.Element) -> list[str]:
    parts = {field.tag.removeprefix(GOOGLE): field.text or "" for field in shipping}
    wrong = [f"shipping.{name} may not be {text!r}" for name, text in parts.items() if not _suits(name, text)]
    return wrong + [f"shipping.{name} is missing" for name in sorted(SHIPPING.keys() - parts.keys())]


def _suits(name: str, text: str) -> bool:
    return name in SHIPPING and SHIPPING[name](text)


def _together(item: dict[str, str], host: str) -> list[str]:
    """What the fields ask of each other."""
    wrong = []
    if urlsplit(item.get("link", "")).netloc != host:
        wrong.append("link leads to another host than the feed's")
    if ("availability_date" in item) != (item.get("availability") in {"preorder", "backorder"}):
        wrong.append("availability_date goes with preorder and backorder alone")
    if "sale_price_effective_date" in item and "sale_price" not in item:
        wrong.append("sale_price_effective_date without sale_price")
    if "sale_price" in item and not _yen(item["sale_price"]) < _yen(item["price"]):
        wrong.append("sale_price is not below price")
    if "gtin" not in item and item.get("identifier_exists") != "no" and "brand" not in item:
        wrong.append("neither gtin nor brand, and identifier_exists does not say no")
    if "gtin" in item and item.get("identifier_exists") == "no":
        wrong.append("identifier_exists says no beside a gtin")
    return wrong


def _yen(price: str) -> int:
    digits = price.removesuffix(" JPY")
    return int(digits) if digits.isdecimal() else -1
