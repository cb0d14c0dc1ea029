"""When what stands on every page changes by the clock."""

import datetime as dt

from small_trades.shop.site.queries import shop_facts


def next_turn(now: dt.datetime) -> dt.datetime | None:
    """The moment at which the announcement goes away, if it does."""
    end = shop_facts().announcement_ends
    return end if end is not None and end > now else None
