"""What a door is, and what may leave through one: shapes only, importable before any model."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, runtime_checkable

from django.conf import settings
from django.utils.module_loading import import_string

from small_trades.privacy._sealed import Sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from small_trades.privacy.vocabulary import Recipient

T = TypeVar("T")


@dataclass(frozen=True)
class Message:
    """What may leave through a door. Subclasses are frozen dataclasses that name their recipient.

        @dataclass(frozen=True, repr=False)
        class ShippingLabel(Message):
            recipient = CARRIER
            to: Sealed[DeliveryAddress]
            parcel: str

    Personal values stay sealed in it; other values are seen by the door as they are.
    """

    recipient: ClassVar[Recipient]

    def sealed(self) -> list[Sealed[Any]]:
        """Its sealed values, also those in lists and tuples."""
        return [item for entry in fields(self) for item in _sealed_in(getattr(self, entry.name))]


class Opened(Protocol):
    """Opens the sealed values of the message being sent, and nothing else, while it is being sent."""

    def __call__(self, sealed: Sealed[T], /) -> T: ...


class Inbound(Protocol):
    """What a door makes of a verified inbound message: at least the sender's own number for it."""

    @property
    def event_id(self) -> str: ...


class Door(Protocol):
    """A driver. Its `name` is its key in the settings' dict.

    `send` delivers one message and returns whatever the shop should know of it; it raises DoorError, saying
    whether trying again can help, and connects to `destinations()` alone.
    """

    name: str
    recipient: Recipient
    messages: tuple[type[Message], ...]

    def destinations(self) -> tuple[tuple[str, int], ...]: ...

    def send(self, message: Any, opened: Opened) -> Any: ...


@runtime_checkable
class InboundDoor(Protocol):
    """A door that also takes messages in. `verify` raises Unverified unless it can prove who sent them."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> Inbound: ...


@runtime_checkable
class FetchingDoor(Protocol):
    """A door behind which something waits to be fetched: what people mailed to the shop, say.

    `opened` signs in at `destinations()` and yields what to fetch with, for the block alone. It raises
    DoorError, and so may what it yields.
    """

    def destinations(self) -> tuple[tuple[str, int], ...]: ...

    def opened(self) -> AbstractContextManager[Any]: ...


def doors() -> Mapping[str, Door]:
    """Every door there is, by name: the dict that `settings.PRIVACY["DOORS"]` names."""
    found: Mapping[str, Door] = import_string(settings.PRIVACY["DOORS"])
    return found


def _sealed_in(value: object) -> Iterator[Sealed[Any]]:
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _sealed_in(item)
