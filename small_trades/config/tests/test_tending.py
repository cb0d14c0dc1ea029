"""The task worker is there as long as the shop is."""

import os
import select
import sys
from pathlib import Path

import pytest

from small_trades.config.tending import Tended

SECONDS = 30.0
WRITES = "import os, sys; os.write(os.open(sys.argv[1], os.O_WRONLY), b'x'); "


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def waits_for_one(reading: int) -> bool:
    """Whether another process has written its sign."""
    ready, _, _ = select.select([reading], [], [], SECONDS)
    return bool(ready) and os.read(reading, 1) == b"x"


def test_a_process_that_ends_is_started_again_until_it_is_ended(
    pipe: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reading = os.open(pipe, os.O_RDWR)
    tended = Tended([sys.executable, "-c", f"{WRITES}sys.exit(7)", str(pipe)], pause=0.0)
    tended.start()
    assert all(waits_for_one(reading) for _ in range(3))
    tended.end(SECONDS)
    tended._thread.join(SECONDS)
    assert not tended._thread.is_alive()
    assert "ended (7); it is started again" in capfd.readouterr().err
    os.close(reading)


def test_one_that_goes_on_is_asked_to_end_and_not_started_again(
    pipe: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    reading = os.open(pipe, os.O_RDWR)
    tended = Tended([sys.executable, "-c", f"{WRITES}import signal; signal.pause()", str(pipe)], pause=0.0)
    tended.start()
    assert waits_for_one(reading)
    tended.end(SECONDS)
    tended._thread.join(SECONDS)
    assert select.select([reading], [], [], 0) == ([], [], [])
    assert capfd.readouterr().err == ""
    os.close(reading)
