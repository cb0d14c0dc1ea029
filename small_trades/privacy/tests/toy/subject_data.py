"""What the toy holds about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades.privacy import Held
from small_trades.privacy.tests.toy.models import Loan, Member

if TYPE_CHECKING:
    from uuid import UUID


def held(subject: UUID) -> list[Held]:
    members = [
        Held("会員", "Membership", sealed=(member.name,)) for member in Member.objects.filter(subject=subject)
    ]
    loans = Loan.objects.filter(subject=subject).order_by("pk")
    return [
        *members,
        *(
            Held("貸出", "Loan", sealed=(loan.borrower,), facts=(("本", "Book", loan.title),))
            for loan in loans
        ),
    ]
