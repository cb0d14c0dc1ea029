"""An erasure runs in the broker and asks the process that called; either may die or fail on the way."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy import rights
from small_trades.privacy._broker import ambient, client, frames, wire
from small_trades.privacy._broker.errors import AskerFailed, BrokerAway
from small_trades.privacy._broker.questions import ASKABLE
from small_trades.privacy._ledger import Event
from small_trades.privacy._rights.models import Erasure
from small_trades.privacy.rights import ErasureState
from small_trades.privacy.tests.broker.conftest import cut_off
from small_trades.privacy.tests.broker.running import begin, broker
from small_trades.privacy.tests.toy import farewell, recipients, subject_data
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.models import Farewell, Member
from small_trades.privacy.tests.toy.people import member
from small_trades.privacy.tests.toy.policy import LENDING, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType


pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
STEPS = (
    (farewell, "prepare"),
    (subject_data, "held"),
    (subject_data, "end_sessions"),
    (subject_data, "forget"),
    (recipients, "tell_erasure"),
    (farewell, "send"),
    (farewell, "drop"),
)
SOON = 0.2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "broker.sock"


@pytest.fixture(autouse=True)
def _there(path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    recipients.TOLD.clear()
    monkeypatch.setitem(settings.PRIVACY, "BROKER", str(path))
    cut_off(monkeypatch)
    yield
    client.close()


def _first(module: ModuleType, name: str, act: Callable[[], None]) -> Callable[..., Any]:
    """The app's function, which does something before it runs."""
    verb = getattr(module, name)

    def acting(*args: Any) -> Any:
        act()
        return verb(*args)

    return acting


def _lease_ends() -> None:
    Erasure.objects.update(due_at=timezone.now(), busy_until=None)


@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_broker_that_dies_at_any_step_is_followed_by_one_that_goes_on(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    first = begin(path)
    ada = member("Ada麒麟", "Lovelace鳳凰", "ada@member.example")
    assert ada.email is not None
    privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    POST_DOOR.sent.clear()
    receipt = rights.schedule_erasure(ada.subject, now=False)
    _lease_ends()

    def kill() -> None:
        first.kill()
        first.communicate()

    with monkeypatch.context() as patch:
        patch.setattr(client, "CONNECT_SECONDS", SOON)
        patch.setattr(module, name, _first(module, name, kill))
        with pytest.raises(BrokerAway):
            rights.erase(receipt.id)
    with broker(path):
        _lease_ends()
        done = rights.erase(receipt.id)
        assert (done.state, done.keys_destroyed, done.recipients_told) == (ErasureState.DONE, 2, ("post",))
        assert POST_DOOR.sent == ["ada@member.example  farewell"]
        assert not Member.objects.filter(subject=ada.subject).exists()
        assert not Farewell.objects.exists()
        with pytest.raises(privacy.Erased):
            privacy.use(ada.name, purpose=LENDING)


@pytest.mark.parametrize(("module", "name"), [(farewell, "prepare"), (subject_data, "held")])
def test_at_once_is_all_or_nothing(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    first = begin(path)
    ada = member("Ada麒麟", address="ada@member.example")

    def kill() -> None:
        first.kill()
        first.communicate()

    with monkeypatch.context() as patch:
        patch.setattr(client, "CONNECT_SECONDS", SOON)
        patch.setattr(module, name, _first(module, name, kill))
        with pytest.raises(BrokerAway):
            rights.schedule_erasure(ada.subject, now=True)
    assert not Erasure.objects.exists()
    assert not Farewell.objects.exists()
    with broker(path):
        assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
        assert rights.schedule_erasure(ada.subject, now=True).keys_destroyed == 2
        with pytest.raises(privacy.Erased):
            privacy.use(ada.name, purpose=LENDING)


def test_whoever_asked_and_is_gone_leaves_nothing_half_done(path: Path, program: None) -> None:
    with broker(path):
        ada = member("Ada麒麟")
        call = {
            **ambient.taken(),
            "verb": "_rights.erasing.schedule_erasure",
            "args": [wire.encode(ada.subject)],
            "kwargs": {"now": True},
        }
        with socket.socket(socket.AF_UNIX) as sock:
            sock.connect(str(path))
            frames.send(sock, call)
            assert frames.receive(sock)["ask"] == ["farewell", "prepare", 0]
        assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
        assert not Erasure.objects.exists()
        assert privacy.new_subject()  # the store is not locked


def test_what_fails_in_an_app_fails_where_it_was_called_with_its_own_error(
    path: Path, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_subject: object) -> int:
        raise ZeroDivisionError("Ada麒麟")

    with broker(path) as process:
        ada = member("Ada麒麟")
        receipt = rights.schedule_erasure(ada.subject, now=True)
        with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
            patch.setattr(subject_data, "forget", fail)
            rights.erase(receipt.id)
        assert Member.objects.filter(subject=ada.subject).exists()
        assert rights.erase(receipt.id).state == ErasureState.DONE
        process.terminate()
        assert "麒麟" not in process.communicate()[1]


def test_an_erasure_inside_a_transaction_that_is_rolled_back(path: Path, program: None) -> None:
    """Keys are not in it: what was destroyed stays so, as without a broker."""
    with broker(path):
        ada = member("Ada麒麟")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            rights.schedule_erasure(ada.subject, now=True)
            raise ZeroDivisionError
        with pytest.raises(privacy.Erased):
            privacy.use(ada.name, purpose=LENDING)


@pytest.mark.parametrize(
    "question",
    [
        ["os", "system", 0],
        ["subject_data", "COVERS", 0],
        ["subject_data", "__builtins__", 0],
        ["farewell", "send", 99],
        "farewell.send",
    ],
)
def test_a_broker_may_ask_for_what_is_declared_and_nothing_else(path: Path, question: Any) -> None:
    heard: list[Any] = []

    def pretend(listener: socket.socket) -> None:
        sock, _ = listener.accept()
        with sock:
            frames.receive(sock)
            frames.send(sock, {"ask": question, "args": ["true"]})
            heard.append(frames.receive(sock))
            frames.send(sock, {"value": True})

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        pretending = threading.Thread(target=pretend, args=(listener,))
        pretending.start()
        assert client.call(str(path), "_broker.verbs.answers", (), {}, seconds=10) is True
        pretending.join()
        client.close()
    assert set(heard[0]) == {"error"}
    assert heard[0]["error"][0] in {AskerFailed.__name__, ValueError.__name__}


def test_every_function_of_the_apps_that_the_engine_wants_is_askable() -> None:
    from small_trades.privacy._rights import asking

    documented = {
        word.partition("(")[0]
        for line in (asking.__doc__ or "").splitlines()
        for word in line.split()
        if "(subject" in word
    }
    assert documented == set().union(*ASKABLE.values())


def test_the_rows_of_an_erasure_say_who_asked_for_it(path: Path, program: None) -> None:
    with broker(path):
        before = privacy.ledger.size()
        ada = member("Ada麒麟", "", "ada@member.example")
        rights.erase(rights.schedule_erasure(ada.subject, now=True).id)
        rows = privacy.ledger.rows(since=before)
    assert [(row.role, row.outcome) for row in rows if row.event == Event.ERASURE] == [
        ("test.task", "scheduled"),
        ("test.task", "keys destroyed"),
        ("test.task", "finished"),
    ]
    assert [row.outcome for row in rows if row.event == Event.OUTCOME] == ["sent"]
