"""Passkeys in a real browser, with a device that Chromium plays: a member's, and the owner's at the desk."""

import http.client
import ssl
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.browser.conftest import DESKTOP, TELEPHONE, new_context
from tests.browser.running import ROOT, RunningShop, start_prepared
from tests.browser.steps import accessible, go_on, register, sign_out, watch
from tests.people import MEMBER, OWNER

KEEPER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NO_OFFER = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
NEW_ROLE = """
import django; django.setup()
from django.db.models import F
from small_trades.shop.desk.models import Staff
Staff.objects.update(role="manager", generation=F("generation") + 1)
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningShop]:
    """A shop of this file's own, without an owner yet."""
    running = start_prepared(tmp_path_factory.mktemp("passkeys"))
    yield running
    assert running.stop() == 0


def authenticator(page: Page) -> tuple[CDPSession, str]:
    """A device with a screen lock, and the handle by which Chromium changes it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPER})
    return session, made["authenticatorId"]


def press_passkey(page: Page) -> None:
    page.locator("form[data-passkey='get'] button").click()


def test_a_member_signs_in_with_a_passkey(chromium: Browser, shop: RunningShop) -> None:
    window = new_context(chromium, TELEPHONE)
    page = window.new_page()
    noted, (device, device_id) = watch(page, shop), authenticator(page)
    sent: list[str] = []
    page.on(
        "request",
        lambda request: (
            sent.append(request.post_data or "") if request.url.endswith("/login/passkey/") else None
        ),
    )
    register(page, shop, MEMBER)
    page.goto(f"{shop.url}/mypage/security/passkeys/")
    accessible(page)
    page.locator("[name='label']").select_option("phone")
    go_on(page)
    expect(page.locator(".passkey-list li")).to_have_count(1)
    accessible(page)
    sign_out(page, shop)

    # The browser offers the passkey in the address field; this one's owner takes it at once.
    page.goto(f"{shop.url}/account/login/?next=/mypage/orders/")
    page.wait_for_url(f"{shop.url}/mypage/orders/")
    page.add_init_script(NO_OFFER)
    sign_out(page, shop)
    page.goto(f"{shop.url}/account/login/?next=/mypage/inquiries/")
    accessible(page)
    press_passkey(page)
    page.wait_for_url(f"{shop.url}/mypage/inquiries/")
    _replayed(page, shop, sent[-1])
    _not_verified(page, shop, device, device_id)
    _removed(page, shop)
    assert noted == []
    window.close()


def _replayed(page: Page, shop: RunningShop, body: str) -> None:
    """The same answer, sent once more from the same window, does not sign in."""
    sign_out(page, shop)
    page.goto(f"{shop.url}/account/login/")
    credential = parse_qs(body)["credential"][0]
    page.evaluate(
        """credential => {
            const form = document.querySelector("form[data-passkey]");
            form.elements.credential.value = credential;
            form.submit();
        }""",
        credential,
    )
    expect(page.locator(".error-summary")).to_be_visible()
    accessible(page)
    page.goto(f"{shop.url}/mypage/")
    expect(page).to_have_url(f"{shop.url}/account/login/?next=%2Fmypage%2F")


def _not_verified(page: Page, shop: RunningShop, device: CDPSession, device_id: str) -> None:
    """A device that somebody has in their hand, but cannot open, does not sign in."""
    device.send("WebAuthn.setUserVerified", {"authenticatorId": device_id, "isUserVerified": False})
    page.goto(f"{shop.url}/account/login/")
    press_passkey(page)
    expect(page.locator("main [data-said]")).not_to_be_empty()
    expect(page).to_have_url(f"{shop.url}/account/login/")
    device.send("WebAuthn.setUserVerified", {"authenticatorId": device_id, "isUserVerified": True})


def _removed(page: Page, shop: RunningShop) -> None:
    """Removed at the shop, it is still in the device, and opens nothing."""
    press_passkey(page)
    page.wait_for_url(f"{shop.url}/mypage/")
    page.goto(f"{shop.url}/mypage/security/passkeys/")
    page.locator(".passkey-list button").click()
    expect(page.locator(".passkey-list")).to_have_count(0)
    sign_out(page, shop)
    page.goto(f"{shop.url}/account/login/")
    press_passkey(page)
    expect(page.locator(".error-summary")).to_be_visible()
    page.goto(f"{shop.url}/mypage/")
    expect(page).to_have_url(f"{shop.url}/account/login/?next=%2Fmypage%2F")


def test_without_scripts_the_other_ways_are_there(chromium: Browser, shop: RunningShop) -> None:
    window = chromium.new_context(ignore_https_errors=True, java_script_enabled=False)
    page = window.new_page()
    page.goto(f"{shop.url}/en/account/login/")
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    page.get_by_role("link", name="Have a code mailed").click()
    expect(page.locator("[name='email']")).to_be_visible()
    window.close()


def test_the_owner_joins_and_signs_in_with_a_passkey(chromium: Browser, shop: RunningShop) -> None:
    window = new_context(chromium, DESKTOP)
    desk = window.new_page()
    noted = watch(desk, shop)
    authenticator(desk)
    desk.goto(shop.owner_link)
    for name, value in (
        ("family_name", OWNER.family),
        ("given_name", OWNER.given),
        ("email", OWNER.email),
        ("password", OWNER.password),
    ):
        desk.locator(f"[name='{name}']").fill(value)
    go_on(desk)
    accessible(desk)
    desk.locator("form[data-passkey='create'] button").click()
    desk.locator("[name='read']").check()
    go_on(desk)
    expect(desk).to_have_url(f"{shop.url}/desk/")
    desk.goto(f"{shop.url}/desk/security/")
    expect(desk.locator(".passkey-list li")).to_have_count(1)
    expect(desk.locator(".passkey-list button")).to_have_count(0)
    accessible(desk)
    desk.locator("form[action$='/desk/logout/'] button").click()

    accessible(desk)
    press_passkey(desk)
    expect(desk).to_have_url(f"{shop.url}/desk/")
    cookies = {cookie["name"]: cookie["value"] for cookie in window.cookies()}
    assert _answers(shop, cookies["session"]) == {200}
    subprocess.run(
        [sys.executable, "-c", NEW_ROLE],
        cwd=ROOT,
        env={**shop.environment, "DJANGO_SETTINGS_MODULE": "small_trades.config.settings"},
        check=True,
    )
    assert _answers(shop, cookies["session"]) == {302}, "a new role ends the session in every process"
    assert noted == []
    window.close()


def _answers(shop: RunningShop, session: str) -> set[int]:
    """What the desk answers to a session on many connections, which reach every process."""
    place = urlsplit(shop.url)
    trusted = ssl.create_default_context(cafile=shop.secrets / "tls" / "authority.pem")
    answers = set()
    for _connection in range(16):
        connection = http.client.HTTPSConnection("localhost", place.port, context=trusted, timeout=10)
        connection.request("GET", "/desk/", headers={"Cookie": f"session={session}"})
        answers.add(connection.getresponse().status)
        connection.close()
    return answers
