"""How the shop reaches Stripe, from the environment: all of it, or nothing."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from small_trades.config.environment import Environment, SettingError

API_BASE: Final = "https://api.stripe.com"
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class StripeSettings:
    """One account. The secrets never show in a representation."""

    secret_key: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    api_base: str = API_BASE


def stripe_settings(env: Environment, *, is_demo: bool) -> StripeSettings | None:
    """The account, or None where STRIPE_SECRET_KEY is not set.

    Raises:
        SettingError: a key is not what it should be, or one of the two is missing.
    """
    key = env.text("STRIPE_SECRET_KEY")
    if not key:
        return None
    if not key.startswith(("sk_live_", "sk_test_", "rk_live_", "rk_test_")):
        raise SettingError("config.E020", "STRIPE_SECRET_KEY is not a secret or restricted key of Stripe.")
    if is_demo and "_live_" in key:
        raise SettingError(
            "config.E021", "STRIPE_SECRET_KEY is a live key; a demonstration must not take real money."
        )
    secret = env.text("STRIPE_WEBHOOK_SECRET")
    if not secret.startswith("whsec_"):
        raise SettingError(
            "config.E022", "STRIPE_WEBHOOK_SECRET is missing or is not the secret of a webhook (whsec_…)."
        )
    base = env.text("STRIPE_API_BASE", API_BASE)
    address = urlsplit(base)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise SettingError("config.E023", f"STRIPE_API_BASE is {base}; it must be an https address.")
    return StripeSettings(key, secret, base)
