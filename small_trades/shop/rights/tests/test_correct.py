"""A correction goes further than the registration: drafts, unsent orders, and those who have the value."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.policy.groups import DeliveryAddress, PersonName, Telephone
from small_trades.privacy.testing import plant
from small_trades.shop.account.models import Address, Customer
from small_trades.shop.account.tests.making import member, waiting_tasks, with_address
from small_trades.shop.checkout.actions.save_details import Details, begin
from small_trades.shop.checkout.models import Draft
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.correct_recipient import OtherRegionError, correct_recipient
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.making import Guest, guest, placed
from small_trades.shop.rights.actions.correct import Reached, correct_address, correct_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PROGRAM = privacy.Actor.system("test")


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(PROGRAM)


def opened(order_id: UUID) -> tuple[PersonName, DeliveryAddress]:
    order = Order.objects.get(pk=order_id)
    return privacy.use((order.name, order.ship_to), purpose=DELIVERY)


def shopping() -> tuple[Customer, Address, Guest]:
    who, customer = member()
    entry = with_address(who, customer)
    to = privacy.use(entry.to, purpose=DELIVERY)
    name = PersonName(who.family, who.given, who.kana, who.kana)
    return customer, entry, replace(guest(), name=name, ship_to=to)


def ordered(customer: Customer, buyer: Guest) -> UUID:
    return placed(by=buyer, subject=customer.subject, customer_id=customer.pk)


def corrected(customer: Customer, entry: Address, to: DeliveryAddress) -> Reached:
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        return correct_address(customer, entry.pk, to, label="home", is_default=True)


def test_a_corrected_address_reaches_drafts_and_unsent_orders_and_those_who_have_it() -> None:
    customer, entry, buyer = shopping()
    unsent, elsewhere = ordered(customer, buyer), ordered(customer, replace(guest(), name=buyer.name))
    given_up = ordered(customer, buyer)
    cancel(given_up, reason=CancelReason.CUSTOMER)
    details = Details(buyer.name, buyer.email, buyer.ship_to, None)
    draft = begin(privacy.uuid7(), (customer.pk, customer.subject), details)
    to = replace(buyer.ship_to, street=plant("street"))
    before = opened(elsewhere)
    assert corrected(customer, entry, to) == Reached(drafts=1, orders=1, orders_left=0)
    assert opened(unsent)[1] == to
    assert opened(elsewhere) == before
    assert opened(given_up)[1] == buyer.ship_to
    assert privacy.use(Draft.objects.get(pk=draft).ship_to, purpose=DELIVERY) == to
    assert ("tell_correction", [str(customer.subject)]) in waiting_tasks()
    assert [event.kind for event in Order.objects.get(pk=unsent).events.all()] == ["placed", "corrected"]


def test_an_address_with_another_fee_leaves_orders_as_they_are_and_drafts_choose_anew() -> None:
    customer, entry, buyer = shopping()
    unsent = ordered(customer, buyer)
    draft = begin(
        privacy.uuid7(),
        (customer.pk, customer.subject),
        Details(buyer.name, buyer.email, buyer.ship_to, None),
    )
    Draft.objects.filter(pk=draft).update(has_delivery=True)
    to = replace(buyer.ship_to, prefecture="沖縄県", city="那覇市")
    assert corrected(customer, entry, to) == Reached(drafts=1, orders=0, orders_left=1)
    assert opened(unsent)[1] == buyer.ship_to
    found = Draft.objects.get(pk=draft)
    assert (found.region, found.has_delivery) == ("okinawa", False)


def test_a_corrected_name_and_telephone_reach_what_holds_the_old_ones() -> None:
    customer, _entry, buyer = shopping()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        correct_person(customer, name=buyer.name, telephone=Telephone(buyer.ship_to.telephone))
        order_id = ordered(customer, buyer)
        name = PersonName(plant("name"), buyer.name.given, plant("kana"), buyer.name.given_kana)
        telephone = Telephone(plant("telephone"))
        assert correct_person(customer, name=name, telephone=telephone).orders == 1
        order_name, to = opened(order_id)
        assert order_name == name
        assert (to.family, to.given, to.telephone) == (name.family, name.given, telephone.number)
        assert correct_person(customer, name=name, telephone=None) == Reached(0, 0, 0)
    assert opened(order_id)[1].telephone == telephone.number


def test_the_desk_corrects_one_order_until_it_has_left() -> None:
    buyer = guest()
    order_id = placed(by=buyer)
    to = replace(buyer.ship_to, street=plant("street"))
    correct_recipient(order_id, to)
    assert opened(order_id)[1] == to
    with pytest.raises(OtherRegionError):
        correct_recipient(order_id, replace(to, prefecture="北海道"))
    assert opened(order_id)[1] == to
    cancel(order_id, reason=CancelReason.CUSTOMER)
    with pytest.raises(WrongStateError):
        correct_recipient(order_id, replace(to, street=plant("street")))
    assert opened(order_id)[1] == to
