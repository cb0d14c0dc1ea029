"""Drafts of an incident that is not opened yet: as files, for whoever works from the command line."""

from django.utils import timezone, translation

from small_trades import privacy
from small_trades.shop.incidents.models import Incident, IncidentKind
from small_trades.shop.incidents.queries.concerned import of_scope
from small_trades.shop.incidents.queries.drafts import draft
from small_trades.shop.incidents.queries.incident import report_text
from small_trades.shop.incidents.words import item_name
from small_trades.shop.site.queries import shop_facts

_NOTICE = {
    "ja": "お客様の個人情報が、権限のない者に閲覧された、またはそのおそれがあることが分かりました。",
    "en": "Information about you was seen by somebody who was not entitled to it, or may have been.",
}


def draft_report(scope: privacy.BreachScope) -> str:
    """The nine items as plain text, as far as the ledger knows them."""
    kind = IncidentKind.SESSION if scope.session else IncidentKind.SPAN
    incident = Incident(
        kind=IncidentKind.STAFF if scope.actor_id else kind, since=scope.since, until=scope.until
    )
    return report_text("—", draft(incident, of_scope(scope)))


def draft_notice(scope: privacy.BreachScope, language: str) -> str:
    """What those concerned would be told, in `ja` or `en`; nothing is sent."""
    with translation.override(language):
        items = "\n".join(f"・{item_name(item)}" for item in of_scope(scope).items)
        name = shop_facts().name
    return f"{_NOTICE[language]}\n\n{items}\n\n{name}\n{timezone.localdate().isoformat()}\n"
