"""Random carts bought through the real pages: every place that shows an amount shows the same, to the yen.

Cart, final confirmation, the order and its page, invoice (PDF), confirmation mail, transactions (CSV), API.
A share of the carts goes to several addresses.
Sixty carts; `SAME_FIGURES_CARTS=10000` in the environment makes it more, each thirty in a shop of their own.
`make test` buys the sixty on PostgreSQL, and thirty on SQLite.
"""

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.api.tests.making import Program, program
from small_trades.shop.cart.holding import SESSION_KEY as CART
from small_trades.shop.cart.models import CartLine
from small_trades.shop.checkout import queries
from small_trades.shop.checkout.actions.choose import (
    Wished,
    choose_deliveries,
    choose_payment,
    choose_promotions,
)
from small_trades.shop.checkout.actions.divide import add_address, divide
from small_trades.shop.checkout.actions.save_details import Details, begin
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.test_random_carts import World
from small_trades.shop.checkout.visiting import SESSION_KEY as DRAFT
from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.defaults import DEFAULTS
from small_trades.shop.delivery.rules import CashRules
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.deliver import deliver
from small_trades.shop.orders.actions.hold import release
from small_trades.shop.orders.actions.pack import pack
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.holds import HoldEnd
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import guest
from small_trades.shop.orders.tests.test_documents import text_of
from small_trades.shop.pricing.shapes import Quote
from small_trades.shop.promotions.tests.making import give_points
from small_trades.shop.site.models import ONLY, ShopSettings
from small_trades.shop.site.queries import forget

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SHOP = 30
ALWAYS = 2  # shops whose carts are bought in every run
FREE_FROM = 100_000
CARTS = int(os.environ.get("SAME_FIGURES_CARTS", "60"))
APART, MOST_APART = 0.4, 5
NAMES = ("subtotal", "discount", "points", "shipping", "fee", "total")
WORDS = {
    "subtotal": "商品(?:合計)?",
    "discount": "お?値引き",
    "shipping": "送料",
    "fee": "決済手数料",
    "points": "ポイント利用",
    "total": r"合計(?:\(税込\))?",
}
PLACES = {"北海道": "hokkaido", "東京都": "kanto", "沖縄県": "okinawa"}
Figures = dict[str, Any]


class Buyer:
    """A member at a browser, in a shop with campaigns, coupons, points and every charge."""

    def __init__(self, seed: int) -> None:
        ShopSettings.objects.update_or_create(pk=ONLY, defaults={"bank_account_ja": "こもれび銀行 1234567"})
        forget()
        save_rules(replace(DEFAULTS, free_from=FREE_FROM, cash=CashRules(is_on=True)))
        self.dice = Random(seed)  # noqa: S311 - carts, no secrets
        self.world = World(self.dice)
        person, customer = member()
        give_points(customer.subject, 1_000_000)
        self.member = (customer.pk, customer.subject)
        self.browser = Browser()
        self.browser.sign_in(person)

    def draft(self) -> UUID:
        """A new cart with everything chosen, and the browser at the last step."""
        wish, who, place = self.world.cart(), guest(), self.dice.choice(list(PLACES))
        details = Details(who.name, who.email, replace(who.ship_to, prefecture=place), None)
        with privacy.acting_as(privacy.Actor.visitor()):
            draft_id = begin(wish.cart_id, self.member, details)
        if self.dice.random() < APART:
            self._divide(draft_id)
        chosen = Wished("yamato", None, "")
        choose_deliveries(draft_id, [chosen] * (1 + Draft.objects.get(pk=draft_id).destinations.count()))
        choose_promotions(draft_id, coupon_id=wish.coupon_id, points=wish.points)
        choose_payment(draft_id, self.dice.choice([PaymentMethod.BANK_TRANSFER, PaymentMethod.CASH]))
        self._mend(draft_id)
        session = self.browser.session
        session.update({CART: str(wish.cart_id), DRAFT: str(draft_id)})
        session.save()
        return draft_id

    def _divide(self, draft_id: UUID) -> None:
        """Send what is in the cart to several addresses, as far as each gets something."""
        lines = CartLine.objects.filter(cart=Draft.objects.get(pk=draft_id).cart_id)
        pieces = [line.pk for line in lines for _piece in range(line.quantity)]
        count = min(len(pieces), self.dice.randint(2, MOST_APART))
        if count < 2:
            return
        self.dice.shuffle(pieces)
        rows = {line.pk: [0] * count for line in lines}
        for at, line in enumerate(pieces):
            # The first pieces go one to each address; no cart sends nothing anywhere.
            rows[line][at if at < count else self.dice.randrange(count)] += 1
        with privacy.acting_as(privacy.Actor.visitor()):
            for _ in range(count - 1):
                place = self.dice.choice(list(PLACES))
                add_address(draft_id, replace(guest().ship_to, prefecture=place))
        divide(draft_id, rows)

    def _mend(self, draft_id: UUID) -> None:
        """Take back what cannot be had for this cart, as the steps would ask for it."""
        draft = queries.draft_view(draft_id, self.member[0])
        assert draft is not None
        basket = queries.basket(draft.cart_id, draft)
        if basket.refused is not None:
            choose_promotions(draft_id, coupon_id=None, points=0)
        if basket.cash_fee is None:
            choose_payment(draft_id, PaymentMethod.BANK_TRANSFER)

    def page(self, address: str) -> str:
        """A page as it is read."""
        answer = self.browser.get(address)
        assert answer.status_code == 200, (address, answer.get("Location"))
        return str(answer.content.decode())


