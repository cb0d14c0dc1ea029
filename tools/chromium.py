"""A Chromium for the browser tests: the one that is there, or one installed now."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
APT_SECONDS = 600


def find_or_install(say: Callable[[str], None]) -> str:
    """The path of a Chromium. Ends the process with a sentence when there is none and none can be had."""
    found = _found() or _from_apt(say) or _from_playwright(say)
    if not found:
        sys.stderr.write(
            "test.E001: the browser tests need Chromium, and neither apt nor Playwright could bring it. "
            "Install it (Debian: apt-get install chromium) or name it in SMALL_TRADES_CHROMIUM.\n"
        )
        raise SystemExit(2)
    return found


def _found() -> str | None:
    named = os.environ.get("SMALL_TRADES_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for path in map(shutil.which, NAMES) if path), None) or _playwright_path()


def _from_apt(say: Callable[[str], None]) -> str | None:
    if not shutil.which("apt-get"):
        return None
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not shutil.which("sudo"):
        return None
    say("── installing Chromium with apt (once) …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(
            [*prefix, *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=APT_SECONDS,
            check=False,
        )
    return shutil.which("chromium")


def _from_playwright(say: Callable[[str], None]) -> str | None:
    say("── installing Chromium with Playwright (once) …")
    subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdin=subprocess.DEVNULL,
        timeout=APT_SECONDS,
        check=False,
    )
    return _playwright_path()


def _playwright_path() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow to import where Chromium is there

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
