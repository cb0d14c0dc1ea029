"""Proving that the log is what was written: every row, the tree, the head, the checkpoints, the witness."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING, Any

from small_trades.privacy._ledger import store, witness
from small_trades.privacy._ledger.columns import SELECT, leaf_of
from small_trades.privacy._ledger.errors import NoteInvalid
from small_trades.privacy._ledger.index import IndexCheck
from small_trades.privacy._ledger.log import signer, witness_file
from small_trades.privacy._ledger.merkle import Frontier
from small_trades.privacy._ledger.notes import recovered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from small_trades.privacy._ledger.connections import Connection
    from small_trades.privacy._ledger.notes import Verifier

PAGE = 2_000
SMALLEST = -(2**63)


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found. `problem` is empty when `ok`; `first_bad` is the first row that is not as written.

    Where a row's hash was changed with it, it is one of the rows from `first_bad` to the next signed state,
    as `problem` says. The index of persons comes last: where the log is whole and the index is not,
    `first_bad` is the first row with too few or too many entries, and `checkpoint` is there all the same.
    `rows` were walked; `checkpoint` is the signed note of the verified state, if any.
    """

    ok: bool
    rows: int
    first_bad: int | None
    problem: str
    checkpoint: str | None


class _Found(Exception):  # noqa: N818 -- ends the walk at the first problem; never leaves this module
    def __init__(self, first_bad: int | None, problem: str) -> None:
        self.first_bad = first_bad
        self.problem = problem
        super().__init__(problem)


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    """A signed statement that the first ``size`` rows had this root."""

    size: int
    root: bytes
    what: str


class _Walk:
    """One pass over rows and claims, both in order; stops at the first thing that is not as it was signed."""

    def __init__(self, connection: Connection, verifier: Verifier) -> None:
        self.connection = connection
        self.verifier = verifier
        self.frontier = Frontier()
        self.proven = 0
        """How many rows the last matching claim covered."""
        self.index = IndexCheck(connection)

    def go(self, outside: list[_Claim]) -> str | None:
        """Check everything against the claims inside and outside; the head's note. Raises _Found."""
        head = store.stored_head(self.connection)
        claims = merge(sorted([*outside, *self._claim("the signed head", head)]), self._checkpoints())
        unmet = next(claims, None)
        for columns in self._rows():
            unmet = self._meet(unmet, claims)
            self._take(columns)
        unmet = self._meet(unmet, claims)
        self._end(head, [] if unmet is None else [unmet, *claims])
        return None if head is None else head.note

    def _rows(self) -> Iterator[Any]:
        """Every row there is, negative numbers included, page by page."""
        last = SMALLEST
        while True:
            page = self.connection.execute(
                f"SELECT {SELECT} FROM privacy_ledger_row r WHERE r.seq > ? ORDER BY r.seq LIMIT ?",  # noqa: S608
                (last, PAGE),
            ).fetchall()
            yield from page
            self.index.compare(page)
            if len(page) < PAGE:
                return
            last = page[-1][0]

    def _checkpoints(self) -> Iterator[_Claim]:
        """The stored checkpoints in order. Raises _Found at the first that is forged."""
        last = SMALLEST
        query = (
            "SELECT size, frontier, note FROM privacy_ledger_checkpoint WHERE size > ? ORDER BY size LIMIT ?"
        )
        while True:
            page = [store.Stored(*found) for found in self.connection.execute(query, (last, PAGE)).fetchall()]
            for stored in page:
                claims = self._claim(f"the signed checkpoint of size {stored.size}", stored)
                if not claims:
                    raise _Found(None, f"the checkpoint of size {stored.size} is forged or changed")
                yield from claims
            if len(page) < PAGE:
                return
            last = page[-1].size

    def _claim(self, what: str, stored: store.Stored | None) -> list[_Claim]:
        """What a head or checkpoint claims; nothing where it is not whole."""
        try:
            head = None if stored is None else stored.opened(self.verifier)
        except NoteInvalid:
            return []
        return [] if head is None else [_Claim(head.size, head.frontier.root(), what)]

    def _take(self, columns: Any) -> None:
        seq, expected = columns[0], self.frontier.size
        if seq < expected:
            raise _Found(seq, f"row {seq} was put in: the ledger starts at 0")
        if seq > expected:
            raise _Found(expected, f"{_are(expected, seq)} missing: row {seq} follows")
        leaf = leaf_of(columns)
        if leaf is None or leaf != columns[-1]:
            raise _Found(seq, f"row {seq} was changed: its content does not give its leaf hash")
        self.frontier.append(leaf)

    def _meet(self, claim: _Claim | None, claims: Iterator[_Claim]) -> _Claim | None:
        """Check all claims about exactly the rows taken so far; the first that is about more, if any."""
        start = self.proven
        while claim is not None and claim.size == self.frontier.size:
            if claim.root != self.frontier.root():
                span = _rows(start, claim.size)
                raise _Found(start, f"{span}: rewritten with new hashes; {claim.what} has another root")
            self.proven = claim.size
            claim = next(claims, None)
        return claim

    def _end(self, head: store.Stored | None, unmet: list[_Claim]) -> None:
        size = self.frontier.size
        if unmet:
            most = max(unmet)
            raise _Found(size, f"{_are(size, most.size)} missing: {most.what} says size {most.size}")
        if head is None:
            if size:
                raise _Found(0, f"{_are(0, size)} without a signed head: the head was removed")
        elif not self._claim("", head):
            raise _Found(None, "the head is not signed by this ledger's key, or was changed")
        elif head.size < size:
            beyond = f"{_are(head.size, size)} beyond the signed head"
            raise _Found(head.size, f"{beyond}, which says size {head.size}: it was replaced by an older one")


