import copy
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from small_trades.policy import publishing
from small_trades.policy.declaration import (
    BILLING,
    CARRIER,
    CART_RETENTION,
    DELIVERY,
    NAME,
    PAYMENT_PROVIDER,
    POLICY,
    PROGRAMS,
    TELEPHONE,
)
from small_trades.policy.differences import Change, ChangeKind, differences, words_changed

NOW = POLICY.snapshot()


def changed(**parts: Any) -> dict[str, Any]:
    """The declaration with one entry of one kind replaced."""
    snapshot = copy.deepcopy(NOW)
    for kind, (entry, changes) in parts.items():
        snapshot[kind][entry] = {**snapshot[kind][entry], **changes}
    return snapshot


def kinds(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.kind.value, change.entry) for change in changes]


def test_nothing_changed() -> None:
    assert differences(NOW, copy.deepcopy(NOW)) == ()
    assert words_changed("a\n\nb", "a\nb") == ()


def test_a_purpose_that_uses_more_is_widened_and_back_again_narrowed() -> None:
    uses = [*NOW["purposes"]["3b-newsletter"]["uses"], NAME.id]
    wider = changed(purposes=("3b-newsletter", {"uses": uses}))
    (change,) = differences(NOW, wider)
    assert change == Change(
        ChangeKind.WIDENED,
        "3b-newsletter",
        "メールマガジン：利用する情報 ＋ お名前",
        "Newsletter: information used + Name",
    )
    (back,) = differences(wider, NOW)
    assert (back.kind, back.text_en) == (ChangeKind.NARROWED, "Newsletter: information used − Name")


def test_recipients_roles_and_what_they_receive() -> None:
    more = changed(
        purposes=(
            DELIVERY.id,
            {"recipients": [CARRIER.id, PROGRAMS.id, PAYMENT_PROVIDER.id], "roles": ["owner"]},
        )
    )
    assert [(change.kind, change.text_en) for change in differences(NOW, more)] == [
        (ChangeKind.WIDENED, "Delivering what you ordered: recipients + Payment provider"),
        (
            ChangeKind.NARROWED,
            "Delivering what you ordered: staff roles − manager, orders, programs that the owner allowed",
        ),
    ]
    received = [each for each in NOW["recipients"][CARRIER.id]["receives"] if each != TELEPHONE.id]
    less = changed(recipients=(CARRIER.id, {"receives": received}))
    assert [change.text_ja for change in differences(NOW, less)] == [
        "配送業者：お渡しする情報 − お電話番号",
    ]


def test_entries_that_come_and_go() -> None:
    fewer = replace(POLICY, purposes=tuple(each for each in POLICY.purposes if each != BILLING)).snapshot()
    assert kinds(differences(NOW, fewer)) == [("narrowed", BILLING.id)]
    assert kinds(differences(fewer, NOW)) == [("widened", BILLING.id)]


@pytest.mark.parametrize(
    ("days", "kind"), [(30, ChangeKind.WIDENED), (1, ChangeKind.NARROWED), (None, ChangeKind.WIDENED)]
)
def test_a_longer_term_is_wider(days: int | None, kind: ChangeKind) -> None:
    (change,) = differences(NOW, changed(retention=(CART_RETENTION.id, {"days": days})))
    assert (change.kind, change.entry) == (kind, CART_RETENTION.id)


def test_a_cookie_that_lives_longer_is_wider_and_one_of_the_session_the_shortest() -> None:
    assert kinds(differences(NOW, changed(cookies=("session", {"days": 31})))) == [("widened", "session")]
    assert kinds(differences(NOW, changed(cookies=("session", {"days": None})))) == [("narrowed", "session")]


def test_asking_for_consent_is_narrower_and_doing_without_is_wider() -> None:
    asked = changed(purposes=(DELIVERY.id, {"legal_basis": "consent"}))
    assert kinds(differences(NOW, asked)) == [("narrowed", DELIVERY.id)]
    assert kinds(differences(asked, NOW)) == [("widened", DELIVERY.id)]


def test_other_words_are_wording() -> None:
    said = changed(purposes=(DELIVERY.id, {"text_en": "We deliver."}))
    assert differences(NOW, said) == (
        Change(
            ChangeKind.WORDING,
            DELIVERY.id,
            "商品のお届け：表現の変更",
            "Delivering what you ordered: said differently",
        ),
    )


def test_more_items_of_a_category_are_more_information() -> None:
    items = {
        f"items_{language}": [*NOW["categories"][NAME.id][f"items_{language}"], "x"]
        for language in ("ja", "en")
    }
    (change,) = differences(NOW, changed(categories=(NAME.id, items)))
    assert change == Change(ChangeKind.WIDENED, NAME.id, "お名前：内容が増えました", "Name: more items")
    assert kinds(differences(changed(categories=(NAME.id, items)), NOW)) == [("narrowed", NAME.id)]


def test_lines_of_a_text() -> None:
    (change,) = words_changed("one\n- **two** — see [here](/x/) {#2}\nthree", "one\n\n2\nthree {#3}")
    assert (change.removed, change.added) == (("two — see here",), ("2",))


def test_the_published_versions_can_be_compared_in_both_directions() -> None:
    numbers = sorted(version.number for version in publishing.versions())
    for older, newer in pairwise(numbers):
        before, after = publishing.snapshot(older), publishing.snapshot(newer)
        assert differences(before, after)
        assert {c.entry for c in differences(before, after)} == {c.entry for c in differences(after, before)}
