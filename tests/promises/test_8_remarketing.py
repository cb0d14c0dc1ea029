"""Clause 8: remarketing. After consent, facts about goods from public pages alone; refusable at any time.

What a browser really sends is watched in tests/browser/test_remarketing.py, with an advertising service that
takes all it can get. Here: what the shop offers to a browser, and what it refuses.
"""

import json
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from small_trades import privacy
from small_trades.config.ads import AdSettings
from small_trades.policy.declaration import AD_SERVICE, POLICY, REMARKETING
from small_trades.policy.outside_services import EVENTS, GOOGLE, OUTSIDE_SERVICES
from small_trades.privacy.testing import LedgerRows
from small_trades.privacy.vocabulary import LegalBasis
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.products.tests.goods import a_product
from tests import advertising
from tests.advertising import ORIGIN, advertising_with

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
CATALOGUE = ("/", "/products/", "/categories/cups/", "/products/blue-cup/")
PERSONAL = ("/cart/", "/checkout/", "/account/login/", "/account/register/", "/inquiries/", "/orders/")
WORDS = ("/privacy/", "/terms/", "/legal/", "/privacy/outside-services/", "/products/?q=taro")
TAG = "/privacy/outside-services/tag.json"
ALLOWED = {name: f"allow.{name}.{POLICY.version}" for name in ("google", "neutral")}


@pytest.fixture(params=[advertising.GOOGLE, advertising.NEUTRAL], ids=lambda ads: ads.provider)
def ads(request: pytest.FixtureRequest) -> Iterator[AdSettings]:
    """A shop that uses an advertising service; each promise is kept with each of them."""
    a_product()
    chosen: AdSettings = request.param
    with advertising_with(chosen):
        yield chosen


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "localhost"})


def sources(answer: object) -> set[str]:
    """Every address the browser is allowed to reach from this page, other than the shop itself."""
    policy: str = answer.headers["Content-Security-Policy"]  # type: ignore[attr-defined]  # an answer of the test client
    return {word for word in policy.replace(";", " ").split() if word.startswith("http")}


def declared_sources(ads: AdSettings) -> set[str]:
    if ads.origin:
        return {ads.origin}
    return {origin for _name, group in OUTSIDE_SERVICES[ads.provider].sources for origin in group}


def choose(visitor: Client, word: str, **headers: str) -> str:
    """Press a button of the question, and answer what the browser now remembers."""
    here = {"origin": "https://localhost", **headers}
    answer = visitor.post("/privacy/outside-services/choose/", {"choice": word}, secure=True, headers=here)
    assert answer.status_code == 302
    return str(answer.cookies["outside_services"].value)


def tag(visitor: Client, **headers: str) -> dict[str, object]:
    """What the shop gives the browser to load."""
    answer = visitor.get("/privacy/outside-services/tag.json", secure=True, headers=headers)
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, object] = answer.json()
    return found


def test_it_rests_on_consent_and_uses_no_information_about_a_person() -> None:
    assert REMARKETING.legal_basis is LegalBasis.CONSENT
    assert REMARKETING.uses == ()
    assert AD_SERVICE.receives == ()


def test_a_shop_that_uses_no_service_asks_nothing_and_loads_nothing(visitor: Client) -> None:
    a_product()
    for path in (*CATALOGUE, *PERSONAL, *WORDS):
        answer = visitor.get(path, secure=True)
        assert sources(answer) == set(), path
        for trace in (b"outside-data", b"data-outside", b"outside.js", b"/setting/"):
            assert trace not in answer.content, path
    assert tag(visitor) == {"provider": "none"}
    assert "None." in visitor.get("/en/privacy/outside-services/", secure=True).content.decode()


def test_nothing_is_loaded_or_set_before_consent(ads: AdSettings, visitor: Client) -> None:
    for path in (*CATALOGUE, *PERSONAL, *WORDS):
        page = visitor.get(path, secure=True).content.decode()
        assert (
            re.findall(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=\"https?://(?!localhost)", page) == []
        ), path
    assert tag(visitor) == {"provider": "none"}
    assert "_gcl_au" not in visitor.cookies
    assert "outside_services" not in visitor.cookies
    assert ads.provider in OUTSIDE_SERVICES


def test_after_consent_the_browser_may_load_the_declared_service(ads: AdSettings, visitor: Client) -> None:
    assert choose(visitor, "allow") == ALLOWED[ads.provider]
    loaded = tag(visitor)
    assert (loaded["provider"], loaded["id"]) == (ads.provider, ads.id)
    address = str(loaded.get("script") or loaded.get("endpoint"))
    assert any(address.startswith(f"{origin}/") for origin in declared_sources(ads))


