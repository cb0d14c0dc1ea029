"""What waits today, counted without opening a personal value."""

from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.desk.queries import requests
from small_trades.shop.desk.queries.approvals import count_waiting
from small_trades.shop.desk.roles import (
    APPROVALS_SCREEN,
    INQUIRIES_SCREEN,
    ORDERS_SCREEN,
    PRODUCTS_SCREEN,
    PROVISIONS_SCREEN,
    REFUSALS_SCREEN,
    RETURNS_SCREEN,
    REVIEWS_SCREEN,
)
from small_trades.shop.inquiries import queries as inquiries
from small_trades.shop.misuse.queries import refusals
from small_trades.shop.orders import queries as orders
from small_trades.shop.orders.states import OrderState
from small_trades.shop.products.queries.desk import LowStock, count_low, low_stock
from small_trades.shop.provisions.queries.told import count_for_a_person
from small_trades.shop.returns import queries as returns
from small_trades.shop.reviews import queries as reviews


@dataclass(frozen=True)
class Today:
    """Counts for the role that asks; None where the role has no such screen."""

    to_pack: int | None
    cash_to_pack: int
    packing: int | None
    unpaid: int | None
    inquiries: int | None
    low_stock: tuple[LowStock, ...] | None
    low: int
    approvals: int | None
    on_hold: orders.OnHold | None = None
    appeals: int | None = None
    requests: int | None = None
    requests_late: int = 0
    reviews: int | None = None
    recipients: int = 0
    by_hand: int = 0
    given_back: int = 0
    returns: int = 0


def today(role: str, staff_id: UUID) -> Today:
    """What waits for a member of staff now."""
    by_state = orders.counts_by_state() if role in ORDERS_SCREEN else None
    cash = orders.count_cash_to_pack() if role in ORDERS_SCREEN else 0
    return Today(
        to_pack=by_state[OrderState.PAID] if by_state is not None else None,
        cash_to_pack=cash,
        packing=by_state[OrderState.PACKING] if by_state is not None else None,
        unpaid=by_state[OrderState.PLACED] - cash if by_state is not None else None,
        inquiries=inquiries.count_waiting() if role in INQUIRIES_SCREEN else None,
        requests=requests.count_waiting() if role in INQUIRIES_SCREEN else None,
        requests_late=requests.count_overdue() if role in INQUIRIES_SCREEN else 0,
        reviews=reviews.count_waiting() if role in REVIEWS_SCREEN else None,
        low_stock=low_stock() if role in PRODUCTS_SCREEN else None,
        low=count_low() if role in PRODUCTS_SCREEN else 0,
        on_hold=orders.on_hold() if role in ORDERS_SCREEN else None,
        by_hand=_by_hand() if role in ORDERS_SCREEN else 0,
        given_back=orders.count_given_back() if role in ORDERS_SCREEN else 0,
        appeals=refusals.count_waiting_appeals() if role in REFUSALS_SCREEN else None,
        returns=returns.count_waiting() if role in RETURNS_SCREEN else 0,
        recipients=count_for_a_person() if role in PROVISIONS_SCREEN else 0,
        approvals=count_waiting(staff_id) if role in APPROVALS_SCREEN else None,
    )


def _by_hand() -> int:
    """Refunds that no provider makes: of orders, and of what came in after an erasure."""
    return orders.count_refunds_by_hand() + sum(late.is_for_desk for late in orders.late_money())
