"""The processes that test_killed.py is about: each serves 32 readers until it is killed with SIGKILL.

One process starts them, by forking, listens to what their readers are told, and kills each at a moment that
a seed draws. A reader opens a value as a task whose name nobody else has, and only then says name and value
into a pipe: what was said is what a client received. All of it is printed, one line for each value.
"""

from __future__ import annotations

import json
import os
import random
import selectors
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from small_trades.privacy.tests.toy.models import Member

READERS = 32
LONGEST = 0.12


def main(given: dict[str, Any]) -> None:
    """Kill as many as were asked for; `given` has the stores' names, paths, a seed and the number."""
    import django
    from django.conf import settings

    for alias, name in given["stores"].items():
        settings.DATABASES[alias]["NAME"] = name
    settings.PRIVACY.update(given["files"])
    django.setup()
    from django.db import connections

    from small_trades.privacy.tests.toy.models import Member

    members = list(Member.objects.order_by("pk"))
    connections.close_all()
    drawn = random.Random(given["seed"])  # noqa: S311 -- moments, not secrets
    for number in range(given["rounds"]):
        sys.stdout.write(_round(number, members, drawn.uniform(0, LONGEST)))


def _round(number: int, members: list[Member], moment: float) -> str:
    """What clients were told by one process, killed `moment` seconds after the first heard something."""
    ear, mouth = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ear)
        _serve(number, members, mouth)
    os.close(mouth)
    heard = [os.read(ear, 65_536)]
    until = time.monotonic() + moment
    with selectors.DefaultSelector() as selector:
        selector.register(ear, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if selector.select(left):
                heard.append(os.read(ear, 65_536))
    os.kill(child, signal.SIGKILL)
    while piece := os.read(ear, 65_536):
        heard.append(piece)
    os.close(ear)
    os.waitpid(child, 0)
    return b"".join(heard).decode()


def _serve(number: int, members: list[Member], mouth: int) -> None:
    from small_trades import privacy
    from small_trades.privacy.tests.toy.policy import LENDING

    def read(reader: int) -> None:
        for turn in count():
            who = members[(reader + turn) % len(members)]
            task = f"{number}.{reader}.{turn}"
            with privacy.acting_as(privacy.Actor.system(task)):
                opened = privacy.use(who.name, purpose=LENDING)
            # Less than PIPE_BUF bytes: a client hears a line as a whole or not at all.
            os.write(mouth, f"{task} {who.pk} {opened.family}\n".encode())

    with ThreadPoolExecutor(READERS) as pool:
        for done in [pool.submit(read, reader) for reader in range(READERS)]:
            done.result()
    os._exit(1)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
