"""Clause 3f: who breaks the terms is refused, by two people, for a time, is told why, and can object.

What is merely unusual refuses nobody: a person looks at it first.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import MISUSE, REFUSAL_RETENTION
from small_trades.privacy.testing import LedgerRows, plant, readable, scan
from small_trades.shop.account.tests.making import Browser, mail, mails, member
from small_trades.shop.checkout.models import Draft
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.checkout.tests.test_members import sign_in
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.misuse.actions.forget import forget_expired
from small_trades.shop.misuse.models import Appeal, Evidence, Refusal
from small_trades.shop.misuse.queries.refusals import match
from small_trades.shop.misuse.reasons import REASON_WORDS, Reason
from small_trades.shop.misuse.tests.making import marks, objected, ordered, proposed, refused, staff
from small_trades.shop.orders.actions.confirm_transfer import confirm_transfer
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.states import PaymentMethod
from small_trades.shop.orders.tests.making import Guest, cup, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def tries_to_order(who: Guest) -> tuple[int, str]:
    """What somebody sees who fills in the checkout's first step: 302 goes on, 403 is refused."""
    answer = Shopper(cup()).details(who)
    return answer.status_code, answer.content.decode()


# ---- told why, and how to object -----------------------------------------------------------------------


@pytest.mark.parametrize("reason", Reason)
def test_whoever_is_refused_is_told_why_until_when_and_where_to_object(reason: Reason) -> None:
    who = guest()
    refusal = refused(who, reason=reason, days=30)

    status, page = tries_to_order(who)

    assert status == 403
    assert str(REASON_WORDS[reason]) in page
    until = timezone.localdate(refusal.expires_at)
    assert f"{until.year}年{until.month}月{until.day}日" in page
    assert reverse("misuse:appeal", kwargs={"code": refusal.code}) in page


def test_nothing_of_the_attempt_is_kept_but_that_there_was_one(ledger_rows: LedgerRows) -> None:
    who = guest()
    refused(who)
    rows = len(ledger_rows())

    tries_to_order(who)

    assert (Draft.objects.count(), Order.objects.count()) == (0, 0)
    (row,) = ledger_rows()[rows:]
    assert (row.event, row.purpose, row.outcome) == ("refusal", MISUSE.id, "refused order: unpaid")
    assert row.references == (), "of a stranger not even a number"
    for value in (who.name.family, who.email.address, who.ship_to.street, who.ship_to.telephone):
        assert value not in readable(row)


def test_a_member_reads_under_my_information_that_they_are_refused_and_on_what_evidence() -> None:
    anna, customer = member()
    evidence = plant("text")
    refusal = refused(guest(), person=customer.subject, evidence=evidence)
    shopper = Shopper()
    sign_in(shopper, anna)

    page = shopper.browser.get("/mypage/information/", secure=True).content.decode()

    assert "ご利用のお断り" in page
    assert str(REASON_WORDS[Reason.UNPAID]) in page
    assert evidence in page
    assert f"/appeal/{refusal.code}/" in page


# ---- two people, for a time ----------------------------------------------------------------------------


def test_one_person_alone_refuses_nobody() -> None:
    who = guest()
    made = proposed(who)
    assert tries_to_order(who)[0] == 302
    owner = colleague("owner")
    Refusal.objects.filter(pk=made.pk).update(made_by=owner.staff.pk)
    desk_of(owner).post(f"/desk/refusals/{made.code}/decide/", {"decision": "confirm"})
    assert tries_to_order(who)[0] == 302


def test_a_refusal_ends_by_itself_after_a_year_at_most_and_leaves_nothing() -> None:
    who = guest()
    refused(who, days=365)
    assert REFUSAL_RETENTION.years == 1
    with pytest.raises(ValueError, match="a year"):
        proposed(guest(), days=366)

    forget_expired(timezone.now() + dt.timedelta(days=365, seconds=1))

    assert (Refusal.objects.count(), Evidence.objects.count(), Appeal.objects.count()) == (0, 0, 0)
    assert tries_to_order(who)[0] == 302


# ---- recognised without being kept ---------------------------------------------------------------------


