"""A program that is slow, in whichever way, gets no more time than another."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from small_trades import privacy
from small_trades.doors.deadline import Deadline
from small_trades.doors.programs.driver import ProgramsDoor
from small_trades.doors.programs.messages import ProgramNotice, TooSlowError

SECONDS = 0.4
ENOUGH = 30.0
Manner = Callable[[socket.socket, threading.Event], None]


def says_nothing(call: socket.socket, over: threading.Event) -> None:
    del call
    over.wait(ENOUGH)


def drips(call: socket.socket, over: threading.Event) -> None:
    """A byte now and then: no single wait for one is ever long."""
    call.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    with suppress(OSError):
        while not over.wait(SECONDS / 20):
            call.sendall(b"x")


def reads_nothing(call: socket.socket, over: threading.Event) -> None:
    call.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
    over.wait(ENOUGH)


@contextmanager
def program(manner: Manner) -> Iterator[int]:
    """The port of a program that treats one call in this manner."""
    over = threading.Event()

    def answer() -> None:
        call, _ = server.accept()
        with call:
            manner(call, over)

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(ENOUGH)
        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()[1]
        over.set()
        thread.join()


def send(port: int, *, seconds: float = SECONDS, scheme: str = "http", body: str = "{}") -> int:
    address = f"{scheme}://127.0.0.1:{port}/"
    door = ProgramsDoor(lambda: (address,), allows_loopback=True, seconds=seconds)
    notice = ProgramNotice(id="msg_1", address=address, secret=b"s" * 32, at=0, body=body)
    return door.send(notice, lambda sealed: sealed)


@pytest.mark.parametrize(
    ("manner", "scheme"), [(says_nothing, "http"), (drips, "http"), (says_nothing, "https")]
)
def test_a_slow_answer_is_cut_off(manner: Manner, scheme: str) -> None:
    with program(manner) as port, pytest.raises(TooSlowError) as refused:
        send(port, scheme=scheme)
    assert (str(refused.value), refused.value.permanent) == ("no answer in time", False)


def test_one_that_reads_nothing_is_cut_off() -> None:
    with program(reads_nothing) as port, pytest.raises(TooSlowError):
        send(port, body="x" * 50_000_000)


def test_one_that_is_away_is_not_called_slow() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(privacy.DoorError) as refused:
        send(port, seconds=ENOUGH)
    assert type(refused.value) is privacy.DoorError
    assert str(refused.value) == "ConnectionRefusedError"


def test_one_that_answers_in_time_is_heard() -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert send(server.server_address[1], seconds=ENOUGH) == 204
        thread.join()


def test_what_is_left_is_never_nothing() -> None:
    deadline = Deadline(0.0)
    assert (deadline.is_over, deadline.left) == (True, 0.001)
    assert not Deadline(ENOUGH).is_over
