"""Subscribers for tests, and what reached them."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.conf import settings

from small_trades.privacy.testing import plant
from small_trades.shop.account.tests.making import Browser, run_tasks
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.site.actions import ShopDetails, save_shop

SELLER = "小商い合同会社 / Small Trades LLC"
PLACE = "東京都台東区蔵前一丁目2番3号 / 1-2-3 Kuramae, Taito-ku, Tokyo"


@dataclass(frozen=True)
class Subscriber:
    """Somebody with a planted address."""

    email: str

    @property
    def row(self) -> Subscription:
        """Their confirmed subscription."""
        hit = NEWSLETTER_EMAIL.find(self.email)
        assert hit is not None
        return Subscription.objects.get(pk=hit.record)

    @property
    def is_subscribed(self) -> bool:
        """Whether anything is kept under their address."""
        return NEWSLETTER_EMAIL.find(self.email) is not None


def a_shop() -> None:
    """The trader's details, as the law asks for them in advertising mail."""
    save_shop(
        ShopDetails(
            name_ja="小商い",
            name_en="Small Trades",
            inquiry_email="help@shop.example",
            seller_ja=SELLER,
            seller_en=SELLER,
            address_ja=PLACE,
            address_en=PLACE,
        )
    )


def letters() -> list[EmailMessage]:
    """Send what waits, and take every mail out of the mailbox, oldest first."""
    run_tasks()
    found: list[Any] = []
    for path in sorted(settings.SMALL_TRADES.mailbox.glob("*.eml")):
        found.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
        path.unlink()
    return found


def path_in(letter: EmailMessage, view: str) -> str:
    """The path of the link to `/newsletter/<view>/…` in a mail."""
    found = re.search(rf"https://[^/\s]+((?:/en)?/newsletter/{view}/[^/\s]+/)", letter.get_content())
    assert found is not None
    return found[1]


def ask(email_address: str, *, language: str = "ja") -> Any:
    """Send the form."""
    prefix = "/en" if language == "en" else ""
    return Browser().post(f"{prefix}/newsletter/", {"email": email_address})


def subscriber(*, language: str = "ja") -> Subscriber:
    """Somebody who asked, opened the mail, and pressed the button."""
    who = Subscriber(plant("email"))
    assert ask(who.email, language=language).status_code == 302
    (letter,) = letters()
    assert Browser().post(path_in(letter, "confirm")).status_code == 200
    return who
