"""An order to several addresses: what is written, how its parcels leave, what is corrected, what is held."""

from dataclasses import replace
from typing import Any

import pytest

from small_trades import privacy
from small_trades.doors.carriers.messages import ShippingLabel
from small_trades.policy.declaration import DELIVERY, RIGHTS
from small_trades.policy.groups import PostalAddress, Telephone
from small_trades.shop.account.tests.making import mails
from small_trades.shop.kernel.states import WrongStateError
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.actions.correct_recipient import (
    OtherRegionError,
    correct_destination,
    spread_correction,
)
from small_trades.shop.orders.actions.issue import Wanted, issue
from small_trades.shop.orders.actions.label import print_anew, print_label
from small_trades.shop.orders.actions.leave_out import leave_out
from small_trades.shop.orders.actions.place import place
from small_trades.shop.orders.actions.replace import replace as exchange
from small_trades.shop.orders.actions.ship import (
    LabelOutdatedError,
    NoSuchDestinationError,
    SeveralDestinationsError,
    TooManyPiecesError,
    ship,
    ship_printed,
)
from small_trades.shop.orders.correcting import Correction, Right
from small_trades.shop.orders.models import Destination, Label, Order, Refund, Shipment
from small_trades.shop.orders.papers import DocumentKind
from small_trades.shop.orders.pieces import unsent, unsent_to
from small_trades.shop.orders.queries import OrderPage, order_by_id
from small_trades.shop.orders.queries.given import parcel_given, parcels_given
from small_trades.shop.orders.states import CancelReason, OrderState, PaymentMethod
from small_trades.shop.orders.subject_data import held
from small_trades.shop.orders.tests.destinations import FEE, further, packed_apart, sent_apart
from small_trades.shop.orders.tests.making import cup, guest, line, wanted
from small_trades.shop.orders.tests.test_documents import text_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NUMBERS = ("412356789012", "412356789023", "412356789034", "412356789045")


@pytest.fixture(autouse=True)
def _acting() -> object:
    with privacy.acting_as(privacy.Actor.system("test")):
        yield


def send(order: Order, number: str, to: int | None = None, pieces: dict[int, int] | None = None) -> None:
    ship(order.pk, carrier="yamato", tracking_number=number, to=to, pieces=pieces)


def seen(order: Order) -> OrderPage:
    found = order_by_id(order.pk)
    assert found is not None
    return found


def test_the_first_address_gets_what_goes_to_no_other() -> None:
    own, second, third = seen(sent_apart({0: 1}, {0: 2, 1: 1})).destinations
    goods = [[(one.position, one.quantity, one.unsent) for one in to.goods] for to in (own, second, third)]
    assert goods == [[(0, 1, 1), (1, 1, 1)], [(0, 1, 1)], [(0, 2, 2), (1, 1, 1)]]
    assert [to.shipping for to in (own, second, third)] == [FEE] * 3
    assert [to.number for to in (own, second, third)] == [1, 2, 3]


def test_an_order_of_one_address_is_as_it_was() -> None:
    page = seen(sent_apart())
    assert not page.has_several
    [only] = page.destinations
    assert (only.id, only.shipping, sum(one.quantity for one in only.goods)) == (None, FEE, 6)


@pytest.mark.parametrize("pieces", [{}, {0: 0}, {0: -1}, {0: 5}, {0: 4, 1: 2}, {2: 1}])
def test_what_is_no_division_is_not_placed(pieces: dict[int, int]) -> None:
    bought = (line(cup(available=9), 4), line(cup(available=9), 2))
    order = wanted(*bought)
    with pytest.raises(ValueError, match="address"):
        place(replace(order, destinations=(further(order.subject, pieces),)))
    assert not Order.objects.exists()


def test_several_addresses_are_not_placed_in_cash() -> None:
    with pytest.raises(ValueError, match="collects"):
        sent_apart({0: 1}, payment_method=PaymentMethod.CASH)


