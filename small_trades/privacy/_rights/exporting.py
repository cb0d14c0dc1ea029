# ruff: noqa: SLF001 -- the engine's own handle, whose insides nobody else may see
"""Everything about a person in one document: what is held, to whom it went, every use, every request.

The document is JSON-able and described by `export.schema.json` (JSON Schema, draft 2020-12). Opening it is a
use like any other: it takes a purpose, is in the ledger, and shows what that purpose may show.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from small_trades.privacy._consents.giving import consents_of
from small_trades.privacy._crypto import read_header
from small_trades.privacy._decide import Allowed
from small_trades.privacy._ledger import Event
from small_trades.privacy._person import uses_of
from small_trades.privacy._policy import policy
from small_trades.privacy._rights.holding import iter_entries
from small_trades.privacy._rights.requests import requests_of
from small_trades.privacy._use import decide, use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from small_trades.privacy._consents.shapes import ConsentRecord
    from small_trades.privacy._kept_file import KeptFile
    from small_trades.privacy._person import UseRow
    from small_trades.privacy._rights.holding import Entry
    from small_trades.privacy._rights.requests import Request
    from small_trades.privacy._sealed import Sealed
    from small_trades.privacy.vocabulary import Purpose

FORMAT: Final = "urn:small-trades:export:1"
ROWS_AT_ONCE: Final = 500
VALUES_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """An entry with its values opened, in the order of `held.sealed`; None for one that is not shown.

    `files` opens its files one after the other, each with its handle, as a use of its own, whenever called.
    """

    entry: Entry
    values: tuple[Any, ...]
    files: Callable[[], Iterator[tuple[Sealed[Any], Any]]]


class Export:
    """Everything about a person, read a page at a time: never all of it is in memory.

    What was opened first is kept; going through it again opens the rest anew, and is in the ledger anew.
    """

    def __init__(self, subject: UUID, purpose: Purpose, reason: str) -> None:
        self.subject = subject
        self.made_at = timezone.now()
        self._purpose = purpose
        self._reason = reason
        self._first = self._opened(next(_pages(iter_entries(subject)), ()))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held and nothing was ever done."""
        return not (self._first or uses_of(self.subject, limit=1))

    def shown(self) -> Iterator[Shown]:
        """What is held, opened page by page."""
        pages = _pages(iter_entries(self.subject))
        next(pages, ())
        yield from self._first
        for page in pages:
            yield from self._opened(page)

    def uses(self) -> Iterator[UseRow]:
        """Everything that was done, the newest first."""
        before: int | None = None
        while rows := uses_of(self.subject, limit=ROWS_AT_ONCE, before=before):
            yield from rows
            if len(rows) < ROWS_AT_ONCE:
                return
            before = rows[-1].seq

    def consents(self) -> tuple[ConsentRecord, ...]:
        """What was agreed to."""
        return consents_of(self.subject)

    def requests(self) -> tuple[Request, ...]:
        """What was asked for."""
        return requests_of(self.subject)

    def pieces(self) -> Iterator[str]:
        """The document as text, readable, in UTF-8 without escapes, as it comes."""
        head = {
            "format": FORMAT,
            "made_at": _moment(self.made_at),
            "policy_version": policy().version,
            "person": str(self.subject),
        }
        yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
        # What is held goes first: its opening is then the newest of the uses.
        yield from _list("held", (_entry(thing) for thing in self.shown()))
        yield from _list("provisions", _provisions(self.uses()))
        yield from _list("uses", (_use(row) for row in self.uses()))
        yield from _list("consents", (_consent(one) for one in self.consents()))
        yield from _list("requests", (_request(one) for one in self.requests()))
        yield "\n}\n"

    def json(self) -> str:
        """The whole text."""
        return "".join(self.pieces())

    def _opened(self, page: Sequence[Entry]) -> tuple[Shown, ...]:
        return _open(page, self._purpose, self._reason)


def export(subject: UUID, *, purpose: Purpose, reason: str = "") -> Export:
    """Open what a purpose may show of a person, and gather what was done with it, as it is asked for.

    The opening itself is the newest of the uses. Raises like `use`, here for the first page and while a later
    one is read; a person of whom nothing is held gives a document that says so.
    """
    return Export(subject, purpose, reason)


