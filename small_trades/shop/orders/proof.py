"""Showing by what one knows that a request comes from the person it concerns (clause 3c).

Two things together: a code mailed to the address on file, which shows that they read its mail, and items
they know, which a stranger in their mailbox may not. How many, grows with what the request would do. Every
item that is given must be right, so that nobody tries several; which one was wrong is not said, and the
answer takes the same work.
"""

import hmac
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.policy.groups import DeliveryAddress, PersonName, Telephone
from small_trades.shop.account import throttles
from small_trades.shop.account.actions.codes import WrongCodeError, mail_code, try_code, use_up
from small_trades.shop.account.models import CodePurpose
from small_trades.shop.account.throttles import Caller
from small_trades.shop.kernel.codes import normalise_code
from small_trades.shop.kernel.postcodes import normalise_postcode
from small_trades.shop.kernel.text import katakana
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
    """What was shown, of whom and when; `subject` is None where nothing was."""

    level: Level
    at: datetime
    subject: UUID | None = None


def ask_proof(subject: UUID | None, *, holder: str, language: str, also: OnFile = NOTHING) -> UUID:
    """Have a code mailed to the newest address on file; answers the id to `prove` with.

    `subject` is None where nobody was found: the caller then says the same, and nothing is mailed. `also` is
    what an app above this one knows. `holder` is `account.holders.holder_of(request)`. Limit it before with
    `throttles.count_mail`.
    """
    emails = usable(on_file(subject or privacy.uuid7()) + also).emails
    to = emails[0] if emails else None
    return mail_code(CodePurpose.PROOF, subject, holder=holder, language=language, to=to)


def prove(code_id: UUID, claims: Claims, *, holder: str, caller: Caller, also: OnFile = NOTHING) -> Proof:
    """What the mailed code and the items show. The code is used up only by a proof that shows something.

    Opens the groups that were claimed and no other, each with purpose IDENTITY. `also` as in `ask_proof`.

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
    sealed = usable(on_file(code.subject) + also)
    known = _opened(sealed, frozenset(items))
    if not _all_match(items, known):
        return _nothing_shown()
    level = _level(len(items), sealed.kinds)
    try:
        use_up(code)
    except WrongCodeError:
        return _nothing_shown()
    throttles.forgive_sign_in(Caller(f"proof {code_id}", caller.address))
    return Proof(level, timezone.now(), code.subject)


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


def _all_match(items: dict[str, str], known: dict[str, set[str]]) -> bool:
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
    """A name without spaces, width and case; kana as katakana, so that a reading can be given instead."""
    plain = "".join(unicodedata.normalize("NFKC", typed).casefold().split())
    return katakana(plain)


def _digits(typed: str) -> str:
    """A telephone number as its digits, in the form it is dialled in Japan."""
    digits = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isdigit())
    return f"0{digits[2:]}" if digits.startswith("81") else digits
