"""Log lines say where an error stood, never with what."""

import json
import logging
import sys

import pytest

from small_trades.config.logs import JsonFormatter, PlainFormatter


def failed(name: str = "small_trades", message: str = "it failed", **extra: object) -> logging.LogRecord:
    """A record with an error that quotes a value."""
    try:
        int("山田 太郎 yamada@example.jp")
    except ValueError:
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, (), sys.exc_info())
    record.__dict__.update(extra)
    return record


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
def test_the_value_in_an_error_stays_out(formatter: logging.Formatter) -> None:
    line = formatter.format(failed())
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "yamada" not in line
    assert "山田" not in line


@pytest.mark.parametrize("formatter", [PlainFormatter(), JsonFormatter()])
def test_an_address_of_a_request_stays_out(formatter: logging.Formatter) -> None:
    line = formatter.format(failed("django.request", "Not Found: /find/yamada/", status_code=404))
    assert "request failed 404" in line
    assert "/find/" not in line


def test_one_object_a_line() -> None:
    line = JsonFormatter().format(failed())
    assert "\n" not in line
    told = json.loads(line)
    assert set(told) == {"time", "level", "logger", "message", "error", "at"}
    assert (told["level"], told["logger"], told["message"], told["error"]) == (
        "ERROR", "small_trades", "it failed", "ValueError",
    )  # fmt: skip
    plain = JsonFormatter().format(logging.LogRecord("x", logging.INFO, "", 1, "%s rows", (3,), None))
    assert json.loads(plain)["message"] == "3 rows"
