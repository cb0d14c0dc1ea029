"""`small-trades subject find|held|told|export|erase`: a person's rights from the operator's side.

The same code as behind the pages, acting as the system: every call is in the person's ledger, with the
reason that was given. Exits: 0 done, 1 nobody or nothing there, 2 not understood.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from small_trades.config.commands import setup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from small_trades.privacy.rights import Entry, Receipt

NOBODY, NOT_UNDERSTOOD = 1, 2
PRIVATE = 0o600
_TASK = "subject"
_OPENS_NOTHING = frozenset({"held", "told"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with whom, and why."""
    todo = parser.add_subparsers(dest="todo", required=True)
    find = todo.add_parser("find", help="the numbers of everybody known by an e-mail address")
    find.add_argument("email", metavar="EMAIL")
    held = todo.add_parser("held", help="what is held, and what would become of it; opens nothing")
    told = todo.add_parser("told", help="which recipients were told of changes, and what they answered")
    export = todo.add_parser("export", help="write everything as JSON, a readable page and a PDF")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    export.add_argument("--language", choices=("ja", "en"), default="ja")
    erase = todo.add_parser("erase", help="erase in 72 hours, or at once")
    erase.add_argument("--now", action="store_true")
    for command in (held, told, export, erase):
        command.add_argument("subject", metavar="ID")
    for command in (find, export, erase):
        command.add_argument("--reason", default="", help="why; the person can read it")
    for command in (find, held, told, export, erase):
        command.add_argument("--json", action="store_true")


def run(arguments: argparse.Namespace) -> int:
    """Do it, and say what was done."""
    reason = _reason(arguments)
    subject = None if arguments.todo == "find" else _number(arguments.subject)
    if arguments.todo != "find" and subject is None:
        return _fail(f"{arguments.subject} is not the number of a person; `subject find` gives it.")
    if arguments.todo not in _OPENS_NOTHING and not reason:
        return _fail("Say why with --reason: the person can read it.")
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    verbs: dict[str, Callable[[argparse.Namespace, Any, str], int]] = {
        "find": _find,
        "held": _held,
        "told": _notices,
        "export": _export,
        "erase": _erase,
    }
    with privacy.acting_as(privacy.Actor.system(f"{_TASK} {arguments.todo}")):
        return verbs[arguments.todo](arguments, subject, reason)


def _find(arguments: argparse.Namespace, _subject: None, reason: str) -> int:
    from small_trades.shop.rights.queries import subjects_of  # noqa: PLC0415 - needs settings

    local, _, domain = arguments.email.rpartition("@")
    if not (local and domain):
        return _fail(f"{arguments.email} is not an e-mail address.")
    found = [str(subject) for subject in subjects_of(arguments.email, reason=reason)]
    _say(arguments, {"subjects": found}, found or ["Nobody is known by this address."])
    return 0 if found else NOBODY


def _held(arguments: argparse.Namespace, subject: UUID, _reason: str) -> int:
    from small_trades.shop.rights.queries import held_about  # noqa: PLC0415 - needs settings

    entries = held_about(subject)
    lines = [f"{entry.held.label_en}: {_fate(entry)}" for entry in entries]
    facts = [
        {
            "what": entry.held.label_en,
            "values": len(entry.held.sealed),
            "outcome": entry.outcome.fate.value,
            "until": entry.outcome.until.isoformat() if entry.outcome.until else None,
            "because": entry.outcome.because_en,
        }
        for entry in entries
    ]
    _say(arguments, {"held": facts}, lines or ["Nothing is held about this person."])
    return 0 if entries else NOBODY


