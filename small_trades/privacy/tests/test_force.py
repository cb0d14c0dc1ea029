"""The version in force: the newest published one whose day has come binds, whatever the code declares."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from small_trades import privacy
from small_trades.privacy import Actor, RefusalReason, _collect, _force, _policy
from small_trades.privacy._crypto import read_header
from small_trades.privacy._inventory import start_problems
from small_trades.privacy._ledger import Event
from small_trades.privacy.tests.settings import HERE
from small_trades.privacy.tests.toy import policy as toy
from small_trades.privacy.tests.toy.doors import POST_DOOR, Reminder
from small_trades.privacy.tests.toy.groups import Letter, PersonName
from small_trades.privacy.tests.toy.people import loan, member
from small_trades.privacy.tests.toy.policy import ANSWER, LENDING, NOTICE, REVEAL
from small_trades.privacy.tests.toy.publishing import copied, publish

if TYPE_CHECKING:
    from pathlib import Path

    from small_trades.privacy.testing import LedgerRows
    from small_trades.privacy.tests.toy.models import Member

both = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test publishes."""
    found = copied(tmp_path / "published")
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", found)
    return found


def _refused(sealed: object, purpose: privacy.Purpose, ledger_rows: LedgerRows) -> RefusalReason:
    """The reason; nothing was opened, and the last row says it was refused."""
    before = len(ledger_rows())
    with pytest.raises(privacy.Refused) as refused:
        privacy.use(sealed, purpose=purpose)  # type: ignore[call-overload] # any of the toy's values
    (row,) = ledger_rows()[before:]
    assert (row.event, row.outcome) == (Event.REFUSAL, refused.value.reason.value)
    return refused.value.reason


def test_in_force_is_the_newest_whose_day_has_come(folder: Path) -> None:
    assert privacy.policy_in_force() == 2
    publish(folder, 3)
    publish(folder, 4, effective="2999-01-01")
    _force.look_again()
    assert privacy.policy_in_force() == 3
    (folder / "3.json").unlink()
    (folder / "note.json").write_text("{}")
    _force.look_again()
    assert privacy.policy_in_force() == 2


def test_where_no_day_has_come_the_oldest_is_in_force(folder: Path) -> None:
    for version in (1, 2):
        publish(folder, version, effective=f"{2999 + version}-01-01")
    _force.look_again()
    assert privacy.policy_in_force() == 1


def test_a_declaration_speaks_for_itself_while_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", tmp_path / "none")
    assert privacy.policy_in_force() == toy.POLICY.version


@both
def test_a_declaration_that_is_not_published_allows_nothing_new(
    folder: Path, ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    """Version 2 reads letters to answer them. Until it is published, nobody does."""
    written = loan(ada, letter="Dear library")
    (folder / "2.json").unlink()
    _force.look_again()
    assert privacy.policy_in_force() == 1
    assert _refused(written.letter, ANSWER, ledger_rows) == RefusalReason.NOT_FOR_PURPOSE
    assert [problem.id for problem in start_problems(with_stores=False)] == ["privacy.E015"]
    privacy.collect(ada, notice="join", name=PersonName("Ada"))
    assert read_header(ada.name._blob).version == 1


@both
def test_a_narrowed_purpose_binds_for_what_was_collected_before(
    folder: Path, ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    assert privacy.use(ada.email, purpose=LENDING)
    publish(folder, 3, purposes={LENDING: {"uses": ["2a-name"]}})
    _force.look_again()
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"
    assert ledger_rows(Event.USE)[-1].policy_version == 3
    assert _refused(ada.email, LENDING, ledger_rows) == RefusalReason.NOT_FOR_PURPOSE


@both
def test_a_purpose_that_was_dropped_opens_nothing(
    folder: Path, ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    publish(folder, 3, without=(LENDING,))
    _force.look_again()
    assert _refused(ada.name, LENDING, ledger_rows) == RefusalReason.NOT_IN_FORCE


@both
def test_actors_roles_and_reasons_are_narrowed_too(
    folder: Path, ada: Member, librarian: Actor, ledger_rows: LedgerRows
) -> None:
    publish(
        folder,
        3,
        purposes={
            LENDING: {"actors": ["staff"], "roles": ["director"]},
            ANSWER: {"needs_reason": True},
        },
    )
    _force.look_again()
    with privacy.acting_as(Actor.system("task")):
        assert _refused(ada.name, LENDING, ledger_rows) == RefusalReason.ACTOR_NOT_ALLOWED
    with privacy.acting_as(librarian):
        assert _refused(ada.name, LENDING, ledger_rows) == RefusalReason.ROLE_NOT_ALLOWED
        assert _refused(ada.name, ANSWER, ledger_rows) == RefusalReason.REASON_MISSING
        assert privacy.use(ada.name, purpose=ANSWER, reason="she asked").family == "Ada麒麟"


@both
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"purposes": {NOTICE: {"recipients": []}}}, RefusalReason.RECIPIENT_NOT_DECLARED),
        ({"receives": {"post": ["2a-name"]}}, RefusalReason.RECIPIENT_MAY_NOT_RECEIVE),
    ],
)
def test_recipients_are_narrowed_too(
    change: dict[str, object],
    reason: RefusalReason,
    folder: Path,
    ada: Member,
    program: None,
    ledger_rows: LedgerRows,
) -> None:
    publish(folder, 3, **change)  # type: ignore[arg-type] # one of publish's own
    _force.look_again()
    assert ada.email is not None
    with pytest.raises(privacy.Refused) as refused:
        privacy.disclose(Reminder(to=ada.email, names=(), title="Emma"), through="post", purpose=NOTICE)
    assert refused.value.reason == reason
    assert POST_DOOR.sent == []
    assert ledger_rows(Event.DISCLOSURE) == ()
    assert ledger_rows()[-1].event == Event.REFUSAL


