"""What a person or a new version closes is closed in a process that was using it all along."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connections

from small_trades import privacy
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy.people import loan, member
from small_trades.privacy.tests.toy.policy import LENDING, NEWS
from small_trades.privacy.tests.toy.publishing import copied, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from small_trades.privacy.tests.toy.models import Loan, Member

for_real = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
DEADLINE = 20.0
"""Seconds after which a change that did not arrive never will."""

# Uses three values without a pause, so that every cache stays warm, and says each time an answer changes.
OTHER = """
import sys, threading
from pathlib import Path
from uuid import UUID
import django
from django.conf import settings
for alias, name in zip(("default", "keys", "ledger"), sys.argv[3:6]):
    settings.DATABASES[alias]["NAME"] = name
settings.PRIVACY["PUBLISHED"] = Path(sys.argv[6])
django.setup()
from small_trades import privacy
from small_trades.privacy.tests.toy.models import Loan, Member
from small_trades.privacy.tests.toy.policy import LENDING, NEWS
member, loan = Member.objects.get(pk=UUID(sys.argv[1])), Loan.objects.get(pk=UUID(sys.argv[2]))
asked = {"news": (member.email, NEWS), "lending": (member.name, LENDING), "loan": (loan.borrower, LENDING)}
before = {}
ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
with privacy.acting_as(privacy.Actor.system("other")):
    while not ended.wait(0.02):
        for name, (sealed, purpose) in asked.items():
            try:
                privacy.use(sealed, purpose=purpose)
                answer = "open"
            except privacy.Refused as refused:
                answer = refused.reason.value
            if before.get(name) != answer:
                before[name] = answer
                print(name, answer, flush=True)
privacy.ledger.close()
"""


class Other:
    """The second process; `says` waits for it to answer so."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._answers: dict[str, str] = {}
        Thread(target=self._read, args=(process,), daemon=True).start()

    def says(self, name: str, answer: str) -> bool:
        while self._answers.get(name) != answer:
            try:
                told, _, now = self._lines.get(timeout=DEADLINE).partition(" ")
            except Empty:
                return False
            self._answers[told] = now
        return True

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self._lines.put(line.strip())


@contextmanager
def _other(of: Member, borrowed: Loan, folder: Path) -> Iterator[Other]:
    # Another test may have read the stores' files, and closing a file drops all of a process's locks on it
    # (sqlite.org/howtocorrupt.html, 2.2). Without them the other process takes itself for the only one.
    privacy.ledger.close()
    connections.close_all()
    names = [str(connections[alias].settings_dict["NAME"]) for alias in ("default", "keys", "ledger")]
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE.parents[2]),
        "PRIVACY_TEST_HOME": str(settings.HOME),
        "DJANGO_SETTINGS_MODULE": "small_trades.privacy.tests.settings",
    }
    with subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-c", OTHER, str(of.pk), str(borrowed.pk), *names, str(folder)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Other(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(DEADLINE) == 0, process.stderr.read() if process.stderr else ""


@for_real
def test_a_word_of_the_persons_binds_where_the_caches_are_warm(program: None, tmp_path: Path) -> None:
    ada = member("Ada麒麟")
    borrowed = loan(ada)
    words = privacy.ConsentText("お知らせを受け取ります。", "I want the news.")
    give: Callable[[], object] = lambda: privacy.give_consent(  # noqa: E731 -- named as the others are
        ada.subject, purpose=NEWS, text=words, language="ja", channel="test"
    )
    with _other(ada, borrowed, copied(tmp_path / "published")) as other:
        assert other.says("news", "no-consent")
        assert other.says("lending", "open")
        give()
        assert other.says("news", "open")
        privacy.withdraw_consent(ada.subject, purpose=NEWS, channel="test")
        assert other.says("news", "no-consent")

        privacy.object_to(ada.subject, purpose=LENDING, channel="test")
        assert other.says("lending", "objected")
        assert other.says("loan", "objected")
        privacy.withdraw_objection(ada.subject, purpose=LENDING, channel="test")
        assert other.says("lending", "open")
        assert other.says("loan", "open")

        privacy.restrict(ada.subject, because="order-cancelled", record=borrowed.pk)
        assert other.says("loan", "restricted")
        privacy.restrict(ada.subject, because="stopped")
        assert other.says("lending", "restricted")
        privacy.lift(ada.subject, because="stopped")
        assert other.says("lending", "open")
        privacy.lift(ada.subject, because="order-cancelled", record=borrowed.pk)
        assert other.says("loan", "open")


@for_real
def test_a_new_version_binds_in_a_process_that_was_started_before_it(program: None, tmp_path: Path) -> None:
    ada = member("Ada麒麟")
    folder = copied(tmp_path / "published")
    with _other(ada, loan(ada), folder) as other:
        assert other.says("lending", "open")
        publish(folder, 3, purposes={LENDING: {"uses": ["2d-email"]}})
        assert other.says("lending", "not-for-purpose")
        publish(folder, 4)
        assert other.says("lending", "open")
        publish(folder, 5, purposes={LENDING: {"legal_basis": "consent"}})
        assert other.says("lending", "no-consent")
        publish(folder, 6, without=(LENDING,))
        assert other.says("lending", "not-in-force")


@for_real
def test_a_version_that_waits_binds_there_once_it_is_posted_here(
    program: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = member("Ada麒麟")
    folder = copied(tmp_path / "published")
    publish(folder, 3, effective="2999-01-01", without=(LENDING,))
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", folder)
    with _other(ada, loan(ada), folder) as other:
        assert other.says("lending", "open")
        privacy.post_policy(3)
        assert other.says("lending", "not-in-force")
