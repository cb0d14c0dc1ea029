"""The audit hook: in this process nothing leaves but what the gate announced.

    install(who)                                          # once, when a web or task process starts
    with announce((("smtp.example.com", 465),)):          # the gate, around a door's driver
        driver.send(message)

Refused in every thread, each refusal with a row in the ledger: connecting and sending to an address, asking
for a name (the query carries out what is put into the name), starting a program that was not named from the
beginning. Listening stays allowed, and so does `os.fork`: the child is the same interpreter and keeps the
hook. A *new* interpreter, such as multiprocessing's spawn makes or a named program is, has to install its
own.

It stops mistakes and careless libraries, not a native library that calls the system itself: libpq and SQLite
raise no events, and neither would a hostile extension. That is what the firewall rule beside it is for.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from small_trades.privacy import _ledger as ledger
from small_trades.privacy._broker import brokered
from small_trades.privacy.errors import PrivacyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

logger = logging.getLogger(__name__)

RECORD_SECONDS = 5.0
REGISTRIES = frozenset({"ac", "co", "com", "ed", "edu", "go", "gov", "gr", "lg", "ne", "net", "or", "org"})

Destinations = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class OwnProgram:
    """A program that may be started from a process whose ways out are shut, word by word as it stands here.

    `arguments` begin with the path of what is executed, `environment` is all it is told: no value can be put
    into either, and nothing is inherited. The program itself sees to it that nothing leaves from there.
    """

    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()


class WayOutShut(PrivacyError, PermissionError):  # noqa: N818 -- as all errors of the engine
    """Something tried to leave that no door announced. The ledger has it."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts in this request or task, as the ledger's row shall say."""

    actor_kind: str
    actor_id: UUID | None = None
    role: str = ""
    policy_version: int = 0
    request_id: str = ""


@dataclass(slots=True)
class _Opening:
    """What may be reached: hosts and ports as announced, and the addresses those hosts turned out to have."""

    destinations: frozenset[tuple[str, int]]
    addresses: set[tuple[str, int]] = field(default_factory=set)

    def allows_name(self, host: str) -> bool:
        return any(host == announced for announced, _ in self.destinations)

    def allows(self, host: str, port: int) -> bool:
        return (host, port) in self.destinations or (host, port) in self.addresses

    def learn(self, host: str, addresses: set[str]) -> None:
        ports = [port for announced, port in self.destinations if announced == host]
        self.addresses.update((address, port) for address in addresses for port in ports)


def _opening(destinations: Destinations) -> _Opening:
    return _Opening(frozenset((_name(host), port) for host, port in destinations))


@dataclass(slots=True)
class _State:
    """Of the whole process; empty until ``install``."""

    who: Callable[[], Who] | None = None
    own: _Opening = field(default_factory=lambda: _opening(()))
    unix_sockets: frozenset[str] = frozenset()
    programs: frozenset[OwnProgram] = frozenset()


_state = _State()
_announced: ContextVar[_Opening | None] = ContextVar("announced", default=None)
_recording = threading.local()


def install(
    who: Callable[[], Who],
    *,
    own: Destinations = (),
    unix_sockets: tuple[str, ...] = (),
    programs: tuple[OwnProgram, ...] = (),
) -> None:
    """Shut every way out of this process, for good: an audit hook cannot be taken away. Once is enough.

    `own` are the program's own services, open at all times (a cache; the database's host, whose name psycopg
    looks up in Python), `unix_sockets` the paths of those that have one, `programs` what may be started.
    `who` is called for each refusal, in whichever thread that is.
    """
    if _state.who is not None:
        return
    _state.who = who
    _state.own = _opening(own)
    _state.unix_sockets = frozenset(unix_sockets)
    _state.programs = frozenset(programs)
    # The event comes before the answer. Only here is seen which addresses an announced name stands for.
    socket.getaddrinfo = _learning(socket.getaddrinfo)
    sys.addaudithook(_hook)


@contextmanager
def announce(destinations: Destinations) -> Iterator[None]:
    """Within the block, and in this context only, these hosts and ports may be reached.

    A host is a name, which may be looked up and connected to at the addresses it has, or a literal address.
    An inner announcement replaces the outer one. Threads started inside do not inherit it, nor do those in
    which asyncio looks names up: a driver connects in the thread it was called in.
    """
    token = _announced.set(_opening(destinations))
    try:
        yield
    finally:
        _announced.reset(token)


def _learning(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *arguments: Any, **named: Any) -> Any:
        answers = resolve(host, *arguments, **named)
        if host is not None:
            for opening in _openings():
                opening.learn(_name(host), {answer[4][0] for answer in answers})
        return answers

    return getaddrinfo


def _openings() -> tuple[_Opening, ...]:
    opening = _announced.get()
    return (_state.own,) if opening is None else (_state.own, opening)


