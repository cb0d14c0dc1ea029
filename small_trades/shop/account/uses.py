"""Every use of a person's information as a sentence they can read, from the rows of the ledger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby, islice
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, IDENTITY, MISUSE, POLICY, PREFILL
from small_trades.shop.account.actions.ceremonies import COPIED
from small_trades.shop.account.request_words import step_note, step_sentence
from small_trades.shop.account.words import FORMS, GROUPS, MAILS, REFUSALS, ROLES
from small_trades.shop.site.formats import current_language, in_language

Event = privacy.ledger.Event
TOLD_AT_ONCE: Final = 1_000


class Kind(StrEnum):
    """Who did something, as a reader looks for it."""

    SHOP = "shop"
    GIVEN = "given"
    ENTERED = "entered"
    OWN = "own"
    ALERT = "alert"


@dataclass(frozen=True)
class Moment:
    """One use among equal ones."""

    number: int
    at: datetime

    @property
    def clock(self) -> str:
        """The time of day in Japan with its seconds, `10:32:05`."""
        return f"{timezone.localtime(self.at):%H:%M:%S}"


@dataclass(frozen=True)
class Use:
    """One sentence, which tells one or many equal uses of a day, the latest at `at`.

    `moments` are their numbers in the ledger and times, newest first; `purpose_href` leads to the clause,
    `policy_version` is the one the use was checked against.
    """

    at: datetime
    kind: Kind
    text: str
    purpose: str
    purpose_href: str
    policy_version: int
    reason: str
    note: str
    moments: tuple["Moment", ...] = ()

    @property
    def times(self) -> int:
        """How many uses are told in one."""
        return len(self.moments)

    @property
    def clock(self) -> str:
        """The time of day in Japan, `10:32`."""
        return f"{timezone.localtime(self.at):%H:%M}"


def tell(rows: Iterable[privacy.UseRow]) -> tuple[Use, ...]:
    """The rows, newest first, as sentences: equal uses of one day are told in one."""
    return gather(rows, most=None)[0]


def gather(
    rows: Iterable[privacy.UseRow], *, most: int | None, ended: "Ended | None" = None
) -> tuple[tuple[Use, ...], int | None]:
    """At most so many sentences, and the number of the last row they tell; None when all rows are told.

    `ended` are outcomes of rows further down, which came before these.
    """
    gathered: list[_Told] = []
    place: dict[tuple[object, ...], int] = {}
    last: int | None = None
    for one in _with_outcomes(rows, ended if ended is not None else {}):
        key = one.key
        if key in place:
            gathered[place[key]] = gathered[place[key]].with_more(one)
        elif most is not None and len(gathered) == most:
            return tuple(_use(told) for told in gathered), last
        else:
            place[key] = len(gathered)
            gathered.append(one)
        last = one.row.seq
    return tuple(_use(told) for told in gathered), None


def tell_all(rows: Iterable[privacy.UseRow]) -> Iterator[Use]:
    """The same as `tell`, however many rows there are: a few are in memory at a time.

    More equal uses of one day than TOLD_AT_ONCE are told in several sentences.
    """
    ended: Ended = {}
    for _day, of_day in groupby(rows, key=lambda row: timezone.localdate(row.at)):
        while page := list(islice(of_day, TOLD_AT_ONCE)):
            yield from gather(page, most=None, ended=ended)[0]


def kind_of(event: Event, actor_kind: str) -> Kind:
    """As what a reader looks for it."""
    if event in {Event.DISCLOSURE, Event.OUTCOME}:
        return Kind.GIVEN
    if event in {Event.COLLECTION, Event.CORRECTION, Event.CONSENT, Event.RESTRICTION}:
        return Kind.ENTERED
    if event in {Event.REFUSAL, Event.TAMPER, Event.UNDECLARED}:
        return Kind.ALERT
    is_own = actor_kind in {"customer", "visitor"}
    return Kind.OWN if is_own and event in {Event.USE, Event.REQUEST} else Kind.SHOP


def one_by_one(row: privacy.UseRow) -> Use:
    """One row alone, for a list that leaves nothing out; the outcome of a provision is one of its own."""
    return _use(_Told(row, kind_of(row.event, row.actor_kind), row.groups, (_moment(row),)))


Way = tuple[object, ...]
Ended = dict[Way, list[str]]


def way_of(row: privacy.UseRow) -> Way:
    """What a provision and the row of its outcome have in common."""
    return (row.recipient, row.purpose_id, row.groups)


@dataclass(frozen=True)
class _Told:
    """A row on its way to a sentence: how its delivery ended, and what it stands for together with others."""

    row: privacy.UseRow
    kind: Kind
    groups: tuple[str, ...]
    moments: tuple[Moment, ...]
    delivery: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What equal uses share. A person's own visits of a day are one, whatever they looked at."""
        row = self.row
        day = (timezone.localdate(row.at), row.event, row.actor_kind, row.purpose_id)
        if self.kind == Kind.OWN and row.event == Event.USE:
            return day
        return (
            *(*day, row.role, row.groups, row.recipient, row.reason, row.outcome, row.notice),
            *(row.policy_version, self.delivery),
        )

    def with_more(self, other: "_Told") -> "_Told":
        """The same, told together with another."""
        groups = tuple(dict.fromkeys((*self.groups, *other.groups)))
        return replace(self, groups=groups, moments=(*self.moments, *other.moments))


