"""Mails about an account. A task takes ids; a mail is opened, and its link made, when it is sent."""

from uuid import UUID

from django_tasks import task

from small_trades import privacy
from small_trades.shop.account.actions import mails


@task()
def send_verification(link_id: str) -> None:
    """Mail a new registration its link; a registered address gets a word instead."""
    with privacy.acting_as(privacy.Actor.system("account.send_verification")):
        mails.send_verification(UUID(link_id))


@task()
def send_reset(link_id: str) -> None:
    """Mail a link to a new password, where the address is a member's."""
    with privacy.acting_as(privacy.Actor.system("account.send_reset")):
        mails.send_reset(UUID(link_id))


@task()
def send_email_change(change_id: str) -> None:
    """Mail the links that confirm another address, to both."""
    with privacy.acting_as(privacy.Actor.system("account.send_email_change")):
        mails.send_email_change(UUID(change_id))


@task()
def send_password_changed(customer_id: str) -> None:
    """Tell a member that their password was changed."""
    with privacy.acting_as(privacy.Actor.system("account.send_password_changed")):
        mails.send_password_changed(UUID(customer_id))


@task()
def send_sign_in_notice(sign_in_id: str) -> None:
    """Tell a member of a sign-in from a device not seen before."""
    with privacy.acting_as(privacy.Actor.system("account.send_sign_in_notice")):
        mails.send_sign_in_notice(UUID(sign_in_id))
