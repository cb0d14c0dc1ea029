"""Banners at the desk: added with a description, led somewhere that exists, ordered, taken away."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.products.models import Banner
from small_trades.shop.products.tests.goods import a_banner
from small_trades.shop.products.tests.test_pictures import drawn, sent
from small_trades.shop.site.models import ShopSettings

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BANNERS = "/desk/settings/banners/"


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined] # pytest-django's settings


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("manager"))


def file(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.JPG", sent(drawn(64, 24)) if content is None else content)


def test_a_banner_is_added_changed_and_taken_away(desk: Browser) -> None:
    typed = {"alt_ja": "春の器", "link": "/products/", "ends_at": "2999-01-01T10:00"}
    assert desk.post(f"{BANNERS}new/", typed | {"picture": file()})["Location"] == BANNERS
    page = desk.get(BANNERS).content.decode()
    assert "バナーを保存しました。" in page
    assert 'alt="春の器"' in page
    assert "春の器" in Browser().get("/").content.decode()

    there = f"{BANNERS}{Banner.objects.get().pk}/"
    assert 'value="2999-01-01T10:00"' in desk.get(there).content.decode()
    assert desk.post(there, {"alt_ja": "夏の器", "alt_en": "Summer"}).status_code == 302
    banner = Banner.objects.get()
    assert (banner.alt_ja, banner.alt_en, banner.link, banner.ends_at) == ("夏の器", "Summer", "", None)
    assert "夏の器" in Browser().get("/").content.decode()

    assert desk.post(f"{there}remove/")["Location"] == BANNERS
    assert "夏の器" not in Browser().get("/").content.decode()
    assert desk.get(there).status_code == 404


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/products/?q=cup", "/products/?q=cup"),
        ("/en/products/", "/products/"),
        ("https://shop.example/x?y=1#z", "https://shop.example/x?y=1#z"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_where_a_banner_may_lead(desk: Browser, typed: str, kept: str, prefix: str) -> None:
    there = f"{prefix}{BANNERS}{a_banner().pk}/"
    assert desk.post(there, {"alt_ja": "春の器", "link": typed}).status_code == 302
    assert Banner.objects.get().link == kept


@pytest.mark.parametrize(
    "link",
    [
        "http://shop.example/",
        "javascript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "/nowhere/",
        "https://user:secret@shop.example/",
        "https://",
        "products",
        "https://a b.example/",
    ],
)
def test_where_a_banner_may_not_lead(desk: Browser, link: str) -> None:
    answer = desk.post(f"{BANNERS}{a_banner().pk}/", {"alt_ja": "春の器", "link": link})
    assert answer.status_code == 422
    assert "link" in problems(answer.content.decode())
    assert Banner.objects.get().link == "/products/"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"alt_ja": ""}, "alt_ja"),
        ({"picture": file(b"no picture")}, "picture"),
        ({"picture": ""}, "picture"),
        ({"starts_at": "2027-04-02T10:00", "ends_at": "2027-04-01T10:00"}, "ends_at"),
        ({"starts_at": "soon"}, "starts_at"),
    ],
)
def test_what_cannot_be_a_banner_is_said_at_its_field(
    desk: Browser, changes: dict[str, str], field: str
) -> None:
    answer = desk.post(f"{BANNERS}new/", {"alt_ja": "春の器", "picture": file()} | changes)
    assert answer.status_code == 422
    assert list(problems(answer.content.decode())) == [field]
    assert not Banner.objects.exists()


def test_banners_are_ordered_by_dragging_and_by_buttons(desk: Browser) -> None:
    one, two = a_banner(alt_ja="一", order=0).pk, a_banner(alt_ja="二", order=1).pk
    desk.post(f"{BANNERS}order/", {"picture": [str(two), str(one), "x", "999"]})
    assert [banner.alt_ja for banner in Banner.objects.all()] == ["二", "一"]
    desk.post(f"{BANNERS}{one}/move/", {"up": "1"})
    assert [banner.alt_ja for banner in Banner.objects.all()] == ["一", "二"]
    desk.post(f"{BANNERS}{one}/move/", {"down": "1"})
    assert [banner.alt_ja for banner in Banner.objects.all()] == ["二", "一"]


def test_the_english_desk_names_a_banner_in_english_where_it_has_english_words(desk: Browser) -> None:
    a_banner(alt_ja="秋の器", alt_en="Autumn ware")
    a_banner(alt_ja="贈りものに")
    page = desk.get(f"/en{BANNERS}").content.decode()
    assert 'alt="Autumn ware"' in page
    assert "秋の器" not in page
    assert 'alt="贈りものに"' in page


def test_an_announcement_may_lead_to_a_page_from_the_english_desk_too(desk: Browser) -> None:
    there = "/en/desk/settings/announcement/"
    assert desk.post(there, {"ja": "休業のお知らせ", "path": "/products/"}).status_code == 302
    assert ShopSettings.objects.get().announcement["path"] == "/products/"
