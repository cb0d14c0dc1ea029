"""Words of mails that the desk writes: what may stand in them, and that they say no more than before."""

from types import SimpleNamespace
from typing import Any

import pytest

from small_trades.doors.mail import messages as m
from small_trades.doors.mail.filling import UnfitWordsError, fill
from small_trades.doors.mail.messages import MAILS, Mail
from small_trades.doors.mail.previews import preview
from small_trades.doors.mail.rendering import write as write_own
from small_trades.doors.mail.samples import sample
from small_trades.doors.mail.variables import DECLARED, LABELS, SUBJECT_MUST
from small_trades.doors.mail.wording import (
    EDITABLE,
    LANGUAGES,
    Flaw,
    Problem,
    Words,
    built_in,
    problems_of,
    variables,
)

EDITED = tuple(DECLARED)
SEAL = "shop.example/ledger\n42\nAAAA\n"
FLAGS = ("is_refunded", "is_granted", "is_cut", "has_card", "is_waiting", "is_test")
MAYBE = ("bank", "pay_until", "reply_to", "answer_by", "attachments", "held_until")


def samples(kind: type[Mail], language: str) -> list[SimpleNamespace]:
    """The sample, and the same with every switch the other way and everything that may be absent absent."""
    usual = sample(kind, language)
    other = vars(usual).copy()
    other |= {name: not other[name] for name in FLAGS if name in other}
    if kind in {m.OrderConfirmation, m.OrderReleased, m.InquiryMailed, m.InformationDeleted}:
        other |= dict.fromkeys((name for name in MAYBE if name in other), None)
    if "replaces" in other:
        other["replaces"] = "2RTD-7K3F-9QXM"
    if "follows" in other:
        other["follows"] = ()
    if "reply_to" in other:
        other["reply_to"] = ""
    if "attachments" in other:
        other["attachments"] = 0
    return [usual, SimpleNamespace(**other)]


def test_every_mail_to_a_customer_can_be_edited() -> None:
    assert set(EDITED) == set(MAILS) == set(EDITABLE.values())
    names = {variable.name for kind in EDITED for variable in variables(kind)}
    assert names == set(LABELS)
    assert set(SUBJECT_MUST) <= set(EDITED)


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_in_words_are_whole_and_say_what_the_template_says(kind: type[Mail], language: str) -> None:
    words = built_in(kind, language)
    assert problems_of(kind, words) == ()
    for mail in samples(kind, language):
        assert fill(kind, language, mail, checkpoint=SEAL, words=words) == write_own(
            kind, language, mail, checkpoint=SEAL
        )


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.__name__)
def test_a_subject_says_no_more_than_it_did(kind: type[Mail]) -> None:
    """Names, sign-in codes, links and amounts stay in the body: a locked screen shows subjects."""
    allowed = {variable.name for variable in variables(kind) if variable.in_subject}
    assert allowed <= {"shop_name", "order_code", "code", "subject", "test_mark", "product", "headline"}
    if issubclass(kind, m.CodeMail):
        assert "code" not in allowed
    for variable in variables(kind):
        if not variable.in_subject:
            found = problems_of(kind, Words(variable.mark, built_in(kind, "ja").body))
            assert Problem("subject", Flaw.NOT_IN_SUBJECT, (variable.name,)) in found


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.__name__)
def test_what_a_text_must_hold_cannot_be_left_out(kind: type[Mail]) -> None:
    subject = built_in(kind, "ja").subject
    required = {variable.name for variable in variables(kind) if variable.is_required}
    assert required & {"closing", "shop_name", "legal"}
    [problem] = problems_of(kind, Words(subject, "何もありません。"))
    assert problem == Problem("body", Flaw.MISSING, tuple(sorted(required)))


SHIPPED = "{{ name }} 様へ\n{{carrier}} {{ tracking_number}}\n{{ tracking_url }}{{ contents }}{{ closing }}"
DECIDED = "{{ decision }}{{ appeal_url }}{{ shop_name }}"


def test_words_of_the_desk_are_filled_with_the_values_of_the_mail() -> None:
    mail = sample(m.OrderShipped, "ja")
    words = Words("発送 {{ order_code }}", SHIPPED)
    written = fill(m.OrderShipped, "ja", mail, checkpoint=SEAL, words=words)
    assert written.subject == "発送 7K3F-9QXM-2RTD"
    assert written.body.startswith("見本 花子 様へ\n見本運輸 0000-0000-0000\n")
    assert "42\nAAAA" in written.body


