"""Clause 8 in real browsers: what an advertising service gets, and from whom it gets nothing at all."""

import base64
import hashlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from small_trades.policy.declaration import POLICY
from small_trades.policy.outside_services import EVENTS
from small_trades.privacy.testing import scan
from tests.browser.ad_service import AdService, running
from tests.browser.conftest import DESKTOP, TELEPHONE, new_context
from tests.browser.running import RunningShop, start_prepared
from tests.browser.steps import accessible, choose_payment, fill_details, go_on, register, watch
from tests.people import GUEST, MEMBER

CATALOGUE = ("/", "/products/", "/categories/tableware/", "/products/blue-cup/")
PAGES = CATALOGUE[-2:]
DECLARED = {event.name: {item.name for item in event.fields} for event in EVENTS}
BANNER = "[data-outside]"
# What does not hang on the provider is shown with one.
with_one = pytest.mark.parametrize("provider", ["google"], indirect=True)


@pytest.fixture(scope="module", params=["google", "neutral"])
def provider(request: pytest.FixtureRequest) -> str:
    """Each promise is kept with each provider."""
    return str(request.param)


@pytest.fixture(scope="module")
def ads(tmp_path_factory: pytest.TempPathFactory, provider: str) -> Iterator[AdService]:
    with running(tmp_path_factory.mktemp(f"ads-{provider}")) as service:
        yield service


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, provider: str, ads: AdService) -> Iterator[RunningShop]:
    """A shop that uses the service."""
    ids = {"google": "AW-123456789", "neutral": "komorebi"}
    running_shop = start_prepared(
        tmp_path_factory.mktemp(f"shop-{provider}"),
        ADS_PROVIDER=provider,
        ADS_ID=ids[provider],
        ADS_ORIGIN=ads.origin,
        ADS_COMPANY="株式会社こだま広告",
        ADS_COUNTRY="JP",
    )
    yield running_shop
    assert running_shop.stop() == 0


@pytest.fixture(autouse=True)
def _nothing_received_yet(ads: AdService) -> None:
    ads.requests.clear()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    made = new_context(chromium, DESKTOP)
    yield made
    made.close()


def test_nothing_leaves_before_consent_nor_after_a_refusal(
    window: BrowserContext, shop: RunningShop, ads: AdService
) -> None:
    page = window.new_page()
    noted = watch(page, shop)
    see(page, shop, *CATALOGUE)
    expect(page.locator(BANNER)).to_be_visible()
    accessible(page)
    allow, refuse = (page.locator(f"{BANNER} button").nth(at).bounding_box() for at in (0, 1))
    assert allow is not None
    assert refuse is not None
    assert (allow["width"], allow["height"], allow["y"]) == (refuse["width"], refuse["height"], refuse["y"])

    page.locator(f"{BANNER} button[value=refuse]").click()
    expect(page.locator(BANNER)).to_be_hidden()
    see(page, shop, *PAGES)
    expect(page.locator(BANNER)).to_be_hidden()
    assert ads.requests == []
    assert cookies(window) == {"outside_services": "refuse"}
    assert noted == []


@pytest.mark.parametrize("where", ["header", "browser"])
def test_the_browsers_signal_wins_over_a_stored_consent(
    chromium: Browser, shop: RunningShop, ads: AdService, provider: str, where: str
) -> None:
    window = new_context(chromium, TELEPHONE)
    page = window.new_page()
    noted = watch(page, shop)
    allow(page, shop, ads)
    ads.requests.clear()
    if where == "header":
        window.set_extra_http_headers({"Sec-GPC": "1"})
    else:
        window.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })")
    stored = cookies(window)["outside_services"]
    assert stored == f"allow.{provider}.{POLICY.version}"
    see(page, shop, *PAGES)
    assert ads.requests == []
    if where == "header":
        page.goto(f"{shop.url}/privacy/outside-services/setting/")
        expect(page.locator("main [role=status]")).to_contain_text("ブラウザーの設定により拒否されています")
    assert [note for note in noted if not note.startswith(f"outside: {ads.origin}")] == []
    window.close()


def test_after_consent_only_what_is_declared_leaves_from_public_pages(
    window: BrowserContext, shop: RunningShop, ads: AdService, provider: str
) -> None:
    page = window.new_page()
    noted = watch(page, shop)
    allow(page, shop, ads)
    see(page, shop, *CATALOGUE)
    live_in_the_shop(page, shop, ads)
    page.locator(".site-header .logo").click()
    page.wait_for_load_state("networkidle")

    events = sent(ads, provider)
    assert [event.pop("event") for event in events] == [
        "product-viewed",  # the page the consent was given on
        "home-viewed",
        "list-viewed",
        "category-viewed",
        "product-viewed",
        "list-viewed",  # by a link from the search for a name
        "home-viewed",  # by a link from My Page
    ]
    assert events[0] == {"product": "blue-cup", "price": 2200, "currency": "JPY"}
    assert events[3] == {"category": "tableware"}
    from_where(ads, shop, provider)
    nothing_personal(ads)

    withdraw(page, shop)
    ads.requests.clear()
    see(page, shop, *PAGES)
    assert ads.requests == []
    assert "_gcl_au" not in cookies(window)
    assert cookies(window)["outside_services"] == "refuse"
    unwanted = [note for note in noted if not note.startswith(f"outside: {ads.origin}")]
    assert unwanted == []


