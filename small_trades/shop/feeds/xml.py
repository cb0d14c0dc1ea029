"""Feeds as XML. Google's fields: https://support.google.com/merchants/answer/7052112 · RSS 2.0."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from email.utils import format_datetime
from typing import Final
from xml.etree import ElementTree as ET

from django.utils import timezone

from small_trades.shop.feeds.queries import Entry, Offer, Shop, midnight

GOOGLE: Final = "http://base.google.com/ns/1.0"
LONGEST_ID, LONGEST_TITLE, LONGEST_TEXT, LONGEST_BRAND = 50, 150, 5000, 70
MOST_MORE_PICTURES: Final = 10
# What XML 1.0 cannot hold, not even escaped.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Absolute = Callable[[str], str]


def google_feed(shop: Shop, offers: Iterable[Offer], absolute: Absolute) -> bytes:
    """The goods. A thing without a picture is left out: Google takes none."""
    ET.register_namespace("g", GOOGLE)
    root, channel = _channel(shop, shop.home, absolute)
    for offer in offers:
        if offer.pictures:
            _item(ET.SubElement(channel, "item"), offer, absolute)
    return _written(root)


def news_feed(shop: Shop, entries: Iterable[Entry], absolute: Absolute) -> bytes:
    """The news."""
    root, channel = _channel(shop, shop.news, absolute)
    for entry in entries:
        item = ET.SubElement(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", absolute(entry.page))
        _add(item, "guid", absolute(entry.page))
        _add(item, "pubDate", format_datetime(midnight(entry.day)))
    return _written(root)


def _channel(shop: Shop, page: str, absolute: Absolute) -> tuple[ET.Element, ET.Element]:
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", shop.name)
    _add(channel, "link", absolute(page))
    _add(channel, "description", shop.tagline or shop.name)
    return root, channel


def _item(item: ET.Element, offer: Offer, absolute: Absolute) -> None:
    first, *more = (absolute(picture) for picture in offer.pictures)
    # Google strikes `price` through beside `sale_price`: only an honest usual price may stand there.
    usual = offer.price if offer.usual is None else offer.usual
    _google(item, "id", offer.sku[:LONGEST_ID])
    _google(item, "item_group_id", offer.group[:LONGEST_ID])
    _google(item, "title", offer.title[:LONGEST_TITLE])
    _google(item, "description", offer.description[:LONGEST_TEXT])
    _google(item, "link", absolute(offer.page))
    _google(item, "image_link", first)
    for picture in more[:MOST_MORE_PICTURES]:
        _google(item, "additional_image_link", picture)
    _google(item, "availability", _availability(offer))
    if offer.is_in_stock and offer.ships_on:
        _google(item, "availability_date", offer.ships_on.isoformat(timespec="minutes"))
    _google(item, "price", f"{usual} JPY")
    if offer.usual is not None:
        _google(item, "sale_price", f"{offer.price} JPY")
        _google(item, "sale_price_effective_date", _between(offer.lowered))
    _google(item, "brand", offer.brand[:LONGEST_BRAND])
    _google(item, "gtin", offer.gtin)
    if not offer.gtin:
        # Made by hand in small numbers: many goods have none.
        _google(item, "identifier_exists", "no")
    _google(item, "condition", "new")
    _google(item, "product_type", offer.kind)
    _google(item, "shipping_weight", f"{offer.weight_g} g" if offer.weight_g else "")
    shipping = ET.SubElement(item, f"{{{GOOGLE}}}shipping")
    _google(shipping, "country", "JP")
    _google(shipping, "price", f"{offer.shipping} JPY")


def _availability(offer: Offer) -> str:
    if not offer.is_in_stock:
        return "out_of_stock"
    return "preorder" if offer.ships_on else "in_stock"


def _between(lowered: tuple[dt.datetime, dt.datetime] | None) -> str:
    """An interval as ISO 8601 with offsets, as Google's help writes it: start, a slash, end."""
    if lowered is None:
        return ""
    return "/".join(timezone.localtime(moment).isoformat(timespec="minutes") for moment in lowered)


def _google(parent: ET.Element, name: str, text: str) -> None:
    if text:
        _add(parent, f"{{{GOOGLE}}}{name}", text)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NO_XML.sub("", text)


def _written(root: ET.Element) -> bytes:
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
