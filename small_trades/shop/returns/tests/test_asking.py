"""A customer asks to send goods back: as a member or a guest, in time, and never more than they have."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mail, mails, member
from small_trades.shop.inquiries.models import Inquiry, InquiryFile
from small_trades.shop.inquiries.tests.sending import photo
from small_trades.shop.inquiries.tests.sending import sent as upload
from small_trades.shop.orders.models import Order, OrderEvent, Shipment
from small_trades.shop.orders.states import OrderState
from small_trades.shop.orders.tests.making import guest
from small_trades.shop.returns import queries
from small_trades.shop.returns.models import RequestedPieces, ReturnRequest
from small_trades.shop.returns.tests.making import NOTE, ask, asked_for, proved, sent
from small_trades.shop.site.actions import change_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def page_of(browser: Browser, order: Order) -> str:
    return str(browser.get(f"/en/returns/{order.code}/").content.decode())


def test_a_guest_asks_and_the_words_are_sealed_in_an_inquiry(ledger_rows: LedgerRows) -> None:
    who = guest()
    order = sent(who)
    browser = proved(order, who)
    assert f"/en/returns/{order.code}/" in browser.get(f"/en/orders/{order.code}/").content.decode()

    answer = ask(browser, order)

    assert answer["Location"] == f"/en/returns/{order.code}/"  # type: ignore[index] # an answer
    request = ReturnRequest.objects.get()
    assert (request.state, request.reason, request.order) == ("waiting", "broken", order)
    assert [(one.line.position, one.quantity) for one in request.pieces.all()] == [(0, 1)]
    inquiry = Inquiry.objects.get()
    assert (inquiry.pk, inquiry.kind, inquiry.order_code) == (request.inquiry_id, "order", order.code)
    assert inquiry.subject == order.subject
    thread = browser.get(f"/en/inquiries/{inquiry.code}/").content.decode()
    said = ["Return asked for:", "- Blue cup × 1", "Reason: It arrived broken or has a fault", "", NOTE]
    assert "\n".join(said) in thread
    used = [row for row in ledger_rows(privacy.ledger.Event.USE) if row.purpose == "3a-account"]
    assert used
    page = page_of(browser, order)
    assert "Asked for, waits for our answer" in page
    assert "Return asked for" in browser.get(f"/en/orders/{order.code}/").content.decode()
    assert mail().to == who.email.address


def test_a_picture_of_what_is_broken_goes_with_it() -> None:
    who = guest()
    order = sent(who)
    browser = proved(order, who)
    typed = {"line-0": "1", "reason": "broken", "note": NOTE, "attached": [upload("crack.jpg", photo(""))]}
    wrong = typed | {"attached": [upload("crack.svg", b"<svg/>")]}
    page = browser.post(f"/en/returns/{order.code}/", wrong).content.decode()
    assert "“crack.svg” is of a kind we do not take." in page
    assert NOTE in page
    assert ReturnRequest.objects.count() == 0
    assert browser.post(f"/en/returns/{order.code}/", typed).status_code == 302
    file = InquiryFile.objects.get()
    assert (file.message.inquiry_id, file.subject) == (ReturnRequest.objects.get().inquiry_id, order.subject)
    assert "Files with it: 1" in mail().body


def test_whoever_may_see_the_order_reads_what_was_written() -> None:
    who = guest()
    order = sent(who)
    ask(proved(order, who), order)
    later, request = proved(order, who), ReturnRequest.objects.get()

    answer = later.post(f"/en/returns/{order.code}/words/{request.pk}/")

    page = later.get(answer["Location"]).content.decode()
    assert NOTE in page
    stranger = Browser()
    answer = stranger.post(f"/en/returns/{order.code}/words/{request.pk}/")
    assert answer["Location"] == f"/en/orders/{order.code}/"
    other = sent()
    assert later.post(f"/en/returns/{other.code}/words/{request.pk}/")["Location"].endswith(f"{other.code}/")


def test_a_member_asks_in_my_page() -> None:
    person, customer = member()
    order = sent(customer_id=customer.pk)
    browser = Browser()
    browser.sign_in(person)
    assert f"/returns/{order.code}/" in browser.get(f"/mypage/orders/{order.code}/").content.decode()

    ask(browser, order)

    inquiry = Inquiry.objects.get()
    assert (inquiry.customer_id, inquiry.subject) == (customer.pk, customer.subject)
    assert NOTE in browser.get(f"/inquiries/{inquiry.code}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"line-0": "0"}, ""),
        ({"line-0": ""}, ""),
        ({"line-0": "3"}, "line-0"),
        ({"line-0": "-1"}, "line-0"),
        ({"line-0": "x"}, "line-0"),
        ({"reason": ""}, "reason"),
        ({"reason": "boredom"}, "reason"),
        ({"note": "4242 4242 4242 4242"}, "note"),
        ({"note": "あ" * 2001}, "note"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(typed: dict[str, str], wrong: str) -> None:
    who = guest()
    order = sent(who)

    page = ask(proved(order, who), order, **typed).content.decode()  # type: ignore[attr-defined] # an answer

    assert "error-summary-title" in page
    assert re.findall(r'id="id_([\w-]+)_error"', page) == ([wrong] if wrong else [])
    assert not ReturnRequest.objects.exists()
    assert not Inquiry.objects.exists()
    assert mails() == []


def test_the_same_pieces_are_not_asked_for_twice() -> None:
    who = guest()
    order = sent(who)
    browser = proved(order, who)
    ask(browser, order, **{"line-0": "2", "line-1": "0"})

    page = ask(browser, order, **{"line-0": "1"})
    assert "error-summary-title" in page.content.decode()  # type: ignore[attr-defined] # an answer
    ask(browser, order, **{"line-0": "", "line-1": "1"})

    kept = RequestedPieces.objects.values_list("line__position", "quantity")
    assert sorted(kept) == [(0, 2), (1, 1)]
    assert "Ask for the return" not in page_of(browser, order)


def test_a_stranger_learns_nothing() -> None:
    order = sent()
    for answer in (Browser().get(f"/en/returns/{order.code}/"), ask(Browser(), order)):
        assert answer["Location"] == f"/en/orders/{order.code}/"  # type: ignore[index] # an answer
    assert not ReturnRequest.objects.exists()


@pytest.mark.parametrize(
    ("days", "ago", "is_open"), [(8, 7, True), (8, 9, False), (30, 9, True), (0, 0, False)]
)
def test_the_window_is_the_shops(*, days: int, ago: int, is_open: bool) -> None:
    who = guest()
    order = sent(who)
    change_shop(return_days=days)
    then = timezone.now() - dt.timedelta(days=ago)
    OrderEvent.objects.filter(order=order, kind="delivered").update(at=then)
    browser = proved(order, who)

    link = f"/en/returns/{order.code}/" in browser.get(f"/en/orders/{order.code}/").content.decode()
    ask(browser, order)

    assert (link, ReturnRequest.objects.exists()) == (is_open, is_open)


def test_where_nobody_marked_the_arrival_it_counts_from_a_week_after_the_parcel() -> None:
    who = guest()
    order = sent(who)
    Order.objects.filter(pk=order.pk).update(state=OrderState.SHIPPED)
    OrderEvent.objects.filter(kind="delivered").delete()
    browser = proved(order, who)
    Shipment.objects.update(shipped_at=timezone.now() - dt.timedelta(days=16))
    ask(browser, order)
    assert not ReturnRequest.objects.exists()

    Shipment.objects.update(shipped_at=timezone.now() - dt.timedelta(days=14))
    ask(browser, order)
    assert ReturnRequest.objects.exists()


def test_what_is_asked_goes_when_its_order_does() -> None:
    order, _who, _request = asked_for()
    Order.objects.filter(pk=order.pk).delete()
    assert not ReturnRequest.objects.exists()
    assert not RequestedPieces.objects.exists()


def test_a_long_list_takes_as_many_queries_as_a_short_one() -> None:
    _order, _who, first = asked_for()
    with CaptureQueriesContext(connection) as for_one:
        queries.open_requests()
    for _ in range(3):
        ReturnRequest.objects.create(order=first.order, reason=first.reason, inquiry_id=first.inquiry_id)
    with CaptureQueriesContext(connection) as for_four:
        assert {one.inquiry_code for one in queries.open_requests()} == {Inquiry.objects.get().code}
    assert len(for_four) == len(for_one) + 1  # what the assertion asks itself