def test_only_declared_facts_about_goods_stand_ready(ads: AdSettings, visitor: Client) -> None:
    declared = {event.name: {item.name for item in event.fields} for event in EVENTS}
    told = []
    for path in CATALOGUE:
        page = visitor.get(path, secure=True).content.decode()
        block = re.search(r'<script type="application/json" id="outside-data">(.*?)</script>', page)
        assert block, path
        event = json.loads(block.group(1))["event"]
        told.append(event.pop("event"))
        assert event.keys() == declared[told[-1]], path
    assert told == [event.name for event in EVENTS]
    assert event == {"product": "blue-cup", "price": 2200, "currency": "JPY"}
    assert ads.id not in page


def test_only_pages_that_opened_no_personal_value_may_reach_the_service(
    ads: AdSettings, visitor: Client, ledger_rows: LedgerRows
) -> None:
    choose(visitor, "allow")
    before = len(ledger_rows())
    for path in CATALOGUE:
        answer = visitor.get(path, secure=True)
        assert sources(answer) == declared_sources(ads), path
        assert answer.headers["Cache-Control"].startswith("public"), path
    assert len(ledger_rows()) == before
    for path in (*PERSONAL, *WORDS):
        answer = visitor.get(path, secure=True)
        assert sources(answer) == set(), path
        # From here a link may lead to a page with a tag, which can see where its visitor came from.
        assert answer.headers["Referrer-Policy"] == "strict-origin", path


def test_my_page_never_reaches_the_service(ads: AdSettings) -> None:
    who, _customer = member()
    browser = Browser()
    browser.sign_in(who)
    browser.cookies["outside_services"] = ALLOWED[ads.provider]
    for path in ("/mypage/", "/mypage/registration/", "/mypage/information/", "/mypage/addresses/"):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert sources(answer) == set(), path
        assert b"outside-data" not in answer.content, path
    mails()


def test_a_page_with_a_tag_asks_for_nothing_personal(ads: AdSettings, visitor: Client) -> None:
    """A script of others can read what is typed into its page: so nothing but search words and numbers is."""
    choose(visitor, "allow")
    for path in CATALOGUE:
        page = visitor.get(path, secure=True).content.decode()
        assert declared_sources(ads) <= sources(visitor.get(path, secure=True))
        inputs = re.findall(r"<(?:input|textarea|select)\b[^>]*>", page)
        names = {found.group(1) for each in inputs if (found := re.search(r'name="([^"]+)"', each))}
        assert names <= {"q", "variant", "quantity", "sort", "price-from", "price-to", "min", "max"}, path


def test_public_pages_stay_the_same_for_everybody(ads: AdSettings, visitor: Client) -> None:
    undecided = {path: visitor.get(path, secure=True) for path in CATALOGUE}
    choose(visitor, "allow")
    refusing = Client(headers={"host": "localhost", "sec-gpc": "1"})
    for path, answer in undecided.items():
        for other in (visitor, refusing):
            again = other.get(path, secure=True)
            assert (again["ETag"], again.content) == (answer["ETag"], answer.content), path
            assert not again.cookies, path
        kept = visitor.get(path, secure=True, headers={"if-none-match": answer["ETag"]})
        assert kept.status_code == 304
        assert sources(kept) == declared_sources(ads), path


def test_refusing_is_as_easy_as_allowing(ads: AdSettings, visitor: Client) -> None:
    for path in ("/en/products/blue-cup/", "/en/privacy/outside-services/setting/"):
        page = visitor.get(path, secure=True).content.decode()
        buttons = re.findall(r'<button class="([^"]+)" type="submit" name="choice" value="(\w+)"', page)
        assert buttons == [("button button-secondary", "allow"), ("button button-secondary", "refuse")], path
    choose(visitor, "allow")
    assert tag(visitor)["provider"] == ads.provider
    assert choose(visitor, "refuse") == "refuse"
    assert tag(visitor) == {"provider": "none"}
    assert (
        "/en/privacy/outside-services/setting/"
        in visitor.get("/en/mypage/", secure=True, follow=True).content.decode()
    )


def test_a_refusal_takes_the_advertising_cookies_away(ads: AdSettings, visitor: Client) -> None:
    choose(visitor, "allow")
    visitor.cookies["_gcl_au"] = "1.1.1234567890"
    here = {"origin": "https://localhost"}
    answer = visitor.post(
        "/privacy/outside-services/choose/", {"choice": "refuse"}, secure=True, headers=here
    )
    assert (answer.cookies["_gcl_au"].value, answer.cookies["_gcl_au"]["max-age"]) == ("", 0)
    assert tag(visitor) == {"provider": "none"}
    assert ads.provider in OUTSIDE_SERVICES


def test_the_browsers_refusal_signal_wins(ads: AdSettings, visitor: Client) -> None:
    choose(visitor, "allow")
    gpc = {"sec-gpc": "1"}
    assert tag(visitor, **gpc) == {"provider": "none"}
    page = visitor.get("/en/privacy/outside-services/setting/", secure=True, headers=gpc).content.decode()
    assert "Refused by your browser" in page
    assert 'name="choice"' not in page
    assert choose(visitor, "allow", **gpc) == "refuse"
    assert tag(visitor) == {"provider": "none"}
    assert visitor.get("/.well-known/gpc.json", secure=True).json()["gpc"] is True
    assert ads.provider in OUTSIDE_SERVICES