def _notices(arguments: argparse.Namespace, subject: UUID, _reason: str) -> int:
    from small_trades.shop.provisions.queries.told import notices_of  # noqa: PLC0415 - needs settings

    notices = notices_of(subject)
    facts = [
        {
            "recipient": one.recipient,
            "what": one.what.value,
            "about": one.about,
            "state": one.state.value,
            "why": one.why,
            "made_at": one.made_at.isoformat(),
            "sent_at": one.sent_at.isoformat() if one.sent_at else None,
            "answered_at": one.answered_at.isoformat() if one.answered_at else None,
        }
        for one in notices
    ]
    lines = [
        f"{one.made_at:%Y-%m-%d} {one.recipient} {one.what.value} {one.about}: {one.state.value}"
        + (f" ({one.why})" if one.why else "")
        for one in notices
    ]
    _say(arguments, {"told": facts}, lines or ["No recipient had to be told anything."])
    return 0 if notices else NOBODY


def _export(arguments: argparse.Namespace, subject: UUID, reason: str) -> int:
    from small_trades.shop.rights import copies, queries  # noqa: PLC0415 - needs settings

    export = queries.copy_of(subject, reason=reason)
    if export.is_empty:
        return _fail("Nothing is held about this person; nothing was written.", NOBODY)
    arguments.out.mkdir(mode=0o700, parents=True, exist_ok=True)
    language: str = arguments.language
    made: dict[str, Callable[[], Iterable[bytes]]] = {
        "information.json": lambda: (piece.encode() for piece in export.pieces()),
        "information.html": lambda: (piece.encode() for piece in copies.as_html(export, language=language)),
        "information.pdf": lambda: (copies.as_pdf(export, language=language),),
    }
    written = []
    for name, make in made.items():
        path = arguments.out / name
        _write(path, make())
        written.append(str(path))
    _say(arguments, {"written": written}, written)
    return 0


def _erase(arguments: argparse.Namespace, subject: UUID, reason: str) -> int:
    from small_trades import privacy  # noqa: PLC0415 - needs settings
    from small_trades.shop.rights.actions.leave import leave  # noqa: PLC0415

    try:
        receipt = leave(subject, now=arguments.now, reason=reason)
    except privacy.Erased:
        return _fail("Nobody has this number, or not any more; nothing was changed.", NOBODY)
    standing = {key: one.value for key, one in sorted(privacy.rights.standing_of(receipt).items())}
    facts = {"receipt": receipt.code, "state": receipt.state.value, "due_at": receipt.due_at.isoformat()}
    lines = [_told(receipt), *(f"{key}: {how}" for key, how in standing.items())]
    _say(arguments, {**facts, "recipients": standing}, [*lines, f"Receipt: {receipt.code}"])
    return 0


def _told(receipt: "Receipt") -> str:
    if receipt.destroyed_at is None:
        return f"The information will be erased at {receipt.due_at:%Y-%m-%d %H:%M} UTC, unless called back."
    held = f" {receipt.keys_held} kept by law until {receipt.held_until}." if receipt.keys_held else ""
    rest = " The rest waits for what is under way." if receipt.state.value == "waiting" else ""
    return f"Unreadable since {receipt.destroyed_at:%Y-%m-%d %H:%M:%S} UTC.{held}{rest}"


def _fate(entry: "Entry") -> str:
    outcome = entry.outcome
    words = {
        "gone-now": "goes at once",
        "kept-until": f"kept until {outcome.until} ({outcome.because_en})",
        "waiting-for": f"waits for {outcome.because_en}",
    }
    return words[outcome.fate.value]


def _number(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _reason(arguments: argparse.Namespace) -> str:
    given = str(getattr(arguments, "reason", "")).strip()
    if given or arguments.todo in _OPENS_NOTHING or not sys.stdin.isatty():
        return given
    return input("Why? The person can read it: ").strip()


def _write(path: Path, pieces: "Iterable[bytes]") -> None:
    # The copy opens without a key: it belongs to whoever ran the command, and to nobody else.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as file:
        file.writelines(pieces)


def _say(arguments: argparse.Namespace, facts: dict[str, Any], lines: list[str]) -> None:
    text = json.dumps(facts) if arguments.json else "\n".join(lines)
    sys.stdout.write(f"{text}\n")


def _fail(sentence: str, code: int = NOT_UNDERSTOOD) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code
