"""Where a collector listens: what OpenTelemetry calls an OTLP endpoint."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

OTLP_PORT: Final = 4318
LOOPBACK: Final = "127.0.0.1"
_PATH: Final = re.compile(r"(?:/[\w.\-]+)*/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`http://127.0.0.1:4318`, and the path that is added to it for traces.

    https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
    """

    host: str
    port: int
    target: str

    @classmethod
    def of(cls, url: str) -> "Endpoint":
        """Addresses of this machine only. ValueError, in words that follow a name, for any other."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise ValueError("is not an address") from None
        # No name is looked up: whoever answers for names cannot lead elsewhere.
        host = LOOPBACK if host == "localhost" else host
        if not _is_loopback(host):
            raise ValueError("does not name this machine (127.0.0.1, ::1 or localhost)")
        strange = parts.username or parts.password or parts.query or parts.fragment
        if parts.scheme != "http" or strange or port == 0 or not _PATH.fullmatch(parts.path):
            raise ValueError("is not like http://127.0.0.1:4318")
        return cls(host, port or OTLP_PORT, f"{parts.path.rstrip('/')}/v1/traces")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
