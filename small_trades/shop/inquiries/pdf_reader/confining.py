"""What this process may take, and that nothing leaves it but its answer."""

import ctypes
import os
import resource
import signal
import sys
from typing import Any, Final

MOST_OPEN_FILES: Final = 16
"""Modules of the library that are loaded late, one after the other."""
PR_SET_PDEATHSIG: Final = 1
"""prctl(2)"""
_PROGRAMS: Final = frozenset({"os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def confine(*, cpu_seconds: int, most_bytes: int) -> None:
    """Bound processor time and memory, for good; no connection, no program, no file, no core dump.

    Beyond the time the process is ended by a signal, beyond the memory there is a MemoryError. Narrower
    limits that it was started with stay. It ends with whoever started it, who waits for it in one thread.
    """
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for what, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, most_bytes),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """PermissionError for whatever could carry something out."""
    if event.startswith(("socket.", "subprocess.", "pty.")) or event in _PROGRAMS:
        raise PermissionError(event)
    if event == "open" and arguments[2] & _WRITING:
        raise PermissionError(event)
