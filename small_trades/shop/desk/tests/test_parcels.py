"""Parcels: papers for many at once, and the numbers that carriers' programs give back."""

import io
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mails, run_tasks
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.desk.tracking_file import MOST_LINES, NoTrackingFileError, read
from small_trades.shop.orders.actions.label import print_label
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Label, Order, Shipment
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

REASON = "Packing this morning"
NUMBERS = ("123412341234", "432143214321")


@pytest.fixture
def browser() -> Browser:
    """The desk of somebody who packs."""
    return desk_of(colleague("orders"))


def packing(*buyers: Guest, **changes: object) -> list[Order]:
    """Orders that are being packed."""
    orders = [Order.objects.get(pk=placed(by=buyer, **changes)) for buyer in buyers]
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(state="packing")
    return orders


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, without spaces."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def papers(browser: Browser, what: str, *orders: Order, reason: str = REASON) -> object:
    """Ask for papers."""
    sent = {"what": what, "reason": reason, "order": [order.code for order in orders]}
    return browser.post("/en/desk/parcels/papers/", sent)


def test_packing_slips_are_one_pdf_and_one_row_for_everybody(
    browser: Browser, ledger_rows: LedgerRows
) -> None:
    buyers = [guest(), guest()]
    orders = packing(*buyers)
    before = len(ledger_rows(privacy.ledger.Event.USE))
    answer = papers(browser, "slips", *orders)
    pages = pages_of(answer.content)  # type: ignore[attr-defined] # an answer
    assert len(pages) == 2
    for page, buyer, order in zip(pages, buyers, orders, strict=True):
        assert page.startswith("納品書")
        assert order.code in page
        assert buyer.ship_to.street in page
        assert "青い器" in page
        assert "円" not in page
        use = privacy.uses_of(order.subject)[0]
        assert (use.role, use.purpose_id, use.reason) == ("orders", "3b-delivery", REASON)
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before + 1


def test_labels_are_those_of_orders_that_have_a_number(browser: Browser) -> None:
    orders = packing(guest(), guest())
    assert "no label yet" in problems(papers(browser, "labels", *orders).content.decode())[""]  # type: ignore[attr-defined] # an answer
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        for order, number in zip(orders, NUMBERS, strict=True):
            print_label(order.pk, carrier="yamato", tracking_number=number)
    (page,) = pages_of(papers(browser, "labels", *orders).content)  # type: ignore[attr-defined] # an answer
    assert all(number in page for number in NUMBERS)
    assert all(order.code in page for order in orders)


def test_a_label_that_is_outdated_goes_to_the_carrier_anew(browser: Browser, ledger_rows: LedgerRows) -> None:
    (order,) = packing(guest())
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")):
        print_label(order.pk, carrier="sagawa", tracking_number=NUMBERS[0])
    Label.objects.update(outdated_at="2026-01-01T00:00:00Z")
    given = len(ledger_rows(privacy.ledger.Event.DISCLOSURE))
    assert pages_of(papers(browser, "labels", order).content)  # type: ignore[attr-defined] # an answer
    assert Label.objects.get().outdated_at is None
    assert len(ledger_rows(privacy.ledger.Event.DISCLOSURE)) == given + 1


@pytest.mark.parametrize("state", ["placed", "shipped", "cancelled"])
def test_what_is_not_to_be_sent_has_no_papers(browser: Browser, ledger_rows: LedgerRows, state: str) -> None:
    (order,) = packing(guest())
    Order.objects.update(state=state)
    rows = len(ledger_rows(privacy.ledger.Event.USE))
    page = papers(browser, "slips", order).content.decode()  # type: ignore[attr-defined] # an answer
    assert "Choose the orders" in page or "Nothing to send" in page
    assert len(ledger_rows(privacy.ledger.Event.USE)) == rows


def test_no_more_people_than_the_hour_allows(browser: Browser, ledger_rows: LedgerRows) -> None:
    orders = packing(*[guest() for _ in range(31)])
    answer = papers(browser, "slips", *orders)
    assert answer["Content-Type"].startswith("text/html")  # type: ignore[index] # an answer
    assert not ledger_rows(privacy.ledger.Event.USE)


