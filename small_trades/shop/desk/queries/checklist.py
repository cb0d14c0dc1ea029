"""What is left to do before the shop can open. Opens nothing personal."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades import privacy
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.orders.methods import methods_offered
from small_trades.shop.products.queries.desk import is_something_on_sale
from small_trades.shop.site.queries import shop_facts

_UNSET: Final = "localhost"
_WHO: Final = _("Say who sells: seller, person in charge, address, telephone")
_CONDITIONS: Final = _("Write the conditions of the legal notice")
_FEES: Final = _("Look through zones, fees and carriers")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: what it is, where it is done (the name of a screen), and whether it is.

    `step` is the step of the setup that asks for it; empty where none does.
    """

    words: str | Promise
    screen: str
    is_done: bool
    step: str = ""


def checklist() -> tuple[Item, ...]:
    """Everything that has to be there, in the order in which it is best done."""
    shop, rules = shop_facts(), rules_now()
    named = (shop.seller, shop.representative, shop.address, shop.telephone)
    fee = rules.cash.fee(1) if rules.cash.is_on else None
    return (
        Item(
            _("Say who sells: seller, person in charge, address, telephone"),
            "desk:settings",
            all(named),
            "shop",
        ),
        Item(
            _("Give an e-mail address for inquiries"),
            "desk:settings",
            not shop.inquiry_email.endswith(_UNSET),
            "shop",
        ),
        Item(
            _("Write the conditions of the legal notice"),
            "desk:legal_texts",
            bool(shop.settings.legal),
            "legal",
        ),
        Item(_("Offer a way to pay"), "desk:payment_settings", bool(methods_offered(1, fee)), "payment"),
        Item(
            _("Look through zones, fees and carriers"), "desk:delivery_settings", rules.number > 0, "delivery"
        ),
        Item(_("Put a product on sale"), "desk:products", is_something_on_sale()),
        Item(_("Have mail sent (the administrator sets it up)"), "desk:home", "mail" in privacy.doors()),
    )
