"""Whose request it is, where a proxy of the shop's own stands in front.

Tries are limited by network address. Were all who come through the proxy taken for one, the tries of one of
them would keep everybody else from signing in.
"""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from small_trades.config.environment import Network

MOST_HOPS: Final = 10


class ProxyMiddleware:
    """Sets REMOTE_ADDR to whoever asked a proxy named in SMALL_TRADES_PROXY; nobody else's word counts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Do nothing yet."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer whoever asked."""
        told = request.headers.get("X-Forwarded-For", "")
        if told and settings.PROXIES:
            request.META["REMOTE_ADDR"] = asker(request.META.get("REMOTE_ADDR", ""), told, settings.PROXIES)
        return self.get_response(request)


def asker(peer: str, told: str, proxies: Sequence[Network]) -> str:
    """The address that the last of our proxies was asked from.

    Each proxy appends who asked it, so the list is read from its end; what stands before the first address
    that is no proxy of ours may be anybody's invention.
    """
    for hop in reversed(told.split(",")[-MOST_HOPS:]):
        if not _is_among(peer, proxies):
            break
        try:
            peer = str(ipaddress.ip_address(hop.strip()))
        except ValueError:
            break
    return peer


def _is_among(address: str, proxies: Sequence[Network]) -> bool:
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(number in network for network in proxies)
