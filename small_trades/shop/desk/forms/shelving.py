"""What staff type about categories, makers and tags."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from small_trades.shop.products.actions.shelving import LONGEST_STORY
from small_trades.shop.products.queries.desk import category_choices


class TagForm(forms.Form):
    """A tag; also what categories and makers have in common."""

    name_ja = forms.CharField(label=_("Name in Japanese"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    slug = forms.SlugField(
        label=_("Address"), max_length=80, help_text=_("Small letters, digits and hyphens.")
    )


class CategoryForm(TagForm):
    """A category and where it stands."""

    parent = forms.ChoiceField(label=_("Below"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the categories there are."""
        super().__init__(*args, **options)
        offered = [("", _("At the top")), *category_choices()]
        self.fields["parent"].choices = offered  # type: ignore[attr-defined] # a choice field, above


class MakerForm(TagForm):
    """A maker with its story."""

    reading = forms.CharField(label=_("Reading in hiragana"), max_length=120, required=False)
    place_ja = forms.CharField(label=_("Place in Japanese"), max_length=120, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=120, required=False)
    story_ja = forms.CharField(
        label=_("Story in Japanese"),
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    story_en = forms.CharField(
        label=_("Story in English"),
        max_length=LONGEST_STORY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


FORMS: dict[str, type[TagForm]] = {"categories": CategoryForm, "makers": MakerForm, "tags": TagForm}
