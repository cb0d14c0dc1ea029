"""Which advertising service the trader uses, from the environment. None unless it is named."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from small_trades.config.environment import Environment, SettingError

PROVIDERS = ("none", "google", "neutral")
_GOOGLE_ID = re.compile(r"AW-\d{6,15}")
_NEUTRAL_ID = re.compile(r"[A-Za-z0-9-]{1,40}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class AdSettings:
    """A provider with the trader's id there; `origin` takes the place of the provider's own addresses."""

    provider: str = "none"
    id: str = ""
    origin: str = ""
    company: str = ""
    country: str = ""
    refusal_url: str = ""


def ad_settings(env: Environment) -> AdSettings:
    """The `ADS_…` settings. SettingError where one is missing or is not what it must be."""
    provider = env.choice("ADS_PROVIDER", "none", PROVIDERS)
    if provider == "none":
        return AdSettings()
    found = AdSettings(
        provider=provider,
        id=env.text("ADS_ID"),
        origin=env.text("ADS_ORIGIN"),
        company=env.text("ADS_COMPANY"),
        country=env.text("ADS_COUNTRY"),
        refusal_url=env.text("ADS_REFUSAL_URL"),
    )
    _check(found)
    return found


def _check(ads: AdSettings) -> None:
    if ads.provider == "google":
        _must(_GOOGLE_ID, ads.id, "ADS_ID", "look like AW-123456789 for ADS_PROVIDER=google")
    else:
        _must(_NEUTRAL_ID, ads.id, "ADS_ID", "be letters, digits and hyphens for ADS_PROVIDER=neutral")
        _must(_COUNTRY, ads.country, "ADS_COUNTRY", "be two capital letters, as JP: visitors are told it")
        if not ads.company:
            raise SettingError(
                "config.E008", "ADS_COMPANY is missing; visitors are told who gets the events."
            )
        if not ads.origin:
            raise SettingError("config.E008", "ADS_ORIGIN is missing; it says where events are sent.")
    if ads.origin and not _is_origin(ads.origin):
        raise SettingError(
            "config.E009",
            f"ADS_ORIGIN is {ads.origin!r}; it must look like https://ads.example, without a path.",
        )
    if ads.refusal_url and urlsplit(ads.refusal_url).scheme != "https":
        raise SettingError(
            "config.E010", f"ADS_REFUSAL_URL is {ads.refusal_url!r}; it must begin with https://."
        )


def _must(pattern: re.Pattern[str], given: str, name: str, sentence: str) -> None:
    if not pattern.fullmatch(given):
        raise SettingError("config.E007", f"{name} is {given!r}; it must {sentence}.")


def _is_origin(address: str) -> bool:
    """`https://host[:port]` and no more; without TLS on this machine only. Nothing that ends a CSP source."""
    if not re.fullmatch(r"https?://(?:[A-Za-z0-9.-]+|\[::1\])(?::\d{1,5})?", address):
        return False
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in _LOOPBACK
