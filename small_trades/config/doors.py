"""Every way out of the program, by name. Adding one is adding a line here."""

from django.conf import settings

from small_trades import privacy
from small_trades.doors.authority.document import AuthorityDoor
from small_trades.doors.carriers.handover import HandoverDoor
from small_trades.doors.inbox.driver import InboxDoor
from small_trades.doors.mail.driver import MailDoor
from small_trades.doors.makers.handing_over import MakersDoor
from small_trades.doors.payment.sandbox.driver import SandboxDoor
from small_trades.doors.payment.sandbox.webhook import SandboxWebhookDoor

_shop = settings.SMALL_TRADES


def _checkpoint() -> str:
    return privacy.ledger.checkpoint()


DOORS: dict[str, privacy.Door] = {
    "mail": MailDoor(
        sender=_shop.mail_from,
        mailbox=_shop.mailbox,
        mail_url=_shop.mail_url,
        checkpoint=_checkpoint,
    ),
    "carrier": HandoverDoor(),
    "makers": MakersDoor(),
    "authority": AuthorityDoor(),
}
if _shop.inbox is not None:
    DOORS |= {"inbox": InboxDoor(_shop.inbox)}
if _shop.is_demo:
    DOORS |= {"payment": SandboxDoor(), "sandbox-webhook": SandboxWebhookDoor()}
