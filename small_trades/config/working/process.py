"""A worker from its first task to its last: lanes that do them, beats, and a watch on other workers."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

from django.db import Error, close_old_connections

from small_trades.config.working.lanes import lanes
from small_trades.config.working.leases import BEAT_SECONDS, Lease, LeaseLost, Watch

ENDS: Final = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGQUIT})


def work(clock: Callable[[threading.Event], None]) -> int:
    """Do tasks until a signal; what is begun is done to its end. 1 where the worker broke by itself.

    `clock` runs beside, until the event it is given is set. A second Ctrl-C ends at once; what is unfinished
    then is left to the other workers, as after any kill.
    """
    # Threads inherit the mask, so that every signal waits for `sigwait` below.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
    stop, ended = threading.Event(), threading.Event()
    lease = Lease()
    lease.begin()
    working = lanes(lease.worker_id, stop)
    threading.Thread(target=clock, args=(stop,), name="clock", daemon=True).start()
    beats = threading.Thread(target=keep, args=(lease, ended), name="beats", daemon=True)
    wake = threading.Thread(target=_wake_with, args=(stop,), name="wake", daemon=True)
    for thread in (beats, wake, *working):
        thread.start()
    signal.sigwait(ENDS)
    stop.set()
    signal.signal(signal.SIGINT, _end_at_once)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for lane in working:
        lane.join()
    ended.set()
    is_broken = any(lane.is_broken for lane in working)
    if not is_broken:
        lease.end()
    return int(is_broken)


def keep(lease: Lease, ended: threading.Event) -> None:
    """Say that this worker lives, and take over from those that do not, until it has ended.

    Where others have taken over its own tasks, it must not go on with them: the process ends at once.
    """
    watch = Watch(lease.worker_id)
    while not ended.wait(BEAT_SECONDS):
        try:
            lease.beat()
            watch.take_over()
        except LeaseLost:
            sys.stderr.write("worker.E001: this worker stood still for too long; others have its tasks\n")
            sys.stderr.flush()
            os._exit(1)
        except Error as error:
            sys.stderr.write(f"worker.W001: a beat was missed: {type(error).__name__}\n")
        finally:
            close_old_connections()


def _wake_with(stop: threading.Event) -> None:
    """A lane that breaks sets `stop`: the main thread hears of it as of a signal."""
    stop.wait()
    os.kill(os.getpid(), signal.SIGTERM)


def _end_at_once(_number: int, _frame: FrameType | None) -> None:
    os._exit(1)