@both
def test_a_purpose_that_came_to_rest_on_consent_asks_for_one(
    folder: Path, ada: Member, program: None, ledger_rows: LedgerRows
) -> None:
    publish(folder, 3, purposes={LENDING: {"legal_basis": "consent"}})
    _force.look_again()
    assert _refused(ada.name, LENDING, ledger_rows) == RefusalReason.NO_CONSENT
    privacy.give_consent(
        ada.subject, purpose=LENDING, text=privacy.ConsentText("はい", "Yes"), language="en", channel="test"
    )
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"


@both
def test_a_fresh_consent_lets_a_wider_purpose_reach_what_was_collected_before(
    ada: Member, bob: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(_collect, "stated_version", lambda: 1)
        old, others = loan(ada, letter="Dear library"), loan(bob, letter="Dear all")
    assert _refused(old.letter, ANSWER, ledger_rows) == RefusalReason.NOT_WHEN_COLLECTED
    words = privacy.ConsentText("お手紙を読んでお答えします。", "We read your letter to answer it.")
    given = privacy.give_consent(ada.subject, purpose=ANSWER, text=words, language="ja", channel="test")
    assert given.policy_version == 2
    assert privacy.use(old.letter, purpose=ANSWER) == Letter("Dear library")
    assert _refused(others.letter, ANSWER, ledger_rows) == RefusalReason.NOT_WHEN_COLLECTED
    assert privacy.withdraw_consent(ada.subject, purpose=ANSWER, channel="test")
    assert _refused(old.letter, ANSWER, ledger_rows) == RefusalReason.NOT_WHEN_COLLECTED


@both
def test_a_consent_reaches_no_more_than_its_version_said(
    folder: Path, ada: Member, program: None, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 2's consent said nothing of names; version 3 adds them, and asks again."""
    publish(folder, 2, purposes={LENDING: {"legal_basis": "consent", "uses": ["2d-email"]}})
    _force.look_again()
    words = privacy.ConsentText("はい", "Yes")
    privacy.give_consent(ada.subject, purpose=LENDING, text=words, language="ja", channel="test")
    publish(folder, 3, purposes={LENDING: {"legal_basis": "consent"}})
    monkeypatch.setattr("small_trades.privacy.tests.toy.policy.POLICY", replace(toy.POLICY, version=3))
    _policy._policy.cache_clear()
    _force.look_again()
    assert privacy.policy_in_force() == 3
    assert _refused(ada.name, LENDING, ledger_rows) == RefusalReason.NO_CONSENT
    assert (
        privacy.give_consent(
            ada.subject, purpose=LENDING, text=words, language="ja", channel="test"
        ).policy_version
        == 3
    )
    assert privacy.use(ada.name, purpose=LENDING).family == "Ada麒麟"


@both
def test_a_process_of_an_older_declaration_seals_under_the_version_its_forms_show(
    folder: Path, program: None
) -> None:
    publish(folder, 3)
    _force.look_again()
    assert privacy.policy_in_force() == 3
    assert read_header(member("Carol").name._blob).version == 2


def test_a_version_that_arrives_while_the_program_runs_is_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    assert privacy.policy_in_force() == 2
    publish(folder, 3)
    now[0] += _force.LOOK_EVERY / 2
    assert privacy.policy_in_force() == 2
    now[0] += _force.LOOK_EVERY
    assert privacy.policy_in_force() == 3


def test_a_folder_at_rest_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(folder, (1_700_000_000, 1_700_000_000))
    now, read = [1000.0], []
    published = _policy.published

    def counted(path: Path, version: int) -> object:
        read.append(version)
        return published(path, version)

    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr(_force, "published", counted)
    for _ in range(4):
        assert privacy.policy_in_force() == 2
        now[0] += 10 * _force.LOOK_EVERY
    assert read == [2]


def test_a_version_half_written_changes_nothing_until_it_is_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    assert privacy.policy_in_force() == 2
    (folder / "3.json").write_text('{"version": 3, ')
    now[0] += 1
    assert privacy.policy_in_force() == 2
    publish(folder, 3)
    now[0] += 1
    assert privacy.policy_in_force() == 3
    (folder / "3.json").write_text("{")
    _force.look_again()
    with pytest.raises(privacy.Undeclared, match="cannot be read"):
        privacy.policy_in_force()


@both
def test_versions_read_before_are_read_again_once_the_folder_changed(
    tmp_path: Path, ada: Member, program: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft may be published again under its number before it is in force anywhere."""
    folder = tmp_path / "published"
    folder.mkdir()
    shutil.copy(HERE / "toy" / "published" / "1.json", folder)
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setitem(settings.PRIVACY, "PUBLISHED", folder)
    publish(folder, 2, purposes={REVEAL: {"uses": []}})
    assert _force.used_for(REVEAL.id, 2) == frozenset()
    publish(folder, 2)
    now[0] += 1
    assert _force.used_for(REVEAL.id, 2) == {"2a-name", "2d-email", "2i-letter"}
