"""Clause 3e: forms are filled in with what was registered, so that nobody types it twice."""

from collections.abc import Iterator

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, PREFILL
from small_trades.policy.groups import PersonName, Telephone
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.actions.registration import correct_registration
from small_trades.shop.account.queries import prefill
from small_trades.shop.account.tests.making import Browser, mails, member, person, with_address
from small_trades.shop.checkout.tests.shopping import Shopper
from small_trades.shop.orders.tests.making import cup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def sign_in(shopper: Shopper, email: str, password: str) -> None:
    """Sign in with a cart in hand."""
    typed = {"email": email, "current-password": password}
    assert shopper.browser.post("/account/login/", typed, secure=True).status_code == 302


def look_at(shopper: Shopper, path: str) -> str:
    """A page of the shopper's."""
    page: str = shopper.browser.get(path, secure=True).content.decode()
    return page


def test_the_checkout_knows_a_member(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    address = with_address(anna, customer)
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        to = privacy.use(address.to, purpose=ACCOUNT_DISPLAY)
    shopper = Shopper(cup())
    sign_in(shopper, anna.email, anna.password)
    before = len(ledger_rows())

    page = shopper.get("details").content.decode()

    for value in (anna.family, anna.given, anna.kana, anna.email, to.street, to.telephone):
        assert f'value="{value}"' in page
    rows = ledger_rows()[before:]
    assert [(row.event, row.purpose, row.actor_kind) for row in rows] == [("use", PREFILL.id, "customer")]


def test_a_member_chooses_among_their_addresses(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    home, mother = with_address(anna, customer), with_address(person(), customer, label="family")
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        at_home, at_mothers = privacy.use([home.to, mother.to], purpose=ACCOUNT_DISPLAY)
    shopper = Shopper(cup())
    sign_in(shopper, anna.email, anna.password)
    before = len(ledger_rows())

    page = shopper.get("details").content.decode()
    other = look_at(shopper, f"/checkout/details/?address={mother.pk}")

    assert f'value="{at_home.street}"' in page
    assert at_mothers.street in page, "it is offered"
    assert f'value="{at_mothers.street}"' in other
    assert f'value="{at_mothers.family}"' in other
    assert f'value="{anna.email}"' in other
    rows = ledger_rows()[before:]
    assert {(row.event, row.purpose, row.actor_kind) for row in rows} == {("use", PREFILL.id, "customer")}
    assert all("DeliveryAddress" in row.groups for row in rows)


def test_an_address_can_still_be_chosen_after_another_was_entered() -> None:
    anna, customer = member()
    with_address(anna, customer)
    mother = with_address(person(), customer, label="family")
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        to = privacy.use(mother.to, purpose=ACCOUNT_DISPLAY)
    shopper = Shopper(cup())
    sign_in(shopper, anna.email, anna.password)
    shopper.details(None, note="玄関先へ")
    page = look_at(shopper, f"/checkout/details/?address={mother.pk}")
    assert f'value="{to.street}"' in page
    assert "玄関先へ" in page, "what was typed beside the address stays"


@pytest.mark.parametrize("asked", ["theirs", "", "x", "7" * 300])
def test_nobody_is_offered_somebody_elses_address(asked: str) -> None:
    anna, customer = member()
    with_address(anna, customer)
    berta, neighbour = member()
    foreign = with_address(berta, neighbour)
    with privacy.acting_as(privacy.Actor.customer(neighbour.pk, neighbour.subject)):
        to = privacy.use(foreign.to, purpose=ACCOUNT_DISPLAY)
    shopper = Shopper(cup())
    sign_in(shopper, anna.email, anna.password)
    named = str(foreign.pk) if asked == "theirs" else asked
    page = look_at(shopper, f"/checkout/details/?address={named}")
    assert to.street not in page
    assert f'value="{anna.family}"' in page


def test_the_inquiry_form_knows_a_member(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    with_address(anna, customer)
    browser = Browser()
    browser.sign_in(anna)
    before = len(ledger_rows())
    page = browser.get("/inquiries/").content.decode()
    assert f'value="{anna.email}"' in page
    assert anna.family in page
    rows = [(row.purpose, row.groups) for row in ledger_rows()[before:]]
    assert rows == [(PREFILL.id, ("EmailAddress", "PersonName"))], (
        "an inquiry takes no address: none is opened"
    )


def test_an_address_form_begins_with_the_members_name_and_telephone(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    number = plant("telephone")
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        correct_registration(
            customer,
            name=PersonName(anna.family, anna.given, anna.kana, anna.kana),
            telephone=Telephone(number),
        )
    browser = Browser()
    browser.sign_in(anna)
    before = len(ledger_rows())
    page = browser.get("/mypage/addresses/new/").content.decode()
    for value in (anna.family, anna.given, anna.kana, number):
        assert f'value="{value}"' in page
    assert [row.purpose for row in ledger_rows()[before:]] == [PREFILL.id]


def test_whoever_comes_after_a_sign_out_finds_forms_empty(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    with_address(anna, customer)
    browser = Browser()
    browser.sign_in(anna)
    seen = browser.get("/inquiries/")
    assert seen["Cache-Control"] == "no-store", "no browser and no proxy keeps what was filled in"
    browser.post("/account/logout/")
    before = len(ledger_rows())
    page = browser.get("/inquiries/").content.decode()
    assert not any(value in page for value in anna.planted())
    assert browser.get("/mypage/addresses/new/").status_code == 302
    assert ledger_rows()[before:] == ()


def test_a_guest_finds_forms_empty_and_nothing_is_opened(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    with_address(anna, customer)
    before = len(ledger_rows())
    pages = Shopper(cup()).get("details").content.decode() + Browser().get("/inquiries/").content.decode()
    assert not any(value in pages for value in anna.planted())
    assert ledger_rows()[before:] == ()


def test_the_member_reads_that_a_form_was_filled_in() -> None:
    anna, customer = member()
    with privacy.acting_as(privacy.Actor.customer(customer.pk, customer.subject)):
        known = prefill(customer)
    assert (known.email.address, known.address(), known.telephone) == (anna.email, None, None)
    browser = Browser()
    browser.sign_in(anna)
    page = browser.get("/mypage/information/uses/?kind=own").content.decode()
    assert "入力欄に、お名前、メールアドレスをあらかじめ表示しました。" in page


@pytest.mark.parametrize(
    "actor", [privacy.Actor.staff(privacy.uuid7(), "owner"), privacy.Actor.system("orders.task")]
)
def test_nobody_but_the_person_may_have_a_form_filled_in(
    actor: privacy.Actor, ledger_rows: LedgerRows
) -> None:
    _anna, customer = member()
    with privacy.acting_as(actor), pytest.raises(privacy.Refused):
        prefill(customer)
    assert [row.event for row in ledger_rows(privacy.ledger.Event.REFUSAL)] == ["refusal"]
