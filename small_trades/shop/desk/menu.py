"""The desk's menu: what a role may open, in the order of a day's work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from small_trades.shop.desk import roles

ENTRIES = (
    ("desk:home", gettext_noop("Today"), "home", roles.EVERYONE),
    ("desk:orders", gettext_noop("Orders"), "box", roles.ORDERS_SCREEN),
    ("desk:parcels", gettext_noop("Parcels"), "truck", roles.ORDERS_SCREEN),
    ("desk:asked_returns", gettext_noop("Returns"), "left", roles.RETURNS_SCREEN),
    ("desk:inquiries", gettext_noop("Inquiries"), "mail", roles.INQUIRIES_SCREEN),
    ("desk:requests", gettext_noop("Requests"), "note", roles.INQUIRIES_SCREEN),
    ("desk:reviews", gettext_noop("Reviews"), "star", roles.REVIEWS_SCREEN),
    ("desk:people", gettext_noop("People"), "people", roles.PEOPLE_SCREEN),
    ("desk:refusals", gettext_noop("Refusals"), "lock", roles.REFUSALS_SCREEN),
    ("desk:products", gettext_noop("Products and stock"), "tag", roles.PRODUCTS_SCREEN),
    ("desk:coupons", gettext_noop("Promotions"), "gift", roles.PROMOTIONS_SCREEN),
    ("desk:settings", gettext_noop("Settings"), "list", roles.SETTINGS_SCREEN),
    ("desk:reports", gettext_noop("Sales"), "chart", roles.REPORTS_SCREEN),
    ("desk:transactions", gettext_noop("Transactions"), "yen", roles.TRANSACTIONS_SCREEN),
    ("desk:provisions", gettext_noop("Provision to others"), "out", roles.PROVISIONS_SCREEN),
    ("desk:approvals", gettext_noop("Approvals"), "check", roles.APPROVALS_SCREEN),
    ("desk:exports", gettext_noop("Exports"), "out", roles.EXPORTS_SCREEN),
    ("desk:colleagues", gettext_noop("Staff"), "person", roles.STAFF_SCREEN),
    ("desk:programs", gettext_noop("Programs"), "list", roles.PROGRAMS_SCREEN),
    ("desk:newsletters", gettext_noop("Newsletter"), "note", roles.NEWSLETTERS_SCREEN),
    ("desk:incidents", gettext_noop("Incidents"), "alert", roles.INCIDENTS_SCREEN),
    ("desk:errors", gettext_noop("Errors"), "alert", roles.ERRORS_SCREEN),
    ("desk:policy_versions", gettext_noop("Policy versions"), "list", roles.POLICY_SCREEN),
    ("desk:tasks", gettext_noop("Background work"), "clock", roles.TASKS_SCREEN),
    ("desk:ledger", gettext_noop("Ledger"), "shield", roles.LEDGER_SCREEN),
)

ROLE_NAMES = {
    "owner": gettext_noop("Owner"),
    "manager": gettext_noop("Manager"),
    "orders": gettext_noop("Orders staff"),
    "support": gettext_noop("Support staff"),
    "catalogue": gettext_noop("Catalogue staff"),
    "auditor": gettext_noop("Auditor"),
    "program": gettext_noop("Program"),
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
