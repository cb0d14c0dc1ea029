"""Reading an inquiry again, and who may."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from small_trades.policy.declaration import ACCOUNT_DISPLAY
from small_trades.policy.groups import InquiryText
from small_trades.privacy import Actor, acting_as, uuid7
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.inquiries import actions
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.states import InquiryKind
from small_trades.shop.inquiries.tests.making import asker, inquiry

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_a_guest_opens_an_inquiry_by_code_and_address(ledger_rows: LedgerRows) -> None:
    anna = asker()
    asked, browser = inquiry(anna), Browser()
    typed = {"code": asked.code.lower().replace("-", " "), "email": anna.email.upper()}
    answer = browser.post("/inquiries/find/", typed)
    assert answer["Location"] == f"/inquiries/{asked.code}/"
    page = browser.get(answer["Location"])
    assert anna.text in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    used = [row for row in ledger_rows() if row.event == "use"]
    assert [(row.purpose, row.actor_kind) for row in used] == [(ACCOUNT_DISPLAY.id, "visitor")]


@pytest.mark.parametrize("what", ["code", "email"])
def test_a_wrong_code_and_a_wrong_address_look_the_same(what: str, ledger_rows: LedgerRows) -> None:
    anna = asker()
    asked, browser = inquiry(anna), Browser()
    wrong = {"code": "7K3F-9QXM-2RTD", "email": plant("email")}
    typed = {"code": asked.code, "email": anna.email} | {what: wrong[what]}
    before = len(ledger_rows())
    page = browser.post("/en/inquiries/find/", typed).content.decode()
    assert page.count("We find no inquiry with this code and this e-mail address.") == 1
    assert anna.text not in browser.get(f"/inquiries/{asked.code}/").content.decode()
    assert len(ledger_rows()) == before


def test_strangers_see_the_same_question_whether_there_is_such_an_inquiry() -> None:
    asked = inquiry()
    existing = Browser().get(f"/inquiries/{asked.code}/")
    invented = Browser().get("/inquiries/7K3F-9QXM-2RTD/")
    assert existing.status_code == invented.status_code == 200
    assert "ご本人であることを確かめるため" in existing.content.decode()
    assert "ご本人であることを確かめるため" in invented.content.decode()


def test_a_session_planted_by_somebody_else_reads_no_inquiry() -> None:
    anna, somebody = asker(), Browser()
    planted = somebody.session
    planted["planted"] = True
    planted.save()
    found, sent = Browser(), Browser()
    for victim in (found, sent):
        victim.come_with(planted.session_key)
    asked = inquiry(anna)
    found.post("/inquiries/find/", {"code": asked.code, "email": anna.email})
    assert anna.text in found.get(f"/inquiries/{asked.code}/").content.decode()
    planted.save(must_create=True)
    typed = {"kind": "other", "text": anna.text, "name": anna.name, "email": anna.email}
    mine = str(sent.post("/inquiries/", typed)["Location"])
    assert anna.text in sent.get(mine).content.decode()
    somebody.come_with(planted.session_key)
    for address in (f"/inquiries/{asked.code}/", mine):
        assert anna.text not in somebody.get(address).content.decode()


def test_guessing_is_stopped() -> None:
    asked = inquiry()
    pages = [
        Browser().post("/en/inquiries/find/", {"code": asked.code, "email": plant("email")}).content.decode()
        for _ in range(11)
    ]
    assert "We find no inquiry" in pages[9]
    assert "There were too many tries." in pages[10]


def test_a_member_sees_their_own_and_nobody_elses(ledger_rows: LedgerRows) -> None:
    who, customer = member()
    mine, other, browser = inquiry(customer=customer), inquiry(), Browser()
    browser.sign_in(who)
    assert 'class="said-text"' in browser.get(f"/inquiries/{mine.code}/").content.decode()
    before = len(ledger_rows())
    assert 'class="said-text"' not in browser.get(f"/inquiries/{other.code}/").content.decode()
    assert len(ledger_rows()) == before


def test_a_member_sees_what_they_wrote_before_signing_in() -> None:
    anna, (who, _customer), browser = asker(), member(), Browser()
    asked = inquiry(anna)
    browser.sign_in(who)
    assert anna.text not in browser.get(f"/inquiries/{asked.code}/").content.decode()
    browser.post("/inquiries/find/", {"code": asked.code, "email": anna.email})
    assert anna.text in browser.get(f"/inquiries/{asked.code}/").content.decode()


def test_writing_again_starts_the_clock_and_opens_a_closed_inquiry(ledger_rows: LedgerRows) -> None:
    anna = asker()
    asked, browser, again = inquiry(anna, kind=InquiryKind.DISCLOSURE), Browser(), plant("text")
    with acting_as(Actor.staff(uuid7(), "support")):
        actions.answer(asked.pk, InquiryText(plant("text")), staff_id=uuid7())
        actions.close(asked.pk)
    browser.post("/inquiries/find/", {"code": asked.code, "email": anna.email})
    answer = browser.post(f"/inquiries/{asked.code}/", {"text": again})
    assert answer["Location"] == f"/inquiries/{asked.code}/"

    now = Inquiry.objects.get()
    assert (now.state, now.closed_at) == ("waiting", None)
    assert now.waiting_since is not None
    assert now.answer_by is not None
    assert now.answer_by - now.waiting_since == timedelta(days=14)
    assert again in browser.get(answer["Location"]).content.decode()
    assert [row.outcome for row in ledger_rows() if row.event == "collection"][-1] == "notice:inquiry-reply"


def test_writing_twice_does_not_put_the_clock_back() -> None:
    asked = inquiry()
    Inquiry.objects.update(answer_by=timezone.now())
    due = Inquiry.objects.get().answer_by
    with acting_as(Actor.visitor()):
        actions.reply(asked.pk, InquiryText(plant("text")))
    assert Inquiry.objects.get().answer_by == due
    assert asked.messages.count() == 2


def test_words_typed_into_a_page_that_is_no_longer_ours_are_given_back() -> None:
    asked, words = inquiry(), plant("text")
    page = Browser().post(f"/en/inquiries/{asked.code}/", {"text": words}).content.decode()
    assert f"readonly>{words}</textarea>" in page
    assert asked.messages.count() == 1


def test_an_empty_reply_is_refused_at_the_field() -> None:
    anna = asker()
    asked, browser = inquiry(anna), Browser()
    browser.post("/inquiries/find/", {"code": asked.code, "email": anna.email})
    page = browser.post(f"/en/inquiries/{asked.code}/", {"text": "  "}).content.decode()
    assert 'id="id_text_error"' in page
    assert asked.messages.count() == 1
