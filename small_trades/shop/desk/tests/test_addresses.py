"""From where the desk opens: asked before anything else, with a way back for whoever is shut out."""

import ipaddress

import pytest
from django.test import override_settings

from small_trades.config.cli import main
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.actions.networks import NotANetworkError, parse
from small_trades.shop.desk.models import AllowedNetwork
from small_trades.shop.desk.networks import is_allowed
from small_trades.shop.desk.tests.making import colleague, desk_of, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGE = "/en/desk/staff/addresses/"
HERE = "203.0.113.7"


def at(browser: Browser, address: str, path: str = "/desk/") -> int:
    """What the desk answers to this browser from there."""
    return int(browser.get(path, REMOTE_ADDR=address).status_code)


def save(browser: Browser, text: str, address: str = HERE) -> object:
    return browser.post(PAGE, {"networks": text}, REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("203.0.113.7", ["203.0.113.7/32"]),
        ("2001:db8::/32\n203.0.113.9/24\r\n203.0.113.0/24", ["203.0.113.0/24", "2001:db8::/32"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_networks_are_read_as_they_are_typed(text: str, kept: list[str]) -> None:
    assert [str(network) for network in parse(text)] == kept


@pytest.mark.parametrize(
    "line", ["203.0.113.300", "203.0.113.0/33", "home", "203.0.113.0-9", "2001:db8::/129"]
)
def test_what_is_no_network_is_named(line: str) -> None:
    with pytest.raises(NotANetworkError) as wrong:
        parse(f"203.0.113.0/24 {line}")
    assert wrong.value.lines == (line,)


@pytest.mark.parametrize(
    ("address", "networks", "opens"),
    [
        ("203.0.113.7", [], True),
        ("", [], True),
        ("203.0.113.7", ["203.0.113.0/24"], True),
        ("203.0.114.7", ["203.0.113.0/24"], False),
        ("::ffff:203.0.113.7", ["203.0.113.0/24"], True),
        ("2001:db8::7", ["203.0.113.0/24", "2001:db8::/32"], True),
        ("2001:db9::7", ["2001:db8::/32"], False),
        ("", ["0.0.0.0/0"], False),
        ("unix:", ["0.0.0.0/0", "::/0"], False),
    ],
)
def test_who_is_let_in(address: str, networks: list[str], *, opens: bool) -> None:
    assert is_allowed(address, [ipaddress.ip_network(one) for one in networks]) is opens


def test_from_elsewhere_no_page_of_the_desk_opens_and_the_shop_does(ledger_rows: LedgerRows) -> None:
    owner = desk_of(colleague("owner"))
    assert save(owner, "203.0.113.0/24\n2001:db8::/32")["Location"] == PAGE  # type: ignore[index] # an answer
    rows = len(ledger_rows())
    for path in ("/desk/", "/en/desk/orders/", "/desk/login/", "/desk/join/x/", "/desk", "/desk/nowhere/"):
        answer = owner.get(path, REMOTE_ADDR="198.51.100.1")
        assert answer.status_code == 403, path
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
    assert "does not open from here" in owner.get("/en/desk/", REMOTE_ADDR="198.51.100.1").content.decode()
    assert owner.post("/desk/login/", {"email": "x"}, REMOTE_ADDR="198.51.100.1").status_code == 403
    assert len(ledger_rows()) == rows
    assert at(owner, HERE) == 200
    assert at(owner, "2001:db8::1") == 200
    assert at(owner, "198.51.100.1", "/") == 200


def test_whoever_saves_is_not_locked_out() -> None:
    owner = desk_of(colleague("owner"))
    page = save(owner, "198.51.100.0/24").content.decode()  # type: ignore[attr-defined] # an answer
    assert problems(page)["networks"] == (
        "Your own address, 203.0.113.7, is in none of these. You would lock yourself out."
    )
    assert "198.51.100.0/24</textarea>" in page
    assert not AllowedNetwork.objects.exists()


@pytest.mark.parametrize("text", ["home", "\n".join(f"10.0.{number}.0/24" for number in range(51))])
def test_a_mistake_changes_nothing(text: str) -> None:
    AllowedNetwork.objects.create(network="203.0.113.0/24")
    owner = desk_of(colleague("owner"))
    assert "networks" in problems(save(owner, text).content.decode())  # type: ignore[attr-defined] # an answer
    assert list(AllowedNetwork.objects.values_list("network", flat=True)) == ["203.0.113.0/24"]


def test_an_empty_list_opens_it_again_and_both_are_in_the_ledger(ledger_rows: LedgerRows) -> None:
    owner = desk_of(colleague("owner"))
    save(owner, HERE)
    save(owner, "")
    assert not AllowedNetwork.objects.exists()
    told = [str(row.outcome) for row in ledger_rows() if "networks" in str(row.outcome)]
    assert told == ["the desk opens from 1 networks", "the desk opens from all networks"]


def test_an_old_proof_is_asked_for_again() -> None:
    owner = desk_of(colleague("owner"), seconds_ago=1000)
    save(owner, HERE)
    assert not AllowedNetwork.objects.exists()


@pytest.mark.parametrize(("proxies", "status"), [((ipaddress.ip_network("127.0.0.1"),), 200), ((), 403)])
def test_behind_a_proxy_it_is_the_address_of_whoever_asked(proxies: tuple[object, ...], status: int) -> None:
    AllowedNetwork.objects.create(network=f"{HERE}/32")
    owner = desk_of(colleague("owner"))
    with override_settings(PROXIES=proxies):
        told = {"x-forwarded-for": HERE}
        assert owner.get("/desk/", headers=told, REMOTE_ADDR="127.0.0.1").status_code == status
        told = {"x-forwarded-for": "198.51.100.1"}
        assert owner.get("/desk/", headers=told, REMOTE_ADDR="127.0.0.1").status_code == 403


def test_the_command_line_is_the_way_back(capsys: pytest.CaptureFixture[str]) -> None:
    AllowedNetwork.objects.create(network="198.51.100.0/24")
    owner = desk_of(colleague("owner"))
    assert at(owner, HERE) == 403
    assert main(["staff", "anywhere"]) == 0
    assert capsys.readouterr().out == "1 networks were taken off the list. The desk opens from everywhere.\n"
    assert at(owner, HERE) == 200
    assert main(["staff", "anywhere"]) == 0
    assert capsys.readouterr().out == "There was no list. The desk opens from everywhere.\n"
