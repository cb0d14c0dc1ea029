"""Real shops and real browsers for the journeys."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.running import RunningShop, start

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]


@dataclass(frozen=True)
class Device:
    """A size of window, and what stands in for its name in a picture's file name."""

    name: str
    width: int
    height: int


TELEPHONE = Device("telephone", 390, 844)
DESKTOP = Device("desktop", 1280, 900)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test has a context of its own."""
    # Chromium's own sandbox cannot be set up by root.
    arguments = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["SMALL_TRADES_CHROMIUM"], args=arguments
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningShop]:
    """A shop on SQLite, shared by the tests that leave it usable."""
    running = start(tmp_path_factory.mktemp("shop"))
    yield running
    assert running.stop() == 0


@pytest.fixture(params=[TELEPHONE, DESKTOP], ids=lambda device: device.name)
def device(request: pytest.FixtureRequest) -> Device:
    """Every journey is made on a telephone and on a desktop computer."""
    chosen: Device = request.param
    return chosen


@pytest.fixture
def context(chromium: Browser, device: Device) -> Iterator[BrowserContext]:
    """A browser window without history, in which nothing may leave the shop."""
    made = new_context(chromium, device)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One tab; the test fails on any error of a script or of the Content-Security-Policy."""
    return context.new_page()


def new_context(chromium: Browser, device: Device, *, has_scripts: bool = True) -> BrowserContext:
    """A window that trusts the shop's own certificate and takes notes of outside requests."""
    made = chromium.new_context(
        viewport={"width": device.width, "height": device.height},
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        ignore_https_errors=True,
        has_touch=device is TELEPHONE,
        java_script_enabled=has_scripts,
    )
    made.set_default_timeout(15_000)
    return made


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures go: the README's folder when SMALL_TRADES_PICTURES names it, else nowhere kept."""
    named = os.environ.get("SMALL_TRADES_PICTURES")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
