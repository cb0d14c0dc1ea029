# ruff: noqa: SLF001 -- the engine's own handle, whose insides nobody else may see
# ruff: noqa: D102, ARG002, FBT001, FBT002 -- methods that Django calls: contracts and signatures are its
"""The two columns a model declares for a person: whose the record is, and what is sealed in it.

    subject = privacy.SubjectField()
    ship_to = privacy.SealedField(DeliveryAddress, category=SHIPPING, kept_for=ORDER_RETENTION)

Migrations see a plain binary column (`SealedColumn`): data migrations handle ciphertext and nothing else.
"""

from __future__ import annotations

import secrets
import time
import uuid
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, NoReturn, TypeVar, get_type_hints, overload

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact, IsNull, Lookup
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property

from small_trades.privacy._crypto import group_id, is_file
from small_trades.privacy._sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper

    from small_trades.privacy.vocabulary import Category, Retention

T = TypeVar("T")
_ST_contra = TypeVar("_ST_contra", contravariant=True)
_GT_co = TypeVar("_GT_co", covariant=True)
SUBJECT: Final = "subject"
_NANOSECONDS_PER_MS: Final = 1_000_000


# The stubs' fields are generic, Django's are not.
if TYPE_CHECKING:
    _UUIDBase = models.UUIDField[uuid.UUID, uuid.UUID]
    _Binary = models.BinaryField[_ST_contra, _GT_co]
    _Exact = Exact[Any]
    _BinaryBase = models.BinaryField[bytes, bytes]
else:
    _UUIDBase, _BinaryBase, _Exact = models.UUIDField, models.BinaryField, Exact

    class _Binary(models.BinaryField, Generic[_ST_contra, _GT_co]):
        pass


