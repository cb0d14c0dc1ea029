"""Ready-made answers: written down for everybody, inserted into an answer with one press."""

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.inquiries.actions.canned import MOST
from small_trades.shop.inquiries.models import CannedAnswer, Inquiry, InquiryMessage
from small_trades.shop.inquiries.tests.making import inquiry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LIST = "/en/desk/inquiries/answers/"
NEW = f"{LIST}new/"


@pytest.fixture
def desk() -> Browser:
    """The desk of somebody who answers."""
    return desk_of(colleague("support"))


def a_text(name: str = "Delivery", ja: str = "三日ほどで届きます。", en: str = "") -> CannedAnswer:
    """A text that is there."""
    return CannedAnswer.objects.create(name=name, text_ja=ja, text_en=en)


def insert(desk: Browser, asked: Inquiry, text: str, chosen: object) -> str:
    """Press the button beside the choice."""
    sent = {"insert": "1", "text": text, "canned": str(chosen)}
    return str(desk.post(f"/en/desk/inquiries/{asked.code}/answer/", sent).content.decode())


def test_a_text_is_written_changed_and_removed(desk: Browser) -> None:
    assert "No texts yet" in desk.get(LIST).content.decode()
    sent = {"name": "Delivery", "text_ja": "三日ほどで\r\n届きます。", "text_en": ""}
    assert desk.post(NEW, sent)["Location"] == LIST
    text = CannedAnswer.objects.get()
    assert (text.name, text.text_ja, text.text_en) == ("Delivery", "三日ほどで\n届きます。", "")
    at = f"{LIST}{text.pk}/"
    assert "届きます。</textarea>" in desk.get(at).content.decode()
    assert desk.post(at, {**sent, "text_en": "In about three days."})["Location"] == LIST
    text.refresh_from_db()
    assert text.text_en == "In about three days."
    assert desk.post(f"{at}remove/")["Location"] == LIST
    assert desk.post(f"{at}remove/").status_code == 404
    assert desk.get(at).status_code == 404
    assert not CannedAnswer.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "", "text_ja": "x"}, "name"),
        ({"name": "x" * 61, "text_ja": "x"}, "name"),
        ({"name": "Nothing"}, ""),
        ({"name": "Long", "text_ja": "x" * 5001}, "text_ja"),
        ({"name": "Hana", "text_ja": "hana@example.com 様"}, "text_ja"),
        ({"name": "Call", "text_en": "Call 090-1234-5678"}, "text_en"),
        ({"name": "Order 7K3F-9QXM-2RTD", "text_en": "x"}, "name"),
        ({"name": "Card", "text_en": "4242 4242 4242 4242"}, "text_en"),
    ],
)
def test_what_is_wrong_or_leads_to_a_person_is_not_kept(
    desk: Browser, sent: dict[str, str], field: str
) -> None:
    assert field in problems(desk.post(NEW, sent).content.decode())
    assert not CannedAnswer.objects.exists()


def test_a_name_is_given_once_and_there_is_an_end(desk: Browser) -> None:
    a_text()
    page = desk.post(NEW, {"name": "Delivery", "text_ja": "ほか"}).content.decode()
    assert problems(page)["name"] == "Another text has this name."
    CannedAnswer.objects.bulk_create(
        CannedAnswer(name=f"{number}", text_ja="x") for number in range(MOST - 1)
    )
    page = desk.post(NEW, {"name": "One more", "text_ja": "ほか"}).content.decode()
    assert problems(page)[""] == "There are 200 texts already."
    assert CannedAnswer.objects.count() == MOST


def test_it_is_inserted_below_what_was_typed_and_nothing_is_sent(desk: Browser) -> None:
    asked = inquiry()
    mails()
    text = a_text()
    opened = desk.post(f"/en/desk/inquiries/{asked.code}/open/").content.decode()
    assert f'<option value="{text.pk}">Delivery</option>' in opened
    page = insert(desk, asked, "お問い合わせありがとうございます。", text.pk)
    assert "お問い合わせありがとうございます。\n\n三日ほどで届きます。</textarea>" in page
    assert insert(desk, asked, "", text.pk).count("三日ほどで届きます。</textarea>") == 1
    asked.refresh_from_db()
    assert asked.state == "waiting"
    assert InquiryMessage.objects.count() == 1
    assert not mails()


@pytest.mark.parametrize("chosen", ["", "x", privacy.uuid7()])
def test_a_text_that_is_gone_leaves_what_was_typed(desk: Browser, chosen: object) -> None:
    asked = inquiry()
    mails()
    a_text()
    assert "ありがとう</textarea>" in insert(desk, asked, "ありがとう", chosen)
    assert InquiryMessage.objects.count() == 1


def test_only_what_is_written_in_the_language_of_the_inquiry_is_offered(desk: Browser) -> None:
    asked = inquiry()
    mails()
    a_text("Japanese")
    english = a_text("English", ja="", en="In three days.")
    opened = desk.post(f"/en/desk/inquiries/{asked.code}/open/").content.decode()
    assert ">Japanese</option>" in opened
    assert ">English</option>" not in opened
    assert "In three days." not in insert(desk, asked, "", english.pk)
    CannedAnswer.objects.filter(name="Japanese").delete()
    assert "Begin with" not in desk.post(f"/en/desk/inquiries/{asked.code}/open/").content.decode()
