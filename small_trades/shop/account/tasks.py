"""Mails about an account. A task takes ids; a mail is opened, and its link made, when it is sent."""

import datetime as dt
from functools import partial
from typing import Final

from django_tasks import task

from small_trades.shop.account.actions import mails
from small_trades.shop.kernel.attempts import attempt_at

WAITS: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 3, 10))
"""How long after each failed attempt the next one comes; later, a link would reach nobody who still waits."""
_try = partial(attempt_at, waits=WAITS)


@task()
def send_verification(link_id: str, attempt: int = 0) -> None:
    """Mail a new registration its link; a registered address gets a word instead."""
    _try(send_verification, mails.send_verification, link_id, attempt)


@task()
def send_reset(link_id: str, attempt: int = 0) -> None:
    """Mail a link to a new password, where the address is a member's."""
    _try(send_reset, mails.send_reset, link_id, attempt)


@task()
def send_email_change(change_id: str, attempt: int = 0) -> None:
    """Mail the links that confirm another address, to both."""
    _try(send_email_change, mails.send_email_change, change_id, attempt)


@task()
def send_password_changed(customer_id: str, attempt: int = 0) -> None:
    """Tell a member that their password was changed."""
    _try(send_password_changed, mails.send_password_changed, customer_id, attempt)


@task()
def send_sign_in_notice(sign_in_id: str, attempt: int = 0) -> None:
    """Tell a member of a sign-in from a device not seen before."""
    _try(send_sign_in_notice, mails.send_sign_in_notice, sign_in_id, attempt)


@task()
def send_dormant_notice(customer_id: str, attempt: int = 0) -> None:
    """Tell a member that their registration is unused and will be erased."""
    _try(send_dormant_notice, mails.send_dormant_notice, customer_id, attempt)


@task()
def send_code(code_id: str, attempt: int = 0) -> None:
    """Mail a code to sign in with, or to show by who somebody is."""
    _try(send_code, mails.send_code, code_id, attempt)


@task()
def send_passkey_added(passkey_id: str, attempt: int = 0) -> None:
    """Tell a member of a new passkey."""
    _try(send_passkey_added, mails.send_passkey_added, passkey_id, attempt)


@task()
def send_passkey_stopped(passkey_id: str, attempt: int = 0) -> None:
    """Tell a member of a passkey that was copied."""
    _try(send_passkey_stopped, mails.send_passkey_stopped, passkey_id, attempt)
