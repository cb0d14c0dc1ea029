"""A real IMAP server for tests: pymap on the loopback address, with its mail in memory."""

import contextlib
import imaplib
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from small_trades.config.tls import Certificate, local_certificate
from small_trades.doors.inbox.driver import Server
from tests.browser.running import free_port

READY_SECONDS = 30
USER, PASSWORD = "shop", "correct horse battery staple"
ASIDE = "Not taken"
# Half a million rounds for each sign-in are a third of a second of a processor, and show nothing here.
PROGRAM = """
from functools import partial
from pymap import config, main
config.BuiltinHash = partial(config.BuiltinHash, rounds=1)
main.main()
"""


@dataclass(frozen=True)
class Post:
    """A mailbox in which mail can be put and looked at."""

    port: int
    certificate: Certificate

    @property
    def server(self) -> Server:
        """It, as the shop's settings name it."""
        authority = self.certificate.authority
        return Server(
            host="localhost", port=self.port, user=USER, password=PASSWORD, starttls=True, authority=authority
        )

    def deliver(self, *mails: bytes) -> None:
        """Mail arrives."""
        with self._client() as client:
            for mail in mails:
                answer, said = client.append("INBOX", "", "", mail)
                assert answer == "OK", said

    def lies(self, folder: str = "INBOX") -> list[bytes]:
        """What lies in a folder; nothing where there is no such folder."""
        with self._client() as client:
            if client.select(f'"{folder}"', readonly=True)[0] != "OK":
                return []
            handles = client.uid("SEARCH", "ALL")[1][0].decode().split()
            return [client.uid("FETCH", handle, "(BODY.PEEK[])")[1][0][1] for handle in handles]

    def empty(self) -> None:
        """Nothing is left in any folder."""
        with self._client() as client:
            for folder in ("INBOX", f'"{ASIDE}"'):
                if client.select(folder)[0] == "OK":
                    client.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")
                    client.expunge()

    @contextlib.contextmanager
    def _client(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("localhost", self.port) as client:
            client.starttls(ssl.create_default_context(cafile=str(self.certificate.authority)))
            client.login(USER, PASSWORD)
            yield client


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Post]:
    """A server with an empty mailbox; ended at the end."""
    certificate = local_certificate(folder / "tls", ("localhost",))
    port = free_port()
    where = ["--host", "127.0.0.1", "--port", str(port)]
    keys = ["--cert", str(certificate.chain), "--key", str(certificate.key)]
    backend = ["dict", "--demo-user", USER, "--demo-password", PASSWORD]
    program = [sys.executable, "-c", PROGRAM]
    process = subprocess.Popen([*program, *where, *keys, *backend])
    try:
        _wait(port)
        yield Post(port, certificate)
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def behind_tls(post: Post) -> Iterator[int]:
    """The same server where TLS begins at once, as on port 993; answers the port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(post.certificate.chain, post.certificate.key)

    class Pipe(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with (
                contextlib.suppress(OSError),
                context.wrap_socket(self.request, server_side=True) as outer,
                socket.create_connection(("127.0.0.1", post.port)) as inner,
            ):
                threading.Thread(target=_pump, args=(inner, outer), daemon=True).start()
                _pump(outer, inner)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Pipe) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


def _wait(port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
