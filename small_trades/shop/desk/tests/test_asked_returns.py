"""Returns that customers ask for, at the desk."""

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import mail, mails
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.inquiries import actions as inquiries
from small_trades.shop.inquiries.models import Inquiry, InquiryMessage
from small_trades.shop.orders.models import Order, Refund
from small_trades.shop.products.models import Variant
from small_trades.shop.returns.models import ReturnRequest
from small_trades.shop.returns.states import ReturnState
from small_trades.shop.returns.tests.making import NOTE, ask, asked_for, proved

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def page_of(browser: object, order: Order) -> str:
    return str(browser.get(f"/en/returns/{order.code}/").content.decode())  # type: ignore[attr-defined] # a browser


def test_the_desk_accepts_takes_the_goods_in_and_the_customer_is_told() -> None:
    order, who, request = asked_for()
    desk = desk_of(colleague("manager"))
    assert "returns to answer" in desk.get("/en/desk/").content.decode()
    assert order.code in desk.get("/en/desk/returns/").content.decode()
    here = f"/en/desk/returns/{request.pk}/"

    desk.post(here, {"decision": "accept", "text": "着払いで倉庫へお送りください"})

    request.refresh_from_db()
    assert request.state == ReturnState.ACCEPTED
    assert mail().to == who.email.address
    customer = proved(order, who)
    assert "Accepted, waits for the goods" in page_of(customer, order)
    words = customer.post(f"/en/returns/{order.code}/words/{request.pk}/")
    assert "着払いで倉庫へお送りください" in customer.get(words["Location"]).content.decode()

    form = desk.get(f"/en/desk/orders/{order.code}/returned/?request={request.pk}").content.decode()
    assert 'name="line-0" value="1"' in form
    assert "The customer asked to send these back: It arrived broken or has a fault." in form
    typed = {"request": str(request.pk), "line-0": "1", "to_stock": "on", "money_back": "on"}
    desk.post(f"/en/desk/orders/{order.code}/returned/", typed)

    request.refresh_from_db()
    assert request.state == ReturnState.DONE
    assert Refund.objects.get().amount == 1000
    first = order.lines.get(position=0)
    assert Variant.objects.get(pk=first.variant_id).available == 2
    kinds = [event.kind for event in order.events.all()]
    assert kinds[-4:] == ["return-asked", "return-accepted", "partly-returned", "refund-due"]


def test_the_desk_declines_with_a_reason_and_only_once() -> None:
    order, who, request = asked_for()
    desk = desk_of(colleague("support"))
    here = f"/en/desk/returns/{request.pk}/"
    assert set(problems(desk.post(here, {"decision": "decline"}).content.decode())) == {"text"}
    assert set(problems(desk.post(here, {"text": "x"}).content.decode())) == {"decision"}

    desk.post(here, {"decision": "decline", "text": "ご使用後のため"})
    answer = desk.post(here, {"decision": "accept", "text": "x"})

    assert "nothing was done" in desk.get(answer["Location"]).content.decode()
    request.refresh_from_db()
    assert (request.state, InquiryMessage.objects.count()) == (ReturnState.DECLINED, 2)
    assert mail().to == who.email.address
    assert "Return declined" in page_of(proved(order, who), order)
    # The pieces can be asked for again, with a better reason.
    ask(proved(order, who), order)
    assert ReturnRequest.objects.count() == 2


def test_an_answer_opens_a_conversation_that_was_closed() -> None:
    order, who, request = asked_for()
    desk = desk_of(colleague("support"))
    here = f"/en/desk/returns/{request.pk}/"
    for decision, words, state in (
        ("accept", "倉庫へお送りください", ReturnState.ACCEPTED),
        ("decline", "期限までに届かなかったため", ReturnState.DECLINED),
    ):
        inquiries.close(request.inquiry_id)

        answer = desk.post(here, {"decision": decision, "text": words})

        assert "The customer is told by mail." in desk.get(answer["Location"]).content.decode()
        request.refresh_from_db()
        inquiry = Inquiry.objects.get()
        assert (request.state, inquiry.state, inquiry.closed_at) == (state, "answered", None)
        assert mail().to == who.email.address
        customer = proved(order, who)
        thread = customer.post(f"/en/returns/{order.code}/words/{request.pk}/")["Location"]
        assert words in customer.get(thread).content.decode()


