"""Clause 4, proper management: beside a key broker the shop holds no key itself, and keeps every promise.

The shop and the broker are started as an operator starts them, as two users of the machine. Somebody becomes
a member, orders, is looked at from the desk and has everything deleted; the broker is killed in between.
"""

import email
import email.policy
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pyotp
import pytest

from small_trades.config.broker import HELD
from tests.beside import SOCKET, Pair, until
from tests.people import GUEST, MEMBER, OWNER, Person
from tests.visitor import Visitor

REASON = "お届け先の番地を確かめるため"
AWAY = "ただいまページを表示できません"


@pytest.fixture(scope="module")
def pair() -> Iterator[Pair]:
    """A shop beside its broker; at the end both stop on a signal, and nothing is left running."""
    started = Pair()
    try:
        yield started
        started.stop()
    finally:
        started.shop.kill()
        started.broker.kill()
        started.remove()


def test_somebody_registers_orders_is_looked_at_and_is_erased(pair: Pair) -> None:
    member = _registered(pair, MEMBER)
    code = _ordered(member, MEMBER)
    desk = _owner(pair)

    order = desk.open(f"/desk/orders/{code}/")
    assert MEMBER.street not in order
    shown = desk.send("/reveal/", what=("name", "ship_to"), purpose="3b-delivery", reason=REASON)
    assert MEMBER.street in shown
    assert REASON in member.open("/mypage/information/uses/")

    member.open("/mypage/information/delete/")
    member.send(when="now")
    receipt = member.send(code=_mailed(pair, MEMBER, r"\b\d{4} ?\d{4}\b"))
    assert member.status == 200, receipt
    assert MEMBER.family not in member.open("/mypage/")
    again = Visitor(pair.url, authority=pair.authority)
    _sign_in(again, MEMBER)
    assert "/mypage/" not in again.address
    refused = desk.open(f"/desk/orders/{code}/")
    assert desk.status == 200
    assert MEMBER.family not in refused

    done = pair.whole_stores("ledger", "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_shop_has_no_key_no_key_store_and_no_ledger(pair: Pair) -> None:
    """Neither in what its processes are told, nor in the files they opened or could open."""
    kek = (pair.keys_folder / "var.secrets" / "kek.json").read_bytes()
    secrets = [*re.findall(rb"[\w+/=-]{40,}", kek), *_lines(pair.keys_folder / "var.secrets")]
    assert len(secrets) >= 2
    assert len(pair.processes) >= 4, "a supervisor, two web workers, a task worker"
    for pid in pair.processes:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        names = {entry.partition(b"=")[0].decode() for entry in environment.split(b"\0") if entry}
        assert SOCKET in names
        assert names & set(HELD) == set()
        assert [secret for secret in secrets if secret in environment] == []
        opened = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]  # noqa: PTH115 -- may be no path
        assert [path for path in opened if path.startswith(str(pair.keys_folder))] == []
    held = [path for path in pair.keys_folder.rglob("*") if path.is_file()]
    assert {"kek.json", "ledger-signing.key"} <= {path.name for path in held}
    if pair.is_two_users:
        assert pair.readable(pair.keys_folder) == []
    for path in pair.readable(pair.shop_folder):
        content = path.read_bytes()
        assert [secret for secret in secrets if secret in content] == [], path


