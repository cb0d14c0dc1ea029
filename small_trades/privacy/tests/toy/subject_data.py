"""What the toy holds about a person, and what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from small_trades.privacy import Held, KeptFile, rights
from small_trades.privacy.tests.toy.models import Enclosure, Farewell, Loan, Member
from small_trades.privacy.tests.toy.policy import LOAN

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy import Sealed

COVERS = (Member, Loan, Farewell, Enclosure)


def held(subject: UUID) -> list[Held]:
    members = [
        Held("会員", "Membership", sealed=_known(member.name, member.nickname, member.email))
        for member in Member.objects.filter(subject=subject)
    ]
    farewells = [
        Held("最後のお知らせの宛先", "Address for the last mail", sealed=(row.email,), on_erasure=_briefly())
        for row in Farewell.objects.filter(subject=subject)
    ]
    loans = [_loan(row) for row in Loan.objects.filter(subject=subject).order_by("pk")]
    enclosures = [
        Held("同封", "Enclosure", sealed=(row.caption,), files=(KeptFile.of(row, "scan"),))
        for row in Enclosure.objects.filter(subject=subject).defer("scan").order_by("pk")
    ]
    return [*members, *loans, *farewells, *enclosures]


def end_sessions(subject: UUID) -> int:
    return Member.objects.filter(subject=subject, joined__isnull=False).update(joined=None)


def forget(subject: UUID) -> int:
    Loan.objects.filter(subject=subject).update(member=None)
    Enclosure.objects.filter(subject=subject).delete()
    return Member.objects.filter(subject=subject).delete()[0]


def _loan(row: Loan) -> Held:
    outcome = rights.waiting_for(because_ja="本の返却", because_en="the book to come back")
    until = LOAN.kept_until(timezone.localdate())
    if not row.is_out and until is not None:
        outcome = rights.kept_until(until, because_ja="図書館法", because_en="Library Act")
    return Held(
        "貸出",
        "Loan",
        sealed=_known(row.borrower, row.letter),
        facts=(("本", "Book", row.title),),
        kept_until=until,
        on_erasure=outcome,
    )


def _briefly() -> rights.Outcome:
    return rights.kept_until(
        timezone.localdate(), because_ja="お知らせまで", because_en="until it is sent", by_law_alone=False
    )


def _known(*values: Sealed[Any] | None) -> tuple[Sealed[Any], ...]:
    return tuple(value for value in values if value is not None)
