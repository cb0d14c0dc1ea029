"""Mailed codes of eight digits: prepared by a request, given their value when their mail is made, used once.

Guessing one takes luck of five in a hundred million: five tries, ten minutes, in the browser that asked.
"""

import hmac
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from small_trades import privacy
from small_trades.policy.groups import EmailAddress
from small_trades.shop.account.models import CodePurpose, MailedCode
from small_trades.shop.kernel.later import later

LIFETIME: Final = timedelta(minutes=10)
MOST_TRIES: Final = 5
DIGITS: Final = 8


class WrongCodeError(Exception):
    """The code is wrong, used, too old, tried too often, or another browser's. Which of them is not said."""


def mail_code(
    purpose: CodePurpose,
    subject: UUID | None,
    *,
    holder: str,
    language: str,
    to: privacy.Sealed[EmailAddress] | EmailAddress | None = None,
) -> UUID:
    """Have a code mailed, and answer its id; for nobody, the same row is made and nothing is mailed.

    `to` is the address on file of somebody who is no member, or one they typed and have yet to show that they
    read; a member's is found by their subject.
    """
    code = MailedCode(
        subject=subject or privacy.uuid7(),
        purpose=purpose,
        language=language,
        holder_hash=holder,
        expires_at=timezone.now() + LIFETIME,
    )
    if isinstance(to, EmailAddress):
        privacy.collect(code, notice="order-lookup", email=to)
    elif to is not None:
        privacy.carry(to, code, "email")
    with transaction.atomic():
        code.save()
        later("account.send_code", code.pk)
    return code.pk


def arm_code(code: MailedCode) -> str:
    """Give a code its value, and answer it for the mail; a value given before stops working."""
    value = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    MailedCode.objects.filter(pk=code.pk).update(code_hash=_hashed(code.pk, value))
    return value


def try_code(code_id: UUID, purpose: CodePurpose, typed: str, *, holder: str) -> MailedCode:
    """The code, where what was typed is right; every try counts. It is not used up. Raises WrongCodeError."""
    live = MailedCode.objects.filter(
        pk=code_id,
        purpose=purpose,
        holder_hash=holder,
        used_at__isnull=True,
        expires_at__gt=timezone.now(),
        tries__lt=MOST_TRIES,
    )
    counted = live.update(tries=F("tries") + 1)
    code = MailedCode.objects.filter(pk=code_id).first()
    expected = code.code_hash if code else ""
    is_right = hmac.compare_digest(expected, _hashed(code_id, typed))
    if code is None or not counted or not is_right:
        raise WrongCodeError
    return code


def use_up(code: MailedCode) -> None:
    """Use a right code. Raises WrongCodeError where somebody was faster."""
    if not MailedCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=timezone.now()):
        raise WrongCodeError


def _hashed(code_id: UUID, value: str) -> str:
    # Eight digits can all be tried on a plain hash; the key of this one is in no database.
    return salted_hmac("mailed-code", f"{code_id} {value}", algorithm="sha256").hexdigest()
