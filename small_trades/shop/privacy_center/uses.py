"""The pages and files of everything that was done with a member's information."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.shop.account.models import Customer
from small_trades.shop.account.use_lists import (
    ListedUse,
    UseFilter,
    count_uses,
    every_use,
    uses_in_words,
)
from small_trades.shop.account.uses import Kind, Use
from small_trades.shop.kernel.spreadsheets import csv_lines
from small_trades.shop.site.formats import current_language
from small_trades.shop.site.streamed import in_this_language

FORMAT: Final = "small-trades/uses@1"
MOST_DIGITS: Final = 18


@dataclass(frozen=True)
class Day:
    """The uses of one day in Japan."""

    date: date
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class UsesPage:
    """One page of uses, by day. `counts` are of all pages, by kind and under the other filters.

    `query` is the filter as the address holds it, `before` continues it. `checkpoint` is a signed note.
    """

    days: tuple[Day, ...]
    kind: Kind | None
    counts: dict[Kind, int]
    query: Mapping[str, str]
    before: int | None
    is_first: bool
    checkpoint: str

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.counts.values())

    def address(self, path: str, **changes: str) -> str:
        """The same list elsewhere, or filtered otherwise."""
        query = {name: value for name, value in {**self.query, **changes}.items() if value}
        return f"{path}?{urlencode(query)}" if query else path


def uses_page(customer: Customer, sought: UseFilter, query: Mapping[str, str]) -> UsesPage:
    """A page of what was done; `query` is the address's, with `before` where it continues a page."""
    kept = {name: query[name] for name in ("kind", "purpose", "since", "until") if query.get(name)}
    kind = next(iter(sought.kinds)) if len(sought.kinds) == 1 else None
    before = row_number(query.get("before", ""))
    found = uses_in_words(customer.subject, sought, before=before)
    others = UseFilter(frozenset(), sought.purpose, sought.since, sought.until)
    return UsesPage(
        days=_days(found.uses),
        kind=kind,
        counts=count_uses(customer.subject, others),
        query=kept if kind else {name: value for name, value in kept.items() if name != "kind"},
        before=found.before,
        is_first=before is None,
        checkpoint=privacy.ledger.checkpoint(),
    )


def row_number(typed: str) -> int | None:
    """A row's number as an address holds it; None for anything else."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
    return int(typed) if is_number else None


def proof_of(customer: Customer, number: int) -> str | None:
    """The proof of one row about the member, as a C2SP tlog-proof; None for rows about others."""
    proof = privacy.use_proof(customer.subject, number)
    return None if proof is None else proof.text


def as_csv(customer: Customer, sought: UseFilter) -> Iterator[str]:
    """Every row as a line of a table, in the language of the page."""
    return in_this_language(csv_lines(_table(every_use(customer.subject, sought))))


def as_json(customer: Customer, sought: UseFilter) -> Iterator[str]:
    """Every row as data, with the checkpoint under which they can be proven."""
    return in_this_language(_json(every_use(customer.subject, sought)))


def _days(told: tuple[Use, ...]) -> tuple[Day, ...]:
    by_day = groupby(told, key=lambda use: timezone.localdate(use.at))
    return tuple(Day(day, tuple(uses)) for day, uses in by_day)


def _table(listed: Iterator[ListedUse]) -> Iterator[tuple[str, ...]]:
    yield (
        *(_("Number"), _("Time"), _("What happened"), _("Purpose"), _("Reason given"), _("Note")),
        *(_("Version of the privacy policy"), _("Kinds of information"), _("Recipient")),
    )
    for one in listed:
        row, use = one.row, one.use
        yield (
            *(str(row.seq), timezone.localtime(row.at).isoformat(timespec="seconds"), use.text, use.purpose),
            *(use.reason, use.note, str(row.policy_version), " ".join(row.groups), row.recipient or ""),
        )


def _json(listed: Iterator[ListedUse]) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "language": current_language(),
        "checkpoint": privacy.ledger.checkpoint(),
        "verifier_key": privacy.ledger.verifier_key(),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "uses": ['
    separator = "\n"
    for one in listed:
        yield separator + json.dumps(_data(one), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _data(one: ListedUse) -> dict[str, object]:
    row = asdict(one.row)
    at = timezone.localtime(one.row.at).isoformat()
    return {**row, "at": at, "groups": list(one.row.groups), "text": one.use.text, "note": one.use.note}
