"""A correction reaches an unfinished checkout."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, RIGHTS
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.checkout.actions.locate import locate, put_there
from small_trades.shop.checkout.models import Draft
from small_trades.shop.orders.actions.remember import remember_email
from small_trades.shop.orders.correcting import Correction, Right


def spread_correction(subject: UUID, correction: Correction) -> int:
    """Correct what the drafts of a person hold of the old values; how many were corrected.

    A draft that now goes to another region has its delivery chosen anew.
    """
    corrected = 0
    with transaction.atomic():
        for draft in Draft.objects.select_for_update().filter(subject=subject):
            name, to = privacy.use((draft.name, draft.ship_to), purpose=DELIVERY)
            right_name, right_to = correction.of_name(name), correction.of_address(to)
            is_same = (name, to) == (right_name, right_to)
            if not _spread_there(draft, correction) and is_same:
                continue
            if not is_same:
                privacy.correct(draft, notice="checkout-details", name=right_name, ship_to=right_to)
            _save(draft, right_to)
            corrected += 1
    return corrected


def _spread_there(draft: Draft, correction: Correction) -> bool:
    """Correct the other addresses of a draft; whether one differed."""
    others = list(draft.destinations.all())
    opened = privacy.use([other.ship_to for other in others], purpose=DELIVERY)
    differing = [
        (other, right)
        for other, to in zip(others, opened, strict=True)
        if (right := correction.of_address(to)) != to
    ]
    for other, right in differing:
        privacy.correct(other, notice="checkout-details", ship_to=right)
        put_there(draft, other, right)
    return bool(differing)


def correct_draft(draft_id: UUID, right: Right, *, reason: str = "") -> bool:
    """Correct an unfinished checkout, because its person asked; whether anything differed.

    `reason` is what staff say they open it for. Raises Draft.DoesNotExist: it became an order, or is gone.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id)
        name, to, email = privacy.use((draft.name, draft.ship_to, draft.email), purpose=RIGHTS, reason=reason)
        right_to = right.of_address(to, of=name)
        if (name, to, email) == (right.name or name, right_to, right.email or email):
            return False
        changed: dict[str, object] = {"name": right.name or name, "ship_to": right_to}
        if right.email is not None:
            changed["email"] = right.email
            remember_email(draft.pk, subject=draft.subject, email=right.email)
        privacy.correct(draft, notice="checkout-details", **changed)
        _save(draft, right_to)
    return True


def _save(draft: Draft, to: DeliveryAddress) -> None:
    locate(draft, to)
    draft.revision += 1
    draft.changed_at = timezone.now()
    draft.save()
