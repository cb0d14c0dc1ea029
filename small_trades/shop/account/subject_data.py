"""What the account app holds about a person."""

from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from small_trades import privacy
from small_trades.policy.declaration import SECURITY_RETENTION
from small_trades.shop.account import dormancy
from small_trades.shop.account.keepers import passkey_name
from small_trades.shop.account.models import Address, Customer, EmailChange, MailedCode, Passkey, SignInRecord

COVERS = (Customer, Address, EmailChange, MailedCode, Passkey, SignInRecord)
_LANGUAGES = {"ja": "日本語", "en": "English"}


def held(subject: UUID) -> list[privacy.Held]:
    """The registration, addresses, a wish for another e-mail address, passkeys, codes and sign-ins."""
    return [
        *_registrations(subject),
        *_addresses(subject),
        *_email_changes(subject),
        *_passkeys(subject),
        *_codes(subject),
        *_sign_ins(subject),
    ]


def end_sessions(subject: UUID) -> int:
    """Every device is signed out; how many sign-ins that ended."""
    Customer.objects.filter(subject=subject).update(generation=F("generation") + 1)
    return SignInRecord.objects.filter(subject=subject, ended_at=None).update(ended_at=timezone.now())


def forget(subject: UUID) -> int:
    """Remove the registration and all that hangs on it; how many rows went."""
    codes = MailedCode.objects.filter(subject=subject).delete()[0]
    return codes + Customer.objects.filter(subject=subject).delete()[0]


def _registrations(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "会員登録",
            "Your registration",
            sealed=tuple(
                value
                for value in (customer.name, customer.email, customer.telephone, customer.password)
                if value is not None
            ),
            facts=(
                ("登録日", "Registered on", timezone.localdate(customer.registered_at).isoformat()),
                *_use(customer),
                (
                    "同意されたプライバシーポリシーの版",
                    "Privacy policy agreed to",
                    str(customer.policy_version),
                ),
                ("メールの言語", "Language of mails", _LANGUAGES[customer.language]),
            ),
            kept_until=dormancy.erased_on(customer),
        )
        for customer in Customer.objects.filter(subject=subject)
    ]


def _use(customer: Customer) -> list[tuple[str, str, str]]:
    """When it was used last, and when the shop writes to, or wrote to, whoever uses it no more."""
    if not customer.is_verified:
        return []
    used = ("最後のご利用日", "Last used on", customer.used_on.isoformat())
    if customer.noticed_at is None:
        day = dormancy.notice_on(customer.used_on).isoformat()
        return [used, ("ご利用がない場合にお知らせする日", "If it stays unused, we write to you on", day)]
    day = timezone.localdate(customer.noticed_at).isoformat()
    return [used, ("ご利用がないことをお知らせした日", "We wrote to you that it is unused on", day)]


def _addresses(subject: UUID) -> list[privacy.Held]:
    entries = []
    for address in Address.objects.filter(subject=subject):
        names = {}
        for language in ("ja", "en"):
            with override(language):
                names[language] = str(address.get_label_display())
        entries.append(
            privacy.Held(f"住所録: {names['ja']}", f"Address book: {names['en']}", sealed=(address.to,))
        )
    return entries


def _email_changes(subject: UUID) -> list[privacy.Held]:
    return [
        privacy.Held(
            "確認中の新しいメールアドレス",
            "A new e-mail address, not confirmed yet",
            sealed=(change.email,),
            kept_until=timezone.localdate(change.expires_at),
        )
        for change in EmailChange.objects.filter(subject=subject)
    ]


def _passkeys(subject: UUID) -> list[privacy.Held]:
    entries = []
    for passkey in Passkey.objects.filter(subject=subject):
        names = {}
        for language in ("ja", "en"):
            with override(language):
                names[language] = passkey_name(passkey)
        entries.append(
            privacy.Held(
                f"パスキー: {names['ja']}",
                f"Passkey: {names['en']}",
                sealed=(passkey.credential,),
                facts=(("追加日", "Added on", timezone.localdate(passkey.created_at).isoformat()),),
            )
        )
    return entries


def _codes(subject: UUID) -> list[privacy.Held]:
    codes = MailedCode.objects.filter(subject=subject)
    return [
        privacy.Held(
            "メールでお送りした確認コード",
            "A code that was mailed",
            sealed=(code.email,) if code.email is not None else (),
            facts=(
                (
                    "有効期限",
                    "Works until",
                    timezone.localtime(code.expires_at).isoformat(timespec="minutes"),
                ),
            ),
            kept_until=timezone.localdate(code.expires_at),
        )
        for code in codes
    ]


def _sign_ins(subject: UUID) -> list[privacy.Held]:
    records = SignInRecord.objects.filter(subject=subject)
    newest = records.first()
    if newest is None:
        return []
    return [
        privacy.Held(
            "ログインの記録",
            "Sign-ins",
            facts=(
                ("回数", "How many", str(records.count())),
                ("最後のログイン", "The last one", timezone.localdate(newest.at).isoformat()),
            ),
            kept_until=SECURITY_RETENTION.kept_until(timezone.localdate(newest.at)),
        )
    ]
