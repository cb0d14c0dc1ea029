"""Coupons, campaigns and points at the desk: what is typed, what is refused, and what stays hidden."""

from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.tests.goods import a_category, a_product
from small_trades.shop.promotions.models import Campaign, Coupon, PointsEntry
from small_trades.shop.promotions.queries import rules
from small_trades.shop.promotions.tests.making import a_campaign, a_coupon, assert_sound, give_points

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEW_COUPON, NEW_CAMPAIGN = "/desk/promotions/coupons/new/", "/desk/promotions/campaigns/new/"


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("manager"))


def coupon_typed(**changes: Any) -> dict[str, Any]:
    return {
        "code": "aki-500",
        "name_ja": "秋の500円引き",
        "amount": "500",
        "minimum": "3000",
        "starts_on": "2026-11-01",
        "ends_on": "2026-11-30",
        "most_uses": "100",
        "most_each": "1",
        "is_on": "on",
    } | changes


def test_a_coupon_is_made_as_typed(desk: Browser) -> None:
    cup, shelf = a_product(), a_category("tea", name_ja="お茶")
    typed = coupon_typed(products=f"{cup.code}、{cup.code}\n", categories=[shelf.slug])
    assert desk.post(NEW_COUPON, typed)["Location"] == "/desk/promotions/"
    coupon = Coupon.objects.get()
    assert (coupon.code, coupon.amount, coupon.percent, coupon.minimum) == ("AKI-500", 500, 0, 3000)
    assert (coupon.most_uses, coupon.most_each, coupon.is_for_first_order) == (100, 1, False)
    assert coupon.ends_at is not None
    days = [timezone.localtime(moment).isoformat() for moment in (coupon.starts_at, coupon.ends_at)]
    assert days == ["2026-11-01T00:00:00+09:00", "2026-12-01T00:00:00+09:00"]
    assert [product.code for product in coupon.products.all()] == [cup.code]
    assert [category.slug for category in coupon.categories.all()] == ["tea"]
    page = desk.get(f"/desk/promotions/coupons/{coupon.pk}/").content.decode()
    assert 'value="2026-11-30"' in page
    assert cup.code in page
    assert "AKI-500" in desk.get("/desk/promotions/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "秋"}, "code"),
        ({"code": "A" * 41}, "code"),
        ({"code": "4242 4242 4242 4242"}, "code"),
        ({"name_ja": ""}, "name_ja"),
        ({"amount": ""}, "amount"),
        ({"amount": "10000000"}, "amount"),
        ({"percent": "10"}, "percent"),
        ({"amount": "", "percent": "101"}, "percent"),
        ({"starts_on": "tomorrow"}, "starts_on"),
        ({"ends_on": "2026-10-30"}, "ends_on"),
        ({"most_each": "0"}, "most_each"),
        ({"products": "NOPE"}, "products"),
        ({"products": " ".join(f"P{number}" for number in range(501))}, "products"),
        ({"categories": ["nope"]}, "categories"),
    ],
)
def test_what_cannot_be_a_coupon_is_refused_at_its_field(
    desk: Browser, changes: dict[str, Any], field: str
) -> None:
    page = desk.post(NEW_COUPON, coupon_typed(**changes)).content.decode()
    assert field in problems(page)
    assert not Coupon.objects.exists()


def test_two_coupons_cannot_share_a_code_nor_one_be_capped_below_its_uses(desk: Browser) -> None:
    a_coupon(code="AKI-500")
    used = a_coupon(code="USED", uses=7)
    assert "code" in problems(desk.post(NEW_COUPON, coupon_typed()).content.decode())
    path = f"/desk/promotions/coupons/{used.pk}/"
    page = desk.post(path, coupon_typed(code="USED", most_uses="6")).content.decode()
    assert list(problems(page)) == ["most_uses"]
    used.refresh_from_db()
    assert (used.most_uses, used.uses, used.amount) == (None, 7, 500)
    assert desk.post(path, coupon_typed(code="USED", most_uses="7", amount="300"))["Location"] == path
    used.refresh_from_db()
    assert (used.most_uses, used.uses, used.amount) == (7, 7, 300)