def test_without_a_reason_nothing_is_opened_and_the_choice_stays(browser: Browser) -> None:
    (order,) = packing(guest())
    page = papers(browser, "slips", order, reason="").content.decode()  # type: ignore[attr-defined] # an answer
    assert "reason" in problems(page)
    assert f'value="{order.code}" checked' in page


B2 = "お客様管理番号,送り状種類,クール区分,伝票番号\r\n{0},0,,{1}\r\n"
POST = '"お客様側管理番号","お問い合わせ番号"\r\n"{0}","{1}"\r\n'
SAGAWA = "お問い合せ送り状No.,お客様管理番号\r\n{1},{0}\r\n"
BARE = "{0},0,,{1}\r\n"


@pytest.mark.parametrize("file", [B2, POST, SAGAWA, BARE])
@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig"])
def test_each_carriers_export_is_read(file: str, encoding: str) -> None:
    (line,) = read(file.format("7K3F-9QXM-2RTD", "1234-1234-1234").encode(encoding))
    assert (line.code, line.number) == ("7K3F-9QXM-2RTD", NUMBERS[0])


@pytest.mark.parametrize(
    "content", [b"", b"\r\n", b"\xff\xfe\x00", b"a,b\r\n1,2\r\n", b'"a\r\n', b"x" * 2_000_001, b"\0,\0"]
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(NoTrackingFileError):
        read(content)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(NoTrackingFileError):
        read((POST + "x,y\r\n" * (MOST_LINES + 1)).encode())


def upload(browser: Browser, text: str, carrier: str = "yamato") -> str:
    """The page that shows what the lines would do."""
    file = SimpleUploadedFile("numbers.csv", text.encode("cp932"))
    sent = {"carrier": carrier, "file": file}
    return str(browser.post("/en/desk/parcels/tracking/", sent).content.decode())


def test_numbers_are_looked_at_and_then_shipped_with_a_mail(browser: Browser) -> None:
    mails()
    one, two = packing(guest(), guest())
    waiting = Order.objects.get(pk=placed())
    lines = [(one.code, NUMBERS[0]), (waiting.code, NUMBERS[1]), ("XXXX", "1"), (one.code, NUMBERS[0])]
    page = upload(
        browser, "注文番号,追跡番号\r\n" + "".join(f"{code},{number}\r\n" for code, number in lines)
    )
    assert "It is shipped" in page
    assert "The order is not being packed." in page
    assert "There is no order code in this line." in page
    assert "The order stands in a line above." in page
    assert "Nothing has been shipped yet." in page
    assert not Shipment.objects.exists()

    sent = {"carrier": "yamato", "line": [f"{one.code} {NUMBERS[0]}", f"{waiting.code} {NUMBERS[1]}"]}
    done = browser.post("/en/desk/parcels/tracking/ship/", sent).content.decode()
    assert "1 order was shipped" in done
    assert "The order is not being packed." in done
    assert set(Order.objects.values_list("code", "state")) == {
        (one.code, "shipped"),
        (two.code, "packing"),
        (waiting.code, "placed"),
    }
    assert Shipment.objects.get().carrier == "yamato"
    run_tasks()
    assert any(NUMBERS[0] in mail.body for mail in mails())


def test_nothing_ships_without_a_carrier_of_ours(browser: Browser) -> None:
    (order,) = packing(guest())
    sent = {"carrier": "pigeon", "line": [f"{order.code} {NUMBERS[0]}"]}
    assert browser.post("/desk/parcels/tracking/ship/", sent)["Location"] == "/desk/parcels/tracking/"
    assert not Shipment.objects.exists()


def test_a_file_that_cannot_be_read_says_so_at_its_field(browser: Browser) -> None:
    assert "cannot be read" in problems(upload(browser, "a,b\r\n"))["file"]


def a_large_order() -> tuple[Order, str, str]:
    """Two of one and one of another, being packed, with their codes."""
    cups, plate = cup(available=9), cup(available=9)
    order = Order.objects.get(pk=placed(line(cups, 2), line(plate, 1)))
    Order.objects.filter(pk=order.pk).update(state="packing")
    return order, cups.sku, plate.sku


def test_lines_that_name_goods_are_parcels_with_just_these(browser: Browser) -> None:
    order, cups, plate = a_large_order()
    rows = [(NUMBERS[0], cups, "1"), (NUMBERS[0], plate, "1"), (NUMBERS[1], cups, "1")]
    file = "注文番号,追跡番号,商品コード,数量\r\n" + "".join(
        f"{order.code},{number},{sku},{quantity}\r\n" for number, sku, quantity in rows
    )
    page = upload(browser, file)
    assert "Ship 2 orders" in page
    assert f"{cups} × 1" in page
    sent = [unescape(line) for line in re.findall(r'name="line" value="([^"]*)"', page)]

    done = browser.post("/en/desk/parcels/tracking/ship/", {"carrier": "yamato", "line": sent})

    assert "2 orders were shipped" in done.content.decode()
    order.refresh_from_db()
    assert order.state == "shipped"
    inside = [
        [(part.line.sku, part.quantity) for part in parcel.pieces.all()] for parcel in Shipment.objects.all()
    ]
    assert inside == [[(cups, 1), (plate, 1)], [(cups, 1)]]


@pytest.mark.parametrize("quantity", ["3", "0", "x", "-1"])
def test_goods_that_are_not_left_ship_nothing(browser: Browser, quantity: str) -> None:
    order, cups, _plate = a_large_order()
    sent = {"carrier": "yamato", "line": [f"{order.code} {NUMBERS[0]} {cups}={quantity}"]}
    done = browser.post("/en/desk/parcels/tracking/ship/", sent).content.decode()
    assert "Not so many pieces of these are left to send." in done
    assert not Shipment.objects.exists()


def test_a_list_that_is_read_twice_does_not_send_the_rest(browser: Browser) -> None:
    order, cups, _plate = a_large_order()
    sent = {"carrier": "yamato", "line": [f"{order.code} {NUMBERS[0]} {cups}=1"]}
    browser.post("/en/desk/parcels/tracking/ship/", sent)
    again = {"carrier": "yamato", "line": [f"{order.code} {NUMBERS[0]}"]}
    done = browser.post("/en/desk/parcels/tracking/ship/", again).content.decode()
    assert "A parcel of the order has left under this number." in done
    assert Shipment.objects.count() == 1


def test_an_address_without_a_building_leaves_no_gap_on_the_slip(browser: Browser) -> None:
    buyer = guest()
    assert not buyer.ship_to.building
    answer: Any = papers(browser, "slips", *packing(buyer))
    heights: dict[str, float] = {}
    PdfReader(io.BytesIO(answer.content)).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: heights.update({text.strip(): tm[5]})
    )
    postcode, street, telephone = (
        next(height for text, height in heights.items() if text.endswith(end))
        for end in ("150-0001", buyer.ship_to.street, buyer.ship_to.telephone)
    )
    assert street - telephone == pytest.approx(postcode - street, abs=0.1)


