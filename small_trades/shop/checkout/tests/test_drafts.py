"""What a checkout that is not finished keeps: sealed, found by its last address only, forgotten in time."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, PREFILL
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.lookups import ORDER_EMAIL
from small_trades.shop.orders.tests.making import cup, guest

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def forget_drafts(now: dt.datetime) -> int:
    with privacy.acting_as(privacy.Actor.system("test")):
        ran = {found.clock.id: found.forgotten for found in privacy.retention.run(now=now)}
    return ran["checkout.drafts"]


def test_a_session_planted_by_somebody_else_shows_nothing_of_what_is_typed() -> None:
    person, somebody = guest(), Shopper(cup())
    victim = Shopper()
    victim.cart_id = somebody.cart_id
    victim.browser.cookies["session"] = somebody.browser.cookies["session"].value
    shown = victim.until_confirmation(person)
    for step in ("details", "confirm"):
        assert person.name.family in victim.get(step).content.decode()
        assert person.name.family not in somebody.get(step).content.decode()
    victim.place(shown)
    assert somebody.get("thanks").status_code == 302


def test_drafts_are_forgotten_in_time_and_no_copy_of_one_opens() -> None:
    person = guest()
    shopper = Shopper(cup())
    shopper.details(person)
    copy = Draft.objects.get()
    now = timezone.now()

    assert forget_drafts(now + dt.timedelta(days=6)) == 0
    assert privacy.retention.plan(copy.subject)[0].clock.id == "checkout.drafts"
    assert forget_drafts(now + dt.timedelta(days=7, seconds=1)) == 1

    assert not Draft.objects.exists()
    assert ORDER_EMAIL.find_all(person.email.address) == []
    with privacy.acting_as(privacy.Actor.visitor()), pytest.raises(privacy.Erased):
        privacy.use(copy.name, purpose=PREFILL)


def test_the_key_of_a_draft_that_became_an_order_is_destroyed_in_time() -> None:
    shopper = Shopper(cup())
    shown = shopper.until_confirmation()
    copy = Draft.objects.get()
    shopper.place(shown)

    forget_drafts(timezone.now() + dt.timedelta(days=9))

    with privacy.acting_as(privacy.Actor.visitor()):
        with pytest.raises(privacy.Erased):
            privacy.use(copy.name, purpose=PREFILL)
        assert privacy.use(shopper.order.name, purpose=ACCOUNT_DISPLAY)


def test_only_the_last_address_finds_the_order() -> None:
    first, last = guest(), guest()
    shopper = Shopper(cup())
    shopper.details(first)

    shopper.details(last)

    assert ORDER_EMAIL.find_all(first.email.address) == []
    assert [hit.record for hit in ORDER_EMAIL.find_all(last.email.address)] == [shopper.draft_id]


def test_sealed_values_only_are_stored() -> None:
    person = guest()
    Shopper(cup()).details(person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM checkout_draft")
        row = repr(cursor.fetchall())

    for value in (person.name.family, person.email.address, person.ship_to.street, person.ship_to.telephone):
        assert value not in row
        assert value.encode().hex() not in row
