import pytest

from small_trades.config.ads import AdSettings, ad_settings
from small_trades.config.environment import Environment, SettingError

NEUTRAL = {
    "ADS_PROVIDER": "neutral",
    "ADS_ID": "komorebi",
    "ADS_ORIGIN": "https://ads.example",
    "ADS_COMPANY": "株式会社こだま広告",
    "ADS_COUNTRY": "JP",
}
GOOGLE = {"ADS_PROVIDER": "google", "ADS_ID": "AW-123456789"}


def test_there_is_no_service_unless_one_is_named() -> None:
    assert ad_settings(Environment({})) == AdSettings()
    assert ad_settings(Environment({"ADS_ID": "AW-123456789"})) == AdSettings()


def test_what_the_trader_says() -> None:
    assert ad_settings(Environment(GOOGLE)) == AdSettings(provider="google", id="AW-123456789")
    assert ad_settings(Environment(NEUTRAL)) == AdSettings(
        "neutral", "komorebi", "https://ads.example", "株式会社こだま広告", "JP"
    )


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:9790", "http://localhost:9790", "https://a.example:8443"]
)
def test_without_tls_on_this_machine_only(origin: str) -> None:
    assert ad_settings(Environment({**NEUTRAL, "ADS_ORIGIN": origin})).origin == origin


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({**GOOGLE, "ADS_PROVIDER": "bing"}, "config.E004: ADS_PROVIDER is 'bing'"),
        ({**GOOGLE, "ADS_ID": ""}, "config.E007: ADS_ID is ''; it must look like AW-123456789"),
        ({**GOOGLE, "ADS_ID": "AW-1'; script-src *"}, "config.E007: ADS_ID"),
        ({**NEUTRAL, "ADS_ID": "two words"}, "config.E007: ADS_ID"),
        ({**NEUTRAL, "ADS_COUNTRY": "Japan"}, "config.E007: ADS_COUNTRY"),
        ({**NEUTRAL, "ADS_COMPANY": ""}, "config.E008: ADS_COMPANY is missing"),
        ({**NEUTRAL, "ADS_ORIGIN": ""}, "config.E008: ADS_ORIGIN is missing"),
        ({**NEUTRAL, "ADS_ORIGIN": "http://ads.example"}, "config.E009: ADS_ORIGIN"),
        ({**NEUTRAL, "ADS_ORIGIN": "https://ads.example/path"}, "config.E009: ADS_ORIGIN"),
        ({**NEUTRAL, "ADS_ORIGIN": "https://*"}, "config.E009: ADS_ORIGIN"),
        ({**NEUTRAL, "ADS_ORIGIN": "https://a.example; script-src *"}, "config.E009: ADS_ORIGIN"),
        ({**NEUTRAL, "ADS_ORIGIN": "https://a.example:port"}, "config.E009: ADS_ORIGIN"),
        ({**NEUTRAL, "ADS_REFUSAL_URL": "javascript:alert(1)"}, "config.E010: ADS_REFUSAL_URL"),
    ],
)
def test_a_mistake_ends_the_start_with_a_sentence(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(SettingError) as ended:
        ad_settings(Environment(wrong))
    assert str(ended.value).startswith(says)
