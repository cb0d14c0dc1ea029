"""Where a notice may go: HTTPS to a public address; on this machine in demonstrations."""

import ipaddress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

HTTPS_PORT: Final = 443
HTTP_PORT: Final = 80
LONGEST: Final = 500
_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class BadAddress(ValueError):  # noqa: N818 - says what the given text is
    """No notice may go there."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart; `target` is path and query."""

    host: str
    port: int
    target: str
    is_tls: bool

    @classmethod
    def of(cls, url: str, *, allows_loopback: bool) -> "Address":
        """Raises BadAddress for anything but https to a name or public number, without user and fragment."""
        try:
            parts, port = urlsplit(url), urlsplit(url).port
        except ValueError:
            raise BadAddress("not an address") from None
        host = (parts.hostname or "").lower()
        if not _can_be_asked_for(host):
            raise BadAddress("not an address")
        is_here = allows_loopback and host in _LOOPBACK
        if len(url) > LONGEST or not url.isascii() or any(sign.isspace() for sign in url):
            raise BadAddress("not an address")
        if not host or parts.username is not None or parts.fragment:
            raise BadAddress("a host, and neither user nor fragment")
        if parts.scheme != "https" and not (is_here and parts.scheme == "http"):
            raise BadAddress("not https")
        if not is_here and (host == "localhost" or not is_public(host)):
            raise BadAddress("a private address")
        is_tls = parts.scheme == "https"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(host, port or (HTTPS_PORT if is_tls else HTTP_PORT), target, is_tls)


def _can_be_asked_for(host: str) -> bool:
    """Whether a resolver takes the name: no label is empty or longer than 63 letters (RFC 1035, 2.3.4)."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def is_public(host: str) -> bool:
    """Whether a literal address is one of the public internet; True for a name: it is judged when known."""
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return True
    inner = _inner(number) if isinstance(number, ipaddress.IPv6Address) else None
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)


def _inner(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a translator on the way would ask instead: RFC 6052, RFC 3056."""
    if number in _TRANSLATED:
        return ipaddress.IPv4Address(number.packed[-4:])
    return number.sixtofour