def uuid7() -> uuid.UUID:
    """A time-ordered identifier (RFC 9562, 5.7), known before the row is inserted: seals are bound to it."""
    now, part = divmod(time.time_ns(), _NANOSECONDS_PER_MS)
    fraction = (part << 12) // _NANOSECONDS_PER_MS
    value = (now & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


class SubjectField(_UUIDBase):
    """Whose record this is. The column is called `subject`; there is no relation: persons live in `keys`."""

    description = "The data subject a record is about"

    def __init__(self, *, null: bool = False, **kwargs: Any) -> None:
        kwargs.update(null=null, blank=null, editable=False)
        kwargs.setdefault("db_index", True)
        super().__init__(**kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Refuse any other name, so that every table answers the question whose row it is in the same way."""
        if name != SUBJECT:
            raise TypeError(f"{cls.__name__}.{name}: a SubjectField is called `subject`.")
        super().contribute_to_class(cls, name, private_only=private_only)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "blank", "db_index"):
            kwargs.pop(implied, None)
        return name, path, list(args), kwargs


class SealedColumn(_BinaryBase):
    """What a SealedField is to a migration: bytes nobody can read."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["editable"] = False
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name = self.name
        return name, "small_trades.privacy.fields.SealedColumn", [], {"null": True} if self.null else {}


class Ciphertext(bytes):
    """Bytes that `SealedField.pre_save` has found to belong to the instance being saved."""

    __slots__ = ()


class _SealedCol(Col):
    """A column that can be selected and asked whether it is null."""

    def resolve_expression(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise _no_question(self.target)


class _SealedIsNull(IsNull):
    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        return compiler.compile(lhs or self.lhs)


class _ExactlyNone(_Exact):
    """For `filter(nickname=None)`, which Django turns into `isnull`. Any other question is refused."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs is not None:
            raise _no_question(lhs.target)
        super().__init__(lhs, rhs)


class _SealedAttribute(DeferredAttribute):
    """Gives a bound Sealed or None; takes what the database gave, or a Sealed of this very record."""

    field: SealedField[Any, Any]

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if value is not None and (value._record is None or value._subject is None):
            # Loaded in parts, or the subject stands below it in the model.
            value._subject, value._record = instance.subject, instance.pk
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        data = instance.__dict__
        if value is not None:
            if value.__class__ is not Sealed:
                raise TypeError(f"{self.field}: assign through privacy.collect(…) or privacy.carry(…).")
            if value._record is None:
                # Django builds instances from rows in __init__, before it says that the row exists.
                if not instance._state.adding:
                    raise TypeError(f"{self.field}: a detached sealed value cannot be assigned.")
                value._subject, value._record = data.get(SUBJECT), data.get(self.field.key)
            elif not self.field.belongs(value, instance):
                raise TypeError(f"{self.field}: a value sealed for another record moves by privacy.carry(…).")
        data[self.field.attname] = value


class SealedField(_Binary[_ST_contra, _GT_co]):
    """A group of a person's values, sealed into one binary column.

    `group` is a frozen dataclass of strings whose repr shows nothing; fields may later be appended to it,
    with a default, never removed or reordered. One that is a file has one field, of bytes, and stands in a
    table with something else that is sealed, so that lists need not load it. `category` is what the policy
    calls it, `kept_for` the class of its key. A group may set `sealed_padding` (bytes, default 64): its
    length is rounded up to a multiple of it.
    """

    description = "A sealed group of personal values"
    descriptor_class = _SealedAttribute
    empty_strings_allowed = False

    if TYPE_CHECKING:

        @overload
        def __init__(
            self: SealedField[Sealed[T], Sealed[T]],
            group: type[T],
            *,
            category: Category,
            kept_for: Retention,
            null: Literal[False] = False,
        ) -> None: ...
        @overload
        def __init__(
            self: SealedField[Sealed[T] | None, Sealed[T] | None],
            group: type[T],
            *,
            category: Category,
            kept_for: Retention,
            null: Literal[True],
        ) -> None: ...

    def __init__(self, group: type, *, category: Category, kept_for: Retention, null: bool = False) -> None:
        self.group: type[Any] = checked_group(group)
        self.group_id = group_id(self.group)
        self.category = category
        self.kept_for = kept_for
        super().__init__(null=null, blank=null, editable=False)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        label = f"{cls._meta.app_label}.{cls._meta.model_name}.{name}"
        self.place = sha256(label.encode()).digest()[:16]

    @cached_property
    def is_file(self) -> bool:
        """Whether what is sealed is a file."""
        return is_file(self.group)  # type: ignore[arg-type] # a class is hashable

    @cached_property
    def key(self) -> str:
        """The attribute that holds the id of the model's records."""
        return self.model._meta.pk.attname

    def clone(self) -> SealedColumn:
        """The column as migrations know it."""
        return SealedColumn(null=self.null)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name = self.name
        return name, "small_trades.privacy.fields.SealedColumn", [], {"null": True} if self.null else {}

    def belongs(self, sealed: Sealed[Any], instance: models.Model) -> bool:
        """Whether `sealed` was made for this column of this record of this person."""
        own = sealed._field.place == self.place and sealed._record == instance.pk
        return own and sealed._subject == getattr(instance, SUBJECT)

    # -- to and from the database
    def from_db_value(self, value: Any, expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        if value is None:
            return None
        if not isinstance(expression, Col):
            raise _no_question(self)
        return Sealed(bytes(value), self)

    def pre_save(self, model_instance: models.Model, add: bool) -> Ciphertext | None:
        """The ciphertext to store, or TypeError when the value was not sealed for this very record."""
        value: Sealed[Any] | None = getattr(model_instance, self.attname)
        if value is None:
            return None
        if add and not value._is_new:
            raise TypeError(f"{self}: a value read from another row cannot be stored in a new one.")
        if not self.belongs(value, model_instance):
            raise TypeError(f"{self}: the record changed its person or its id after the value was sealed.")
        return Ciphertext(value._blob)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None or value.__class__ is Ciphertext:
            # A driver may look a type up by identity, so it gets the plain one.
            return super().get_db_prep_value(value and bytes(value), connection, prepared)
        raise TypeError(f"{self}: stored by save() or bulk_create() alone, never by update().")

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_default(self) -> None:
        return None

    def to_python(self, value: Any) -> NoReturn:
        raise TypeError(f"{self}: a sealed value has no text form to read it from.")

    def value_to_string(self, obj: models.Model) -> NoReturn:
        raise TypeError(f"{self}: sealed values are not serialised; use a backup of the store.")

    def value_from_object(self, obj: models.Model) -> Any:
        return getattr(obj, self.attname)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return value

    def formfield(self, **_kwargs: Any) -> None:  # type: ignore[override] # there is none, on purpose
        return None

    # -- questions the database may not be asked
    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]]:
        return _SealedIsNull if lookup_name == "isnull" else _ExactlyNone

    def get_transform(self, lookup_name: str) -> None:
        return None

    def get_col(self, alias: str, output_field: Any = None) -> Col:
        return _SealedCol(alias, self, output_field)


def _no_question(field: Any) -> FieldError:
    return FieldError(f"{field}: a sealed value can be selected or tested for null, nothing else.")


def checked_group(group: Any) -> type[Any]:
    """`group`, or TypeError saying what keeps it from being sealed."""
    if not (isinstance(group, type) and is_dataclass(group)):
        raise TypeError(f"{group!r} is not a dataclass.")
    parameters: Any = group.__dataclass_params__  # type: ignore[attr-defined] # dataclasses keep it there
    hints: Mapping[str, Any] = get_type_hints(group)
    wrong = [] if is_file(group) else [item.name for item in fields(group) if hints[item.name] is not str]
    if not parameters.frozen:
        raise TypeError(f"{group.__name__} must be frozen.")
    if group.__repr__ is not object.__repr__ or group.__str__ is not object.__str__:
        raise TypeError(f"{group.__name__} must not print its values: @dataclass(frozen=True, repr=False).")
    if wrong:
        raise TypeError(f"{group.__name__}: {', '.join(wrong)} must be of type str, or one of bytes.")
    return group
