"""Showing by what one knows that a request comes from the person it concerns (clause 3c).

Two things together: a code mailed to the address on file, which shows that they read its mail, and items
they know, which a stranger in their mailbox may not. How many, grows with what the request would do. Every
item that is given must be right, so that nobody tries several; which one was wrong is not said, and the
answer takes the same work.

A guest is somebody new with each order. One mailed code therefore stands for everybody known by its address,
and each of them is shown by the items that fit them; see decision 0024.
"""

import hmac
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account import throttles
from small_trades.shop.account.actions.codes import WrongCodeError, mail_code, try_code, use_up
from small_trades.shop.account.models import CodePurpose
from small_trades.shop.account.throttles import Caller
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.kernel.names import name_key
from small_trades.shop.kernel.postcodes import normalise_postcode
from small_trades.shop.orders.on_file import NOTHING, OnFile, on_file, usable


class Level(IntEnum):
    """What a request may be granted after a proof of this level; each holds the ones before it."""

    NONE = 0
    LOOK = 1
    ACCESS = 2
    ERASURE = 3


ITEMS_NEEDED: Final = {Level.LOOK: 0, Level.ACCESS: 2, Level.ERASURE: 3}
"""Beside the mailed code. LOOK: how a request or an order stands. ACCESS: disclosure, correction, a stop of
use. ERASURE: what cannot be undone. Where fewer items are on file, all of them: nobody loses a right because
the shop knows little of them (個人情報保護法第37条第4項: no excessive burden)."""


