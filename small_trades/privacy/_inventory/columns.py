# ruff: noqa: SLF001 -- `_meta` is how Django documents a model's own description
"""Every column of every installed app is declared: a key, a relation, sealed, or nothing personal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import AutoField, ForeignKey, IntegerField, UUIDField

from small_trades.privacy._inventory.problems import StartProblem
from small_trades.privacy._policy import policy
from small_trades.privacy.fields import SealedField, SubjectField
from small_trades.privacy.vocabulary import NotPersonal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Field, Model


def model_problems() -> Iterator[StartProblem]:
    """What the models of all installed apps, third-party ones included, leave undeclared."""
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.proxy:
            yield from _columns(model)
            yield from _sealed(model)


def stored_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields that have a column in the model's own table."""
    return [field for field in model._meta.local_concrete_fields if field.column]


def _columns(model: type[Model]) -> Iterator[StartProblem]:
    declared = _not_personal(model)
    undeclared = {field.column: field for field in stored_fields(model) if not _is_known(field)}
    names = {name for field in undeclared.values() for name in (field.name, field.attname, field.column)}
    for column, field in undeclared.items():
        if not {column, field.name} & declared:
            yield StartProblem(
                "privacy.E001",
                f"{model._meta.label}.{field.name} is neither sealed nor declared to hold nothing personal.",
                "Seal it (SealedField), or list it in the model's `not_personal = NotPersonal(reason, …)`;"
                " for a third party's model, in PRIVACY['THIRD_PARTY_NOT_PERSONAL'].",
            )
    for name in sorted(declared - names):
        if not any(name in {field.name, field.column} for field in model._meta.concrete_fields):
            yield StartProblem(
                "privacy.E002",
                f"{model._meta.label} declares a column {name!r} that it does not have.",
                "Remove the name from NotPersonal.",
            )


def _is_known(field: Field[Any, Any]) -> bool:
    # A number or a UUID as a key is drawn by the program; a text may be anything, an e-mail address too.
    is_key = field.primary_key and isinstance(field, AutoField | IntegerField | UUIDField)
    return is_key or isinstance(field, ForeignKey | SubjectField | SealedField)


def _not_personal(model: type[Model]) -> frozenset[str]:
    own = getattr(model, "not_personal", None)
    others = settings.PRIVACY["THIRD_PARTY_NOT_PERSONAL"].get(model._meta.label)
    found = own if isinstance(own, NotPersonal) else others
    return found.columns if found is not None else frozenset()


def _sealed(model: type[Model]) -> Iterator[StartProblem]:
    sealed = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    subjects = [field for field in model._meta.concrete_fields if isinstance(field, SubjectField)]
    if sealed and not (subjects and isinstance(model._meta.pk, UUIDField)):
        yield StartProblem(
            "privacy.E003",
            f"{model._meta.label} has sealed fields, but no SubjectField or no UUID as its id.",
            "A seal is bound to person and record: id = UUIDField(primary_key=True, default=privacy.uuid7).",
        )
    for field in sealed:
        for entry in (field.category, field.kept_for):
            if not policy().declares(entry):
                yield StartProblem(
                    "privacy.E004",
                    f"{model._meta.label}.{field.name} uses {entry.id!r}, which the policy does not declare.",
                    "Add it to the policy's declaration, or use a declared one.",
                )