@lru_cache(maxsize=1)
def export_schema() -> dict[str, Any]:
    """The JSON Schema of the document, as it is shipped."""
    text = Path(__file__).with_name("export.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _pages(found: Iterator[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Entries with about so many values together; one entry is never parted."""
    page: list[Entry] = []
    values = 0
    for entry in found:
        page.append(entry)
        values += len(entry.held.sealed)
        if values >= VALUES_AT_ONCE:
            yield tuple(page)
            page, values = [], 0
    if page:
        yield tuple(page)


def _list(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A list of the document, an item at a time, as `json.dumps` with an indent of two would write it."""
    yield f',\n  "{name}": ['
    separator = "\n"
    for item in items:
        yield separator + indent(json.dumps(item, ensure_ascii=False, indent=2), "    ")
        separator = ",\n"
    yield "]" if separator == "\n" else "\n  ]"


def _open(found: Sequence[Entry], purpose: Purpose, reason: str) -> tuple[Shown, ...]:
    sealed = [value for entry in found for value in entry.held.sealed]
    may = [isinstance(decide(value, purpose=purpose, reason=reason), Allowed) for value in sealed]
    wanted = [value for value, is_shown in zip(sealed, may, strict=True) if is_shown]
    opened = iter(use(wanted, purpose=purpose, reason=reason))
    values = iter([next(opened) if is_shown else None for is_shown in may])
    return tuple(
        Shown(
            entry,
            tuple(next(values) for _ in entry.held.sealed),
            partial(_open_files, entry.held.files, purpose, reason),
        )
        for entry in found
    )


def _open_files(
    files: Sequence[KeptFile], purpose: Purpose, reason: str
) -> Iterator[tuple[Sealed[Any], Any]]:
    for sealed in (file.read() for file in files):
        if sealed is not None:
            may = isinstance(decide(sealed, purpose=purpose, reason=reason), Allowed)
            yield sealed, use(sealed, purpose=purpose, reason=reason) if may else None


def _entry(thing: Shown) -> dict[str, Any]:
    held, outcome = thing.entry.held, thing.entry.outcome
    values = (*zip(held.sealed, thing.values, strict=True), *thing.files())
    return {
        "what": _both(held.label_ja, held.label_en),
        "source": _both(held.source_ja, held.source_en) if held.source_ja else None,
        "kept_until": _day(held.kept_until),
        "on_erasure": {
            "outcome": outcome.fate.value,
            "until": _day(outcome.until),
            "because": _both(outcome.because_ja, outcome.because_en) if outcome.because_ja else None,
        },
        "values": [_value(sealed, opened) for sealed, opened in values],
        "facts": [{"what": _both(ja, en), "value": value} for ja, en, value in held.facts],
    }


def _value(sealed: Sealed[Any], opened: Any) -> dict[str, Any]:
    category = sealed._field.category
    return {
        "group": sealed._field.group.__name__,
        "category": {"id": category.id, **_both(category.name_ja, category.name_en)},
        "collected_under": read_header(sealed._blob).version,
        "kept_for": sealed._field.kept_for.id,
        "value": None if opened is None else _items(opened),
    }


def _items(opened: Any) -> dict[str, str]:
    items = asdict(opened).items()
    return {name: b64encode(item).decode() if isinstance(item, bytes) else item for name, item in items}


def _provisions(rows: Iterable[UseRow]) -> Iterator[dict[str, Any]]:
    """Those among the rows, the newest first, each with how it ended."""
    ended: dict[tuple[object, ...], list[str]] = {}
    for row in rows:
        if row.event == Event.OUTCOME:
            ended.setdefault(_way(row), []).append(row.outcome)
        elif row.event == Event.DISCLOSURE:
            outcomes = ended.get(_way(row))
            yield _provision(row, outcomes.pop() if outcomes else None)


def _provision(row: UseRow, ended: str | None) -> dict[str, Any]:
    recipient = next((one for one in policy().recipients if one.id == row.recipient), None)
    return {
        "number": row.seq,
        "at": _moment(row.at),
        "recipient": {
            "id": row.recipient,
            "name": _both(recipient.name_ja, recipient.name_en) if recipient else None,
            "role": recipient.role.value if recipient else None,
            "country": recipient.country if recipient else None,
        },
        "purpose": _purpose(row.purpose_id),
        "items": list(row.groups),
        "message": row.outcome,
        "outcome": ended,
        "policy_version": row.policy_version,
    }


def _way(row: UseRow) -> tuple[object, ...]:
    return (row.recipient, row.purpose_id, row.groups)


def _use(row: UseRow) -> dict[str, Any]:
    return {
        "number": row.seq,
        "at": _moment(row.at),
        "event": row.event.value,
        "by": row.actor_kind,
        "role": row.role,
        "purpose": _purpose(row.purpose_id),
        "items": list(row.groups),
        "recipient": row.recipient,
        "reason": row.reason,
        "outcome": row.outcome,
        "policy_version": row.policy_version,
    }


def _consent(one: ConsentRecord) -> dict[str, Any]:
    return {
        "purpose": _purpose(one.purpose_id),
        "text": _both(one.text.ja, one.text.en),
        "policy_version": one.policy_version,
        "language": one.language,
        "channel": one.channel,
        "given_at": _moment(one.given_at),
        "withdrawn_at": _moment(one.withdrawn_at) if one.withdrawn_at else None,
    }


def _request(one: Request) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "asked_as": one.asked_as.value if one.asked_as else None,
        "channel": one.channel.value,
        "state": one.state.value,
        "asked_at": _moment(one.asked_at),
        "due_at": _moment(one.due_at),
        "identified_how": one.identified_how.value if one.identified_how else None,
        "decision": one.decision.value if one.decision else None,
        "reason": one.reason.value if one.reason else None,
        "decided_at": _moment(one.decided_at) if one.decided_at else None,
        "ended_at": _moment(one.ended_at) if one.ended_at else None,
    }


def _purpose(purpose_id: str | None) -> dict[str, Any] | None:
    if purpose_id is None:
        return None
    known = next((purpose for purpose in policy().purposes if purpose.id == purpose_id), None)
    return {"id": purpose_id, "name": _both(known.name_ja, known.name_en) if known else None}


def _both(ja: str, en: str) -> dict[str, str]:
    return {"ja": ja, "en": en}


def _moment(at: datetime) -> str:
    return at.astimezone(timezone.get_default_timezone()).isoformat()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
