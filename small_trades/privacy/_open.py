# ruff: noqa: SLF001 -- the engine's own handle, whose insides nobody else may see
"""What `use` and `disclose` have in common: may these values be opened, and if so, opening them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from small_trades.privacy import _record
from small_trades.privacy._consents import standing
from small_trades.privacy._crypto import Header, read_header, unpack_group, unseal
from small_trades.privacy._decide import (
    Decision,
    Intent,
    NotDeclared,
    Refusal,
    asks_for_consent,
    intend,
    judge_actor,
    judge_categories,
    judge_closures,
    judge_consent,
    judge_key,
    judge_recipient,
)
from small_trades.privacy._keys import store
from small_trades.privacy._sealed import Sealed
from small_trades.privacy.errors import Tampered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from small_trades.privacy._keys.store import Key, LedgerKey
    from small_trades.privacy.vocabulary import Recipient


@dataclass(slots=True)
class Request:
    """Sealed values somebody wants opened for a purpose, with the keys they need."""

    sealed: list[Sealed[Any]]
    headers: list[Header]
    keys: list[Key | None]
    people: dict[UUID, LedgerKey]

    @classmethod
    def of(cls, sealed: Sequence[Sealed[Any]]) -> Request:
        """One key query for all of them. TypeError for anything but bound sealed values."""
        for item in sealed:
            if item.__class__ is not Sealed:
                raise TypeError(f"privacy.use opens sealed values, not {type(item).__name__}.")
            if not item.is_bound:
                raise TypeError(f"{item!r} came from values(): read the model instance instead.")
        headers = [_header(item) for item in sealed]
        ids = {header.key_id for header in headers}
        keys, people = store.fetch(ids, {item._subject for item in sealed if item._subject})
        return cls(list(sealed), headers, [keys.get(header.key_id) for header in headers], people)

    def only(self, chosen: Sequence[bool]) -> Request:
        """The values that are chosen, and their persons; the request itself when all are."""
        if all(chosen):
            return self
        rows = [
            row
            for row, is_in in zip(zip(self.sealed, self.headers, self.keys, strict=True), chosen, strict=True)
            if is_in
        ]
        persons = {item._subject for item, _, _ in rows}
        people = {subject: key for subject, key in self.people.items() if subject in persons}
        return Request([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], people)

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups asked for, in order."""
        return tuple(sorted({item._field.group.__name__ for item in self.sealed}))

    @property
    def tags(self) -> frozenset[bytes]:
        """Whose they are, as ledger tags; the number of a person who has none."""
        known = self.people
        subjects = {item._subject for item in self.sealed if item._subject}
        return frozenset(known[subject].tag if subject in known else subject.bytes for subject in subjects)

    def decide(self, intent: Intent, recipient: Recipient | None) -> Decision:
        """The rules that are the same for everybody's values."""
        judged: Decision = judge_actor(intent)
        if not isinstance(judged, Refusal):
            kinds = {(id(item._field.category), header.version): item for item, header in self._pairs()}
            asked = [(item._field.category, version) for (_, version), item in kinds.items()]
            judged = judge_categories(intent, asked)
            if recipient is not None and not isinstance(judged, Refusal | NotDeclared):
                judged = judge_recipient(intent, recipient, [category for category, _ in asked])
        return judged

    def checked_keys(self) -> list[Key]:
        """Tampered, and a row, for a key that is not the person's: before a header is believed."""
        for item, key in zip(self.sealed, self.keys, strict=True):
            if key is None:
                alarm(item, Tampered("sealed with a key this store does not have"), self.people)
            if key.subject != item._subject:
                alarm(item, Tampered("sealed for another person"), self.people)
        return self.keys  # type: ignore[return-value] # none is None, by the loop above

    def closed(self, intent: Intent) -> list[Refusal | None]:
        """Per value: why its key, its person or their consents keep it shut, or None.

        No query where nobody restricted anything and no consent is asked for; otherwise one for either.
        """
        keys = self.checked_keys()
        verdicts = [judge_key(intent, key) for key in keys]
        if any(key.is_restricted for key in keys) and not intent.is_law:
            self._judge_closures(intent, keys, verdicts)
        kinds = {(item._field.category.id, header.version) for item, header in self._pairs()}
        asking = {kind for kind in kinds if asks_for_consent(intent, *kind)}
        if asking:
            self._judge_consents(intent, asking, verdicts)
        return verdicts

    def _judge_closures(self, intent: Intent, keys: list[Key], verdicts: list[Refusal | None]) -> None:
        asked = [
            (index, key.subject)
            for index, key in enumerate(keys)
            if key.is_restricted and verdicts[index] is None
        ]
        found = standing.closures({subject for _, subject in asked})
        for index, subject in asked:
            verdicts[index] = judge_closures(intent, subject, self.sealed[index]._record, found[subject])

    def _judge_consents(
        self, intent: Intent, asking: set[tuple[str, int]], verdicts: list[Refusal | None]
    ) -> None:
        asked = [
            (index, item._subject, kind)
            for index, (item, header) in enumerate(self._pairs())
            if verdicts[index] is None
            and item._subject is not None
            and (kind := (item._field.category.id, header.version)) in asking
        ]
        found = standing.consented({subject for _, subject, _ in asked}, intent.purpose.id)
        for index, subject, kind in asked:
            verdicts[index] = judge_consent(intent, *kind, found[subject])

    def open(self, index: int) -> Any:
        """One value. Tampered, and a row that says so, when it is not where it was sealed."""
        item = self.sealed[index]
        try:
            content = open_sealed(item, self.headers[index], self.keys[index])
        except Tampered as problem:
            alarm(item, problem, self.people)
        return unpack_group(item._field.group, content)

    def _pairs(self) -> zip[tuple[Sealed[Any], Header]]:
        return zip(self.sealed, self.headers, strict=True)


