"""What staff type about coupons, campaigns and points."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from small_trades.policy.groups import PointsReason
from small_trades.shop.account.fields import LineField
from small_trades.shop.kernel.money import Rounding
from small_trades.shop.products.queries.desk import category_choices
from small_trades.shop.promotions.actions.edit import (
    MOST_DAYS,
    MOST_PERCENT,
    MOST_YEN,
    CampaignFacts,
    CouponFacts,
)
from small_trades.shop.promotions.actions.points import MOST_POINTS
from small_trades.shop.promotions.queries import Rules
from small_trades.shop.promotions.queries.desk import DeskOffer
from small_trades.shop.site.days import DayField

_SEPARATORS = re.compile(r"[\s,、，]+")
MOST_PRODUCTS = 500


class OfferForm(forms.Form):
    """What coupons and campaigns have in common. Days are the shop's; the last one belongs to it."""

    name_ja = LineField(label=_("Name in Japanese"), max_length=100)
    name_en = LineField(label=_("Name in English"), max_length=100, required=False)
    amount = forms.IntegerField(label=_("Yen off"), min_value=0, max_value=MOST_YEN, required=False)
    percent = forms.IntegerField(label=_("Percent off"), min_value=0, max_value=MOST_PERCENT, required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: it does not end by itself."))
    products = forms.CharField(
        label=_("Products by code"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("Separated by spaces, commas or lines. With no product and no category it is for all."),
    )
    categories = forms.MultipleChoiceField(
        label=_("Categories"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_on = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the categories there are."""
        super().__init__(*args, **options)
        self.fields["categories"].choices = category_choices()  # type: ignore[attr-defined] # a choice field, above

    def clean_products(self) -> tuple[str, ...]:
        """The codes that were typed, each once."""
        codes = [code for code in _SEPARATORS.split(self.cleaned_data["products"]) if code]
        if len(codes) > MOST_PRODUCTS:
            raise forms.ValidationError(_("At most 500 products. Choose a category instead."))
        return tuple(dict.fromkeys(codes))

    def common(self) -> dict[str, Any]:
        """What both kinds of facts take."""
        given = self.cleaned_data
        last: dt.date | None = given["ends_on"]
        return {
            "name_ja": given["name_ja"],
            "name_en": given["name_en"],
            "amount": given["amount"] or 0,
            "percent": given["percent"] or 0,
            "starts_at": _midnight(given["starts_on"]),
            "ends_at": _midnight(last + dt.timedelta(days=1)) if last else None,
            "products": given["products"],
            "categories": tuple(given["categories"]),
            "is_on": given["is_on"],
        }


class CouponForm(OfferForm):
    """A coupon."""

    code = LineField(
        label=_("Coupon code"), max_length=40, help_text=_("What customers type, such as SPRING-500.")
    )
    minimum = forms.IntegerField(
        label=_("From how many yen of goods"), min_value=0, max_value=MOST_YEN, required=False
    )
    most_uses = forms.IntegerField(
        label=_("Uses in all"),
        min_value=0,
        max_value=MOST_YEN,
        required=False,
        help_text=_("Empty: no limit."),
    )
    most_each = forms.IntegerField(
        label=_("Uses for each person"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Guests are known again by their e-mail address, kept as a value nobody can turn back."),
    )
    is_for_first_order = forms.BooleanField(label=_("For a first order only"), required=False)
    field_order = ("code", "name_ja", "name_en")

    def facts(self) -> CouponFacts:
        """The coupon, once the form is valid."""
        given = self.cleaned_data
        return CouponFacts(
            code=given["code"],
            minimum=given["minimum"] or 0,
            most_uses=given["most_uses"],
            most_each=given["most_each"],
            is_for_first_order=given["is_for_first_order"],
            **self.common(),
        )


class CampaignForm(OfferForm):
    """A campaign."""

    earns = forms.IntegerField(
        label=_("More points, in percent"), min_value=0, max_value=MOST_PERCENT, required=False
    )

    def facts(self) -> CampaignFacts:
        """The campaign, once the form is valid."""
        return CampaignFacts(earns=self.cleaned_data["earns"] or 0, **self.common())


class RulesForm(forms.Form):
    """How the shop counts."""

    earns = forms.IntegerField(
        label=_("Points in percent of what is paid for goods"),
        min_value=0,
        max_value=MOST_PERCENT,
        help_text=_("0: nobody earns points."),
    )
    kept_days = forms.IntegerField(
        label=_("Days for which points can be used"), min_value=1, max_value=MOST_DAYS
    )
    rounding = forms.ChoiceField(
        label=_("Fractions of a yen of tax"),
        choices=[
            (Rounding.DOWN.value, _("Cut off")),
            (Rounding.NEAREST.value, _("Rounded to the nearest")),
            (Rounding.UP.value, _("Rounded up")),
        ],
        help_text=_("Once for each rate of an order."),
    )

    def rules(self) -> Rules:
        """The rules, once the form is valid."""
        given = self.cleaned_data
        return Rules(given["earns"], given["kept_days"], Rounding(given["rounding"]))


class PointsForm(forms.Form):
    """Give a member points, or take some."""

    points = forms.IntegerField(
        label=_("Points"),
        min_value=-MOST_POINTS,
        max_value=MOST_POINTS,
        help_text=_("With a minus sign to take some."),
    )
    reason = LineField(label=_("Reason"), max_length=200, help_text=_("The member reads it on My Page."))

    def clean_points(self) -> int:
        """Refuse none."""
        points: int = self.cleaned_data["points"]
        if points == 0:
            raise forms.ValidationError(_("Enter how many, such as 100 or -100."))
        return points

    def words(self) -> PointsReason:
        """The reason, once the form is valid."""
        return PointsReason(self.cleaned_data["reason"])


def typed(offer: DeskOffer) -> dict[str, Any]:
    """A coupon or a campaign as its form shows it."""
    last = timezone.localdate(offer.ends_at) - dt.timedelta(days=1) if offer.ends_at else None
    names = ("code", "name_ja", "name_en", "is_for_first_order", "most_uses", "most_each", "is_on")
    numbers = ("amount", "percent", "minimum", "earns")
    return {
        **{name: getattr(offer, name) for name in names},
        **{name: getattr(offer, name) or None for name in numbers},
        "starts_on": timezone.localdate(offer.starts_at),
        "ends_on": last,
        "products": "\n".join(offer.products),
        "categories": list(offer.categories),
    }


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
