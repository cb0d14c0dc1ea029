"""Compiles the texts that people wrote (`django.po`) into the form that gettext reads (`django.mo`).

`python -m small_trades.config.messages` does it by hand; the set-up does it before each start.
"""

import os
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PACKAGE = Path(__file__).resolve().parent.parent


def compile_messages() -> tuple[Path, ...]:
    """Compile every `locale/*/LC_MESSAGES/django.po` that is newer than its `.mo`; answers what was compiled.

    Raises:
        PoFileError: a file is malformed; the message names the file and the line.
    """
    return tuple(
        source for source in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")) if _compile(source)
    )


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    with source.open("rb") as file:
        try:
            catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
        except PoFileError as problem:
            raise PoFileError(
                catalog=problem.catalog,
                message=f"{source}: {problem}",
                line=problem.line,
                lineno=problem.lineno,
            ) from problem
    # Two processes may start at once: a reader sees the old file or the new one, never half.
    partial = target.with_suffix(f".{os.getpid()}.partial")
    with partial.open("wb") as file:
        write_mo(file, catalogue)
    partial.replace(target)
    return True


if __name__ == "__main__":
    for compiled in compile_messages():
        sys.stdout.write(f"{compiled.relative_to(PACKAGE)}\n")
