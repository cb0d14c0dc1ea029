"""A member's passkeys: adding, removing, signing in with one."""

from typing import Final
from uuid import UUID

from django.db import transaction

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account import passkeys, throttles
from small_trades.shop.account.actions import ceremonies
from small_trades.shop.account.lookups import CUSTOMER_PASSKEY
from small_trades.shop.account.models import ChallengeKind, Customer, Passkey
from small_trades.shop.kernel.later import later

_NOTICE: Final = "registration"


def passkey_options(customer: Customer, *, holder: str) -> str:
    """What the browser needs to make a passkey for this member, as JSON.

    Raises:
        TooManyPasskeysError: the member has as many as one may have.
    """
    kept = [row.credential for row in Passkey.objects.filter(customer=customer)]
    return ceremonies.options_to_make(
        customer.email, kept, kind=ChallengeKind.MEMBER_ENROL, holder=holder, purpose=IDENTITY
    )


def add_passkey(customer: Customer, sent: str, *, label: str, holder: str) -> Passkey:
    """Keep a passkey that the member's browser made, and mail them a word.

    Raises:
        PasskeyRefusedError: it is no passkey for this shop, or its challenge does not work any more.
        TooManyPasskeysError: the member has as many as one may have.
        privacy.Taken: somebody has this very passkey already.
    """
    new, handle = ceremonies.made(sent, ChallengeKind.MEMBER_ENROL, holder=holder)
    if Passkey.objects.filter(customer=customer).count() >= ceremonies.MOST_PASSKEYS:
        raise ceremonies.TooManyPasskeysError
    row = Passkey(customer=customer, subject=customer.subject)
    ceremonies.sealed_in(row, new, handle, label=label, notice=_NOTICE)
    with transaction.atomic():
        CUSTOMER_PASSKEY.put(new.credential_id, subject=customer.subject, record=row.pk)
        row.save()
        later("account.send_passkey_added", row.pk)
    return row


def remove_passkey(customer: Customer, passkey_id: UUID) -> bool:
    """Remove one of the member's passkeys; answers whether there was one. The password stays as a way in."""
    with transaction.atomic():
        removed = Passkey.objects.filter(customer=customer, pk=passkey_id).delete()[0]
        if removed:
            CUSTOMER_PASSKEY.drop(passkey_id)
    return bool(removed)


def sign_in_options(*, holder: str, address: str) -> str:
    """What the browser needs to sign in with a passkey it has, as JSON. Raises TooManyError."""
    throttles.count_challenge(address)
    challenge = ceremonies.new_challenge(ChallengeKind.MEMBER_SIGN_IN, holder=holder)
    return passkeys.request_options(challenge)


def sign_in_by_passkey(sent: str, *, holder: str, address: str) -> Customer:
    """The member whose passkey signed the challenge.

    Raises:
        PasskeyRefusedError: nobody's, removed, stopped, or not signed right; which one is not said.
        throttles.TooManyError: the network address has tried too often; nothing was checked.
    """
    throttles.count_network(address)
    assertion = ceremonies.answered(sent, ChallengeKind.MEMBER_SIGN_IN, holder=holder)
    hit = ceremonies.record_id(CUSTOMER_PASSKEY.find(assertion.credential_id))
    found = Passkey.objects.filter(pk=hit, customer__verified_at__isnull=False)
    row = found.select_related("customer").first()
    if row is None:
        raise ceremonies.unknown()
    kept = privacy.use(row.credential, purpose=IDENTITY)
    try:
        ceremonies.check(row, kept, assertion)
    except ceremonies.PasskeyCopiedError:
        later("account.send_passkey_stopped", row.pk)
        raise
    throttles.forgive_network(address)
    customer: Customer = row.customer
    return customer
