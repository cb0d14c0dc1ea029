"""Every component in a real browser: nothing for axe to find, and fonts for those who need them only."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import DESKTOP, TELEPHONE, Device, new_context
from tests.browser.running import RunningShop

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["/demo/style/", "/en/demo/style/", "/nowhere/", "/en/nowhere/"]


@pytest.fixture(params=[TELEPHONE, DESKTOP], ids=lambda device: device.name)
def window(chromium: Browser, request: pytest.FixtureRequest) -> Page:
    device: Device = request.param
    return new_context(chromium, device).new_page()


def _open(window: Page, address: str) -> None:
    answer = window.goto(address)
    assert answer is not None
    assert answer.status == (404 if "nowhere" in address else 200)


def _without_local_fonts(route: Route) -> None:
    answer = route.fetch()
    only = answer.text().replace('--gothic: "Hiragino Sans", "Local Gothic",', "--gothic:")
    assert only != answer.text()
    route.fulfill(response=answer, body=only)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(shop: RunningShop, window: Page, path: str, scheme: str) -> None:
    window.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    _open(window, f"{shop.url}{path}")
    found = Axe().run(window, options={"runOnly": RULES}).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(shop: RunningShop, window: Page, path: str) -> None:
    _open(window, f"{shop.url}{path}")
    wide, inner = window.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= inner


def test_a_page_loads_the_slices_it_needs_and_no_others(shop: RunningShop, window: Page) -> None:
    """As for a visitor without a Japanese font, whatever this machine has."""
    loaded: list[str] = []
    window.on("request", lambda asked: loaded.append(asked.url))
    window.route(re.compile(r"/static/site/tokens[^/]*\.css"), _without_local_fonts)
    _open(window, f"{shop.url}/nowhere/")
    window.wait_for_load_state("networkidle")
    slices = [address for address in loaded if address.endswith(".woff2")]
    assert 0 < len(slices) < 40  # of 242
    assert window.evaluate("document.fonts.check('16px \"Shop Gothic\"', '見')") is True
    assert len(slices) == len(set(slices))


def test_whoever_has_the_characters_downloads_no_font(shop: RunningShop, window: Page) -> None:
    """A family of this machine stands in for the Japanese one of a visitor, with the characters it has."""
    loaded: list[str] = []
    window.on("request", lambda asked: loaded.append(asked.url))
    window.route(
        re.compile(r"/static/site/tokens[^/]*\.css"),
        lambda route: route.fulfill(
            content_type="text/css", body='html { --gothic: "DejaVu Sans", "Local Gothic", "Shop Gothic"; }'
        ),
    )
    window.route(
        re.compile(r"/healthz"),
        lambda route: route.fulfill(
            content_type="text/html",
            body="<!doctype html><title>t</title>"
            "<link rel=stylesheet href=/static/site/tokens.css>"
            "<link rel=stylesheet href=/static/site/base.css>"
            "<link rel=stylesheet href=/static/site/fonts.css>"
            "<p>Abc ¥123</p><b>Abc</b>",
        ),
    )
    window.goto(f"{shop.url}/healthz")
    window.wait_for_load_state("networkidle")
    assert any("fonts" in address for address in loaded)
    assert [address for address in loaded if address.endswith(".woff2")] == []


def test_the_menu_opens_without_and_closes_with_the_keyboard(shop: RunningShop, window: Page) -> None:
    window.set_viewport_size({"width": TELEPHONE.width, "height": TELEPHONE.height})
    _open(window, f"{shop.url}/privacy/")
    window.click("details.menu > summary")
    assert window.is_visible(".menu-panel")
    window.keyboard.press("Escape")
    assert not window.is_visible(".menu-panel")
    assert window.evaluate("document.activeElement.matches('details.menu > summary')") is True


def test_the_badge_shows_what_the_cookie_counts(shop: RunningShop, window: Page) -> None:
    window.context.add_cookies([{"name": "cart_count", "value": "3", "url": shop.url}])
    _open(window, f"{shop.url}/privacy/")
    assert window.inner_text("[data-cart-count] [data-number]") == "3"
    window.context.clear_cookies()
    window.reload()
    assert window.is_hidden("[data-cart-count]")
