"""The last mail of the toy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_trades import privacy
from small_trades.privacy.tests.toy.doors import Reminder
from small_trades.privacy.tests.toy.models import Farewell, Member
from small_trades.privacy.tests.toy.policy import NOTICE

if TYPE_CHECKING:
    from uuid import UUID


def prepare(subject: UUID, erasure: UUID) -> bool:
    member = Member.objects.filter(subject=subject).first()
    if member is None or member.email is None or Farewell.objects.filter(erasure=erasure).exists():
        return False
    row = Farewell(subject=subject, erasure=erasure)
    privacy.carry(member.email, row, "email")
    row.save()
    return True


def send(_subject: UUID, erasure: UUID) -> bool:
    row = Farewell.objects.filter(erasure=erasure).first()
    if row is None:
        return False
    privacy.disclose(Reminder(to=row.email, names=(), title="farewell"), through="post", purpose=NOTICE)
    row.delete()
    return True


def drop(subject: UUID) -> None:
    Farewell.objects.filter(subject=subject).delete()
    privacy.destroy(subject, classes=["FAREWELL"])
