"""`small-trades payments reconcile`: the shop's books beside Stripe's."""

import json

import pytest

from small_trades import privacy
from small_trades.config import cli
from tests.payment.buying import GOOD, Bank

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)
PRICE = 2970


def paid_unheard(bank: Bank) -> str:
    """An order whose webhook never came; its code."""
    with privacy.acting_as(privacy.Actor.system("test")):
        sale = bank.sell()
        bank.page(sale)
        bank.stripe.pay(bank.session(sale), GOOD)
        bank.stripe.taken()
        return sale.order.code


def test_what_was_missed_is_made_good(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    code = paid_unheard(bank)

    assert cli.main(["payments", "reconcile", "--dry-run"]) == 1
    said = capsys.readouterr().out
    assert f"{code}  DIFFERS    paid         0 /     2,970  refunded         0 /         0" in said

    assert cli.main(["payments", "reconcile"]) == 0
    said = capsys.readouterr().out
    assert f"{code}  made good  paid     2,970 /     2,970" in said
    assert said.endswith("1 payments, 1 agree with the provider\n")

    assert cli.main(["payments", "reconcile"]) == 0
    assert capsys.readouterr().out == "1 payments, 1 agree with the provider\n"


def test_programs_read_it(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    code = paid_unheard(bank)

    assert cli.main(["payments", "reconcile", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "payments": [
            {
                "order_code": code,
                "before": {"paid": 0, "refunded": 0},
                "now": {"paid": PRICE, "refunded": 0},
                "theirs": {"paid": PRICE, "refunded": 0},
                "agrees": True,
            }
        ],
        "after_erasure": [],
        "unreachable": 0,
    }


def test_a_provider_that_is_away_is_not_agreement(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    paid_unheard(bank)
    bank.stripe.is_down = True

    assert cli.main(["payments", "reconcile"]) == 1
    assert capsys.readouterr().out == "0 payments, 0 agree with the provider, 1 could not be asked about\n"


def test_an_order_nobody_led_to_a_page_is_not_asked_about(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.sell()

    assert cli.main(["payments", "reconcile"]) == 0
    assert capsys.readouterr().out == "0 payments, 0 agree with the provider\n"
    assert bank.stripe.requests == []