@pytest.mark.parametrize(
    ("subject", "body", "problem"),
    [
        ("", DECIDED, Problem("subject", Flaw.EMPTY)),
        ("決定", " \n", Problem("body", Flaw.EMPTY)),
        ("決定", DECIDED + "{{ to }}", Problem("body", Flaw.UNKNOWN, ("to",))),
        ("決定", DECIDED + "{{ name }}{{ bcc }}", Problem("body", Flaw.UNKNOWN, ("bcc", "name"))),
        ("決定", DECIDED + "{{ mail.to }}", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + "{{ shop_name | upper }}", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + "{{ shop\n_name }}", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + "{% if 1 %}", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + "{shop_name}", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + " }", Problem("body", Flaw.BRACE)),
        ("決定", DECIDED + "<b>bold</b>", Problem("body", Flaw.MARKUP)),
        ("決定", DECIDED + '<img src="https://x.example/p.gif">', Problem("body", Flaw.MARKUP)),
        ("決定", DECIDED + "<!-- x", Problem("body", Flaw.MARKUP)),
        ("{{ name }}", DECIDED, Problem("subject", Flaw.UNKNOWN, ("name",))),
        ("{{ appeal_url }}", DECIDED, Problem("subject", Flaw.NOT_IN_SUBJECT, ("appeal_url",))),
        ("決定", "{{ decision }}{{ shop_name }}", Problem("body", Flaw.MISSING, ("appeal_url",))),
    ],
)
def test_words_that_do_not_fit_are_said_at_their_place(subject: str, body: str, problem: Problem) -> None:
    assert problems_of(m.RefusalDecided, Words(subject, body)) == (problem,)


@pytest.mark.parametrize("rest", ["", " 3 < 4 > 2", "<https://shop.example/>", "<help@shop.example>", "♥ <3"])
def test_signs_that_are_no_code_may_stand(rest: str) -> None:
    assert problems_of(m.RefusalDecided, Words("決定", DECIDED + rest)) == ()


@pytest.mark.parametrize("body", ["{{ gone }}{{ closing }}", "no closing", "{{ mail.to }}"])
def test_words_that_do_not_fit_any_more_are_not_written_out(body: str) -> None:
    mail = sample(m.OrderOnHold, "en")
    with pytest.raises(UnfitWordsError):
        fill(m.OrderOnHold, "en", mail, checkpoint=SEAL, words=Words("x", body))


def test_a_value_that_cannot_be_written_is_in_no_error() -> None:
    mail = SimpleNamespace(**vars(sample(m.RefundMade, "ja")) | {"refunded": "秘密"})
    with pytest.raises(UnfitWordsError) as caught:
        fill(m.RefundMade, "ja", mail, checkpoint=SEAL, words=built_in(m.RefundMade, "ja"))
    assert "秘密" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_line_for_what_is_not_there_falls_away() -> None:
    mail = SimpleNamespace(**vars(sample(m.InquiryReceived, "ja")) | {"reply_to": ""})
    body = "{{ thread_url }}\n{{ reply_hint }}\n{{ code }} {{ answer_by }}\n{{ closing }}"
    written = fill(m.InquiryReceived, "ja", mail, checkpoint="", words=Words("{{ code }}", body))
    assert written.body.split("\n")[:2] == [mail.thread_url, "7K3F-9QXM-2RTD 2027年4月1日(木)"]


def test_values_are_not_read_as_words() -> None:
    values: dict[str, Any] = vars(sample(m.NewsletterIssue, "ja")) | {
        "body": "{stop_url} {{ 7*7 }} {% raw %}",
        "subject": "A\r\nBcc: x@example.jp",
    }
    words = built_in(m.NewsletterIssue, "ja")
    written = fill(m.NewsletterIssue, "ja", SimpleNamespace(**values), checkpoint="", words=words)
    assert written.body.startswith("{stop_url} {{ 7*7 }} {% raw %}\n")
    assert written.subject == "A Bcc: x@example.jp"


@pytest.mark.parametrize("kind", EDITED, ids=lambda kind: kind.__name__)
def test_a_preview_is_made_of_made_up_values(kind: type[Mail]) -> None:
    for language in LANGUAGES:
        written = preview(kind, language, built_in(kind, language))
        assert written.subject
        assert "{" not in written.subject + written.body
