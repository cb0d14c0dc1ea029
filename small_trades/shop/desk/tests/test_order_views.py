"""Lists of orders under a name: kept, shared, counted, renamed, removed, and broken ones that say so."""

import pytest

from small_trades import privacy
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.desk.actions.order_views import MOST
from small_trades.shop.desk.models import OrderView
from small_trades.shop.desk.tests.making import Colleague, colleague, desk_of, problems
from small_trades.shop.kernel.personal import names_somebody
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
VIEWS = "/en/desk/orders/views/"


@pytest.fixture
def packer() -> Colleague:
    return colleague("orders")


@pytest.fixture
def browser(packer: Colleague) -> Browser:
    return desk_of(packer)


def a_view(who: Colleague, question: str = "state=paid", *, is_shared: bool = False) -> OrderView:
    """A view that is there already."""
    return OrderView.objects.create(
        staff=who.staff, name="Morning round", question=question, is_shared=is_shared
    )


def the_list(browser: Browser, query: str = "") -> str:
    """The page of the list."""
    return str(browser.get(f"/en/desk/orders/{query}").content.decode())


def test_a_filter_is_kept_under_a_name_and_pinned_with_its_count(browser: Browser, packer: Colleague) -> None:
    placed()
    Order.objects.filter(pk=placed()).update(state="paid")
    assert "Keep this view" not in the_list(browser)
    assert "Keep this view" in the_list(browser, "?state=paid")
    sent = {"name": "Morning round", "state": "paid", "method": "", "since": "2026-01-01", "on_hold": "False"}
    answer = browser.post(VIEWS, sent)
    assert answer["Location"] == "/en/desk/orders/?state=paid&since=2026-01-01"
    view = OrderView.objects.get()
    assert (view.staff_id, view.is_shared) == (packer.staff.pk, False)
    page = the_list(browser)
    assert 'Morning round <span class="desk-view-count">1</span>' in page
    page = the_list(browser, f"?{view.question}")
    assert 'since=2026-01-01" aria-current="page"' in page.replace("&amp;", "&")
    assert "Keep this view" not in page


def test_what_leads_to_a_person_is_not_kept(browser: Browser) -> None:
    code = Order.objects.get(pk=placed()).code
    only_code = browser.post(VIEWS, {"name": "That order", "code": code}).content.decode()
    assert "Narrow the list first" in problems(only_code)[""]
    assert browser.post(VIEWS, {"name": "Paid", "code": code, "state": "paid"}).status_code == 302
    assert OrderView.objects.get().question == "state=paid"
    for name in ("hanako@example.com", f"The order {code}", "Tel 090-1234-5678", "4242 4242 4242 4242"):
        page = browser.post(VIEWS, {"name": name, "state": "paid"}).content.decode()
        assert "name" in problems(page), name
    assert OrderView.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("To pack since 2026-11-01", False),
        ("入金済み・12/24着", False),
        ("Over 10,000 yen", False),
        ("090−1234−5678に電話", True),
        ("+81 3 1234 5678", True),
        ("〒604-8571", True),
        ("6048571", False),
        ("604-8571まで", True),
        ("Ｈａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", True),
        ("7K3F-9QXM-2RTD", True),
    ],
)
def test_what_leads_to_somebody(text: str, *, leads: bool) -> None:
    assert names_somebody(text) is leads


def test_the_shop_may_name_itself() -> None:
    assert not names_somebody(
        "Call 075-123-4567 or shop@example.com", but=("075-123-4567", "shop@example.com", "")
    )
    assert names_somebody("Call 075-123-4568", but=("075-123-4567",))


@pytest.mark.parametrize("name", ["", "x" * 41, "  "])
def test_a_name_that_is_none_keeps_nothing_and_what_was_typed_stays(browser: Browser, name: str) -> None:
    page = browser.post(VIEWS, {"name": name, "state": "paid", "is_shared": "on"}).content.decode()
    assert "name" in problems(page)
    assert 'name="state" value="paid"' in page
    assert 'name="is_shared" checked' in page.replace(' id="id_is_shared"', "").replace(
        ' class="checkbox"', ""
    )
    assert not OrderView.objects.exists()


def test_a_name_is_given_once(browser: Browser, packer: Colleague) -> None:
    a_view(packer)
    page = browser.post(VIEWS, {"name": "Morning round", "state": "placed"}).content.decode()
    assert problems(page)["name"] == "You have a view of this name already."
    assert OrderView.objects.get().question == "state=paid"


def test_nobody_has_more_views_than_can_be_counted(browser: Browser, packer: Colleague) -> None:
    for number in range(MOST):
        OrderView.objects.create(staff=packer.staff, name=f"{number}", question="state=paid")
    page = browser.post(VIEWS, {"name": "One more", "state": "placed"}).content.decode()
    assert problems(page)[""] == "You have 12 views already. Remove one first."
    assert OrderView.objects.count() == MOST


def test_others_see_what_is_shared_and_change_nothing_of_it(packer: Colleague) -> None:
    view = a_view(packer)
    other = desk_of(colleague("orders"))
    assert "Morning round" not in the_list(other)
    OrderView.objects.update(is_shared=True)
    assert "Morning round" in the_list(other)
    at = f"{VIEWS}{view.pk}/"
    assert other.get(at).status_code == 404
    assert other.post(at, {"name": "Mine"}).status_code == 404
    assert other.post(f"{at}remove/").status_code == 404
    view.refresh_from_db()
    assert (view.name, view.is_shared) == ("Morning round", True)


def test_a_manager_tidies_up_what_is_shared_and_sees_nothing_else(packer: Colleague) -> None:
    view = a_view(packer, is_shared=True)
    manager = desk_of(colleague("manager"))
    sent = {"name": "Evening round", "is_shared": "on"}
    assert manager.post(f"{VIEWS}{view.pk}/", sent)["Location"] == VIEWS
    assert OrderView.objects.get().name == "Evening round"
    OrderView.objects.update(is_shared=False)
    assert manager.post(f"{VIEWS}{view.pk}/remove/").status_code == 404
    assert OrderView.objects.exists()


def test_ones_own_is_renamed_shared_and_removed(browser: Browser, packer: Colleague) -> None:
    view = a_view(packer)
    assert browser.post(f"{VIEWS}{view.pk}/", {"name": "Noon", "is_shared": "on"})["Location"] == VIEWS
    assert list(OrderView.objects.values_list("name", "is_shared")) == [("Noon", True)]
    assert "name" in problems(browser.post(f"{VIEWS}{view.pk}/", {"name": ""}).content.decode())
    assert browser.post(f"{VIEWS}{view.pk}/remove/")["Location"] == VIEWS
    assert not OrderView.objects.exists()
    assert "No saved views yet" in browser.get(VIEWS).content.decode()


@pytest.mark.parametrize("question", ["state=vanished", "maker=tanaka", "since=2026-02-30"])
def test_a_broken_one_says_so(browser: Browser, packer: Colleague, question: str) -> None:
    view = a_view(packer, question)
    assert "Morning round <span" in the_list(browser)
    assert "Broken" in the_list(browser)
    assert "Broken" in browser.get(VIEWS).content.decode()
    assert "no longer works" in browser.get(f"{VIEWS}{view.pk}/").content.decode()


def test_views_go_with_no_address_of_nobody(browser: Browser) -> None:
    assert browser.get(f"{VIEWS}{privacy.uuid7()}/").status_code == 404