def _is_open_name(host: str) -> bool:
    return any(opening.allows_name(host) for opening in _openings())


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Called for every audit event of the process: all but a few must cost one look-up."""
    check = _CHECKS.get(event)
    if check is not None:
        check(event, arguments)


def _check_address(event: str, arguments: tuple[Any, ...]) -> None:
    """Of socket.connect, sendto and sendmsg: socket and address."""
    sock, address = arguments[:2]
    if address is None:
        return  # sendmsg on a socket that was allowed to connect
    if sock.family == socket.AF_UNIX:
        if os.fsdecode(address) not in _state.unix_sockets:
            _refuse(event, "a Unix socket")
    elif sock.family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple):
        _check_destination(event, address)
    else:
        _refuse(event, f"an address of family {sock.family}")


def _check_destination(event: str, address: tuple[Any, ...]) -> None:
    host, port = _name(address[0]), address[1]
    if not any(opening.allows(host, port) for opening in _openings()):
        _refuse(event, f"[{host}]:{port}" if ":" in host else f"{_shown(host)}:{port}")


def _check_lookup(event: str, arguments: tuple[Any, ...]) -> None:
    """Of socket.getaddrinfo and gethostby…: a host. None and numbers ask nobody."""
    if arguments[0] is None:
        return
    host = _name(arguments[0])
    if host and not _is_number(host) and not _is_open_name(host):
        _refuse(event, _shown(host))


def _check_reverse_lookup(event: str, arguments: tuple[Any, ...]) -> None:
    """Of socket.getnameinfo, an address; of socket.gethostbyaddr, a host. Here, numbers ask somebody, too."""
    target = arguments[0]
    host = _name(target[0] if isinstance(target, tuple) else target)
    if not _is_open_name(host):
        _refuse(event, _shown(host))


def _check_popen(event: str, arguments: tuple[Any, ...]) -> None:
    """Of subprocess.Popen: executable, arguments, folder and environment, which is None where it is ours."""
    if not _is_own_program(*arguments):
        _check_program(event, arguments)


def _is_own_program(executable: Any, arguments: Any, folder: Any, environment: Any) -> bool:
    if folder is not None or environment is None or not isinstance(arguments, list):
        return False
    asked = OwnProgram(tuple(arguments), tuple(environment.items()))
    return asked in _state.programs and executable == asked.arguments[0]


def _check_program(event: str, arguments: tuple[Any, ...]) -> None:
    """Of subprocess.Popen: executable and arguments; of os.exec and os.posix_spawn: the path."""
    program = arguments[0]
    if program is None:
        program = arguments[1] if isinstance(arguments[1], str | bytes) else arguments[1][0]
    _refuse(event, _program(program))


def _check_spawn(event: str, arguments: tuple[Any, ...]) -> None:
    """Of os.spawn: mode and path; of pty.spawn: the arguments."""
    target = arguments[1] if event == "os.spawn" else arguments[0]
    _refuse(event, _program(target if isinstance(target, str | bytes | os.PathLike) else target[0]))


def _check_system(event: str, _arguments: tuple[Any, ...]) -> None:
    """Of os.system. The command stays unsaid: even its first word may hold a value (`NAME=value command`)."""
    _refuse(event, "sh")


_CHECKS: dict[str, Callable[[str, tuple[Any, ...]], None]] = {
    "socket.connect": _check_address,
    "socket.sendto": _check_address,
    "socket.sendmsg": _check_address,
    "socket.getaddrinfo": _check_lookup,
    "socket.gethostbyname": _check_lookup,
    "socket.gethostbyaddr": _check_reverse_lookup,
    "socket.getnameinfo": _check_reverse_lookup,
    "subprocess.Popen": _check_popen,
    "os.system": _check_system,
    "os.exec": _check_program,
    "os.posix_spawn": _check_program,
    "os.spawn": _check_spawn,
    "pty.spawn": _check_spawn,
}


def _refuse(event: str, what: str) -> None:
    """Record and raise WayOutShut. What this thread tries while it records is refused without a row."""
    if not getattr(_recording, "is_busy", False):
        _recording.is_busy = True
        try:
            _record(event, what)
        finally:
            _recording.is_busy = False
    raise WayOutShut(f"{event}: {what} is not announced by any door")


def _record(event: str, what: str) -> None:
    who = Who("nobody") if _state.who is None else _state.who()
    try:
        note(
            actor_kind=who.actor_kind,
            actor_id=who.actor_id,
            role=who.role,
            policy_version=who.policy_version,
            request_id=who.request_id,
            event=event,
            what=what,
        )
    except ledger.LedgerUnavailable as error:
        logger.critical("a way out was refused, and the row is not durable: %s", error)


@brokered(seconds=RECORD_SECONDS)
def note(
    *,
    actor_kind: str,
    actor_id: UUID | None,
    role: str,
    policy_version: int,
    request_id: str,
    event: str,
    what: str,
) -> None:
    """The row about a refused way out. LedgerUnavailable when it is not durable in time."""
    entry = ledger.Entry(
        event=ledger.Event.WAY_OUT,
        actor_kind=actor_kind,
        actor_id=actor_id,
        role=role,
        reason=event,
        policy_version=policy_version,
        recipient=what,
        outcome="refused",
        request_id=request_id,
    )
    pending = ledger.enqueue(entry)
    # Bounded: this thread may hold what the ledger's thread waits for. The row is queued all the same.
    if not ledger.is_writing_here():
        pending.wait(RECORD_SECONDS)


def _name(host: Any) -> str:
    """A host as it is compared: text, lower case, without the root's dot."""
    text = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)
    return text.lower().rstrip(".")


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _shown(host: str) -> str:
    """The host as the ledger may hold it: an address, or a domain without labels, which may be a value."""
    if _is_number(host):
        return host
    labels = host.split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in REGISTRIES else 2  # noqa: PLR2004 -- example.co.jp, example.com
    shown = [label.encode("ascii", "replace").decode() for label in labels[-kept:]]
    return ".".join(shown if len(labels) <= kept else ["*", *shown])


def _program(path: str | bytes | os.PathLike[str]) -> str:
    """The program's own name, without folder and arguments."""
    words = os.fsdecode(path).split()
    return words[0].rpartition("/")[2].encode("ascii", "replace").decode() if words else "a program"
