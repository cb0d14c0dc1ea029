"""Lists of orders kept under a name: one's own, or shared with everybody who sees orders."""

from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from small_trades.policy.declaration import MANAGER, OWNER
from small_trades.shop.desk.models import OrderView, Staff

MOST: Final = 12
"""Views of one person: each is counted whenever the list is shown."""
_TIDY_UP: Final = frozenset({OWNER, MANAGER})


class OrderViewError(Exception):
    """The view was not kept, changed or removed."""


class NameTakenError(OrderViewError):
    """One of their views has this name already."""


class TooManyViewsError(OrderViewError):
    """They have as many views as one may have."""


class ViewGoneError(OrderViewError):
    """There is no such view, or it is not theirs to change."""


def keep_view(staff: Staff, name: str, question: str, *, is_shared: bool) -> OrderView:
    """Keep a filter under a name. `question`: the query of the list's address.

    Raises:
        NameTakenError, TooManyViewsError: nothing was kept.
    """
    with transaction.atomic():
        Staff.objects.select_for_update().get(pk=staff.pk)
        if OrderView.objects.filter(staff=staff).count() >= MOST:
            raise TooManyViewsError
        return _saved(OrderView(staff=staff, name=name, question=question, is_shared=is_shared))


def change_view(view_id: UUID, staff: Staff, *, name: str, is_shared: bool) -> None:
    """Give a view another name, or share it or not.

    Raises:
        ViewGoneError, NameTakenError: nothing was changed.
    """
    with transaction.atomic():
        view = _held(view_id, staff)
        view.name, view.is_shared = name, is_shared
        _saved(view)


def remove_view(view_id: UUID, staff: Staff) -> None:
    """Remove a view.

    Raises:
        ViewGoneError: nothing was removed.
    """
    with transaction.atomic():
        _held(view_id, staff).delete()


def theirs(staff: Staff) -> Q:
    """Which views somebody may change: their own; owners and managers the shared ones too."""
    own = Q(staff=staff)
    return own | Q(is_shared=True) if staff.role in _TIDY_UP else own


def _held(view_id: UUID, staff: Staff) -> OrderView:
    view = OrderView.objects.select_for_update().filter(theirs(staff), pk=view_id).first()
    if view is None:
        raise ViewGoneError
    return view


def _saved(view: OrderView) -> OrderView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise NameTakenError from None
    return view
