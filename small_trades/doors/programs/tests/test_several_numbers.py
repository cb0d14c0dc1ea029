"""A host of several addresses is reached at the first that answers, and never at an inner one."""

import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from small_trades import privacy
from small_trades.doors.programs.driver import ProgramsDoor
from small_trades.doors.programs.messages import ProgramNotice

SECONDS = 30.0
Resolves = Callable[..., None]


@pytest.fixture
def leads_to(monkeypatch: pytest.MonkeyPatch) -> Resolves:
    """Every name leads to these numbers; a number leads to itself."""
    resolve = socket.getaddrinfo

    def lead(*numbers: str) -> None:
        def found(host: str, port: int, *how: Any, **named: Any) -> list[Any]:
            if host in numbers:
                return list(resolve(host, port, *how, **named))
            kinds = [socket.AF_INET6 if ":" in number else socket.AF_INET for number in numbers]
            return [
                (kind, socket.SOCK_STREAM, 6, "", (number, port))
                for kind, number in zip(kinds, numbers, strict=True)
            ]

        monkeypatch.setattr(socket, "getaddrinfo", found)

    return lead


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float]]:
    """The numbers that were called and how long each was waited for; nobody is there."""
    calls: list[tuple[str, float]] = []

    def away(where: tuple[str, int], *, timeout: float) -> socket.socket:
        calls.append((where[0], timeout))
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", away)
    return calls


def send(url: str, *, allows_loopback: bool = False) -> int:
    door = ProgramsDoor(lambda: (url,), allows_loopback=allows_loopback, seconds=SECONDS)
    notice = ProgramNotice(id="msg_1", address=url, secret=b"s" * 32, at=0, body="{}")
    return door.send(notice, lambda sealed: sealed)


def test_the_next_number_is_called_where_one_does_not_answer(leads_to: Resolves) -> None:
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(self.headers["webhook-id"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.2", 0), Handler) as server:
        leads_to("127.0.0.1", "127.0.0.2", "127.0.0.3")
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        assert send(f"http://localhost:{server.server_address[1]}/", allows_loopback=True) == 204
        thread.join()
    assert heard == ["msg_1"]


def test_an_inner_number_is_passed_over_wherever_it_stands(
    leads_to: Resolves, asked: list[tuple[str, float]]
) -> None:
    leads_to("10.0.0.1", "8.8.8.8", "fd00::1", "127.0.0.1", "2606:4700:4700::1111", "169.254.169.254")
    with pytest.raises(privacy.DoorError) as refused:
        send("https://example.com/")
    assert [number for number, _ in asked] == ["8.8.8.8", "2606:4700:4700::1111"]
    assert (str(refused.value), refused.value.permanent) == ("ConnectionRefusedError", False)


def test_a_name_that_leads_to_inner_numbers_alone_is_refused_and_nobody_is_called(
    leads_to: Resolves, asked: list[tuple[str, float]]
) -> None:
    leads_to("10.0.0.1", "::1", "64:ff9b::a00:1")
    with pytest.raises(privacy.DoorError) as refused:
        send("https://example.com/")
    assert (str(refused.value), refused.value.permanent, asked) == ("a private address", True, [])


def test_one_that_is_silent_leaves_time_for_the_others(
    leads_to: Resolves, asked: list[tuple[str, float]]
) -> None:
    leads_to("8.8.8.8", "8.8.4.4")
    with pytest.raises(privacy.DoorError):
        send("https://example.com/")
    (_, first), (_, second) = asked
    assert first <= SECONDS / 2 < second <= SECONDS
