"""The last mail of an erasure: its address is kept aside before the keys die, and goes with the mail."""

from uuid import UUID

from django.utils import timezone

from small_trades import privacy
from small_trades.doors.mail.messages import InformationDeleted
from small_trades.policy.declaration import FAREWELL_RETENTION, RIGHTS
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import Customer
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.orders.models import Order
from small_trades.shop.rights.models import LastMail
from small_trades.shop.site.queries import shop_facts


def prepare(subject: UUID, erasure: UUID) -> bool:
    """Carry the newest address known for the person under a key of its own; whether there is one.

    Addresses that are erased, or held for a law alone, are not written to.
    """
    earlier = LastMail.objects.filter(subject=subject)
    for email, language in _known(subject):
        mail = LastMail(subject=subject, erasure=erasure, language=language)
        try:
            privacy.carry(email, mail, "email")
        except privacy.Refused:
            continue
        earlier.delete()
        mail.save()
        return True
    return earlier.exists()


def send(_subject: UUID, erasure: UUID) -> bool:
    """Tell the person what was done, with the code of the receipt; whether there was an address.

    Raises:
        DoorError: the mail could not be handed over.
    """
    mail = LastMail.objects.filter(erasure=erasure).first()
    if mail is None:
        return False
    receipt = privacy.rights.erasure_of(mail.subject)
    if receipt is None:
        return False
    privacy.disclose(
        InformationDeleted(
            to=mail.email,
            language=mail.language,
            shop_name=shop_facts().name,
            code=receipt.code,
            at=receipt.destroyed_at or timezone.now(),
            held_until=receipt.held_until,
            is_waiting=receipt.state == privacy.rights.ErasureState.WAITING,
        ),
        through="mail",
        purpose=RIGHTS,
    )
    mail.delete()
    return True


def drop(subject: UUID) -> None:
    """Destroy the key of the address, whether a mail went or not."""
    LastMail.objects.filter(subject=subject).delete()
    privacy.destroy(subject, classes=[FAREWELL_RETENTION.id])


def _known(subject: UUID) -> list[tuple[privacy.Sealed[EmailAddress], str]]:
    members = Customer.objects.filter(subject=subject)
    orders = Order.objects.filter(subject=subject).order_by("-placed_at")
    inquiries = Inquiry.objects.filter(subject=subject).order_by("-opened_at")
    return [(row.email, row.language) for rows in (members, orders[:1], inquiries[:1]) for row in rows]
