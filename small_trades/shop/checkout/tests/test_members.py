"""Members at the checkout: filled in, kept apart, and found on My Page."""

import datetime as dt
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Person, member, with_address
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders import queries
from small_trades.shop.orders.tests.making import cup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def sign_in(shopper: Shopper, who: Person) -> None:
    typed = {"email": who.email, "current-password": who.password, "next": ""}
    shopper.browser.post(reverse("account:login"), typed, secure=True)


def test_a_member_finds_the_form_filled_in(ledger_rows: LedgerRows) -> None:
    who, customer = member()
    address = with_address(who, customer)
    shopper = Shopper(cup())
    sign_in(shopper, who)
    before = len(ledger_rows(privacy.ledger.Event.USE))

    page = shopper.get("details").content.decode()

    for value in (who.family, who.given, who.kana, who.email, "150-0001", "渋谷区"):
        assert f'value="{value}"' in page
    [row] = ledger_rows(privacy.ledger.Event.USE)[before:]
    assert (row.purpose, row.actor_kind) == ("3e-prefill", "customer")
    assert address.pk


def test_a_members_order_is_the_members() -> None:
    who, customer = member()
    shopper = Shopper(cup())
    sign_in(shopper, who)
    shopper.place(shopper.until_confirmation())

    order = shopper.order
    assert (order.customer_id, order.subject) == (customer.pk, customer.subject)
    [summary] = queries.orders_of(customer.pk)
    assert summary.code == order.code
    assert queries.count_of(customer.pk) == 1


def test_an_order_is_use_of_the_registration() -> None:
    """Whatever else notes a day of use: a registration with an order is not unused."""
    who, customer = member()
    shopper = Shopper(cup())
    sign_in(shopper, who)
    shown = shopper.until_confirmation()
    Customer.objects.filter(pk=customer.pk).update(used_on=dt.date(2023, 1, 1), noticed_at=timezone.now())
    with patch("small_trades.shop.account.sessions.note_use"):
        shopper.place(shown)
    customer.refresh_from_db()
    assert (customer.used_on, customer.noticed_at) == (timezone.localdate(), None)


def test_another_member_sees_nothing_of_it() -> None:
    who, _customer = member()
    other, stranger = member()
    shopper = Shopper(cup())
    sign_in(shopper, who)
    shopper.place(shopper.until_confirmation())
    code = shopper.order.code

    visitor = Shopper(cup())
    sign_in(visitor, other)
    page = visitor.browser.get(reverse("orders:order", args=[code]), secure=True).content.decode()

    assert "青い器" not in page
    assert queries.order_of(stranger.pk, code) is None


def test_what_a_guest_typed_does_not_become_a_members() -> None:
    who, customer = member()
    shopper = Shopper(cup())
    shopper.details()
    guests = Draft.objects.get()
    sign_in(shopper, who)

    assert shopper.get("delivery")["Location"] == reverse("checkout:details")
    shopper.details()

    draft = Draft.objects.get()
    assert draft.pk != guests.pk
    assert draft.subject == customer.subject