def test_the_database_that_the_shop_reaches_holds_no_key_and_no_row_of_the_ledger(pair: Pair) -> None:
    if not pair.stores.urls:
        names = {path.name for path in pair.shop_folder.rglob("*.sqlite3")}
        assert "shop.sqlite3" in names
        assert names & {"keys.sqlite3", "ledger.sqlite3"} == set()
        return
    told = pair.shop_environment()
    assert [name for name in told if name.endswith("DATABASE_URL")] == ["DATABASE_URL"]
    with psycopg.connect(told["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in found}
    assert "orders_order" in tables
    assert [name for name in tables if name.startswith("privacy_")] == []


def test_without_its_broker_the_shop_opens_nothing_says_so_and_recovers(pair: Pair) -> None:
    guest = _registered(pair, GUEST)
    assert GUEST.family in guest.open("/mypage/registration/")
    rows = _uses(pair)
    assert rows > 0
    pair.kill_broker()
    try:
        asked = Visitor(pair.url, authority=pair.authority)
        assert "湯のみ" in asked.open("/products/blue-cup/")
        assert AWAY in guest.open("/mypage/registration/")
        assert (guest.status, GUEST.family in guest.text) == (503, False)
        asked.open("/account/register/")
        asked.send(**_registration(OWNER, "somebody.else@example.jp"))
        assert asked.status == 503
        asked.open("/readyz")
        assert (asked.status, asked.text) == (503, "default: ok\nkeys: unreachable\nledger: unreachable\n")
    finally:
        pair.start_broker()
    assert _uses(pair) == rows, "nothing was recorded, because nothing was opened"
    until(lambda: GUEST.family in guest.open("/mypage/registration/"))
    asked.open("/account/register/")
    asked.send(**_registration(OWNER, "somebody.else@example.jp"))
    assert asked.status == 200
    assert _mailed(pair, OWNER, r"https://\S+/account/verify/\S+", to="somebody.else@example.jp")


def test_commands_that_copy_whole_stores_are_not_the_shops(pair: Pair) -> None:
    target = pair.shop_folder / "copy"
    refused = pair.command("backup", str(target))
    assert (refused.returncode, refused.stderr[:12]) == (2, "broker.E001:")
    assert not target.exists()
    assert pair.command("keys", "status").returncode == 0


def _registration(person: Person, address: str) -> dict[str, str]:
    return {
        "family-name": person.family,
        "given-name": person.given,
        "family-kana": person.family_kana,
        "given-kana": person.given_kana,
        "email": address,
        "new-password": person.password,
    }


def _registered(pair: Pair, person: Person) -> Visitor:
    visitor = Visitor(pair.url, authority=pair.authority)
    visitor.open("/account/register/")
    visitor.send(**_registration(person, person.email))
    visitor.open(_mailed(pair, person, r"https://\S+/account/verify/\S+"))
    visitor.send(**{"current-password": person.password})
    assert "/mypage/" in visitor.address, visitor.text
    return visitor


def _sign_in(visitor: Visitor, person: Person) -> None:
    visitor.open("/account/login/")
    visitor.send(email=person.email, **{"current-password": person.password})


def _ordered(visitor: Visitor, person: Person) -> str:
    visitor.open("/products/blue-cup/")
    visitor.send("/cart/add/")
    visitor.open("/checkout/details/")
    visitor.send(
        tel=person.telephone,
        **{
            "postal-code": person.postal_code,
            "address-level1": person.prefecture,
            "address-level2": person.city,
            "address-line1": person.street,
            "address-line2": person.building,
        },
    )
    visitor.send()
    visitor.send(**{"payment-method": "bank-transfer"})
    visitor.send()
    found = re.search(r"[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}", visitor.text)
    assert found, visitor.address
    return found.group()


def _owner(pair: Pair) -> Visitor:
    """Whoever opened the shop: with the link that was printed, a password and codes."""
    desk = Visitor(pair.url, authority=pair.authority)
    link = re.search(r"https://\S+/desk/join/\S+", pair.said)
    assert link
    desk.open(link.group())
    desk.send(family_name=OWNER.family, given_name=OWNER.given, email=OWNER.email, password=OWNER.password)
    secret = re.search(r'class="desk-secret[^>]*>\s*([A-Z2-7]+)', desk.text)
    assert secret, desk.text
    desk.send(code=pyotp.TOTP(secret.group(1)).now())
    desk.send(read="on")
    assert urlsplit(desk.address).path == "/desk/"
    return desk


def _mailed(pair: Pair, person: Person, pattern: str, *, to: str = "") -> str:
    """What the newest mail to somebody has that looks so; waits for the task that sends it."""
    found: list[str] = []

    def look() -> bool:
        files = sorted(pair.mailbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]
        texts = [mail.get_body() for mail in mails if (to or person.email) in str(mail["To"])]
        found[:] = [word for text in texts if text for word in re.findall(pattern, text.get_content())]
        return bool(found)

    until(look)
    return found[-1]


def _lines(folder: Path) -> list[bytes]:
    """The long lines of the broker's key files."""
    files = [path for path in folder.glob("*.key") if path.name != "django.key"]
    return [line for path in files for line in path.read_bytes().split() if len(line) >= 32]


def _uses(pair: Pair) -> int:
    """How many rows the ledger has of what customers did."""
    shown = pair.whole_stores("ledger", "show", "--actor", "customer", "--limit", "10000")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    return len(shown.stdout.splitlines())
