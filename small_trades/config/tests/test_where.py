"""`small-trades where` leads from a URL to everything behind it."""

import pytest

from small_trades.config import cli


def test_a_step_of_the_checkout(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["where", "/checkout/delivery/"]) == 0
    said = capsys.readouterr().out
    assert "small_trades/shop/checkout/views.py:" in said
    assert "delivery()" in said
    assert "small_trades/shop/checkout/templates/checkout/delivery.html" in said
    assert "small_trades/shop/checkout/tests/" in said


def test_a_page_of_the_desk_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["where", "/en/desk/orders/"]) == 0
    said = capsys.readouterr().out
    assert "small_trades/shop/desk/views/orders.py:" in said
    assert "order_queries.list_orders" in said


def test_no_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["where", "/nothing/here/"]) == 1
    assert capsys.readouterr().err == "No page answers to /nothing/here/\n"
