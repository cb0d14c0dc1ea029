"""One issue as a mail, with what the law asks of advertising by mail.

Who sends it (氏名又は名称), where they are (住所), how to stop it, where to complain: 特定電子メール法 4,
its Enforcement Rules 7–9; 特定商取引法 11 and 12-3.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from small_trades import privacy
from small_trades.doors.mail.messages import NewsletterIssue
from small_trades.policy.groups import EmailAddress
from small_trades.shop.marketing.models import Issue
from small_trades.shop.site.queries import shop_facts


class SenderMissingError(Exception):
    """The shop's settings lack the seller's name or address in a language of the issue."""


def require_sender(languages: Iterable[str]) -> None:
    """Refuse to begin where a mail could not say who sends it. Raises SenderMissingError."""
    for language in languages:
        with override(language):
            facts = shop_facts()
            if not (facts.seller.strip() and facts.address.strip()):
                raise SenderMissingError(language)


def letter(
    issue: Issue, language: str, *, to: privacy.Sealed[EmailAddress], stop_token: str, is_test: bool = False
) -> NewsletterIssue:
    """The mail to one address, in a language that the issue is written in."""
    base = settings.SMALL_TRADES.base_url
    with override(language):
        facts = shop_facts()
        inquiries = f"{base}{reverse('inquiries:new')}"
        stop_url = f"{base}{reverse('marketing:stop', kwargs={'token': stop_token})}"
    subject, body = (
        (issue.subject_ja, issue.body_ja) if language == "ja" else (issue.subject_en, issue.body_en)
    )
    return NewsletterIssue(
        to=to,
        language=language,
        shop_name=facts.name,
        subject=subject,
        body=body,
        sender_name=facts.seller,
        sender_address=facts.address,
        contact=f"{facts.inquiry_email} {inquiries}",
        stop_url=stop_url,
        stop_address=facts.inquiry_email,
        is_test=is_test,
    )
