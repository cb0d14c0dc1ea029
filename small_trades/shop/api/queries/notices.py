"""Endpoints and the notices to them, as the desk lists them and the door sends them."""

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

from small_trades.doors.programs.messages import ProgramNotice
from small_trades.shop.api.models import Endpoint, Notice

LISTED: Final = 100
_SALT: Final = "small_trades.api.endpoint"


@dataclass(frozen=True, slots=True)
class DeskEndpoint:
    """An endpoint in the owner's list; `secret` is what its program verifies signatures with."""

    id: UUID
    address: str
    events: tuple[str, ...]
    is_on: bool
    secret: str


@dataclass(frozen=True, slots=True)
class DeskNotice:
    """A notice in the log; `outcome` says why the last attempt failed."""

    id: UUID
    address: str
    event: str
    at: dt.datetime
    attempts: int
    outcome: str
    is_sent: bool


def registered() -> tuple[str, ...]:
    """Where notices may go now."""
    return tuple(Endpoint.objects.filter(is_on=True).values_list("address", flat=True))


def secret_of(endpoint_id: UUID) -> bytes:
    """The endpoint's secret, made from the shop's own key."""
    return salted_hmac(_SALT, endpoint_id.hex, algorithm="sha256").digest()


def desk_endpoints() -> tuple[DeskEndpoint, ...]:
    """Every endpoint, the newest first."""
    return tuple(
        DeskEndpoint(
            each.pk,
            each.address,
            tuple(each.events),
            each.is_on,
            "whsec_" + base64.b64encode(secret_of(each.pk)).decode(),
        )
        for each in Endpoint.objects.all()
    )


def desk_notices() -> tuple[DeskNotice, ...]:
    """The latest notices."""
    return tuple(
        DeskNotice(
            each.pk,
            each.endpoint.address,
            each.event,
            each.at,
            each.attempts,
            each.outcome,
            each.sent_at is not None,
        )
        for each in Notice.objects.select_related("endpoint")[:LISTED]
    )


def message_of(notice: Notice, at: int) -> ProgramNotice:
    """A notice as it leaves."""
    return ProgramNotice(
        id=f"msg_{notice.pk.hex}",
        address=notice.endpoint.address,
        secret=secret_of(notice.endpoint_id),
        at=at,
        body=notice.body,
    )
