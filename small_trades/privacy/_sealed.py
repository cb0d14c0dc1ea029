"""The handle to a sealed value: it can be carried, saved and opened by the engine, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

if TYPE_CHECKING:
    from uuid import UUID

    from small_trades.privacy.fields import SealedField

T_co = TypeVar("T_co", covariant=True)


class Sealed(Generic[T_co]):
    """One group of a person's values, unopened. Prints as `‹PersonName›`.

    *Bound* (read from a model instance, or made by `collect`), it knows whose and which record's it is, and
    can be opened. *Detached* (from `values()` or `values_list()`), it knows neither and stays shut.
    """

    __slots__ = ("_blob", "_field", "_is_new", "_record", "_subject")

    def __init__(
        self,
        blob: bytes,
        field: SealedField[Any, Any],
        subject: UUID | None = None,
        record: UUID | None = None,
    ) -> None:
        self._blob = blob
        self._field = field
        self._subject = subject
        self._record = record
        # Sealed by this process for its record, not read from a row.
        self._is_new = False

    @property
    def is_bound(self) -> bool:
        """Whether the person and the record are known, so that the value can be opened."""
        return self._subject is not None and self._record is not None

    def __repr__(self) -> str:
        return f"‹{self._field.group.__name__}›"

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("A sealed value cannot be compared; open it with privacy.use(…, purpose=…).")

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__

    def __hash__(self) -> NoReturn:
        raise TypeError("A sealed value cannot be a key or a member of a set.")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("A sealed value cannot be pickled or copied; pass the record's id instead.")

    __copy__ = __reduce__ = __getstate__ = lambda self: self.__reduce_ex__(2)

    def __deepcopy__(self, memo: object) -> NoReturn:
        self.__reduce_ex__(2)

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{self!r} is sealed: open it with privacy.use(…, purpose=…) to read {name!r}.")
