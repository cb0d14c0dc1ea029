"""Members, their loans and their letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from small_trades import privacy
from small_trades.privacy.tests.toy.groups import EmailAddress, Letter, PersonName, Scan
from small_trades.privacy.tests.toy.policy import ACCOUNT, EMAIL, FAREWELL, LETTER, LOAN, NAME


class Member(models.Model):
    id = models.UUIDField(primary_key=True, default=privacy.uuid7)
    subject = privacy.SubjectField()
    name = privacy.SealedField(PersonName, category=NAME, kept_for=ACCOUNT)
    nickname = privacy.SealedField(PersonName, category=NAME, kept_for=ACCOUNT, null=True)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=ACCOUNT, null=True)
    joined = models.DateField(null=True)

    objects: ClassVar[models.Manager[Member]] = models.Manager()

    not_personal = privacy.NotPersonal("a day says nothing of whose", "joined")

    def __str__(self) -> str:
        return str(self.pk)


class Loan(models.Model):
    id = models.UUIDField(primary_key=True, default=privacy.uuid7)
    subject = privacy.SubjectField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="loans")
    borrower = privacy.SealedField(PersonName, category=NAME, kept_for=LOAN)
    letter = privacy.SealedField(Letter, category=LETTER, kept_for=LOAN, null=True)
    title = models.CharField(max_length=100)
    returned_at = models.DateTimeField(null=True)
    is_out = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Loan]] = models.Manager()

    not_personal = privacy.NotPersonal("books are no persons", "title", "returned_at", "is_out")

    def __str__(self) -> str:
        return self.title


class Enclosure(models.Model):
    """A picture that lay in a letter."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7)
    subject = privacy.SubjectField()
    caption = privacy.SealedField(Letter, category=LETTER, kept_for=ACCOUNT)
    scan = privacy.SealedField(Scan, category=LETTER, kept_for=ACCOUNT)

    objects: ClassVar[models.Manager[Enclosure]] = models.Manager()

    def __str__(self) -> str:
        return str(self.pk)


class Farewell(models.Model):
    """The address for the last mail of an erasure."""

    id = models.UUIDField(primary_key=True, default=privacy.uuid7)
    subject = privacy.SubjectField()
    erasure = models.UUIDField(unique=True)
    email = privacy.SealedField(EmailAddress, category=EMAIL, kept_for=FAREWELL)

    objects: ClassVar[models.Manager[Farewell]] = models.Manager()

    not_personal = privacy.NotPersonal("a random number", "erasure")

    def __str__(self) -> str:
        return str(self.pk)
