"""My information: all that is held, and all that was done."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, DELIVERY, NOTICE, ORDER_CARE, POLICY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, mails, member, with_address

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PAGES = ["", "uses/", "provisions/", "copy/", "stop/", "consents/", "delete/"]


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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_for_members_only(page: str) -> None:
    _anna, _customer, browser = signed_in()
    assert browser.get(f"/mypage/information/{page}").status_code == 200
    assert browser.get(f"/en/mypage/information/{page}").status_code == 200
    assert Browser().get(f"/mypage/information/{page}").status_code == 302


def test_all_that_is_held_is_shown_but_the_password(ledger_rows: LedgerRows) -> None:
    anna, customer, browser = signed_in()
    address = with_address(anna, customer)
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        to = privacy.use(address.to, purpose=ACCOUNT_DISPLAY)
    before = len(ledger_rows())

    page = browser.get("/mypage/information/").content.decode()

    for value in (anna.family, anna.given, anna.kana, anna.email, to.street, to.telephone):
        assert value in page
    assert "argon2" not in page
    assert "誰にも読めない形で保管しています" in page
    (row,) = ledger_rows()[before:]
    assert (row.event, row.purpose) == ("use", "3a-account")
    assert "PasswordHash" not in row.groups


def test_a_reveal_at_the_desk_is_read_with_role_reason_time_and_clause() -> None:
    anna, customer, browser = signed_in()
    address = with_address(anna, customer)
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "orders")):
        privacy.use(address.to, purpose=DELIVERY, reason="送り状の印字ミスのため")

    page = browser.get("/mypage/information/uses/").content.decode()

    assert "スタッフ(受注担当)が、お届け先を閲覧しました。" in page
    assert "送り状の印字ミスのため" in page
    assert f'<a href="/privacy/v/{POLICY.version}/#3b-delivery">商品のお届け' in page
    english = browser.get("/en/mypage/information/").content.decode()
    assert "A member of our staff (orders) opened your delivery address." in english


def test_a_refused_reveal_is_read_too() -> None:
    _anna, customer, browser = signed_in()
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "catalogue")), pytest.raises(privacy.Refused):
        privacy.use(customer.name, purpose=ORDER_CARE, reason="curious")
    page = browser.get("/mypage/information/uses/?kind=alert").content.decode()
    assert "スタッフ(商品担当)がお名前を開こうとしましたが、開けませんでした。" in page
    assert "その役割には許されていません。" in page


def test_what_concerns_others_is_not_shown() -> None:
    _anna, customer, _browser = signed_in()
    with privacy.acting_as(privacy.Actor.staff(uuid4(), "orders")):
        privacy.use(customer.email, purpose=NOTICE, reason="only for Anna to read")
    _berta, _other, stranger = signed_in()
    for path in PAGES:
        assert "only for Anna to read" not in stranger.get(f"/mypage/information/{path}").content.decode()


def test_a_mail_is_a_provision_told_once() -> None:
    anna, _customer, browser = signed_in()
    browser.post(
        "/mypage/security/password/",
        {"current-password": anna.password, "new-password": f"{anna.password}-2"},
    )
    assert len(mails()) == 1
    page = browser.get("/mypage/information/provisions/").content.decode()
    assert page.count("お名前、メールアドレスを、メール配信サービスに渡しました。") == 1
    assert "パスワード変更のお知らせ" in page


def test_looking_at_the_ledger_of_a_member_with_nothing_done() -> None:
    _anna, _customer, browser = signed_in()
    page = browser.get("/mypage/information/provisions/").content.decode()
    assert "外部に渡した記録はありません" in page
