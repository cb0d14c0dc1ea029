"""Why a price to compare with is shown or not, in words for whoever set it."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from small_trades.shop.products.queries import price_now
from small_trades.shop.products.queries.desk import EditableVariant
from small_trades.shop.promotions.queries import Verdict, reference_verdicts

WORDS: Final[dict[Verdict, str | Promise]] = {
    Verdict.SHOWN: _("The price to compare with is shown, struck through, beside the price."),
    Verdict.NEVER_ASKED: _(
        "The price to compare with is not shown: the shop has no record of having asked it. "
        "Prices are recorded every hour while a product is on sale."
    ),
    Verdict.NOT_LONG_ASKED: _(
        "The price to compare with is not shown: it was asked for less than half of the last eight weeks "
        "(guideline on double pricing, part 4-2)."
    ),
    Verdict.LONG_OVER: _(
        "The price to compare with is not shown any more: it has not been asked for too long "
        "(guideline on double pricing, part 4-2)."
    ),
    Verdict.NOT_HIGHER: _("The price to compare with is not shown: it is not higher than what is asked."),
}
SUGGESTED: Final = _("The maker's suggested retail price is named beside the price.")


def reference_words(variant: EditableVariant) -> str:
    """What becomes of a variant's price to compare with; nothing where it has none."""
    if variant.reference_price is None:
        return ""
    if variant.is_suggested:
        return str(SUGGESTED)
    verdicts = reference_verdicts({variant.id: price_now(variant.id)})
    return str(WORDS[verdicts[variant.id]])
