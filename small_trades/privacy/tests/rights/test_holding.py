"""One map: what an app has of a person is in it, and a model that is in no map is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small_trades.privacy import rights
from small_trades.privacy.tests.toy import subject_data
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.people import loan

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy import Held

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_every_model_with_a_person_is_covered() -> None:
    assert rights.uncovered() == []


def test_a_model_that_no_map_covers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject_data, "COVERS", (Member,))
    assert rights.uncovered() == ["toy.Enclosure", "toy.Farewell", "toy.Loan"]


def test_a_value_that_the_map_forgets_is_named(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    loan(ada, "Emma", "親愛なる")
    assert rights.unmapped(ada.subject) == []

    def forgetful(subject: UUID) -> list[Held]:
        return [subject_data._loan(row) for row in Loan.objects.filter(subject=subject)]

    monkeypatch.setattr(subject_data, "held", forgetful)
    assert rights.unmapped(ada.subject) == ["toy.Member.email", "toy.Member.name"]


def test_without_a_word_the_retention_decides(ada: Member) -> None:
    (entry,) = rights.entries(ada.subject)
    assert (entry.held.on_erasure, entry.outcome) == (None, rights.GONE_NOW)
