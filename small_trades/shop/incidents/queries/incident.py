"""Incidents as the desk shows them."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import BREACH_NOTICE
from small_trades.policy.groups import IncidentWords
from small_trades.shop.incidents.clocks import DUTY_NAMES, Clocks, clocks, duties
from small_trades.shop.incidents.models import Incident, IncidentKind, NoticeState
from small_trades.shop.incidents.queries.concerned import Concerned, concerned
from small_trades.shop.incidents.words import item_name

REPORT_TITLES = {
    "overview": "一　概要",
    "items": "二　漏えい等が発生し、又は発生したおそれがある個人データの項目",
    "persons": "三　漏えい等が発生し、又は発生したおそれがある個人データに係る本人の数",
    "cause": "四　原因",
    "secondary_damage": "五　二次被害又はそのおそれの有無及びその内容",
    "response": "六　本人への対応の実施状況",
    "publication": "七　公表の実施状況",
    "prevention": "八　再発防止のための措置",
    "other": "九　その他参考となる事項",
}


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list."""

    code: str
    kind_name: str
    known_at: datetime
    is_reported: bool
    is_finished: bool
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """What an incident is, without anything opened."""

    id: UUID
    code: str
    kind_name: str
    since: datetime
    until: datetime
    known_at: datetime
    is_wrongful: bool
    preliminary_at: datetime | None
    final_at: datetime | None
    clocks: Clocks


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident with whom it concerns, why it must be reported, and how far the notices are."""

    incident: IncidentSummary
    concerned: Concerned
    items: tuple[tuple[str, int], ...]
    duties: tuple[str, ...]
    notices: tuple[tuple[str, int], ...]
    is_told: bool


def list_incidents() -> tuple[IncidentRow, ...]:
    """Every incident, the newest first."""
    return tuple(_row(incident) for incident in Incident.objects.all())


def incident_page(code: str) -> IncidentPage | None:
    """One incident, measured now; None where there is no such code."""
    incident = Incident.objects.filter(code=code).first()
    if incident is None:
        return None
    found = concerned(incident)
    due = duties(is_wrongful=incident.is_wrongful, persons=found.persons, is_open=found.is_open)
    counts = [(str(state.label), incident.notices.filter(state=state).count()) for state in NoticeState]
    return IncidentPage(
        incident=_summary(incident),
        concerned=found,
        items=tuple((item_name(item), count) for item, count in found.items.items()),
        duties=tuple(str(DUTY_NAMES[duty]) for duty in due),
        notices=tuple((label, count) for label, count in counts if count),
        is_told=any(count for _label, count in counts),
    )


def opened_words(code: str, *, reason: str) -> IncidentWords | None:
    """The nine items as they stand, opened for whoever works on the report; None for an unknown code."""
    incident = Incident.objects.filter(code=code).first()
    return privacy.use(incident.words, purpose=BREACH_NOTICE, reason=reason) if incident else None


def report_text(code: str, words: IncidentWords) -> str:
    """The report as plain text, in the order and under the titles of the law."""
    parts = [f"個人データの漏えい等に関する報告（{code}）", f"作成日：{timezone.localdate():%Y-%m-%d}"]
    for item in fields(words):
        parts += ["", REPORT_TITLES[item.name], getattr(words, item.name) or "なし"]
    return "\n".join(parts) + "\n"


def _row(incident: Incident) -> IncidentRow:
    due = clocks(incident.known_at, is_wrongful=incident.is_wrongful)
    waiting = [
        moment
        for done, moment in (
            (incident.preliminary_at, due.preliminary_until),
            (incident.final_at, due.final_until),
        )
        if done is None
    ]
    return IncidentRow(
        code=incident.code,
        kind_name=str(IncidentKind(incident.kind).label),
        known_at=incident.known_at,
        is_reported=incident.preliminary_at is not None,
        is_finished=incident.final_at is not None,
        next_due=min(waiting, default=None),
    )


def _summary(incident: Incident) -> IncidentSummary:
    return IncidentSummary(
        id=incident.pk,
        code=incident.code,
        kind_name=str(IncidentKind(incident.kind).label),
        since=incident.since,
        until=incident.until,
        known_at=incident.known_at,
        is_wrongful=incident.is_wrongful,
        preliminary_at=incident.preliminary_at,
        final_at=incident.final_at,
        clocks=clocks(incident.known_at, is_wrongful=incident.is_wrongful),
    )
