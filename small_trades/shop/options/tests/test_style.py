"""The list of a line's options stands in lists of lines, whose columns are not its own."""

import re
from pathlib import Path

import pytest

SHOP = Path(__file__).parents[2]
AROUND = {
    "checkout/static/checkout/checkout.css": ("basket", "lines"),
    "orders/static/orders/orders.css": ("ordered",),
    "cart/static/cart/cart.css": ("cart-lines", "cart-line"),
}


@pytest.mark.parametrize("sheet", list(AROUND))
def test_what_lays_out_a_line_does_not_lay_out_its_options(sheet: str) -> None:
    rules = (SHOP / sheet).read_text("utf-8")
    for name in AROUND[sheet]:
        assert f".{name}" in rules
        assert not re.search(rf"\.{name} (?:ul|li)\b", rules)