def test_what_was_decided_does_not_open_its_conversation_again() -> None:
    _order, _who, request = asked_for()
    desk = desk_of(colleague("support"))
    here = f"/en/desk/returns/{request.pk}/"
    desk.post(here, {"decision": "decline", "text": "ご使用後のため"})
    mails()
    inquiries.close(request.inquiry_id)

    answer = desk.post(here, {"decision": "accept", "text": "x"})

    assert "nothing was done" in desk.get(answer["Location"]).content.decode()
    request.refresh_from_db()
    assert (request.state, Inquiry.objects.get().state) == (ReturnState.DECLINED, "closed")
    assert (InquiryMessage.objects.count(), mails()) == (2, [])


@pytest.mark.parametrize(
    ("decision", "state", "kind"),
    [
        ("accept", ReturnState.ACCEPTED, "return-accepted"),
        ("decline", ReturnState.DECLINED, "return-declined"),
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_where_the_conversation_is_kept_no_more_it_is_decided_and_the_desk_is_told(
    decision: str, state: ReturnState, kind: str, *, is_known: bool
) -> None:
    order, who, request = asked_for()
    desk = desk_of(colleague("manager"))
    here = f"/en/desk/returns/{request.pk}/"
    typed = {"decision": decision} | ({} if is_known else {"text": "ご使用後のため"})
    Inquiry.objects.get().delete()
    page = desk.get(here).content.decode()
    assert "nobody can be written to" in page
    assert 'name="text"' not in page

    answer = desk.post(here, typed)

    page = desk.get(answer["Location"]).content.decode()
    assert "Decided, but the customer could not be written to" in page
    assert "told by mail" not in page
    request.refresh_from_db()
    assert (request.state, [event.kind for event in order.events.all()][-1]) == (state, kind)
    assert (InquiryMessage.objects.exists(), mails()) == (False, [])
    assert ("Return declined" in page_of(proved(order, who), order)) is (decision == "decline")


def test_goods_of_an_accepted_return_are_taken_in_though_its_conversation_is_gone() -> None:
    order, _who, request = asked_for()
    desk = desk_of(colleague("manager"))
    desk.post(f"/en/desk/returns/{request.pk}/", {"decision": "accept", "text": "倉庫へ"})
    Inquiry.objects.get().delete()

    typed = {"request": str(request.pk), "line-0": "1", "to_stock": "on", "money_back": "on"}
    desk.post(f"/en/desk/orders/{order.code}/returned/", typed)

    request.refresh_from_db()
    assert (request.state, Refund.objects.get().amount) == (ReturnState.DONE, 1000)


def test_the_conversation_of_somebody_whose_key_is_gone_is_not_written_to() -> None:
    _order, _who, request = asked_for()
    desk = desk_of(colleague("support"))
    privacy.destroy(Inquiry.objects.get().subject)

    answer = desk.post(f"/en/desk/returns/{request.pk}/", {"decision": "decline", "text": "ご使用後のため"})

    assert "could not be written to" in desk.get(answer["Location"]).content.decode()
    request.refresh_from_db()
    assert (request.state, InquiryMessage.objects.count()) == (ReturnState.DECLINED, 1)
    assert mails() == []


def test_goods_of_a_request_that_was_not_accepted_are_not_taken_in_by_it() -> None:
    order, _who, request = asked_for()
    desk = desk_of(colleague("orders"))
    typed = {"request": str(request.pk), "line-0": "1", "money_back": "on"}

    desk.post(f"/en/desk/orders/{order.code}/returned/", typed)

    request.refresh_from_db()
    assert (request.state, Refund.objects.exists()) == (ReturnState.WAITING, False)


def test_the_desk_sees_no_value_of_anybody() -> None:
    order, who, request = asked_for()
    desk = desk_of(colleague("orders"))
    for path in ("returns/", f"returns/{request.pk}/", f"orders/{order.code}/"):
        page = desk.get(f"/en/desk/{path}").content.decode()
        for value in (who.name.family, who.email.address, who.ship_to.street, NOTE):
            assert value not in page
    assert "which your role does not open" in desk.get(f"/en/desk/returns/{request.pk}/").content.decode()
