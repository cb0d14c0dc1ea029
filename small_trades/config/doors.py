"""Every way out of the program, by name. Adding one is adding a line here."""

from django.conf import settings
from django.utils.module_loading import import_string

from small_trades import privacy
from small_trades.doors.authority.document import AuthorityDoor
from small_trades.doors.carriers.handover import HandoverDoor
from small_trades.doors.carriers.service import CarrierDoor
from small_trades.doors.errors.driver import ErrorsDoor
from small_trades.doors.inbox.driver import InboxDoor
from small_trades.doors.mail.driver import MailDoor
from small_trades.doors.mail.wording import Words
from small_trades.doors.makers.handing_over import MakersDoor
from small_trades.doors.payment.sandbox.driver import SandboxDoor
from small_trades.doors.payment.sandbox.webhook import SandboxWebhookDoor
from small_trades.doors.programs.driver import ProgramsDoor

_shop = settings.SMALL_TRADES


def _registered() -> tuple[str, ...]:
    # Models cannot be imported while the doors are put together.
    return import_string("small_trades.shop.api.queries.notices.registered")()  # type: ignore[no-any-return]  # by name


def _checkpoint() -> str:
    return privacy.ledger.checkpoint()


def _words(kind: str, language: str) -> Words | None:
    return import_string("small_trades.shop.pages.mail_words.words_for")(kind, language)  # type: ignore[no-any-return]  # by name


DOORS: dict[str, privacy.Door] = {
    "mail": MailDoor(
        sender=_shop.mail_from,
        mailbox=_shop.mailbox,
        mail_url=_shop.mail_url,
        checkpoint=_checkpoint,
        words=_words,
    ),
    "carrier": CarrierDoor(_shop.carrier_url) if _shop.carrier_url else HandoverDoor(),
    "makers": MakersDoor(),
    "authority": AuthorityDoor(),
    "programs": ProgramsDoor(_registered, allows_loopback=_shop.is_demo),
}
if _shop.inbox is not None:
    DOORS |= {"inbox": InboxDoor(_shop.inbox)}
if _shop.errors is not None:
    DOORS |= {"errors": ErrorsDoor(_shop.errors)}
if _shop.stripe is not None:
    # Its library takes a fifth of a second to load.
    from small_trades.doors.payment.stripe.driver import StripeDoor

    DOORS["payment"] = StripeDoor(
        secret_key=_shop.stripe.secret_key,
        webhook_secret=_shop.stripe.webhook_secret,
        api_base=_shop.stripe.api_base,
    )
elif _shop.is_demo:
    DOORS |= {"payment": SandboxDoor(), "sandbox-webhook": SandboxWebhookDoor()}
