"""Forms of settings, what they begin with, how they are kept: for their own screens and for the setup."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.db import transaction
from django.http import QueryDict

from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.delivery.rules import Rules
from small_trades.shop.desk.forms.delivery import DeliveryRulesForm, typed_rules
from small_trades.shop.desk.forms.problems import show_problems
from small_trades.shop.desk.forms.settings import LegalForm, PaymentSettingsForm, ShopForm, typed_payment
from small_trades.shop.desk.queries.setup import Step
from small_trades.shop.kernel.bad_input import BadInput
from small_trades.shop.pages.legal import DEFAULTS
from small_trades.shop.site.actions import change_shop
from small_trades.shop.site.queries import shop_facts

TAX_FIELDS: Final = ("invoice_number",)
SHOP_FIELDS: Final = tuple(name for name in ShopForm.base_fields if name not in TAX_FIELDS)


@dataclass(frozen=True, slots=True)
class Editor:
    """A form made of what was typed, or of what is kept; and keeping it, False where it got an error.

    `fields` is the template that draws its fields.
    """

    fields: str
    form: Callable[[QueryDict | None], Any]
    is_saved: Callable[[Any], bool]


def shop_form(typed: QueryDict | None, *, only: tuple[str, ...] = ()) -> ShopForm:
    """Who the shop is; `only` some of it."""
    now = shop_facts().settings
    form = ShopForm(typed, initial={name: getattr(now, name) for name in ShopForm.base_fields})
    for name in set(form.fields) - set(only or form.fields):
        del form.fields[name]
    return form


def shop_saved(form: ShopForm) -> bool:
    """Keep what the form asked for."""
    change_shop(**form.cleaned_data)
    return True


def legal_form(typed: QueryDict | None) -> LegalForm:
    """The conditions of sale."""
    return LegalForm(typed, items=shop_facts().settings.legal or DEFAULTS)


def legal_saved(form: LegalForm) -> bool:
    """Keep the conditions of sale."""
    change_shop(legal=form.legal())
    return True


def payment_form(typed: QueryDict | None) -> PaymentSettingsForm:
    """Which ways to pay are offered."""
    rules, facts = rules_now(), shop_facts()
    initial = typed_payment(facts.payment_rules, rules, facts.settings)
    return PaymentSettingsForm(typed, rules=rules, initial=initial)


def payment_saved(form: PaymentSettingsForm) -> bool:
    """Keep both halves, or say at its field what makes no sense."""
    given = form.cleaned_data
    with transaction.atomic():
        if not rules_saved(form, form.delivery(rules_now())):
            return False
        change_shop(
            payment=form.payment().kept(),
            bank_account_ja=given["bank_account_ja"],
            bank_account_en=given["bank_account_en"],
        )
    return True


def delivery_form(typed: QueryDict | None) -> DeliveryRulesForm:
    """Fees that hold everywhere, and the days."""
    return DeliveryRulesForm(typed, initial=typed_rules(rules_now()))


def delivery_saved(form: DeliveryRulesForm) -> bool:
    """Keep them, or say at its field what makes no sense."""
    return rules_saved(form, form.changed(rules_now()))


def rules_saved(form: forms.Form, rules: Rules) -> bool:
    """Save the rules; what makes no sense is said at its field, or above the form."""
    try:
        save_rules(rules)
    except BadInput as bad:
        show_problems(form, bad.problems)
        return False
    return True


EDITORS: Final[dict[Step, Editor]] = {
    Step.SHOP: Editor("desk/_shop_fields.html", partial(shop_form, only=SHOP_FIELDS), shop_saved),
    Step.LEGAL: Editor("desk/_legal_fields.html", legal_form, legal_saved),
    Step.TAX: Editor("desk/_shop_fields.html", partial(shop_form, only=TAX_FIELDS), shop_saved),
    Step.DELIVERY: Editor("desk/_delivery_fields.html", delivery_form, delivery_saved),
    Step.PAYMENT: Editor("desk/_payment_fields.html", payment_form, payment_saved),
}
"""The steps of the setup that ask for something."""