def test_each_parcel_has_its_own_packing_slip(browser: Browser, ledger_rows: LedgerRows) -> None:
    order, cups, plate = a_large_order()
    with privacy.acting_as(privacy.Actor.system("test")):
        ship(order.pk, carrier="yamato", tracking_number=NUMBERS[0], pieces={0: 1})
    before = len(ledger_rows(privacy.ledger.Event.USE))
    parcel = str(Shipment.objects.get().pk)
    page = browser.get(f"/en/desk/orders/{order.code}/").content.decode()
    assert f'value="{parcel}"' in page

    def slip(which: str, reason: str = REASON) -> object:
        return browser.post(f"/en/desk/orders/{order.code}/slip/", {"parcel": which, "reason": reason})

    (text,) = pages_of(slip(parcel).content)  # type: ignore[attr-defined] # an answer
    assert text.startswith("納品書")
    assert f"{cups}1" in text
    assert plate not in text
    (text,) = pages_of(slip("rest").content)  # type: ignore[attr-defined] # an answer
    assert f"{cups}1" in text
    assert f"{plate}1" in text
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before + 2
    for which, reason in ((parcel, ""), ("x", REASON), ("", REASON)):
        answer = slip(which, reason)
        assert "error-summary-title" in answer.content.decode()  # type: ignore[attr-defined] # an answer
    assert len(ledger_rows(privacy.ledger.Event.USE)) == before + 2
