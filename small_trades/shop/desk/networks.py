"""From where the desk opens: an owner may name the networks of the shop. Asked before anything else of it."""

import ipaddress
from collections.abc import Callable, Sequence
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from small_trades.shop.desk.models import AllowedNetwork
from small_trades.shop.site.pages import Explanation, error_page

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
FORBIDDEN: Final = 403
_DESKS: Final = ("/desk", "/en/desk")


class DeskAddressMiddleware:
    """Answers 403 to every address of the desk from a network that is not on the list, if there is a list."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Wrap the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if not _is_desk(request.path_info) or is_allowed(address_of(request), allowed_networks()):
            return self.get_response(request)
        because = Explanation(
            _("The desk does not open from here"),
            _("The owner of this shop has named the networks from which it opens."),
        )
        answer = error_page(request, FORBIDDEN, because=because)
        answer.headers["Cache-Control"] = "no-store"
        return answer


def address_of(request: HttpRequest) -> str:
    """Who asks, as `config.proxy` worked it out from the proxies that are the shop's own."""
    return str(request.META.get("REMOTE_ADDR", ""))


def allowed_networks() -> tuple[Network, ...]:
    """The list; empty while the desk opens from everywhere."""
    return tuple(
        ipaddress.ip_network(row) for row in AllowedNetwork.objects.values_list("network", flat=True)
    )


def is_allowed(address: str, networks: Sequence[Network]) -> bool:
    """Whether an address is in one of the networks, or there are none. What is no address is in none.

    An IPv4 address that a socket of both kinds shows as IPv6 (RFC 4291, 2.5.5.2) is the IPv4 address.
    """
    if not networks:
        return True
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return any((mapped or number) in network for network in networks)


def _is_desk(path: str) -> bool:
    return any(path == desk or path.startswith(f"{desk}/") for desk in _DESKS)
