"""Anybody can write to the shop, and what they write is nowhere in the clear."""

import re
from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import INQUIRY_ANSWER, POLICY, PREFILL, TERMS_VERSION
from small_trades.privacy.testing import LedgerRows, plant, readable
from small_trades.shop.account.tests.making import Browser, mail, mails, member, waiting_tasks
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.inquiries.tests.making import asker
from small_trades.shop.kernel.codes import normalise_code

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_a_guest_asks_and_is_told_by_mail_that_it_arrived(ledger_rows: LedgerRows) -> None:
    anna, browser = asker(), Browser()
    answer = browser.post("/inquiries/", anna.typed(**{"order-code": "7k3f 9qxm 2rtd"}))

    inquiry = Inquiry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/inquiries/{inquiry.code}/")
    assert normalise_code(inquiry.code) == inquiry.code
    assert (inquiry.kind, inquiry.state, inquiry.order_code) == ("product", "waiting", "7K3F-9QXM-2RTD")
    assert (inquiry.policy_version, inquiry.terms_version) == (POLICY.version, TERMS_VERSION)
    assert inquiry.customer_id is None
    assert waiting_tasks() == [("send_received", [str(inquiry.pk)])]

    page = browser.get(answer["Location"]).content.decode()
    assert anna.text in page
    assert "お問い合わせを受け付けました" in page

    received = mail()
    assert received.to == anna.email
    assert inquiry.code in received.subject
    assert f"/inquiries/{inquiry.code}/" in received.body
    assert anna.name not in received.body
    assert anna.text not in received.body

    notices = {row.outcome for row in ledger_rows() if row.event == "collection"}
    assert notices == {"notice:inquiry"}
    provided = [row for row in ledger_rows() if row.recipient]
    assert {(row.purpose, row.recipient) for row in provided} == {(INQUIRY_ANSWER.id, "5b-mail")}


def test_what_was_written_is_sealed(ledger_rows: LedgerRows) -> None:
    anna = asker()
    Browser().post("/inquiries/", anna.typed())
    inquiry = Inquiry.objects.get()
    message = inquiry.messages.get()
    for shown in (inquiry.name, inquiry.email, message.text, inquiry.__dict__, message.__dict__):
        assert not any(value in f"{shown} {shown!r}" for value in anna.planted())
    assert not any(value in readable(*ledger_rows()) for value in anna.planted())


def test_a_member_finds_name_and_address_filled_in(ledger_rows: LedgerRows) -> None:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    page = browser.get("/inquiries/?kind=correction").content.decode()
    assert f'value="{who.family} {who.given}"' in page
    assert f'value="{who.email}"' in page
    assert re.search(r'<option value="correction" selected', page)
    assert PREFILL.id in {row.purpose for row in ledger_rows()}

    browser.post("/inquiries/", asker().typed())
    inquiry = Inquiry.objects.get()
    assert (inquiry.customer_id, inquiry.subject) == (customer.pk, customer.subject)


def test_a_stranger_finds_the_form_empty_and_nothing_is_opened(ledger_rows: LedgerRows) -> None:
    page = Browser().get("/inquiries/?kind=nonsense&order=%00")
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert ledger_rows() == ()


def test_the_form_says_what_it_collects_for() -> None:
    page = Browser().get("/en/inquiries/").content.decode()
    for purpose in POLICY.notice("inquiry").purposes:
        assert f'/en/privacy/#{purpose.id}">{purpose.name_en}</a>' in page


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("text", "My card is 4242 4242 4242 4242, thank you", "This seems to hold a card number."),
        ("text", "番号は4111 1111-1111-1111です", "This seems to hold a card number."),
        ("text", "\x00 \x00", "This field is required."),
        ("text", "長" * 5_001, "This is too long: at most 5000 characters."),
        ("name", "4242424242424242", "This looks like a card number."),
        ("email", "nobody", "Please enter an e-mail address"),
        ("order-code", "12", "An order code looks like"),
        ("kind", "gossip", "Select a valid choice."),
    ],
)
def test_what_cannot_be_taken_is_said_at_the_field_and_in_the_summary(
    field: str, typed: str, error: str, ledger_rows: LedgerRows
) -> None:
    anna = asker()
    answer = Browser().post("/en/inquiries/", anna.typed(**{field: typed}))
    page = answer.content.decode()
    identifier = f"id_{field}"
    assert answer.status_code == 200
    assert page.count(error) == 2
    assert f'href="#{identifier}"' in page
    assert f'id="{identifier}_error"' in page
    kept = {"name": anna.name, "email": anna.email, "text": anna.text}
    assert all(value in page for name, value in kept.items() if name != field)
    assert Inquiry.objects.count() == 0
    assert ledger_rows() == ()
    assert waiting_tasks() == []


def test_control_characters_are_left_out_and_line_ends_kept() -> None:
    Browser().post("/inquiries/", asker().typed(text="一行目\r\n二\x00行目\u202e😀"))
    message = Inquiry.objects.get().messages.get()
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "support")):
        assert privacy.use(message.text, purpose=INQUIRY_ANSWER).text == "一行目\n二行目😀"


def test_five_thousand_characters_fit() -> None:
    answer = Browser().post("/inquiries/", asker().typed(text="長" * 5_000))
    assert answer.status_code == 302


def test_too_many_inquiries_are_stopped_and_nothing_typed_is_lost() -> None:
    anna = asker()
    answers = [Browser().post("/en/inquiries/", anna.typed()) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [200]
    page = answers[-1].content.decode()
    assert "There were too many tries." in page
    assert anna.text in page
    assert Inquiry.objects.count() == 5


def test_mail_in_the_language_of_the_page() -> None:
    Browser().post("/en/inquiries/", asker().typed())
    received = mail()
    assert received.subject.startswith("We have received your inquiry")
    assert "/en/inquiries/" in received.body


def test_an_inquiry_that_cannot_be_kept_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_facts: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("small_trades.shop.inquiries.actions.open.later", full)
    with pytest.raises(OSError, match="disk full"):
        Browser().post("/inquiries/", asker().typed(email=plant("email")))
    assert Inquiry.objects.count() == 0
    assert waiting_tasks() == []
