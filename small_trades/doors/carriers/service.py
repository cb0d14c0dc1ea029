"""A carrier's service that takes labels, corrections and stops over HTTPS, as JSON.

    PUT {url}/labels/{order code}    {carrier, number, to, date, slot}      -> 200/201 {"number": …}
    PUT {url}/notices/{notice id}    {carrier, number, what[, to]}          -> 200/202/409 {state, reason}
    GET {url}/notices/{notice id}                                           -> 200 {state, reason}

Both PUTs are the same thing however often they come. 429 and 5xx mean: later. The words of an answer are
those of `doors/telling/messages.py`.
"""

import http.client
import json
import ssl
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from small_trades import privacy
from small_trades.doors.carriers.files.writing import write_lines
from small_trades.doors.carriers.messages import (
    Acceptance,
    CarrierList,
    LabelCorrection,
    LabelEnquiry,
    LabelStop,
    Lines,
    ShippingLabel,
)
from small_trades.doors.carriers.slip import slip
from small_trades.doors.telling.messages import Answer, Answered, Why
from small_trades.policy.declaration import CARRIER

TIMEOUT_SECONDS: Final = 10
LONGEST_ANSWER: Final = 64 * 1024
HTTPS_PORT: Final = 443
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_TAKEN: Final = frozenset({http.client.OK, http.client.CREATED, http.client.ACCEPTED})
_ANSWERED: Final = _TAKEN | {http.client.CONFLICT}
_LATER: Final = frozenset({http.client.REQUEST_TIMEOUT, http.client.TOO_MANY_REQUESTS})
Outgoing = ShippingLabel | LabelCorrection | LabelStop | LabelEnquiry | CarrierList


@dataclass(frozen=True, slots=True, repr=False)
class Service:
    """Where the service is, and the token that it knows the shop by."""

    host: str
    port: int
    path: str
    token: str
    is_tls: bool

    @classmethod
    def of(cls, url: str) -> "Service":
        """From `https://TOKEN@host/path`; plain HTTP on this machine only. Raises ValueError."""
        parts = urlsplit(url)
        is_tls = parts.scheme == "https"
        if not parts.hostname or not (is_tls or (parts.scheme == "http" and parts.hostname in _LOOPBACK)):
            raise ValueError("CARRIER_URL is https://TOKEN@host/path.")
        port = parts.port or (HTTPS_PORT if is_tls else http.client.HTTP_PORT)
        return cls(parts.hostname, port, parts.path.rstrip("/"), unquote(parts.username or ""), is_tls)


class CarrierDoor:
    """Labels are registered when they are printed; what is told of them later names them by their number."""

    name = "carrier"
    recipient = CARRIER
    messages: tuple[type[privacy.Message], ...] = (
        ShippingLabel,
        LabelCorrection,
        LabelStop,
        LabelEnquiry,
        CarrierList,
    )

    def __init__(self, url: str) -> None:
        """Talk to the service at `url`. Raises ValueError where that is none."""
        self._service = Service.of(url)

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """The service."""
        return ((self._service.host, self._service.port),)

    def send(self, message: Outgoing, opened: privacy.Opened) -> Acceptance | Answer | Lines:
        """One label, one notice, one question, or a list for staff. DoorError where there is no answer."""
        match message:
            case CarrierList():
                return write_lines(message, opened)
            case ShippingLabel():
                return self._register(message, opened)
            case LabelEnquiry():
                return self._answer("GET", message.notice_id, None)
            case _:
                return self._answer("PUT", message.notice_id, _told(message, opened))

    def _register(self, label: ShippingLabel, opened: privacy.Opened) -> Acceptance:
        content = {
            "carrier": label.carrier,
            "number": label.tracking_number,
            "to": asdict(opened(label.to)),
            "date": label.delivery_date,
            "slot": label.delivery_slot,
            "collect": label.collect,
        }
        status, told = self._ask("PUT", f"/labels/{quote(label.order_code)}", content)
        if status not in _TAKEN:
            raise privacy.DoorError(f"HTTP {status}", permanent=True)
        number = str(told.get("number") or label.tracking_number)
        printed = slip(label, opened) if label.is_printed else None
        return Acceptance(label.carrier, number, printed)

    def _answer(self, method: str, notice_id: object, content: dict[str, Any] | None) -> Answer:
        status, told = self._ask(method, f"/notices/{notice_id}", content)
        if status in {http.client.NOT_FOUND, http.client.GONE}:
            return Answer(Answered.NOT_POSSIBLE, Why.UNKNOWN)
        if status not in _ANSWERED:
            raise privacy.DoorError(f"HTTP {status}", permanent=True)
        try:
            return Answer.of(told)
        except ValueError:
            raise privacy.DoorError("not an answer", permanent=False) from None

    def _ask(self, method: str, path: str, content: dict[str, Any] | None) -> tuple[int, dict[str, Any]]:
        service = self._service
        connection: http.client.HTTPConnection = (
            http.client.HTTPSConnection(
                service.host, service.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
            if service.is_tls
            else http.client.HTTPConnection(service.host, service.port, timeout=TIMEOUT_SECONDS)
        )
        body = None if content is None else json.dumps(content, ensure_ascii=False).encode()
        headers = {"Authorization": f"Bearer {service.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, service.path + path, body, headers)
            answer = connection.getresponse()
            status, text = answer.status, answer.read(LONGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise privacy.DoorError(type(error).__name__, permanent=False) from None
        finally:
            connection.close()
        if status in _LATER or status >= http.client.INTERNAL_SERVER_ERROR:
            raise privacy.DoorError(f"HTTP {status}", permanent=False)
        return status, _object(text)


def _told(message: LabelCorrection | LabelStop, opened: privacy.Opened) -> dict[str, Any]:
    content = {"carrier": message.carrier, "number": opened(message.tracking).number}
    if isinstance(message, LabelStop):
        return {**content, "what": message.what}
    return {**content, "what": "correction", "to": asdict(opened(message.to))}


def _object(text: bytes) -> dict[str, Any]:
    try:
        told = json.loads(text or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
