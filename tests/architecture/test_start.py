"""What keeps the shop from starting, tried one at a time on the real program: an id, a sentence, a hint."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stores import Stores, empty, prepare

# What is wrong: the settings module, the id and what is said of it, a word of the hint.
IN_THE_CODE = {
    "undeclared-field": (
        "tests.broken.undeclared_field",
        "privacy.E001: brought.Subscriber.email is neither sealed nor declared to hold nothing personal.",
        "SealedField",
    ),
    "undeclared-category": (
        "tests.broken.undeclared_category",
        "privacy.E010: The purpose 3b-delivery names '2z-birthday', which the policy does not declare.",
        "Add it to POLICY",
    ),
    "unsaid-item": (
        "tests.broken.unsaid_item",
        "privacy.E011: The published text (en) does not mention 2c-telephone.",
        "{#2c-telephone}",
    ),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = prepare(tmp_path_factory.mktemp("prepared"))
    yield made
    made.drop()


@pytest.fixture
def stores(prepared: Stores, tmp_path: Path) -> Iterator[Stores]:
    made = prepared.copy(tmp_path / "var")
    yield made
    made.drop()


@pytest.fixture
def unprepared(tmp_path: Path) -> Iterator[Stores]:
    made = empty(tmp_path / "var")
    yield made
    made.drop()


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def refused(stores: Stores, sentence: str, hint: str, **changes: str) -> None:
    """`check` says it and `run` does not serve."""
    ports = {"SMALL_TRADES_PORT": free_port(), "SMALL_TRADES_HTTP_PORT": free_port()}
    checked = stores.small_trades("check", **changes)
    assert checked.returncode == 1, checked.stderr
    assert sentence in checked.stdout
    assert hint in checked.stdout
    assert "Traceback" not in checked.stderr

    started = stores.small_trades("run", **changes, **ports)
    assert started.returncode == 1, started.stdout
    assert sentence in started.stderr
    assert hint in started.stderr
    assert "Traceback" not in started.stderr
    assert "The shop is open" not in started.stdout


def test_the_shop_as_it_is_passes(stores: Stores) -> None:
    checked = stores.small_trades("check")
    assert (checked.returncode, checked.stdout) == (0, "All start-up checks hold.\n")
    assert checked.stderr == ""


@pytest.mark.parametrize("mistake", IN_THE_CODE)
def test_a_mistake_in_the_code(stores: Stores, mistake: str) -> None:
    module, sentence, hint = IN_THE_CODE[mistake]
    refused(stores, sentence, hint, DJANGO_SETTINGS_MODULE=module)


@pytest.mark.parametrize("store", ["default", "keys", "ledger"])
def test_a_column_added_behind_the_programs_back(stores: Stores, store: str) -> None:
    table = {
        "default": "orders_order",
        "keys": "privacy_keys_epoch",
        "ledger": "privacy_ledger_checkpoint",
    }[store]
    stores.execute(store, f"ALTER TABLE {table} ADD COLUMN birthday varchar(200)")
    refused(
        stores,
        f"privacy.E006: The store {store!r} has a column {table}.birthday that no model knows.",
        "Drop it, or declare it on the model",
    )


def test_one_database_for_data_and_keys(stores: Stores) -> None:
    shared = stores.urls.get("default", f"sqlite:///{stores.home / 'shop.sqlite3'}")
    refused(
        stores,
        "privacy.E020: default and keys share a database.",
        "Each store has a database of its own",
        KEYS_DATABASE_URL=shared,
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "mysql://localhost/shop", "config.E005: DATABASE_URL must look like postgresql://"),
        ("DATABASE_URL", "postgresql://localhost", "config.E005: DATABASE_URL must look like postgresql://"),
        (
            "SMALL_TRADES_PORT",
            "https",
            "config.E002: SMALL_TRADES_PORT is 'https'; it must be",
        ),
        ("SMALL_TRADES_PORT", "70000", "config.E003: SMALL_TRADES_PORT is 70000; it must lie"),
        (
            "SMALL_TRADES_WORKERS",
            "0",
            "config.E003: SMALL_TRADES_WORKERS is 0; it must lie",
        ),
        ("SMALL_TRADES_MODE", "live", "config.E004: SMALL_TRADES_MODE is 'live'; it must be one of demo, "),
        (
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://collector.example:4318",
            "config.E030: OTEL_EXPORTER_OTLP_ENDPOINT does not name this machine (127.0.0.1, ::1",
        ),
        (
            "SECRET_KEY_FILE",
            "/nowhere/key",
            "config.E001: SECRET_KEY_FILE names /nowhere/key, which",
        ),
    ],
)
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_setting_that_is_wrong(
    unprepared: Stores, command: str, name: str, value: str, sentence: str
) -> None:
    ended = unprepared.small_trades(command, **{name: value})
    assert ended.returncode == 2
    assert ended.stderr.startswith(sentence)
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""
    assert not list(unprepared.home.rglob("*.sqlite3"))


@pytest.mark.parametrize("name", ["SMALL_TRADES_PORT", "SMALL_TRADES_HTTP_PORT"])
def test_a_port_that_is_taken(unprepared: Stores, name: str) -> None:
    ports = {"SMALL_TRADES_PORT": free_port(), "SMALL_TRADES_HTTP_PORT": free_port()}
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        ended = unprepared.small_trades("run", **{**ports, name: taken})
    assert ended.returncode == 2
    assert ended.stderr == (
        f"run.E001: port {taken} on 127.0.0.1 cannot be used (Address already in use);"
        f" set {name} to another.\n"
    )
    assert not list(unprepared.home.rglob("*.sqlite3")), "nothing was begun"


def test_a_server_that_does_not_answer(unprepared: Stores) -> None:
    nowhere = f"postgresql://shop@127.0.0.1:{free_port()}/shop"
    ended = unprepared.small_trades("check", DATABASE_URL=nowhere)
    assert ended.returncode == 2
    assert ended.stderr.startswith("config.E006: the store 'default' cannot be reached")
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stdout == ""