def permitted(request: Request, purpose: object, reason: str, recipient: Recipient | None = None) -> Intent:
    """The intent, once the rules allow it; otherwise a row and Refused or Undeclared."""
    intent = intend(purpose, reason)
    if isinstance(intent, NotDeclared):
        _record.undeclared(intent.what, groups=request.groups)
    request.checked_keys()
    decision = request.decide(intent, recipient)
    facts: dict[str, Any] = {
        "purpose": intent.purpose.id,
        "groups": request.groups,
        "recipient": recipient.id if recipient else "",
    }
    if isinstance(decision, NotDeclared):
        _record.undeclared(decision.what, **facts)
    if isinstance(decision, Refusal):
        _record.refuse(decision, request.people, reason=intent.reason, **facts)
    return intent


def open_sealed(item: Sealed[Any], header: Header, key: Key | None) -> bytes:
    """The packed group. Tampered when it is not where it was sealed, or not of the column's group."""
    if header.group != item._field.group_id:
        raise Tampered("sealed as another group")
    if key is None or key.sealing is None or item._subject is None or item._record is None:
        raise Tampered("no key, person or record")
    return unseal(key.sealing, item._blob, whose(item))


def whose(item: Sealed[Any]) -> bytes:
    """Subject, record and place of a bound value: what its ciphertext is bound to."""
    return item._subject.bytes + item._record.bytes + item._field.place  # type: ignore[union-attr] # bound


def alarm(item: Sealed[Any], problem: Tampered, people: dict[UUID, LedgerKey]) -> NoReturn:
    """A TAMPER row about one value, and the error."""
    about = {item._subject: people[item._subject]} if item._subject in people else {}
    place = f"{item._field} {item._record}"
    _record.tampered(problem, place, about, groups=(item._field.group.__name__,))


def _header(item: Sealed[Any]) -> Header:
    try:
        return read_header(item._blob)
    except Tampered as problem:
        alarm(item, problem, {})
