# ruff: noqa: S608 -- whoever tampers writes SQL as it comes
"""The index of persons: what is hidden is noticed, what is forgotten leads nowhere, what is lost returns."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.privacy._keys import store as keys
from small_trades.privacy.tests.ledger.stores import OTHER_TAG, Store, empty_store, entry, store
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.tests.toy.models import Member

__all__ = ["empty_store", "store"]
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
ledger = privacy.ledger
TAGS = "privacy_ledger_tag"
# Rows of the store below: Ada joins, Bob joins, Ada, both, Bob.
ADA_S, BOB_S = [3, 2, 0], [4, 3, 1]


@pytest.fixture
def used(store: Store, ada: Member, bob: Member, program: None) -> Store:
    """A ledger about two persons. The store comes first, so that it holds all of it."""
    privacy.use(ada.name, purpose=LENDING)
    privacy.use([ada.email, bob.email], purpose=LENDING)
    privacy.use(bob.name, purpose=LENDING)
    assert (numbers(ada.subject), numbers(bob.subject)) == (ADA_S, BOB_S)
    assert privacy.check_index().ok
    return store


def numbers(subject: UUID) -> list[int]:
    return [row.seq for row in privacy.uses_of(subject)]


def tag_of(person: Member) -> bytes:
    return privacy.ledger_tags(person.subject)[0]


def test_an_entry_taken_away_is_noticed_without_any_key(used: Store, ada: Member) -> None:
    used.tamper(f"DELETE FROM {TAGS} WHERE seq = 3 AND tag = {used.literal(tag_of(ada))}")
    report = ledger.verify()
    assert (report.ok, report.rows, report.first_bad) == (False, 5, 3)
    assert report.problem == (
        "row 3 refers to 2 persons and the index of persons has 1 entry for it: the index was changed, the "
        "rows are whole. Run ledger index rebuild"
    )
    assert report.checkpoint == ledger.checkpoint()


def test_an_entry_put_in_is_noticed(used: Store) -> None:
    used.tamper(f"INSERT INTO {TAGS} (tag, seq) VALUES ({used.literal(OTHER_TAG)}, 1)")
    assert ledger.verify().first_bad == 1
    used.tamper(f"DELETE FROM {TAGS} WHERE tag = {used.literal(OTHER_TAG)}")
    assert ledger.verify().ok
    used.tamper(f"INSERT INTO {TAGS} (tag, seq) VALUES ({used.literal(OTHER_TAG)}, 5)")
    assert ledger.verify().problem.startswith("row 5 refers to no persons")


def test_a_changed_row_is_said_before_a_changed_index(used: Store) -> None:
    used.tamper(f"DELETE FROM {TAGS} WHERE seq = 0", "UPDATE privacy_ledger_row SET role = 'x' WHERE seq = 4")
    assert ledger.verify().problem == "row 4 was changed: its content does not give its leaf hash"


def test_an_entry_exchanged_is_noticed_with_the_keys(used: Store, ada: Member, bob: Member) -> None:
    mine, other = used.literal(tag_of(ada)), used.literal(OTHER_TAG)
    used.tamper(f"UPDATE {TAGS} SET tag = {other} WHERE tag = {mine} AND seq = 2")
    assert ledger.verify().ok, "the count is right"
    assert numbers(ada.subject) == [3, 0]
    whole = privacy.check_index()
    assert (whole.ok, whole.missing, whole.foreign, whole.uneven, whole.first_bad) == (False, 1, 0, 0, 2)
    own = privacy.check_own_index(ada.subject)
    assert (own.ok, own.missing, own.first_bad) == (False, 1, 2)
    assert privacy.check_own_index(bob.subject).ok


def test_a_row_slipped_to_somebody_else_is_noticed(used: Store, ada: Member, bob: Member) -> None:
    mine, other = used.literal(tag_of(ada)), used.literal(tag_of(bob))
    used.tamper(f"UPDATE {TAGS} SET tag = {other} WHERE tag = {mine} AND seq = 2")
    whole = privacy.check_index()
    assert (whole.missing, whole.foreign, whole.first_bad) == (1, 1, 2)
    assert privacy.check_own_index(bob.subject).foreign == 1
    assert privacy.check_index(mend=True).mended == 1
    assert (numbers(ada.subject), numbers(bob.subject)) == (ADA_S, BOB_S)


def test_a_lost_index_comes_back_from_the_rows(used: Store, ada: Member, bob: Member) -> None:
    used.tamper(f"DELETE FROM {TAGS}")
    told: list[int] = []
    report = privacy.check_index(mend=True, progress=told.append)
    assert (report.ok, report.rows, report.missing, report.uneven, report.mended) == (True, 5, 6, 5, 5)
    assert (report.next_row, told) == (5, [0, 1, 2, 3, 4])
    assert (numbers(ada.subject), numbers(bob.subject)) == (ADA_S, BOB_S)
    assert ledger.verify().ok
    again = privacy.check_index(mend=True)
    assert (again.ok, again.mended, again.first_bad) == (True, 0, None)


def test_a_rebuilding_goes_on_where_it_ended(used: Store, ada: Member) -> None:
    used.tamper(f"DELETE FROM {TAGS}")
    first = privacy.check_index(mend=True, until=2)
    assert (first.mended, first.next_row, numbers(ada.subject)) == (2, 2, [0])
    assert privacy.check_index(mend=True, since=first.next_row).mended == 3
    assert numbers(ada.subject) == ADA_S


def test_forgetting_a_person_leaves_the_count_and_nothing_else(used: Store, ada: Member, bob: Member) -> None:
    tag = tag_of(ada)
    keys.destroy(ada.subject)
    assert ledger.forget_tags(tag) == len(ADA_S)
    assert ledger.rows_for(tag) == ()
    left = used.ask(f"SELECT tag, seq FROM {TAGS} WHERE seq IN (0, 2)")
    assert sorted(seq for _, seq in left) == [0, 2]
    assert len({bytes(other) for other, _ in left} | {tag}) == 3, "two entries, neither like the other"
    assert ledger.verify().ok
    assert ledger.forget_tags(tag) == 0
    assert numbers(bob.subject) == BOB_S
    found = privacy.check_index(mend=True)
    assert (found.ok, found.missing, found.foreign, found.mended) == (True, 0, 0, 0)
    assert privacy.ledger_tags(ada.subject) == ()
    assert privacy.check_own_index(ada.subject).missing == 0


def test_what_was_forgotten_stays_forgotten_when_the_index_is_lost(used: Store, ada: Member) -> None:
    tag = tag_of(ada)
    keys.destroy(ada.subject)
    used.tamper(f"DELETE FROM {TAGS}")
    assert privacy.check_index(mend=True).mended == 5
    assert ledger.rows_for(tag) == ()
    assert ledger.verify().ok, "the erased person's rows have entries that lead nowhere"


def test_more_rows_than_one_transaction_forgets(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("small_trades.privacy._ledger.index.PAGE", 4)
    for _ in range(10):
        ledger.append(entry())
    assert ledger.forget_tags(OTHER_TAG) == 10
    assert (ledger.rows_for(OTHER_TAG), ledger.verify().ok) == ((), True)
    assert [row.seq for row in ledger.indexed_rows(since=3, until=9)] == [3, 4, 5, 6, 7, 8]


def test_a_row_without_as_many_tags_as_references_is_not_taken(store: Store) -> None:
    for wrong in ({"tags": ()}, {"references": (b"sealed",)}, {"tags": (OTHER_TAG, OTHER_TAG)}):
        with pytest.raises(ValueError, match="one tag for each reference"):
            ledger.append(entry(**wrong))
    assert ledger.size() == 0


def test_the_proof_of_a_row_is_for_whom_it_is_about(used: Store, ada: Member, bob: Member) -> None:
    proof = privacy.use_proof(ada.subject, 2)
    assert proof is not None
    assert (proof.seq, proof.row) == (2, None)
    assert ledger.verify_inclusion(proof, key=ledger.verifier_key()).size == 5
    for subject, seq in ((bob.subject, 2), (ada.subject, 99), (ada.subject, -1), (uuid4(), 2)):
        assert privacy.use_proof(subject, seq) is None


def test_a_person_s_rows_by_what_they_are(used: Store, ada: Member) -> None:
    use, collection = ledger.Event.USE, ledger.Event.COLLECTION
    assert privacy.use_counts(ada.subject) == {(use, "system"): 2, (collection, "system"): 1}
    for wanted, found in (
        (ledger.Wanted({use: ()}), [3, 2]),
        (ledger.Wanted({use: ("staff",)}), []),
        (ledger.Wanted({use: ("staff", "system"), collection: ()}), ADA_S),
        (ledger.Wanted({}), []),
        (ledger.Wanted(purpose=LENDING.id), ADA_S),
        (ledger.Wanted(purpose="%"), []),
        (ledger.Wanted(purpose="_" * len(LENDING.id)), []),
    ):
        assert [row.seq for row in privacy.uses_of(ada.subject, wanted=wanted)] == found
    times = [row.at for row in ledger.rows()]
    between = ledger.Wanted(since=times[2], until=times[3])
    assert [row.seq for row in privacy.uses_of(ada.subject, wanted=between)] == [2]
    assert [row.seq for row in privacy.uses_of(ada.subject, limit=1, before=3)] == [2]
    assert [row.seq for row in privacy.uses_of(ada.subject, since=1, is_oldest_first=True)] == [2, 3]
    assert privacy.use_counts(uuid4()) == {}
