"""What browsers are told with every answer: nothing comes from elsewhere, nothing runs inline.

The one exception is a page that may carry an outside service's tag: see `opened_to`.
"""

from collections.abc import Iterable

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
# Each is something a page could ask the visitor's device for; the shop asks for none.
REFUSED_FEATURES = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
CSP = "Content-Security-Policy"
REFERRER = "Referrer-Policy"
# A tag can read from where its page was reached. Of every page but those it runs on it shall learn the shop's
# name at most; `no-referrer` would take the Origin away from forms as well.
REFERRER_WHERE_TAGS_RUN = "strict-origin"


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


HEADERS = {
    CSP: _written(CONTENT_SECURITY_POLICY),
    REFERRER: "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def opened_to(sources: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """The Content-Security-Policy with these addresses added, each to its directive and to no other."""
    directives = dict(CONTENT_SECURITY_POLICY)
    for name, origins in sources:
        directives[name] = " ".join((*directives.get(name, "").split(), *origins))
    return _written(directives)
