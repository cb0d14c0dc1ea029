"""`orders pack`, `orders ship` and `stock set` as a program calls them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_trades.config.cli import main
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import mails
from small_trades.shop.orders.models import Order, Shipment
from small_trades.shop.orders.tests.making import cup, placed
from small_trades.shop.products.models import StockMovement

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
Read = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def order(state: str) -> Order:
    """An order in this state."""
    made = Order.objects.get(pk=placed())
    Order.objects.filter(pk=made.pk).update(state=state)
    return made


def states(*orders: Order) -> list[str]:
    """As they are stored now."""
    return [Order.objects.get(pk=one.pk).state for one in orders]


def test_packing_begins_for_what_is_ready_and_the_rest_is_named(capsys: Read) -> None:
    ready, unpaid = order("paid"), order("placed")
    given = ["orders", "pack", ready.code.lower(), unpaid.code, "7K3F-9QXM-2RTD", "--json"]

    assert main([*given, "--dry-run"]) == 1
    assert json.loads(capsys.readouterr().out)["done"] == 1
    assert states(ready, unpaid) == ["paid", "placed"]

    assert main(given) == 1
    said = json.loads(capsys.readouterr().out)
    assert [(one["order"], one["reason"]) for one in said["left"]] == [
        (unpaid.code, "not-ready"),
        ("7K3F-9QXM-2RTD", "gone"),
    ]
    assert states(ready, unpaid) == ["packing", "placed"]


def test_all_is_all_that_is_ready_and_nothing_to_do_is_done(capsys: Read) -> None:
    first, second, unpaid = order("paid"), order("paid"), order("placed")
    assert main(["orders", "pack", "--all"]) == 0
    assert capsys.readouterr().out == "2 orders done, 0 stay as they were.\n"
    assert states(first, second, unpaid) == ["packing", "packing", "placed"]
    assert main(["orders", "pack", "--all"]) == 0


@pytest.mark.parametrize("wrong", [["pack"], ["pack", "--all", "7K3F-9QXM-2RTD"], ["ship"]])
def test_wrong_use_is_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["orders", *wrong])
    assert end.value.code == 2


def test_a_carriers_file_ships_its_orders(tmp_path: Path, capsys: Read, ledger_rows: LedgerRows) -> None:
    packed, paid = order("packing"), order("paid")
    file = tmp_path / "b2.csv"
    rows = f"お客様管理番号,伝票番号\r\n{packed.code},123412341234\r\n{paid.code},432143214321\r\n"
    file.write_bytes(rows.encode("cp932"))
    given = ["orders", "ship", str(file), "--carrier", "yamato"]

    assert main([*given, "--dry-run"]) == 1
    assert "1 orders would be done, 1 stay as they were." in capsys.readouterr().out
    assert not Shipment.objects.exists()

    assert main(given) == 1
    out = capsys.readouterr().out
    assert f"line 3: {paid.code}: " in out
    assert "123412341234" not in out
    assert states(packed, paid) == ["shipped", "paid"]
    (row,) = [row for row in ledger_rows() if row.event == "disclosure" and row.recipient == "5b-carrier"]
    assert (row.actor_kind, row.role) == ("system", "orders.ship")
    assert main([*given, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["done"] == 0
    assert Shipment.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"\0\0", b"a,b\r\n1,2"])
def test_what_is_no_file_of_numbers_is_2(tmp_path: Path, capsys: Read, content: bytes) -> None:
    file = tmp_path / "no.csv"
    file.write_bytes(content)
    assert main(["orders", "ship", str(file), "--carrier", "yamato"]) == 2
    assert capsys.readouterr().err.startswith("orders.E001: ")


def test_stock_is_set_as_counted_and_what_is_wrong_is_named(tmp_path: Path, capsys: Read) -> None:
    cups, same = cup(available=3), cup(available=5)
    file = tmp_path / "stock.csv"
    lines = [f"{cups.sku},12", f"{same.sku},5", "NOBODY,1", f"{cups.sku},-1", f"{cups.sku},1000000", ",２"]
    file.write_text("\r\n".join(["sku,available", *lines]), encoding="utf-8-sig")
    given = ["stock", "set", str(file), "--reason", "arrived"]

    assert main([*given, "--dry-run"]) == 1
    assert "1 would change, 1 unchanged, 4 refused." in capsys.readouterr().out
    cups.refresh_from_db()
    assert cups.available == 3

    assert main([*given, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["changed"], said["unchanged"]) == (1, 1)
    assert [one["line"] for one in said["refused"]] == [4, 5, 6, 7]
    cups.refresh_from_db()
    assert cups.available == 12
    movement = StockMovement.objects.get(variant=cups)
    assert (movement.change, movement.reason) == (9, "arrived")


@pytest.mark.parametrize("content", [b"", b"code,number\r\nA,1", b"\xff\xfe\x00", b'sku,available\r\n"A,1'])
def test_what_is_no_file_of_stock_is_2(tmp_path: Path, capsys: Read, content: bytes) -> None:
    file = tmp_path / "no.csv"
    file.write_bytes(content)
    assert main(["stock", "set", str(file)]) == 2
    assert capsys.readouterr().err.startswith("stock.E001: ")
    assert main(["stock", "set", str(tmp_path / "none.csv")]) == 2
