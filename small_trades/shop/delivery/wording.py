"""Sentences about delivery: why there is none, and the fees as the legal notice lists them."""

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from small_trades.shop.delivery.quote import Reason
from small_trades.shop.delivery.rules import Rules, Zone
from small_trades.shop.site.formats import current_language, in_language, money

REASON_WORDS: Final[dict[Reason, str | Promise]] = {
    Reason.NOT_THERE: gettext_lazy("We do not deliver to this prefecture."),
    Reason.NOT_REMOTE: gettext_lazy("We do not deliver to this island."),
    Reason.TOO_HEAVY: gettext_lazy("This is too heavy for one parcel. Please order it in parts."),
    Reason.NOT_COOL: gettext_lazy("Chilled goods cannot be sent to this address."),
    Reason.NO_CARRIER: gettext_lazy("At the moment no carrier takes parcels for us."),
}


def fee_lines(rules: Rules) -> tuple[str, ...]:
    """Every fee of delivery, a line each, zones of the same fees together (特定商取引法 11, 送料)."""
    lines = []
    for zones in _of_same_fees(rules.zones):
        names = _separator().join(in_language(zone, "name") for zone in zones)
        lines.append(f"{names} {_by_weight(zones[0], rules)}")
    if rules.heaviest is not None:
        lines.append(_("At most %(kg)s kg in one order.") % {"kg": f"{rules.heaviest / 1000:g}"})
    extras = [carrier.extra for carrier in rules.carriers if carrier.is_on and carrier.extra]
    if extras:
        lines.append(_("Some carriers cost up to %(fee)s more.") % {"fee": money(max(extras))})
    if rules.cool_categories and rules.cool_fee:
        lines.append(_("Chilled goods: %(fee)s more.") % {"fee": money(rules.cool_fee)})
    if rules.remote_codes:
        lines.append(_island_line(rules))
    if rules.free_from is not None:
        lines.append(
            _("Free when goods come to %(sum)s or more; surcharges stay.") % {"sum": money(rules.free_from)}
            if rules.cool_fee or rules.remote_fee
            else _("Free when goods come to %(sum)s or more.") % {"sum": money(rules.free_from)}
        )
    return tuple(lines)


def _of_same_fees(zones: Iterable[Zone]) -> list[list[Zone]]:
    return [
        list(group) for _fees, group in groupby(sorted(zones, key=attrgetter("fees")), attrgetter("fees"))
    ]


def _by_weight(zone: Zone, rules: Rules) -> str:
    if not rules.bands:
        return money(zone.fees[0])
    parts = [
        _("up to %(kg)s kg %(fee)s") % {"kg": f"{grams / 1000:g}", "fee": money(fee)}
        for grams, fee in zip(rules.bands, zone.fees, strict=False)
    ]
    return _separator().join([*parts, _("above %(fee)s") % {"fee": money(zone.fees[-1])}])


def cash_lines(rules: Rules) -> tuple[str, ...]:
    """What cash on delivery costs, a line for each step; nothing where it is not offered."""
    if not rules.cash.is_on:
        return ()
    steps = [
        _("up to %(sum)s: %(fee)s") % {"sum": money(up_to), "fee": money(fee)}
        for up_to, fee in rules.cash.fees
    ]
    return (_("Cash on delivery, by the total with shipping"), *steps)


def _separator() -> str:
    return "・" if current_language() == "ja" else ", "


def _island_line(rules: Rules) -> str:
    if rules.remote_fee is None:
        return _("We do not deliver to some islands.")
    return _("Some islands: %(fee)s more.") % {"fee": money(rules.remote_fee)}
