"""Clause 5c: when a law requires it: with authority, law and document, and two people who stand for it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import AUTHORITY
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows, readable
from small_trades.shop.account.tests.making import Browser, home_address, mails, member
from small_trades.shop.desk.models import Approval
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, cup, line, placed
from small_trades.shop.provisions.models import ProvisionCase

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OFFICE = "京都中央警察署 麒麟係長"


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


@pytest.fixture
def anna() -> tuple[Browser, Order, str]:
    """A member with an order, and her e-mail address."""
    who, customer = member()
    name = PersonName(who.family, who.given, who.kana, who.kana)
    buyer = Guest(name, EmailAddress(who.email), home_address(who))
    order_id = placed(line(cup()), by=buyer, customer_id=customer.pk, subject=customer.subject)
    browser = Browser()
    browser.sign_in(who)
    return browser, Order.objects.get(pk=order_id), who.email


def _demand(**changes: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    words = {"authority": OFFICE, "law": "刑事訴訟法第197条第2項", "document": "京捜第1703号"}
    return {**words, "requested_on": today, "groups": ["PersonName", "EmailAddress"], **changes}


def _asked(order: Order, by: Colleague, **changes: Any) -> ProvisionCase:
    desk_of(by).post(f"/en/desk/provisions/new/?who={order.code}", _demand(**changes))
    return ProvisionCase.objects.get()


def _granted(case: ProvisionCase, by: Colleague, answer: str = "grant") -> None:
    approval = Approval.objects.get(about=case.pk)
    desk_of(by).post(f"/en/desk/approvals/{approval.pk}/", {"answer": answer})
    case.refresh_from_db()


def _given(ledger_rows: LedgerRows) -> list[str]:
    return [row.event for row in ledger_rows() if row.recipient == AUTHORITY.id]


def test_asking_opens_nothing_and_gives_nothing(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    _browser, order, email = anna
    desk = desk_of(colleague("owner"))
    rows = len(ledger_rows())
    page = desk.get(f"/en/desk/provisions/new/?who={order.code}").content.decode()
    assert f"注文 {order.code}" in page
    assert email not in page
    assert ledger_rows()[rows:] == ()
    case = _asked(order, colleague("owner"))
    assert case.state == "asked"
    assert _given(ledger_rows) == []


@pytest.mark.parametrize("missing", ["authority", "law", "document", "requested_on", "groups"])
def test_a_demand_without_its_ground_is_not_kept(anna: tuple[Browser, Order, str], missing: str) -> None:
    _browser, order, _email = anna
    answer = desk_of(colleague("owner")).post(
        f"/en/desk/provisions/new/?who={order.code}", _demand(**{missing: ""})
    )
    assert missing in problems(answer.content.decode())
    assert (ProvisionCase.objects.count(), Approval.objects.count()) == (0, 0)


def test_one_person_alone_gives_nothing(anna: tuple[Browser, Order, str], ledger_rows: LedgerRows) -> None:
    _browser, order, _email = anna
    owner = colleague("owner")
    case = _asked(order, owner)
    _granted(case, owner)
    assert case.state == "asked"
    answer = desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/")
    assert answer.status_code == 302
    _granted(case, colleague("manager"))
    assert case.state == "approved"
    # Somebody who stands for nothing of it takes nothing either.
    answer = desk_of(colleague("owner")).post(f"/en/desk/provisions/{case.code}/provide/")
    assert answer.status_code == 302
    assert _given(ledger_rows) == []


def test_declined_is_never_given(anna: tuple[Browser, Order, str], ledger_rows: LedgerRows) -> None:
    _browser, order, _email = anna
    owner = colleague("owner")
    case = _asked(order, owner)
    _granted(case, colleague("manager"), answer="decline")
    assert case.state == "declined"
    assert desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/").status_code == 302
    assert _given(ledger_rows) == []


def test_two_people_give_it_once_and_the_person_reads_the_ground(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows
) -> None:
    browser, order, email = anna
    owner, manager = colleague("owner"), colleague("manager")
    case = _asked(order, owner)
    waiting = desk_of(manager).get("/en/desk/approvals/").content.decode()
    assert OFFICE in waiting
    assert "京捜第1703号" in waiting
    _granted(case, manager)
    answer = desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/")
    document = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="answer-{case.code}.html"'
    assert f"{OFFICE} 御中" in document
    assert email in document
    # Not demanded, not given.
    assert "渋谷区" not in document
    assert "電話番号" not in document
    assert _given(ledger_rows) == ["disclosure", "outcome"]
    in_the_clear = readable(*ledger_rows())
    assert "京捜第1703号" not in in_the_clear
    assert "麒麟" not in in_the_clear

    again = desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/")
    assert again.status_code == 302
    assert _given(ledger_rows) == ["disclosure", "outcome"]

    page = browser.get("/en/mypage/information/provisions/").content.decode()
    assert OFFICE in page
    assert "刑事訴訟法第197条第2項" in page
    assert f"Provision to others {case.code}" in browser.get("/en/mypage/information/").content.decode()


def test_what_may_not_be_told_yet_is_nowhere_to_be_read_by_the_person(
    anna: tuple[Browser, Order, str], ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, order, _email = anna
    owner, manager = colleague("owner"), colleague("manager")
    today = timezone.localdate()
    before = privacy.use_counts(order.subject)
    case = _asked(order, owner, told_from=(today + timedelta(days=30)).isoformat())
    _granted(case, manager)
    assert desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/").status_code == 200
    assert _given(ledger_rows) == ["disclosure", "outcome"]
    assert privacy.use_counts(order.subject) == before
    for page in ("", "uses/", "provisions/"):
        shown = browser.get(f"/en/mypage/information/{page}").content.decode()
        assert case.code not in shown
        assert OFFICE not in shown
        assert AUTHORITY.name_en not in shown.partition("Who may receive it at all")[0]

    monkeypatch.setattr(timezone, "localdate", lambda *at: today + timedelta(days=30) if not at else today)
    assert [row.recipient for row in privacy.uses_of(order.subject)[:40]].count(AUTHORITY.id) == 2


def test_who_may_not_ask(anna: tuple[Browser, Order, str]) -> None:
    _browser, order, _email = anna
    for role in ("orders", "support", "catalogue", "auditor"):
        desk = desk_of(colleague(role))
        assert desk.get("/en/desk/provisions/").status_code == 403
        assert desk.post(f"/en/desk/provisions/new/?who={order.code}", _demand()).status_code == 403
    assert ProvisionCase.objects.count() == 0


def test_the_record_ends_with_its_three_years(anna: tuple[Browser, Order, str]) -> None:
    _browser, order, _email = anna
    owner = colleague("owner")
    case = _asked(order, owner)
    _granted(case, colleague("manager"))
    desk_of(owner).post(f"/en/desk/provisions/{case.code}/provide/")
    sealed = ProvisionCase.objects.get().record
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run(now=timezone.now() + timedelta(days=3 * 365 - 2), subject=order.subject)
        assert ProvisionCase.objects.count() == 1
        privacy.retention.run(now=timezone.now() + timedelta(days=3 * 366), subject=order.subject)
        assert ProvisionCase.objects.count() == 0
        with pytest.raises(privacy.Erased):
            privacy.use(sealed, purpose=privacy.policy().purpose("5-provision-records"))


def test_the_person_is_found_by_a_code_or_number_alone(anna: tuple[Browser, Order, str]) -> None:
    _browser, order, email = anna
    desk = desk_of(colleague("owner"))
    assert "Order code, inquiry code" in desk.get("/en/desk/provisions/new/").content.decode()
    for unknown in (email, "ABCD-EFGH-JKMN", "1"):
        page = desk.get("/en/desk/provisions/new/", {"who": unknown}).content.decode()
        assert problems(page)["who"] == "There is nobody with this code or number."
    page = desk.get("/en/desk/provisions/new/", {"who": str(order.customer_id)}).content.decode()
    assert f"会員 {order.customer_id}" in page
