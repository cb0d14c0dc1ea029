"""A process that the shop cannot do without: where it ends by itself, it is started again."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

PAUSE_SECONDS: Final = 5.0
"""Between an end and the next start: a database that is started again is away for about so long."""


class Tended:
    """One process of a command, from `start` until `end`, however often it ends meanwhile."""

    def __init__(self, command: Sequence[str], *, pause: float = PAUSE_SECONDS) -> None:
        """Nothing is started yet."""
        self._command = tuple(command)
        self._pause = pause
        self._ending = threading.Event()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        # Linux ends a child with the thread that started it (prctl(2), PR_SET_PDEATHSIG): one thread for all.
        self._thread = threading.Thread(target=self._tend, name="tending", daemon=True)

    def start(self) -> None:
        """Start it, and again whenever it ends by itself."""
        self._thread.start()

    def end(self, seconds: float) -> None:
        """End it for good: asked first, and made to where it does not within so many seconds."""
        with self._starting:
            self._ending.set()
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _tend(self) -> None:
        while (process := self._begun()) is not None:
            status = process.wait()
            if not self._ending.is_set():
                sys.stderr.write(f"run.W001: {self._command[-1]} ended ({status}); it is started again.\n")
                self._ending.wait(self._pause)

    def _begun(self) -> "subprocess.Popen[bytes] | None":
        with self._starting:
            if self._ending.is_set():
                return None
            self._process = subprocess.Popen(self._command, process_group=0)  # noqa: S603 - this program itself
            return self._process
