"""What the shop writes to members about their account. Links get their value here, and are kept as hashes."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from small_trades import privacy
from small_trades.doors.mail.messages import (
    AlreadyRegistered,
    DormantAccount,
    EmailChangeNew,
    EmailChangeOld,
    IdentityCode,
    PasskeyAdded,
    PasskeyStopped,
    PasswordChanged,
    PasswordReset,
    SignInCode,
    SignInNotice,
    VerifyEmail,
)
from small_trades.policy.declaration import IDENTITY, NOTICE, RIGHTS, UNUSED_NOTICE
from small_trades.shop.account.actions.codes import arm_code
from small_trades.shop.account.actions.forget import forget_unconfirmed
from small_trades.shop.account.actions.links import arm_link, prepare_link
from small_trades.shop.account.keepers import passkey_name
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import (
    CodePurpose,
    Customer,
    EmailChange,
    MailedCode,
    Passkey,
    SignInRecord,
    TokenKind,
    VerificationToken,
)
from small_trades.shop.site.queries import shop_facts


def send_verification(link_id: UUID) -> None:
    """Mail the link of a registration, or tell the member who already has the address."""
    link = VerificationToken.objects.select_related("customer").filter(pk=link_id).first()
    if link is None or link.customer is None or link.customer.is_verified:
        return
    customer = link.customer
    member = _member(privacy.use(customer.email, purpose=IDENTITY).address)
    if member is not None:
        _say_registered(member)
        forget_unconfirmed(customer)
        return
    with override(customer.language):
        message = VerifyEmail(
            to=customer.email,
            language=customer.language,
            shop_name=shop_facts().name,
            link=_address("account:verify_link", token=arm_link(link)),
        )
    privacy.disclose(message, through="mail", purpose=IDENTITY)


def send_reset(link_id: UUID) -> None:
    """Mail a link to a new password; for an address nobody registered, only the prepared link goes."""
    link = VerificationToken.objects.select_related("customer").filter(pk=link_id).first()
    if link is None:
        return
    customer = link.customer
    if customer is None:
        link.delete()
        return
    with override(customer.language):
        message = PasswordReset(
            to=customer.email,
            name=customer.name,
            language=customer.language,
            shop_name=shop_facts().name,
            link=_address("account:reset_link", token=arm_link(link)),
        )
    privacy.disclose(message, through="mail", purpose=IDENTITY)


def send_email_change(change_id: UUID) -> None:
    """Mail a link to the present address and one to the next; a next address that is taken gets a word."""
    change = EmailChange.objects.select_related("customer").filter(pk=change_id).first()
    if change is None:
        return
    customer = change.customer
    holder = _member(privacy.use(change.email, purpose=IDENTITY).address)
    with override(customer.language):
        common = {"language": customer.language, "shop_name": shop_facts().name}
        old = prepare_link(TokenKind.EMAIL_OLD, customer.pk, change=change)
        to_old = EmailChangeOld(
            to=customer.email,
            name=customer.name,
            link=_address("account:email_link", token=arm_link(old)),
            security_url=_address("mypage:security"),
            **common,
        )
        new = prepare_link(TokenKind.EMAIL_NEW, customer.pk, change=change)
        to_new = EmailChangeNew(
            to=change.email, link=_address("account:email_link", token=arm_link(new)), **common
        )
    privacy.disclose(to_old, through="mail", purpose=IDENTITY)
    if holder is not None and holder.pk != customer.pk:
        _say_registered(holder)
    else:
        privacy.disclose(to_new, through="mail", purpose=IDENTITY)


def send_password_changed(customer_id: UUID) -> None:
    """Tell a member that their password was changed."""
    customer = Customer.objects.filter(pk=customer_id).first()
    if customer is None:
        return
    with override(customer.language):
        message = PasswordChanged(
            to=customer.email,
            name=customer.name,
            language=customer.language,
            shop_name=shop_facts().name,
            at=timezone.now(),
            reset_url=_address("account:reset"),
        )
    privacy.disclose(message, through="mail", purpose=NOTICE)


def send_sign_in_notice(sign_in_id: UUID) -> None:
    """Tell a member of a sign-in from a device not seen before."""
    record = SignInRecord.objects.select_related("customer").filter(pk=sign_in_id).first()
    if record is None:
        return
    customer = record.customer
    with override(customer.language):
        message = SignInNotice(
            to=customer.email,
            name=customer.name,
            language=customer.language,
            shop_name=shop_facts().name,
            at=record.at,
            device=str(record.get_device_display()),
            browser=str(record.get_browser_display()),
            security_url=_address("mypage:security"),
        )
    privacy.disclose(message, through="mail", purpose=NOTICE)


def send_dormant_notice(customer_id: UUID) -> None:
    """Tell a member that their registration is unused, when it will be erased, and how it stays.

    When the mail was handed over is kept: without that, nothing is erased.
    """
    waiting = Customer.objects.filter(notice_tried_on__isnull=False, noticed_at__isnull=True)
    customer = waiting.filter(pk=customer_id).first()
    if customer is None:
        return
    with override(customer.language):
        message = DormantAccount(
            to=customer.email,
            name=customer.name,
            language=customer.language,
            shop_name=shop_facts().name,
            used_on=customer.used_on,
            erased_on=timezone.localdate() + UNUSED_NOTICE,
            sign_in_url=_address("account:login"),
        )
    privacy.disclose(message, through="mail", purpose=NOTICE)
    # Whoever signed in while it was being sent is not unused any more.
    Customer.objects.filter(pk=customer.pk, used_on=customer.used_on).update(noticed_at=timezone.now())


def send_code(code_id: UUID) -> None:
    """Mail a code to the address on file; for nobody, nothing is mailed."""
    code = MailedCode.objects.filter(pk=code_id, used_at__isnull=True, expires_at__gt=timezone.now()).first()
    if code is None:
        return
    member = Customer.objects.filter(subject=code.subject, verified_at__isnull=False).first()
    to = code.email if code.email is not None else member.email if member is not None else None
    if to is None:
        return
    kind = SignInCode if code.purpose == CodePurpose.SIGN_IN else IdentityCode
    with override(code.language):
        message = kind(to=to, language=code.language, shop_name=shop_facts().name, code=arm_code(code))
    # A proof is asked for by somebody who uses a right: it reaches also those who had every use stopped.
    purpose = IDENTITY if code.purpose == CodePurpose.SIGN_IN else RIGHTS
    privacy.disclose(message, through="mail", purpose=purpose)


def send_passkey_added(passkey_id: UUID) -> None:
    """Tell a member that a passkey opens their account from now on."""
    _tell_of_passkey(passkey_id, PasskeyAdded)


def send_passkey_stopped(passkey_id: UUID) -> None:
    """Tell a member that a passkey was stopped, because there is a copy of it."""
    _tell_of_passkey(passkey_id, PasskeyStopped)


def _tell_of_passkey(passkey_id: UUID, kind: type[PasskeyAdded] | type[PasskeyStopped]) -> None:
    passkey = Passkey.objects.select_related("customer").filter(pk=passkey_id).first()
    if passkey is None:
        return
    customer = passkey.customer
    with override(customer.language):
        message = kind(
            to=customer.email,
            name=customer.name,
            language=customer.language,
            shop_name=shop_facts().name,
            at=passkey.stopped_at or passkey.created_at,
            passkey=passkey_name(passkey),
            security_url=_address("mypage:security"),
        )
    privacy.disclose(message, through="mail", purpose=NOTICE)


def _say_registered(member: Customer) -> None:
    with override(member.language):
        message = AlreadyRegistered(
            to=member.email,
            name=member.name,
            language=member.language,
            shop_name=shop_facts().name,
            sign_in_url=_address("account:login"),
            reset_url=_address("account:reset"),
        )
    privacy.disclose(message, through="mail", purpose=NOTICE)


def _member(email: str) -> Customer | None:
    hit = CUSTOMER_EMAIL.find(email)
    return Customer.objects.filter(pk=hit.record, verified_at__isnull=False).first() if hit else None


def _address(name: str, **parts: str) -> str:
    """The whole address of a page in the language that is active."""
    return f"{settings.SMALL_TRADES.base_url}{reverse(name, kwargs=parts)}"