@with_one
def test_a_withdrawal_reaches_the_tabs_that_are_open(
    window: BrowserContext, shop: RunningShop, ads: AdService
) -> None:
    open_before, page = window.new_page(), window.new_page()
    allow(open_before, shop, ads)
    assert open_before.evaluate("typeof window.gtag") == "function"
    withdraw(page, shop)
    ads.requests.clear()
    with open_before.expect_navigation(wait_until="networkidle"):
        open_before.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert open_before.evaluate("typeof window.gtag") == "undefined"
    assert cookies(window) == {"outside_services": "refuse"}
    assert ads.requests == []


@with_one
def test_no_personal_page_could_load_a_tag_even_if_one_were_put_there(
    window: BrowserContext, shop: RunningShop, ads: AdService
) -> None:
    page = window.new_page()
    allow(page, shop, ads)
    ads.requests.clear()
    for path in (
        "/checkout/details/",
        "/cart/",
        "/account/login/",
        "/inquiries/",
        "/desk/login/",
        "/products/?q=綾",
    ):
        answer = page.goto(f"{shop.url}{path}")
        assert answer is not None
        assert ads.origin not in answer.headers["content-security-policy"], path
        assert answer.headers["referrer-policy"] == "strict-origin", path
        refused = page.evaluate(
            """origin => new Promise((done) => {
                document.addEventListener("securitypolicyviolation", (event) => done(event.blockedURI));
                const script = document.createElement("script");
                script.src = `${origin}/gtag/js`;
                document.head.append(script);
            })""",
            ads.origin,
        )
        assert refused.startswith(ads.origin), path
    assert ads.requests == []


@with_one
def test_allowing_and_withdrawing_take_one_press_each_without_scripts(
    chromium: Browser, shop: RunningShop, ads: AdService
) -> None:
    window = chromium.new_context(java_script_enabled=False, ignore_https_errors=True, locale="ja-JP")
    page = window.new_page()
    page.goto(f"{shop.url}/en/")
    page.get_by_role("link", name="Settings for outside services").click()
    status = page.locator("main [role=status]")
    expect(status).to_contain_text("Not chosen yet")
    page.get_by_role("button", name="Allow").click()
    expect(status).to_contain_text("Allowed")
    page.get_by_role("button", name="Refuse").click()
    expect(status).to_contain_text("You refused")
    assert cookies(window) == {"outside_services": "refuse"}
    assert ads.requests == []
    window.close()


@with_one
def test_the_page_about_outside_services_can_be_read_by_everybody(
    chromium: Browser, shop: RunningShop, ads: AdService
) -> None:
    window = new_context(chromium, TELEPHONE)
    page = window.new_page()
    for path in ("/privacy/outside-services/", "/en/privacy/outside-services/setting/"):
        page.goto(f"{shop.url}{path}")
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(f"{shop.url}/")
    expect(page.locator(BANNER)).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert ads.requests == []
    window.close()


def see(page: Page, shop: RunningShop, *paths: str) -> None:
    """Look at pages until nothing moves any more."""
    for path in paths:
        page.goto(f"{shop.url}{path}", wait_until="networkidle")


def allow(page: Page, shop: RunningShop, ads: AdService) -> None:
    """Allow it on the page of a product, and wait until its event has arrived."""
    see(page, shop, "/products/blue-cup/")
    with page.expect_response(
        lambda answer: answer.url.startswith(ads.origin) and answer.request.method == "POST"
    ):
        page.locator(f"{BANNER} button[value=allow]").click()
    expect(page.locator(BANNER)).to_be_hidden()


def withdraw(page: Page, shop: RunningShop) -> None:
    """The footer's link, and one press."""
    page.goto(f"{shop.url}/")
    page.get_by_role("link", name="外部サービスの設定").click()
    accessible(page)
    page.get_by_role("button", name="拒否する").click()
    expect(page.locator("main [role=status]")).to_contain_text("拒否されています")