def test_a_campaign_is_made_changed_and_switched_off(desk: Browser) -> None:
    typed = {"name_ja": "茶の市", "percent": "15", "earns": "3", "starts_on": "2026-11-01", "is_on": "on"}
    assert desk.post(NEW_CAMPAIGN, typed)["Location"] == "/desk/promotions/campaigns/"
    campaign = Campaign.objects.get()
    assert (campaign.percent, campaign.earns, campaign.ends_at, campaign.is_on) == (15, 3, None, True)
    path = f"/desk/promotions/campaigns/{campaign.pk}/"
    del typed["is_on"]
    assert desk.post(path, typed)["Location"] == path
    campaign.refresh_from_db()
    assert not campaign.is_on


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"percent": ""}, "amount"), ({"earns": "101"}, "earns"), ({"name_ja": "x" * 101}, "name_ja")],
)
def test_what_cannot_be_a_campaign_is_refused(desk: Browser, changes: dict[str, str], field: str) -> None:
    typed = {"name_ja": "茶の市", "percent": "15", "starts_on": "2026-11-01"} | changes
    assert field in problems(desk.post(NEW_CAMPAIGN, typed).content.decode())
    assert not Campaign.objects.exists()


def test_the_rules_of_counting_are_set(desk: Browser) -> None:
    path = "/desk/promotions/points/"
    assert desk.post(path, {"earns": "2", "kept_days": "180", "rounding": "up"})["Location"] == path
    assert (rules().earns, rules().kept_days, rules().rounding) == (2, 180, Rounding.UP)
    page = desk.post(path, {"earns": "101", "kept_days": "0", "rounding": "sideways"}).content.decode()
    assert problems(page).keys() == {"earns", "kept_days", "rounding"}
    assert rules().earns == 2


def test_points_are_given_and_taken_by_number_and_the_member_reads_why(
    desk: Browser, ledger_rows: LedgerRows
) -> None:
    who, customer = member()
    path = f"/desk/people/{customer.pk}/points/"
    assert desk.post(path, {"points": "300", "reason": "お届けの遅れのお詫び"})["Location"] == path
    assert desk.post(path, {"points": "-100", "reason": "数え間違い"})["Location"] == path
    assert assert_sound(customer.subject) == 200
    page = desk.get(path).content.decode()
    assert "200ポイント" in page
    assert "お届けの遅れ" not in page
    for value in who.planted():
        assert value not in page
    rows = ledger_rows(privacy.ledger.Event.COLLECTION)
    assert [row.groups for row in rows if "PointsReason" in row.groups] == [("PointsReason",)] * 2
    home = Browser()
    home.sign_in(who)
    mine = home.get("/mypage/points/").content.decode()
    assert "お届けの遅れのお詫び" in mine
    assert "+300" in mine
    assert "−100" in mine


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"points": "0", "reason": "x"}, "points"),
        ({"points": "1000001", "reason": "x"}, "points"),
        ({"points": "-201", "reason": "x"}, "points"),
        ({"points": "ten", "reason": "x"}, "points"),
        ({"points": "5", "reason": ""}, "reason"),
        ({"points": "5", "reason": "4242424242424242"}, "reason"),
    ],
)
def test_points_that_cannot_be_given_or_taken_change_nothing(
    desk: Browser, typed: dict[str, str], field: str
) -> None:
    _who, customer = member()
    give_points(customer.subject, 200)
    page = desk.post(f"/desk/people/{customer.pk}/points/", typed).content.decode()
    assert field in problems(page)
    assert (assert_sound(customer.subject), PointsEntry.objects.count()) == (200, 1)


def test_lists_stand_empty_and_with_a_hundred(desk: Browser) -> None:
    for path in ("/desk/promotions/", "/desk/promotions/campaigns/"):
        assert 'class="empty"' in desk.get(path).content.decode()
    for _number in range(51):
        a_coupon(name_ja="長い名前" * 20)
        a_campaign(percent=1)
    for path in ("/desk/promotions/", "/desk/promotions/campaigns/"):
        assert 'class="pager"' in desk.get(path).content.decode()
        assert desk.get(f"{path}?page=2").content.decode().count('scope="row"') == 1
