"""What the words of rights are called on pages, in letters and copies."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from small_trades.privacy.rights import Channel, Decision, RequestState, Standing
from small_trades.shop.account.request_words import IDENTIFICATIONS, KINDS, REASONS
from small_trades.shop.account.words import Words

__all__ = ["CHANNELS", "DECISIONS", "IDENTIFICATIONS", "KINDS", "REASONS", "STATES", "Words"]

CHANNELS: Final[dict[Channel, Words]] = {
    Channel.MY_PAGE: _("On My information"),
    Channel.INQUIRY: _("By inquiry"),
    Channel.MAIL: _("By mail"),
    Channel.TELEPHONE: _("By telephone"),
    Channel.LETTER: _("By letter"),
    Channel.DESK: _("At the desk"),
    Channel.COMMAND: _("By a command of the operator"),
}
STANDINGS: Final[dict[Standing, Words]] = {
    Standing.ACKNOWLEDGED: _("confirmed"),
    Standing.SENT: _("told, not answered yet"),
    Standing.WAITING: _("not told yet"),
    Standing.REFUSED: _("refused"),
    Standing.NOT_POSSIBLE: _("not possible"),
    Standing.HOLDS_NOTHING: _("holds nothing to delete: nobody had to be told"),
}
"""How far a recipient knows of an erasure."""
STATES: Final[dict[RequestState, Words]] = {
    RequestState.ASKED: _("Received"),
    RequestState.IDENTIFIED: _("Identity confirmed"),
    RequestState.DECIDED: _("Decided"),
    RequestState.DONE: _("Carried out"),
    RequestState.WITHDRAWN: _("Withdrawn"),
}
DECISIONS: Final[dict[Decision, Words]] = {
    Decision.GRANTED: _("Granted"),
    Decision.PARTLY: _("Granted in part"),
    Decision.REFUSED: _("Not granted"),
}
