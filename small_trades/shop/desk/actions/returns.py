"""Goods came back that their customer had asked to send: both are noted, or neither."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from small_trades.shop.orders.actions.take_in import TakenIn, take_in
from small_trades.shop.returns.actions.decide import finish


def take_in_asked(
    order_id: UUID,
    pieces: Mapping[int, int],
    *,
    to_stock: bool,
    gives_money_back: bool,
    request_id: UUID | None = None,
    of: int | None = None,
) -> TakenIn:
    """Take pieces back as `take_in` does; the request they came by, if any, is done.

    Raises:
        TooManyPiecesError, WrongStateError: as `take_in`; also where the request was not accepted. Nothing
            was changed.
    """
    with transaction.atomic():
        taken = take_in(order_id, pieces, to_stock=to_stock, gives_money_back=gives_money_back, of=of)
        if request_id is not None:
            finish(request_id)
        return taken
