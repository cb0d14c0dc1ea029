"""The policy, the terms and their versions, as visitors see them."""

import pytest
from django.test import Client

from small_trades.policy import publishing
from small_trades.policy.declaration import POLICY
from small_trades.shop.site.actions import ShopDetails, save_shop

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PUBLIC = "public, max-age=0, must-revalidate"
PATHS = (
    "privacy/",
    "privacy/versions/",
    "privacy/v/1/",
    "privacy/outside-services/",
    "privacy/safety/",
    "terms/",
    "legal/",
    "about/",
    "news/",
)


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize("prefix", ["/", "/en/"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_words_is_public(browser: Client, prefix: str, path: str) -> None:
    answer = browser.get(prefix + path, secure=True)
    assert (answer.status_code, answer["Cache-Control"]) == (200, PUBLIC)
    assert answer["ETag"]
    assert not answer.cookies


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_every_category_purpose_and_recipient_can_be_linked_to(browser: Client, prefix: str) -> None:
    page = browser.get(f"{prefix}privacy/", secure=True).content.decode()
    declared = POLICY.snapshot()
    for entry_id in (*declared["categories"], *declared["purposes"], *declared["recipients"]):
        assert page.count(f' id="{entry_id}"') == 1, entry_id
    assert "{{" not in page
    assert "{#" not in page


def test_the_policy_names_the_trader_and_where_to_write(browser: Client) -> None:
    save_shop(
        ShopDetails(
            "木の店",
            "Tree shop",
            "write@tree.example",
            seller_ja="木の店合同会社",
            address_ja="奈良県奈良市1",
        )
    )
    page = browser.get("/privacy/", secure=True).content.decode()
    for words in ("木の店合同会社", "奈良県奈良市1", 'href="mailto:write@tree.example"'):
        assert words in page


def test_the_policy_says_that_card_numbers_never_reach_the_shop(browser: Client) -> None:
    assert (
        "クレジットカード番号は、当店に届きません。" in browser.get("/privacy/", secure=True).content.decode()
    )
    english = browser.get("/en/privacy/", secure=True).content.decode()
    assert "Your card number never reaches the shop." in english


def test_a_version_that_was_never_published_is_not_found(browser: Client) -> None:
    assert browser.get("/privacy/v/99/", secure=True).status_code == 404
    assert browser.get("/privacy/v/0/", secure=True).status_code == 404


def test_an_old_version_stays_and_says_that_it_is_old(browser: Client) -> None:
    page = browser.get("/en/privacy/v/1/", secure=True).content.decode()
    assert "At present nothing is given to third parties on consent" in page
    assert "This version is no longer in force." in page
    assert '<meta name="robots" content="noindex">' in page
    versions = browser.get("/en/privacy/versions/", secure=True).content.decode()
    assert versions.index("/privacy/v/2/") < versions.index("/privacy/v/1/")
    assert "1 Nov 2026" in versions


@pytest.mark.parametrize("prefix", ["/", "/en/"])
def test_links_in_the_texts_lead_somewhere(browser: Client, prefix: str) -> None:
    language = "en" if prefix == "/en/" else "ja"
    for name in (f"{language}.md", f"terms_{language}.md"):
        text = (publishing.TEXT / name).read_text("utf-8")
        for target in {part.split(")")[0] for part in text.split("](")[1:]}:
            if target.startswith("/"):
                assert target.startswith("/en/") == (language == "en"), target
                assert browser.get(target, secure=True).status_code in {200, 302}, target
            elif target.startswith("#"):
                assert f"{{{target}}}" in text, target
