"""What a process of the shop has loaded before its first request."""

import subprocess
import sys

WARM = """
import gc, sys
from small_trades.config.commands import setup
setup.start_django()
from small_trades.config.warm import warm_up
warm_up()
before = set(sys.modules)
from small_trades.privacy._rights.asking import modules
modules()
import small_trades.config.urls, small_trades.shop.rights.tasks
print(sorted(set(sys.modules) - before), gc.get_freeze_count() > 100_000, gc.isenabled())
"""


def test_nothing_is_left_to_be_loaded_by_whoever_is_first_and_the_collector_passes_over_it() -> None:
    command = [sys.executable, "-c", WARM]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    assert done.stdout == "[] True True\n"
