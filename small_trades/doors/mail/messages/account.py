"""Mails about a registration: its address, password, passkeys, sign-ins."""

import datetime as dt
from dataclasses import dataclass

from small_trades import privacy
from small_trades.doors.mail.messages.base import Mail
from small_trades.policy.groups import PersonName


@dataclass(frozen=True, kw_only=True, repr=False)
class VerifyEmail(Mail):
    """Somebody registered with this address. Holds nothing they typed: they may be strangers to it."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class AlreadyRegistered(Mail):
    """Somebody, perhaps the member, tried to register a member's address."""

    name: privacy.Sealed[PersonName]
    sign_in_url: str
    reset_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasswordReset(Mail):
    """A link to a new password."""

    name: privacy.Sealed[PersonName]
    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasswordChanged(Mail):
    """A password was changed, and sessions ended."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    reset_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class EmailChangeOld(Mail):
    """To the present address: another one is to take its place."""

    name: privacy.Sealed[PersonName]
    link: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class EmailChangeNew(Mail):
    """To the address that is to take another's place. Its owner may be a stranger: no name stands in it."""

    link: str


@dataclass(frozen=True, kw_only=True, repr=False)
class SignInNotice(Mail):
    """A sign-in from a kind of device not seen before; `device` and `browser` in the language of the mail."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    device: str
    browser: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class DormantAccount(Mail):
    """A registration that nobody used for years ends on a day, unless its member signs in before."""

    name: privacy.Sealed[PersonName]
    used_on: dt.date
    erased_on: dt.date
    sign_in_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class CodeMail(Mail):
    """A code of eight digits that works for ten minutes, in the browser that asked for it. Holds no name."""

    code: str


@dataclass(frozen=True, kw_only=True, repr=False)
class SignInCode(CodeMail):
    """A code to sign in with."""


@dataclass(frozen=True, kw_only=True, repr=False)
class IdentityCode(CodeMail):
    """A code that shows that a request comes from whoever reads the mail of this address."""


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyMail(Mail):
    """A word about a passkey; `passkey` is what it is called, in the language of the mail."""

    name: privacy.Sealed[PersonName]
    at: dt.datetime
    passkey: str
    security_url: str


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyAdded(PasskeyMail):
    """A passkey was added: whoever has it can sign in."""


@dataclass(frozen=True, kw_only=True, repr=False)
class PasskeyStopped(PasskeyMail):
    """A passkey was stopped, because somebody seems to have a copy of it."""
