"""The address book: one's own, one first, and filled in from the postcode."""

from uuid import uuid4

import pytest

from small_trades import privacy
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account import queries
from small_trades.shop.account.actions.addresses import MOST_ADDRESSES
from small_trades.shop.account.models import Address
from small_trades.shop.account.tests.making import Browser, home_address, member, with_address

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def typed(**changes: str) -> dict[str, str]:
    """The form of an address."""
    form = {
        "label": "home",
        "family-name": "山田",
        "given-name": "花子",
        "family-kana": "やまだ",
        "given-kana": "はなこ",
        "postal-code": "１５０－０００１",
        "address-level1": "東京都",
        "address-level2": "渋谷区",
        "address-line1": "神宮前1-2-3",
        "address-line2": "",
        "tel": "09012345678",
    }
    return {**form, **{name.replace("_", "-"): value for name, value in changes.items()}}


def test_an_address_is_added_tidied_and_the_first_one_is_the_default(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    browser = Browser()
    browser.sign_in(anna)
    before = len(ledger_rows())

    answer = browser.post("/mypage/addresses/new/", typed())

    assert answer["Location"] == "/mypage/addresses/"
    (row,) = ledger_rows()[before:]
    assert (row.event, row.outcome, row.groups) == ("collection", "notice:address", ("DeliveryAddress",))
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        (entry,) = queries.addresses(customer)
    assert entry.is_default
    assert (entry.to.postal_code, entry.to.family_kana, entry.to.telephone) == (
        "1500001",
        "ヤマダ",
        "090-1234-5678",
    )


def test_another_first_takes_the_place_of_the_one_before_and_the_oldest_inherits() -> None:
    anna, customer = member()
    one, two, three = (with_address(anna, customer) for _number in range(3))
    browser = Browser()
    browser.sign_in(anna)

    browser.post(f"/mypage/addresses/{two.pk}/first/")
    assert list(Address.objects.filter(is_default=True)) == [two]
    browser.post(f"/mypage/addresses/{two.pk}/delete/")
    assert list(Address.objects.all()) == [one, three]
    assert list(Address.objects.filter(is_default=True)) == [one]


def test_nobody_sees_changes_or_deletes_the_address_of_another(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    theirs = with_address(anna, customer)
    berta, _other = member()
    browser = Browser()
    browser.sign_in(berta)
    before = len(ledger_rows())

    assert browser.get(f"/mypage/addresses/{theirs.pk}/").status_code == 404
    assert browser.post(f"/mypage/addresses/{theirs.pk}/", typed()).status_code == 404
    browser.post(f"/mypage/addresses/{theirs.pk}/first/")
    browser.post(f"/mypage/addresses/{theirs.pk}/delete/")
    assert browser.get(f"/mypage/addresses/{uuid4()}/").status_code == 404

    assert Address.objects.get() == theirs
    assert len(ledger_rows()) == before


def test_an_address_is_corrected(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    address = with_address(anna, customer)
    browser = Browser()
    browser.sign_in(anna)
    before = browser.get(f"/mypage/addresses/{address.pk}/").content.decode()
    assert home_address(anna).family in before

    browser.post(f"/mypage/addresses/{address.pk}/", typed(label="work", is_default="on"))

    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        (entry,) = queries.addresses(customer)
    assert (entry.to.family, entry.label_key, entry.is_default) == ("山田", "work", True)
    assert [row.outcome for row in ledger_rows(privacy.ledger.Event.CORRECTION)] == ["notice:address"]


def test_the_button_fills_in_the_place_of_a_postcode_and_saves_nothing() -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    incomplete = typed(
        postal_code="604-8001", address_level1="", address_level2="", address_line1="", fill="1"
    )

    page = browser.post("/mypage/addresses/new/", incomplete).content.decode()

    assert '<option value="京都府" selected>' in page
    assert 'value="京都市中京区"' in page
    assert 'value="山田"' in page
    assert "error-summary" not in page
    assert not Address.objects.exists()


def test_a_postcode_is_answered_without_standing_in_an_address() -> None:
    browser = Browser()
    answer = browser.post("/account/postcode/", {"postal-code": "１５０−０００１"})
    assert answer.json() == {"prefecture": "東京都", "city": "渋谷区", "street": "神宮前"}
    assert browser.post("/account/postcode/", {"postal-code": "000-0000"}).status_code == 404
    assert browser.get("/account/postcode/?postal-code=1500001").status_code == 405


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("postal-code", "150"),
        ("address-level1", "Tokyo"),
        ("tel", "call me"),
        ("address-line1", "4242424242424242"),
        ("label", "my secret place"),
    ],
)
def test_what_cannot_be_delivered_to_is_said_at_the_field(field: str, value: str) -> None:
    anna, _customer = member()
    browser = Browser()
    browser.sign_in(anna)
    page = browser.post("/mypage/addresses/new/", {**typed(), field: value}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert not Address.objects.exists()


def test_an_address_book_has_an_end() -> None:
    anna, customer = member()
    for _number in range(MOST_ADDRESSES):
        with_address(anna, customer)
    browser = Browser()
    browser.sign_in(anna)
    assert browser.post("/mypage/addresses/new/", typed()).status_code == 200
    assert Address.objects.count() == MOST_ADDRESSES
