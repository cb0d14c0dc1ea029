from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from small_trades.privacy._broker import client
from small_trades.privacy.tests.broker.running import broker, none_left

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def served(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a broker on the stores of the test."""
    path = tmp_path_factory.mktemp("broker") / "broker.sock"
    with broker(path):
        yield path


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    with none_left():
        yield


@pytest.fixture
def far(served: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This process asks the broker, and has no way to keys and ledger by itself."""
    client.call(str(served), "forget", (), {}, seconds=10)
    monkeypatch.setitem(settings.PRIVACY, "BROKER", str(served))
    cut_off(monkeypatch)
    yield served
    client.close()


def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever this process would do with keys or ledger by itself fails the test."""
    from small_trades.privacy._keys import epochs
    from small_trades.privacy._ledger import reading
    from small_trades.privacy._ledger.writer import Writer

    def fail(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("this process has a broker, and did not ask it")

    monkeypatch.setattr(epochs, "_load", fail)
    monkeypatch.setattr(Writer, "enqueue", fail)
    monkeypatch.setattr(reading.Readers, "connection", fail)