def _with_outcomes(rows: Iterable[privacy.UseRow], ended: Ended) -> Iterator[_Told]:
    """A provision takes two rows, before and after; they are told as one."""
    for row in rows:
        way = way_of(row)
        if row.event == Event.OUTCOME:
            ended.setdefault(way, []).append(row.outcome)
            continue
        delivery = ended[way].pop() if row.event == Event.DISCLOSURE and ended.get(way) else ""
        yield _Told(row, kind_of(row.event, row.actor_kind), row.groups, (_moment(row),), delivery)


def _moment(row: privacy.UseRow) -> Moment:
    return Moment(row.seq, row.at)


def _use(told: _Told) -> Use:
    row = told.row
    purpose, href = _purpose(row)
    return Use(
        at=row.at,
        kind=told.kind,
        text=capfirst(_sentence(told)),
        purpose=purpose,
        purpose_href=href,
        policy_version=row.policy_version,
        reason=row.reason,
        note=_note(told),
        moments=told.moments,
    )


def _sentence(told: _Told) -> str:
    row = told.row
    words = {"what": _joined(told.groups), "role": ROLES.get(row.role, row.role), "who": _who(row)}
    if row.event == Event.USE:
        return _use_sentence(row) % words
    if row.event in {Event.COLLECTION, Event.CORRECTION}:
        return _entry_sentence(row) % words
    if row.event == Event.DISCLOSURE:
        return _passed_on_sentence(row) % {**words, "recipient": _recipient(row)}
    if row.event == Event.REFUSAL and row.purpose_id == MISUSE.id and not row.groups:
        return _("An order or a registration was not accepted, because a refusal is in force.")
    if row.event == Event.REQUEST:
        return step_sentence(row.outcome)
    return _other_sentence(row) % words


def _passed_on_sentence(row: privacy.UseRow) -> str:
    if not row.groups:
        return _("We wrote to: %(recipient)s, with none of your information.")
    return _("We passed on %(what)s to: %(recipient)s.")


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
    if row.event == Event.OUTCOME:
        is_sent = row.outcome == "sent"
        return _("Passing on %(what)s succeeded.") if is_sent else _("Passing on %(what)s failed.")
    if row.event == Event.TAMPER:
        return _tamper_sentence(row)
    known = {
        Event.REFUSAL: _("%(who)s asked for %(what)s and was refused."),
        Event.SEARCH: _("A search by our staff (%(role)s) showed your entry."),
        Event.ERASURE: _("Information about you was deleted."),
        Event.CONSENT: _("You gave or withdrew a consent."),
        Event.RESTRICTION: _(
            "What may be done with your information was restricted, or a restriction was lifted."
        ),
    }
    return known.get(row.event) or _("%(who)s did something that concerns you: %(what)s.")


def _tamper_sentence(row: privacy.UseRow) -> str:
    if row.outcome == COPIED:
        return _("A copy of %(what)s was used. It was refused and stopped.")
    return _("%(what)s was found altered and was not opened.")


def _note(told: _Told) -> str:
    row = told.row
    if row.event in {Event.COLLECTION, Event.CORRECTION}:
        return str(FORMS.get(row.notice or "", ""))
    if row.event == Event.REQUEST:
        return step_note(row.outcome)
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
