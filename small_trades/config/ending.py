"""What a process does last. Not with atexit: a web worker, a child of multiprocessing, ends without."""

import threading
from collections.abc import Callable


def as_it_ends(last: Callable[[], object], *, name: str) -> None:
    """Call it once the main thread is over; the process, whichever it is, waits for that."""

    def wait() -> None:
        threading.main_thread().join()
        last()

    threading.Thread(target=wait, name=name).start()
