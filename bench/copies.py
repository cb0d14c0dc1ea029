"""What a copy of everything takes of memory, for a person of whom little and of whom much is told.

On SQLite, in a folder of its own. *peak* is what Python holds at most while the copy is written out piece by
piece, beyond what it held before (`tracemalloc`): a copy that is read a page at a time keeps it level.
"""

import json
import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

SIZES = (1_000, 20_000)
FORMS = ("json", "html")
FEW = 200


@dataclass(frozen=True)
class Weight:
    """One copy of one person: rows told of them, its form, MiB at the peak, MiB written."""

    rows: int
    form: str
    peak: float
    written: float


def measure(sizes: tuple[int, ...] = SIZES) -> list[Weight]:
    """Measure in a process and stores of its own."""
    with tempfile.TemporaryDirectory(prefix="small-trades-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.copies", "--here", *map(str, sizes)],
            env={**os.environ, "SMALL_TRADES_HOME": f"{folder}/var", "SMALL_TRADES_MODE": "demo"},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return [Weight(**weight) for weight in json.loads(done.stdout)]


def rows(weights: list[Weight]) -> list[str]:
    """The figures as Markdown."""
    head = ["| copy of everything | memory at the peak | written |", "|---|---:|---:|"]
    return head + [
        f"| {weight.rows:,} uses, {weight.form} | {weight.peak:.1f} MiB | {weight.written:.1f} MiB |"
        for weight in weights
    ]


def _measure_here(sizes: tuple[int, ...]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "small_trades.config.settings"
    from small_trades.config.commands import setup  # noqa: PLC0415 - only the measuring process needs it

    setup.start_django()
    setup.migrate()
    from small_trades import privacy  # noqa: PLC0415

    found = []
    with privacy.acting_as(privacy.Actor.system("bench")):
        subject, told = _person(), 0
        for form in FORMS:
            # Modules, texts and templates that a first copy loads are no memory of its own.
            _weigh(subject, 0, form)
        for size in sizes:
            _use(subject, size - told)
            told = size
            found += [asdict(_weigh(subject, size, form)) for form in FORMS]
    print(json.dumps(found))


def _person() -> UUID:
    """Somebody with inquiries enough for several pages."""
    from small_trades.policy.groups import EmailAddress, InquiryText, PersonName  # noqa: PLC0415
    from small_trades.shop.inquiries.actions import NewInquiry, open_inquiry, reply  # noqa: PLC0415
    from small_trades.shop.inquiries.models import Inquiry  # noqa: PLC0415
    from small_trades.shop.inquiries.states import InquiryKind  # noqa: PLC0415

    words = InquiryText("いつ届きますか。" * 20)
    new = NewInquiry(InquiryKind.PRODUCT, PersonName("山田", ""), EmailAddress("yamada@mail.example"), words)
    opened = open_inquiry(new, language="ja")
    for _ in range(FEW):
        reply(opened.id, words)
    subject: UUID = Inquiry.objects.get(pk=opened.id).subject
    return subject


def _use(subject: UUID, times: int) -> None:
    """So many rows about the person, as a reveal at the desk leaves them."""
    from small_trades import privacy  # noqa: PLC0415
    from small_trades.privacy import _record, ledger  # noqa: PLC0415
    from small_trades.privacy._keys import store  # noqa: PLC0415

    people = store.fetch((), {subject})[1]
    staff = privacy.Actor.staff(privacy.uuid7(), "support")
    pending: Any = None
    for number in range(times):
        facts = {"purpose": "3g-inquiry", "groups": ("InquiryText",), "reason": f"case {number}"}
        for entry in _record.entries(ledger.Event.USE, staff, people, **facts):
            pending = ledger.enqueue(entry)
    pending.wait()


def _weigh(subject: UUID, size: int, form: str) -> Weight:
    written = 0
    tracemalloc.start()
    for piece in _pieces(subject, form):
        written += len(piece.encode())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    mebibyte = 1 << 20
    return Weight(size, form, peak / mebibyte, written / mebibyte)


def _pieces(subject: UUID, form: str) -> Iterator[str]:
    from small_trades.shop.rights.copies import as_html  # noqa: PLC0415
    from small_trades.shop.rights.queries import copy_of  # noqa: PLC0415

    export = copy_of(subject, reason="bench")
    return export.pieces() if form == "json" else as_html(export, language="ja")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        _measure_here(tuple(map(int, sys.argv[2:])))
    else:
        print("\n".join(rows(measure())))
