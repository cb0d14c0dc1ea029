"""The lists of orders that somebody kept or was given, each with how many orders are in it now."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from small_trades.shop.desk.actions.order_views import theirs
from small_trades.shop.desk.forms.orders import OrderFilterForm
from small_trades.shop.desk.models import OrderView, Staff
from small_trades.shop.orders import queries as orders


@dataclass(frozen=True, slots=True)
class Pinned:
    """A view; without a `count` it is broken: its filter is of a time when there was more to filter by."""

    id: UUID
    name: str
    question: str
    words: tuple[str, ...]
    count: int | None
    is_shared: bool
    is_mine: bool
    may_change: bool


def pinned(staff: Staff) -> tuple[Pinned, ...]:
    """Their own views and the shared ones, counted."""
    found = OrderView.objects.filter(Q(staff=staff) | Q(is_shared=True))
    changeable = set(OrderView.objects.filter(theirs(staff)).values_list("pk", flat=True))
    return tuple(_pinned(view, staff, may_change=view.pk in changeable) for view in found)


def pinned_by_id(staff: Staff, view_id: UUID) -> Pinned | None:
    """One that they may change."""
    view = OrderView.objects.filter(theirs(staff), pk=view_id).first()
    return _pinned(view, staff, may_change=True) if view else None


def _pinned(view: OrderView, staff: Staff, *, may_change: bool) -> Pinned:
    form = OrderFilterForm(QueryDict(view.question))
    is_whole = form.is_valid() and form.question() == view.question
    return Pinned(
        id=view.pk,
        name=view.name,
        question=view.question,
        words=form.words() if is_whole else (),
        count=orders.count_orders(form.wanted()) if is_whole else None,
        is_shared=view.is_shared,
        is_mine=view.staff_id == staff.pk,
        may_change=may_change,
    )
