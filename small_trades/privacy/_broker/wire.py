# ruff: noqa: SLF001 -- the engine's own handle, whose insides nobody else may see
"""Values as they travel between a process and its broker: plain JSON, and the rest as `{"kind": content}`.

Only what is named here can arrive: no class, purpose, column or group is made from what a message says, all
are looked up among those that the program itself declares. ValueError for a message that says anything else.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps

from small_trades.privacy._breach import BreachScope, CopiedStores, KeyExposure
from small_trades.privacy._broker import affected
from small_trades.privacy._budget.counting import OpeningBudget
from small_trades.privacy._consents.shapes import ConsentRecord, ConsentText, Restriction
from small_trades.privacy._decide import Allowed, NotDeclared, Refusal
from small_trades.privacy._giving import Asked
from small_trades.privacy._kept_file import KeptFile
from small_trades.privacy._keys.drill import Drill
from small_trades.privacy._keys.rotation import Rotation
from small_trades.privacy._keys.status import EpochStatus, KeysStatus, RingCount, YearStatus
from small_trades.privacy._ledger import Event, InclusionProof, Report, Row, Wanted
from small_trades.privacy._lookup import LookUp, LookUpHit, registry
from small_trades.privacy._person import Held, UseRow
from small_trades.privacy._policy import policy
from small_trades.privacy._provision import LawfulGround
from small_trades.privacy._rights import words
from small_trades.privacy._rights.erasing import Receipt
from small_trades.privacy._rights.models import ErasureState
from small_trades.privacy._rights.requests import Request
from small_trades.privacy._sealed import Sealed
from small_trades.privacy.errors import RefusalReason
from small_trades.privacy.fields import SealedField
from small_trades.privacy.vocabulary import ActorKind, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable

_SHAPES: Final[dict[str, type[Any]]] = {
    shape.__name__: shape
    for shape in (
        *(CopiedStores, KeyExposure),
        *(ConsentRecord, ConsentText, Restriction),
        *(Allowed, NotDeclared, Refusal),
        *(Drill, Rotation, EpochStatus, KeysStatus, RingCount, YearStatus),
        *(InclusionProof, Report, Row, Wanted, UseRow, LookUpHit),
        *(OpeningBudget, Asked, LawfulGround),
        *(Held, KeptFile, words.Outcome, Receipt, Request),
    )
}
_WORDS: Final[dict[str, type[Enum]]] = {
    kind.__name__: kind
    for kind in (
        *(Event, RefusalReason, ActorKind, ErasureState, words.Fate),
        *(words.RequestKind, words.RequestState, words.Channel, words.Identified),
        *(words.Decision, words.ReasonCode, words.Standing),
    )
}
_UNDECLARED: Final = "\0"
"""A name that no declared purpose has: a purpose that is not one of the policy's arrives with it."""


def encode(value: Any) -> Any:
    """`value` as JSON can say it. TypeError, naming the type, for what cannot travel."""
    kind = type(value)
    if value is None or kind in _PLAIN:
        return value
    return (_ENCODERS.get(kind) or _encoder(kind))(value)  # type: ignore[arg-type] # a class is hashable


def decode(message: Any) -> Any:
    """What `encode` made a message of. ValueError for anything else."""
    if not isinstance(message, dict):
        if message is None or type(message) in _PLAIN:
            return message
        raise ValueError("a message holds a list without a kind")
    try:
        ((kind, content),) = message.items()
        return _DECODERS[kind](content)
    except (KeyError, TypeError, LookupError) as error:
        raise ValueError(f"a message holds what nobody declared ({type(error).__name__})") from None


@lru_cache(maxsize=256)
def _encoder(kind: type[Any]) -> Callable[[Any], Any]:
    """For every kind that is not known by itself but by what it is one of."""
    if _SHAPES.get(kind.__name__) is kind:
        return lambda value: {"shape": [kind.__name__, *(encode(part) for part in _parts(value))]}
    if _groups().get(name := f"{kind.__module__}.{kind.__qualname__}") is kind:
        return lambda value: {"group": [name, *(encode(part) for part in _parts(value))]}
    for base, encoder in _ENCODERS_OF.items():
        if issubclass(kind, base):
            return encoder
    raise TypeError(f"{kind.__name__} cannot be handed to the broker.")


