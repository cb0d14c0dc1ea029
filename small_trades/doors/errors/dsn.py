"""Where an error service is: what it calls a DSN."""

import http.client
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

HTTPS_PORT: Final = 443
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_KEY: Final = re.compile(r"[0-9A-Za-z]{1,64}")
_PROJECT: Final = re.compile(r"(?P<before>(?:/[\w.\-]+)*)/(?P<project>[\w\-]+)/?")


@dataclass(frozen=True, slots=True)
class Dsn:
    """The parts of `https://KEY@host/PROJECT` (https://develop.sentry.dev/sdk/foundations/transport/)."""

    host: str
    port: int
    target: str
    key: str = field(repr=False)
    is_tls: bool = True

    @classmethod
    def of(cls, url: str) -> "Dsn":
        """Plain HTTP on this machine only. Raises ValueError, without the key in its words."""
        try:
            parts = urlsplit(url)
            host, port, key = parts.hostname, parts.port, parts.username or ""
        except ValueError:
            raise ValueError("it is not an address") from None
        way = _PROJECT.fullmatch(parts.path)
        is_tls = parts.scheme == "https"
        if not is_tls and (parts.scheme != "http" or host not in _LOOPBACK):
            raise ValueError("it must begin with https://")
        if not host or not _KEY.fullmatch(key) or way is None or parts.password or parts.query:
            raise ValueError("it must be https://KEY@host/PROJECT")
        target = f"{way['before']}/api/{way['project']}/envelope/"
        return cls(host, port or (HTTPS_PORT if is_tls else http.client.HTTP_PORT), target, key, is_tls)