def test_a_consent_is_about_one_service_and_one_version(ads: AdSettings, visitor: Client) -> None:
    version = POLICY.version
    for stored in (
        "allow",
        f"allow.other.{POLICY.version}",
        f"allow.{ads.provider}.{version - 1}",
        f"allow.{ads.provider}",
        "yes",
    ):
        visitor.cookies["outside_services"] = stored
        assert tag(visitor) == {"provider": "none"}, stored
    visitor.cookies["outside_services"] = f"allow.{ads.provider}.{version}"
    assert tag(visitor)["provider"] == ads.provider


def test_no_other_site_can_consent_for_a_person(ads: AdSettings, visitor: Client) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = visitor.post(
            "/privacy/outside-services/choose/", {"choice": "allow"}, secure=True, headers=headers
        )
        assert answer.status_code == 403
    wrong = visitor.post(
        "/privacy/outside-services/choose/",
        {"choice": "all"},
        secure=True,
        headers={"origin": "https://localhost"},
    )
    assert wrong.status_code == 400
    assert "outside_services" not in visitor.cookies
    assert tag(visitor) == {"provider": "none"}
    assert ads.provider in OUTSIDE_SERVICES


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_page_lists_what_is_sent_to_whom_and_why(ads: AdSettings, visitor: Client, language: str) -> None:
    """電気通信事業法 27-12 and its ordinance: the information, the recipient's name, the purpose."""
    path = "/privacy/outside-services/" if language == "ja" else "/en/privacy/outside-services/"
    page = visitor.get(path, secure=True).content.decode()
    declared = OUTSIDE_SERVICES[ads.provider]
    assert (declared.company or ads.company) in page
    assert str(getattr(REMARKETING, f"text_{language}")) in page
    for event in EVENTS:
        assert getattr(event, f"name_{language}") in page
        for item in event.fields:
            assert getattr(item, f"text_{language}") in page
    for words in getattr(declared, f"also_sent_{language}"):
        assert words.replace("'", "&#39;") in page
    for origin in declared_sources(ads):
        assert f"<code>{origin}</code>" in page
    for refusal in declared.refusals:
        assert refusal.href in page
    assert ("_gcl_au" in page) == (ads.provider == "google")


def test_googles_tag_has_exact_addresses_and_declared_cookies() -> None:
    addresses = {origin for _name, group in GOOGLE.sources for origin in group}
    assert all(re.fullmatch(r"https://[a-z0-9.-]+", address) for address in addresses)
    declared = {cookie.name for cookie in POLICY.cookies if cookie.kind == "advertising"}
    assert (
        declared == {name for service in OUTSIDE_SERVICES.values() for name in service.cookies} == {"_gcl_au"}
    )
    assert ORIGIN not in addresses


def test_a_members_choice_is_on_record_with_the_words_they_were_asked(ads: AdSettings) -> None:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    question = browser.get("/products/blue-cup/").content.decode()
    press(browser, "allow")
    press(browser, "allow")
    (given,) = privacy.consents_of(customer.subject)
    assert (given.purpose_id, given.policy_version, given.language) == ("8-remarketing", POLICY.version, "ja")
    for words in given.text.ja.splitlines():
        assert words in question
    assert (OUTSIDE_SERVICES[ads.provider].company or ads.company) in given.text.en
    assert privacy.has_consent(customer.subject, REMARKETING)
    press(browser, "refuse")
    assert not privacy.has_consent(customer.subject, REMARKETING)
    assert len(privacy.consents_of(customer.subject)) == 1
    mails()


def test_a_member_who_withdraws_elsewhere_is_heard_in_every_browser_they_are_signed_in(
    ads: AdSettings,
) -> None:
    who, customer = member()
    here, elsewhere = Browser(), Browser()
    for browser in (here, elsewhere):
        browser.sign_in(who)
    press(here, "allow")
    assert here.get(TAG).json()["provider"] == ads.provider
    press(elsewhere, "refuse")
    assert here.get(TAG).json() == {"provider": "none"}
    assert "You refused" in here.get("/en/privacy/outside-services/setting/").content.decode()
    press(here, "allow")
    assert here.get(TAG).json()["provider"] == ads.provider
    assert len(privacy.consents_of(customer.subject)) == 2
    mails()


def test_against_the_browsers_signal_no_consent_is_recorded(ads: AdSettings) -> None:
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    press(browser, "allow", **{"sec-gpc": "1"})
    assert privacy.consents_of(customer.subject) == ()
    assert browser.get(TAG).json() == {"provider": "none"}
    assert ads.provider in OUTSIDE_SERVICES
    mails()


def press(browser: Browser, word: str, **headers: str) -> None:
    """Press a button of the question as a member."""
    here = {"origin": "https://testserver", **headers}
    answer = browser.post("/privacy/outside-services/choose/", {"choice": word}, headers=here)
    assert answer.status_code == 302
