"""Whether a form without a token was sent from the shop's own pages."""

from urllib.parse import urlsplit

from django.http import HttpRequest

_OWN = frozenset({"same-origin", "none"})


def is_from_here(request: HttpRequest) -> bool:
    """Judge by what browsers say and pages cannot change: Sec-Fetch-Site, else Origin, else Referer.

    A request that says none of them comes from no browser, and so with nobody's session.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN
    told = request.headers.get("Origin") or request.headers.get("Referer")
    if told is None:
        return True
    address = urlsplit(told)
    return (address.scheme, address.netloc) == (request.scheme, request.get_host())
