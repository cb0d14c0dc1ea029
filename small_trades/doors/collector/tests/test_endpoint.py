"""A collector is on this machine, or it is none."""

import pytest

from small_trades.doors.collector.endpoint import Endpoint


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("http://127.0.0.1:4318", Endpoint("127.0.0.1", 4318, "/v1/traces")),
        ("http://127.0.0.1:4318/", Endpoint("127.0.0.1", 4318, "/v1/traces")),
        ("http://127.0.0.7:1/otlp/", Endpoint("127.0.0.7", 1, "/otlp/v1/traces")),
        ("http://[::1]:4318", Endpoint("::1", 4318, "/v1/traces")),
        ("http://LOCALHOST", Endpoint("127.0.0.1", 4318, "/v1/traces")),
    ],
)
def test_an_address_of_this_machine_is_taken(url: str, endpoint: Endpoint) -> None:
    assert Endpoint.of(url) == endpoint


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.1.5:4318",
        "http://collector.example:4318",
        "https://collector.example",
        "http://localhost.example:4318",
        "http://127.0.0.1.example:4318",
        "http://0.0.0.0:4318",
        "http://[::]:4318",
        "http://2130706433:4318",
        "http://127.1:4318",
        "http://127.0.0.1@collector.example:4318",
        "127.0.0.1:4318",
        "localhost:4318",
        "unix:///run/otel.sock",
        "http://:4318",
    ],
)
def test_another_machine_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"does not name this machine \(127\.0\.0\.1, ::1 or localhost\)"):
        Endpoint.of(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1:4318",
        "grpc://127.0.0.1:4317",
        "http://user:password@127.0.0.1:4318",
        "http://127.0.0.1:4318/?to=elsewhere",
        "http://127.0.0.1:4318/#elsewhere",
        "http://127.0.0.1:0",
        "http://127.0.0.1:4318/a b",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"is not like http://127\.0\.0\.1:4318"):
        Endpoint.of(url)


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:70000", "http://127.0.0.1:port"])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is not an address"):
        Endpoint.of(url)
