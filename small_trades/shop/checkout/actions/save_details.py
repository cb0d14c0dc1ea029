"""Keep what a customer typed: sealed before it is stored."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress, EmailAddress, OrderNote, PersonName
from small_trades.shop.checkout.actions.locate import locate
from small_trades.shop.checkout.models import Draft
from small_trades.shop.misuse.actions.remember import remember
from small_trades.shop.misuse.marks import Marks, marks_of
from small_trades.shop.orders.actions.remember import remember_email


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What the first step asks."""

    name: PersonName
    email: EmailAddress
    ship_to: DeliveryAddress
    note: OrderNote | None

    @property
    def marks(self) -> Marks:
        """By what a refusal would recognise whoever typed this."""
        return marks_of(name=self.name, email=self.email, ship_to=self.ship_to)


def begin(cart_id: UUID, member: tuple[UUID, UUID] | None, details: Details) -> UUID:
    """A new draft; answers its id. `member` is a customer's id and subject; without it, a new person's."""
    customer_id, subject = member or (None, privacy.new_subject())
    draft = Draft(cart_id=cart_id, subject=subject, customer_id=customer_id)
    with transaction.atomic():
        _fill(draft, details)
        draft.save(force_insert=True)
    return draft.pk


def revise(draft_id: UUID, cart_id: UUID, details: Details) -> None:
    """Replace what was typed; a delivery to another region has to be chosen anew.

    A draft that became an order meanwhile, or was forgotten, stays as it is.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return
        draft.cart_id = cart_id
        _fill(draft, details)
        draft.save()


def _fill(draft: Draft, details: Details) -> None:
    privacy.collect(
        draft,
        notice="checkout-details",
        name=details.name,
        email=details.email,
        ship_to=details.ship_to,
        note=details.note,
    )
    remember_email(draft.pk, subject=draft.subject, email=details.email)
    remember(draft.pk, subject=draft.subject, marks=details.marks)
    locate(draft, details.ship_to)
    draft.revision += 1
    draft.changed_at = timezone.now()