def test_each_address_gets_its_parcel_and_the_last_one_ships_the_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[ShippingLabel] = []
    disclose = privacy.disclose

    def watched(message: object, **how: object) -> object:
        if isinstance(message, ShippingLabel):
            told.append(message)
        return disclose(message, **how)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(privacy, "disclose", watched)
    aunt = guest()
    order = packed_apart({0: 1}, {1: 1}, to=(aunt, guest()))
    mails()
    send(order, NUMBERS[0], to=2)
    send(order, NUMBERS[1], to=1, pieces={0: 1})
    order.refresh_from_db()
    assert order.state == OrderState.PACKING
    send(order, NUMBERS[2], to=1)
    with pytest.raises(WrongStateError):
        send(order, NUMBERS[3], to=1)
    send(order, NUMBERS[3], to=3)
    order.refresh_from_db()

    assert order.state == OrderState.SHIPPED
    assert not unsent(order)
    [to_aunt] = privacy.use([told[0].to], purpose=DELIVERY)
    assert to_aunt == aunt.ship_to
    assert told[0].delivery_slot == "18-20"
    assert [one.number for one in seen(order).parcels] == [2, 1, 1, 3]
    bodies = [mail.body for mail in mails()]
    assert ["お届け先2" in bodies[0], "お届け先1" in bodies[1], "お届け先3" in bodies[3]] == [True] * 3
    assert not any(aunt.ship_to.street in body for body in bodies)


def test_mail_and_invoice_name_what_goes_where_and_for_how_much_but_nobody() -> None:
    aunt = guest()
    order = sent_apart({0: 1, 1: 2}, to=(aunt,))
    [mail] = mails()
    confirm_transfer(order.pk)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "manager")):
        made = issue(seen(order), Wanted(kind=DocumentKind.INVOICE), reason="請求書の再発行のため")
    for text in (mail.body, text_of(made.pdf)):
        tight = "".join(text.split())
        assert "お届け先2:青い器×1/青い器×2/送料770円" in tight
        assert "お届け先1:青い器×3/送料770円" in tight
        assert aunt.ship_to.family not in text


def test_a_parcel_without_an_address_or_with_a_wrong_one_stays() -> None:
    order = packed_apart({0: 1})
    with pytest.raises(SeveralDestinationsError):
        send(order, NUMBERS[0])
    for number in (0, 3, -1):
        with pytest.raises(NoSuchDestinationError):
            send(order, NUMBERS[0], to=number)
    with pytest.raises(TooManyPiecesError):
        send(order, NUMBERS[0], to=2, pieces={0: 2})
    with pytest.raises(TooManyPiecesError):
        send(order, NUMBERS[0], to=2, pieces={1: 1})
    assert not Shipment.objects.exists()


def test_each_address_has_its_own_label() -> None:
    order = packed_apart({0: 1})
    for to in (1, 2):
        print_label(order.pk, carrier="yamato", tracking_number=NUMBERS[to], to=to)
    print_label(order.pk, carrier="yamato", tracking_number=NUMBERS[3], to=2)
    assert Label.objects.count() == 2
    ship_printed(order.pk, to=2)
    ship_printed(order.pk, to=1)
    order.refresh_from_db()
    assert order.state == OrderState.SHIPPED
    assert not Label.objects.exists()


def test_what_one_address_never_gets_comes_off_it_alone() -> None:
    order = packed_apart({0: 2})
    there = Destination.objects.get()
    with pytest.raises(SeveralDestinationsError):
        leave_out(order.pk, {0: 1}, to_stock=True)
    with pytest.raises(TooManyPiecesError):
        leave_out(order.pk, {1: 1}, to_stock=True, to=2)
    assert leave_out(order.pk, {0: 1}, to_stock=True, to=2) == 1000
    assert sum(unsent_to(order, there.pk).values()) == 1
    assert sum(unsent_to(order, None).values()) == 4
    assert leave_out(order.pk, {0: 1}, to_stock=True, to=2) == 1000
    assert not unsent_to(order, there.pk)
    send(order, NUMBERS[0], to=1)
    order.refresh_from_db()
    assert order.state == OrderState.SHIPPED
    assert sum(refund.amount for refund in Refund.objects.all()) == 2000


