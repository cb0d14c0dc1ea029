"""What may be read of customers, each time for a purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, PREFILL
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName, Telephone
from small_trades.shop.account.keepers import passkey_name
from small_trades.shop.account.models import Address, Customer, Passkey, PasskeyFacts, SignInRecord


@dataclass(frozen=True)
class Registration:
    """What a member registered."""

    name: PersonName
    email: EmailAddress
    telephone: Telephone | None
    registered_at: datetime
    policy_version: int


@dataclass(frozen=True)
class AddressEntry:
    """One entry of the address book; `label` is a word in the page's language, `label_key` the one stored."""

    id: UUID
    to: DeliveryAddress
    label: str
    label_key: str
    is_default: bool


@dataclass(frozen=True)
class Prefill:
    """What a form may be filled in with. `addresses`: the whole book, the default first, where asked for."""

    name: PersonName
    email: EmailAddress
    telephone: Telephone | None
    addresses: tuple[AddressEntry, ...] = ()

    def address(self, chosen: UUID | None = None) -> DeliveryAddress | None:
        """The address that was chosen, else the default; None where there is neither."""
        by_choice = next((entry.to for entry in self.addresses if entry.id == chosen), None)
        return by_choice or next((entry.to for entry in self.addresses if entry.is_default), None)


@dataclass(frozen=True)
class PasskeyEntry:
    """One passkey as its owner sees it."""

    id: UUID
    name: str
    created_at: datetime
    used_at: datetime | None
    is_stopped: bool


@dataclass(frozen=True)
class SignIn:
    """One sign-in as its owner sees it; `is_live` while its session lasts, `is_this` for the one asking."""

    id: UUID
    at: datetime
    seen_at: datetime
    device: str
    browser: str
    way: str
    failures_before: int
    is_live: bool
    is_this: bool


def registration(customer: Customer) -> Registration:
    """The registration, for its owner to see."""
    name, email, telephone = privacy.use(
        (customer.name, customer.email, customer.telephone), purpose=ACCOUNT_DISPLAY
    )
    return Registration(name, email, telephone, customer.registered_at, customer.policy_version)


def name_of(customer: Customer) -> PersonName:
    """The member's name, for a greeting on their own page."""
    return privacy.use(customer.name, purpose=ACCOUNT_DISPLAY)


def addresses(customer: Customer) -> tuple[AddressEntry, ...]:
    """The address book, the default first."""
    rows = list(Address.objects.filter(customer=customer))
    opened = privacy.use([row.to for row in rows], purpose=ACCOUNT_DISPLAY) if rows else []
    return tuple(_entry(row, to) for row, to in zip(rows, opened, strict=True))


def address(customer: Customer, address_id: UUID) -> AddressEntry | None:
    """One address of the member's, or None where there is no such address or it is somebody else's."""
    row = Address.objects.filter(customer=customer, pk=address_id).first()
    return _entry(row, privacy.use(row.to, purpose=ACCOUNT_DISPLAY)) if row else None


def prefill(customer: Customer, *, with_addresses: bool = False) -> Prefill | None:
    """What to fill a form in with: name, e-mail, telephone; the addresses for a form that takes one.

    None where the member had this stopped: the form stays empty.
    """
    rows = list(Address.objects.filter(customer=customer)) if with_addresses else []
    name, email, telephone, *opened = privacy.use(
        (customer.name, customer.email, customer.telephone, *(row.to for row in rows)),
        purpose=PREFILL,
        skip_closed=True,
    )
    if name is None or email is None:
        return None
    entries = tuple(_entry(row, to) for row, to in zip(rows, opened, strict=True))
    return Prefill(name, email, telephone, entries)


def sign_ins(customer: Customer, *, this: UUID | None, most: int = 50) -> tuple[SignIn, ...]:
    """The member's sign-ins, newest first."""
    rows = SignInRecord.objects.filter(customer=customer)[:most]
    return tuple(
        SignIn(
            id=row.pk,
            at=row.at,
            seen_at=row.seen_at,
            device=str(row.get_device_display()),
            browser=str(row.get_browser_display()),
            way=str(row.get_way_display()),
            failures_before=row.failures_before,
            is_live=row.ended_at is None,
            is_this=row.pk == this,
        )
        for row in rows
    )


def passkeys(customer: Customer) -> tuple[PasskeyEntry, ...]:
    """The member's passkeys, in the order of entry. Opens nothing."""
    return passkey_entries(Passkey.objects.filter(customer=customer))


def passkey_entries(rows: Iterable[PasskeyFacts]) -> tuple[PasskeyEntry, ...]:
    """Passkeys of either table as their owner sees them."""
    return tuple(
        PasskeyEntry(row.pk, passkey_name(row), row.created_at, row.used_at, row.stopped_at is not None)
        for row in rows
    )


def _entry(row: Address, to: DeliveryAddress) -> AddressEntry:
    return AddressEntry(row.pk, to, str(row.get_label_display()), row.label, row.is_default)
