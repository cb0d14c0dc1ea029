"""Finding by an exact value that is nowhere kept."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import _lookup
from small_trades.privacy._keys import secrets
from small_trades.privacy._keys.models import LookUpRow, WrappedSecret

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.tests.toy.models import Member

EMAIL = privacy.LookUp("toy-email", normalise=lambda value: value.strip().casefold(), unique=True)
NAMED = privacy.LookUp("toy-named", normalise=str, unique=True, of="toy.Member")
TITLE = privacy.LookUp("toy-title", normalise=str, unique=False, subject_class="LOAN")

# The rows settle when the caller's transaction commits, so there has to be a real one.
pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


def _put(lookup: privacy.LookUp, value: str, subject: UUID | None = None, record: UUID | None = None) -> UUID:
    record = record or uuid4()
    lookup.put(value, subject=subject or uuid4(), record=record)
    return record


def test_a_value_leads_to_its_record_however_it_is_written() -> None:
    subject, record = uuid4(), uuid4()
    EMAIL.put("Ada@Example.JP", subject=subject, record=record)
    assert EMAIL.find(" ada@example.jp ") == privacy.LookUpHit(subject, record)
    assert EMAIL.find("bob@example.jp") is None
    assert TITLE.find("Ada@Example.JP") is None


def test_of_two_records_one_gets_a_unique_value() -> None:
    record = _put(EMAIL, "a@b")
    with pytest.raises(privacy.Taken):
        _put(EMAIL, "A@B")
    hit = EMAIL.find("a@b")
    assert hit is not None
    assert hit.record == record
    EMAIL.put("a@b", subject=hit.subject, record=record)
    assert LookUpRow.objects.count() == 1


def test_many_records_share_a_value_that_is_not_unique() -> None:
    records = [_put(TITLE, "Emma") for _ in range(3)]
    assert [hit.record for hit in TITLE.find_all("Emma")] == records[::-1]
    hit = TITLE.find("Emma")
    assert hit is not None
    assert hit.record == records[-1]


def test_a_new_value_replaces_the_old_one_of_a_record() -> None:
    record = _put(EMAIL, "old@b")
    _put(EMAIL, "new@b", record=record)
    assert EMAIL.find("old@b") is None
    assert EMAIL.find("new@b") is not None
    _put(EMAIL, "old@b")


def test_dropping() -> None:
    record = _put(EMAIL, "a@b")
    generation = privacy.generation()
    EMAIL.drop(record)
    EMAIL.drop(record)
    assert EMAIL.find("a@b") is None
    assert privacy.generation() == generation + 1


def test_a_rollback_leaves_the_old_value_and_frees_the_new_one() -> None:
    record = _put(EMAIL, "old@b")
    with transaction.atomic():
        _put(EMAIL, "new@b", record=record)
        EMAIL.drop(record)
        transaction.set_rollback(True)
    hit = EMAIL.find("old@b")
    assert hit is not None
    assert hit.record == record
    with pytest.raises(privacy.Taken):
        _put(EMAIL, "new@b")
    LookUpRow.objects.filter(is_settled=False).update(made_at=timezone.now() - timedelta(minutes=2))
    other = _put(EMAIL, "new@b")
    hit = EMAIL.find("new@b")
    assert hit is not None
    assert hit.record == other


def test_a_record_whose_process_ended_between_the_two_commits_keeps_its_value(ada: Member) -> None:
    record = _put(NAMED, "ada@b", ada.subject, ada.pk)
    _put(NAMED, "rolled@back")
    # As if both processes had ended before they settled, a while ago.
    LookUpRow.objects.update(is_settled=False, made_at=timezone.now() - timedelta(minutes=2))

    with pytest.raises(privacy.Taken):
        _put(NAMED, "ada@b")
    hit = NAMED.find("ada@b")
    assert hit is not None
    assert hit.record == record
    assert LookUpRow.objects.get(record=record).is_settled
    other = _put(NAMED, "rolled@back")
    hit = NAMED.find("rolled@back")
    assert hit is not None
    assert hit.record == other


def test_a_change_that_may_have_been_rolled_back_takes_nothing_from_the_record(ada: Member) -> None:
    _put(NAMED, "old@b", ada.subject, ada.pk)
    with transaction.atomic():
        _put(NAMED, "new@b", ada.subject, ada.pk)
        transaction.set_rollback(True)
    LookUpRow.objects.filter(is_settled=False).update(made_at=timezone.now() - timedelta(minutes=2))

    other = _put(NAMED, "new@b")

    old, new = NAMED.find("old@b"), NAMED.find("new@b")
    assert old is not None
    assert new is not None
    assert (old.record, new.record) == (ada.pk, other)


def test_a_settled_row_is_never_taken_over_however_old() -> None:
    _put(EMAIL, "a@b")
    LookUpRow.objects.update(made_at=timezone.now() - timedelta(days=365))
    with pytest.raises(privacy.Taken):
        _put(EMAIL, "a@b")


def test_look_ups_go_with_the_keys_of_their_class() -> None:
    subject = privacy.new_subject()
    _put(EMAIL, "a@b", subject)
    _put(TITLE, "Emma", subject)
    privacy.destroy(subject, classes=["ACCOUNT"])
    assert (EMAIL.find("a@b"), len(TITLE.find_all("Emma"))) == (None, 1)
    privacy.destroy(subject)
    assert TITLE.find("Emma") is None


def test_the_store_holds_keyed_hashes_under_a_wrapped_key() -> None:
    _put(EMAIL, "a@b")
    _put(TITLE, "a@b")
    first, second = (bytes(row.digest) for row in LookUpRow.objects.all())
    assert first != second
    assert {len(first), len(second)} == {32}
    assert len(WrappedSecret.objects.get().wrapped or b"") == 60
    secrets.forget_cached()
    assert EMAIL.find("a@b") is not None


def test_sixteen_people_want_one_address() -> None:
    barrier = threading.Barrier(16)
    outcomes: list[str] = []

    def want() -> None:
        try:
            barrier.wait()
            _put(EMAIL, "wanted@b")
            outcomes.append("got")
        except privacy.Taken:
            outcomes.append("taken")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=want) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["got"] + ["taken"] * 15


def test_one_id_one_look_up() -> None:
    with pytest.raises(ValueError, match="two look-ups"):
        privacy.LookUp("toy-email", normalise=str, unique=True)
    assert _lookup.registry["toy-email"] is EMAIL


def test_any_text_can_be_looked_for() -> None:
    assert EMAIL.find("\ud800\0") is None


def test_records_that_share_a_value_are_found_without_it() -> None:
    first, second, third = _put(TITLE, "Emma"), _put(TITLE, "Emma"), _put(TITLE, "Persuasion")
    assert [hit.record for hit in TITLE.alike(first)] == [second]
    assert TITLE.alike(third) == []
    assert TITLE.alike(uuid4()) == []
    assert TITLE.count_values([first, second]) == 1
    assert TITLE.count_values([first, second, third]) == 2
    assert TITLE.count_values([]) == 0


def test_a_row_may_live_as_long_as_another_class() -> None:
    reader, refusal = privacy.new_subject(), privacy.new_subject()
    _put(TITLE, "Emma", reader)
    record = uuid4()
    TITLE.put("Emma", subject=refusal, record=record, subject_class="REFUSAL")
    privacy.destroy(reader)
    assert [hit.record for hit in TITLE.find_all("Emma")] == [record]
    privacy.destroy(refusal, classes=["LOAN"])
    assert [hit.record for hit in TITLE.find_all("Emma")] == [record]
    privacy.destroy(refusal, classes=["REFUSAL"])
    assert TITLE.find_all("Emma") == []


def test_old_rows_of_its_own_class_are_forgotten() -> None:
    kept = uuid4()
    TITLE.put("Emma", subject=uuid4(), record=kept, subject_class="REFUSAL")
    _put(TITLE, "Emma")
    LookUpRow.objects.update(made_at=timezone.now() - timedelta(days=31))
    young = _put(TITLE, "Emma")
    assert TITLE.forget_before(timezone.now() - timedelta(days=30)) == 1
    assert [hit.record for hit in TITLE.find_all("Emma")] == [young, kept]
    assert TITLE.forget_before(timezone.now() - timedelta(days=30)) == 0
