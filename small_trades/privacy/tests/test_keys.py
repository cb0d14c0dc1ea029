"""Keys: one per person and class, made once however many ask, gone for ever when destroyed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from base64 import b64encode
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import RefusalReason, _collect
from small_trades.privacy._crypto import SealingKey, seal
from small_trades.privacy._keys import cache, epochs, store
from small_trades.privacy._keys.models import DataSubject, Epoch, KeyRing, KeyState
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.models import Member
from small_trades.privacy.tests.toy.people import TASK, loan
from small_trades.privacy.tests.toy.policy import ACCOUNT, AUDIT, LENDING, LOAN

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy.testing import LedgerRows

both = pytest.mark.django_db(databases=["default", "keys"])
for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
THREADS = 16


@both
def test_one_key_per_person_and_class(ada: Member, bob: Member) -> None:
    loan(ada)
    today = LOAN.key_class(date.today())  # noqa: DTZ011 -- the test may run at midnight, once a year wrongly
    classes = {ring.key_class for ring in KeyRing.objects.filter(subject_id=ada.subject)}
    assert classes == {"RECORDS", "ACCOUNT", today}
    assert KeyRing.objects.filter(subject_id=bob.subject).count() == 2
    wrapped = [bytes(ring.wrapped or b"") for ring in KeyRing.objects.exclude(wrapped=None)]
    assert len(set(wrapped)) == 5
    # A key of a business year is wrapped twice.
    assert sorted(len(key) for key in wrapped) == [60, 60, 60, 60, 88]


@pytest.mark.parametrize(
    ("day", "key_class", "until"),
    [
        (date(2026, 3, 31), "LOAN_FY2025", date(2033, 7, 1)),
        (date(2026, 4, 1), "LOAN_FY2026", date(2034, 7, 1)),
        (date(2027, 3, 31), "LOAN_FY2026", date(2034, 7, 1)),
    ],
)
def test_a_business_year_has_one_key_that_ends_on_one_day(day: date, key_class: str, until: date) -> None:
    assert LOAN.key_class(day) == key_class
    assert LOAN.kept_until(day) == until
    assert ACCOUNT.key_class(day) == "ACCOUNT"
    assert ACCOUNT.kept_until(day) is None


def test_days_years_and_leap_days() -> None:
    assert privacy.Retention("A", "", "", days=90).kept_until(date(2026, 1, 1)) == date(2026, 4, 1)
    assert privacy.Retention("A", "", "", years=3).kept_until(date(2024, 2, 29)) == date(2027, 2, 28)
    sole_proprietor = privacy.Retention("A", "", "", years=7, by_fiscal_year=True, year_starts=1)
    assert sole_proprietor.key_class(date(2026, 3, 31)) == "A_FY2026"
    assert sole_proprietor.kept_until(date(2026, 3, 31)) == date(2034, 4, 2)


@both
def test_a_destroyed_key_opens_nothing_any_more(ada: Member, program: None, ledger_rows: LedgerRows) -> None:
    generation = privacy.generation()
    assert privacy.destroy(ada.subject, classes=["ACCOUNT"]) == 1
    assert privacy.destroy(ada.subject, classes=["ACCOUNT"]) == 0
    assert privacy.generation() > generation
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=LENDING)
    with pytest.raises(privacy.Erased):
        privacy.carry(ada.name, Member(subject=ada.subject), "name")
    assert privacy.decide(ada.name, purpose=LENDING) == privacy.Refusal(RefusalReason.ERASED)
    assert [row.outcome for row in ledger_rows(Event.USE, Event.REFUSAL)] == ["erased"]
    ring = KeyRing.objects.get(subject_id=ada.subject, key_class="ACCOUNT")
    assert (ring.state, ring.wrapped) == (KeyState.DESTROYED, None)
    assert ring.destroyed_at is not None


@both
def test_a_person_may_come_back_to_a_class_with_a_new_key(ada: Member, program: None) -> None:
    old = ada.email
    privacy.destroy(ada.subject, classes=["ACCOUNT"])
    privacy.collect(ada, notice="join", name=PersonName("Ada again"))
    ada.save()
    assert privacy.use(Member.objects.get().name, purpose=LENDING).family == "Ada again"
    with pytest.raises(privacy.Erased):
        privacy.use(old, purpose=LENDING)


@both
def test_an_erased_person_never_gets_a_key_again(ada: Member, bob: Member, program: None) -> None:
    assert privacy.destroy(ada.subject) == 2
    for subject in (ada.subject, uuid4()):
        with pytest.raises(privacy.Erased):
            privacy.collect(Member(subject=subject), notice="join", name=PersonName("x"))
    assert privacy.uses_of(ada.subject) == ()
    assert privacy.use(bob.name, purpose=LENDING).family == "Bob鸞鷲"
    assert DataSubject.objects.get(pk=ada.subject).erased_at is not None


@both
def test_a_list_may_pass_over_the_erased(ada: Member, bob: Member, program: None) -> None:
    privacy.destroy(ada.subject)
    with pytest.raises(privacy.Erased):
        privacy.use([ada.name, bob.name], purpose=LENDING)
    opened = privacy.use([ada.name, bob.name], purpose=LENDING, skip_closed=True)
    assert [name and name.family for name in opened] == [None, "Bob鸞鷲"]
    assert privacy.use(ada.name, purpose=LENDING, skip_closed=True) is None


@both
def test_a_key_held_by_law_opens_for_the_law_alone(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    until = date(2034, 7, 1)
    assert privacy.hold(ada.subject, "ACCOUNT", until=until) == 1
    with pytest.raises(privacy.Refused) as refused:
        privacy.use(ada.name, purpose=LENDING)
    assert refused.value.reason == RefusalReason.HELD_BY_LAW
    with pytest.raises(privacy.Refused):
        privacy.collect(ada, notice="join", name=PersonName("x"))
    with pytest.raises(privacy.Refused):
        privacy.carry(ada.name, Member(subject=ada.subject), "name")
    assert privacy.use(ada.name, purpose=AUDIT).family == "Ada麒麟"
    assert [row.purpose for row in ledger_rows(Event.USE)] == ["3e-audit"]
    assert KeyRing.objects.get(key_class="ACCOUNT").held_until == until
    privacy.destroy(ada.subject)
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=AUDIT)


@for_real
def test_opened_keys_are_kept_for_a_second_and_no_longer(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    privacy.use(ada.name, purpose=LENDING)
    now = time.monotonic()
    with CaptureQueriesContext(connections["keys"]) as queries:
        privacy.use(ada.name, purpose=LENDING)
    assert len(queries) == 0
    # Another process destroys the key; this one does not hear of it and finds out by itself.
    KeyRing.objects.filter(key_class="ACCOUNT").update(state=KeyState.DESTROYED, wrapped=None)
    monkeypatch.setattr(time, "monotonic", lambda: now + cache.LIFE + 0.001)
    with pytest.raises(privacy.Erased):
        privacy.use(ada.name, purpose=LENDING)


DESTROYING = """
import sys
from uuid import UUID
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[2:5]):
    settings.DATABASES[alias]["NAME"] = name