def live_in_the_shop(page: Page, shop: RunningShop, ads: AdService) -> None:
    """Everything personal, from the page of a product: search for a name, check out, ask, become a member.

    Of all this the ad service hears of one list, reached by a link from the search for the name.
    """
    with page.expect_response(lambda answer: "/cart/add/" in answer.url):
        page.locator("form[action*='/cart/add/'] button[type=submit]").last.click()
    see(page, shop, f"/products/?q={GUEST.family}")
    before = len(ads.requests)
    page.locator(".site-nav a").first.click()
    page.wait_for_url("**/products/")
    page.wait_for_load_state("networkidle")
    seen = len(ads.requests)
    assert seen > before
    page.goto(f"{shop.url}/checkout/details/")
    fill_details(page, GUEST)
    go_on(page)
    go_on(page)
    choose_payment(page, "bank-transfer")
    expect(page.locator("main")).to_contain_text(GUEST.family)
    page.goto(f"{shop.url}/inquiries/")
    page.locator("[name='text']").fill(GUEST.inquiry)
    register(page, shop, MEMBER)
    see(page, shop, "/mypage/registration/")
    expect(page.locator("main")).to_contain_text(MEMBER.email)
    assert len(ads.requests) == seen


def sent(ads: AdService, provider: str) -> list[dict[str, object]]:
    """The events that arrived, under their declared names and fields; anything else fails."""
    if provider == "neutral":
        found = [asked.data for asked in ads.received("/events")]
        assert [each.pop("site") for each in found] == ["komorebi"] * len(found)
    else:
        collected = [asked.data for asked in ads.received("/collect")]
        assert {each["kind"] for each in collected} == {"event"}
        found = [as_declared(each["name"], dict(each["fields"])) for each in collected]
    for each in found:
        assert each.keys() - {"event"} == DECLARED[str(each["event"])]
    return found


def as_declared(name: str, fields: dict[str, object]) -> dict[str, object]:
    """Google's own names of an event and its fields, turned back; KeyError for any that is not declared."""
    assert fields.pop("send_to") == "AW-123456789"
    match name, fields:
        case "page_view", {"page_type": "home", **rest} if not rest:
            return {"event": "home-viewed", "page": "home"}
        case "view_item_list", {"page_type": "list", **rest} if not rest:
            return {"event": "list-viewed", "page": "list"}
        case "view_item_list", {"item_list_id": category, **rest} if not rest:
            return {"event": "category-viewed", "category": category}
        case "view_item", {"value": price, "currency": currency, "items": [item], **rest} if not rest:
            assert item == {"id": item["id"], "google_business_vertical": "retail"}
            return {"event": "product-viewed", "product": item["id"], "price": price, "currency": currency}
    raise KeyError(name, fields)


def from_where(ads: AdService, shop: RunningShop, provider: str) -> None:
    """Only pages of the catalogue could be seen, and no address of another page was told."""
    for asked in ads.requests:
        assert "Referer" not in asked.headers
        assert "outside_services" not in asked.headers.get("Cookie", "")
    if provider == "neutral":
        return
    own = {f"{shop.url}{path}" for path in CATALOGUE}
    for asked in ads.received("/collect"):
        assert asked.data["location"] in own
        assert asked.data["referrer"] in {*own, f"{shop.url}/", ""}
        assert asked.data["storage"] == {}
        told = {cookie.split("=")[0] for cookie in asked.data["cookies"].split("; ")}
        assert told <= {"outside_services", "cart_count", "_gcl_au"}
        assert asked.data["layer"][0][:2] == ["consent", "default"]
        commands = {entry[0] for entry in asked.data["layer"]} | {
            str(entry[1]) for entry in asked.data["layer"] if entry[0] == "set"
        }
        assert commands == {
            "consent",
            "set",
            "js",
            "config",
            "event",
            "url_passthrough",
            "ads_data_redaction",
        }


def nothing_personal(ads: AdService) -> None:
    """Not one planted value in all that ever arrived, nor a digest of one, which is what services ask for."""
    planted = [value for person in (GUEST, MEMBER) for value in person.planted().values()]
    planted = [value for value in planted if len(value.encode()) >= 6]
    digests = [
        written
        for value in planted
        for form in {value, value.lower(), value.replace("-", ""), "+81" + value.replace("-", "")[1:]}
        for digest in (hashlib.new(name, form.encode()) for name in ("sha256", "sha1", "md5"))
        for written in (
            digest.hexdigest(),
            base64.b64encode(digest.digest()).decode(),
            base64.urlsafe_b64encode(digest.digest()).decode().rstrip("="),
        )
    ]
    # The search would find them: it finds what was sent.
    assert scan([ads.file], ["blue-cup"]) != []
    assert scan([ads.file], [*planted, *digests]) == []


def cookies(window: BrowserContext) -> dict[str, str]:
    """What the browser holds of the shop, but for what sign-in, forms and the cart need."""
    needed = {"session", "csrf", "cart_count", "ad_service_id"}
    return {cookie["name"]: cookie["value"] for cookie in window.cookies() if cookie["name"] not in needed}
