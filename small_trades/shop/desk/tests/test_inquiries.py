"""Inquiries at the desk: closed until somebody opens one to answer it."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, waiting_tasks
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.tests.making import Asker, asker, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MOVED_ON = "The inquiry had changed in the meantime; nothing was done."


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def helper() -> Colleague:
    return colleague("support")


@pytest.fixture
def desk(helper: Colleague) -> Browser:
    return desk_of(helper)


@pytest.fixture
def anna() -> Asker:
    return asker()


@pytest.fixture
def asked(anna: Asker) -> Inquiry:
    """What Anna asked; its own mail is sent."""
    made = inquiry(anna)
    mails()
    return made


def do(desk: Browser, asked: Inquiry, verb: str, **typed: str) -> str:
    """Press a button, and read the page that comes next."""
    answer = desk.post(f"/en/desk/inquiries/{asked.code}/{verb}/", typed)
    assert answer["Cache-Control"] == "no-store"
    if answer.status_code == 302:
        answer = desk.get(answer["Location"])
    asked.refresh_from_db()
    return str(answer.content.decode())


def test_list_and_page_are_closed(
    desk: Browser, asked: Inquiry, anna: Asker, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())
    for path in ("/desk/", "/desk/inquiries/", f"/desk/inquiries/{asked.code}/"):
        page = desk.get(path).content.decode()
        assert [value for value in anna.planted() if value in page] == []
    assert asked.code in desk.get("/desk/inquiries/?state=waiting").content.decode()
    assert asked.code not in desk.get("/desk/inquiries/?state=closed").content.decode()
    assert len(ledger_rows()) == before


def test_opening_one_shows_sender_and_words_on_that_page_and_is_one_use(
    desk: Browser, asked: Inquiry, anna: Asker, ledger_rows: LedgerRows
) -> None:
    before = len(ledger_rows())

    page = do(desk, asked, "open")

    assert anna.name in page
    assert anna.text in page
    assert anna.email not in page, "the mail door alone needs it"
    assert [(row.event, row.role, row.purpose, row.groups) for row in ledger_rows()[before:]] == [
        ("use", "support", "3g-inquiry", ("InquiryText", "PersonName"))
    ]
    (seen, *_earlier) = privacy.uses_of(asked.subject)
    assert (seen.role, seen.purpose_id) == ("support", "3g-inquiry")
    again = desk.get(f"/desk/inquiries/{asked.code}/").content.decode()
    assert anna.text not in again


def test_an_answer_is_kept_sealed_and_told_by_mail_without_its_words(
    desk: Browser, helper: Colleague, asked: Inquiry, anna: Asker
) -> None:
    words = plant("text")

    page = do(desk, asked, "answer", text=words)

    assert "Answered. The customer is told by mail." in page
    assert words not in page, "closed again"
    assert (asked.state, asked.owner_id) == ("answered", helper.staff.pk)
    (mail,) = mails()
    assert mail.to == anna.email
    assert words not in mail.body
    assert words in do(desk, asked, "open")


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "お振込は 4242 4242 4242 4242 へ", "x" * 5001])
def test_a_text_that_cannot_be_sent_is_said_at_its_field(
    desk: Browser, asked: Inquiry, anna: Asker, text: str
) -> None:
    page = do(desk, asked, "answer", text=text)
    assert set(problems(page)) == {"text"}
    assert anna.text in page, "the thread stays open beside the form"
    assert (asked.state, asked.messages.count()) == ("waiting", 1)
    assert waiting_tasks() == []


def test_closing(desk: Browser, asked: Inquiry) -> None:
    assert "The inquiry was closed." in do(desk, asked, "close")
    assert asked.state == "closed"
    assert waiting_tasks() == []


@pytest.mark.parametrize("verb", ["answer", "close"])
def test_what_is_closed_is_not_answered_or_closed_again(
    desk: Browser, asked: Inquiry, verb: str, ledger_rows: LedgerRows
) -> None:
    do(desk, asked, "close")
    rows = len(ledger_rows())
    assert MOVED_ON in do(desk, asked, verb, text="はい、ございます。")
    assert (asked.state, asked.messages.count()) == ("closed", 1)
    assert waiting_tasks() == []
    assert len(ledger_rows()) == rows


def test_who_looks_after_an_inquiry(desk: Browser, asked: Inquiry, helper: Colleague) -> None:
    assert "Nobody yet" in desk.get(f"/en/desk/inquiries/{asked.code}/").content.decode()
    assert "You look after this inquiry now." in do(desk, asked, "take")
    assert asked.owner_id == helper.staff.pk
    assert "<dd>You yourself</dd>" in desk.get(f"/en/desk/inquiries/{asked.code}/").content.decode()
    assert "<dd>あなた</dd>" in desk.get(f"/desk/inquiries/{asked.code}/").content.decode()


def test_the_list_narrows_to_ones_own_and_to_nobodys(helper: Colleague, desk: Browser) -> None:
    mine, others, free = inquiry(), inquiry(), inquiry()
    Inquiry.objects.filter(pk=mine.pk).update(owner_id=helper.staff.pk)
    Inquiry.objects.filter(pk=others.pk).update(owner_id=privacy.uuid7())

    def listed(owner: str) -> set[str]:
        page = desk.get(f"/en/desk/inquiries/?owner={owner}").content.decode()
        return {one.code for one in (mine, others, free) if one.code in page}

    assert listed("mine") == {mine.code}
    assert listed("nobodys") == {free.code}
    assert listed("") == listed("forged") == {mine.code, others.code, free.code}
