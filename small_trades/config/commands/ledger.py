"""`small-trades ledger …`: every use, the proof that nobody rewrote it, and the index that finds a person's.

Django's settings are read by `setup.start_django`, so what needs them is imported after it.
"""

import argparse
import datetime as dt
import email
import email.policy
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from small_trades.config.commands import setup

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_trades import privacy

TOLD_EVERY = 10_000
Asked = argparse.Namespace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The questions one may ask."""
    questions = parser.add_subparsers(dest="question", required=True)
    show = questions.add_parser("show", help="rows in order; the newest, unless --since says from where")
    show.add_argument("--subject", type=UUID, metavar="ID", help="of one person; this look is recorded")
    show.add_argument("--actor", metavar="ID|KIND", help="a member of staff, or visitor, customer, …")
    show.add_argument("--since", type=_when, metavar="TIME|ROW", help="in Japan's time, or a row's number")
    show.add_argument("--until", type=_when, metavar="TIME|ROW", help="not included")
    show.add_argument("--limit", type=_positive, default=50, metavar="ROWS")
    verify = questions.add_parser("verify", help="recompute the tree and compare it with every signature")
    verify.add_argument(
        "--since", type=Path, metavar="FILE", help="a checkpoint: a mail, a ledger page, a proof"
    )
    verify.add_argument("--inclusion", type=Path, metavar="FILE", help="check a proof instead; reads no log")
    verify.add_argument("--key", metavar="KEY", help="for --inclusion: another ledger's public key")
    proof = questions.add_parser("proof", help="the proof that a row is under the newest checkpoint")
    proof.add_argument("row", type=int)
    index = questions.add_parser("index", help="the index that finds a person's rows")
    index.add_argument("what", choices=("check", "rebuild"))
    index.add_argument("--subject", type=UUID, metavar="ID", help="check one person's alone")
    index.add_argument("--since", type=int, default=0, metavar="ROW", help="go on where a run ended")
    index.add_argument("--until", type=int, metavar="ROW")
    checkpoint = questions.add_parser("checkpoint", help="the newest signed checkpoint")
    checkpoint.add_argument("--key", action="store_true", help="the public key it is checked with")
    for answered in (show, verify, proof, index):
        answered.add_argument("--json", action="store_true")


def run(arguments: Asked) -> int:
    """Answer; 1 when the ledger, its index or a proof is not as it was written, 2 for a wrong question."""
    setup.start_django()
    from small_trades.privacy import PrivacyError  # noqa: PLC0415

    answers: dict[str, Callable[[Asked], int]] = {
        "show": _show,
        "verify": _verify,
        "proof": _proof,
        "index": _index,
        "checkpoint": _checkpoint,
    }
    try:
        return answers[arguments.question](arguments)
    except PrivacyError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _show(arguments: Asked) -> int:
    from small_trades import privacy  # noqa: PLC0415

    try:
        rows = _rows(arguments)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for row in rows:
        sys.stdout.write(f"{json.dumps(_data(row))}\n" if arguments.json else _line(row))
    privacy.ledger.close()
    return 0


def _rows(asked: Asked) -> list["privacy.ledger.Row"]:
    from small_trades import privacy  # noqa: PLC0415

    first = asked.since if isinstance(asked.since, int) else 0
    end = asked.until if isinstance(asked.until, int) else None
    wanted = privacy.ledger.Wanted(
        **_of_actor(asked.actor),
        since=asked.since if isinstance(asked.since, dt.datetime) else None,
        until=asked.until if isinstance(asked.until, dt.datetime) else None,
    )
    is_newest = asked.since is None
    if asked.subject is None:
        found = privacy.ledger.rows(
            since=first, until=end, limit=asked.limit, wanted=wanted, is_newest_first=is_newest
        )
    else:
        tags = privacy.ledger_tags(asked.subject)
        if not tags:
            raise ValueError(f"{asked.subject}: there is no such person, or they were erased.")
        found = privacy.ledger.rows_for(
            *tags, since=first, before=end, limit=asked.limit, wanted=wanted, is_oldest_first=not is_newest
        )
        with privacy.acting_as(privacy.Actor.system("ledger.show")):
            privacy.search_event("ledger: rows of one person", [asked.subject])
    return sorted(found, key=lambda row: row.seq)


def _of_actor(actor: str | None) -> dict[str, Any]:
    from small_trades import privacy  # noqa: PLC0415

    if actor is None:
        return {}
    if actor in {"nobody", *privacy.ActorKind}:
        return {"what": dict.fromkeys(privacy.ledger.Event, (actor,))}
    try:
        return {"actor_id": UUID(actor)}
    except ValueError:
        raise ValueError(f"{actor!r} is neither an actor's id nor a kind of actor.") from None


def _line(row: "privacy.ledger.Row") -> str:
    actor = f"{row.actor_kind}{'/' + row.role if row.role else ''}"
    at = row.at.astimezone(_japan())
    rest = " ".join(part for part in (row.purpose, ", ".join(row.groups), row.recipient, row.outcome) if part)
    return f"{row.seq:>8} {at:%Y-%m-%d %H:%M:%S} {row.event:<11} {actor} {rest}\n"


def _data(row: "privacy.ledger.Row") -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("seq", "actor_kind", "role", "purpose", "policy_version")}
    more = {name: getattr(row, name) for name in ("recipient", "outcome", "request_id")}
    return {
        **plain,
        **more,
        "at": row.at.isoformat(),
        "event": row.event.value,
        "actor_id": None if row.actor_id is None else str(row.actor_id),
        "groups": list(row.groups),
        "persons": len(row.references),
        "leaf_hash": row.leaf_hash.hex(),
    }


def _verify(arguments: Asked) -> int:
    from small_trades.shop.site.ledger_check import check_ledger  # noqa: PLC0415

    path = arguments.inclusion or arguments.since
    try:
        text = _text(path) if path else None
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"{path} cannot be read as a {'proof' if arguments.inclusion else 'checkpoint'}.\n")
        return 2
    if arguments.inclusion:
        return _verify_inclusion(arguments, text or "")
    report = check_ledger(since=text)
    found = {"ok": report.ok, "rows": report.rows, "first_bad": report.first_bad, "problem": report.problem}
    said = f"{report.rows} rows verified." if report.ok else report.problem
    return _say(arguments, found, said, is_ok=report.ok)


def _verify_inclusion(arguments: Asked, text: str) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415

    try:
        proof = ledger.InclusionProof.parse(text)
        signed = ledger.verify_inclusion(proof, key=arguments.key or ledger.verifier_key())
    except ledger.NoteInvalid as error:
        missed = {"ok": False, "row": None, "rows": None, "problem": str(error)}
        return _say(arguments, missed, str(error), is_ok=False)
    problem = "" if arguments.key else _changed_since(proof)
    found: dict[str, Any] = {"ok": not problem, "row": proof.seq, "rows": signed.size, "problem": problem}
    said = problem or f"Row {proof.seq} is in the ledger of {signed.size} rows that was signed."
    return _say(arguments, found, said, is_ok=not problem)


def _changed_since(proof: "privacy.ledger.InclusionProof") -> str:
    from small_trades.privacy import ledger  # noqa: PLC0415

    row = next(iter(ledger.rows(since=proof.seq, until=proof.seq + 1, limit=1)), None)
    if row is not None and row.leaf_hash == proof.leaf:
        return ""
    return f"row {proof.seq} was signed, and is not in this ledger any more: it was changed or removed"


def _proof(arguments: Asked) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415

    try:
        proof = ledger.proof(arguments.row)
    except ledger.NoSuchRow as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = {
        "row": proof.seq,
        "leaf": proof.leaf.hex(),
        "path": [step.hex() for step in proof.path],
        "checkpoint": proof.checkpoint,
        "verifier_key": ledger.verifier_key(),
        "proof": proof.text,
    }
    sys.stdout.write(f"{json.dumps(found)}\n" if arguments.json else proof.text)
    return 0


def _index(arguments: Asked) -> int:
    from small_trades import privacy  # noqa: PLC0415

    setup.refuse_beside_broker(f"ledger {arguments.what}")
    is_rebuilding = arguments.what == "rebuild"
    limits = {"since": arguments.since, "until": arguments.until, "progress": _tell}
    if arguments.subject is None:
        report = privacy.check_index(mend=is_rebuilding, **limits)
    elif is_rebuilding:
        sys.stderr.write("The index is rebuilt for everybody at once: leave --subject out.\n")
        return 2
    elif not privacy.ledger_tags(arguments.subject):
        sys.stderr.write(f"{arguments.subject}: there is no such person, or they were erased.\n")
        return 2
    else:
        report = privacy.check_own_index(arguments.subject, **limits)
    found = {name: getattr(report, name) for name in report.__slots__}
    said = (
        f"{report.rows} rows that refer to persons: {report.missing} entries missing, {report.foreign} of "
        f"somebody else, {report.uneven} rows with a wrong number; {report.mended} rows mended."
    )
    return _say(arguments, {"ok": report.ok, **found}, said, is_ok=report.ok)


def _tell(row: int) -> None:
    if row % TOLD_EVERY == 0 and row:
        sys.stderr.write(f"row {row}; to go on from here: --since {row}\n")


def _checkpoint(arguments: Asked) -> int:
    from small_trades.privacy import ledger  # noqa: PLC0415

    sys.stdout.write(f"{ledger.verifier_key()}\n" if arguments.key else ledger.checkpoint())
    return 0


def _say(arguments: Asked, found: dict[str, Any], said: str, *, is_ok: bool) -> int:
    sys.stdout.write(f"{json.dumps(found)}\n" if arguments.json else f"{said}\n")
    return 0 if is_ok else 1


def _text(path: Path) -> str:
    """What stands in the file; of a mail that was saved as it came, its words."""
    if path.suffix != ".eml":
        return path.read_text(encoding="utf-8")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _when(text: str) -> dt.datetime | int:
    if text.isascii() and text.isdecimal():
        return int(text)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a time, as 2026-11-25T09:30, nor a row's number."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=_japan())


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of rows.")
    return int(text)


def _japan() -> dt.tzinfo:
    return dt.timezone(dt.timedelta(hours=9), "JST")