def _parts(value: Any) -> Iterator[Any]:
    return (getattr(value, name) for name in _names(type(value)))  # type: ignore[arg-type] # a class is hashable


def _encode_purpose(purpose: Purpose) -> Any:
    return {"purpose": [purpose.id, policy().declares(purpose)]}


def _decode_purpose(content: Any) -> Purpose:
    name, is_declared = content
    found = next((purpose for purpose in policy().purposes if purpose.id == name), None)
    if is_declared and found is not None:
        return found
    return replace(policy().purposes[0], id=str(name), name_en=_UNDECLARED)


def _encode_sealed(value: Sealed[Any]) -> Any:
    whose = (value._subject and value._subject.hex, value._record and value._record.hex)
    return {"sealed": [_label(value._field), _text(value._blob), *whose]}


def _decode_sealed(content: Any) -> Sealed[Any]:
    label, blob, subject, record = content
    subject, record = (None if whose is None else UUID(hex=whose) for whose in (subject, record))
    return Sealed(_bytes(blob), _column(label), subject, record)


def _decode_shape(content: Any) -> Any:
    name, *values = content
    shape = _SHAPES[name]
    names = _names(shape)  # type: ignore[arg-type] # a class is hashable
    if len(names) != len(values):
        raise ValueError("a message holds a shape with other fields")
    return shape(**{field: decode(entry) for field, entry in zip(names, values, strict=True)})


def _decode_group(content: Any) -> Any:
    name, *values = content
    return _groups()[name](*(decode(entry) for entry in values))


def _label(field: SealedField[Any, Any]) -> str:
    return f"{field.model._meta.label}.{field.name}"


@lru_cache(maxsize=1)
def _columns() -> dict[str, SealedField[Any, Any]]:
    columns = (field for model in apps.get_models() for field in model._meta.fields)
    return {_label(field): field for field in columns if isinstance(field, SealedField)}


def _column(label: str) -> SealedField[Any, Any]:
    return _columns()[label]


@lru_cache(maxsize=1)
def _groups() -> dict[str, type[Any]]:
    groups = {field.group for field in _columns().values()}
    return {f"{group.__module__}.{group.__qualname__}": group for group in groups}


@lru_cache(maxsize=256)
def _names(shape: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


_PLAIN: Final = frozenset({str, int, float, bool})
_ENCODERS: Final[dict[type[Any], Callable[[Any], Any]]] = {
    bytes: lambda value: {"bytes": _text(value)},
    UUID: lambda value: {"uuid": value.hex},
    datetime: lambda value: {"moment": value.isoformat()},
    date: lambda value: {"date": value.isoformat()},
    list: lambda value: {"list": [encode(entry) for entry in value]},
    tuple: lambda value: {"tuple": [encode(entry) for entry in value]},
    set: lambda value: {"set": [encode(entry) for entry in value]},
    frozenset: lambda value: {"set": [encode(entry) for entry in value]},
    Purpose: _encode_purpose,
    Sealed: _encode_sealed,
    BreachScope: lambda value: {"breach": [encode(part) for part in affected.parts(value)]},
    LookUp: lambda value: {"lookup": value.id},
}
_ENCODERS_OF: Final[dict[type[Any], Callable[[Any], Any]]] = {
    Enum: lambda value: {"word": [type(value).__name__, value.value]},
    str: str,
    SealedField: lambda value: {"column": _label(value)},
    Mapping: lambda value: {"map": [[encode(key), encode(entry)] for key, entry in value.items()]},
    Collection: lambda value: {"tuple": [encode(entry) for entry in value]},
    Iterator: lambda value: {"tuple": [encode(entry) for entry in value]},
}
_DECODERS: Final[dict[str, Callable[[Any], Any]]] = {
    "bytes": _bytes,
    "uuid": lambda content: UUID(hex=content),
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "list": lambda content: [decode(entry) for entry in content],
    "tuple": lambda content: tuple(decode(entry) for entry in content),
    "set": lambda content: frozenset(decode(entry) for entry in content),
    "map": lambda content: {decode(key): decode(entry) for key, entry in content},
    "word": lambda content: _WORDS[content[0]](content[1]),
    "shape": _decode_shape,
    "group": _decode_group,
    "column": _column,
    "purpose": _decode_purpose,
    "sealed": _decode_sealed,
    "breach": lambda content: affected.scope_of([decode(part) for part in content]),
    "lookup": lambda content: registry[content],
}
