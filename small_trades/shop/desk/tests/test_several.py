"""Several orders of the list at once: each by itself, and a reason for each that stays as it was."""

import pytest

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails, run_tasks
from small_trades.shop.desk.actions import several
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.orders.actions.label import print_label
from small_trades.shop.orders.models import Label, Order, Shipment
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SEVERAL = "/en/desk/orders/several/"
NUMBERS = ("123412341234", "432143214321")


@pytest.fixture
def browser() -> Browser:
    """The desk of somebody who packs."""
    return desk_of(colleague("orders"))


def order(state: str, **changes: object) -> Order:
    """An order in this state."""
    made = Order.objects.get(pk=placed())
    Order.objects.filter(pk=made.pk).update(state=state, **changes)
    made.refresh_from_db()
    return made


def do(browser: Browser, deed: str, *orders: Order) -> str:
    """Choose orders and press a button."""
    sent = {"do": deed, "order": [one.code for one in orders]}
    return str(browser.post(SEVERAL, sent).content.decode())


def ship(browser: Browser, numbers: dict[Order, str], carrier: str = "yamato") -> str:
    """Type a number for each."""
    sent: dict[str, object] = {"carrier": carrier, "order": [one.code for one in numbers]}
    sent |= {f"number-{one.code}": number for one, number in numbers.items()}
    return str(browser.post(f"{SEVERAL}ship/", sent).content.decode())


def states() -> dict[str, str]:
    """Every order's state."""
    return dict(Order.objects.values_list("code", "state"))


def test_the_list_has_boxes_and_all_of_a_page_are_chosen_by_a_link(browser: Browser) -> None:
    one = order("paid")
    page = browser.get("/en/desk/orders/?state=paid").content.decode()
    assert f'<input type="checkbox" name="order" value="{one.code}">' in page
    page = browser.get("/en/desk/orders/?state=paid&choose=all").content.decode()
    assert f'<input type="checkbox" name="order" value="{one.code}" checked>' in page
    assert 'href="?state=paid">Choose none' in page


def test_packing_begins_for_those_that_are_ready(browser: Browser) -> None:
    ready, also, unpaid = order("paid"), order("paid"), order("placed")
    held = order("paid", held_since="2026-01-01T00:00:00Z")
    gone = Order(code="7K3F-9QXM-2RTD")
    page = do(browser, "pack", ready, also, unpaid, held, gone)
    assert "2 orders are done." in page
    assert states() == {
        ready.code: "packing",
        also.code: "packing",
        unpaid.code: "placed",
        held.code: "paid",
    }
    assert "The order waits for its payment, or is further along." in page
    assert "The order is on hold." in page
    assert "We know no order of this code." in page
    assert ready.events.filter(kind="packing").count() == 1


def test_pressing_twice_packs_once(browser: Browser) -> None:
    one = order("paid")
    do(browser, "pack", one)
    page = do(browser, "pack", one)
    assert "0 orders are done." in page
    assert one.events.filter(kind="packing").count() == 1


def test_slips_and_labels_ask_why_and_leave_out_what_cannot_be_printed(
    browser: Browser, ledger_rows: LedgerRows
) -> None:
    packed, unpaid = order("packing"), order("placed")
    rows = len(ledger_rows(privacy.ledger.Event.USE))
    page = do(browser, "slips", packed, unpaid)
    assert f'name="order" value="{packed.code}"' in page
    assert f'name="order" value="{unpaid.code}"' not in page
    assert "The order is not to be sent now." in page
    labels = do(browser, "labels", packed)
    assert "It has no label yet." in labels
    assert "Make the PDF" not in labels
    assert len(ledger_rows(privacy.ledger.Event.USE)) == rows
    sent = {"what": "slips", "order": [packed.code], "reason": "Packing this morning"}
    assert browser.post("/en/desk/parcels/papers/", sent)["Content-Type"] == "application/pdf"