def test_a_correction_reaches_the_address_it_is_of_until_its_parcel_left() -> None:
    order = packed_apart({0: 1}, {0: 1})
    there, other = Destination.objects.all()
    print_label(order.pk, carrier="yamato", tracking_number=NUMBERS[0], to=2)
    print_label(order.pk, carrier="yamato", tracking_number=NUMBERS[1], to=3)
    assert correct_destination(there.pk, Right(telephone=Telephone("0312345678")))
    assert not correct_destination(there.pk, Right(telephone=Telephone("0312345678")))
    with pytest.raises(LabelOutdatedError):
        ship_printed(order.pk, to=2)
    ship_printed(order.pk, to=3)
    print_anew(order.pk, to=2)
    ship_printed(order.pk, to=2)
    with pytest.raises(WrongStateError):
        correct_destination(other.pk, Right(telephone=Telephone("0312345678")))
    there.refresh_from_db()
    assert privacy.use(there.ship_to, purpose=RIGHTS).telephone == "0312345678"
    # The carriers of the other parcels are told nothing new.
    given = parcels_given(order.subject)
    assert [one.corrected_at is not None for one in given] == [False, True]
    found = [parcel_given(one.record) for one in given]
    assert [one.record for one in found if one] == [one.record for one in given]
    there_now, elsewhere = privacy.use([one.to for one in (given[1], given[0])], purpose=DELIVERY)
    assert there_now.telephone == "0312345678"
    assert elsewhere.telephone != "0312345678"


def test_an_address_is_not_corrected_to_where_it_costs_something_else() -> None:
    order = packed_apart({0: 1})
    there = Destination.objects.get()
    before = privacy.use(there.ship_to, purpose=RIGHTS)
    okinawa = replace(before, prefecture="沖縄県")
    assert spread_correction(order.subject, Correction(address=(before, okinawa))) == (0, 1)
    moved = replace(before, street="別の通り 2-2")
    assert spread_correction(order.subject, Correction(address=(before, moved))) == (1, 0)
    there.refresh_from_db()
    assert privacy.use(there.ship_to, purpose=RIGHTS) == moved
    naha = PostalAddress("9000001", "沖縄県", "那覇市", "1-1", "")
    with pytest.raises(OtherRegionError):
        correct_destination(there.pk, Right(place=naha))


def test_copy_and_erasure_hold_every_address() -> None:
    order = sent_apart({0: 1}, {1: 1}, gift="お元気で")
    [found] = list(held(order.subject))
    sealed = list(found.sealed)
    addresses = [there.ship_to for there in Destination.objects.all()]
    opened = [repr(value) for value in privacy.use(sealed, purpose=RIGHTS) if value is not None]
    assert len(opened) == len(sealed)
    for address in privacy.use(addresses, purpose=RIGHTS):
        assert repr(address) in opened
    privacy.destroy(order.subject)
    for there in Destination.objects.all():
        assert privacy.use(there.ship_to, purpose=DELIVERY, skip_closed=True) is None
        assert privacy.use(there.gift, purpose=DELIVERY, skip_closed=True) is None


def test_a_cancelled_orders_further_addresses_close_to_staff_as_its_own_does() -> None:
    order = sent_apart({0: 1}, {1: 1}, gift="お元気で")
    theirs: list[Any] = [
        value for there in Destination.objects.all() for value in (there.ship_to, there.gift)
    ]
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(order.pk, reason=CancelReason.CUSTOMER)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        for value in (order.ship_to, *theirs):
            with pytest.raises(privacy.Refused):
                privacy.use(value, purpose=DELIVERY, reason="Asked on the telephone")
    assert len(privacy.use(theirs, purpose=RIGHTS)) == len(theirs)


def test_an_exchange_goes_where_the_goods_went() -> None:
    aunt = guest()
    order = packed_apart({0: 1}, to=(aunt,))
    send(order, NUMBERS[0], to=2)
    variant = order.lines.get(position=0).variant_id
    clerk = privacy.Actor.staff(privacy.uuid7(), "orders")
    with privacy.acting_as(clerk), pytest.raises(NoSuchDestinationError):
        exchange(order.pk, {variant: 1}, reason="割れていたため", to=3)
    with privacy.acting_as(clerk):
        code = exchange(order.pk, {variant: 1}, reason="割れていたため", to=2)
    new = Order.objects.get(code=code)
    assert privacy.use(new.ship_to, purpose=DELIVERY) == aunt.ship_to
