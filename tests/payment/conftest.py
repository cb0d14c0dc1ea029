"""A shop that is paid through Stripe, and Stripe's counterpart on loopback."""

from collections.abc import Iterator

import pytest

from small_trades.config.doors import DOORS
from small_trades.doors.payment.stripe.driver import StripeDoor
from tests.payment.buying import Bank
from tests.stripe_service import Service, running

KEY, SECRET = "sk_test_planted_7c1e", "whsec_planted_93af"


@pytest.fixture(scope="session")
def _stripe_server() -> Iterator[Service]:
    with running(Service(secret_key=KEY, webhook_secret=SECRET)) as service:
        yield service


@pytest.fixture
def stripe(_stripe_server: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    """The counterpart with an empty account, and the shop's payment door led to it."""
    address = _stripe_server.address
    _stripe_server.__init__(secret_key=KEY, webhook_secret=SECRET)  # type: ignore[misc] # an empty account at the same address
    _stripe_server.address = address
    door = StripeDoor(secret_key=KEY, webhook_secret=SECRET, api_base=address)
    monkeypatch.setitem(DOORS, "payment", door)
    return _stripe_server


@pytest.fixture
def bank(stripe: Service) -> Bank:
    """Everything between a customer's card and the shop's books."""
    return Bank(stripe)
