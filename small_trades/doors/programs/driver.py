"""Notices as Standard Webhooks writes them (https://www.standardwebhooks.com, 1.0.0), over HTTPS."""

import base64
import hashlib
import hmac
import http.client
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from small_trades import privacy
from small_trades.doors.deadline import Deadline
from small_trades.doors.programs.addresses import Address, BadAddress, is_public
from small_trades.doors.programs.messages import ProgramNotice, TooSlowError
from small_trades.policy.declaration import PROGRAMS

DEADLINE_SECONDS: Final = 10.0
"""For all of it, however slowly an answer drips: Standard Webhooks asks for 15 to 30 s at most. Only looking
up the name has limits of its own, those of the machine's resolver."""


def signature(notice_id: str, at: int, body: bytes, secret: bytes) -> str:
    """`v1,…`: HMAC-SHA256 over id, time and body."""
    signed = b".".join((notice_id.encode(), str(at).encode(), body))
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


class ProgramsDoor:
    """Sends to registered addresses alone. A name that leads into private networks only is refused as well.

    Of a name that leads to several numbers, those in private networks are never called.
    """

    name = "programs"
    recipient = PROGRAMS
    messages: tuple[type[privacy.Message], ...] = (ProgramNotice,)

    def __init__(
        self,
        registered: Callable[[], tuple[str, ...]],
        *,
        allows_loopback: bool,
        seconds: float = DEADLINE_SECONDS,
    ) -> None:
        """`registered` answers with the addresses there are now; `seconds` bounds one notice."""
        self._seconds = seconds
        self._registered = registered
        self._allows_loopback = allows_loopback

    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Where the registered addresses are."""
        found = (self._address(url) for url in self._registered())
        return tuple((address.host, address.port) for address in found)

    def send(self, message: ProgramNotice, _opened: privacy.Opened) -> int:
        """The status of the answer, one of 2xx. DoorError for any other, and where there is none."""
        if message.address not in self._registered():
            raise privacy.DoorError("not registered", permanent=True)
        body = message.body.encode()
        headers = {
            "Content-Type": "application/json",
            "webhook-id": message.id,
            "webhook-timestamp": str(message.at),
            "webhook-signature": signature(message.id, message.at, body, message.secret),
        }
        status = self._post(self._address(message.address), body, headers)
        if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
            raise privacy.DoorError(f"HTTP {status}", permanent=status == http.client.GONE)
        return status

    def _address(self, url: str) -> Address:
        try:
            return Address.of(url, allows_loopback=self._allows_loopback)
        except BadAddress as bad:
            raise privacy.DoorError(str(bad), permanent=True) from None

    def _post(self, address: Address, body: bytes, headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection(address.host, address.port)
        deadline = Deadline(self._seconds)
        try:
            with self._connected(address, deadline) as plain, deadline.cuts(plain):
                connection.sock = self._secured(plain, address)
                connection.request("POST", address.target, body, headers)
                status = connection.getresponse().status
        except (OSError, ValueError, http.client.HTTPException) as error:
            if deadline.is_over:
                raise TooSlowError from None
            raise privacy.DoorError(type(error).__name__, permanent=False) from None
        finally:
            connection.close()
        # An answer that was cut off in its headers reads like one that ends there.
        if deadline.is_over:
            raise TooSlowError
        return status

    def _connected(self, address: Address, deadline: Deadline) -> socket.socket:
        """Connected to an address that was looked at: a name cannot lead elsewhere between look and use.

        Of several the first that takes the call, in the order of the resolver; each may use an even share of
        the time that is left.
        """
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
        allowed = [number for number in numbers if self._allows_loopback or is_public(number)]
        if not allowed:
            raise privacy.DoorError("a private address", permanent=True)
        *others, last = allowed
        for at, number in enumerate(others):
            with suppress(OSError):
                share = deadline.left / (len(allowed) - at)
                return socket.create_connection((number, address.port), timeout=share)
        return socket.create_connection((last, address.port), timeout=deadline.left)

    def _secured(self, plain: socket.socket, address: Address) -> socket.socket:
        """A second handle on the connection; the first stays, to cut it off by."""
        if not address.is_tls:
            return plain.dup()
        return ssl.create_default_context().wrap_socket(plain.dup(), server_hostname=address.host)
