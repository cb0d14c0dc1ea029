"""Where an issue stands, and what became of each of its mails."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from small_trades.shop.kernel.states import StateTable


class IssueState(models.TextChoices):
    """How far an issue is."""

    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("Being sent")
    PAUSED = "paused", _("Paused")
    SENT = "sent", _("All sent")


ISSUE_STATES: Final = StateTable(
    IssueState.DRAFT,
    {
        IssueState.DRAFT: frozenset({IssueState.SENDING}),
        IssueState.SENDING: frozenset({IssueState.PAUSED, IssueState.SENT}),
        IssueState.PAUSED: frozenset({IssueState.SENDING}),
        IssueState.SENT: frozenset(),
    },
)


class Pause(models.TextChoices):
    """Why an issue pauses."""

    STAFF = "staff", _("Paused at the desk.")
    POLICY = "policy", _("Paused: the privacy policy in force does not allow the newsletter to be sent.")


class AskedOn(models.TextChoices):
    """Where somebody asked for the newsletter; the channel of the consent begins with it."""

    NEWSLETTER = "newsletter", _("On the page of the newsletter")
    MY_PAGE = "my-page", _("On My Page")
    REGISTRATION = "registration", _("When registering")
    CHECKOUT = "checkout", _("With an order")


class DeliveryState(models.TextChoices):
    """What became of one mail. It is `handed` from before it goes to the door until the door has answered."""

    WAITING = "waiting", _("Waiting")
    HANDED = "handed", _("Being handed over")
    SENT = "sent", _("Taken by the mail server")
    WITHHELD = "withheld", _("Not sent: no consent stands, or the person objects")
    FAILED = "failed", _("Not taken by the mail server")
    REFUSED = "refused", _("There seems to be no such address")
    ENDED = "ended", _("No such address, said again: subscription ended")
    UNCLEAR = "unclear", _("Broken off; not sent again")
