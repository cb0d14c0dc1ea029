"""What the shop takes for an account at Stripe."""

import pytest

from small_trades.config.environment import Environment, SettingError
from small_trades.config.stripe import API_BASE, StripeSettings, stripe_settings

KEY, SECRET = "sk_test_planted", "whsec_planted"


def read(values: dict[str, str], *, is_demo: bool = False) -> StripeSettings | None:
    return stripe_settings(Environment(values), is_demo=is_demo)


def test_no_key_is_no_account() -> None:
    assert read({}) is None
    assert read({"STRIPE_WEBHOOK_SECRET": SECRET}) is None


def test_an_account_never_shows_its_secrets() -> None:
    account = read({"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET})
    assert account == StripeSettings(KEY, SECRET, API_BASE)
    assert "planted" not in repr(account)


@pytest.mark.parametrize(
    ("identifier", "values"),
    [
        ("config.E020", {"STRIPE_SECRET_KEY": "pk_test_public"}),
        ("config.E022", {"STRIPE_WEBHOOK_SECRET": ""}),
        ("config.E022", {"STRIPE_WEBHOOK_SECRET": "sk_test_planted"}),
        ("config.E023", {"STRIPE_API_BASE": "http://stripe.example"}),
        ("config.E023", {"STRIPE_API_BASE": "api.stripe.com"}),
    ],
)
def test_a_mistake_is_named_without_the_secret(identifier: str, values: dict[str, str]) -> None:
    with pytest.raises(SettingError) as refused:
        read({"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET} | values)
    assert refused.value.identifier == identifier
    assert "planted" not in str(refused.value)


def test_a_demonstration_takes_no_real_money() -> None:
    live = {"STRIPE_SECRET_KEY": "sk_live_planted", "STRIPE_WEBHOOK_SECRET": SECRET}
    with pytest.raises(SettingError, match=r"config\.E021"):
        read(live, is_demo=True)
    assert read(live) is not None


def test_the_api_may_stand_on_this_machine() -> None:
    base = {"STRIPE_API_BASE": "http://127.0.0.1:12111"}
    account = read({"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET} | base)
    assert account is not None
    assert account.api_base == "http://127.0.0.1:12111"
