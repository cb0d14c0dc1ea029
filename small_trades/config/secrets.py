"""Secrets that the shop makes for itself when there are none, each in a file that only its user may read."""

import os
import secrets
from pathlib import Path

SECRET_BYTES = 48


def secret_from(path: Path) -> str:
    """The secret kept at `path`; made there with mode 0600 the first time."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
    try:
        # A link fails where another process was first; then its secret is the secret.
        os.link(made, path)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    finally:
        made.unlink()
    return path.read_text(encoding="ascii").strip()
