"""Which mailbox becomes inquiries, from the environment. None unless a host is named."""

import re
from pathlib import Path

from small_trades.config.environment import Environment, SettingError
from small_trades.doors.inbox.driver import Server

PORTS = {"tls": 993, "starttls": 143}
_FOLDER = re.compile(r"[ -~]{1,80}")  # others are written in UTF-7 of IMAP's own (RFC 3501, 5.1.3)


def inbox_settings(env: Environment) -> Server | None:
    """The `INBOX_…` settings. SettingError where one is missing or is not what it must be."""
    host = env.text("INBOX_HOST")
    if not host:
        return None
    way = env.choice("INBOX_TLS", "tls", tuple(PORTS))
    return Server(
        host=host,
        port=env.number("INBOX_PORT", PORTS[way], least=1, most=65535),
        user=_needed(env, "INBOX_USER"),
        password=_needed(env, "INBOX_PASSWORD"),
        folder=_folder(env, "INBOX_FOLDER", "INBOX"),
        aside=_folder(env, "INBOX_ASIDE", "Not taken"),
        starttls=way == "starttls",
        authority=_authority(env),
    )


def _needed(env: Environment, name: str) -> str:
    given = env.text(name)
    if not given:
        raise SettingError("config.E011", f"{name} is missing; INBOX_HOST asks for it (or {name}_FILE).")
    return given


def _folder(env: Environment, name: str, default: str) -> str:
    given = env.text(name, default)
    if not _FOLDER.fullmatch(given):
        raise SettingError("config.E012", f"{name} is {given!r}; it must be written in ASCII.")
    return given


def _authority(env: Environment) -> Path | None:
    given = env.text("INBOX_AUTHORITY")
    if given and not Path(given).is_file():
        raise SettingError("config.E013", f"INBOX_AUTHORITY names {given}, which is no file.")
    return Path(given).resolve() if given else None
