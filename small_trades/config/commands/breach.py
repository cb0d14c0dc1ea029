"""`small-trades breach report`: whom it concerns, the nine items, drafts; the code of the desk's wizard."""

import argparse
import csv
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from small_trades.config.commands import setup

if TYPE_CHECKING:
    from small_trades.privacy import BreachScope


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose access or which sign-in, when, and where the files go."""
    todo = parser.add_subparsers(dest="todo", required=True)
    report = todo.add_parser("report", help="scope, nine items and drafts, as files in a folder")
    report.add_argument("--actor", metavar="STAFF", help="a member of staff: e-mail address or number")
    report.add_argument("--session", metavar="MARK", default="", help="one sign-in, by the mark of its rows")
    report.add_argument("--since", required=True, metavar="TIME", help="ISO 8601; the shop's time zone")
    report.add_argument("--until", required=True, metavar="TIME")
    report.add_argument(
        "--out", type=Path, metavar="DIR", required=True, help="a folder that is not there yet"
    )
    report.add_argument("--json", action="store_true", help="print the scope for a program")


def run(arguments: argparse.Namespace) -> int:
    """0 when the files are written; 2 for a time, a person or a folder that cannot be."""
    setup.start_django()
    from small_trades import privacy  # noqa: PLC0415 - needs settings

    try:
        since, until = _moment(arguments.since), _moment(arguments.until)
        actor_id = _staff(arguments.actor) if arguments.actor else None
        with privacy.acting_as(privacy.Actor.system("breach.report")):
            scope = privacy.breach_scope(
                since=since, until=until, actor_id=actor_id, session=_session(arguments.session)
            )
        arguments.out.mkdir(mode=0o700, parents=True)
    except ValueError as error:
        sys.stderr.write(f"breach.E001: {error}.\n")
        return 2
    except FileExistsError:
        sys.stderr.write(f"breach.E002: {arguments.out} is there already; reports are never overwritten.\n")
        return 2
    _write(arguments.out, scope)
    summary = _summary(scope)
    text = json.dumps(summary, ensure_ascii=False, indent=2) if arguments.json else _sentence(summary)
    sys.stdout.write(f"{text}\n")
    return 0


def _moment(given: str) -> datetime:
    from django.utils import timezone  # noqa: PLC0415 - needs settings

    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise ValueError(f"{given!r} is no time; write it as 2026-11-25T09:00") from None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _session(given: str) -> str:
    if given and not given.isalnum():
        raise ValueError("a session is marked by letters and digits")
    return given


def _staff(given: str) -> UUID:
    from small_trades.shop.desk.lookups import STAFF_EMAIL  # noqa: PLC0415 - needs settings

    if "@" in given:
        hit = STAFF_EMAIL.find(given)
        if hit is None:
            raise ValueError("nobody of the staff has this address")
        return hit.record
    try:
        return UUID(given)
    except ValueError:
        raise ValueError("a member of staff is named by e-mail address or number") from None


def _summary(scope: "BreachScope") -> dict[str, Any]:
    from small_trades.shop.incidents.queries.concerned import of_scope  # noqa: PLC0415 - needs settings

    found = of_scope(scope)
    return {
        "since": scope.since.isoformat(),
        "until": scope.until.isoformat(),
        "rows": found.rows,
        "persons": found.persons,
        "erased": found.erased,
        "attempts": found.attempts,
        "items": found.items,
    }


def _sentence(summary: dict[str, Any]) -> str:
    items = ", ".join(f"{name} of {count}" for name, count in summary["items"].items()) or "nothing"
    return f"{summary['persons']} persons in {summary['rows']} rows: {items}."


def _write(folder: Path, scope: "BreachScope") -> None:
    """scope.json, persons.csv (numbers, never names), report.ja.txt and the notices' drafts."""
    from small_trades.shop.incidents.queries.concerned import customers_of  # noqa: PLC0415 - needs settings
    from small_trades.shop.incidents.queries.files import draft_notice, draft_report  # noqa: PLC0415

    (folder / "scope.json").write_text(
        json.dumps(_summary(scope), ensure_ascii=False, indent=2) + "\n", "utf-8"
    )
    with (folder / "persons.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["person", "event", "items", "purpose", "recipient", "outcome", "times", "first", "last"]
        )
        for person in customers_of(scope):
            for seen in person.exposures:
                first, last = seen.first.isoformat(), seen.last.isoformat()
                whom, items = person.subject or "erased", " ".join(seen.groups)
                what = (seen.event.value, items, seen.purpose, seen.recipient, seen.outcome)
                rows.writerow([whom, *what, seen.times, first, last])
    (folder / "report.ja.txt").write_text(draft_report(scope), "utf-8")
    for language in ("ja", "en"):
        (folder / f"notice.{language}.txt").write_text(draft_notice(scope, language), "utf-8")