@pytest.mark.parametrize("seed", range(-(-CARTS // SHOP)))
def test_every_place_shows_the_same_figures(seed: int) -> None:
    buyer, api, desk = Buyer(seed), program(), desk_of(colleague("owner"))
    sold, apart = {}, 0
    for _ in range(SHOP):
        order = bought(buyer)
        documented(buyer, order, api)
        apart += order.destinations.exists()
        sold[order.code] = order.quote
    if seed < ALWAYS:
        # The dice did throw all of it. Among hundreds of shops there is one where nobody pays for delivery.
        thrown = {name for quote in sold.values() for name in NAMES if getattr(quote, name)}
        assert thrown == set(NAMES)
        assert 0 < apart < SHOP
    rows = transactions(desk)
    assert {code: rows[code] for code in sold if sold[code].total} == {
        code: row_of(quote) for code, quote in sold.items() if quote.total
    }


def bought(buyer: Buyer) -> Order:
    """Cart and confirmation agree with the order that comes of them, and with its mail."""
    draft_id = buyer.draft()
    cart = plain(buyer.page(reverse("cart:cart")))
    page = buyer.page(reverse("checkout:confirm"))
    shown = re.search(r'name="shown" value="(\w+)"', page)
    assert shown is not None
    answer = buyer.browser.post(reverse("checkout:confirm"), {"shown": shown[1]})
    assert answer["Location"] == reverse("checkout:thanks")
    written = mails()
    if Order.objects.filter(pk=draft_id).exclude(held_since=None).exists():
        with privacy.acting_as(privacy.Actor.system("test")):
            release(draft_id, why=HoldEnd.KNOWN)
    order = Order.objects.get(pk=draft_id)
    agreed = figures_of(order.quote)
    assert f"商品合計{yen(order.subtotal)}" in cart
    assert read(plain(page)) == agreed
    assert taxes(plain(page)) == taxes_of(order.quote)
    # An order for nothing is confirmed at once, also where it is looked at; any other when it is released.
    [mail] = [
        each for each in (*written, *mails()) if order.code in each.subject and "承りました" in each.subject
    ]
    assert read(plain(mail.body)) == agreed
    assert taxes(plain(mail.body)) == taxes_of(order.quote)
    assert {name: order.confirmation[name] for name in NAMES} == agreed
    assert order.payment.amount == order.total
    return order


def documented(buyer: Buyer, order: Order, api: Program) -> None:
    """The order's page, the API and, once it is a sale, the invoice agree with the order."""
    agreed = figures_of(order.quote)
    page = plain(buyer.page(reverse("orders:order", args=[order.code])))
    assert (read(page), taxes(page)) == (agreed, taxes_of(order.quote))
    facts = api.get(f"/api/v1/orders/{order.code}").json()
    assert facts["figures"] == agreed
    assert sum(line["amount"] for line in facts["lines"]) == agreed["subtotal"]
    assert sum(one["shipping"] for one in facts["destinations"]) == agreed["shipping"]
    assert pieces(goods for one in facts["destinations"] for goods in one["goods"]) == pieces(facts["lines"])
    assert [one["shipping"] for one in order.confirmation["destinations"]] == [
        one["shipping"] for one in facts["destinations"]
    ]
    settle(order)
    address = reverse("orders:document", args=[order.code])
    invoice = text_of(buyer.browser.post(address, {"kind": "invoice"}).content)
    assert (read(invoice), taxes(invoice)) == (agreed, taxes_of(order.quote))


def pieces(parts: Iterable[Figures]) -> Counter[str]:
    """How many of each product there are."""
    found: Counter[str] = Counter()
    for part in parts:
        found[part["sku"]] += part["quantity"]
    return found


def settle(order: Order) -> None:
    """Make the order a sale: a transfer comes in, or the parcel arrives and is paid for in cash."""
    with privacy.acting_as(privacy.Actor.system("test")):
        if order.payment_method == PaymentMethod.CASH:
            pack(order.pk)
            ship(order.pk, carrier="yamato", tracking_number="123456789012")
            deliver(order.pk)
        elif order.total:
            confirm_transfer(order.pk)
    mails()


def transactions(desk: Browser) -> dict[str, list[int]]:
    """Amount and parts of each order in the file for the tax records."""
    today = timezone.localdate().isoformat()
    answer = desk.post(reverse("desk:transactions"), {"since": today, "until": today, "then": "csv"})
    _head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {code: [int(figure) for figure in figures] for _day, _kind, code, *figures in rows}


def row_of(quote: Quote) -> list[int]:
    parts = {int(part.rate): (part.amount, part.tax) for part in quote.by_rate}
    return [quote.total, *parts.get(10, (0, 0)), *parts.get(8, (0, 0))]


def figures_of(quote: Quote) -> Figures:
    return {name: getattr(quote, name) for name in NAMES}


def taxes_of(quote: Quote) -> list[tuple[int, int, int]]:
    return [(int(part.rate), part.amount, part.tax) for part in quote.by_rate]


def plain(page: str) -> str:
    """What is read, without tags and spaces."""
    return re.sub(r"\s", "", re.sub(r"<[^>]+>", "", page))


def read(text: str) -> Figures:
    """The sums of a purchase; what is not shown is nothing."""
    block = r"(?:{word}[−]?(?:(?P<{name}>[\d,]+)円|無料))"
    order = ("subtotal", "discount", "shipping", "fee", "points")
    parts = "".join(f"{block.format(word=WORDS[name], name=name)}?" for name in order)
    found = re.search(parts + block.format(word=WORDS["total"], name="total"), text)
    assert found is not None, "no sums"
    return {name: number(found[name] or "0") for name in NAMES}


def taxes(text: str) -> list[tuple[int, int, int]]:
    """Rate, amount and tax in it of each part."""
    words = r"(10|8)%(?:対象|※)?([\d,]+)円\(?(?:うち消費税)?([\d,]+)円"
    return [(int(rate), number(amount), number(tax)) for rate, amount, tax in re.findall(words, text)]


def number(text: str) -> int:
    return int(text.replace(",", ""))


def yen(amount: int) -> str:
    return f"{amount:,}円"
