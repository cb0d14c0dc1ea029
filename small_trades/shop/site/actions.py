"""What is written about the shop itself."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from small_trades.shop.site import menu, queries, turns
from small_trades.shop.site.models import ONLY, ContentGeneration, ShopSettings
from small_trades.shop.site.page_cache import PAGES


@dataclass(frozen=True, slots=True)
class ShopDetails:
    """Everything the trader publishes about the shop; see ShopSettings."""

    name_ja: str
    name_en: str
    inquiry_email: str
    tagline_ja: str = ""
    tagline_en: str = ""
    seller_ja: str = ""
    seller_en: str = ""
    representative_ja: str = ""
    representative_en: str = ""
    address_ja: str = ""
    address_en: str = ""
    telephone: str = ""
    invoice_number: str = ""
    bank_account_ja: str = ""
    bank_account_en: str = ""
    legal: list[dict[str, str]] = field(default_factory=list)


def save_shop(details: ShopDetails) -> None:
    """Store the shop's details and show them on every page."""
    values = {name: getattr(details, name) for name in ShopDetails.__dataclass_fields__}
    ShopSettings.objects.update_or_create(pk=ONLY, defaults=values)
    content_changed()


def change_shop(**values: object) -> None:
    """Store some of the shop's details, by the names of ShopSettings, and leave the others as they are."""
    with transaction.atomic():
        ShopSettings.objects.update_or_create(pk=ONLY, defaults=values)
        content_changed()


def content_changed() -> None:
    """Public content changed: once this transaction is committed, no process shows a page kept from before.

    Call it in the transaction of the change. Other processes notice within half a second.
    """
    forget_public_content()
    transaction.on_commit(_raise_generation, robust=True)


def forget_public_content() -> None:
    """Let this process keep nothing of what it read or made of public content."""
    queries.forget()
    menu.forget()
    turns.forget()
    PAGES.forget()


def _raise_generation() -> None:
    # After the commit and on its own: inside, one hot row would make all orders wait for each other.
    ContentGeneration.objects.get_or_create(pk=ONLY)
    ContentGeneration.objects.filter(pk=ONLY).update(number=F("number") + 1)
    forget_public_content()
