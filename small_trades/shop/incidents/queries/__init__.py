"""What incidents are, whom they concern, and drafts of what is said about them."""

from small_trades.shop.incidents.queries.concerned import Concerned, concerned
from small_trades.shop.incidents.queries.contacts import contact_of
from small_trades.shop.incidents.queries.drafts import draft
from small_trades.shop.incidents.queries.incident import (
    IncidentPage,
    IncidentRow,
    IncidentSummary,
    incident_page,
    list_incidents,
    opened_words,
    report_text,
)

__all__ = [
    "Concerned",
    "IncidentPage",
    "IncidentRow",
    "IncidentSummary",
    "concerned",
    "contact_of",
    "draft",
    "incident_page",
    "list_incidents",
    "opened_words",
    "report_text",
]
