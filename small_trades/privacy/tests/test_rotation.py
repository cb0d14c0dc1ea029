"""Rotation: the shop goes on, nothing is lost, and every older copy of the key store is noise."""

from __future__ import annotations

import json
import shutil
import signal
import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connections, transaction

from small_trades import privacy
from small_trades.privacy._inventory.stores import secret_problems
from small_trades.privacy._keys import kekfile, rings, rotation, secrets, store
from small_trades.privacy._keys.models import Epoch, KeyRing, KeyState, WrappedSecret
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests import processes
from small_trades.privacy.tests.toy.models import Member
from small_trades.privacy.tests.toy.people import TASK, loan, member
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from small_trades.privacy.testing import LedgerRows

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def kek(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key store that is new, with a file of its own."""
    Epoch.objects.all().delete()
    path = tmp_path / "secrets" / "kek.json"
    monkeypatch.setitem(settings.PRIVACY, "KEK_FILE", path)
    yield path
    Epoch.objects.all().delete()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)


def _name(of: Member) -> str:
    store.forget_cached()
    with privacy.acting_as(TASK):
        return privacy.use(Member.objects.get(pk=of.pk).name, purpose=LENDING).family


def _keys(path: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text())["epochs"]
    return found


def test_everything_living_is_wrapped_anew_and_the_old_key_is_gone(
    kek: Path, ada: Member, bob: Member, small_batches: None, ledger_rows: LedgerRows
) -> None:
    loan(ada)
    secrets.secret("look-ups")
    privacy.destroy(bob.subject)
    old = _keys(kek)["1"]
    done = privacy.rotate()
    # Ada's RECORDS, ACCOUNT and year, the year's secret and the one of the look-ups.
    assert (done.epoch, done.rewrapped) == (2, 5)
    assert list(_keys(kek)) == ["2"]
    assert all(old not in file.read_text() for file in kek.parent.iterdir())
    assert kek.stat().st_mode & 0o777 == 0o600
    assert set(KeyRing.objects.exclude(wrapped=None).values_list("epoch", flat=True)) == {2}
    assert set(WrappedSecret.objects.values_list("epoch", flat=True)) == {2}
    assert _name(ada) == "Ada麒麟"
    with pytest.raises(privacy.Erased):
        _name(bob)
    (row,) = ledger_rows(Event.KEYS)
    assert (row.outcome, row.references) == ("epoch 1 destroyed", (bytes(44),))
    retired, current = Epoch.objects.order_by("pk")
    assert None not in (retired.closed_at, retired.retired_at)
    assert (current.closed_at, current.retired_at) == (None, None)


def test_an_older_copy_of_the_key_store_is_noise(kek: Path, ada: Member) -> None:
    copy = list(KeyRing.objects.filter(subject_id=ada.subject))
    privacy.destroy(ada.subject)
    privacy.rotate()
    for ring in copy:
        ring.save()
    with pytest.raises(privacy.KeysUnusable, match="epoch 1 is not in KEK_FILE"):
        _name(ada)


def test_an_older_copy_of_keys_and_file_together_is_refused(kek: Path, ada: Member) -> None:
    kept = kek.with_name("copy")
    shutil.copy(kek, kept)
    copy = list(KeyRing.objects.filter(subject_id=ada.subject))
    privacy.destroy(ada.subject)
    privacy.rotate()
    Epoch.objects.all().delete()
    shutil.copy(kept, kek)
    for ring in copy:
        ring.save()
    with pytest.raises(privacy.KeysUnusable, match=r"epoch 1, which was destroyed on 20\d\d-"):
        _name(ada)
    assert [problem.id for problem in secret_problems()] == ["privacy.E022"]


KILL = """
from small_trades.privacy import _record
from small_trades.privacy._keys import kekfile, rotation
rotation.BATCH = 2
point, left = sys.argv[5].rsplit(" ", 1)
place, name = point.split(".")
home = {"kekfile": kekfile, "rotation": rotation, "record": _record}[place]
real, left = getattr(home, name), int(left)
def killing(*given, **named):
    global left
    answer = real(*given, **named)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
setattr(home, name, killing)
with privacy.acting_as(TASK):
    privacy.rotate()
"""


@pytest.mark.parametrize(
    "point",
    [
        "kekfile.write 1",
        "rotation._rewrap_batch 1",
        "rotation._rewrap_batch 2",
        "rotation._rewrap_rings 1",
        "rotation._rewrap_secrets 1",
        "record.write_about_shop 1",
        "kekfile.write 2",
        "kekfile._overwrite 1",
    ],
)
def test_a_rotation_killed_anywhere_is_finished_by_the_next(
    point: str, kek: Path, ada: Member, bob: Member, small_batches: None
) -> None:
    loan(ada)
    secrets.secret("look-ups")
    old = _keys(kek)["1"]
    killed = processes.start(KILL, point)
    _, errors = killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL, errors
    # Whatever state it was left in, the shop goes on.
    assert [_name(one) for one in (ada, bob, member("Cid"))] == ["Ada麒麟", "Bob鸞鷲", "Cid"]
    privacy.rotate()
    assert [_name(one) for one in (ada, bob)] == ["Ada麒麟", "Bob鸞鷲"]
    (current,) = map(int, _keys(kek))
    assert set(KeyRing.objects.values_list("epoch", flat=True)) == {current}
    assert [row.pk for row in Epoch.objects.filter(retired_at=None)] == [current]
    assert sorted(file.name for file in kek.parent.iterdir()) == ["kek.json", "kek.json.lock"]
    assert old not in kek.read_text()


BUSY = """
from small_trades.privacy.tests.toy.people import member
import threading
stop = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
made = []
while not stop.is_set():
    made.append(member(f"New {len(made)}"))
    print(made[-1].pk, flush=True)
# A scan of the files by an earlier test, in its process, took SQLite's locks from it: a connection that is
# closed here in good order would believe itself the last and remove the log that process still writes.
os._exit(0)
"""


def test_another_process_makes_keys_all_the_while(kek: Path, ada: Member, small_batches: None) -> None:
    busy = processes.start(BUSY)
    assert busy.stdout is not None
    busy.stdout.readline()
    for _ in range(3):
        privacy.rotate()
    out, errors = busy.communicate(timeout=60)
    assert (busy.returncode, errors) == (0, "")
    assert len(out.splitlines()) == Member.objects.count() - 2
    for made in Member.objects.exclude(pk=ada.pk):
        assert _name(made).startswith("New ")
    assert [epoch.pk for epoch in Epoch.objects.filter(retired_at=None)] == [4]


def _rotate() -> None:
    privacy.rotate()


def _at_the_same_time(*work: Callable[[], None]) -> None:
    problems: list[BaseException] = []

    def run(one: Callable[[], None]) -> None:
        try:
            one()
        except BaseException as problem:
            problems.append(problem)
            raise
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []


def test_a_key_made_by_a_transaction_in_flight_is_not_lost(
    kek: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was made in the old epoch before the rotation began, and commits after the new file is there."""
    has_key, has_file = threading.Event(), threading.Event()
    write = kekfile.write

    def tell(path: Path, current: int, keys: Any) -> None:
        write(path, current, keys)
        has_file.set()

    monkeypatch.setattr(kekfile, "write", tell)

    def make() -> None:
        with transaction.atomic(using="keys"):
            store.key_for(ada.subject, "MARKETING")
            has_key.set()
            has_file.wait(30)

    def rotate() -> None:
        has_key.wait(30)
        privacy.rotate()

    _at_the_same_time(make, rotate)
    ring = KeyRing.objects.get(subject_id=ada.subject, key_class="MARKETING")
    assert ring.epoch == 2
    store.forget_cached()
    assert store.key_for(ada.subject, "MARKETING").sealing is not None


def test_a_key_destroyed_meanwhile_stays_destroyed(kek: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    people = [member(f"Number {number}") for number in range(12)]

    def erase() -> None:
        for person in people[::2]:
            privacy.destroy(person.subject)

    _at_the_same_time(erase, _rotate)
    for number, person in enumerate(people):
        if number % 2:
            assert _name(person) == f"Number {number}"
        else:
            with pytest.raises(privacy.Erased):
                _name(person)
    assert KeyRing.objects.exclude(state=KeyState.DESTROYED).exclude(epoch=2).count() == 0


def test_a_key_destroyed_between_its_reading_and_its_writing_stays_destroyed(
    kek: Path, ada: Member, bob: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, counts = rings.replace, []

    def late(made: Any, epoch: int) -> int:
        privacy.destroy(bob.subject)
        counts.append((len(made), replace(made, epoch)))
        return counts[-1][1]

    monkeypatch.setattr(rings, "replace", late)
    # Both members' RECORDS and ACCOUNT were read, and Ada's were written.
    assert privacy.rotate().rewrapped == 2
    assert counts == [(4, 2)]
    assert {ring.wrapped for ring in KeyRing.objects.filter(subject_id=bob.subject)} == {None}
    assert _name(ada) == "Ada麒麟"
    with pytest.raises(privacy.Erased):
        _name(bob)


def test_two_rotations_at_once_come_one_after_the_other(kek: Path, ada: Member) -> None:
    _at_the_same_time(_rotate, _rotate)
    assert list(_keys(kek)) == ["3"]
    assert _name(ada) == "Ada麒麟"


def test_a_row_read_before_it_was_wrapped_anew_still_opens(kek: Path, ada: Member) -> None:
    ring = KeyRing.objects.get(subject_id=ada.subject, key_class="ACCOUNT")
    row = WrappedSecret(name="stale", wrapped=b"", epoch=1)
    secrets.secret("stale")
    privacy.rotate()
    assert store._opened(ring).sealing is not None
    row.refresh_from_db()
    assert row.epoch == 2


def test_a_damaged_key_keeps_the_old_epoch_until_somebody_decides(
    kek: Path, ada: Member, bob: Member, ledger_rows: LedgerRows
) -> None:
    ring = KeyRing.objects.filter(subject_id=bob.subject, key_class="ACCOUNT")
    right = bytes(ring.get().wrapped or b"")
    ring.update(wrapped=right[:-1] + bytes([right[-1] ^ 1]))
    with pytest.raises(privacy.KeysDamaged) as damaged:
        privacy.rotate()
    assert damaged.value.count == 1
    assert list(_keys(kek)) == ["1", "2"]
    assert [row.outcome.partition(":")[0] for row in ledger_rows(Event.TAMPER)] == [
        f"key ring {ring.get().pk}"
    ]
    assert ledger_rows(Event.KEYS) == ()
    assert _name(ada) == "Ada麒麟"
    # Repaired from a copy of the key store:
    ring.update(wrapped=right)
    assert privacy.rotate().epoch == 3
    assert _name(bob) == "Bob鸞鷲"


def test_damaged_keys_can_be_given_up(kek: Path, ada: Member, bob: Member) -> None:
    rings = KeyRing.objects.filter(subject_id=bob.subject)
    rings.update(wrapped=b"x" * 60)
    WrappedSecret.objects.create(name="look-ups", wrapped=b"x" * 60, epoch=1)
    assert privacy.rotate(give_up_damaged=True).epoch == 2
    assert {ring.state for ring in rings} == {KeyState.DESTROYED}
    assert secrets.secret("look-ups") is None
    with pytest.raises(privacy.Erased):
        _name(bob)
    assert _name(ada) == "Ada麒麟"


def test_a_small_shop_rotates_after_an_erasure_and_a_large_one_at_night(
    kek: Path, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = privacy.rotate_soon()
    assert done is not None
    assert done.epoch == 2
    monkeypatch.setattr(rotation, "SMALL", 1)
    assert privacy.rotate_soon() is None
    assert list(_keys(kek)) == ["2"]


def test_a_file_that_cannot_be_replaced_is_said_and_nothing_changes(kek: Path, ada: Member) -> None:
    kek.with_name("kek.json.lock").unlink()
    kek.with_name("kek.json.lock").mkdir()
    before = kek.read_bytes()
    with pytest.raises(privacy.KeysUnusable, match="may not write"):
        privacy.rotate()
    assert kek.read_bytes() == before
    assert _name(ada) == "Ada麒麟"


def test_what_a_killed_writer_left_is_overwritten(kek: Path, ada: Member) -> None:
    left = kek.with_name("kek.json.new")
    left.write_text("a half-written key")
    with left.open("rb") as held:
        privacy.rotate()
        assert not left.exists()
        assert b"key" not in held.read()


def test_what_the_key_store_is_made_of(kek: Path, ada: Member, bob: Member) -> None:
    loan(ada)
    privacy.hold(ada.subject, "ACCOUNT", until=date(2034, 7, 1))
    privacy.destroy(bob.subject)
    privacy.rotate()
    status = privacy.keys_status()
    assert [(epoch.epoch, epoch.is_current, epoch.keys, epoch.secrets) for epoch in status.epochs] == [
        (1, False, 0, 0),
        (2, True, 3, 1),
    ]
    assert status.current.epoch == 2
    year = KeyRing.objects.get(key_class__startswith="LOAN").key_class
    assert [(ring.key_class, ring.state, ring.count) for ring in status.rings] == [
        ("ACCOUNT", "destroyed", 1),
        ("ACCOUNT", "held", 1),
        (year, "active", 1),
        ("RECORDS", "active", 1),
        ("RECORDS", "destroyed", 1),
    ]
    assert [found.key_class for found in status.years] == [year]
    assert status.can_rotate
