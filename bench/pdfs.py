"""What it takes to read a PDF that came with an inquiry: those that people send, and those made to take long.

`python -m bench.pdfs` reads each as the shop does, in a process of its own within its limits, and says what
that process took. Limits are in `shop/inquiries/files/limits.py`.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from fpdf import FPDF
from PIL import Image

from small_trades.shop.inquiries.files.limits import PDF_CPU_SECONDS, PDF_MEMORY
from small_trades.shop.inquiries.pdf_reader.pages import MOST_OBJECTS
from small_trades.shop.inquiries.tests import laborious

READER = "small_trades.shop.inquiries.pdf_reader"


@dataclass(frozen=True)
class Reading:
    """Bytes sent; what became of it; seconds of a processor, seconds until the answer, MiB at the peak."""

    sent: int
    outcome: str
    processor: float
    waited: float
    megabytes: float


def text(pages: int) -> bytes:
    """Pages full of words."""
    document = FPDF()
    document.set_font("helvetica", size=9)
    for page in range(pages):
        document.add_page()
        for line in range(60):
            document.cell(text=f"{page}.{line} " + "amount due, to be paid within the month " * 2)
            document.ln(4)
    return bytes(document.output())


def scans(pages: int) -> bytes:
    """Pages that are photographs of 230 KB each."""
    document = FPDF()
    for _page in range(pages):
        document.add_page()
        picture = BytesIO()
        Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3)).save(picture, "JPEG", quality=30)
        document.image(picture, w=150)
    return bytes(document.output())


MADE: dict[str, Callable[[], bytes]] = {
    "2 pages of text": lambda: text(2),
    "200 pages of text": lambda: text(200),
    "40 scanned pages": lambda: scans(40),
    "as many parts as are taken": lambda: laborious.many_parts(MOST_OBJECTS),
    "made to take long": laborious.slow,
    "made to take memory": laborious.fat,
}


def measure(content: bytes) -> Reading:
    """Read it once. A peak below what this process takes itself is not seen."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", READER, str(PDF_CPU_SECONDS), str(PDF_MEMORY)],
        input=content,
        capture_output=True,
        check=False,
    )
    waited = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = done.stdout[1:]
    outcome = "taken" if said.startswith(b"+") else said[1:].decode() or "ended"
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Reading(len(content), outcome, processor, waited, after.ru_maxrss / 1024)


def main(arguments: list[str]) -> None:
    """Print a line for each; with the name of one, that one alone, so that its peak is its own."""
    for name in arguments:
        row = measure(MADE[name]())
        sys.stdout.write(
            f"{name}: {row.sent / 1024:,.0f} KiB, {row.outcome}, {row.processor:.2f} s of a processor, "
            f"{row.waited:.2f} s, {row.megabytes:,.0f} MiB\n"
        )
    if not arguments:
        for name in MADE:
            subprocess.run([sys.executable, "-m", "bench.pdfs", name], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
