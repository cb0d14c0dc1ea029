"""PDF: only its pages are kept, read and written anew by a process that is ended when it takes too much.

The file goes there and back through pipes, and lies on no disk. The process inherits nothing: neither
environment, keys nor connections.
"""

import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

from small_trades import privacy
from small_trades.shop.inquiries.files.flaws import FileFlaw, Flaw
from small_trades.shop.inquiries.files.limits import (
    LARGEST_FILE,
    PDF_CPU_SECONDS,
    PDF_MEMORY,
    WAITING_SECONDS,
)
from small_trades.shop.inquiries.files.patience import Patience

READY: Final = b"r"
KEPT: Final = b"+"
_FLAWS: Final = {flaw.encode(): flaw for flaw in Flaw}
_PROGRAM: Final = "small_trades.shop.inquiries.pdf_reader"
_FOLDER: Final = Path(__file__).parents[4]
READER: Final = privacy.OwnProgram(
    (sys.executable, "-s", "-P", "-m", _PROGRAM, str(PDF_CPU_SECONDS), str(PDF_MEMORY)),
    (("PYTHONPATH", str(_FOLDER)),),
)
# Each may take half a gigabyte: strangers who send many must not be read side by side.
_one_at_a_time: Final = threading.Lock()


def cleaned(content: bytes, patience: Patience) -> bytes:
    """The pages, without title, author, dates, metadata and the pictures' own.

    Raises:
        FileFlaw: it is encrypted, active, too long, broken, takes too long or too much memory, or there was
            no place to read it.
    """
    with patience.spent() as seconds:
        has_place = _one_at_a_time.acquire(timeout=min(seconds, WAITING_SECONDS))
    if not has_place:
        raise FileFlaw(Flaw.BUSY)
    try:
        with patience.spent() as seconds:
            answer = _answer(content, seconds)
    finally:
        _one_at_a_time.release()
    if not answer:
        raise FileFlaw(Flaw.TOO_MUCH_WORK)
    if not answer.startswith(KEPT):
        raise FileFlaw(_FLAWS.get(answer[1:], Flaw.BROKEN))
    if len(answer) > len(KEPT) + LARGEST_FILE:
        raise FileFlaw(Flaw.TOO_HEAVY)
    return answer[len(KEPT) :]


def _answer(content: bytes, seconds: float) -> bytes:
    """What the reader said, as long as it may be and a byte more; nothing where it was ended."""
    with subprocess.Popen(  # noqa: S603 - this program itself
        READER.arguments,
        env=dict(READER.environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        end = threading.Timer(seconds, reader.kill)
        end.start()
        try:
            return _asked(reader, content)
        finally:
            end.cancel()
            reader.kill()


def _asked(reader: "subprocess.Popen[bytes]", content: bytes) -> bytes:
    if reader.stdin is None or reader.stdout is None:
        raise RuntimeError("the reader of PDFs has no pipes")
    is_ready = reader.stdout.read(len(READY)) == READY
    if not is_ready and reader.wait() > 0:
        # Otherwise every PDF would be called damaged.
        raise RuntimeError("the reader of PDFs does not start")
    with suppress(BrokenPipeError):
        reader.stdin.write(content)
        reader.stdin.close()
    return reader.stdout.read(len(KEPT) + LARGEST_FILE + 1)
