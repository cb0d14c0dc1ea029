"""Where errors are told is an address of an error service, or nothing."""

import pytest

from small_trades.config.environment import Environment, SettingError
from small_trades.config.errors import error_service
from small_trades.doors.errors.dsn import Dsn


def test_nothing_is_told_anywhere_unless_it_is_said() -> None:
    assert error_service(Environment({})) is None


def test_a_service_is_named_by_its_dsn() -> None:
    found = error_service(Environment({"ERRORS_DSN": "https://key@errors.example/7"}))
    assert found == Dsn("errors.example", 443, "/api/7/envelope/", "key")


def test_a_mistake_is_named_without_the_key() -> None:
    with pytest.raises(SettingError, match=r"config\.E029.*https://KEY@host/PROJECT") as refused:
        error_service(Environment({"ERRORS_DSN": "https://planted@errors.example/"}))
    assert "planted" not in str(refused.value)
