"""The words of a policy: found by id, frozen, and turned into what is published."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from small_trades import privacy
from small_trades.privacy.tests.toy import policy as toy
from small_trades.privacy.tests.toy.policy import POLICY


def test_everything_is_found_by_its_id() -> None:
    assert POLICY.category("2a-name") is toy.NAME
    assert POLICY.purpose("3a-lending") is toy.LENDING
    assert POLICY.recipient("post") is toy.POST
    assert POLICY.notice("join").collects == {"2a-name", "2d-email"}
    assert POLICY.retention_class("LOAN") is toy.LOAN
    for find in (POLICY.category, POLICY.purpose, POLICY.recipient, POLICY.notice, POLICY.retention_class):
        with pytest.raises(KeyError):
            find("nothing")


def test_an_id_is_declared_once() -> None:
    with pytest.raises(ValueError, match="Two categories"):
        replace(POLICY, categories=(toy.NAME, replace(toy.EMAIL, id="2a-name")))


def test_declared_is_the_entry_and_not_its_id() -> None:
    assert POLICY.declares(toy.LENDING)
    assert POLICY.declares(replace(toy.LENDING))
    assert not POLICY.declares(replace(toy.LENDING, uses=(toy.LETTER,)))
    assert not POLICY.declares(privacy.Notice("other", ()))


def test_a_snapshot_is_json_and_says_it_all() -> None:
    whole = replace(
        POLICY,
        cookies=(privacy.Cookie("session", "…", "…", "necessary", None),),
        purposes=(*POLICY.purposes, replace(toy.AUDIT, id="3h-care", incidental_to=toy.LENDING)),
    )
    snapshot = json.loads(json.dumps(whole.snapshot()))
    assert (snapshot["version"], snapshot["effective"]) == (2, "2026-04-01")
    lending = snapshot["purposes"]["3a-lending"]
    assert (lending["uses"], lending["roles"], lending["needs_reason"]) == (
        ["2a-name", "2d-email"],
        ["librarian"],
        False,
    )
    assert snapshot["purposes"]["3h-care"]["incidental_to"] == "3a-lending"
    assert snapshot["purposes"]["3b-notice"]["recipients"] == ["post", "printer"]
    assert snapshot["recipients"]["post"]["receives"] == ["2a-name", "2d-email"]
    assert snapshot["notices"] == {"join": ["3a-lending", "3b-notice"], "write": ["3c-answer"]}
    assert snapshot["retention"]["LOAN"]["years"] == 7
    assert snapshot["cookies"]["session"]["days"] is None


def test_nothing_declared_can_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        POLICY.version = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        toy.NAME.id = "2z"  # type: ignore[misc]


def test_a_retention_of_days() -> None:
    assert privacy.Retention("CART", "", "", days=7).kept_until(date(2026, 12, 28)) == date(2027, 1, 4)


def test_the_engine_offers_what_it_names_and_nothing_else() -> None:
    for name in privacy.__all__:
        assert getattr(privacy, name) is not None
    with pytest.raises(AttributeError, match="no 'peek'"):
        _ = privacy.peek