@dataclass(frozen=True, slots=True, repr=False)
class Claims:
    """What somebody says of themselves; an item left out is empty. `code` is the mailed one."""

    code: str
    name: str = ""
    postal_code: str = ""
    telephone: str = ""
    record_code: str = ""

    def items(self) -> dict[str, str]:
        """The items given, in the form they are compared in."""
        plain = {
            "name": _name(self.name),
            "postal_code": (normalise_postcode(self.postal_code) or self.postal_code).replace("-", ""),
            "telephone": _digits(self.telephone),
            "record_code": normalise_code(self.record_code) or self.record_code,
        }
        return {item: value for item, value in plain.items() if value}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was shown, of whom and when; `subject` is None where nothing was.

    `levels` are of everybody who was shown; `level` and `subject` are the first of the highest of them.
    """

    level: Level
    at: datetime
    subject: UUID | None = None
    levels: Mapping[UUID, Level] = field(default_factory=dict)


Also = Callable[[UUID], OnFile]
"""What an app above this one knows of a person."""


def _nothing_more(_subject: UUID) -> OnFile:
    return NOTHING


def ask_proof(people: Sequence[UUID], *, holder: str, language: str, also: Also = _nothing_more) -> UUID:
    """Have a code mailed to the newest address on file; answers the id to `prove` with.

    `people` are all known by the address that was given, none where nobody was found: the caller then says
    the same, and nothing is mailed. `holder` is `account.holders.holder_of(request)`. Limit it before with
    `throttles.count_mail`.
    """
    # For nobody the same is read as for somebody.
    reached = [(one, usable(on_file(one) + also(one))) for one in people or [privacy.uuid7()]]
    subject, held = next(
        (one for one in reached if one[1].emails or one[1].apart), (people[0] if people else None, NOTHING)
    )
    to: privacy.Sealed[EmailAddress] | EmailAddress | None = held.emails[0] if held.emails else None
    if to is None and held.apart:
        to = privacy.use(held.apart[0], purpose=IDENTITY)
    return mail_code(CodePurpose.PROOF, subject, holder=holder, language=language, to=to)


def prove(
    code_id: UUID,
    claims: Claims,
    *,
    holder: str,
    caller: Caller,
    people: Collection[UUID] = (),
    also: Also = _nothing_more,
    enough: Level = Level.LOOK,
) -> Proof:
    """What the mailed code and the items show; nothing below `enough`. A proof of that uses the code up.

    Opens the groups that were claimed and no other, each with purpose IDENTITY. `people` are those whom
    `ask_proof` was given; without them, the one whose address the code went to. Who shares the address with
    others is shown by what fits them: the code of an order counts for its own person alone.

    Raises:
        throttles.TooManyError: too many tries at this code or from the network address; nothing was checked.
    """
    throttles.count_sign_in(Caller(f"proof {code_id}", caller.address))
    items = claims.items()
    try:
        code = try_code(code_id, CodePurpose.PROOF, claims.code, holder=holder)
    except WrongCodeError:
        # As durable, and about as slow, as the row of opening what was claimed.
        privacy.search_event("identity: code wrong", ())
        return _nothing_shown()
    levels = _levels(items, people or filter(None, [code.subject]), also)
    if max(levels.values(), default=Level.NONE) < enough:
        return _nothing_shown()
    try:
        use_up(code)
    except WrongCodeError:
        return _nothing_shown()
    throttles.forgive_sign_in(Caller(f"proof {code_id}", caller.address))
    subject = max(levels, key=levels.__getitem__)
    return Proof(levels[subject], timezone.now(), subject, levels)


def _levels(items: Mapping[str, str], people: Iterable[UUID], also: Also) -> dict[UUID, Level]:
    """Everybody whom the items fit, and how far; nobody where the code of an order is no one's of them.

    Where they fit somebody whole, an item that is not on file of another of them does not hide that one.
    """
    sealed = {one: usable(on_file(one) + also(one)) for one in people}
    shared = {item: said for item, said in items.items() if item != "record_code"}
    whose = [one for one, held in sealed.items() if _is_among(items.get("record_code", ""), held.codes)]
    levels: dict[UUID, Level] = {}
    is_whole = False
    for one, held in sealed.items():
        given = items if one in whose else shared
        known = _opened(held, frozenset(given))
        comparable = {item: said for item, said in given.items() if known[item]}
        if _all_match(comparable, known):
            levels[one] = _level(len(comparable), held.kinds)
            is_whole = is_whole or comparable == given
    return levels if is_whole and (whose or shared == items) else {}


def _opened(sealed: OnFile, asked: frozenset[str]) -> dict[str, set[str]]:
    """What is on file for the items that are asked about, each in every form it may be told in."""
    names = sealed.names if "name" in asked else ()
    numbers = sealed.telephones if "telephone" in asked else ()
    deliveries = sealed.deliveries if asked & {"postal_code", "telephone"} else ()
    opened = privacy.use((*names, *numbers, *deliveries), purpose=IDENTITY, skip_closed=True)
    known: dict[str, set[str]] = {"name": set(), "telephone": set(), "postal_code": set()}
    for group in opened:
        if isinstance(group, PersonName):
            western = f"{group.given} {group.family}"
            known["name"] |= {_name(form) for form in (group.full, western, group.full_kana) if form.strip()}
        elif isinstance(group, Telephone):
            known["telephone"].add(_digits(group.number))
        elif isinstance(group, DeliveryAddress):
            known["telephone"].add(_digits(group.telephone))
            known["postal_code"].add(group.postal_code)
    return {**known, "record_code": set(sealed.codes)}


def _all_match(items: Mapping[str, str], known: Mapping[str, set[str]]) -> bool:
    """Whether every item given is right; all are compared, whatever the first one gave."""
    found = [_is_among(value, known[item]) for item, value in items.items()]
    return all(found)


def _is_among(value: str, right: Iterable[str]) -> bool:
    matches = [hmac.compare_digest(value.encode(), one.encode()) for one in right]
    return any(matches)


def _level(given: int, kinds: int) -> Level:
    reached = [level for level, needed in ITEMS_NEEDED.items() if given >= min(needed, kinds)]
    return max(reached, default=Level.NONE)


def _nothing_shown() -> Proof:
    return Proof(Level.NONE, timezone.now())


def _name(typed: str) -> str:
    """A name however it was typed; kana as katakana, so that a reading can be given instead."""
    return name_key(typed, "")


def _digits(typed: str) -> str:
    """A telephone number as its digits, in the form it is dialled in Japan."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isdigit())
    return f"0{digits[2:]}" if digits.startswith("81") else digits
