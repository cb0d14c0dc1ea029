"""A registration by somebody who is refused is not kept."""

from small_trades import privacy
from small_trades.policy.declaration import MISUSE
from small_trades.shop.account.actions.forget import forget_unconfirmed
from small_trades.shop.account.actions.links import DeadLinkError, live_link
from small_trades.shop.account.models import TokenKind
from small_trades.shop.misuse.marks import marks_of
from small_trades.shop.misuse.queries import refusals
from small_trades.shop.misuse.queries.refusals import RefusalView


def forget_refused(link_hash: str) -> RefusalView | None:
    """The refusal that stands against the registration behind a mailed link; the registration is gone then.

    None, and nothing changed, where there is no such registration or nothing against it.
    """
    try:
        customer = live_link(link_hash, TokenKind.VERIFY).customer
    except DeadLinkError:
        return None
    if customer is None or customer.is_verified:
        return None
    with privacy.acting_as(privacy.Actor.system("misuse.match")):
        email = privacy.use(customer.email, purpose=MISUSE)
    refusal = refusals.match(marks_of(email=email))
    if refusal is not None:
        forget_unconfirmed(customer)
    return refusal