def test_each_order_ships_under_the_number_typed_for_it(browser: Browser) -> None:
    mails()
    one, two, waiting = order("packing"), order("packing"), order("paid")
    page = do(browser, "ship", one, two, waiting)
    assert f'name="number-{one.code}"' in page
    assert f'name="number-{waiting.code}"' not in page
    assert "The order is not being packed." in page
    page = ship(browser, {one: NUMBERS[0], two: "4321-4321-4321", waiting: NUMBERS[0]})
    assert "2 orders are done." in page
    assert "The order is not being packed." in page
    assert states() == {one.code: "shipped", two.code: "shipped", waiting.code: "paid"}
    run_tasks()
    bodies = [mail.body for mail in mails()]
    assert all(any(number in body for body in bodies) for number in NUMBERS)


def test_a_mistake_at_one_ships_none_and_keeps_what_was_typed(browser: Browser) -> None:
    one, two = order("packing"), order("packing")
    page = ship(browser, {one: NUMBERS[0], two: "?!"})
    assert f'value="{NUMBERS[0]}"' in page
    assert "8 to 16 digits or letters" in page
    assert "carrier" in problems(ship(browser, {one: NUMBERS[0]}, carrier="pigeon"))
    assert not Shipment.objects.exists()
    assert set(states().values()) == {"packing"}


def test_left_empty_it_goes_under_the_number_on_its_label(browser: Browser) -> None:
    labelled, bare = order("packing"), order("packing")
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        print_label(labelled.pk, carrier="sagawa", tracking_number=NUMBERS[0])
    assert "Left empty" in do(browser, "ship", labelled)
    assert "1 order is done." in ship(browser, {labelled: ""})
    assert Shipment.objects.get().carrier == "sagawa"
    ship(browser, {bare: ""})
    assert states()[bare.code] == "packing"


def test_an_outdated_label_keeps_its_order_here(browser: Browser) -> None:
    one = order("packing")
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        print_label(one.pk, carrier="sagawa", tracking_number=NUMBERS[0])
    Label.objects.update(outdated_at="2026-01-01T00:00:00Z")
    assert "Its label is outdated." in ship(browser, {one: ""})
    assert not Shipment.objects.exists()


def test_the_carrier_takes_one_and_not_the_other(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = order("packing"), order("packing")
    sent = privacy.disclose
    calls: list[object] = []

    def once(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            return sent(*arguments, **options)  # type: ignore[arg-type] # handed on
        raise privacy.DoorError("carrier", permanent=False)

    monkeypatch.setattr("small_trades.shop.orders.actions.ship.privacy.disclose", once)
    page = ship(browser, {one: NUMBERS[0], two: NUMBERS[1]})
    assert "1 order is done." in page
    assert "The carrier did not take the parcel." in page
    assert states() == {one.code: "shipped", two.code: "packing"}
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"do": "pack"}, {"do": "burn", "order": "7K3F-9QXM-2RTD"}])
def test_without_a_choice_nothing_is_done(browser: Browser, sent: dict[str, str]) -> None:
    one = order("paid")
    assert browser.post(SEVERAL, sent)["Location"] == "/en/desk/orders/"
    assert "Choose the orders first" in browser.get("/en/desk/orders/").content.decode()
    assert states() == {one.code: "paid"}


def test_a_list_that_is_sent_twice_at_once_ships_each_once_and_says_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = order("packing")
    with privacy.acting_as(privacy.Actor.system("test")):
        print_label(one.pk, carrier="yamato", tracking_number=NUMBERS[0])
    seen = several.look((one.code,), several.Deed.SHIP)
    ship(browser, {one: ""})
    looks = iter([seen])
    real = several.look
    monkeypatch.setattr(several, "look", lambda codes, deed: next(looks, None) or real(codes, deed))

    left = several.ship_several([several.ToShip(one.code, "yamato", "")])

    assert left == (several.Outcome(one.code, several.Snag.NOT_PACKED, has_label=True),)
    assert Shipment.objects.count() == 1
