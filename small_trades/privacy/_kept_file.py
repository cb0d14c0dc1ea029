"""Where a sealed file lies: what is held is listed without loading the files in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps

from small_trades.privacy.fields import SealedField

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model

    from small_trades.privacy._sealed import Sealed


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a record: `column` is model and field (`inquiries.InquiryFile.content`)."""

    column: str
    record: UUID

    @classmethod
    def of(cls, row: Model, name: str) -> KeptFile:
        """The file in this field of a row, which need not be loaded. TypeError where the field is no file."""
        return cls(f"{row._meta.label}.{_field(type(row), name).name}", row.pk)  # noqa: SLF001 -- Django's

    @property
    def field(self) -> SealedField[Any, Any]:
        """The column."""
        label, _, name = self.column.rpartition(".")
        return _field(apps.get_model(label), name)

    def read(self) -> Sealed[Any] | None:
        """The file, unopened; None where the record is gone or has none."""
        field = self.field
        row = field.model._default_manager.filter(pk=self.record).first()  # noqa: SLF001 -- Django's
        return None if row is None else getattr(row, field.attname)


def _field(model: type[Model], name: str) -> SealedField[Any, Any]:
    field = model._meta.get_field(name)  # noqa: SLF001 -- Django's own description of a model
    if not isinstance(field, SealedField) or not field.is_file:
        raise TypeError(f"{model.__name__}.{name} is not a sealed file.")
    return field
