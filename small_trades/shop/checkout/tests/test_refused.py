"""The checkout of somebody who is refused leaves nothing behind; of everybody else it goes on as ever."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import mails, member
from small_trades.shop.cart.queries import cart_page
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.checkout.tests.test_members import sign_in
from small_trades.shop.misuse.lookups import MARKS
from small_trades.shop.misuse.models import Refusal
from small_trades.shop.misuse.reasons import Mark
from small_trades.shop.misuse.tests.making import marks, refused
from small_trades.shop.orders.holds import HoldReason
from small_trades.shop.orders.models import Order, OrderHold
from small_trades.shop.orders.tests.making import cup, guest
from small_trades.shop.products.models import StockMovement

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_a_refused_person_is_told_at_the_first_step_and_nothing_is_stored(ledger_rows: LedgerRows) -> None:
    who, variant = guest(), cup(available=3)
    refusal = refused(who, by=[Mark.EMAIL])
    shopper = Shopper(variant)
    rows, moves = len(ledger_rows()), StockMovement.objects.count()

    answer = shopper.details(who)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert str(refusal.code) in page
    assert "ご注文の代金が、繰り返し支払われませんでした。" in page
    assert reverse("misuse:appeal", kwargs={"code": refusal.code}) in page
    assert (Draft.objects.count(), Order.objects.count(), DBTaskResult.objects.count()) == (0, 0, 0)
    variant.refresh_from_db()
    assert (variant.available, StockMovement.objects.count()) == (3, moves)
    (row,) = ledger_rows()[rows:]
    assert (row.event, row.purpose, row.outcome, row.groups) == (
        "refusal",
        MISUSE.id,
        "refused order: unpaid",
        (),
    )
    assert shopper.get("delivery")["Location"] == reverse("checkout:details")


def test_refused_between_the_first_step_and_the_last_nothing_is_ordered(ledger_rows: LedgerRows) -> None:
    who, variant = guest(), cup(available=3)
    shopper = Shopper(variant)
    shown = shopper.until_confirmation(who)
    refused(who, by=[Mark.TELEPHONE])

    answer = shopper.place(shown)

    assert answer.status_code == 403
    assert (Draft.objects.count(), Order.objects.count()) == (0, 0)
    variant.refresh_from_db()
    assert variant.available == 3
    assert shopper.cart_id is not None
    assert len(cart_page(shopper.cart_id).lines) == 1, "the cart holds nothing personal and stays"
    assert ledger_rows()[-1].outcome == "refused order: unpaid"


def test_a_member_who_is_refused_is_told_whatever_they_type(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    refused(guest(), person=customer.subject)
    shopper = Shopper(cup())
    sign_in(shopper, anna)

    answer = shopper.details(guest())

    assert answer.status_code == 403
    assert Draft.objects.count() == 0
    told = privacy.uses_of(customer.subject)[0]
    assert (told.event, told.outcome) == ("refusal", "refused order: unpaid")
    assert ledger_rows()[-1].actor_kind == "system"


def test_everybody_else_orders_as_ever() -> None:
    refused(guest())
    shopper = Shopper(cup())
    who = guest()
    assert shopper.place(shopper.until_confirmation(who)).status_code == 302
    assert shopper.order.held_since is None
    assert len(MARKS[Mark.EMAIL].find_all(marks(who).email)) == 1


def test_a_draft_that_is_changed_is_found_by_what_it_holds_now() -> None:
    first, second = guest(), guest()
    shopper = Shopper(cup())
    shopper.details(first)
    shopper.details(second)
    assert len(MARKS[Mark.EMAIL].find_all(marks(second).email)) == 1


def test_the_fifth_order_of_a_browser_waits_for_somebody_and_says_so() -> None:
    variant = cup(available=9)
    shopper = Shopper(variant)
    for _ in range(4):
        assert shopper.place(shopper.until_confirmation(guest())).status_code == 302
        assert shopper.order.held_since is None
        shopper.cart_id = None
        shopper.put(variant)

    answer = shopper.place(shopper.until_confirmation(guest()))

    assert answer["Location"] == reverse("checkout:thanks"), "not to the payment page"
    (hold,) = OrderHold.objects.all()
    assert hold.because == [{"reason": HoldReason.ORDERS_BROWSER.value, "count": 5}]
    page = shopper.browser.get(answer["Location"], secure=True).content.decode()
    assert "ご注文を受け付けました" in page
    assert "担当者がご注文を確認しております" in page
    for word in ("不正", "疑", "お断り"):
        assert word not in page
    assert Refusal.objects.count() == 0
