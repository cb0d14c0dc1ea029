"""`python -m small_trades.shop.inquiries.pdf_reader CPU_SECONDS BYTES`: a PDF comes in, its pages go out.

Out comes READY, then, once the whole file was read from the standard input, KEPT and the new file or REFUSED
and the flaw. Whoever is ended for what it took has given no answer.
"""

import sys
from collections.abc import Sequence
from typing import Final

from small_trades.shop.inquiries.pdf_reader.confining import confine
from small_trades.shop.inquiries.pdf_reader.flaws import PdfFlaw
from small_trades.shop.inquiries.pdf_reader.pages import rewritten

READY: Final = b"r"
KEPT: Final = b"+"
REFUSED: Final = b"-"


def main(arguments: Sequence[str]) -> None:
    """Answer once."""
    cpu_seconds, most_bytes = arguments
    confine(cpu_seconds=int(cpu_seconds), most_bytes=int(most_bytes))
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    out.write(answer(sys.stdin.buffer.read()))
    out.flush()


def answer(content: bytes) -> bytes:
    """What is kept of a PDF, or why nothing is."""
    try:
        return KEPT + rewritten(content)
    except PdfFlaw as flaw:
        return REFUSED + flaw.flaw.encode()


if __name__ == "__main__":
    main(sys.argv[1:])
