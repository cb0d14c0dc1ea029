"""What was ordered once, put into a cart again at the prices of now."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.cart.actions import CannotPut, add_line
from small_trades.shop.orders.queries import OrderedLine


@dataclass(frozen=True, slots=True)
class BoughtAgain:
    """The cart, or None where nothing could be put in; whether all of it could, in the old quantities."""

    cart_id: UUID | None
    is_all: bool


def buy_again(lines: Iterable[OrderedLine], *, cart_id: UUID | None) -> BoughtAgain:
    """Put what is still sold into a cart, as much of it as there is; a new one where there is none.

    What had options comes without them: they were kept as words of then, and are chosen anew.
    """
    is_all, put = True, False
    for line in lines:
        wanted, is_all = line.quantity, is_all and not line.options
        while wanted:
            try:
                cart_id = add_line(cart_id, variant=line.variant_id, quantity=wanted)
            except CannotPut as refused:
                # There are fewer; what lies in the cart already counts.
                is_all, wanted = False, min(wanted - 1, max(refused.most - refused.held, 0))
            else:
                put = True
                break
    return BoughtAgain(cart_id if put else None, is_all)
