"""The desk's menu: what a role may open, in groups, in the order of a day's work."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from small_trades.shop.desk import roles

GROUPS = (
    (
        "",
        (("desk:home", gettext_noop("Today"), "home", roles.EVERYONE),),
    ),
    (
        gettext_noop("Orders and money"),
        (
            ("desk:orders", gettext_noop("Orders"), "box", roles.ORDERS_SCREEN),
            ("desk:parcels", gettext_noop("Parcels"), "truck", roles.ORDERS_SCREEN),
            ("desk:asked_returns", gettext_noop("Returns"), "left", roles.RETURNS_SCREEN),
            ("desk:transactions", gettext_noop("Transactions"), "yen", roles.TRANSACTIONS_SCREEN),
            ("desk:reports", gettext_noop("Sales"), "chart", roles.REPORTS_SCREEN),
        ),
    ),
    (
        gettext_noop("With customers"),
        (
            ("desk:inquiries", gettext_noop("Inquiries"), "mail", roles.INQUIRIES_SCREEN),
            ("desk:requests", gettext_noop("Requests"), "note", roles.INQUIRIES_SCREEN),
            ("desk:people", gettext_noop("People"), "people", roles.PEOPLE_SCREEN),
            ("desk:reviews", gettext_noop("Reviews"), "star", roles.REVIEWS_SCREEN),
            ("desk:refusals", gettext_noop("Refusals"), "lock", roles.REFUSALS_SCREEN),
        ),
    ),
    (
        gettext_noop("The shop"),
        (
            ("desk:products", gettext_noop("Products and stock"), "tag", roles.PRODUCTS_SCREEN),
            ("desk:coupons", gettext_noop("Promotions"), "gift", roles.PROMOTIONS_SCREEN),
            ("desk:newsletters", gettext_noop("Newsletter"), "note", roles.NEWSLETTERS_SCREEN),
            ("desk:settings", gettext_noop("Settings"), "list", roles.SETTINGS_SCREEN),
        ),
    ),
    (
        gettext_noop("Personal information"),
        (
            ("desk:provisions", gettext_noop("Provision to others"), "out", roles.PROVISIONS_SCREEN),
            ("desk:approvals", gettext_noop("Approvals"), "check", roles.APPROVALS_SCREEN),
            ("desk:exports", gettext_noop("Exports"), "out", roles.EXPORTS_SCREEN),
            ("desk:incidents", gettext_noop("Incidents"), "alert", roles.INCIDENTS_SCREEN),
            ("desk:ledger", gettext_noop("Ledger"), "shield", roles.LEDGER_SCREEN),
            ("desk:policy_versions", gettext_noop("Policy versions"), "list", roles.POLICY_SCREEN),
        ),
    ),
    (
        gettext_noop("Operation"),
        (
            ("desk:colleagues", gettext_noop("Staff"), "person", roles.STAFF_SCREEN),
            ("desk:programs", gettext_noop("Programs"), "list", roles.PROGRAMS_SCREEN),
            ("desk:tasks", gettext_noop("Background work"), "clock", roles.TASKS_SCREEN),
            ("desk:errors", gettext_noop("Errors"), "alert", roles.ERRORS_SCREEN),
        ),
    ),
)

# The first part of addresses whose pages belong to a screen without standing below its own address.
BESIDE = {
    "desk:products": ("catalogue/", "options/", "pictures/", "variants/"),
    "desk:people": ("openings/",),
}

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


@dataclass(frozen=True)
class Group:
    """Links that belong together; `name` is empty where one needs no heading."""

    name: str
    entries: tuple[Entry, ...]


def groups_for(role: str, path: str) -> tuple[Group, ...]:
    """The menu of a role, without empty groups; the entry of the page at `path` is marked."""
    groups = (
        Group(gettext(name) if name else "", tuple(_entries(entries, role, path))) for name, entries in GROUPS
    )
    return tuple(group for group in groups if group.entries)


def _entries(
    entries: Iterable[tuple[str, str, str, Container[str]]], role: str, path: str
) -> Iterator[Entry]:
    home = reverse("desk:home")
    for name, words, icon, allowed in entries:
        if role in allowed:
            href = reverse(name)
            below = (href, *(f"{home}{part}" for part in BESIDE.get(name, ())))
            is_here = path == href if href == home else path.startswith(below)
            yield Entry(href, gettext(words), icon, is_here)


def role_name(role: str) -> str:
    """The role in the language of the page."""
    return gettext(ROLE_NAMES[role])
