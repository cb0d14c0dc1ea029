"""Signing in, and ending what was signed in."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import IDENTITY
from small_trades.shop.account import passwords, throttles
from small_trades.shop.account.devices import browser_of, device_of
from small_trades.shop.account.dormancy import note_use
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Customer, SignInRecord, SignInWay
from small_trades.shop.account.throttles import Caller
from small_trades.shop.kernel.later import later


def authenticate(caller: Caller, password: str) -> Customer | None:
    """The member with this e-mail address and password, or None; both answers take the same work.

    Raises:
        TooManyError: too many tries at the account, or from the network address. Nothing was checked.
    """
    throttles.count_sign_in(caller)
    customer = _member(caller.email)
    if customer is None:
        # The row keeps the shop's record of guesses, and takes the disk as long as opening a password does.
        privacy.search_event("sign-in: nobody found", ())
        passwords.spend_a_check(password)
        return None
    secret = privacy.use(customer.password, purpose=IDENTITY)
    return customer if passwords.matches(password, secret.encoded) else None


def record_sign_in(
    customer: Customer, *, user_agent: str, failures: int = 0, way: str = SignInWay.PASSWORD
) -> SignInRecord:
    """Note a sign-in for the member to see, and mail them a word where the device is a strange one."""
    now = timezone.now()
    with transaction.atomic():
        record = SignInRecord.objects.create(
            customer=customer,
            subject=customer.subject,
            device=device_of(user_agent),
            browser=browser_of(user_agent),
            way=SignInWay(way),
            failures_before=failures,
            at=now,
            seen_at=now,
        )
        note_use(customer)
        if _is_strange(record):
            later("account.send_sign_in_notice", record.pk)
    return record


def end_sign_in(customer: Customer, record_id: UUID) -> bool:
    """End one session of the member's; answers whether there was one to end."""
    live = SignInRecord.objects.filter(pk=record_id, customer=customer, ended_at__isnull=True)
    return bool(live.update(ended_at=timezone.now()))


def end_other_sign_ins(customer: Customer, *, but: UUID | None) -> int:
    """End every session of the member's except one; answers how many."""
    live = SignInRecord.objects.filter(customer=customer, ended_at__isnull=True)
    others = live.exclude(pk=but) if but else live
    return others.update(ended_at=timezone.now())


def end_every_session(customer: Customer, *, but: UUID | None = None) -> None:
    """End all the member's sessions, in every process at once; for a new password or address, and erasure.

    The session of sign-in `but` goes on, once `sessions.renew_session` has carried it over.
    """
    Customer.objects.filter(pk=customer.pk).update(generation=F("generation") + 1)
    end_other_sign_ins(customer, but=but)
    customer.refresh_from_db(fields=["generation"])


def _is_strange(record: SignInRecord) -> bool:
    """Whether the member has signed in before, but never with this kind of device."""
    earlier = SignInRecord.objects.filter(customer_id=record.customer_id).exclude(pk=record.pk)
    return earlier.exists() and not earlier.filter(device=record.device, browser=record.browser).exists()


def _member(email: str) -> Customer | None:
    hit = CUSTOMER_EMAIL.find(email)
    return Customer.objects.filter(pk=hit.record, verified_at__isnull=False).first() if hit else None
