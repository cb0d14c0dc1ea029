"""The final confirmation (特定商取引法 12の6): what is bought, for how much, and on which terms.

Its content is made once, shown as it is, hashed, and kept with the order: it holds no personal value.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from small_trades import privacy
from small_trades.policy.declaration import TERMS_VERSION
from small_trades.shop.checkout.parts import Part
from small_trades.shop.checkout.queries import Basket, DraftView, chosen_method, limits_of_words
from small_trades.shop.delivery.carriers import CARRIER_NAMES
from small_trades.shop.delivery.quote import Option
from small_trades.shop.orders.states import PAYMENT_METHOD_NAMES
from small_trades.shop.orders.wording import (
    cancellation_terms,
    deliveries_words,
    delivery_time,
    nothing_to_pay,
    payment_time,
)
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.queries import shop_facts


@dataclass(frozen=True, slots=True)
class Confirmation:
    """`content` is what the page shows besides personal values; `digest` also covers those, by revision."""

    content: dict[str, Any]
    digest: str


def confirmation(draft: DraftView, basket: Basket) -> Confirmation:
    """What the customer agrees to by placing the order, in the language of the page."""
    content = _content(draft, basket)
    shown = [content, str(draft.id), draft.revision, limits_of_words(draft, basket)]
    covered = json.dumps(shown, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Confirmation(content, hashlib.sha256(covered.encode()).hexdigest())


def _content(draft: DraftView, basket: Basket) -> dict[str, Any]:
    method, quote, shop = chosen_method(draft), basket.quote, shop_facts()
    ways = [part.way for part in basket.parts if part.way is not None]
    if not ways or len(ways) < len(basket.parts):
        raise LookupError("what nobody delivers is not confirmed")
    return {
        "language": current_language(),
        "lines": [
            {
                "sku": line.item.sku,
                "name": f"{line.item.product_name} {line.item.variant_name}".strip(),
                "unit_price": line.unit_price,
                "tax_rate": int(line.item.tax_rate),
                "quantity": line.quantity,
                "amount": line.amount,
                "options": [
                    {"name": one.offer.name, "choice": one.choice_name, "surcharge": one.surcharge}
                    for one in line.settled.picked
                ],
                "ships_on": line.item.ships_on.isoformat() if line.item.ships_on else "",
            }
            for line in basket.lines
        ],
        "subtotal": quote.subtotal,
        "shipping": quote.shipping,
        "discount": quote.discount,
        "coupon": basket.coupon.code if basket.coupon else "",
        "points": quote.points,
        "fee": quote.fee,
        "total": quote.total,
        "earned": quote.earned,
        "tax": [{"rate": int(part.rate), "amount": part.amount, "tax": part.tax} for part in quote.by_rate],
        "payment_method": str(PAYMENT_METHOD_NAMES[method]),
        "payment_time": payment_time(method) if quote.total else nothing_to_pay(),
        "delivery": deliveries_words(basket.parts),
        "carrier": str(CARRIER_NAMES[ways[0].carrier]),
        "destinations": [_destination(part, way) for part, way in zip(basket.parts, ways, strict=True)],
        "delivery_time": delivery_time(method, max(way.earliest for way in ways)),
        "cancellation": cancellation_terms(),
        "seller": shop.seller,
        "contact": shop.inquiry_email,
        "policy_version": privacy.policy_in_force(),
        "terms_version": TERMS_VERSION,
    }


def _destination(part: Part, way: Option) -> dict[str, Any]:
    return {
        "number": part.number,
        "goods": [{"name": one.name, "quantity": one.quantity} for one in part.goods],
        "delivery": part.delivery,
        "carrier": str(CARRIER_NAMES[way.carrier]),
        "shipping": part.shipping,
    }
