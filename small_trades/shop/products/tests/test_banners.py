"""Banners: the first three whose time it is stand on the front page, in sizes and kinds, without a jump."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation

from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.products.actions import banners, pictures
from small_trades.shop.products.actions.banners import BannerFacts
from small_trades.shop.products.models import Banner
from small_trades.shop.products.queries.banners import Showing, editable_banners, shown_banners
from small_trades.shop.products.tests.goods import a_banner, a_product
from small_trades.shop.products.tests.test_pictures import drawn, kept, sent
from small_trades.shop.site.actions import forget_public_content

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
APRIL = dt.datetime(2027, 4, 2, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SPRING = BannerFacts(alt_ja="春の器", alt_en="Cups of spring", link="/products/?q=cup")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined] # pytest-django's settings
    return tmp_path / "media"


def order() -> list[str]:
    return [banner.alt_ja for banner in Banner.objects.all()]


def test_a_banner_is_kept_in_sizes_and_kinds_and_stands_on_the_front_page(media: Path) -> None:
    banners.add_banner(sent(drawn(1600, 600)), SPRING)
    widths = {320: 120, 640: 240, 1280: 480}
    assert kept(media) == {
        f"{width}.{kind}": (width, height) for width, height in widths.items() for kind in ("avif", "webp")
    }
    page = Client().get("/", secure=True).content.decode()
    [shown] = re.findall(r'<ul class="banners banners-1".*?</ul>', page, re.DOTALL)
    assert '<a href="/products/?q=cup">' in shown
    assert 'type="image/avif" srcset="/media/pictures/' in shown
    assert 'alt="春の器" width="1280" height="480" loading="lazy"' in shown
    assert "1280w" in shown
    english = Client().get("/en/", secure=True).content.decode()
    assert '<a href="/en/products/?q=cup">' in english
    assert 'alt="Cups of spring"' in english


def test_the_front_page_stays_public_with_banners() -> None:
    a_banner()
    answer = Client().get("/", secure=True)
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer.cookies


def test_a_banner_that_leads_nowhere_or_away() -> None:
    a_banner(link="")
    a_banner(link="https://instagram.example/shop")
    assert [banner.href for banner in shown_banners()] == ["", "https://instagram.example/shop"]
    with translation.override("en"):
        assert [banner.href for banner in shown_banners()] == ["", "https://instagram.example/shop"]


def test_only_three_whose_time_it_is_are_shown() -> None:
    now = timezone.now()
    a_banner(alt_ja="終了", ends_at=now - HOUR)
    a_banner(alt_ja="予定", starts_at=now + HOUR)
    for place in range(4):
        a_banner(alt_ja=f"今{place}", starts_at=now - HOUR, ends_at=now + HOUR)
    assert [banner.picture.alt for banner in shown_banners()] == ["今0", "今1", "今2"]
    assert [banner.showing for banner in editable_banners()] == [
        Showing.OVER,
        Showing.COMING,
        Showing.SHOWN,
        Showing.SHOWN,
        Showing.SHOWN,
        Showing.WAITING,
    ]


def test_a_kept_front_page_changes_as_a_banner_comes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    a_banner(alt_ja="春の器", starts_at=now + HOUR, ends_at=now + 3 * HOUR)
    forget_public_content()
    second = dt.timedelta(seconds=1)
    for moment, is_shown in (
        (now + HOUR - second, False),
        (now + HOUR, True),
        (now + 3 * HOUR - second, True),
        (now + 3 * HOUR, False),
    ):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert ('alt="春の器"' in Client().get("/", secure=True).content.decode()) is is_shown


def test_without_banners_the_front_page_has_no_place_for_them() -> None:
    assert 'class="banners' not in Client().get("/", secure=True).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"alt_ja": " "}, "alt_ja"),
        ({"alt_ja": "x" * 301}, "alt_ja"),
        ({"alt_en": "x" * 301}, "alt_en"),
        ({"link": "/" + "x" * 500}, "link"),
        (
            {
                "starts_at": APRIL,
                "ends_at": APRIL,
            },
            "ends_at",
        ),
    ],
)
def test_what_cannot_be_a_banner_is_refused(media: Path, changes: dict[str, str], field: str) -> None:
    facts = BannerFacts(**({"alt_ja": "春の器"} | changes))  # type: ignore[arg-type] # a moment among texts
    with pytest.raises(BadInput) as caught:
        banners.add_banner(sent(drawn(40, 40)), facts)
    assert list(caught.value.problems) == [field]
    number = a_banner().pk
    with pytest.raises(BadInput):
        banners.change_banner(number, facts)
    assert order() == ["春の器"]
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture_is_refused(media: Path, data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        banners.add_banner(data, SPRING)
    assert list(caught.value.problems) == ["picture"]
    assert not Banner.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_there_are_twenty_at_most(media: Path) -> None:
    for place in range(20):
        a_banner(order=place)
    with pytest.raises(BadInput) as caught:
        banners.add_banner(sent(drawn(40, 40)), SPRING)
    assert list(caught.value.problems) == ["picture"]
    assert Banner.objects.count() == 20
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_banners_are_put_in_order() -> None:
    one, two, three = (a_banner(alt_ja=name, order=place).pk for place, name in enumerate("一二三"))
    banners.order_banners([three, 0, one])
    assert order() == ["三", "一", "二"]
    assert banners.move_banner(two, by=-1)
    assert order() == ["三", "二", "一"]
    assert banners.move_banner(three, by=-1)
    assert order() == ["三", "二", "一"]
    assert not banners.move_banner(0, by=1)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_files_go_with_the_last_that_shows_them(media: Path) -> None:
    data = sent(drawn(40, 40))
    product = a_product()
    picture = pictures.add_picture(product.pk, data, alt_ja="湯のみ")
    number = banners.add_banner(data, SPRING)
    pictures.remove_picture(picture)
    assert kept(media)
    assert banners.remove_banner(number)
    assert not kept(media)
    assert not banners.remove_banner(number)
    assert not banners.change_banner(number, SPRING)
