"""An order to several addresses at the desk: masked, opened one by one, packed, labelled and sent apart."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.actions.tracking import Trouble, check, ship_all
from small_trades.shop.desk.models import ExportKind
from small_trades.shop.desk.queries.exports import Span, records
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.desk.tracking_file import TrackingLine, read
from small_trades.shop.orders.models import Destination, Label, Order, ReturnedPieces, Shipment
from small_trades.shop.orders.parcel_codes import parcel_code, read_parcel_code
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.tests.destinations import packed_apart
from small_trades.shop.orders.tests.making import Guest, guest
from small_trades.shop.orders.tests.test_documents import text_of
from small_trades.shop.site.formats import date

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NUMBER = {"carrier": "yamato", "tracking_number": "412356789012"}


@pytest.fixture
def clerk() -> Colleague:
    return colleague("orders")


@pytest.fixture
def desk(clerk: Colleague) -> Browser:
    return desk_of(clerk)


@pytest.fixture
def aunt() -> Guest:
    return guest()


@pytest.fixture
def order(aunt: Guest) -> Order:
    """Two cups and a bowl go to the aunt, two cups and a bowl to the buyer."""
    made = packed_apart({0: 2, 1: 1}, to=(aunt,), gift="お元気で")
    mails()
    return made


def do(desk: Browser, order: Order, verb: str, **typed: str) -> str:
    answer = desk.post(f"/en/desk/orders/{order.code}/{verb}/", typed)
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    order.refresh_from_db()
    return str(answer.content.decode())


def test_each_address_is_masked_and_opened_by_itself(desk: Browser, order: Order, aunt: Guest) -> None:
    page = str(desk.get(f"/en/desk/orders/{order.code}/").content.decode())
    assert aunt.ship_to.street not in page
    assert page.count("Address 2") > 1
    why = {"purpose": "3b-delivery", "reason": "Asked on the telephone"}
    page = do(desk, order, "reveal", what="ship_to", **why)
    assert aunt.ship_to.street not in page
    page = do(desk, order, "reveal", what="ship_to-2", **why)
    assert aunt.ship_to.street in page
    assert "お元気で" not in page
    assert "お元気で" in do(desk, order, "reveal", what="gift-2", **why)


def test_a_parcel_leaves_for_the_address_it_was_typed_for(desk: Browser, order: Order) -> None:
    page = do(desk, order, "ship", **NUMBER, **{"to": "2", "of": "3", "line-0": "1"})
    assert "The parcel has left, and the customer is told by mail what follows." in page
    page = do(desk, order, "ship", **(NUMBER | {"tracking_number": "412356789023"}), to="2", of="2")
    assert "what follows" in page
    assert order.state == OrderState.PACKING
    page = do(desk, order, "ship", **(NUMBER | {"tracking_number": "412356789034"}), to="1", of="3")
    assert order.state == OrderState.SHIPPED
    there = Destination.objects.get()
    assert [one.destination_id for one in Shipment.objects.all()] == [there.pk, there.pk, None]


@pytest.mark.parametrize("to", [{}, {"to": "0"}, {"to": "3"}, {"to": "x"}])
def test_without_a_right_address_nothing_leaves(desk: Browser, order: Order, to: dict[str, str]) -> None:
    answer = desk.post(f"/en/desk/orders/{order.code}/ship/", NUMBER | to)
    assert answer.status_code == 404
    assert not Shipment.objects.exists()


def test_a_mistake_stays_with_the_address_it_was_made_at(desk: Browser, order: Order) -> None:
    page = do(desk, order, "ship", carrier="yamato", tracking_number="12", to="2", of="3")
    assert 'href="#id_to2_tracking_number"' in page
    assert page.count('aria-invalid="true"') == 1
    page = do(desk, order, "ship", **NUMBER, **{"to": "2", "of": "3", "line-0": "3"})
    assert 'href="#id_to2_line-0"' in page
    assert not Shipment.objects.exists()


def test_labels_are_printed_for_each_address(desk: Browser, order: Order) -> None:
    do(desk, order, "label", **NUMBER, to="2")
    do(desk, order, "label", **(NUMBER | {"tracking_number": "412356789023"}), to="1")
    assert Label.objects.count() == 2
    page = do(desk, order, "ship", printed="1", to="2", of="3")
    assert "what follows" in page
    assert Label.objects.get().destination_id is None


def test_the_list_of_parcels_says_how_many_addresses_have_a_label(desk: Browser, order: Order) -> None:
    do(desk, order, "label", **NUMBER, to="2")
    page = desk.get("/en/desk/parcels/").content.decode()
    assert re.search(r'<td data-label="Label"><span class="badge[^"]*">1 printed</span></td>', page)
    do(desk, order, "label", **(NUMBER | {"tracking_number": "412356789023"}), to="1")
    assert ">2件印刷済み</span>" in desk.get("/desk/parcels/").content.decode()


def labels_of(desk: Browser, order: Order) -> str:
    papers = {"order": order.code, "what": "labels", "reason": "To send the parcels"}
    answer = desk.post("/en/desk/parcels/papers/", papers)
    assert answer["Content-Type"] == "application/pdf"
    return text_of(answer.content)


def test_an_address_without_a_label_is_named_with_the_reason(
    desk: Browser, order: Order, aunt: Guest
) -> None:
    do(desk, order, "label", **NUMBER, to="2")
    mine = privacy.uses_of(order.subject)

    text = labels_of(desk, order)

    assert "Addresseswithoutalabelinthisfile" in text
    assert f"{parcel_code(order.code, 1)}:Itstrackingnumberisnottypedyet." in text
    assert (aunt.ship_to.family in text, NUMBER["tracking_number"] in text) == (True, True)
    assert text.count("様") == 1, "the label of address 2, and nothing of the other"
    assert len(privacy.uses_of(order.subject)) == len(mine) + 1


def test_an_address_whose_goods_have_left_is_named_as_such(desk: Browser, order: Order) -> None:
    do(desk, order, "ship", **NUMBER, to="2", of="3")
    do(desk, order, "label", **(NUMBER | {"tracking_number": "412356789023"}), to="1")
    text = labels_of(desk, order)
    assert f"{parcel_code(order.code, 2)}:Nothingislefttobesentthere." in text
    assert "412356789023" in text
    assert NUMBER["tracking_number"] not in text


def test_where_every_address_has_its_label_nothing_is_said(desk: Browser, order: Order) -> None:
    for to, number in (("1", "412356789023"), ("2", "412356789012")):
        do(desk, order, "label", carrier="yamato", tracking_number=number, to=to)
    assert "withoutalabel" not in labels_of(desk, order)


def test_an_order_of_which_no_address_has_a_label_is_refused_and_nothing_is_opened(
    desk: Browser, order: Order, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows(privacy.ledger.Event.USE))
    papers = {"order": order.code, "what": "labels", "reason": "To send the parcels"}
    page = desk.post("/en/desk/parcels/papers/", papers).content.decode()
    assert "no label yet" in problems(page)[""]
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before


def test_each_address_has_its_packing_slip(desk: Browser, order: Order, aunt: Guest) -> None:
    address = f"/en/desk/orders/{order.code}/slip/"
    answer = desk.post(address, {"parcel": "rest-2", "reason": "To pack the parcel"})
    slip = text_of(answer.content)
    assert aunt.ship_to.family in slip
    assert "お元気で" in slip
    answer = desk.post(address, {"parcel": "rest", "reason": "To pack the parcel"})
    assert aunt.ship_to.family not in text_of(answer.content)
    papers = {"order": order.code, "what": "slips", "reason": "To pack the parcels"}
    everything = text_of(desk.post("/en/desk/parcels/papers/", papers).content)
    assert everything.count("お届け先") == 2


def test_goods_come_off_the_address_they_were_for(desk: Browser, order: Order) -> None:
    page = desk.get(f"/en/desk/orders/{order.code}/left-out/?to=2").content.decode()
    assert "Take goods for address 2 off the order" in page
    assert desk.get(f"/en/desk/orders/{order.code}/left-out/").status_code == 404
    do(desk, order, "left-out", **{"to": "2", "line-1": "1"})
    assert ReturnedPieces.objects.get().destination == Destination.objects.get()


def test_several_orders_at_once_leave_it_where_it_is(desk: Browser, order: Order) -> None:
    answer = desk.post("/en/desk/orders/several/", {"order": order.code, "do": "ship"})
    page = answer.content.decode()
    assert "It goes to several addresses." in page
    assert "2 addresses" in desk.get("/en/desk/orders/").content.decode()
    assert "2 addresses" in desk.get("/en/desk/parcels/").content.decode()


def test_lists_show_the_day_that_each_address_wishes_for(desk: Browser, order: Order) -> None:
    wished = timezone.localdate() + timedelta(days=40)
    Destination.objects.update(delivery_date=wished)
    with translation.override("en"):
        day = date(wished)
    for page in ("orders", "parcels"):
        shown = desk.get(f"/en/desk/{page}/").content.decode()
        assert f'data-label="Wished for">—<br>{day}</td>' in shown
    Order.objects.filter(pk=order.pk).update(delivery_date=wished)
    for page in ("orders", "parcels"):
        assert f'data-label="Wished for">{day}</td>' in desk.get(f"/en/desk/{page}/").content.decode()


def test_the_code_of_a_parcel_is_read_as_it_is_written() -> None:
    code = "7K3F-9QXM-2RTD"
    for number in (1, 2, 20):
        written = parcel_code(code, number)
        assert len(written) <= 16
        assert read_parcel_code(written) == (code, number)
        assert read_parcel_code(f"{code}-{number}") == (code, number)
    assert read_parcel_code(code) == (code, None)
    assert read_parcel_code("7k3f 9qxm 2rtd") == (code, None)
    assert read_parcel_code("nothing") == (None, None)


def test_numbers_that_are_read_in_name_the_address(order: Order) -> None:
    file = "注文番号,伝票番号\n" + "".join(
        f"{parcel_code(order.code, to)},41235678901{to}\n" for to in (2, 1)
    )
    lines = read(file.encode())
    assert [(line.code, line.to) for line in lines] == [(order.code, 2), (order.code, 1)]
    wrong = (
        TrackingLine(1, order.code, "412356789019"),
        TrackingLine(2, order.code, "412356789018", to=3),
        TrackingLine(3, order.code, "412356789017", to=2),
        TrackingLine(4, order.code, "412356789016", to=2),
    )
    assert [one.trouble for one in check(wrong)] == [
        Trouble.SEVERAL,
        Trouble.NO_ADDRESS,
        None,
        Trouble.TWICE,
    ]
    with privacy.acting_as(privacy.Actor.system("test")):
        done = ship_all(lines, carrier="yamato")
    order.refresh_from_db()
    assert (done.count, done.left, order.state) == (2, (), OrderState.SHIPPED)


def test_a_carriers_list_is_of_addresses(order: Order) -> None:
    found = records(Span(kind=ExportKind.YAMATO))
    there = Destination.objects.get()
    assert [record for record, _subject in found] == [order.pk, there.pk]
    assert {subject for _record, subject in found} == {order.subject}
    later = timezone.localdate() + timedelta(days=1)
    assert not records(Span(kind=ExportKind.YAMATO, since=later))
    assert not records(Span(kind=ExportKind.SAGAWA))
