"""A draft of the newsletter as a mail to the member of staff who asks for it."""

from typing import Final
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.shop.desk.models import Staff
from small_trades.shop.kernel.later import later
from small_trades.shop.marketing.actions.letter import letter, require_sender
from small_trades.shop.marketing.models import Issue

NO_LINK: Final = "test"
"""Stands in a test mail for the link: it belongs to nobody, and stops nothing."""


def ask_test(issue_id: UUID, *, staff: Staff) -> None:
    """Have the draft mailed to oneself. Raises SenderMissingError where it could not say who sends it."""
    require_sender(Issue.objects.get(pk=issue_id).languages)
    later("desk.send_newsletter_test", issue_id, staff.pk)


def send_test(issue_id: UUID, staff_id: UUID) -> None:
    """One mail in each language the draft is written in, as subscribers will get it, marked as a test."""
    issue = Issue.objects.filter(pk=issue_id).first()
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if issue is None or staff is None:
        return
    for language in issue.languages:
        message = letter(issue, language, to=staff.email, stop_token=NO_LINK, is_test=True)
        privacy.disclose(message, through="mail", purpose=STAFF_DUTIES)
