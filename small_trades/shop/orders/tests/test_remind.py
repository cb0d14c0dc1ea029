"""A transfer that has not arrived is reminded of once, before its order ends."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.shop.account.tests.making import mails, run_tasks
from small_trades.shop.kernel.do_each import LeftStandingError
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.actions import remind
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.remind import remind_due
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import guest, placed
from small_trades.shop.site.actions import change_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def _bank() -> None:
    change_shop(bank_account_ja="こもれび銀行 1234567", payment={"off": [], "most": {}, "reminder_days": 2})


def ordered(days_ago: float) -> Order:
    order = Order.objects.get(pk=placed(by=guest(), payment_method=PaymentMethod.BANK_TRANSFER))
    placed_at = timezone.now() - dt.timedelta(days=days_ago)
    order.placed_at, order.expires_at = placed_at, placed_at + dt.timedelta(days=7)
    order.save()
    return order


@pytest.mark.parametrize(("days_ago", "count"), [(4.9, 0), (5.1, 1), (6.9, 1), (7.1, 0)])
def test_it_comes_within_the_days_that_the_trader_set(days_ago: float, count: int) -> None:
    ordered(days_ago)
    assert remind_due(timezone.now()) == count


def test_once_and_with_account_amount_and_day() -> None:
    order = ordered(5.5)
    mails()
    assert (remind_due(timezone.now()), remind_due(timezone.now())) == (1, 0)
    run_tasks()
    [letter] = mails()
    assert "お振り込みのご案内" in letter.subject
    assert "こもれび銀行 1234567" in letter.body
    assert f"{order.total:,}円" in letter.body


def test_what_is_paid_meanwhile_is_not_written_about() -> None:
    order = ordered(5.5)
    remind_due(timezone.now())
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order.pk)
    run_tasks()
    assert not [letter for letter in mails() if "お振り込みのご案内" in letter.subject]


def test_nobody_is_reminded_where_the_trader_switched_it_off_or_of_another_method() -> None:
    placed(payment_method=PaymentMethod.CASH)
    ordered(5.5)
    change_shop(payment={"off": [], "most": {}, "reminder_days": 0})
    assert remind_due(timezone.now()) == 0


def test_one_that_cannot_be_reminded_does_not_keep_the_others_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, broken, last = (ordered(5.5) for _ in range(3))

    def breaks(task: str, order_id: UUID) -> None:
        if order_id == broken.pk:
            raise RuntimeError
        later(task, order_id)

    monkeypatch.setattr(remind, "later", breaks)
    with pytest.raises(LeftStandingError) as left:
        remind_due(timezone.now())
    assert (left.value.done, left.value.left) == (2, 1)
    broken.refresh_from_db()
    assert broken.reminded_at is None, "the next run tries again"
    monkeypatch.undo()
    assert remind_due(timezone.now()) == 1
    for order in (first, last, broken):
        order.refresh_from_db()
        assert order.reminded_at is not None
