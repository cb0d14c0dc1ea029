"""What staff type about pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.products.actions.pictures import LONGEST_ALT


class AltForm(forms.Form):
    """What a picture shows, in words."""

    alt_ja = forms.CharField(label=_("What it shows, in Japanese"), max_length=LONGEST_ALT)
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=LONGEST_ALT, required=False)


class PictureForm(AltForm):
    """A new picture."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF, up to 15 MB. Place and camera are not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )
    field_order = ("picture", "alt_ja", "alt_en")
