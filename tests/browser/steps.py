"""What a person does in the shop, step by step, by what they see on the page."""

import email
import email.policy
import re
import time
from pathlib import Path
from urllib.parse import urlsplit

import pyotp
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.running import RunningShop
from tests.people import Person

MAIL_SECONDS = 30


def watch(page: Page, shop: RunningShop) -> list[str]:
    """Note errors of scripts and of the Content-Security-Policy, and every request that leaves the shop."""
    noted: list[str] = []
    page.on("pageerror", lambda error: noted.append(f"script: {error}"))
    page.on(
        "console",
        lambda message: noted.append(f"console: {message.text}") if message.type == "error" else None,
    )
    own = urlsplit(shop.url).netloc
    page.on(
        "request",
        lambda request: (
            noted.append(f"outside: {request.url}")
            if urlsplit(request.url).scheme in {"http", "https"} and urlsplit(request.url).netloc != own
            else None
        ),
    )
    return noted


def accessible(page: Page) -> None:
    """axe-core finds nothing on this page (WCAG 2.2 AA and its best practices)."""
    # Of a page that is still arriving, a link may be there without its words.
    page.wait_for_load_state("load")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def fits(page: Page) -> None:
    """The page is no wider than its window: on a telephone, on a tablet held either way, on a computer."""
    size = page.viewport_size
    assert size
    for width in (390, 768, 1024, 1280):
        page.set_viewport_size({"width": width, "height": size["height"]})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} wide where {width} are there"
    page.set_viewport_size(size)


def take_picture(page: Page, file: Path) -> None:
    """Keep what the window shows, once its pictures have loaded."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, type="jpeg", quality=82)


def put_in_cart(page: Page, shop: RunningShop, slug: str) -> None:
    """From the product's page into the cart, and to the cart."""
    page.goto(f"{shop.url}/products/{slug}/")
    with page.expect_response(lambda answer: "/cart/add/" in answer.url):
        page.locator("form[action*='/cart/add/'] button[type=submit]").last.click()
    page.goto(f"{shop.url}/cart/")


def fill_details(page: Page, person: Person) -> None:
    """The first step of the checkout: kana typed in hiragana, the address filled from the postcode."""
    for name, value in (
        ("family-name", person.family),
        ("given-name", person.given),
        ("family-kana", hiragana(person.family_kana)),
        ("given-kana", hiragana(person.given_kana)),
        ("email", person.email),
        ("tel", person.telephone),
        ("postal-code", person.postal_code),
    ):
        page.locator(f"[name='{name}']").fill(value)
    page.locator("[data-fill]").click()
    expect(page.locator("[name='address-level2']")).to_have_value(person.city)
    page.locator("[name='address-line1']").fill(person.street)
    page.locator("[name='address-line2']").fill(person.building)


def go_on(page: Page) -> None:
    """Press the one primary button of the page's form."""
    page.locator("main form button.button-primary").last.click()


def choose_payment(page: Page, method: str) -> None:
    """Card or bank transfer."""
    page.locator(
        f"[name='payment_method'][value='{method}'], [name='payment-method'][value='{method}']"
    ).check()
    go_on(page)


