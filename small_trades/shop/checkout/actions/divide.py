"""Send one order to several addresses: add them, divide the cart among them, go back to one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.groups import DeliveryAddress
from small_trades.shop.checkout.actions.locate import zone_of
from small_trades.shop.checkout.models import Draft, DraftDestination

MOST_ADDRESSES: Final = 20


class TooManyAddressesError(Exception):
    """The order goes to as many addresses as one may."""


def add_address(draft_id: UUID, to: DeliveryAddress) -> None:
    """Send something to one more address; nothing goes there yet. A draft that is gone stays so.

    Raises:
        TooManyAddressesError: there are as many as may be; nothing was changed.
    """

    def add(draft: Draft) -> None:
        count = draft.destinations.count() + 1
        if count >= MOST_ADDRESSES:
            raise TooManyAddressesError
        _fill(DraftDestination(draft=draft, subject=draft.subject, position=count), to)
        draft.divided = {line: [*row, 0] for line, row in (draft.divided or {}).items()}

    _change(draft_id, add)


def change_address(draft_id: UUID, position: int, to: DeliveryAddress) -> None:
    """Correct one of the addresses; one that is gone stays so."""

    def change(draft: Draft) -> None:
        row = draft.destinations.filter(position=position).first()
        if row is not None:
            _fill(row, to)

    _change(draft_id, change)


def remove_address(draft_id: UUID, position: int) -> None:
    """Send nothing there after all: what was to go there goes to the first address."""

    def remove(draft: Draft) -> None:
        if not draft.destinations.filter(position=position).delete()[0]:
            return
        for row in draft.destinations.filter(position__gt=position):
            row.position -= 1
            row.save(update_fields=["position"])
        divided = draft.divided or {}
        draft.divided = {line: _without(row, position) for line, row in divided.items()}
        if not draft.destinations.exists():
            draft.divided = None

    _change(draft_id, remove)


def send_to_one(draft_id: UUID) -> None:
    """Everything goes to the first address again; the others are forgotten."""

    def forget(draft: Draft) -> None:
        draft.destinations.all().delete()
        draft.divided = None

    _change(draft_id, forget)


def divide(draft_id: UUID, rows: Mapping[int, Sequence[int]]) -> None:
    """Keep how many pieces of each line go to which address, whether they fit the cart already or not."""

    def keep(draft: Draft) -> None:
        draft.divided = {str(line): list(row) for line, row in rows.items()}

    _change(draft_id, keep)


def _change(draft_id: UUID, verb: Callable[[Draft], None]) -> None:
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id).first()
        if draft is None:
            return
        verb(draft)
        draft.has_delivery = False
        draft.revision += 1
        draft.changed_at = timezone.now()
        draft.save()


def _fill(row: DraftDestination, to: DeliveryAddress) -> None:
    privacy.collect(row, notice="checkout-details", ship_to=to)
    place = zone_of(to)
    row.region, row.is_remote = place.zone, place.is_remote
    row.save()


def _without(row: Sequence[int], position: int) -> list[int]:
    if position >= len(row):
        return list(row)
    rest = [*row[:position], *row[position + 1 :]]
    rest[0] += row[position]
    return rest
