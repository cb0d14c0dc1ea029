"""Where something on a public page may lead."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext as _

from small_trades.shop.account.access import own_path

_ENGLISH = "/en/"


def shop_path(typed: str) -> str | None:
    """The path, if it leads to a page of this shop, in whichever language the page that asks is."""
    with translation.override("en" if typed.startswith(_ENGLISH) else "ja"):
        return own_path(typed)


def public_link(typed: str) -> str:
    """A path of this shop, as the Japanese pages have it, or an address with https; or nothing.

    Raises:
        ValidationError: it leads nowhere, or is an address of another kind.
    """
    if not typed:
        return ""
    japanese = typed.removeprefix("/en") if typed.startswith(_ENGLISH) else typed
    if typed.startswith("/"):
        if shop_path(japanese) is None:
            raise ValidationError(_("The shop has no such page."))
        return japanese
    URLValidator(
        schemes=["https"], message=_("Enter a path such as /products/ or an address with https://.")
    )(typed)
    if "@" in urlsplit(typed).netloc:
        raise ValidationError(_("Take the name before the @ out of the address."))
    return typed
