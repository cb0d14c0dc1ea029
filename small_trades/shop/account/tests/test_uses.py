"""Rows of the ledger as sentences a person can read."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from small_trades import privacy
from small_trades.shop.account.uses import TOLD_AT_ONCE, Kind, tell, tell_all

Event = privacy.ledger.Event
AT = datetime(2026, 11, 23, 1, 32, tzinfo=UTC)


def row(event: str = "use", actor: str = "staff", **facts: object) -> privacy.UseRow:
    """A row about somebody."""
    given: dict[str, object] = {
        "seq": 7,
        "at": AT,
        "event": Event(event),
        "actor_kind": actor,
        "role": "",
        "purpose_id": None,
        "policy_version": 1,
        "groups": ("DeliveryAddress",),
        "recipient": None,
        "reason": "",
        "outcome": "",
        "notice": None,
        **facts,
    }
    return privacy.UseRow(**given)  # type: ignore[arg-type] # the facts of each test


def test_a_reveal_names_role_purpose_clause_and_reason() -> None:
    seen = row(role="orders", purpose_id="3b-delivery", reason="label misprinted")
    with translation.override("en"):
        (use,) = tell([seen])
    assert use.text == "A member of our staff (orders) opened your delivery address."
    assert use.purpose == "Delivering what you ordered"
    assert use.purpose_href == "/en/privacy/v/1/#3b-delivery"
    assert (use.reason, use.kind, use.clock, use.policy_version) == (
        "label misprinted",
        Kind.SHOP,
        "10:32",
        1,
    )


def test_the_same_in_japanese() -> None:
    with translation.override("ja"):
        (use,) = tell(
            [row(role="orders", purpose_id="3b-delivery", groups=("PersonName", "DeliveryAddress"))]
        )
    assert use.text == "スタッフ(受注担当)が、お名前、お届け先を閲覧しました。"
    assert use.purpose == "商品のお届け"


def test_a_provision_and_how_it_ended_are_one_sentence() -> None:
    facts = {"recipient": "5b-mail", "purpose_id": "3b-notice", "groups": ("EmailAddress", "PersonName")}
    failed = [
        row("outcome", "system", seq=9, outcome="failed for now", **facts),
        row("disclosure", "system", seq=8, outcome="message:OrderShipped", **facts),
    ]
    with translation.override("en"):
        (use,) = tell(failed)
        (sent,) = tell([row("outcome", "system", outcome="sent", **facts), failed[1]])
    assert use.text == "We passed on your name and your e-mail address to: Mail service."
    assert use.note == "Mail: your order is on its way. It could not be delivered."
    assert sent.note == "Mail: your order is on its way."
    assert use.kind == sent.kind == Kind.GIVEN


def test_equal_uses_of_a_day_are_told_once() -> None:
    visits = [
        row(actor="customer", at=AT - timedelta(minutes=minute), purpose_id="3a-account", groups=groups)
        for minute, groups in enumerate((("PersonName",), ("EmailAddress",), ("PersonName",)))
    ]
    yesterday = row(
        actor="customer", at=AT - timedelta(days=1), purpose_id="3a-account", groups=("PersonName",)
    )
    staff = [row(role="support"), row(role="support", seq=6), row(role="support", reason="another")]
    with translation.override("en"):
        told = tell([*visits, *staff, yesterday])
    assert [(use.text, use.times) for use in told] == [
        ("You looked at your name and your e-mail address.", 3),
        ("A member of our staff (customer support) opened your delivery address.", 2),
        ("A member of our staff (customer support) opened your delivery address.", 1),
        ("You looked at your name.", 1),
    ]


@pytest.mark.parametrize(
    ("seen", "text", "kind", "note"),
    [
        (
            row("collection", "visitor", notice="register"),
            "You entered your delivery address.",
            "entered",
            "when you registered",
        ),
        (
            row("correction", "customer", notice="address"),
            "You changed your delivery address.",
            "entered",
            "in your address book",
        ),
        (
            row("correction", "staff", role="orders"),
            "A member of our staff (orders) corrected your delivery address.",
            "entered",
            "",
        ),
        (
            row("refusal", role="catalogue", outcome="role-not-allowed"),
            "A member of our staff (catalogue) asked for your delivery address and was refused.",
            "alert",
            "Their role does not allow it.",
        ),
        (
            row("search", role="support", groups=()),
            "A search by our staff (customer support) showed your entry.",
            "shop",
            "",
        ),
        (row("tamper", "system"), "Your delivery address was found altered and was not opened.", "alert", ""),
        (
            row("use", "system", purpose_id="3b-notice"),
            "The shop's system used your delivery address.",
            "shop",
            "",
        ),
        (
            row("use", "visitor", purpose_id="3c-identity"),
            "We used your delivery address to make sure that it was you.",
            "own",
            "",
        ),
        (
            row("use", "customer", purpose_id="3e-prefill"),
            "We filled in a form for you with your delivery address.",
            "own",
            "",
        ),
        (
            row("use", "customer", purpose_id="3b-delivery"),
            "We used your delivery address for what you were doing.",
            "own",
            "",
        ),
        (
            row("use", "visitor", purpose_id="3a-account"),
            "You looked at your delivery address without signing in.",
            "own",
            "",
        ),
    ],
)
def test_every_kind_of_row_is_a_sentence(seen: privacy.UseRow, text: str, kind: str, note: str) -> None:
    with translation.override("en"):
        (use,) = tell([seen])
    assert (use.text, use.kind, use.note) == (text, kind, note)


def test_a_purpose_that_is_declared_no_more_is_still_told() -> None:
    with translation.override("en"):
        (use,) = tell([row(purpose_id="3z-gone", policy_version=1)])
    assert (use.purpose, use.purpose_href) == ("3z-gone", "/en/privacy/v/1/#3z-gone")


def test_every_kind_of_row_has_a_sentence() -> None:
    with translation.override("en"):
        for event in Event:
            told = tell([row(event.value, "staff", role="owner", outcome="x")])
            assert all(use.text.endswith(".") for use in told), event


@pytest.mark.parametrize(
    ("outcome", "english", "japanese"),
    [
        ("access:asked:inquiry", "You asked for this: Access.", "ご請求を受け付けました(開示)。"),
        (
            "erase:identified:mailed-code",
            "It was made sure that this request came from you: Deletion.",
            "ご請求がお客様ご本人からのものであることを確認しました(消去)。",
        ),
        (
            "rectify:decided:granted:as-asked",
            "Your request was granted: Correction.",
            "ご請求にお応えすることを決定しました(訂正)。",
        ),
        (
            "object:decided:refused:no-ground",
            "Your request was not granted: Objection.",
            "ご請求にお応えしないことを決定しました(異議)。",
        ),
        ("erase:done", "Your request was carried out: Deletion.", "ご請求への対応が完了しました(消去)。"),
        (
            "restrict:withdrawn",
            "This request was withdrawn: Stop of use.",
            "ご請求は取り下げられました(利用停止)。",
        ),
        (
            "erase:turned:restrict",
            "As you wished, your request to stop the use became one for deletion. Its time went on.",
            "ご希望により、利用停止のご請求を消去のご請求に改めました。回答の期限は変わりません。",
        ),
        (
            "cake:eaten",
            "Something was done about a request of yours.",
            "お客様のご請求について手続きを行いました。",
        ),
    ],
)
def test_a_request_says_what_became_of_it_in_both_languages(
    outcome: str, english: str, japanese: str
) -> None:
    step = row("request", "staff", role="support", outcome=outcome, groups=())
    for language, words in (("en", english), ("ja", japanese)):
        with translation.override(language):
            (use,) = tell([step])
        assert use.text == words


def test_why_a_request_was_decided_so_stands_beside_it() -> None:
    decided = row("request", "staff", outcome="erase:decided:partly:kept-by-law", groups=())
    as_asked = row("request", "staff", outcome="erase:decided:granted:as-asked", groups=())
    with translation.override("en"):
        (partly, granted) = tell([decided, as_asked])
    assert (partly.text, partly.note) == (
        "Your request was granted in part: Deletion.",
        "A law makes us keep part of it.",
    )
    assert (granted.note, granted.kind) == ("", Kind.SHOP)


def test_two_steps_that_a_person_takes_are_two_sentences() -> None:
    steps = [
        row("request", "visitor", seq=seq, outcome=outcome, groups=())
        for seq, outcome in ((9, "erase:identified:known-facts"), (8, "erase:asked:inquiry"))
    ]
    told = tell(steps)
    assert [(use.kind, use.times) for use in told] == [(Kind.OWN, 1), (Kind.OWN, 1)]


def test_more_rows_than_are_told_at_once_are_all_told_and_only_as_they_are_asked_for() -> None:
    read: list[int] = []

    def rows() -> Iterator[privacy.UseRow]:
        for seq in range(3 * TOLD_AT_ONCE, 0, -1):
            read.append(seq)
            yield row(role="orders", seq=seq, purpose_id="3b-delivery")

    told = tell_all(rows())
    assert next(told).times == TOLD_AT_ONCE
    assert len(read) <= TOLD_AT_ONCE + 1
    assert sum(use.times for use in told) == 2 * TOLD_AT_ONCE
