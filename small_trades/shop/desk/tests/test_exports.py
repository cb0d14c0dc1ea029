"""Exports: asked for, granted, taken out, marked, and gone after a day."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.policy.declaration import STAFF_DUTIES
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.delivery.actions import save_rules
from small_trades.shop.delivery.queries import rules_now
from small_trades.shop.desk import export_file
from small_trades.shop.desk.actions import exports as actions
from small_trades.shop.desk.models import Approval, Export, ExportPart
from small_trades.shop.desk.queries import exports as queries
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.actions.ship import ship
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.destinations import packed_apart, sent_apart
from small_trades.shop.orders.tests.making import Guest, guest, placed
from small_trades.shop.products.models import Category, Product

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

TYPED = {"kind": "orders", "purpose": "3b-delivery", "reason": "Labels for the market", "state": ""}


@pytest.fixture
def packer() -> Colleague:
    return colleague("orders")


@pytest.fixture
def _two_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (queries, actions, export_file):
        monkeypatch.setattr(module, "ALONE", 2)


def _ask(browser: Browser, **other: str) -> str:
    return str(browser.post("/en/desk/exports/", {**TYPED, **other}, follow=True).content.decode())


def _take(browser: Browser, charset: str = "utf-8") -> Any:
    return browser.post(f"/en/desk/exports/{Export.objects.get().pk}/download/", {"charset": charset})


def _rows(answer: Any, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode(encoding))))


def _grant(by: Colleague) -> None:
    desk_of(by).post(f"/desk/approvals/{Approval.objects.get().pk}/", {"answer": "grant"})


def test_a_short_list_is_taken_out_marked_and_in_the_ledger_of_everybody_in_it(
    packer: Colleague, ledger_rows: LedgerRows
) -> None:
    buyers = [guest(), guest()]
    orders = [Order.objects.get(pk=placed(by=buyer)) for buyer in buyers]
    browser = desk_of(packer)
    assert "The list can be taken out for a day." in _ask(browser)
    answer = _take(browser)
    rows = _rows(answer)

    number = packer.staff.pk.hex[-8:]
    copy = rows[2][-1]
    assert rows[0][0].startswith(f"Exported by Orders staff {number} on ")
    assert rows[0][0].endswith(f"for “Delivering what you ordered”, copy {copy}")
    assert rows[-2] == rows[0]
    assert rows[-1][0].startswith("2 rows; 0 left out")
    assert [row[0] for row in rows[2:4]] == [order.code for order in orders]
    assert all(row[-1] == copy for row in rows[2:4])
    assert buyers[0].ship_to.street in rows[2][11]
    assert answer["Content-Disposition"] == f'attachment; filename="orders-{copy}.csv"'
    assert answer["Cache-Control"] == "no-store"

    for order in orders:
        use = privacy.uses_of(order.subject)[0]
        assert (use.role, use.purpose_id, use.reason) == (
            "orders",
            "3b-delivery",
            f"Labels for the market ({copy})",
        )
    assert [row.outcome for row in ledger_rows(privacy.ledger.Event.STAFF)] == [
        "asked for an export of 2 orders",
        f"took out an export of 2 orders, copy {copy}",
    ]
    assert privacy.openings_of(packer.staff.pk, "orders").spent == 2


def test_nothing_of_it_is_kept(packer: Colleague) -> None:
    order = Order.objects.get(pk=placed())
    _ask(desk_of(packer))
    assert list(ExportPart.objects.values_list("records", flat=True)) == [[str(order.pk)]]
    export = Export.objects.get()
    assert export.expires_at - export.made_at <= actions.LIFE


@pytest.mark.usefixtures("_two_alone")
def test_a_long_list_waits_for_a_second_person_and_leaves_the_hour_alone(packer: Colleague) -> None:
    for _ in range(3):
        placed()
    browser = desk_of(packer)
    assert "waits for a second person" in _ask(browser)
    assert _take(browser)["Location"] == "/en/desk/exports/"
    assert "A second person has not granted this list." in browser.get("/en/desk/exports/").content.decode()

    shown = desk_of(colleague("owner")).get("/en/desk/approvals/").content.decode()
    assert "Orders: 3 rows about 3 people" in shown
    assert "Labels for the market" in shown
    _grant(colleague("manager"))
    assert len(_rows(_take(browser))) == 2 + 3 + 2
    assert privacy.openings_of(packer.staff.pk, "orders").spent == 0


@pytest.mark.usefixtures("_two_alone")
def test_a_declined_list_is_not_taken_out(packer: Colleague) -> None:
    for _ in range(3):
        placed()
    browser = desk_of(packer)
    _ask(browser)
    desk_of(colleague("owner")).post(f"/desk/approvals/{Approval.objects.get().pk}/", {"answer": "decline"})
    assert _take(browser)["Location"] == "/en/desk/exports/"
    assert "A second person declined it." in browser.get("/en/desk/exports/").content.decode()


def test_nobody_else_takes_it_out(packer: Colleague) -> None:
    placed()
    _ask(desk_of(packer))
    owner = desk_of(colleague("owner"))
    assert _take(owner).status_code == 404
    assert owner.post(f"/desk/exports/{Export.objects.get().pk}/forget/").status_code == 404
    assert Export.objects.get().downloads == 0


def test_three_copies_and_no_more_each_with_its_own_number(
    packer: Colleague, ledger_rows: LedgerRows
) -> None:
    placed()
    browser = desk_of(packer)
    _ask(browser)
    copies = {_rows(_take(browser))[2][-1] for _ in range(3)}
    assert len(copies) == 3
    rows = len(ledger_rows(privacy.ledger.Event.USE))
    assert _take(browser)["Location"] == "/en/desk/exports/"
    assert len(ledger_rows(privacy.ledger.Event.USE)) == rows


def test_after_a_day_it_is_shut_and_then_its_keys_and_its_row_are_gone(packer: Colleague) -> None:
    placed()
    browser = desk_of(packer)
    _ask(browser)
    export = Export.objects.get()
    Export.objects.update(expires_at=timezone.now())
    assert _take(browser)["Location"] == "/en/desk/exports/"
    assert actions.forget_expired_exports(timezone.now() - timedelta(hours=1)) == 0
    assert actions.forget_expired_exports(timezone.now()) == 1
    assert actions.forget_expired_exports(timezone.now()) == 0
    assert not Export.objects.exists()
    assert not ExportPart.objects.exists()
    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(privacy.Erased):
        privacy.use(export.reason, purpose=STAFF_DUTIES)


def test_who_asked_may_end_it_at_once(packer: Colleague) -> None:
    placed()
    browser = desk_of(packer)
    _ask(browser)
    browser.post(f"/desk/exports/{Export.objects.get().pk}/forget/")
    assert not Export.objects.exists()


def test_whoever_was_erased_or_closed_since_is_left_out_and_counted(packer: Colleague) -> None:
    orders = [Order.objects.get(pk=placed()) for _ in range(3)]
    browser = desk_of(packer)
    _ask(browser)
    privacy.destroy(orders[0].subject)
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(orders[1].pk, reason=CancelReason.UNPAID)
    rows = _rows(_take(browser))
    assert [row[0] for row in rows[2:-2]] == [orders[2].code]
    assert rows[-1][0].startswith("1 rows; 2 left out")


def test_a_spent_budget_gives_no_copy_and_counts_none(packer: Colleague, settings: Any) -> None:
    settings.PRIVACY = {**settings.PRIVACY, "OPENINGS_PER_HOUR": {"": 1}}
    placed(), placed()
    browser = desk_of(packer)
    _ask(browser)
    assert _take(browser).status_code == 429
    assert Export.objects.get().downloads == 0


def _order_of(family: str) -> Guest:
    to = DeliveryAddress(family, "@x", "", "", "1500001", "東京都", "渋谷区", "一番", "", "+81 3 5790 4417")
    return Guest(PersonName(family, "@x"), EmailAddress(plant("email")), to)


def test_no_cell_is_a_formula(packer: Colleague) -> None:
    placed(by=_order_of('=HYPERLINK("https://evil.example")'))
    browser = desk_of(packer)
    _ask(browser)
    cells = _rows(_take(browser))[2]
    assert not [cell for cell in cells if cell[:1] in "=+-@＝＋－＠" and cell]
    assert "'+81 3 5790 4417" in cells


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("", ""), ("山田", "山田"), ("=1", "'=1"), ("＝1", "'＝1"), ("\t=1", "'\t=1"), ("03-1", "03-1")],
)
def test_what_makes_a_cell_harmless(cell: str, kept: str) -> None:
    assert export_file.harmless(cell) == kept


def test_shift_jis_with_a_geta_for_what_it_lacks(packer: Colleague) -> None:
    placed(by=_order_of("𠮷田髙"))
    browser = desk_of(packer)
    _ask(browser)
    rows = _rows(_take(browser, "shift-jis"), "cp932")
    assert "〓田髙" in rows[2][6]


def test_a_purpose_gets_its_columns_and_no_other() -> None:
    owner = colleague("owner")
    buyer = guest()
    placed(by=buyer)
    browser = desk_of(owner)
    _ask(browser, purpose="3d-tax-records")
    rows = _rows(_take(browser))
    assert "E-mail address" not in rows[1]
    assert buyer.email.address not in rows[2]


def test_members_are_exported_for_writing_to_them_alone(packer: Colleague) -> None:
    who, customer = member()
    browser = desk_of(packer)
    assert set(problems(_ask(browser, kind="members"))) == {"purpose"}
    assert not Export.objects.exists()
    _ask(browser, kind="members", purpose="3b-notice")
    rows = _rows(_take(browser))
    assert rows[2][0] == str(customer.pk)
    assert who.email in rows[2]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"reason": ""}, {"reason"}),
        ({"since": "2026-02-01", "until": "2026-01-01"}, {"until"}),
        ({"since": "yesterday"}, {"since"}),
        ({"purpose": "3d-tax-records"}, {"purpose"}),
        ({"until": "2001-01-01"}, {""}),
    ],
)
def test_a_bad_wish_is_said_and_nothing_is_kept(
    packer: Colleague, typed: dict[str, str], wrong: set[str]
) -> None:
    placed()
    assert set(problems(_ask(desk_of(packer), **typed))) == wrong
    assert not Export.objects.exists()


def test_too_many_rows_are_refused(packer: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (queries, actions):
        monkeypatch.setattr(module, "MOST_ROWS", 1)
    placed(), placed()
    assert "Please choose fewer days." in problems(_ask(desk_of(packer)))[""]
    assert not Export.objects.exists()


@pytest.mark.usefixtures("_two_alone")
def test_a_long_list_is_opened_part_by_part_while_it_is_sent(
    packer: Colleague, monkeypatch: pytest.MonkeyPatch, ledger_rows: LedgerRows
) -> None:
    monkeypatch.setattr(actions, "PART", 2)
    orders = [Order.objects.get(pk=placed()) for _ in range(5)]
    browser = desk_of(packer)
    _ask(browser)
    _grant(colleague("owner"))
    before = len(ledger_rows(privacy.ledger.Event.USE))
    answer = _take(browser)
    uses = ledger_rows(privacy.ledger.Event.USE)[before:]
    assert [row.purpose for row in uses if row.purpose != "0-staff"] == ["3b-delivery"]
    rows = _rows(answer)
    assert [row[0] for row in rows[2:-2]] == [order.code for order in orders]
    assert rows[-1][0].startswith("5 rows; 0 left out")
    uses = ledger_rows(privacy.ledger.Event.USE)[before:]
    told = [(row.actor_id, len(row.references)) for row in uses if row.purpose == "3b-delivery"]
    assert told == [(packer.staff.pk, 2), (packer.staff.pk, 2), (packer.staff.pk, 1)]


def _packing(*buyers: Guest) -> list[Order]:
    orders = [Order.objects.get(pk=placed(by=buyer)) for buyer in buyers]
    Order.objects.update(state="packing")
    return orders


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("yamato", ("お客様管理番号", "お届け先名", "検索キー1")),
        ("jp-post", ("お客様側管理番号", "お届け先 名称１", "フリー項目０１")),
        ("sagawa", ("お客様管理番号", "お届け先名称１", "編集０１")),
    ],
)
def test_a_list_for_a_carriers_program_goes_through_the_gate(
    packer: Colleague, ledger_rows: LedgerRows, kind: str, headings: tuple[str, str, str]
) -> None:
    code, name, mark = headings
    buyers = [guest(), guest()]
    waiting = Order.objects.get(pk=placed())
    orders = _packing(*buyers)
    Order.objects.filter(pk=waiting.pk).update(state="paid")
    browser = desk_of(packer)
    assert "The list can be taken out for a day." in _ask(browser, kind=kind)
    answer = _take(browser, charset="utf-8")
    assert answer["Content-Type"] == "text/csv; charset=shift_jis"
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("cp932"))))
    assert [row[code] for row in rows] == [order.code for order in orders]
    assert [row[name] for row in rows] == [buyer.ship_to.full_name for buyer in buyers]
    copy = answer["Content-Disposition"].removesuffix('.csv"').partition(f"{kind}-")[2]
    assert {row[mark] for row in rows} == {copy}
    for order in orders:
        used = [use for use in privacy.uses_of(order.subject) if use.reason.endswith(f"({copy})")]
        assert {use.role for use in used} == {"orders"}
    given = ledger_rows(privacy.ledger.Event.DISCLOSURE)
    assert [row.recipient for row in given] == ["5b-carrier"]
    assert privacy.openings_of(packer.staff.pk, "orders").spent == 2


def _listed(packer: Colleague, kind: str) -> list[dict[str, str]]:
    browser = desk_of(packer)
    _ask(browser, kind=kind)
    answer = _take(browser)
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("cp932"))))


def test_a_parcel_is_on_the_list_of_its_own_carrier(packer: Colleague) -> None:
    ours, theirs, older = _packing(guest(), guest(), guest())
    Order.objects.filter(pk=ours.pk).update(carrier="yamato", delivery_slot="14-16")
    Order.objects.filter(pk=theirs.pk).update(carrier="sagawa", delivery_slot="12-14")
    assert [row["お客様管理番号"] for row in _listed(packer, "yamato")] == [ours.code, older.code]


def test_each_address_of_an_order_is_a_line_until_its_parcel_left(packer: Colleague) -> None:
    aunt, uncle = guest(), guest()
    order = packed_apart({0: 1}, {1: 1}, to=(aunt, uncle))
    order.destinations.filter(position=2).update(carrier="sagawa")
    code = order.code.replace("-", "")
    rows = _listed(packer, "yamato")
    assert [row["お客様管理番号"] for row in rows] == [f"{code}-1", f"{code}-2"]
    assert rows[1]["お届け先名"] == aunt.ship_to.full_name
    assert [row["配達時間帯"] for row in rows] == ["", "1820"]
    with privacy.acting_as(privacy.Actor.system("test")):
        ship(order.pk, carrier="yamato", tracking_number="412356789012", to=2)
    Export.objects.all().delete()
    assert [row["お客様管理番号"] for row in _listed(packer, "yamato")] == [f"{code}-1"]
    Export.objects.all().delete()
    [row] = _listed(packer, "sagawa")
    assert (row["お客様管理番号"], row["お届け先名称１"]) == (f"{code}-3", uncle.ship_to.full_name)


def test_each_address_of_an_order_is_a_row_of_the_orders_and_its_total_stands_once(
    packer: Colleague, ledger_rows: LedgerRows
) -> None:
    buyer, aunt, uncle = guest(), guest(), guest()
    apart = sent_apart({0: 1}, {1: 1}, to=(aunt, uncle), by=buyer)
    alone = Order.objects.get(pk=placed())
    browser = desk_of(packer)
    _ask(browser)
    before = len(ledger_rows(privacy.ledger.Event.USE))

    rows = _rows(_take(browser))

    assert rows[1][:6] == ["Order", "Placed", "State", "Payment", "Total", "Address no."]
    shown = [(row[0], row[4], row[5]) for row in rows[2:-2]]
    assert shown == [
        (apart.code, str(apart.total), "1"),
        (apart.code, "", "2"),
        (apart.code, "", "3"),
        (alone.code, str(alone.total), "1"),
    ]
    for row, receiver in zip(rows[2:5], (buyer, aunt, uncle), strict=True):
        assert (row[6], row[9]) == (buyer.name.full, receiver.ship_to.full_name)
        assert receiver.ship_to.street in row[11]
    assert rows[-1][0].startswith("4 rows; 0 left out")
    export = Export.objects.get()
    assert (export.rows, export.people) == (4, 2)
    uses = [row for row in ledger_rows(privacy.ledger.Event.USE)[before:] if row.purpose == "3b-delivery"]
    assert [len(row.references) for row in uses] == [2]


def test_addresses_of_who_was_erased_or_gave_up_are_left_out_and_counted(packer: Colleague) -> None:
    erased, cancelled, kept = (sent_apart({0: 1}) for _ in range(3))
    browser = desk_of(packer)
    _ask(browser)
    privacy.destroy(erased.subject)
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(cancelled.pk, reason=CancelReason.UNPAID)
    rows = _rows(_take(browser))
    assert [(row[0], row[5]) for row in rows[2:-2]] == [(kept.code, "1"), (kept.code, "2")]
    assert rows[-1][0].startswith("2 rows; 4 left out")


@pytest.mark.usefixtures("_two_alone")
def test_an_order_to_many_addresses_is_a_long_list(packer: Colleague) -> None:
    sent_apart({0: 1}, {0: 1})
    browser = desk_of(packer)
    assert "waits for a second person" in _ask(browser)
    assert _take(browser)["Location"] == "/en/desk/exports/"


def test_the_state_and_the_days_hold_for_every_address(packer: Colleague) -> None:
    packing, waiting = packed_apart({0: 1}), sent_apart({0: 1})
    browser = desk_of(packer)
    _ask(browser, state="packing")
    rows = _rows(_take(browser))
    assert [row[0] for row in rows[2:-2]] == [packing.code, packing.code]
    assert waiting.code not in {row[0] for row in rows}


def test_what_is_paid_in_cash_is_to_be_collected(packer: Colleague) -> None:
    paid, owed = _packing(guest(), guest())
    Order.objects.filter(pk=owed.pk).update(payment_method="cash-on-delivery")
    rows = _listed(packer, "yamato")
    tax = owed.standard_tax + owed.reduced_tax
    assert [(row["送り状種類"], row["ｺﾚｸﾄ代金引換額（税込)"], row["内消費税額等"]) for row in rows] == [
        ("0", "", ""),
        ("2", str(owed.total), str(tax)),
    ]
    assert paid.total


def test_goods_of_a_chilled_category_are_listed_as_chilled(packer: Colleague) -> None:
    warm, cold = _packing(guest(), guest())
    assert warm.lines.get().variant_id != cold.lines.get().variant_id
    category = Category.objects.create(slug="cold", name_ja="冷たいもの", name_en="Cold things").pk
    Product.objects.filter(variants=cold.lines.get().variant_id).update(category=category)
    with privacy.acting_as(privacy.Actor.system("test")):
        save_rules(replace(rules_now(), cool_categories=frozenset({category})))
    assert [row["クール区分"] for row in _listed(packer, "yamato")] == ["", "2"]


def test_parcels_are_listed_for_delivery_alone_and_where_there_are_some(packer: Colleague) -> None:
    browser = desk_of(packer)
    assert "There is nothing to export" in _ask(browser, kind="yamato")
    _packing(guest())
    assert "purpose" in problems(_ask(browser, kind="yamato", purpose="3b-notice"))
    assert not Export.objects.exists()


def test_who_takes_a_part_of_a_list_goes_on_as_themselves(packer: Colleague) -> None:
    _packing(guest())
    browser = desk_of(packer)
    _ask(browser, kind="yamato")
    with translation.override("ja"), privacy.acting_as(privacy.Actor.visitor()):
        answer = _take(browser)
        next(iter(answer.streaming_content))
        assert translation.get_language() == "ja"
        assert privacy.current_actor() == privacy.Actor.visitor()
