"""The mail that asks for confirmation. It is no advertising, and goes for the purpose of making sure."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from small_trades import privacy
from small_trades.doors.mail.messages import NewsletterConfirm, NewsletterKnown
from small_trades.policy.declaration import IDENTITY, NEWSLETTER
from small_trades.shop.account.tokens import new_token, token_hash
from small_trades.shop.marketing.actions.forget import forget_subscription, forget_wish
from small_trades.shop.marketing.actions.stop import new_stop_token
from small_trades.shop.marketing.lookups import NEWSLETTER_EMAIL
from small_trades.shop.marketing.models import Subscription
from small_trades.shop.site.queries import shop_facts


def confirmation(wish_id: UUID) -> None:
    """Mail a wish its link; to an address that is subscribed, a word that it is, and how to stop it."""
    wish = Subscription.objects.filter(pk=wish_id, confirmed_at=None).first()
    if wish is None:
        return
    known = _subscribed(privacy.use(wish.email, purpose=IDENTITY).address)
    if known is not None:
        _say_known(known)
        forget_wish(wish)
        return
    token = new_token()
    Subscription.objects.filter(pk=wish.pk).update(confirm_hash=token_hash(token))
    with override(wish.language):
        message = NewsletterConfirm(
            to=wish.email,
            language=wish.language,
            shop_name=shop_facts().name,
            link=in_shop("marketing:confirm", token),
        )
    privacy.disclose(message, through="mail", purpose=IDENTITY)


def in_shop(name: str, token: str) -> str:
    """The address of a page with a token, in the language at work."""
    return f"{settings.SMALL_TRADES.base_url}{reverse(name, kwargs={'token': token})}"


def _subscribed(address: str) -> Subscription | None:
    """The subscription of an address. One whose consent was withdrawn elsewhere goes, and is none."""
    hit = NEWSLETTER_EMAIL.find(address)
    found = Subscription.objects.filter(pk=hit.record).first() if hit is not None else None
    if found is not None and not privacy.has_consent(found.subject, NEWSLETTER):
        forget_subscription(found)
        return None
    return found


def _say_known(known: Subscription) -> None:
    with override(known.language):
        message = NewsletterKnown(
            to=known.email,
            language=known.language,
            shop_name=shop_facts().name,
            stop_url=in_shop("marketing:stop", new_stop_token(known)),
        )
    privacy.disclose(message, through="mail", purpose=IDENTITY)
