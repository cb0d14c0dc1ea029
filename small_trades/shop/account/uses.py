"""Every use of a person's information as a sentence they can read, from the rows of the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, IDENTITY, POLICY, PREFILL
from small_trades.shop.account.words import FORMS, GROUPS, MAILS, REFUSALS, ROLES
from small_trades.shop.site.formats import current_language, in_language

Event = privacy.ledger.Event
MOST_ROWS = 1_000


class Kind(StrEnum):
    """Who did something, as a reader looks for it."""

    SHOP = "shop"
    GIVEN = "given"
    ENTERED = "entered"
    OWN = "own"
    ALERT = "alert"


@dataclass(frozen=True)
class Use:
    """One sentence. `times` uses are told in one, the latest at `at`; `purpose_href` leads to the clause.

    `number` is the row's number in the ledger, `policy_version` the one the use was checked against.
    """

    number: int
    at: datetime
    kind: Kind
    text: str
    purpose: str
    purpose_href: str
    policy_version: int
    reason: str
    note: str
    times: int = 1

    @property
    def clock(self) -> str:
        """The time of day in Japan, `10:32`."""
        return f"{timezone.localtime(self.at):%H:%M}"


def uses_in_words(subject: UUID) -> tuple[Use, ...]:
    """What was done with a person's information, the newest first, at most MOST_ROWS rows of it."""
    return tell(privacy.uses_of(subject, limit=MOST_ROWS))


def tell(rows: Sequence[privacy.UseRow]) -> tuple[Use, ...]:
    """The rows as sentences; own visits of one day for one purpose are told in one."""
    return tuple(_use(told) for told in _gather(_with_outcomes(rows)))


@dataclass(frozen=True)
class _Told:
    """A row on its way to a sentence: how its delivery ended, and what it stands for together with others."""

    row: privacy.UseRow
    kind: Kind
    groups: tuple[str, ...]
    delivery: str = ""
    times: int = 1


def _with_outcomes(rows: Iterable[privacy.UseRow]) -> Iterator[_Told]:
    """A provision takes two rows, before and after; they are told as one."""
    ended: dict[tuple[object, ...], list[str]] = {}
    for row in rows:
        way = (row.recipient, row.purpose_id, row.groups)
        if row.event == Event.OUTCOME:
            ended.setdefault(way, []).append(row.outcome)
            continue
        delivery = ended[way].pop() if row.event == Event.DISCLOSURE and ended.get(way) else ""
        yield _Told(row, _kind(row), row.groups, delivery)


def _gather(told: Iterable[_Told]) -> list[_Told]:
    gathered: list[_Told] = []
    place: dict[tuple[object, ...], int] = {}
    for one in told:
        key = (timezone.localdate(one.row.at), one.row.actor_kind, one.row.purpose_id)
        if one.kind != Kind.OWN:
            gathered.append(one)
        elif key in place:
            first = gathered[place[key]]
            groups = tuple(dict.fromkeys((*first.groups, *one.groups)))
            gathered[place[key]] = replace(first, groups=groups, times=first.times + 1)
        else:
            place[key] = len(gathered)
            gathered.append(one)
    return gathered


def _kind(row: privacy.UseRow) -> Kind:
    is_own = row.actor_kind in {"customer", "visitor"}
    if row.event in {Event.DISCLOSURE, Event.OUTCOME}:
        return Kind.GIVEN
    if row.event in {Event.COLLECTION, Event.CORRECTION, Event.CONSENT, Event.RESTRICTION}:
        return Kind.ENTERED
    if row.event in {Event.REFUSAL, Event.TAMPER, Event.UNDECLARED}:
        return Kind.ALERT
    return Kind.OWN if is_own and row.event == Event.USE else Kind.SHOP


def _use(told: _Told) -> Use:
    row = told.row
    purpose, href = _purpose(row)
    return Use(
        number=row.seq,
        at=row.at,
        kind=told.kind,
        text=capfirst(_sentence(told)),
        purpose=purpose,
        purpose_href=href,
        policy_version=row.policy_version,
        reason=row.reason,
        note=_note(told),
        times=told.times,
    )


