"""Clause 3g: to answer inquiries, with what was asked and how to reach who asked, and with nothing else."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, INQUIRY_ANSWER, PASSWORD
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.site.queries import shop_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_anybody_asks_and_is_answered_without_their_words_travelling_by_mail() -> None:
    anna, answer = asker(), plant("text")
    browser = Browser()
    browser.post("/inquiries/", anna.typed())
    asked = Inquiry.objects.get()
    (received,) = mails()
    desk = desk_of(colleague("support"))
    desk.post(f"/desk/inquiries/{asked.code}/answer/", {"text": answer})
    (answered,) = mails()

    assert received.to == answered.to == anna.email
    for mail in (received, answered):
        assert asked.code in mail.body
        assert anna.text not in mail.body
        assert answer not in mail.body
    page = browser.get(f"/inquiries/{asked.code}/").content.decode()
    assert anna.text in page
    assert answer in page
    stranger = Browser().get(f"/inquiries/{asked.code}/").content.decode()
    assert anna.text not in stranger
    assert answer not in stranger


def test_what_was_asked_is_opened_to_answer_it_and_for_no_other_purpose(ledger_rows: LedgerRows) -> None:
    thread = inquiry()
    text = thread.messages.get().text
    rows = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        privacy.use(text, purpose=INQUIRY_ANSWER)
        with pytest.raises(privacy.Refused):
            privacy.use(text, purpose=DELIVERY)
    assert [(row.event, row.purpose) for row in ledger_rows()[rows:]] == [
        ("use", "3g-inquiry"),
        ("refusal", "3b-delivery"),
    ]


def test_the_purpose_has_the_context_an_answer_needs_and_no_password() -> None:
    used = {category.id for category in INQUIRY_ANSWER.uses}
    assert {"2j-inquiry", "2a-name", "2d-email", "2g-transactions"} <= used
    assert PASSWORD.id not in used


def test_the_one_who_asked_reads_that_it_was_opened_and_by_which_role() -> None:
    anna, customer = member()
    asked = inquiry(customer=customer)
    desk_of(colleague("support")).post(f"/desk/inquiries/{asked.code}/open/")
    browser = Browser()
    browser.sign_in(anna)
    page = browser.get("/en/mypage/information/uses/").content.decode()
    assert "A member of our staff (customer support) opened your name and what you wrote to us." in page


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_policy_page_names_the_address_for_inquiries(language: str) -> None:
    page = Browser().get(f"/{language}privacy/").content.decode()
    assert shop_facts().inquiry_email in page
