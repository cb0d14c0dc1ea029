"""The desk's menu: what a role may open, in the order of a day's work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as text

from small_trades.shop.desk import roles

ENTRIES = (
    ("desk:home", text("Today"), "home", roles.EVERYONE),
    ("desk:orders", text("Orders"), "box", roles.ORDERS_SCREEN),
    ("desk:inquiries", text("Inquiries"), "mail", roles.INQUIRIES_SCREEN),
    ("desk:products", text("Products and stock"), "tag", roles.PRODUCTS_SCREEN),
    ("desk:ledger", text("Ledger"), "shield", roles.LEDGER_SCREEN),
)

ROLE_NAMES = {
    "owner": text("Owner"),
    "manager": text("Manager"),
    "orders": text("Orders staff"),
    "support": text("Support staff"),
    "catalogue": text("Catalogue staff"),
    "auditor": text("Auditor"),
}


@dataclass(frozen=True)
class Entry:
    """One link of the menu."""

    href: str
    text: str
    icon: str
    is_here: bool


def entries_for(role: str, path: str) -> tuple[Entry, ...]:
    """The menu of a role; the entry of the page at `path` is marked."""
    home = reverse("desk:home")
    links = []
    for name, words, icon, allowed in ENTRIES:
        if role in allowed:
            href = reverse(name)
            is_here = path == href if href == home else path.startswith(href)
            links.append(Entry(href, gettext(words), icon, is_here))
    return tuple(links)


def role_name(role: str) -> str:
    """The role in the language of the page."""
    return gettext(ROLE_NAMES[role])
