"""Words of mails at the desk: what is written holds for the next mail, and what breaks one is refused."""

from collections.abc import Iterator
from html import unescape

import pytest

from small_trades.doors.mail.wording import EDITABLE, LANGUAGES, Words, built_in
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, mail, mails
from small_trades.shop.desk.queries.mails import mail_groups
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.inquiries.tests.making import inquiry
from small_trades.shop.pages.actions import save_mail_words
from small_trades.shop.pages.mail_words import words_for
from small_trades.shop.pages.models import MailWords

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
MAILS = "/desk/settings/mails/"
RECEIVED = f"{MAILS}InquiryReceived/"
SUBJECT = "確かに受け取りました {{ code }}"
BODY = "{{ shop_name }}です。\n{{ answer_by }}{{ thread_url }} {{ code }}\n{{ reply_hint }}\n{{ closing }}"


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def manager() -> Colleague:
    return colleague("manager")


@pytest.fixture
def desk(manager: Colleague) -> Browser:
    return desk_of(manager)


def typed(kind: str = "InquiryReceived", **changes: str) -> dict[str, str]:
    """The form as it comes with the built-in words, but for the changes."""
    words = {language: built_in(EDITABLE[kind], language) for language in LANGUAGES}
    given = {f"subject_{language}": each.subject for language, each in words.items()}
    return given | {f"body_{language}": each.body for language, each in words.items()} | changes


def test_every_mail_stands_in_the_list_once(desk: Browser) -> None:
    listed = [mail.kind for group in mail_groups() for mail in group.mails]
    assert sorted(listed) == sorted(EDITABLE)
    assert all(group.mails for group in mail_groups())
    page = desk.get(MAILS).content.decode()
    assert all(f'href="{MAILS}{kind}/"' in page for kind in EDITABLE)


@pytest.mark.parametrize("kind", EDITABLE)
def test_saving_what_is_shown_changes_nothing(desk: Browser, kind: str) -> None:
    page = desk.get(f"{MAILS}{kind}/").content.decode()
    assert built_in(EDITABLE[kind], "ja").body in unescape(page)
    assert desk.post(f"{MAILS}{kind}/", typed(kind))["Location"] == f"{MAILS}{kind}/"
    assert not MailWords.objects.exists()


def test_words_of_the_desk_go_out_with_the_next_mail_and_back(
    desk: Browser, manager: Colleague, ledger_rows: LedgerRows
) -> None:
    assert desk.post(RECEIVED, typed(subject_ja=SUBJECT, body_ja=BODY)).status_code == 302
    code = inquiry().code
    sent = mail()
    assert sent.subject.strip() == f"確かに受け取りました {code}"
    assert sent.body.splitlines()[0].endswith("です。")
    assert words_for("InquiryReceived", "en") is None
    told = [row.outcome for row in ledger_rows() if row.outcome.endswith("(ja)")]
    assert told == ["wrote the mail InquiryReceived (ja)"]
    page = desk.get(RECEIVED).content.decode()
    assert manager.staff.pk.hex[-8:] in page

    assert desk.post(f"{RECEIVED}reset/ja/").status_code == 302
    code = inquiry().code
    assert mail().subject.strip() == f"お問い合わせを受け付けました（{code}）"
    assert [row.made_by for row in MailWords.objects.all()] == [manager.staff.pk] * 2
    assert "reset the mail InquiryReceived (ja)" in [row.outcome for row in ledger_rows()]
    assert desk.post(f"{RECEIVED}reset/ja/").status_code == 302
    assert MailWords.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"body_ja": BODY + "{{ name }}"}, "body_ja", "{{ name }}"),
        ({"body_en": "{{ code }}"}, "body_en", "{{ closing }}"),
        ({"body_ja": BODY + "{% include 'x' %}"}, "body_ja", "波かっこ"),
        ({"body_ja": BODY + "<b>x</b>"}, "body_ja", "HTML"),
        ({"body_ja": ""}, "body_ja", "標準の文面"),
        ({"subject_ja": ""}, "subject_ja", "標準の文面"),
        ({"subject_ja": "届きました"}, "subject_ja", "{{ code }}"),
        ({"subject_en": "{{ code }} {{ thread_url }}"}, "subject_en", "{{ thread_url }}"),
        ({"subject_en": "{{ code }}" + "x" * 200}, "subject_en", "200"),
        ({"body_en": BODY + "x" * 20_000}, "body_en", "20000"),
    ],
)
def test_what_could_not_be_sent_is_refused_at_its_field(
    desk: Browser, changes: dict[str, str], field: str, words: str
) -> None:
    answer = desk.post(RECEIVED, typed(subject_ja=SUBJECT) | changes)
    assert answer.status_code == 422
    assert words in problems(answer.content.decode())[field]
    assert not MailWords.objects.exists()


def test_what_the_law_asks_of_a_newsletter_cannot_be_left_out(desk: Browser) -> None:
    """特定電子メール法 4: who sends it, how to stop it, where to complain."""
    answer = desk.post(f"{MAILS}NewsletterIssue/", typed("NewsletterIssue", body_ja="{{ body }}"))
    assert "{{ legal }}" in problems(answer.content.decode())["body_ja"]
    assert not MailWords.objects.exists()


def test_lines_in_a_subject_become_one(desk: Browser) -> None:
    desk.post(RECEIVED, typed(subject_ja="{{ code }}\r\nBcc: x@example.jp\x00"))
    assert words_for("InquiryReceived", "ja") == Words(
        "{{ code }} Bcc: x@example.jp", built_in(EDITABLE["InquiryReceived"], "ja").body
    )


def test_a_preview_keeps_nothing_and_opens_nobody(desk: Browser, ledger_rows: LedgerRows) -> None:
    rows = len(ledger_rows())
    page = desk.post(RECEIVED, typed(subject_ja=SUBJECT, preview="1"))
    assert page.status_code == 200
    assert "確かに受け取りました 7K3F-9QXM-2RTD" in page.content.decode()
    made = desk.post(f"{RECEIVED}preview/", typed(subject_ja=SUBJECT, body_en="{{ name }}")).json()
    assert made["ja"]["subject"] == "確かに受け取りました 7K3F-9QXM-2RTD"
    assert made["en"] is None
    assert not MailWords.objects.exists()
    assert len(ledger_rows()) == rows


@pytest.mark.parametrize("path", ["Mail/", "Nothing/", "Nothing/preview/", "OrderShipped/reset/fr/"])
def test_a_mail_that_is_not_there_is_a_404(desk: Browser, path: str) -> None:
    answer = desk.get(MAILS + path) if path.count("/") == 1 else desk.post(MAILS + path)
    assert answer.status_code == 404


def test_words_that_do_not_fit_are_never_kept(manager: Colleague) -> None:
    for kind, language, words in (
        ("Mail", "ja", Words("x", "y")),
        ("OrderOnHold", "fr", Words("x", "{{ closing }}")),
        ("OrderOnHold", "ja", Words("x", "y")),
    ):
        with pytest.raises(ValueError, match="words that do not fit"):
            save_mail_words(kind, language, words, by=manager.staff.pk)
    assert not MailWords.objects.exists()
