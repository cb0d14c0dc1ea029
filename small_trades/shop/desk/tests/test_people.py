"""Finding people: what matches, what is shown of it, and what the ledger says."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import FINDING, ORDER_CARE
from small_trades.policy.groups import DeliveryAddress, EmailAddress, PersonName
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.models import Customer
from small_trades.shop.account.tests.making import Browser, Person, member
from small_trades.shop.desk import people_index
from small_trades.shop.desk.people_index import INDEX
from small_trades.shop.desk.queries import people
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.inquiries.tests.making import Asker, inquiry
from small_trades.shop.orders.actions.cancel import cancel
from small_trades.shop.orders.models import Destination, Order
from small_trades.shop.orders.states import CancelReason
from small_trades.shop.orders.tests.destinations import sent_apart
from small_trades.shop.orders.tests.making import Guest, guest, placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HANAKO = Person("篁ヶ原", "茉莉花子", "タカムラガハラ", plant("email"), "kanariya-no-uta-wa-takai")
TELEPHONE = "03-5790-4417"


@pytest.fixture(autouse=True)
def _nobody_known() -> Iterator[None]:
    INDEX.clear()
    yield
    INDEX.clear()


@pytest.fixture
def hanako() -> Customer:
    return member(HANAKO)[1]


@pytest.fixture
def support() -> Browser:
    return desk_of(colleague("support"))


def _guest(family: str = "綾小路沢", given: str = "蒼穹彦", kana: str = "アヤノコウジザワ") -> Guest:
    to = DeliveryAddress(
        family, given, kana, "", "1500001", "東京都", "渋谷区", plant("street"), "", TELEPHONE
    )
    return Guest(PersonName(family, given, kana, ""), EmailAddress(plant("email")), to)


def _find(browser: Browser, typed: str) -> str:
    return str(browser.post("/en/desk/people/", {"wanted": typed}).content.decode())


def _order(order_id: UUID) -> Order:
    return Order.objects.get(pk=order_id)


@pytest.mark.parametrize(
    "typed", ["篁ヶ原", "篁ヶ原茉莉花子", "篁ヶ原　茉莉花子", "茉莉", "たかむらがはら", "ﾀｶﾑﾗｶﾞﾊﾗ", "タカムラ"]
)
def test_a_name_is_found_however_it_is_typed(hanako: Customer, support: Browser, typed: str) -> None:
    page = _find(support, typed)
    assert "1 person" in page
    assert f"/desk/people/{hanako.pk}/" in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("篁ヶ原", "篁ヶ原 ●●"),
        ("茉莉", "●● 茉莉花子"),
        ("原茉莉", "篁ヶ原 茉莉花子"),
        ("タカムラ", "篁ヶ原 ●●"),
    ],
)
@pytest.mark.usefixtures("hanako")
def test_only_the_part_that_was_looked_for_is_open(support: Browser, typed: str, shown: str) -> None:
    page = _find(support, typed)
    assert f">{shown}</th>" in page
    assert HANAKO.email not in page


@pytest.mark.parametrize(
    "typed", ["03-5790-4417", "0357904417", "０３－５７９０－４４１７", "4417", "+81 3 5790 4417"]
)
def test_a_telephone_number_is_found_by_its_digits_and_the_name_stays_shut(
    support: Browser, typed: str
) -> None:
    placed(by=_guest())
    page = _find(support, typed)
    assert "1 person" in page
    assert ">●● ●●</th>" in page
    assert "…4417" in page


def test_an_address_is_found_exactly_or_not_at_all(hanako: Customer, support: Browser) -> None:
    buyer = _guest()
    order = _order(placed(by=buyer))
    assert f"/desk/people/{hanako.pk}/" in _find(support, HANAKO.email.upper())
    assert "1 person" in _find(support, buyer.email.address)
    assert order.code in _find(desk_of(colleague("orders")), buyer.email.address)
    assert "Nobody was found" in _find(support, HANAKO.email[1:])


def test_a_code_leads_to_its_order_or_inquiry() -> None:
    order, asked = _order(placed()), inquiry()
    manager = desk_of(colleague("manager"))
    assert f"/desk/orders/{order.code}/" in _find(manager, order.code.lower().replace("-", " "))
    assert f"/desk/inquiries/{asked.code}/" in _find(manager, asked.code)


def test_a_search_is_one_row_with_whom_it_showed_and_never_what_was_typed(
    hanako: Customer, support: Browser, ledger_rows: LedgerRows
) -> None:
    member()
    _find(support, "たかむら")
    rows = ledger_rows(privacy.ledger.Event.SEARCH)
    assert [(row.outcome, row.role, len(row.references)) for row in rows] == [
        ("people: name or reading", "support", 1)
    ]
    assert [row.event for row in privacy.uses_of(hanako.subject)[:2]] == ["search", "use"]
    before = len(ledger_rows())
    assert "Nobody was found" in _find(support, "寿限無")
    assert [(row.event, len(row.references)) for row in ledger_rows()[before:]] == [("search", 0)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type whom you look for."),
        ("  ", "Type whom you look for."),
        ("林", "One letter would show too many people. Add the given name, or type the reading in kana."),
        ("441", "Type at least four digits of the telephone number."),
        ("０３ー", "Type at least four digits of the telephone number."),
    ],
)
@pytest.mark.usefixtures("hanako")
def test_too_little_is_refused_with_a_word_and_searches_nothing(
    support: Browser, ledger_rows: LedgerRows, typed: str, said: str
) -> None:
    assert problems(_find(support, typed))["wanted"] == said
    assert ledger_rows(privacy.ledger.Event.SEARCH) == ()
    assert INDEX.size == 0


@pytest.mark.usefixtures("hanako")
def test_what_is_typed_never_stands_in_an_address(support: Browser) -> None:
    page = support.get("/en/desk/people/?wanted=篁ヶ原").content.decode()
    assert 'method="post"' in page
    assert "篁" not in page
    assert "found-title" not in page


def test_at_most_twenty_are_shown(support: Browser, ledger_rows: LedgerRows) -> None:
    for number in range(22):
        placed(by=_guest(given=f"其ノ{number}"))
    page = _find(support, "綾小路")
    assert "20 people" in page
    assert "More people match" in page
    (row,) = ledger_rows(privacy.ledger.Event.SEARCH)
    assert len(row.references) == 20


def test_the_orders_of_one_person_are_one_line(hanako: Customer) -> None:
    name = PersonName(HANAKO.family, HANAKO.given, HANAKO.kana, HANAKO.kana)
    who = Guest(name, EmailAddress(HANAKO.email), _guest(HANAKO.family, HANAKO.given, HANAKO.kana).ship_to)
    codes = [_order(placed(by=who, subject=hanako.subject, customer_id=hanako.pk)).code for _ in range(2)]
    page = _find(desk_of(colleague("orders")), "篁ヶ原")
    assert "1 person" in page
    assert all(code in page for code in codes)


@pytest.mark.parametrize(("typed", "telephone"), [("綾小路", "—"), ("あやのこうじ", "—"), ("5790", "…4417")])
def test_each_address_of_an_order_is_found_by_its_receiver(
    ledger_rows: LedgerRows, typed: str, telephone: str
) -> None:
    order = sent_apart({0: 1}, {0: 1}, to=(guest(), _guest()))
    page = _find(desk_of(colleague("orders")), typed)
    assert "1 person" in page
    assert page.count(f">{order.code}<") == 1
    assert ">●● ●●</th>" in page, "the buyer's name stays shut: it is not what was looked for"
    assert f">{telephone}</td>" in page
    (row,) = ledger_rows(privacy.ledger.Event.SEARCH)
    assert len(row.references) == 1
    use = privacy.uses_of(order.subject)[1]
    assert (use.event, use.role, use.purpose_id) == ("use", "orders", FINDING.id)


def test_an_order_whose_receivers_all_match_is_one_person_and_one_code() -> None:
    order = sent_apart({0: 1}, {0: 1}, to=(_guest(), _guest(given="其ノ二")), by=_guest(given="其ノ三"))
    page = _find(desk_of(colleague("orders")), "綾小路")
    assert "1 person" in page
    assert page.count(f">{order.code}<") == 1
    assert ">綾小路沢 ●●</th>" in page


def test_a_receiver_whose_address_was_corrected_or_closed_is_not_found(support: Browser) -> None:
    order = sent_apart({0: 1}, to=(_guest(),))
    assert "1 person" in _find(support, "綾小路")
    there = Destination.objects.get()
    with privacy.acting_as(privacy.Actor.system("test")):
        privacy.correct(
            there, notice="checkout-details", ship_to=_guest("鳳凰院", kana="ホウオウイン").ship_to
        )
    there.save()
    assert "Nobody was found" in _find(support, "綾小路")
    INDEX._compared -= people_index.COMPARE_EVERY
    assert "1 person" in _find(support, "鳳凰院")
    with privacy.acting_as(privacy.Actor.system("test")):
        cancel(order.pk, reason=CancelReason.CUSTOMER)
    assert "Nobody was found" in _find(support, "鳳凰院")


def test_the_receivers_of_who_is_erased_leave_memory(support: Browser) -> None:
    order = sent_apart({0: 1}, to=(_guest(),))
    assert "1 person" in _find(support, "綾小路")
    privacy.destroy(order.subject)
    INDEX.evict_closed()
    assert [entry.names for entry in INDEX._entries.values()] == [None, None]
    assert "Nobody was found" in _find(support, "綾小路")


@pytest.mark.usefixtures("hanako")
def test_who_registers_later_is_found_at_once_and_a_corrected_name_within_a_minute(support: Browser) -> None:
    assert "1 person" in _find(support, "篁ヶ原")
    later = member(Person("篁ヶ原", "次郎丸", "タカムラガハラ", plant("email"), plant("password")))[1]
    assert "2 people" in _find(support, "篁ヶ原")

    with privacy.acting_as(privacy.Actor.customer(later.pk, later.subject)):
        privacy.correct(later, notice="registration", name=PersonName("鳳凰院", "次郎丸", "ホウオウイン"))
    later.save()
    assert "1 person" in _find(support, "篁ヶ原")
    INDEX._compared -= people_index.COMPARE_EVERY
    assert "1 person" in _find(support, "鳳凰院")


def test_who_is_erased_is_not_found_and_leaves_memory(hanako: Customer, support: Browser) -> None:
    assert "1 person" in _find(support, "篁ヶ原")
    privacy.destroy(hanako.subject)
    INDEX.evict_closed()
    assert [entry.names for entry in INDEX._entries.values()] == [None]
    assert "Nobody was found" in _find(support, "篁ヶ原")


def test_who_objected_or_is_closed_to_staff_is_not_found_by_the_very_next_search(
    hanako: Customer, support: Browser, ledger_rows: LedgerRows
) -> None:
    assert "1 person" in _find(support, "篁ヶ原")
    with privacy.acting_as(privacy.Actor.customer(hanako.pk, hanako.subject)):
        privacy.object_to(hanako.subject, purpose=FINDING, channel="my-page")
    assert "Nobody was found" in _find(support, "篁ヶ原")
    with privacy.acting_as(privacy.Actor.customer(hanako.pk, hanako.subject)):
        privacy.withdraw_objection(hanako.subject, purpose=FINDING, channel="my-page")
        assert "1 person" in _find(support, "篁ヶ原")
        privacy.restrict(hanako.subject, because="stopped", actors={privacy.ActorKind.STAFF})
    assert "Nobody was found" in _find(support, "篁ヶ原")
    assert len(ledger_rows(privacy.ledger.Event.SEARCH)[-1].references) == 0


@pytest.mark.usefixtures("hanako")
def test_half_an_hour_without_a_search_empties_the_memory(support: Browser) -> None:
    _find(support, "篁ヶ原")
    INDEX.evict_closed()
    assert INDEX.size == 1
    INDEX._used -= people_index.IDLE + 1
    INDEX.evict_closed()
    assert INDEX.size == 0


@pytest.mark.usefixtures("hanako")
def test_the_page_of_the_search_has_the_index_made_meanwhile(support: Browser) -> None:
    support.get("/desk/people/")
    assert INDEX.size == 0
    INDEX.tend()
    assert INDEX.size == 1
    INDEX.tend()
    assert INDEX.size == 1


def test_somebody_who_never_confirmed_is_nobody(hanako: Customer, support: Browser) -> None:
    Customer.objects.update(verified_at=None)
    assert "Nobody was found" in _find(support, "篁ヶ原")
    assert support.get(f"/desk/people/{hanako.pk}/").status_code == 404


def test_a_member_page_opens_nothing_until_a_reason_is_given(
    hanako: Customer, support: Browser, ledger_rows: LedgerRows
) -> None:
    asked = inquiry(Asker(HANAKO.family, HANAKO.email, plant("text")), customer=hanako)
    rows = len(ledger_rows())
    page = support.get(f"/en/desk/people/{hanako.pk}/").content.decode()
    assert not any(value in page for value in HANAKO.planted())
    assert asked.code in page
    assert len(ledger_rows()) == rows

    typed = {"what": ["name"], "purpose": ORDER_CARE.id, "reason": "Calls about a broken cup"}
    page = support.post(f"/en/desk/people/{hanako.pk}/reveal/", typed).content.decode()
    assert f"{HANAKO.family} {HANAKO.given}" in page
    assert HANAKO.email not in page
    newest = privacy.uses_of(hanako.subject)[0]
    assert (newest.role, newest.reason, newest.groups) == (
        "support",
        "Calls about a broken cup",
        ("PersonName",),
    )


def test_without_a_reason_nothing_opens(hanako: Customer, support: Browser, ledger_rows: LedgerRows) -> None:
    rows = len(ledger_rows())
    typed = {"what": ["name"], "purpose": ORDER_CARE.id, "reason": " "}
    page = support.post(f"/en/desk/people/{hanako.pk}/reveal/", typed).content.decode()
    assert set(problems(page)) == {"reason"}
    assert HANAKO.family not in page
    assert len(ledger_rows()) == rows


def test_a_closed_member_is_said_in_words(hanako: Customer, support: Browser) -> None:
    with privacy.acting_as(privacy.Actor.customer(hanako.pk, hanako.subject)):
        privacy.object_to(hanako.subject, purpose=ORDER_CARE, channel="my-page")
    typed = {"what": ["name"], "purpose": ORDER_CARE.id, "reason": "Calls about a broken cup"}
    answer = support.post(f"/en/desk/people/{hanako.pk}/reveal/", typed)
    assert answer.status_code == 403
    assert "The person objected to this purpose. Nothing was shown." in answer.content.decode()


def test_how_a_text_is_read() -> None:
    read = {
        "taro@example.jp": people.By.EMAIL,
        "7K3F-9QXM-2RTD": people.By.CODE,
        "7k3f9qxm2rtd": people.By.CODE,
        "234567892345": people.By.TELEPHONE,
        "(03) 5790-4417": people.By.TELEPHONE,
        "山田太郎": people.By.NAME,
        "ー": people.By.NAME,
    }
    assert {typed: people.how(typed) for typed in read} == read


def test_the_moment_of_a_row_is_what_makes_it_new() -> None:
    member()
    source = people_index.SOURCES[0]
    assert source.newer(timezone.now() - dt.timedelta(minutes=1)).count() == 1
    assert source.newer(timezone.now() + dt.timedelta(minutes=1)).count() == 0
