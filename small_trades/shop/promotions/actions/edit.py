"""What the desk sets: coupons, campaigns, and the rules of counting."""

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.bad_input import BadInput, Problems
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.models import Category, Product
from small_trades.shop.promotions.models import ONLY, Campaign, Coupon, PriceRules
from small_trades.shop.promotions.queries.coupons import tidy_code
from small_trades.shop.site.actions import content_changed

MOST_YEN: Final = 9_999_999
MOST_PERCENT: Final = 100
MOST_DAYS: Final = 3650
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{2,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponFacts:
    """What the desk types about a coupon; yen with tax. Products by code, categories by slug; none is all."""

    code: str
    name_ja: str
    name_en: str = ""
    amount: int = 0
    percent: int = 0
    minimum: int = 0
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    most_uses: int | None = None
    most_each: int | None = None
    is_for_first_order: bool = False
    is_on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """What the desk types about a campaign; as CouponFacts, with the percent of points it adds."""

    name_ja: str
    name_en: str = ""
    amount: int = 0
    percent: int = 0
    earns: int = 0
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    is_on: bool = True


def save_coupon(facts: CouponFacts, *, coupon_id: int | None = None) -> int:
    """Store a coupon, new without an id; answers its id.

    Raises:
        BadInput: it cannot be stored as typed.
        Coupon.DoesNotExist: there is no coupon of this id.
    """
    code = tidy_code(facts.code)
    problems = _problems(facts)
    if not _CODE.fullmatch(code):
        problems["code"] = _("Three to forty letters, digits and hyphens, such as SPRING-500.")
    if Coupon.objects.filter(code=code).exclude(pk=coupon_id or 0).exists():
        problems["code"] = _("There is a coupon of this code already.")
    if not facts.amount and not facts.percent:
        problems["amount"] = _("Say what it takes off, in yen or in percent.")
    with transaction.atomic():
        row = Coupon.objects.select_for_update().get(pk=coupon_id) if coupon_id else Coupon()
        if facts.most_uses is not None and facts.most_uses < row.uses:
            problems["most_uses"] = _("It has been used more often already.")
        return _store(row, {**asdict(facts), "code": code}, problems)


def save_campaign(facts: CampaignFacts, *, campaign_id: int | None = None) -> int:
    """Store a campaign, new without an id; answers its id. Public pages follow with the commit.

    Raises:
        BadInput: it cannot be stored as typed.
        Campaign.DoesNotExist: there is no campaign of this id.
    """
    problems = _problems(facts)
    if not facts.amount and not facts.percent and not facts.earns:
        problems["amount"] = _("Say what it takes off, or how many more points it gives.")
    if not 0 <= facts.earns <= MOST_PERCENT:
        problems["earns"] = _("Between 0 and 100 percent.")
    with transaction.atomic():
        row = Campaign.objects.select_for_update().get(pk=campaign_id) if campaign_id else Campaign()
        saved = _store(row, asdict(facts), problems)
        content_changed()
    return saved


def save_rules(*, earns: int, kept_days: int, rounding: Rounding) -> None:
    """Set how the shop counts. What was placed and credited before stays as it was.

    Raises:
        ValueError: a number is out of range.
    """
    if not 0 <= earns <= MOST_PERCENT or not 1 <= kept_days <= MOST_DAYS:
        raise ValueError("points are 0 to 100 percent and kept for 1 to 3650 days")
    PriceRules.objects.update_or_create(
        pk=ONLY, defaults={"earns": earns, "kept_days": kept_days, "rounding": rounding}
    )


def _problems(facts: CouponFacts | CampaignFacts) -> Problems:
    problems: Problems = {}
    if not facts.name_ja:
        problems["name_ja"] = _("Enter a name.")
    if facts.amount and facts.percent:
        problems["percent"] = _("Either yen or percent, not both.")
    if not 0 <= facts.amount <= MOST_YEN:
        problems["amount"] = _("Between 1 and 9,999,999 yen.")
    if not 0 <= facts.percent <= MOST_PERCENT:
        problems["percent"] = _("Between 1 and 100 percent.")
    if facts.ends_at is not None and facts.ends_at <= facts.starts_at:
        problems["ends_on"] = _("It ends before it begins.")
    known = set(Product.objects.filter(code__in=facts.products).values_list("code", flat=True))
    unknown = [code for code in facts.products if code not in known]
    if unknown:
        problems["products"] = _("No product has the code %(codes)s.") % {"codes": ", ".join(unknown[:5])}
    return problems


def _store(row: Coupon | Campaign, values: dict[str, object], problems: Problems) -> int:
    if problems:
        raise BadInput(problems)
    products, categories = values.pop("products"), values.pop("categories")
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    row.products.set(Product.objects.filter(code__in=products))
    row.categories.set(Category.objects.filter(slug__in=categories))
    return row.pk