def code_in(page: Page) -> str:
    """The order's code, as the page shows it."""
    # Not `page.content()`: a page that waits for a payment loads itself again, and a locator waits for that.
    shown = page.locator("main").inner_html()
    found = re.search(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", shown)
    assert found, page.url
    return found.group()


def hiragana(katakana: str) -> str:
    """The same kana as most people would type them."""
    return "".join(chr(ord(kana) - 0x60) if "ァ" <= kana <= "ヶ" else kana for kana in katakana)


def buy(page: Page, shop: RunningShop, slug: str, person: Person, *, method: str, card: str = "pays") -> str:
    """From a product to the end of the checkout as somebody who types everything; the order's code."""
    put_in_cart(page, shop, slug)
    page.goto(f"{shop.url}/checkout/details/")
    fill_details(page, person)
    go_on(page)
    go_on(page)
    choose_payment(page, method)
    go_on(page)
    if method == "card":
        page.locator(f"button[value='{card}']").click()
    page.wait_for_url("**/checkout/thanks/**")
    return code_in(page)


def register(page: Page, shop: RunningShop, person: Person) -> None:
    """Become a member: the form, the mail, its link, the first sign-in."""
    page.goto(f"{shop.url}/account/register/")
    for name, value in (
        ("family-name", person.family),
        ("given-name", person.given),
        ("family-kana", person.family_kana),
        ("given-kana", person.given_kana),
        ("email", person.email),
        ("new-password", person.password),
    ):
        page.locator(f"[name='{name}']").fill(value)
    accessible(page)
    go_on(page)
    page.goto(mailed_link(shop, person.email, "/account/verify/"))
    page.locator("[name='current-password']").fill(person.password)
    accessible(page)
    go_on(page)
    page.wait_for_url("**/mypage/**")


def sign_in(page: Page, shop: RunningShop, person: Person) -> None:
    """Sign in as a member."""
    page.goto(f"{shop.url}/account/login/")
    page.locator("[name='email']").fill(person.email)
    page.locator("[name='current-password']").fill(person.password)
    accessible(page)
    go_on(page)
    page.wait_for_url("**/mypage/**")


def sign_out(page: Page, shop: RunningShop) -> None:
    """Sign out of My Page."""
    page.goto(f"{shop.url}/mypage/")
    page.locator("form[action$='/account/logout/'] button").first.click()
    page.wait_for_url(lambda url: "/mypage/" not in url)


def mails_to(shop: RunningShop, address: str) -> list[str]:
    """The texts of the mails in the demonstration's mailbox that went to an address, oldest first."""
    found = []
    for file in sorted((shop.home / "mailbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if address in str(mail["To"]):
            found.append("".join(str(part.get_content()) for part in mail.walk() if not part.is_multipart()))
    return found


def mailed_link(shop: RunningShop, address: str, path: str) -> str:
    """The newest link below `path` in a mail to this address; waits for the task that sends it."""
    deadline = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < deadline:
        links = [
            link
            for text in mails_to(shop, address)
            for link in re.findall(r"https://\S+", text)
            if path in link
        ]
        if links:
            return str(links[-1])
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address} with a link to {path}")


def wait_for_mail(shop: RunningShop, address: str, words: str) -> None:
    """Wait until a mail with these words went to this address."""
    deadline = time.monotonic() + MAIL_SECONDS
    while not any(words in text for text in mails_to(shop, address)):
        assert time.monotonic() < deadline, f"no mail to {address} with {words!r}"
        time.sleep(0.2)


def join_desk(page: Page, shop: RunningShop, person: Person) -> None:
    """Become the shop's owner with the link that was printed, set up codes, confirm the policy."""
    page.goto(shop.owner_link)
    for name, value in (
        ("family_name", person.family),
        ("given_name", person.given),
        ("email", person.email),
        ("password", person.password),
    ):
        page.locator(f"[name='{name}']").fill(value)
    accessible(page)
    go_on(page)
    page.locator("details summary").click()
    secret = page.locator(".desk-secret").inner_text().strip()
    accessible(page)
    page.locator("[name='code']").fill(pyotp.TOTP(secret).now())
    go_on(page)
    page.locator("[name='read']").check()
    accessible(page)
    go_on(page)
    expect(page).to_have_url(f"{shop.url}/desk/")


def reveal(page: Page, groups: tuple[str, ...], *, purpose: str, reason: str) -> None:
    """Open some groups of the order on the page, with a purpose and a reason."""
    for group in groups:
        page.locator(f".desk-reveal [name='what'][value='{group}']").check()
    page.locator(".desk-reveal [name='purpose']").select_option(purpose)
    page.locator(".desk-reveal [name='reason']").fill(reason)
    page.locator(".desk-reveal button[type=submit]:not([formaction])").click()


def press(page: Page, action: str) -> None:
    """Press the button of the form that leads to an address ending in `action`."""
    page.locator(f"form[action$='{action}'] button[type=submit]:not([formaction])").click()
