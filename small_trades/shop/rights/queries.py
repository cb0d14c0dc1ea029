"""What rights read: everything about one person."""

from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.privacy.rights import Entry, Export
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.inquiries.lookups import INQUIRY_EMAIL
from small_trades.shop.orders.lookups import ORDER_EMAIL


def copy_of(subject: UUID, *, reason: str = "") -> Export:
    """Everything about a person, opened to answer their request; staff say for what `reason`.

    Raises:
        Refused: the role or the state of the values does not allow it. It is in the ledger.
    """
    return privacy.rights.export(subject, purpose=RIGHTS, reason=reason)


def held_about(subject: UUID) -> tuple[Entry, ...]:
    """What is held and what would become of it, unopened; that somebody looked is in the ledger."""
    privacy.search_event("people: what is held", [subject])
    return privacy.rights.entries(subject)


def subjects_of(email: str, *, reason: str = "") -> tuple[UUID, ...]:
    """Everybody known by an e-mail address: the member first, then guests by their orders and inquiries.

    Who was shown is in the ledger, with the reason.
    """
    found = [
        hit.subject for index in (CUSTOMER_EMAIL, ORDER_EMAIL, INQUIRY_EMAIL) for hit in index.find_all(email)
    ]
    people = tuple(dict.fromkeys(found))
    privacy.search_event("people: e-mail address", people, reason=reason)
    return people
