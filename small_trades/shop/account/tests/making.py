"""People with accounts for tests, a browser that speaks TLS, and the mails that reached them."""

import email
import email.policy
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from small_trades import privacy
from small_trades.policy.declaration import POLICY
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PasswordHash, PersonName
from small_trades.privacy.testing import plant
from small_trades.shop.account import passwords
from small_trades.shop.account.actions.addresses import add_address
from small_trades.shop.account.lookups import CUSTOMER_EMAIL
from small_trades.shop.account.models import Address, Customer

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Mobile Safari/604.1"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


class Browser(Client):
    """A browser: TLS always, and a telephone unless it says otherwise."""

    def __init__(self, user_agent: str = PHONE, **options: Any) -> None:
        super().__init__(headers={"User-Agent": user_agent}, **options)

    def generic(self, *args: Any, **options: Any) -> Any:
        return super().generic(*args, **{**options, "secure": True})

    def come_with(self, session_key: str | None) -> None:
        """Bring the cookie of a session along."""
        self.cookies["session"] = session_key or ""

    def sign_in(self, person: "Person", onward: str = "") -> Any:
        """Sign in by the form, with the right password."""
        return self.try_password(person.email, person.password, onward)

    def try_password(self, email: str, password: str, onward: str = "") -> Any:
        """Send the form of the sign-in."""
        typed = {"email": email, "current-password": password, "next": onward}
        return self.post("/account/login/", typed)


@dataclass(frozen=True)
class Person:
    """What somebody types into the form of registration; every value is planted."""

    family: str
    given: str
    kana: str
    email: str
    password: str

    def typed(self) -> dict[str, str]:
        """The form."""
        return {
            "family-name": self.family,
            "given-name": self.given,
            "family-kana": self.kana,
            "given-kana": self.kana,
            "email": self.email,
            "new-password": self.password,
        }

    def planted(self) -> list[str]:
        """What must be found nowhere."""
        return [self.family, self.given, self.kana, self.email, self.password]


def person() -> Person:
    """Somebody new."""
    return Person(plant("name"), plant("name"), plant("kana"), plant("email"), plant("password"))


def member(who: Person | None = None, *, language: str = "ja") -> tuple[Person, Customer]:
    """A member whose address is confirmed."""
    who = who or person()
    customer = Customer(
        subject=privacy.new_subject(),
        language=language,
        policy_version=POLICY.version,
        verified_at=timezone.now(),
    )
    with privacy.acting_as(privacy.Actor.visitor()):
        privacy.collect(
            customer,
            notice="register",
            name=PersonName(who.family, who.given, who.kana, who.kana),
            email=EmailAddress(who.email),
            password=PasswordHash(passwords.hashed(who.password)),
        )
    customer.save()
    CUSTOMER_EMAIL.put(who.email, subject=customer.subject, record=customer.pk)
    return who, customer


def home_address(who: Person) -> DeliveryAddress:
    """Where they live."""
    return DeliveryAddress(
        who.family,
        who.given,
        who.kana,
        who.kana,
        "1500001",
        "東京都",
        "渋谷区",
        plant("street"),
        "",
        plant("telephone"),
    )


def with_address(who: Person, customer: Customer, **options: Any) -> Address:
    """Put an address into their book."""
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        return add_address(customer, home_address(who), **{"label": "home", **options})


@dataclass(frozen=True)
class Received:
    """A mail as its reader sees it."""

    to: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        """The path of the one-time link in it."""
        found = re.search(r"https://[^/\s]+((?:/en)?/account/(?:verify|reset|email)/\S+)", self.body)
        assert found is not None
        return found[1]

    @property
    def code(self) -> str:
        """The code of eight digits in it, on a line of its own."""
        found = re.search(r"^(\d{8})\r?$", self.body, re.MULTILINE)
        assert found is not None
        return found[1]


def waiting_tasks() -> list[tuple[str, list[str]]]:
    """Tasks that wait, with their arguments, oldest first."""
    return [
        (result.task_path.rpartition(".")[2], result.args_kwargs["args"])
        for result in DBTaskResult.objects.ready().order_by("enqueued_at")
    ]


def run_tasks() -> None:
    """Do what the task worker would do."""
    for result in DBTaskResult.objects.ready().order_by("enqueued_at"):
        result.delete()
        result.task.call(*result.args_kwargs["args"])


def mails() -> list[Received]:
    """Send what waits, and take every mail out of the mailbox, oldest first."""
    run_tasks()
    received = []
    for path in sorted(settings.SMALL_TRADES.mailbox.glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        path.unlink()
        received.append(Received(mail["To"], mail["Subject"], mail.get_content()))
    return received


def mail() -> Received:
    """The one mail there is."""
    (only,) = mails()
    return only
