"""A PDF is read by a process that is ended when it takes too much, and that can do nothing else."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_trades.shop.account.tests.making import Browser, mails
from small_trades.shop.inquiries.files import FileFlaw, Flaw, GivenFile, Patience, pdfs, take_file
from small_trades.shop.inquiries.models import Inquiry, InquiryFile
from small_trades.shop.inquiries.tests.laborious import fat, slow
from small_trades.shop.inquiries.tests.making import asker
from small_trades.shop.inquiries.tests.reading import started_as
from small_trades.shop.inquiries.tests.sending import pdf, photo, sent


def read(content: bytes, seconds: float = 60) -> bytes:
    return take_file(GivenFile("a.pdf", content), Patience(seconds)).content


def flaw(content: bytes, seconds: float = 60) -> Flaw:
    with pytest.raises(FileFlaw) as refused:
        read(content, seconds)
    return refused.value.flaw


def children() -> list[str]:
    """The processes that this one has started and that are not gone."""
    told = [(task / "children").read_text(encoding="ascii") for task in Path("/proc/self/task").iterdir()]
    return " ".join(told).split()


@pytest.fixture
def no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_words, **_more: pytest.fail("it was started"))


@pytest.mark.usefixtures("hasty")
def test_what_takes_too_long_is_ended_and_the_next_is_read() -> None:
    before = children()
    assert flaw(slow()) == Flaw.TOO_MUCH_WORK
    assert children() == before
    assert read(pdf()).startswith(b"%PDF-")


def test_what_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    assert flaw(fat()) == Flaw.TOO_MUCH_WORK
    assert read(pdf()).startswith(b"%PDF-")


def test_whoever_waits_waits_no_longer_than_that() -> None:
    before = children()
    assert flaw(slow(), seconds=0.001) == Flaw.TOO_MUCH_WORK
    assert children() == before


@pytest.mark.usefixtures("no_reader")
def test_a_message_that_has_used_up_its_time_is_not_read_on() -> None:
    assert flaw(pdf(), seconds=0) == Flaw.TOO_MUCH_WORK


@pytest.mark.usefixtures("no_reader")
def test_where_another_is_read_too_long_it_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "WAITING_SECONDS", 0)
    with pdfs._one_at_a_time:
        assert flaw(pdf()) == Flaw.BUSY


def test_a_reader_that_does_not_start_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    started_as(monkeypatch, "-c", "raise SystemExit(3)")
    with pytest.raises(RuntimeError, match="does not start"):
        read(pdf())
    monkeypatch.undo()
    assert read(pdf()).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("b'r-active'", Flaw.ACTIVE),
        ("b'r-something'", Flaw.BROKEN),
        ("b'r'", Flaw.TOO_MUCH_WORK),
        ("b'r+' + bytes(11 << 20)", Flaw.TOO_HEAVY),
    ],
)
def test_its_answer_is_not_believed_beyond_what_it_may_say(
    answer: str, expected: Flaw, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as(monkeypatch, "-c", f"import sys; sys.stdout.buffer.write({answer})")
    assert flaw(pdf()) == expected


def test_it_is_told_where_the_program_lies_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told, open_files = tmp_path / "told", tmp_path / "open"
    script = (
        "import os, pathlib;"
        f"pathlib.Path({str(told)!r}).write_text(str(sorted(os.environ)));"
        f"pathlib.Path({str(open_files)!r}).write_text(str(len(os.listdir('/proc/self/fd'))))"
    )
    started_as(monkeypatch, "-c", script)
    monkeypatch.setenv("KEK_FILE", "/secret")
    assert flaw(pdf()) == Flaw.TOO_MUCH_WORK
    assert set(told.read_text(encoding="utf-8").strip("[]").split(", ")) <= {"'PYTHONPATH'", "'LC_CTYPE'"}
    # Its input, its two outputs, and the folder that was listed.
    assert open_files.read_text(encoding="ascii") == "4"


def ran(*arguments: str) -> list[str]:
    """The words that Python says where it is told what the reader is."""
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, *arguments],
        env=dict(pdfs.READER.environment),
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.split()


CONFINED = """
import os, pathlib, resource, socket, subprocess, sys
from small_trades.shop.inquiries.pdf_reader.confining import MOST_OPEN_FILES, confine
path, program = pathlib.Path(sys.argv[1]), [sys.executable, "-c", "pass"]
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
confine(cpu_seconds=20, most_bytes=1 << 30)
def many():
    return [open(os.devnull) for _file in range(MOST_OPEN_FILES)]
for tried in (
    socket.socket,
    lambda: socket.getaddrinfo("taro.evil.example", 80),
    lambda: subprocess.run(program),
    lambda: os.execv(program[0], program),
    lambda: os.posix_spawn(program[0], program, {}),
    lambda: os.system("true"),
    os.fork,
    lambda: path.write_text("taro"),
    path.touch,
    lambda: path.open("r+"),
    many,
    lambda: bytearray(1 << 30),
):
    try:
        tried()
    except (OSError, MemoryError) as error:
        print(type(error).__name__)
"""


def test_nothing_leaves_from_there_but_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "written"
    refused = ran("-c", CONFINED, str(path))
    assert refused == ["PermissionError"] * 10 + ["OSError", "MemoryError"]
    assert not path.exists()


LEAVING = """
import os, signal, subprocess, sys
from small_trades.shop.inquiries.tests.laborious import slow
reader = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
reader.stdout.read(1)
reader.stdin.write(slow())
reader.stdin.close()
print(reader.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture
def heir() -> Iterator[None]:
    """This process becomes the parent of whatever loses its own (prctl(2))."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0)


@pytest.mark.usefixtures("heir")
def test_it_ends_with_whoever_started_it() -> None:
    *words, _seconds, memory = pdfs.READER.arguments
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", LEAVING, *words, "600", str(4 * int(memory))],
        env=dict(pdfs.READER.environment),
        stdout=subprocess.PIPE,
        check=False,
    )
    _pid, status = os.waitpid(int(done.stdout), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def test_it_loads_nothing_of_the_shop() -> None:
    script = "import sys, small_trades.shop.inquiries.pdf_reader.__main__; print(*sys.modules, sep='\\n')"
    loaded = set(ran("-c", script))
    assert "small_trades.shop.inquiries.pdf_reader.pages" in loaded
    assert not {name for name in loaded if name.partition(".")[0] == "django" or "privacy" in name}


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.usefixtures("hasty")
def test_the_form_names_it_keeps_the_words_and_takes_nothing() -> None:
    anna = asker()
    files = [sent("photo.jpg", photo("")), sent("heavy.pdf", slow())]
    page = Browser().post("/en/inquiries/", {**anna.typed(), "attached": files}).content.decode()
    assert "“heavy.pdf” takes too much work to read." in page
    assert anna.text in page
    assert (Inquiry.objects.count(), InquiryFile.objects.count()) == (0, 0)
    heavy = {**anna.typed(), "attached": [sent("重い.pdf", slow())]}
    page = Browser().post("/inquiries/", heavy).content.decode()
    assert "「重い.pdf」は読み取りの負担が大きすぎます。" in page
    light = {**anna.typed(), "attached": [sent("a.pdf", pdf())]}
    assert Browser().post("/inquiries/", light).status_code == 302
    assert InquiryFile.objects.get().kind == "pdf"
    mails()
