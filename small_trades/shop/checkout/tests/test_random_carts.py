"""Random carts: confirmation, order page, mail and records show what the one function says, to the yen.

Two thousand are priced and shown, and each twentieth of them is placed and mailed; `RANDOM_CARTS=10000` and
`RANDOM_CARTS_PLACED_EVERY=1` in the environment make it more. In `make test` all are priced on PostgreSQL,
and four hundred on SQLite.
"""

import os
import re
from collections import Counter
from dataclasses import replace
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.db.models import Sum

from small_trades import privacy
from small_trades.doors.mail.messages import OrderConfirmation
from small_trades.doors.mail.rendering import write
from small_trades.shop.account.tests.making import member
from small_trades.shop.cart.models import Cart, CartLine
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions.place_order import place_order
from small_trades.shop.checkout.actions.save_details import Details, begin
from small_trades.shop.checkout.confirmation import confirmation
from small_trades.shop.checkout.queries import Basket, DraftView
from small_trades.shop.kernel.money import Rounding, TaxRate
from small_trades.shop.options.tests.making import an_option
from small_trades.shop.orders.actions import notify
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.queries import order_by_id
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import cup, guest
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.promotions.tests.making import (
    a_campaign,
    a_coupon,
    assert_sound,
    give_points,
    shop_rules,
)
from small_trades.shop.site.environment import environment
from small_trades.shop.site.formats import money

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CARTS = int(os.environ.get("RANDOM_CARTS", "2000"))
PLACED_EVERY = int(os.environ.get("RANDOM_CARTS_PLACED_EVERY", "20"))
REGIONS = ("hokkaido", "kanto", "okinawa")
NAMES = ("subtotal", "discount", "points", "shipping", "fee", "total", "earned")
LABELS = {
    "商品": "subtotal",
    "値引き": "discount",
    "送料": "shipping",
    "ポイント利用": "points",
    "合計": "total",
}


