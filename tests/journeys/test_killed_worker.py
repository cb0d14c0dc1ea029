"""A worker is killed while it hands over a mail: the mail leaves all the same, by the next worker."""

import email
import email.policy
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.beside import until
from tests.stores import CHECKOUT, Stores, prepare

SETUP = """
from small_trades.config.commands import setup
setup.start_django()
from django_tasks_db.models import DBTaskResult
from small_trades.config.working.models import TaskWorker
"""
PLACED = f"""{SETUP}
from small_trades import privacy
from small_trades.shop.kernel.later import later
from small_trades.shop.orders.tests.making import placed
later("orders.send_confirmation", placed())
privacy.ledger.close()
"""
STANDING = f"""{SETUP}
row = DBTaskResult.objects.get(task_path__endswith="orders.tasks.send_confirmation")
print(row.status, len(row.worker_ids), TaskWorker.objects.count())
"""
TAKEN_OVER = f"""{SETUP}
from small_trades.config.working.leases import SILENT_SECONDS, Watch
seconds = iter((0.0, SILENT_SECONDS))
watch = Watch("somebody-else", lambda: next(seconds))
print(watch.take_over(), watch.take_over())
"""
PATIENCE = 60


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    made = prepare(tmp_path)
    yield made
    made.drop()


@contextmanager
def worker(stores: Stores, **changes: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker as an operator starts it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "small_trades.config.cli", "worker"],
        cwd=CHECKOUT,
        env=stores.environment(**changes),
        stdin=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def answer(stores: Stores, script: str) -> str:
    done = stores.python(script)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_mail_is_not_lost_with_its_worker(stores: Stores) -> None:
    answer(stores, PLACED)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        port = server.getsockname()[1]
        with worker(stores, MAIL_URL=f"smtp://127.0.0.1:{port}") as killed:
            # A mail server that takes the call and says nothing: the worker is in the middle of the task.
            call, _ = server.accept()
            assert answer(stores, STANDING) == "RUNNING 1 1"
            os.kill(killed.pid, signal.SIGKILL)
            assert killed.wait(PATIENCE) == -signal.SIGKILL
            call.close()
    assert answer(stores, STANDING) == "RUNNING 1 1", "nobody has noticed yet"
    assert answer(stores, TAKEN_OVER) == "0 1"
    assert answer(stores, STANDING) == "READY 1 0"
    mailbox = stores.home / "mailbox"
    with worker(stores) as second:
        until(lambda: answer(stores, STANDING).startswith("SUCCESSFUL 2"))
        second.send_signal(signal.SIGTERM)
        assert second.wait(PATIENCE) == 0
    subjects = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Subject"]
        for path in mailbox.glob("*.eml")
    ]
    assert len([subject for subject in subjects if "ご注文" in subject]) == 1
    assert answer(stores, STANDING) == "SUCCESSFUL 2 0", "one that ends cleanly is no longer listed"


def test_a_worker_whose_tasks_were_taken_over_ends(stores: Stores) -> None:
    """Shown on the method that its thread runs: the thread itself waits for a quarter of a minute."""
    script = f"""{SETUP}
import threading
from small_trades.config.working import process
process.BEAT_SECONDS = 0.0
process.keep(process.Lease(), threading.Event())     # begun nowhere: others have removed it
print("went on")
"""
    done = stores.python(script)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "worker.E001: this worker stood still for too long; others have its tasks\n"
