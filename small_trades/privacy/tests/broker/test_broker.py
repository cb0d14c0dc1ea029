"""The broker as a process: whom it lets in, what it is without, and what happens when it dies."""

from __future__ import annotations

import inspect
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.db.utils import load_backend

from small_trades import privacy
from small_trades.privacy._broker import VERBS, client, frames, server, verbs, wire
from small_trades.privacy._broker.errors import BrokerAway, BrokerFailed
from small_trades.privacy._keys.models import DataSubject
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.broker.conftest import cut_off
from small_trades.privacy.tests.broker.running import begin, broker, end
from small_trades.privacy.tests.toy.groups import PersonName
from small_trades.privacy.tests.toy.models import Member
from small_trades.privacy.tests.toy.people import TASK, member
from small_trades.privacy.tests.toy.policy import LENDING, NOTICE

if TYPE_CHECKING:
    from small_trades.privacy.testing import LedgerRows

for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
READERS = 8


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "broker.sock"


def _through(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.PRIVACY, "BROKER", str(path))
    cut_off(monkeypatch)


@for_real
def test_what_one_process_sealed_another_opens_through_the_broker(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    ada = member("Ada麒麟", "Lovelace鳳凰")
    with broker(path), monkeypatch.context() as patch:
        _through(path, patch)
        assert privacy.use(ada.name, purpose=LENDING) == PersonName("Ada麒麟", "Lovelace鳳凰")
        assert privacy.opened_personal_value()
        request_id = privacy.request_id()
        bob = member("Bob鸞鷲")
        client.close()
    (row,) = ledger_rows(Event.USE)
    assert (row.role, row.purpose, row.request_id) == ("test.task", "3a-lending", request_id)
    assert privacy.use(bob.name, purpose=LENDING).family == "Bob鸞鷲"
    assert privacy.ledger.verify().ok


@for_real
def test_a_process_of_another_user_is_turned_away(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    ada = member("Ada麒麟")
    before = ledger_rows()
    process = begin(path, uid=os.getuid() + 1)
    with monkeypatch.context() as patch:
        _through(path, patch)
        with pytest.raises(BrokerAway):
            privacy.use(ada.name, purpose=LENDING)
        assert not privacy.opened_personal_value()
        client.close()
    assert f"turned away a process of user {os.getuid()}" in end(process)
    assert ledger_rows() == before


NOBODY = 65_534
CONNECTING = """
import json, os, socket, struct, sys
os.getuid() or os.setuid(int(sys.argv[2]))
call = json.dumps({"verb": "_keys.store.new_subject", "args": [], "kwargs": {}}).encode()
with socket.socket(socket.AF_UNIX) as sock:
    sock.connect(sys.argv[1])
    try:
        sock.sendall(struct.pack(">I", len(call)) + call)
        print(os.getuid(), sock.recv(1) != b"")
    except (BrokenPipeError, ConnectionResetError):
        print(os.getuid(), False)
"""


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
@pytest.mark.parametrize("is_let_in", [True, False])
def test_the_one_user_it_is_for_is_let_in_and_another_process_is_not(is_let_in: bool) -> None:
    """Run by root, the other process becomes another user; run by anybody else, the broker is another's."""
    other = os.getuid() or NOBODY
    with tempfile.TemporaryDirectory(prefix="small-trades-broker-") as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "broker.sock"
        process = begin(path, uid=other if is_let_in else other + 1)
        assert path.stat().st_mode & 0o777 == (0o600 if is_let_in and os.getuid() else 0o666)
        persons = DataSubject.objects.count()
        command = [sys.executable, "-I", "-c", CONNECTING, str(path), str(other)]
        done = subprocess.run(command, cwd="/", check=True, capture_output=True, text=True)  # noqa: S603 -- the code is the test's
        log = end(process)
    assert done.stdout == f"{other} {is_let_in}\n"
    assert (f"turned away a process of user {other}" in log) is not is_let_in
    assert DataSubject.objects.count() == persons + is_let_in


def test_the_kernel_says_who_is_on_the_other_side() -> None:
    one, other = socket.socketpair()
    with one, other:
        assert server.peer_uid(one) == os.getuid()


@for_real
def test_nobody_there_is_a_sentence_and_nothing_opens(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    ada = member("Ada麒麟")
    before = ledger_rows()
    with monkeypatch.context() as patch:
        patch.setattr(client, "CONNECT_SECONDS", 0.2)
        _through(path, patch)
        with pytest.raises(BrokerAway, match="cannot be reached"):
            privacy.use(ada.name, purpose=LENDING)
        with pytest.raises(BrokerAway):
            privacy.collect(ada, notice="join", name=PersonName("Eve"))
        assert not privacy.opened_personal_value()
    assert ledger_rows() == before
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"


def test_a_broker_that_never_answers_is_waited_for_so_long_and_no_longer(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(path))
        silent.listen()
        with pytest.raises(BrokerAway, match="did not answer"):
            client.call(str(path), "_broker.verbs.answers", (), {}, seconds=0.2)
    from small_trades.privacy import _broker

    assert client.CONNECT_SECONDS + _broker.QUICK < 10


@for_real
def test_after_a_restart_callers_reach_the_new_one(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    ada = member("Ada麒麟")
    _through(path, monkeypatch)
    first = begin(path)
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
    first.kill()
    first.communicate()
    assert path.exists()  # a socket nobody listens at: it is taken over
    with broker(path):
        assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
        assert len(ledger_rows(Event.USE)) == 2
        client.close()


@for_real
def test_a_task_waits_for_a_broker_that_is_being_started(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = member("Ada麒麟")
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(client._pool, "patience", 0.0)
    _through(path, monkeypatch)
    with pytest.raises(BrokerAway):
        privacy.use(ada.name, purpose=LENDING)
    privacy.wait_for_broker(60)
    with ThreadPoolExecutor(1) as other:
        starting = other.submit(begin, path)
        assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
        client.close()
        end(starting.result())


def test_two_brokers_do_not_share_a_socket(path: Path, django_db_setup: None) -> None:
    with broker(path), pytest.raises(server.SocketTaken):
        server.serve_broker(path, uids={os.getuid()})


def test_told_to_end_it_ends_and_takes_its_socket_away(path: Path, django_db_setup: None) -> None:
    process = begin(path)
    assert path.stat().st_mode & 0o777 == 0o600
    end(process)
    assert process.returncode == 0
    assert not path.exists()


@for_real
def test_killed_in_the_middle_every_value_that_arrived_has_its_row(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    """Readers use values as tasks with names of their own until the broker is killed with SIGKILL."""
    people = [member(f"Reader{number}") for number in range(READERS)]
    received: list[str] = []
    enough = threading.Event()

    def read(number: int) -> None:
        sealed = Member.objects.get(pk=people[number].pk).name
        connections.close_all()
        turn = 0
        while True:
            name = f"reader.{number}.{turn}"
            try:
                with privacy.acting_as(privacy.Actor.system(name)):
                    opened = privacy.use(sealed, purpose=LENDING)
            except BrokerAway:
                return
            assert opened.family == f"Reader{number}"
            received.append(name)
            turn += 1
            if turn == 5:
                enough.set()

    with monkeypatch.context() as patch:
        patch.setattr(client, "CONNECT_SECONDS", 0.2)
        _through(path, patch)
        process = begin(path)
        with ThreadPoolExecutor(READERS) as readers:
            reading = [readers.submit(read, number) for number in range(READERS)]
            assert enough.wait(30)
            process.send_signal(signal.SIGKILL)
        process.communicate()
        client.close()
        for done in reading:
            done.result()
    recorded = {row.role for row in ledger_rows(Event.USE)}
    assert len(received) >= 5
    assert set(received) <= recorded
    assert privacy.ledger.verify().ok


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_store_that_only_the_broker_reaches(
    path: Path, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = load_backend("small_trades.privacy._broker.absent")
    settings_dict = {**connections["keys"].settings_dict, "NAME": "", "OPTIONS": {}}
    store = backend.DatabaseWrapper(settings_dict, "keys")
    monkeypatch.setitem(settings.PRIVACY, "BROKER", str(path))
    monkeypatch.setattr(client, "CONNECT_SECONDS", 0.2)
    with broker(path):
        with store.cursor() as cursor:
            assert cursor.execute("SELECT 1").fetchone() == (1,)
        with store.cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
            cursor.execute("SELECT * FROM privacy_keys_keyring")
        client.close()
    with pytest.raises(OperationalError, match="key broker"):
        store.cursor()
    store.close()


# -- what may be said on the socket
def _answered(path: Path, message: bytes) -> Any:
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(10)
        sock.connect(str(path))
        sock.sendall(message)
        try:
            return frames.receive(sock)
        except ConnectionResetError:  # it left before it had read everything
            return None


def _framed(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


@pytest.mark.parametrize(
    "message",
    [
        _framed(b"not JSON"),
        _framed(b"[" * 200_000),
        struct.pack(">I", frames.LARGEST + 1) + b"x",
    ],
)
def test_what_is_no_message_ends_the_connection(served: Path, message: bytes) -> None:
    assert _answered(served, message) is None
    assert client.call(str(served), "_broker.verbs.answers", (), {}, seconds=10) is True
    client.close()


@pytest.mark.parametrize(
    "message",
    [
        b"[]",
        b"{}",
        b"5",
        b'{"verb": "_ledger.size", "args": 5, "kwargs": {}}',
        b'{"verb": ["_ledger.size"], "args": [], "kwargs": {}}',
        b'{"verb": "_ledger.size", "args": [], "kwargs": {}, "pot": ["x"]}',
        b'{"verb": "_keys.store.new_subject", "args": [{"word": ["Popen", "x"]}], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [{"column": "auth.User.password"}], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [{"pickle": "gASVAA=="}], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [{"list": ['
        + b'{"list": [' * 400
        + b"]}" * 400
        + b"]}], "
        b'"kwargs": {}}',
        b'{"verb": "os.system", "args": ["true"], "kwargs": {}}',
        b'{"verb": "_keys.store.fetch", "args": [], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [{"group": ["os.system", "x"]}], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [{"shape": ["Popen", "x"]}], "kwargs": {}}',
        b'{"verb": "_keys.store.new_subject", "args": [["x"]], "kwargs": {}}',
        b'{"verb": "_ledger.size", "args": [], "kwargs": {}, "actor": ["god", null, "", null, ""]}',
    ],
)
def test_what_nobody_declared_is_refused(served: Path, message: bytes) -> None:
    assert set(_answered(served, _framed(message))) == {"error"}


def test_no_verb_gives_a_key_away(served: Path) -> None:
    """Nothing that is answered returns a key, writes a row as given, or runs SQL."""
    verbs.load()
    assert not {
        name for name in VERBS if name.endswith((".fetch", ".key_for", ".append", ".enqueue", "._opened"))
    }
    with pytest.raises(BrokerFailed, match="KeyError"):
        client.call(str(served), "_keys.store.fetch", (), {}, seconds=10)
    client.close()


STAYS: dict[str, str] = {
    "acting_as current_actor opened_personal_value proved request_id set_actor uuid7": "asks no store",
    "policy policy_in_force policy_versions consent_receipt per_hour openings_from": (
        "reads what is published, set or said"
    ),
    "use decide collect correct carry disclose receive alarm_event can_adopt": "its inner half is marked",
    "adopt finish_adoption": "moves the apps' rows; sealing anew, and what it asks of keys, is marked",
    "requests_due receipts_due": "goes through what is marked page by page",
    "post_policy can_post": "writes beside the published files, as its own user; its row is marked",
    "held doors entries preview_erasure export unmapped reach": "asks every app, or the doors",
    "tell_correction tell_stop standing_of is_under_way": "asks every app, and what is marked",
    "unreadable sweep_returned": "walks the apps' tables; what it asks of keys and ledger is marked",
    "kept_until waiting_for uncovered": "reads the program itself",
    "shut_ways_out wait_for_broker load_answers": "about this process",
    "check_start start_problems check_broker serve_broker": "each side checks its own",
    "check_index check_own_index": "walks whole stores: an operator's, refused beside a broker",
    "append enqueue check close indexed_rows is_writing_here mend set_witness_aside size_of touched "
    "witnessed_size": "the ledger's own inside, which no shop calls",
    "verify_inclusion": "computes what it is given",
}
"""Public functions that run where they are called, and why that needs neither keys nor ledger."""


def test_every_public_function_goes_there_or_says_why_not() -> None:
    verbs.load()
    stays = {name for names in STAYS for name in names.split()}
    marked = set(VERBS.values())
    public = {
        f"{home.__name__.rpartition('.')[2]}.{name}": getattr(home, name)
        for home in (privacy, privacy.ledger, privacy.rights)
        for name in home.__all__
        if inspect.isfunction(getattr(home, name))
    }
    local = {name for name, verb in public.items() if inspect.unwrap(verb) not in marked}
    assert {name for name in local if name.rpartition(".")[2] not in stays} == set()
    assert stays == {name.rpartition(".")[2] for name in local}


@for_real
def test_an_actor_may_be_lied_about_the_rules_may_not(
    path: Path, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    """A caller that skips its own checks finds the same ones in the broker."""
    with privacy.acting_as(TASK):
        ada = member("Ada麒麟")
    visitor = {"actor": ["visitor", None, "", None, ""], "request": ["made-up", [], False]}
    sealed = wire.encode([ada.name])
    with broker(path):
        asked = {
            **visitor,
            "verb": "_use._use",
            "args": [sealed, wire.encode(NOTICE), ""],
            "kwargs": {"skip_closed": False},
        }
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect(str(path))
            frames.send(sock, asked)
            answer = frames.receive(sock)
    assert answer["error"][:2] == ["Refused", "actor-not-allowed"]
    assert [row.outcome for row in ledger_rows(Event.REFUSAL)] == ["actor-not-allowed"]
    assert not ledger_rows(Event.USE)
