"""How a person can be told: the newest address they gave, unopened."""

from dataclasses import dataclass
from uuid import UUID

from small_trades import privacy
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.orders.models import Order
from small_trades.shop.wishes.models import RestockWait


@dataclass(frozen=True, slots=True)
class Contact:
    """An address and the language to write in."""

    email: privacy.Sealed[EmailAddress]
    language: str


def contact_of(subject: UUID) -> Contact | None:
    """A member's registered address, or the one of the newest order, inquiry, subscription or wish for goods.

    Each is found under this person's own number, so that nobody is told at the address of another. None where
    there is none.
    """
    member = Customer.objects.filter(subject=subject, verified_at__isnull=False).first()
    order = Order.objects.filter(subject=subject).order_by("-placed_at").first()
    inquiry = Inquiry.objects.filter(subject=subject).order_by("-opened_at").first()
    subscription = Subscription.objects.filter(subject=subject).order_by("-asked_at").first()
    wait = RestockWait.objects.filter(subject=subject).order_by("-asked_at").first()
    for found in (member, order, inquiry, subscription, wait):
        if found is not None:
            return Contact(found.email, found.language)
    return None