def test_erasing_a_refused_person_keeps_the_refusal_and_not_the_person() -> None:
    who = guest()
    order = ordered(who)
    refused(who, person=order.subject)
    evidence = Evidence.objects.get()

    privacy.destroy(order.subject)

    assert tries_to_order(who)[0] == 403
    for sealed in (order.name, order.email, order.ship_to, evidence.text):
        with privacy.acting_as(staff()), pytest.raises(privacy.Erased):
            privacy.use(sealed, purpose=MISUSE)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_no_value_of_a_refused_person_stands_in_any_store() -> None:
    who, said = guest(), plant("text")
    refusal = refused(who, person=privacy.new_subject(), evidence=plant("text"))
    objected(refusal, text=said, email=(address := plant("email")))
    tries_to_order(who)
    values = [
        who.name.family,
        who.name.given,
        who.email.address,
        who.ship_to.street,
        who.ship_to.telephone,
        who.ship_to.telephone.replace("-", ""),
        said,
        address,
    ]
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- every table of the test's own stores
                rows = str([[_readable(cell) for cell in row] for row in cursor.fetchall()])
                assert [value for value in values if value in rows] == [], table
    files = [Path(settings.SMALL_TRADES.home)]
    assert scan(files, [value for value in values if value != address]) == []


def _readable(cell: object) -> object:
    return bytes(cell).decode("utf-8", "replace") if isinstance(cell, bytes | memoryview) else cell


def test_the_neighbour_the_brother_and_the_namesake_are_not_refused() -> None:
    who = guest()
    refused(who)
    stranger = guest()
    neighbour = replace(
        stranger, ship_to=replace(who.ship_to, street=f"{who.ship_to.street}の2", telephone="03-1111-2222")
    )
    brother = replace(
        stranger,
        name=replace(who.name, given=stranger.name.given),
        ship_to=replace(who.ship_to, given=stranger.name.given, telephone="03-1111-2222"),
    )
    namesake = replace(stranger, name=who.name)
    for innocent in (neighbour, brother, namesake):
        assert match(marks(innocent)) is None
        assert tries_to_order(innocent)[0] == 302


# ---- objecting -----------------------------------------------------------------------------------------


def test_an_objection_is_decided_by_another_person_and_opens_the_shop_at_once() -> None:
    who, address = guest(), plant("email")
    refusal = refused(who)
    path = f"/appeal/{refusal.code}/"
    Browser().post(path, {"text": "引っ越す前の住人のことと思われます。", "email": address})
    maker, other = colleague("manager"), colleague("owner")
    Refusal.objects.filter(pk=refusal.pk).update(made_by=maker.staff.pk)
    decision = {"answer": "確認しました。お詫びします。", "decision": "grant"}

    desk_of(maker).post(f"/desk/refusals/{refusal.code}/appeal/", decision)
    assert tries_to_order(who)[0] == 403, "who refused does not decide"
    desk_of(other).post(f"/desk/refusals/{refusal.code}/appeal/", decision)

    assert tries_to_order(who)[0] == 302
    told = mail()
    assert told.to == address
    assert "お断りを取り消しました" in told.body
    assert "お詫びします。" in Browser().get(path).content.decode()


# ---- what is unusual waits for a person ----------------------------------------------------------------


def test_a_signal_refuses_nobody_it_asks_a_person_to_look_and_says_why() -> None:
    variant, clerk = cup(available=9), colleague("orders")
    shopper = Shopper(variant)
    for _ in range(4):
        shopper.place(shopper.until_confirmation(guest()))
        shopper.cart_id = None
        shopper.put(variant)
    shopper.place(shopper.until_confirmation(guest()))
    order = shopper.order

    assert Refusal.objects.count() == 0
    seen = shopper.browser.get(f"/orders/{order.code}/", secure=True).content.decode()
    assert "担当者がご注文を確認しております" in seen
    assert "24時間" not in seen, "the customer is not accused"
    page = desk_of(clerk).get(f"/desk/orders/{order.code}/").content.decode()
    assert "このブラウザーからのご注文が24時間に5件あります" in page


def test_an_order_that_waits_leaves_by_no_way_until_somebody_lets_it_go_on() -> None:
    order = Order.objects.get(pk=placed(payment_method=PaymentMethod.BANK_TRANSFER))
    with privacy.acting_as(privacy.Actor.system("test")):
        confirm_transfer(order.pk)
    desk = desk_of(colleague("orders"))
    desk.post(f"/desk/orders/{order.code}/hold/")
    for verb in ("pack", "ship", "deliver"):
        desk.post(
            f"/desk/orders/{order.code}/{verb}/",
            {"carrier": "yamato", "tracking_number": "123456789012"},
        )
        order.refresh_from_db()
        assert order.state == "paid"
    desk.post(f"/desk/orders/{order.code}/release/", {"why": "asked"})
    desk.post(f"/desk/orders/{order.code}/pack/")
    order.refresh_from_db()
    assert order.state == "packing"
