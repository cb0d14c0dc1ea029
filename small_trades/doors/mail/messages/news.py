"""Mails that somebody asked for: newsletters, and word that something is in stock again."""

from dataclasses import dataclass

from small_trades.doors.mail.messages.base import Mail


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterConfirm(Mail):
    """Somebody asked for the newsletter with this address. No advertising, and nothing they typed."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterKnown(Mail):
    """Somebody asked for the newsletter with an address that has it already."""

    stop_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class BackInStock(Mail):
    """Something somebody asked about is in stock again; the one mail they asked for."""

    product: str
    product_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class NewsletterIssue(Mail):
    """One issue to one subscriber, with what the law asks of it (特定電子メール法 4, its Rules 7–9).

    Who sends it and where they are, how to stop it, and where to complain. `stop_url` also stands in the
    headers that mail programs make a button of (RFC 8058), beside a mail to `stop_address`.
    """

    subject: str
    body: str
    sender_name: str
    sender_address: str
    contact: str
    stop_url: str
    stop_address: str
    is_test: bool = False