class World:
    """A member with points, a shelf, and promotions that overlap."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.goods = [
            cup(available=9_000_000, price=dice.randint(1, 30_000), rate=dice.choice(list(TaxRate)))
            for _ in range(12)
        ]
        wrapping = an_option()
        self.options = ["", *(f"{wrapping.id}={choice.id}" for choice in wrapping.choices)]
        shop_rules(earns=3, rounding=dice.choice(list(Rounding)))
        a_campaign(percent=dice.randint(1, 60), products=[each.product for each in self.goods[:4]])
        a_campaign(amount=dice.randint(1, 900), earns=7, products=[self.goods[2].product])
        some = [each.product for each in self.goods[3:8]]
        self.coupons = [
            None,
            a_coupon(amount=dice.randint(1, 9000)).pk,
            a_coupon(percent=dice.randint(1, 100)).pk,
            a_coupon(percent=13, minimum=5000, products=some).pk,
        ]
        self.draft = self._draft()
        give_points(self.draft.subject, 1_000_000)

    def _draft(self) -> DraftView:
        buyer, (_who, customer) = guest(), member()
        details = Details(name=buyer.name, email=buyer.email, ship_to=buyer.ship_to, note=None)
        with privacy.acting_as(privacy.Actor.visitor()):
            draft_id = begin(privacy.uuid7(), (customer.pk, customer.subject), details)
        draft = queries.draft_view(draft_id, customer.pk)
        assert draft is not None
        return replace(draft, payment_method=PaymentMethod.BANK_TRANSFER)

    def cart(self) -> DraftView:
        """A draft with a new cart; coupon and points by chance."""
        dice, cart = self.dice, Cart.objects.create()
        CartLine.objects.bulk_create(
            CartLine(
                cart=cart,
                variant=each,
                quantity=dice.choice([1, 1, 2, 3, 99]),
                seen_price=each.price,
                options=options,
            )
            for each in dice.sample(self.goods, dice.randint(1, 6))
            for options in dice.sample(self.options, dice.choice([1, 1, 2]))
        )
        points = dice.choice([0, 0, dice.randint(1, 50), dice.randint(1, 5000)])
        return replace(
            self.draft,
            id=privacy.uuid7(),
            cart_id=cart.pk,
            region=dice.choice(REGIONS),
            coupon_id=dice.choice(self.coupons),
            points=points,
        )


def figures(of: Any) -> dict[str, Any]:
    """Every figure by name: of a quote, of the totals of a mail, of the content of a confirmation."""
    if isinstance(of, dict):
        parts = [(part["rate"], part["amount"], part["tax"]) for part in of["tax"]]
        return {name: of[name] for name in NAMES} | {"parts": parts}
    if isinstance(of, Quote):
        parts = [(int(part.rate), part.amount, part.tax) for part in of.by_rate]
    else:
        parts = [(part.percent, part.amount, part.tax) for part in of.parts]
    return {name: getattr(of, name) for name in NAMES} | {"parts": parts}


def shown(page: str) -> dict[str, int]:
    """The amounts of a page by their names."""
    found = {}
    for label, value in re.findall(r"<dt>(\S+?)</dt><dd>(.*?)</dd>", page):
        if label in LABELS:
            digits = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", value))
            found[LABELS[label]] = int(digits or 0)
    return found


def as_mailed(mail: OrderConfirmation) -> str:
    """The text of the confirmation mail."""
    opened = SimpleNamespace(**{**vars(mail), "name": SimpleNamespace(full="受取人")})
    return write(OrderConfirmation, "ja", opened, checkpoint="").body


def check_page(basket: Basket, agreed: dict[str, Any], page: str) -> None:
    """The page and what is agreed to say the same."""
    expected, on_page = figures(basket.quote), shown(page)
    assert figures(agreed) == expected
    assert on_page == {name: expected[name] for name in on_page}
    assert {"subtotal", "shipping", "total"} <= on_page.keys()
    assert sum(line["amount"] for line in agreed["lines"]) == basket.quote.subtotal


def check_order(basket: Basket, order: Order, mail: OrderConfirmation) -> None:
    """The order, its lines, its payment and its mail say the same."""
    expected, whole = figures(basket.quote), order_by_id(order.pk)
    assert whole is not None
    assert whole.quote == order.quote == basket.quote
    assert figures(order.confirmation) == figures(mail.totals) == expected
    text = as_mailed(mail)
    assert f"合計(税込) {money(basket.quote.total)}" in text
    for percent, amount, tax in expected["parts"]:
        assert f"({percent}%対象 {money(amount)} うち消費税 {money(tax)})" in text
    sums = order.lines.aggregate(discount=Sum("discount"), points=Sum("points"))
    assert sums["discount"] == order.discount
    assert sums["points"] <= order.points
    assert sum(line.amount for line in order.lines.all()) == order.subtotal
    assert [line.amount for line in mail.lines] == [line.amount for line in whole.lines]
    assert order.payment.amount == order.total


def test_random_carts_cost_the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[OrderConfirmation] = []
    monkeypatch.setattr(notify, "_send", sent.append)
    sums = environment().from_string(
        '{% import "site/components.html" as ui with context %}{{ ui.sums(quote) }}'
    )
    seen = Counter[str]()
    with privacy.acting_as(privacy.Actor.visitor()):
        for number in range(CARTS):
            if number % 200 == 0:
                world = World(Random(number))  # noqa: S311 - carts, no secrets
            draft = world.cart()
            basket = queries.basket(draft.cart_id, draft)
            agreed = confirmation(draft, basket).content
            check_page(basket, agreed, sums.render(quote=basket.quote))
            seen["options"] += any(line.settled.picked for line in basket.lines)
            seen.update(name for name in ("discount", "points", "earned") if getattr(basket.quote, name))
            if basket.refused is not None:
                seen["refused"] += 1
            elif number % PLACED_EVERY == 0:
                order = placed(draft, basket, agreed)
                check_order(basket, order, sent.pop())
                seen["placed"] += 1
                assert_sound(draft.subject)
    # The dice did throw all of it.
    assert all(seen[name] > CARTS // 20 for name in ("discount", "points", "earned", "refused", "options"))
    assert seen["placed"] > CARTS // PLACED_EVERY // 2


def placed(draft: DraftView, basket: Basket, agreed: dict[str, Any]) -> Order:
    """The order, its mail sent; what a signal put on hold is let go first."""
    order_id = place_order(draft, basket, agreed)
    Order.objects.filter(pk=order_id).exclude(held_since=None).update(held_since=None)
    notify.confirmation(order_id)
    return Order.objects.select_related("payment").get(pk=order_id)
