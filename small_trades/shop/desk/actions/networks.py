"""Naming the networks from which the desk opens, and the way back for whoever named the wrong ones."""

import ipaddress
from typing import Final

from django.db import transaction

from small_trades import privacy
from small_trades.shop.desk.models import AllowedNetwork, Staff
from small_trades.shop.desk.networks import Network, is_allowed

MOST: Final = 50


class NetworksError(Exception):
    """The list was not changed."""


class NotANetworkError(NetworksError):
    """Some lines are no networks: `lines`."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        """Keep which."""
        super().__init__(len(lines))
        self.lines = lines


class TooManyNetworksError(NetworksError):
    """The list is longer than it may be."""


class LockedOutError(NetworksError):
    """Whoever saves the list is in none of its networks and would not come back."""


def parse(text: str) -> tuple[Network, ...]:
    """Networks as typed, one a line: addresses and CIDR of IPv4 and IPv6; each once, in order.

    Raises:
        NotANetworkError, TooManyNetworksError.
    """
    found: dict[Network, None] = {}
    wrong = []
    for line in text.split():
        try:
            found[ipaddress.ip_network(line, strict=False)] = None
        except ValueError:
            wrong.append(line)
    if wrong:
        raise NotANetworkError(tuple(wrong))
    if len(found) > MOST:
        raise TooManyNetworksError
    return tuple(sorted(found, key=lambda network: (network.version, network)))


def allow(networks: tuple[Network, ...], *, by: Staff, address: str) -> None:
    """Let the desk open from these networks alone; from everywhere where there are none.

    Raises:
        LockedOutError: `address`, from which this is saved, is in none of them; nothing was changed.
    """
    if not is_allowed(address, networks):
        raise LockedOutError
    _replace(networks)
    privacy.staff_event(f"the desk opens from {len(networks) or 'all'} networks", about=by.subject)


def allow_everywhere() -> int:
    """From the machine's command line: the list is emptied. Returns how many networks were on it."""
    count = AllowedNetwork.objects.count()
    _replace(())
    return count


def _replace(networks: tuple[Network, ...]) -> None:
    with transaction.atomic():
        AllowedNetwork.objects.all().delete()
        AllowedNetwork.objects.bulk_create([AllowedNetwork(network=str(one)) for one in networks])
