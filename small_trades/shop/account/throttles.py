"""Limits on how often something may be tried, per account and per network address.

The table holds an HMAC under a key that is not in any database: neither the e-mail address nor the
network address can be read from it, or tried out on it.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from small_trades.shop.account.models import Throttle
from small_trades.shop.kernel.emails import email_key


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `minutes` of the first one."""

    name: str
    most: int
    minutes: int


SIGN_IN_ACCOUNT = Limit("sign-in-account", most=10, minutes=15)
SIGN_IN_ADDRESS = Limit("sign-in-address", most=60, minutes=15)
CHALLENGE_ADDRESS = Limit("challenge-address", most=200, minutes=15)
MAIL_ACCOUNT = Limit("mail-account", most=5, minutes=60)
MAIL_ADDRESS = Limit("mail-address", most=40, minutes=60)
MAIL_TAKEN = Limit("mail-taken", most=20, minutes=24 * 60)
MAIL_ANSWERED = Limit("mail-answered", most=1, minutes=24 * 60)


class TooManyError(Exception):
    """The limit is reached; the next try is possible at `until`."""

    def __init__(self, until: datetime) -> None:
        """Keep the time, so that the page can say it."""
        super().__init__("too many tries")
        self.until = until


@dataclass(frozen=True)
class Caller:
    """Who tries: the account by the e-mail address typed, and the network address the request came from."""

    email: str
    address: str


def count_sign_in(caller: Caller) -> None:
    """Count a try to sign in, before it is checked. Raises TooManyError."""
    count_network(caller.address)
    _count(SIGN_IN_ACCOUNT, email_key(caller.email))


def forgive_sign_in(caller: Caller) -> int:
    """Take a good sign-in out of the counts; answers how many tries at the account had failed before it."""
    forgive_network(caller.address)
    account = _rows(SIGN_IN_ACCOUNT, email_key(caller.email))
    tries = account.values_list("count", flat=True).first() or 1
    account.delete()
    return tries - 1


def count_network(address: str) -> None:
    """Count a try that names no account, before it is checked. Raises TooManyError."""
    _count(SIGN_IN_ADDRESS, _network(address))


def forgive_network(address: str) -> None:
    """Take a good try out of the count."""
    _rows(SIGN_IN_ADDRESS, _network(address)).filter(count__gt=0).update(count=F("count") - 1)


def count_challenge(address: str) -> None:
    """Count a challenge that a browser asked for. Raises TooManyError."""
    _count(CHALLENGE_ADDRESS, _network(address))


def count_mail(caller: Caller) -> None:
    """Count a request that makes the shop write to an address. Raises TooManyError."""
    _count(MAIL_ADDRESS, _network(caller.address))
    _count(MAIL_ACCOUNT, email_key(caller.email))


def count_taken(email: str) -> None:
    """Count a mail that came from an address. Raises TooManyError."""
    _count(MAIL_TAKEN, email_key(email))


def may_answer(email: str) -> bool:
    """Whether the shop may answer by itself to a mail from this address: once a day, so that none circles."""
    try:
        _count(MAIL_ANSWERED, email_key(email))
    except TooManyError:
        return False
    return True


def forgive_answer(email: str) -> None:
    """The answer did not leave; it may be tried again today."""
    _rows(MAIL_ANSWERED, email_key(email)).delete()


def forget_past(keys: Sequence[str], *, until: datetime) -> int:
    """Remove those of these counts whose time is over; answers how many."""
    return Throttle.objects.filter(pk__in=keys, until__lte=until).delete()[0]


def _count(limit: Limit, value: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        rows = _rows(limit, value)
        rows.filter(until__lte=now).delete()
        fresh = Throttle(key_hash=_key(limit, value), until=now + timedelta(minutes=limit.minutes))
        # A good sign-in at the same moment may take the row away, until this holds it.
        while not rows.update(count=F("count") + 1):
            Throttle.objects.bulk_create([fresh], ignore_conflicts=True)
        count, until = rows.values_list("count", "until").get()
    if count > limit.most:
        raise TooManyError(until)


def _rows(limit: Limit, value: str) -> QuerySet[Throttle]:
    return Throttle.objects.filter(key_hash=_key(limit, value))


def _key(limit: Limit, value: str) -> str:
    return salted_hmac(f"throttle:{limit.name}", value, algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    """An IPv4 address, or the /64 network of an IPv6 one, which is what one subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)  # noqa: PLR2004 - IPv6
