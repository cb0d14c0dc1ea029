"""What is unusual, counted; and what is not unusual, left alone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.misuse.actions.forget import forget_expired
from small_trades.shop.misuse.actions.watch import watch
from small_trades.shop.misuse.lookups import MARKS
from small_trades.shop.misuse.queries.signals import LARGE_TOTAL, LIMITS, USUAL_FROM, findings
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.misuse.tests.making import ordered
from small_trades.shop.orders.actions.changing import tell
from small_trades.shop.orders.holds import Because, HoldReason
from small_trades.shop.orders.models import Order, OrderHold
from small_trades.shop.orders.tests.making import Guest, guest
from small_trades.shop.orders.timeline import EventKind

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _system(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


def found(order: Order, **facts: object) -> dict[HoldReason, int]:
    return {each.reason: each.count for each in findings(order.pk, **facts)}  # type: ignore[arg-type] # its own


def other_place(who: Guest) -> Guest:
    return replace(who, ship_to=replace(who.ship_to, street=plant("street"), telephone=plant("telephone")))


def other_email(who: Guest) -> Guest:
    return replace(who, email=EmailAddress(plant("email")))


def test_an_ordinary_order_finds_nothing() -> None:
    who = guest()
    for _ in range(3):
        assert found(ordered(who)) == {}
    assert not watch(Order.objects.latest("placed_at").pk)
    assert not OrderHold.objects.exists()


def test_many_orders_with_one_address_in_a_day() -> None:
    who = guest()
    orders = [ordered(other_place(who)) for _ in range(5)]
    assert found(orders[3]) == {HoldReason.ORDERS_EMAIL: 5}
    Order.objects.exclude(pk=orders[4].pk).update(placed_at=timezone.now() - dt.timedelta(hours=25))
    assert found(orders[4]) == {}


def test_many_orders_with_one_telephone_number() -> None:
    who = guest()
    orders = [
        ordered(
            replace(
                other_email(who),
                ship_to=replace(who.ship_to, street=plant("street")),
            )
        )
        for _ in range(5)
    ]
    assert found(orders[-1]) == {HoldReason.ORDERS_TELEPHONE: 5}


def test_many_orders_from_one_browser() -> None:
    orders = [ordered(guest()) for _ in range(5)]
    before = [order.pk for order in orders[:4]]
    assert found(orders[4], browser_orders=before) == {HoldReason.ORDERS_BROWSER: 5}
    assert found(orders[4], browser_orders=before[:3]) == {}


def test_many_names_at_one_place() -> None:
    home = guest().ship_to
    orders = []
    for _ in range(5):
        someone = guest()
        to = replace(home, telephone=plant("telephone"))
        orders.append(ordered(Guest(someone.name, someone.email, to)))
    assert found(orders[3]) == {HoldReason.NAMES_AT_PLACE: 5}


def test_a_family_at_one_place_is_left_alone() -> None:
    home = guest()
    for _ in range(4):
        given = plant("name")
        to = replace(home.ship_to, telephone=plant("telephone"))
        order = ordered(Guest(PersonName(home.name.family, given), EmailAddress(plant("email")), to))
        assert found(order) == {}


def test_one_address_for_mail_and_many_to_send_to() -> None:
    who = guest()
    orders = [ordered(other_place(who)) for _ in range(6)]
    Order.objects.filter(pk__in=[order.pk for order in orders[:3]]).update(
        placed_at=timezone.now() - dt.timedelta(days=10)
    )
    assert found(orders[-1]) == {HoldReason.PLACES_OF_EMAIL: 6}


def test_many_cards_that_failed_on_several_orders() -> None:
    who = guest()
    first, second, third = ordered(who), ordered(who), ordered(who)
    for order in (first, first, second, second):
        tell(order, EventKind.PAYMENT_FAILED)
    assert found(third) == {}
    tell(second, EventKind.PAYMENT_FAILED)
    assert found(third) == {HoldReason.FAILED_PAYMENTS: 5}
    assert found(ordered(guest())) == {}


def test_an_amount_far_above_what_is_usual() -> None:
    for _ in range(USUAL_FROM):
        ordered(guest())
    usual = Order.objects.first()
    assert usual is not None
    large = ordered(guest())
    Order.objects.filter(pk=large.pk).update(total=LARGE_TOTAL)
    assert found(large) == {HoldReason.LARGE_AMOUNT: LARGE_TOTAL // usual.total}
    Order.objects.filter(pk=large.pk).update(total=LARGE_TOTAL - 1)
    assert found(large) == {}


def test_nothing_is_usual_in_a_new_shop() -> None:
    large = ordered(guest())
    Order.objects.filter(pk=large.pk).update(total=900_000)
    assert found(large) == {}


def test_a_first_large_order_for_the_earliest_day() -> None:
    who = guest()
    first = ordered(who)
    Order.objects.filter(pk=first.pk).update(total=50_000)
    assert found(first, is_urgent=True) == {HoldReason.NEW_AND_URGENT: 1}
    assert found(first) == {}
    second = ordered(who)
    Order.objects.filter(pk=second.pk).update(total=50_000)
    assert found(second, is_urgent=True) == {}


def test_nothing_is_opened_to_find_any_of_it(ledger_rows: LedgerRows) -> None:
    who = guest()
    orders = [ordered(who) for _ in range(5)]
    rows = len(ledger_rows())
    assert watch(orders[-1].pk)
    assert len(ledger_rows()) == rows
    assert not privacy.opened_personal_value()


def test_traces_are_forgotten_after_a_month() -> None:
    who = guest()
    ordered(who)
    now = timezone.now()
    forget_expired(now + dt.timedelta(days=29))
    assert len(MARKS[Mark.EMAIL].find_all(who.email.address.lower())) == 1
    forget_expired(now + dt.timedelta(days=30, seconds=1))
    assert MARKS[Mark.EMAIL].find_all(who.email.address.lower()) == []


def test_every_limit_has_words() -> None:
    for reason in HoldReason:
        assert "%" not in str(Because(reason, 7))
    assert set(LIMITS) <= set(HoldReason)