def _rows(start: int, end: int) -> str:
    """Words for the rows from start to end - 1."""
    return f"row {start}" if end - start == 1 else f"rows {start}..{end - 1}"


def _are(start: int, end: int) -> str:
    return f"{_rows(start, end)} {'is' if end - start == 1 else 'are'}"


def _outside(verifier: Verifier, since: str | None) -> list[_Claim]:
    """What is claimed outside the store: by the witness, and by the checkpoint somebody kept."""
    claims = []
    if since is not None:
        claims.append(_opened(verifier, recovered(since, verifier.name), "the checkpoint given"))
    path = witness_file()
    note = witness.read(path)
    if note is not None:
        claims.append(_opened(verifier, note, "the witness"))
    return claims


def _opened(verifier: Verifier, note: str, what: str) -> _Claim:
    try:
        signed = verifier.open(note)
    except NoteInvalid as error:
        raise _Found(None, f"{what} is not a checkpoint of this ledger: {error}") from error
    return _Claim(signed.size, signed.root, what)


def _check_witness(note: str | None) -> None:
    if note is not None and witness.read(witness_file()) is None:
        raise _Found(None, f"the witness file is missing: {witness_file()}")


def verify(connection: Connection, *, since: str | None) -> Report:
    """Walk the whole log in one state of the store. `since`: a checkpoint from elsewhere, as from a mail."""
    walk = _Walk(connection, signer().verifier)
    try:
        # Outside first: while the store is read, a process may write both rows and the witness.
        outside = _outside(walk.verifier, since)
        connection.begin_reading()
        try:
            note = walk.go(outside)
            walk.index.end(walk.frontier.size)
        finally:
            connection.execute("ROLLBACK")
        _check_witness(note)
    except _Found as found:
        size = walk.frontier.size
        return Report(ok=False, rows=size, first_bad=found.first_bad, problem=found.problem, checkpoint=None)
    fault = walk.index.first
    return Report(
        ok=fault is None,
        rows=walk.frontier.size,
        first_bad=None if fault is None else fault.seq,
        problem="" if fault is None else str(fault),
        checkpoint=note,
    )
