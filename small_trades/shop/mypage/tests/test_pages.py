"""My Page: one's own things, and nobody else's."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import NOTICE
from small_trades.policy.groups import EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account import queries
from small_trades.shop.account.models import Customer, SignInRecord
from small_trades.shop.account.tests.making import DESKTOP, Browser, Person, mails, member, with_address
from small_trades.shop.orders.models import Order, Payment
from small_trades.shop.orders.states import PaymentMethod, PaymentState
from small_trades.shop.orders.tests.making import Guest, cup, guest, line, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PAGES = [
    "/mypage/",
    "/mypage/registration/",
    "/mypage/addresses/",
    "/mypage/addresses/new/",
    "/mypage/orders/",
    "/mypage/inquiries/",
    "/mypage/security/",
    "/mypage/security/password/",
    "/mypage/security/email/",
]


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def signed_in() -> tuple[Person, Customer, Browser]:
    """A member and their browser."""
    who, customer = member()
    browser = Browser()
    browser.sign_in(who)
    return who, customer, browser


def order_of(who: Person, customer: Customer) -> Order:
    """An order a member placed."""
    name = PersonName(who.family, who.given, who.kana, who.kana)
    buyer = Guest(name, EmailAddress(who.email), guest().ship_to)
    return Order.objects.get(pk=placed(line(cup(), 2), by=buyer, customer_id=customer.pk))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_both_languages_for_members_only(path: str) -> None:
    _anna, _customer, browser = signed_in()
    assert browser.get(path).status_code == 200
    assert browser.get(f"/en{path}").status_code == 200
    assert Browser().get(path)["Location"].startswith("/account/login/?next=")


def test_the_first_page_greets_and_lists_orders_and_uses() -> None:
    anna, customer, browser = signed_in()
    order = order_of(anna, customer)
    with privacy.acting_as(privacy.Actor.system("orders.send_confirmation")):
        privacy.use(customer.email, purpose=NOTICE)

    page = browser.get("/mypage/").content.decode()

    assert f"{anna.family} {anna.given} 様" in page
    assert order.code in page
    assert "お店のシステムが、メールアドレスを使いました。" in page


def test_the_first_page_opens_the_name_and_nothing_else(ledger_rows: LedgerRows) -> None:
    _anna, _customer, browser = signed_in()
    before = len(ledger_rows())
    browser.get("/mypage/")
    assert [(row.event, row.purpose, row.groups) for row in ledger_rows()[before:]] == [
        ("use", "3a-account", ("PersonName",))
    ]


def test_what_is_registered_is_shown_and_corrected(ledger_rows: LedgerRows) -> None:
    anna, customer, browser = signed_in()
    page = browser.get("/mypage/registration/").content.decode()
    for value in (anna.family, anna.given, anna.kana, anna.email):
        assert value in page

    typed = {
        "family-name": "山田",
        "given-name": "花子",
        "family-kana": "やまだ",
        "given-kana": "はなこ",
        "tel": "0312345678",
    }
    answer = browser.post("/mypage/registration/", typed)

    assert answer["Location"] == "/mypage/registration/"
    (row,) = ledger_rows(privacy.ledger.Event.CORRECTION)
    assert (row.actor_kind, row.groups, row.outcome) == (
        "customer",
        ("PersonName", "Telephone"),
        "notice:registration",
    )
    customer.refresh_from_db()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        registered = queries.registration(customer)
    assert (registered.name.full, registered.name.full_kana) == ("山田 花子", "ヤマダ ハナコ")
    assert registered.telephone is not None
    assert registered.telephone.number == "03-1234-5678"

    browser.post("/mypage/registration/", {**typed, "tel": ""})
    customer.refresh_from_db()
    assert customer.telephone is None


def test_a_correction_that_cannot_be_taken_changes_nothing(ledger_rows: LedgerRows) -> None:
    anna, customer, browser = signed_in()
    before = len(ledger_rows())
    page = browser.post("/mypage/registration/", {"family-name": "", "given-name": "花子", "tel": "call me"})
    body = page.content.decode()
    assert 'id="id_family-name_error"' in body
    assert 'id="id_tel_error"' in body
    assert [row.event for row in ledger_rows()[before:]] == ["use"]
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        assert queries.registration(customer).name.family == anna.family


def test_an_order_is_shown_whole_in_one_use(ledger_rows: LedgerRows) -> None:
    anna, customer, browser = signed_in()
    order = order_of(anna, customer)
    before = len(ledger_rows())

    page = browser.get(f"/mypage/orders/{order.code}/").content.decode()

    assert "青い器" in page
    assert "5,170円" in page
    assert "東京都渋谷区" in page
    (row,) = ledger_rows()[before:]
    assert (row.event, row.purpose) == ("use", "3a-account")


def test_an_order_to_be_paid_at_a_store_leads_to_its_number() -> None:
    anna, customer, browser = signed_in()
    order = order_of(anna, customer)
    Payment.objects.filter(order=order).update(method=PaymentMethod.KONBINI, state=PaymentState.AWAITED)

    page = browser.get(f"/en/mypage/orders/{order.code}/").content.decode()

    assert "Please pay at a convenience store. We keep your goods until" in page
    assert "See the number to pay with" in page
    assert "Pay now" not in page


def test_the_order_of_another_is_not_found_and_not_opened(ledger_rows: LedgerRows) -> None:
    anna, customer, _browser = signed_in()
    order = order_of(anna, customer)
    _berta, _other, stranger = signed_in()
    before = len(ledger_rows())
    assert stranger.get(f"/mypage/orders/{order.code}/").status_code == 404
    assert order.code not in stranger.get("/mypage/orders/").content.decode()
    assert ledger_rows()[before:] == ()


def test_many_orders_come_in_pages() -> None:
    anna, customer, browser = signed_in()
    codes = [order_of(anna, customer).code for _number in range(12)]
    first = browser.get("/mypage/orders/").content.decode()
    second = browser.get("/mypage/orders/?page=2").content.decode()
    assert sum(code in first for code in codes) == 10
    assert sum(code in second for code in codes) == 2
    assert browser.get("/mypage/orders/?page=nonsense").status_code == 200


def test_a_device_is_signed_out_from_another() -> None:
    anna, _customer, here = signed_in()
    there = Browser(DESKTOP)
    there.sign_in(anna)
    strange = SignInRecord.objects.get(device="computer")
    page = here.get("/mypage/security/").content.decode()
    assert "Chrome · パソコン" in page

    here.post(f"/mypage/security/end/{strange.pk}/")

    assert there.get("/mypage/").status_code == 302
    assert here.get("/mypage/").status_code == 200


def test_all_others_are_signed_out_at_once() -> None:
    anna, _customer, here = signed_in()
    others = [Browser(), Browser(DESKTOP)]
    for other in others:
        other.sign_in(anna)
    here.post("/mypage/security/end-others/")
    assert [other.get("/mypage/").status_code for other in others] == [302, 302]
    assert here.get("/mypage/").status_code == 200


def test_nobody_ends_the_session_of_another() -> None:
    _anna, _customer, here = signed_in()
    record = SignInRecord.objects.get()
    _berta, _other, stranger = signed_in()
    stranger.post(f"/mypage/security/end/{record.pk}/")
    assert here.get("/mypage/").status_code == 200


def test_the_address_book_shows_its_own_addresses_only() -> None:
    anna, customer, browser = signed_in()
    berta, other = member()
    with_address(anna, customer)
    with_address(berta, other)
    page = browser.get("/mypage/addresses/").content.decode()
    assert anna.family in page
    assert berta.family not in page
