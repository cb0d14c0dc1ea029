"""Signed webhooks: `t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, as Stripe signs them."""

import hmac
import time
from collections.abc import Mapping
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from small_trades import privacy

HEADER: Final = "Sandbox-Signature"
TOLERANCE_SECONDS: Final = 300


def signature(body: bytes, *, at: int | None = None) -> str:
    """The header's value for a body sent at a time, now by default."""
    moment = int(time.time()) if at is None else at
    return f"t={moment},v1={_digest(moment, body)}"


def verify(headers: Mapping[str, str], body: bytes) -> None:
    """Make sure that the body was signed with the shared secret, lately.

    Raises:
        Unverified: there is no signature, it is not of this body, or it is older than five minutes.
    """
    given = next((value for name, value in headers.items() if name.lower() == HEADER.lower()), "")
    parts = dict(part.split("=", 1) for part in given.split(",") if "=" in part)
    if not parts.get("t", "").isascii() or not parts.get("t", "").isdigit():
        raise privacy.Unverified("no signature")
    moment = int(parts["t"][:12])
    if not constant_time_compare(_digest(moment, body), parts.get("v1", "")):
        raise privacy.Unverified("wrong signature")
    if abs(time.time() - moment) > TOLERANCE_SECONDS:
        raise privacy.Unverified("old signature")


def _digest(moment: int, body: bytes) -> str:
    secret = salted_hmac("payment.sandbox", "webhook secret", algorithm="sha256").digest()
    return hmac.digest(secret, f"{moment}.".encode() + body, "sha256").hex()