django.setup()
from small_trades import privacy
with privacy.acting_as(privacy.Actor.system("other")):
    assert privacy.destroy(UUID(sys.argv[1]), classes=["ACCOUNT"]) == 1
privacy.ledger.close()
"""


def _another_process_destroys(of: Member) -> None:
    # As in `test_two_processes`: a closed file would have dropped this process's locks on it.
    privacy.ledger.close()
    connections.close_all()
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys", "ledger")]
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE.parents[2]),
        "PRIVACY_TEST_HOME": str(settings.HOME),
        "DJANGO_SETTINGS_MODULE": "small_trades.privacy.tests.settings",
    }
    command = [sys.executable, "-c", DESTROYING, str(of.subject), *names]
    subprocess.run(command, env=environment, check=True, timeout=60)  # noqa: S603 -- our own program


@for_real
def test_nothing_is_sealed_with_a_remembered_key_that_another_process_destroyed(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    # However long the other process takes, this one still remembers the key.
    monkeypatch.setattr(time, "monotonic", lambda: now)
    privacy.correct(ada, notice="join", name=PersonName("Ada"))
    _another_process_destroys(ada)

    privacy.correct(ada, notice="join", name=PersonName("Ada anew"))
    ada.save()

    store.forget_cached()
    assert privacy.use(Member.objects.get().name, purpose=LENDING).family == "Ada anew"


@for_real
def test_a_key_destroyed_while_something_is_sealed_is_not_the_one_it_is_sealed_with(
    ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed_with = []

    def seal_late(key: SealingKey, *args: Any) -> bytes:
        sealed_with.append(key)
        if len(sealed_with) == 1:
            KeyRing.objects.filter(key_class="ACCOUNT").update(state=KeyState.DESTROYED, wrapped=None)
        return seal(key, *args)

    monkeypatch.setattr(_collect, "seal", seal_late)
    privacy.correct(ada, notice="join", name=PersonName("Ada anew"))
    ada.save()
    assert len(sealed_with) == 2
    assert privacy.use(Member.objects.get().name, purpose=LENDING).family == "Ada anew"


@for_real
def test_what_is_sealed_for_somebody_erased_elsewhere_is_refused(ada: Member, program: None) -> None:
    privacy.correct(ada, notice="join", name=PersonName("Ada"))
    # As another process does, of which this one does not hear.
    KeyRing.objects.filter(subject_id=ada.subject).update(state=KeyState.DESTROYED, wrapped=None)
    DataSubject.objects.filter(pk=ada.subject).update(erased_at=timezone.now())
    with pytest.raises(privacy.Erased):
        privacy.correct(ada, notice="join", name=PersonName("Ada anew"))


def test_the_cache_is_bounded() -> None:
    kept: cache.ShortLived[int, str] = cache.ShortLived(room=3)
    for number in range(10):
        kept.put(number, "x", read_at=time.monotonic())
    assert [number for number in range(10) if kept.get(number)] == [7, 8, 9]


@for_real
def test_what_was_rolled_back_seals_nothing(program: None) -> None:
    from django.db import transaction

    made = Member(subject=privacy.new_subject())
    with transaction.atomic(using="keys"):
        privacy.collect(made, notice="join", name=PersonName("x"))
        transaction.set_rollback(True, using="keys")
    privacy.collect(made, notice="join", name=PersonName("y"))
    store.forget_cached()
    assert privacy.use(made.name, purpose=LENDING).family == "y"


@for_real
def test_a_key_survives_the_rollback_of_the_data(program: None) -> None:
    from django.db import transaction

    subject = privacy.new_subject()
    with transaction.atomic():
        privacy.collect(Member(subject=subject), notice="join", name=PersonName("x"))
        transaction.set_rollback(True)
    assert KeyRing.objects.filter(subject_id=subject, key_class="ACCOUNT").count() == 1


@for_real
def test_sixteen_threads_make_one_key(ledger_rows: LedgerRows) -> None:
    subject = privacy.new_subject()
    barrier = threading.Barrier(THREADS)
    opened: list[str] = []
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            barrier.wait()
            with privacy.acting_as(TASK):
                made = Member(subject=subject)
                privacy.collect(made, notice="join", name=PersonName(str(number)))
                made.save()
                found = Member.objects.get(pk=made.pk)
                opened.append(privacy.use(found.name, purpose=LENDING).family)
        except BaseException as problem:
            problems.append(problem)
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert sorted(opened, key=int) == [str(number) for number in range(THREADS)]
    assert KeyRing.objects.filter(subject_id=subject, key_class="ACCOUNT").count() == 1
    assert len(ledger_rows(Event.USE)) == THREADS
    assert len(ledger_rows(Event.COLLECTION)) == THREADS


def _write(path: Path, content: str, mode: int = 0o600) -> None:
    path.write_text(content)
    path.chmod(mode)


def _kek(key: bytes) -> str:
    return json.dumps({"current": 1, "epochs": {"1": b64encode(key).decode()}})


@both
@pytest.mark.parametrize(
    ("content", "mode", "problem"),
    [
        (None, 0o600, "is missing"),
        (_kek(b"x" * 32), 0o600, "another key store"),
        (_kek(b"x" * 32), 0o644, "read by others"),
        (_kek(b"x" * 31), 0o600, "not 32 bytes"),
        ('{"current": 2, "epochs": {}}', 0o600, "lacks its current epoch"),
        ("[]", 0o600, "not a file of key-encryption keys"),
        ("nonsense", 0o600, "not a file of key-encryption keys"),
    ],
)
def test_a_store_opens_with_its_own_key_file_alone(
    content: str | None, mode: int, problem: str, ada: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kek.json"
    if content is not None:
        _write(path, content, mode)
    monkeypatch.setitem(settings.PRIVACY, "KEK_FILE", path)
    with privacy.acting_as(TASK), pytest.raises(privacy.KeysUnusable, match=problem):
        privacy.use(ada.name, purpose=LENDING)
    assert path.exists() == (content is not None)


@both
def test_a_new_store_makes_its_key_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Epoch.objects.all().delete()
    path = tmp_path / "new" / "kek.json"
    monkeypatch.setitem(settings.PRIVACY, "KEK_FILE", path)
    assert epochs.epochs().current == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(file.name for file in path.parent.iterdir()) == ["kek.json", "kek.json.lock"]
    assert Epoch.objects.count() == 1


@both
def test_nothing_in_the_key_store_is_a_key(ada: Member) -> None:
    _, keys = epochs.read_kek_file(epochs.kek_file())
    stored = b"".join(bytes(ring.wrapped or b"") for ring in KeyRing.objects.exclude(wrapped=None))
    assert all(key not in stored for key in keys.values())


@both
@pytest.mark.parametrize("change", ["wrapped", "subject", "class"])
def test_a_changed_key_row_opens_nothing(
    change: str, ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    ring = KeyRing.objects.filter(subject_id=ada.subject, key_class="ACCOUNT")
    other = KeyRing.objects.get(subject_id=bob.subject, key_class="ACCOUNT")
    if change == "wrapped":
        ring.update(wrapped=other.wrapped)
    elif change == "class":
        ring.update(key_class="MARKETING")
    else:
        other.delete()
        ring.update(subject_id=bob.subject)
    with pytest.raises(privacy.Tampered):
        privacy.use(ada.name, purpose=LENDING)
    (alarm,) = ledger_rows()
    assert (alarm.event, alarm.references) == (Event.TAMPER, ())
    assert alarm.outcome.startswith(f"key ring {ring.model.objects.get(pk=_key_id(ada)).pk} ")


@both
@pytest.mark.parametrize("to", ["another person", "another class"])
def test_a_key_row_copied_elsewhere_seals_and_opens_nothing(
    to: str, ada: Member, bob: Member, program: None, ledger_rows: LedgerRows
) -> None:
    copied = KeyRing.objects.get(pk=_key_id(ada))
    subject, key_class = (bob.subject, "ACCOUNT") if to == "another person" else (ada.subject, "MARKETING")
    KeyRing.objects.filter(subject_id=subject, key_class=key_class).delete()
    made = KeyRing(
        pk=uuid4(), subject_id=subject, key_class=key_class, wrapped=copied.wrapped, epoch=copied.epoch
    )
    made.save(force_insert=True)
    with pytest.raises(privacy.Tampered):
        store.key_for(subject, key_class)
    assert [row.outcome.split(":")[0] for row in ledger_rows()] == [f"key ring {made.pk} {key_class}"]
    assert ledger_rows(Event.USE, Event.COLLECTION) == ()


@both
def test_a_years_key_under_another_year_opens_nothing(
    ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    borrowed = loan(ada)
    ring = KeyRing.objects.get(key_class__startswith="LOAN")
    KeyRing.objects.filter(pk=ring.pk).update(key_class="LOAN_FY2031")
    with pytest.raises(privacy.Tampered):
        privacy.use(borrowed.borrower, purpose=LENDING)
    assert [row.event for row in ledger_rows()] == [Event.TAMPER]


def _key_id(of: Member) -> UUID:
    """The id of the key that the member's name is sealed with, as anybody can read it there."""
    return UUID(bytes=bytes(of.name._blob[1:17]))


def test_keys_say_nothing_of_themselves(program: None) -> None:
    key = store.Key(b"i" * 16, uuid4(), "ACCOUNT", "active", None, None)
    assert repr(key) == object.__repr__(key)


@both
def test_a_key_of_an_epoch_that_is_gone(ada: Member, program: None) -> None:
    KeyRing.objects.filter(subject_id=ada.subject).update(epoch=9)
    with pytest.raises(privacy.KeysUnusable, match="epoch 9"):
        privacy.use(ada.name, purpose=LENDING)


@both
def test_keys_are_fetched_in_parts_when_there_are_many(
    ada: Member, bob: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_KEYS_PER_QUERY", 1)
    assert len(privacy.use([ada.name, bob.name, loan(ada).borrower], purpose=LENDING)) == 3
