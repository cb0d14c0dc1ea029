"""Finding a record by an exact personal value, without keeping the value: a keyed hash, in the key store."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from small_trades.privacy._broker import brokered
from small_trades.privacy._crypto import derive
from small_trades.privacy._keys import secrets
from small_trades.privacy._keys.epochs import STORE
from small_trades.privacy._keys.models import LookUpRow
from small_trades.privacy._keys.store import bump_generation
from small_trades.privacy.errors import KeysUnusable, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

_NAME: Final = "look-ups"
UNSETTLED_LIFE: Final = timedelta(minutes=1)
"""No transaction of a request lasts longer: a row still unsettled then belongs to one rolled back."""

registry: dict[str, LookUp] = {}


@dataclass(frozen=True, slots=True)
class LookUpHit:
    """The record a value leads to. It may be gone, if the transaction that made it was rolled back."""

    subject: UUID
    record: UUID


class LookUp:
    """An index over one kind of value: `EMAIL = LookUp("customer-email", normalise=tidy, unique=True)`.

    `subject_class` is the retention class the rows live as long as: they go when that key of the person is
    destroyed. `of` is the model of the records, as `app.Model`. Declared once per id, in a module that always
    loads (beside the models).
    """

    def __init__(
        self,
        lookup_id: str,
        *,
        normalise: Callable[[str], str],
        unique: bool,
        subject_class: str = "ACCOUNT",
        of: str = "",
    ) -> None:
        if lookup_id in registry:
            raise ValueError(f"There are two look-ups called {lookup_id!r}.")
        self.id = lookup_id
        self.is_unique = unique
        self.subject_class = subject_class
        self._of = of
        self._normalise = normalise
        registry[lookup_id] = self

    def put(self, value: str, *, subject: UUID, record: UUID, subject_class: str = "") -> None:
        """Let `value` lead to `record`; what led there before stops once the caller's transaction commits.

        `subject_class` stands in for the look-up's own where this row lives as long as another class.
        The row is there at once, so that of two people who ask for the same unique value one gets Taken. If
        the transaction on `default` is rolled back, the row is ignored and, a minute later, open to others.
        """
        self._settle_committed(value)
        row = self._claim(value, subject, record, subject_class or self.subject_class)
        transaction.on_commit(lambda: self._settle(row, record))

    @brokered
    def find(self, value: str) -> LookUpHit | None:
        """The record `value` leads to; the latest one when it is not unique."""
        row = self._rows(value).order_by("-pk").first()
        return LookUpHit(row.subject, row.record) if row is not None else None

    @brokered
    def find_all(self, value: str) -> list[LookUpHit]:
        """Every record `value` leads to, the latest first."""
        return [LookUpHit(row.subject, row.record) for row in self._rows(value).order_by("-pk")]

    @brokered
    def alike(self, record: UUID) -> list[LookUpHit]:
        """Every other record that shares a value with `record`, the latest first; no value is opened."""
        digests = LookUpRow.objects.filter(lookup=self.id, record=record).values("digest")
        rows = LookUpRow.objects.filter(lookup=self.id, digest__in=digests).exclude(record=record)
        return [LookUpHit(row.subject, row.record) for row in rows.order_by("-pk")]

    @brokered
    def count_values(self, records: Iterable[UUID]) -> int:
        """How many different values lead to these records."""
        rows = LookUpRow.objects.filter(lookup=self.id, record__in=list(records))
        return rows.values("digest").distinct().count()

    @brokered
    def has_before(self, moment: datetime) -> bool:
        """Whether `forget_before` would find something to drop."""
        old = LookUpRow.objects.filter(lookup=self.id, subject_class=self.subject_class)
        return old.filter(made_at__lt=moment).exists()

    @brokered
    def forget_before(self, moment: datetime) -> int:
        """Drop the rows of the look-up's own class that were made before; answers how many."""
        old = LookUpRow.objects.filter(lookup=self.id, subject_class=self.subject_class)
        with transaction.atomic(using=STORE):
            count: int = old.filter(made_at__lt=moment).delete()[0]
        return count

    def drop(self, record: UUID) -> None:
        """Nothing leads to `record` any more, once the caller's transaction commits."""
        transaction.on_commit(lambda: self._drop(record))

    def _settle_committed(self, value: str) -> None:
        """Settle the first row of a record that is there: whoever made it ended between its two commits.

        A record with another row may have had this value rolled back, and keeps what it had.
        """
        if self._of:
            for row, record in self._unsettled(value):
                if apps.get_model(self._of).objects.filter(pk=record).exists():
                    self._settle(row, record)

    @brokered
    def _unsettled(self, value: str) -> list[tuple[int, UUID]]:
        """The rows that `_claim` would take for abandoned and whose record has no other."""
        old = self._rows(value).filter(is_settled=False, made_at__lt=timezone.now() - UNSETTLED_LIFE)
        others = LookUpRow.objects.filter(lookup=self.id, record=OuterRef("record")).exclude(
            pk=OuterRef("pk")
        )
        return list(old.filter(~Exists(others)).values_list("pk", "record"))

    @brokered
    def _claim(self, value: str, subject: UUID, record: UUID, subject_class: str) -> int:
        digest = self._digest(value)
        same = LookUpRow.objects.filter(lookup=self.id, digest=digest)
        facts = {"subject": subject, "subject_class": subject_class, "unique": self.is_unique}
        try:
            with transaction.atomic(using=STORE):
                abandoned = same.filter(is_settled=False, made_at__lt=timezone.now() - UNSETTLED_LIFE)
                abandoned.exclude(record=record).delete()
                row, _ = LookUpRow.objects.get_or_create(
                    lookup=self.id, digest=digest, record=record, defaults=facts
                )
        except IntegrityError:
            raise Taken(self.id) from None
        return row.pk

    @brokered
    def _settle(self, row: int, record: UUID) -> None:
        with transaction.atomic(using=STORE):
            LookUpRow.objects.filter(pk=row).update(is_settled=True)
            self._delete(LookUpRow.objects.filter(lookup=self.id, record=record).exclude(pk=row))

    @brokered
    def _drop(self, record: UUID) -> None:
        self._delete(LookUpRow.objects.filter(lookup=self.id, record=record))

    def _delete(self, rows: QuerySet[LookUpRow]) -> None:
        with transaction.atomic(using=STORE):
            if rows.delete()[0]:
                bump_generation()

    def _rows(self, value: str) -> QuerySet[LookUpRow]:
        return LookUpRow.objects.filter(lookup=self.id, digest=self._digest(value))

    def _digest(self, value: str) -> bytes:
        text = self._normalise(value).encode(errors="backslashreplace")
        return hmac.digest(derive(_secret(), b"look-up " + self.id.encode()), text, "sha256")


def _secret() -> bytes:
    found = secrets.secret(_NAME)
    if found is None:
        raise KeysUnusable("The key of the look-ups was destroyed.")
    return found
