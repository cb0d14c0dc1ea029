"""Clause 2g: points and the use of coupons are a person's transaction history, and are treated as such.

They see every change, and why. Staff see numbers and no reason once it is sealed. They leave with the person.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, NEWSLETTER, RIGHTS
from small_trades.policy.groups import PointsReason
from small_trades.privacy import rights
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, member, run_tasks
from small_trades.shop.promotions import retention
from small_trades.shop.promotions.actions import coupons, points
from small_trades.shop.promotions.models import Coupon, CouponUse, PointsAccount, PointsEntry
from small_trades.shop.promotions.tests.making import a_coupon, give_points
from small_trades.shop.rights.actions.leave import leave

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REASON = "お届けの遅れのお詫び 7f3a"


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


@pytest.fixture
def anna() -> tuple[Person, Customer]:
    """A member to whom the shop gave points, who used some, and a coupon."""
    who, customer = member()
    give_points(customer.subject, 300, reason=REASON)
    points.use(customer.subject, 120, order_id=privacy.uuid7(), order_code="2222-3333-4444")
    return who, customer


def use_coupon(coupon: Coupon, customer: Customer) -> None:
    with transaction.atomic():
        coupons.redeem(
            coupon.pk,
            order_id=privacy.uuid7(),
            subject=customer.subject,
            orders=frozenset,
            discount=500,
            total=2000,
        )


def test_the_person_sees_every_change_and_why(anna: tuple[Person, Customer]) -> None:
    who, _customer = anna
    browser = Browser()
    browser.sign_in(who)
    page = browser.get("/mypage/points/").content.decode()
    for words in ("180", "+300", "−120", REASON):
        assert words in page
    assert "ポイント" in browser.get("/mypage/information/").content.decode()


def test_a_copy_holds_points_reasons_and_coupons(anna: tuple[Person, Customer]) -> None:
    _who, customer = anna
    use_coupon(a_coupon(code="AKI500"), customer)
    copy = rights.export(customer.subject, purpose=RIGHTS, reason="test").json()
    for words in (REASON, "AKI500", "+300", "-120", '"180"'):
        assert words in copy


def test_a_reason_opens_for_its_person_and_for_no_other_use(
    anna: tuple[Person, Customer], ledger_rows: LedgerRows
) -> None:
    _who, customer = anna
    reason = PointsEntry.objects.get(subject=customer.subject, points=300).reason
    assert reason is not None
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        assert privacy.use(reason, purpose=ACCOUNT_DISPLAY) == PointsReason(REASON)
    for actor, purpose in (
        (privacy.Actor.staff(privacy.uuid7(), "owner"), ACCOUNT_DISPLAY),
        (privacy.Actor.system("test"), NEWSLETTER),
    ):
        with privacy.acting_as(actor), pytest.raises((privacy.Refused, privacy.Undeclared)):
            privacy.use(reason, purpose=purpose)
    assert {row.event for row in ledger_rows()[-2:]} <= {
        privacy.ledger.Event.REFUSAL,
        privacy.ledger.Event.UNDECLARED,
    }


def test_points_and_uses_leave_with_the_person_and_the_sums_of_a_coupon_stay(
    anna: tuple[Person, Customer],
) -> None:
    _who, customer = anna
    coupon = a_coupon()
    use_coupon(coupon, customer)
    leave(customer.subject, now=True)
    run_tasks()
    for model in (PointsEntry, PointsAccount, CouponUse):
        assert not model.objects.filter(subject=customer.subject).exists()
    coupon.refresh_from_db()
    assert (coupon.uses, coupon.discounts) == (1, 500)


def test_uses_of_a_coupon_are_forgotten_ninety_days_after_it_ended(anna: tuple[Person, Customer]) -> None:
    _who, customer = anna
    now = timezone.now()
    ended, running = a_coupon(), a_coupon()
    for coupon in (ended, running):
        use_coupon(coupon, customer)
    CouponUse.objects.update(at=now - dt.timedelta(days=200))
    [clock] = retention.CLOCKS
    for days, kept in ((89, 2), (91, 1)):
        Coupon.objects.filter(pk=ended.pk).update(ends_at=now - dt.timedelta(days=days))
        due = list(clock.due(now, None))
        assert clock.forget(due, now) == 2 - kept
        assert CouponUse.objects.count() == kept
    assert CouponUse.objects.get().coupon_id == running.pk
