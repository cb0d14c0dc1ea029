"""Making members and loans the way an app would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades import privacy
from small_trades.privacy.tests.toy.groups import EmailAddress, Letter, PersonName
from small_trades.privacy.tests.toy.models import Loan, Member

if TYPE_CHECKING:
    from uuid import UUID

TASK = privacy.Actor.system("people.make")


def member(
    family: str, given: str = "", address: str = "someone@member.example", subject: UUID | None = None
) -> Member:
    """A saved member, read back from the database."""
    made = Member(subject=subject or privacy.new_subject())
    with privacy.acting_as(TASK):
        privacy.collect(made, notice="join", name=PersonName(family, given), email=EmailAddress(address))
    made.save()
    return Member.objects.get(pk=made.pk)


def loan(
    borrower: Member, title: str = "A Room of One's Own", letter: str = "", *, is_out: bool = False
) -> Loan:
    """A saved loan whose borrower's name was carried over unopened."""
    made = Loan(subject=borrower.subject, member=borrower, title=title, is_out=is_out)
    privacy.carry(borrower.name, made, "borrower")
    if letter:
        with privacy.acting_as(TASK):
            privacy.collect(made, notice="write", letter=Letter(letter))
    made.save()
    return Loan.objects.get(pk=made.pk)
