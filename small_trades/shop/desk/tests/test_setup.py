"""The setup of a new shop: it comes up for its owner, keeps what the settings keep, and goes for good."""

import pytest

from small_trades.shop.account.tests.making import Browser
from small_trades.shop.delivery.models import DeliveryRules
from small_trades.shop.desk.tests.making import colleague, desk_of, problems
from small_trades.shop.desk.tests.test_settings import CASH, RULES
from small_trades.shop.pages.sample import load_sample_words
from small_trades.shop.site.models import ShopSettings
from small_trades.shop.site.queries import shop_facts

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SETUP = "/desk/setup/"
SHOP = {
    "name_ja": "こもれび商店",
    "name_en": "Komorebi",
    "seller_ja": "木漏れ日株式会社",
    "representative_ja": "木漏れ日 花",
    "address_ja": "東京都渋谷区1-1",
    "telephone": "03-0000-0000",
    "inquiry_email": "hello@komorebi.example",
}
LEGAL = {f"text_{place}_{language}": "条件" for place in range(8) for language in ("ja", "en")}


@pytest.fixture
def desk() -> Browser:
    return desk_of(colleague("owner"))


def begins_at(role: str) -> str:
    """Where somebody of this role comes to, who has just confirmed the policy for the first time."""
    browser = desk_of(colleague(role, confirmed=0))
    return str(browser.post("/desk/policy/", {"read": "on"})["Location"])


def test_it_comes_up_for_the_owner_of_a_new_shop_alone() -> None:
    assert begins_at("owner") == SETUP
    assert {begins_at(role) for role in ("manager", "orders", "catalogue")} == {"/desk/"}


def test_it_comes_up_at_each_signing_in_until_it_is_put_away() -> None:
    owner = colleague("owner", password="kyou-wa-ii-tenki-desu")
    typed = {"email": owner.email, "password": "kyou-wa-ii-tenki-desu", "code": owner.code()}
    assert Browser().post("/desk/login/", typed)["Location"] == SETUP
    assert desk_of(owner).post(f"{SETUP}end/")["Location"] == "/desk/"
    assert begins_at("owner") == "/desk/"
    typed["code"] = owner.code(steps=1)
    assert Browser().post("/desk/login/", typed)["Location"] == "/desk/"


def test_a_sample_shop_is_set_up() -> None:
    load_sample_words()
    assert begins_at("owner") == "/desk/"


def test_the_owner_is_led_through_every_step_and_the_settings_keep_it(desk: Browser) -> None:
    assert desk.get(SETUP)["Location"] == f"{SETUP}shop/"
    typed = {
        "shop": SHOP,
        "legal": LEGAL,
        "tax": {"invoice_number": "t8700110005901"},
        "delivery": RULES,
        "payment": CASH,
    }
    onward = [desk.post(f"{SETUP}{step}/", given)["Location"] for step, given in typed.items()]
    assert onward == [f"{SETUP}{step}/" for step in ("legal", "tax", "delivery", "payment", "finish")]
    shop = ShopSettings.objects.get()
    assert (shop.name_ja, shop.telephone, shop.invoice_number) == (
        "こもれび商店",
        "03-0000-0000",
        "T8700110005901",
    )
    assert shop.legal[0]["text_ja"] == "条件"
    assert DeliveryRules.objects.exists()
    assert shop_facts().payment_rules.off == frozenset({"konbini", "bank-transfer"})
    page = desk.get(f"{SETUP}finish/").content.decode()
    assert page.count("step is-done") == 5
    assert 'href="/desk/products/">' in page
    assert f'href="{SETUP}legal/">特定' not in page
    assert desk.post(f"{SETUP}end/")["Location"] == "/desk/"
    assert begins_at("owner") == "/desk/"


def test_a_step_left_for_later_keeps_nothing_and_is_marked(desk: Browser) -> None:
    assert desk.post(f"{SETUP}shop/", {"skip": "1", "name_ja": "x"})["Location"] == f"{SETUP}legal/"
    assert ShopSettings.objects.get().name_ja == "小商い"
    page = desk.get(f"{SETUP}legal/").content.decode()
    assert page.count("desk-step-later") == 1
    desk.post(f"{SETUP}shop/", SHOP)
    assert "desk-step-later" not in desk.get(f"{SETUP}legal/").content.decode()


def test_one_goes_on_where_one_left(desk: Browser) -> None:
    desk.post(f"{SETUP}shop/", SHOP)
    desk.post(f"{SETUP}legal/", {"skip": "1"})
    elsewhere = desk_of(colleague("owner"))
    assert elsewhere.get(SETUP)["Location"] == f"{SETUP}tax/"
    page = elsewhere.get(f"{SETUP}tax/").content.decode()
    assert f'href="{SETUP}legal/"' in page
    assert 'name="name_ja"' not in page


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("shop", SHOP | {"name_ja": ""}, "name_ja"),
        ("legal", LEGAL | {"text_0_ja": ""}, "text_0_ja"),
        ("tax", {"invoice_number": "T8700110005902"}, "invoice_number"),
        ("delivery", RULES | {"free_from": "x"}, "free_from"),
        ("payment", CASH | {"cash_fees": "10000"}, "cash_fees"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_the_step_stays(
    desk: Browser, step: str, typed: dict[str, str], field: str
) -> None:
    answer = desk.post(f"{SETUP}{step}/", typed)
    assert answer.status_code == 200
    assert field in problems(answer.content.decode())
    assert not ShopSettings.objects.exists()
    assert not DeliveryRules.objects.exists()
    assert desk.get(SETUP)["Location"] == f"{SETUP}shop/"


def test_without_a_registration_number_the_step_is_done_all_the_same(desk: Browser) -> None:
    assert desk.post(f"{SETUP}tax/", {"invoice_number": ""})["Location"] == f"{SETUP}delivery/"
    setup = ShopSettings.objects.get().setup
    assert setup is not None
    assert setup["done"] == ["tax"]


def test_the_checklist_leads_into_it(desk: Browser) -> None:
    assert f'href="{SETUP}"' in desk.get("/desk/").content.decode()
    page = desk.get(f"{SETUP}finish/").content.decode()
    assert f'href="{SETUP}shop/">販売業者' in page


def test_a_step_that_is_not_there_is_a_404(desk: Browser) -> None:
    assert desk.get(f"{SETUP}nothing/").status_code == 404