def _sentence(told: _Told) -> str:
    row = told.row
    words = {"what": _joined(told.groups), "role": ROLES.get(row.role, row.role), "who": _who(row)}
    if row.event == Event.USE:
        return _use_sentence(row) % words
    if row.event in {Event.COLLECTION, Event.CORRECTION}:
        return _entry_sentence(row) % words
    if row.event == Event.DISCLOSURE:
        return _("We passed on %(what)s to: %(recipient)s.") % {**words, "recipient": _recipient(row)}
    return _other_sentence(row) % words


def _use_sentence(row: privacy.UseRow) -> str:
    if row.actor_kind == "staff":
        return _("A member of our staff (%(role)s) opened %(what)s.")
    if row.actor_kind == "system":
        return _("The shop's system used %(what)s.")
    if row.purpose_id == ACCOUNT_DISPLAY.id:
        is_member = row.actor_kind == "customer"
        return _("You looked at %(what)s.") if is_member else _("You looked at %(what)s without signing in.")
    own = {
        IDENTITY.id: _("We used %(what)s to make sure that it was you."),
        PREFILL.id: _("We filled in a form for you with %(what)s."),
    }
    return own.get(row.purpose_id or "", _("We used %(what)s for what you were doing."))


def _entry_sentence(row: privacy.UseRow) -> str:
    is_staff, is_new = row.actor_kind == "staff", row.event == Event.COLLECTION
    if is_staff:
        return (
            _("A member of our staff (%(role)s) entered %(what)s.")
            if is_new
            else _("A member of our staff (%(role)s) corrected %(what)s.")
        )
    return _("You entered %(what)s.") if is_new else _("You changed %(what)s.")


def _other_sentence(row: privacy.UseRow) -> str:
    known = {
        Event.REFUSAL: _("%(who)s asked for %(what)s and was refused."),
        Event.SEARCH: _("A search by our staff (%(role)s) showed your entry."),
        Event.TAMPER: _("%(what)s was found altered and was not opened."),
        Event.ERASURE: _("Information about you was deleted."),
        Event.CONSENT: _("You gave or withdrew a consent."),
        Event.RESTRICTION: _(
            "What may be done with your information was restricted, or a restriction was lifted."
        ),
    }
    return known.get(row.event) or _("%(who)s did something that concerns you: %(what)s.")


def _note(told: _Told) -> str:
    row = told.row
    if row.event in {Event.COLLECTION, Event.CORRECTION}:
        return str(FORMS.get(row.notice or "", ""))
    if row.event == Event.REFUSAL:
        return str(REFUSALS.get(row.outcome, ""))
    if row.event != Event.DISCLOSURE:
        return ""
    mail = MAILS.get(row.outcome.removeprefix("message:"), "")
    failed = _("It could not be delivered.") if told.delivery.startswith("failed") else ""
    about = _("Mail: %(mail)s.") % {"mail": mail} if mail else ""
    return " ".join(part for part in (about, failed) if part)


def _joined(groups: Sequence[str]) -> str:
    known = [group for group in GROUPS if group in groups] + [
        group for group in groups if group not in GROUPS
    ]
    names = [str(GROUPS.get(group, group)) for group in known] or [_("your information")]
    if current_language() == "ja":
        return "、".join(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _who(row: privacy.UseRow) -> str:
    if row.actor_kind == "staff":
        return _("A member of our staff (%(role)s)") % {"role": ROLES.get(row.role, row.role)}
    return _("The shop's system") if row.actor_kind == "system" else _("Someone on this site")


def _recipient(row: privacy.UseRow) -> str:
    try:
        return in_language(POLICY.recipient(row.recipient or ""), "name")
    except KeyError:
        return row.recipient or ""


def _purpose(row: privacy.UseRow) -> tuple[str, str]:
    """The purpose's name, and where the version of the policy in force then explains it."""
    if row.purpose_id is None:
        return "", ""
    page = reverse("pages:privacy_version", kwargs={"number": row.policy_version})
    try:
        name = in_language(POLICY.purpose(row.purpose_id), "name")
    except KeyError:
        name = row.purpose_id
    return name, f"{page}#{row.purpose_id}"
