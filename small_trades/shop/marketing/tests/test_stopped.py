"""Background work of the newsletter ends quietly for somebody who stopped the use of what is about them."""

from collections.abc import Callable

import pytest

from small_trades import privacy
from small_trades.privacy.testing import plant
from small_trades.shop.account.tests.making import mails, member
from small_trades.shop.marketing import tasks
from small_trades.shop.marketing.actions.subscribe import ask_as_member
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.marketing.states import AskedOn
from small_trades.shop.marketing.tests.making import a_shop, ask
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _shop(acting: Callable[[privacy.Actor], None]) -> None:
    a_shop()
    acting(privacy.Actor.system("test"))


def test_a_wish_of_somebody_who_stopped_is_not_mailed() -> None:
    ask(plant("email"))
    wish = Subscription.objects.get()
    privacy.restrict(wish.subject, because="stopped")

    tasks.send_confirmation.func(str(wish.pk))

    assert not Subscription.objects.exclude(confirm_hash="").exists()
    assert mails() == []


def test_an_order_of_somebody_who_stopped_begins_no_subscription() -> None:
    order = Order.objects.get(pk=placed())
    mails()
    privacy.restrict(order.subject, because="stopped")

    tasks.ask_with_order.func(str(order.pk))

    assert Subscription.objects.count() == 0


def test_a_subscription_of_somebody_who_stopped_stays_where_it_was() -> None:
    _who, customer = member()
    ask_as_member(customer, language="ja", asked_on=AskedOn.NEWSLETTER)
    Subscription.objects.update(confirmed_at=customer.verified_at)
    privacy.restrict(customer.subject, because="stopped")

    tasks.follow_email.func(str(customer.pk))

    assert Subscription.objects.get().customer_id == customer.pk
