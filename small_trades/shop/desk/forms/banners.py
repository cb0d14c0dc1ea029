"""What staff type about banners."""

import datetime as dt
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from small_trades.shop.account.fields import LineField
from small_trades.shop.desk.forms.links import public_link
from small_trades.shop.desk.forms.pictures import AltForm, PictureForm
from small_trades.shop.products.actions.banners import LONGEST_LINK, BannerFacts
from small_trades.shop.products.queries.banners import EditableBanner
from small_trades.shop.site.days import MomentField


class BannerForm(AltForm):
    """All of a banner but its picture."""

    link = LineField(
        label=_("Leads to"),
        max_length=LONGEST_LINK,
        required=False,
        help_text=_("A page of this shop, such as /products/, or an address with https://. Empty: nowhere."),
    )
    starts_at = MomentField(label=_("Shown from"), required=False, help_text=_("Empty: at once."))
    ends_at = MomentField(label=_("Until"), required=False, help_text=_("Empty: until you take it away."))

    def clean_link(self) -> str:
        """Only what can be followed."""
        return public_link(self.cleaned_data["link"])

    def facts(self) -> BannerFacts:
        """The banner, once the form is valid."""
        return BannerFacts(**{name: self.cleaned_data[name] for name in BannerForm.base_fields})


class NewBannerForm(BannerForm):
    """A banner that is not there yet."""

    picture = PictureForm.base_fields["picture"]
    field_order = ("picture",)


def typed_banner(banner: EditableBanner) -> dict[str, Any]:
    """A banner as its form shows it."""
    return {name: _shown(getattr(banner, name)) for name in BannerForm.base_fields}


def _shown(value: object) -> object:
    return localtime(value) if isinstance(value, dt.datetime) else value
