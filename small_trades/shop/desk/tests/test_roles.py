"""Which role opens which screen, and that the others get a 403 and nothing else."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

import pytest

from small_trades import privacy
from small_trades.policy.declaration import POLICY, STAFF_ROLES
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.tests.making import Browser, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.tests.making import a_failure
from small_trades.shop.inquiries.models import CannedAnswer, Inquiry
from small_trades.shop.inquiries.tests.making import a_text, inquiry
from small_trades.shop.marketing.actions.write import IssueWords, write
from small_trades.shop.options.tests.making import an_option
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import placed
from small_trades.shop.pages.actions import save_news
from small_trades.shop.products.actions.import_uploads import upload
from small_trades.shop.products.models import Variant
from small_trades.shop.products.tests.goods import a_banner, a_product, variant_of
from small_trades.shop.promotions.tests.making import a_campaign, a_coupon
from small_trades.shop.returns.models import ReturnRequest
from small_trades.shop.reviews.actions import write as write_review
from small_trades.shop.reviews.models import Review
from small_trades.shop.reviews.queries import Receipt
from small_trades.shop.reviews.tests.making import words

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ORDER_DESK = {"owner", "manager", "orders"}
INQUIRY_DESK = {"owner", "manager", "support"}
CATALOGUE = {"owner", "manager", "catalogue"}
LEDGER = {"owner", "manager", "auditor"}
MANAGEMENT = {"owner", "manager"}

SCREENS: dict[str, set[str]] = {
    "/desk/": set(STAFF_ROLES),
    "/desk/orders/": ORDER_DESK,
    "/desk/orders/views/": ORDER_DESK,
    "/desk/orders/{order}/": ORDER_DESK,
    "/desk/orders/{order}/refund/": ORDER_DESK,
    "/desk/orders/{order}/returned/": ORDER_DESK,
    "/desk/orders/{order}/left-out/": ORDER_DESK,
    "/desk/orders/{order}/replace/": ORDER_DESK,
    "/desk/parcels/": ORDER_DESK,
    "/desk/returns/": ORDER_DESK | INQUIRY_DESK,
    "/desk/returns/{return}/": ORDER_DESK | INQUIRY_DESK,
    "/desk/parcels/tracking/": ORDER_DESK,
    "/desk/reports/": MANAGEMENT,
    "/desk/reports/days.csv?since=2026-01-01&until=2026-01-02": MANAGEMENT,
    "/desk/transactions/": MANAGEMENT,
    "/desk/inquiries/": INQUIRY_DESK,
    "/desk/inquiries/answers/": INQUIRY_DESK,
    "/desk/inquiries/answers/new/": INQUIRY_DESK,
    "/desk/inquiries/answers/{canned}/": INQUIRY_DESK,
    "/desk/inquiries/{inquiry}/": INQUIRY_DESK,
    "/desk/inquiries/{inquiry}/files/{file}/": INQUIRY_DESK,
    "/desk/requests/": INQUIRY_DESK,
    "/desk/requests/{request}/": INQUIRY_DESK,
    "/desk/requests/{granted}/correction/": INQUIRY_DESK,
    "/desk/reviews/": INQUIRY_DESK,
    "/desk/reviews/{review}/": INQUIRY_DESK,
    "/desk/products/": CATALOGUE,
    "/desk/products/new/": CATALOGUE,
    "/desk/products/{product}/": CATALOGUE,
    "/desk/products/import/": CATALOGUE,
    "/desk/products/import/{import}/": CATALOGUE,
    "/desk/products/import/{import}/report/": CATALOGUE,
    "/desk/products/export/ours/": CATALOGUE,
    "/desk/products/{product}/variants/": CATALOGUE,
    "/desk/products/bulk/": CATALOGUE,
    "/desk/products/prices/": CATALOGUE,
    **{f"/desk/catalogue/{kind}/": CATALOGUE for kind in ("categories", "makers", "tags")},
    "/desk/catalogue/makers/new/": CATALOGUE,
    "/desk/catalogue/makers/{maker}/": CATALOGUE,
    "/desk/products/{product}/pictures/": CATALOGUE,
    "/desk/products/{product}/grid/": CATALOGUE,
    "/desk/products/{product}/stock/": CATALOGUE,
    "/desk/products/{product}/options/": CATALOGUE,
    "/desk/options/": CATALOGUE,
    "/desk/options/new/": CATALOGUE,
    "/desk/options/{option}/": CATALOGUE,
    "/desk/variants/{variant}/": CATALOGUE,
    "/desk/incidents/": {"owner", "manager"},
    "/desk/incidents/new/": {"owner", "manager"},
    "/desk/errors/": {"owner"},
    "/desk/errors/{fault}/": {"owner"},
    "/desk/policy/versions/": {"owner"},
    "/desk/ledger/": LEDGER,
    "/desk/newsletters/": MANAGEMENT,
    "/desk/newsletters/new/": MANAGEMENT,
    "/desk/newsletters/{issue}/": MANAGEMENT,
    "/desk/people/": ORDER_DESK | INQUIRY_DESK,
    "/desk/people/{member}/": ORDER_DESK | INQUIRY_DESK,
    "/desk/people/{member}/take-in/": INQUIRY_DESK,
    "/desk/openings/": ORDER_DESK | INQUIRY_DESK,
    "/desk/exports/": ORDER_DESK,
    "/desk/approvals/": MANAGEMENT,
    "/desk/provisions/notices/": MANAGEMENT,
    "/desk/promotions/": MANAGEMENT,
    "/desk/promotions/coupons/new/": MANAGEMENT,
    "/desk/promotions/coupons/{coupon}/": MANAGEMENT,
    "/desk/promotions/campaigns/": MANAGEMENT,
    "/desk/promotions/campaigns/new/": MANAGEMENT,
    "/desk/promotions/campaigns/{campaign}/": MANAGEMENT,
    "/desk/promotions/points/": MANAGEMENT,
    "/desk/people/{member}/points/": MANAGEMENT,
    **{
        f"/desk/setup/{step}/": MANAGEMENT
        for step in ("shop", "legal", "tax", "delivery", "payment", "finish")
    },
    "/desk/settings/": MANAGEMENT,
    "/desk/settings/legal/": MANAGEMENT,
    "/desk/settings/announcement/": MANAGEMENT,
    "/desk/settings/payment/": MANAGEMENT,
    "/desk/settings/delivery/": MANAGEMENT,
    "/desk/settings/carriers/": MANAGEMENT,
    "/desk/settings/zones/": MANAGEMENT,
    "/desk/settings/zones/new/": MANAGEMENT,
    "/desk/settings/zones/kanto/": MANAGEMENT,
    "/desk/settings/about/": MANAGEMENT,
    "/desk/settings/news/": MANAGEMENT,
    "/desk/settings/news/new/": MANAGEMENT,
    "/desk/settings/news/{news}/": MANAGEMENT,
    "/desk/settings/banners/": MANAGEMENT,
    "/desk/settings/banners/new/": MANAGEMENT,
    "/desk/settings/banners/{banner}/": MANAGEMENT,
    "/desk/settings/mails/": MANAGEMENT,
    "/desk/settings/staff-mails/": MANAGEMENT,
    "/desk/settings/mails/OrderShipped/": MANAGEMENT,
    "/desk/programs/": {"owner"},
    "/desk/tasks/": {"owner"},
    "/desk/staff/": MANAGEMENT,
    "/desk/staff/{colleague}/": MANAGEMENT,
    "/desk/staff/addresses/": {"owner"},
    "/desk/security/": set(STAFF_ROLES),
    "/desk/staff/roles/orders/": MANAGEMENT,
}
DEEDS: dict[str, set[str]] = {
    **{
        f"/desk/orders/{{order}}/{verb}/": ORDER_DESK
        for verb in (
            "reveal",
            "document",
            "transfer",
            "pack",
            "label",
            "ship",
            "slip",
            "deliver",
            "cancel",
            "refund/begin",
        )
    },
    "/desk/late-money/{member}/": ORDER_DESK,
    **{f"/desk/inquiries/{{inquiry}}/{verb}/": INQUIRY_DESK for verb in ("open", "answer", "take", "close")},
    **{
        f"/desk/requests/{{request}}/{verb}/": INQUIRY_DESK
        for verb in ("identify", "decide", "turn", "carry-out")
    },
    **{f"/desk/reviews/{{review}}/{verb}/": INQUIRY_DESK for verb in ("publish", "leave-out", "answer")},
    "/desk/inquiries/answers/{canned}/remove/": INQUIRY_DESK,
    "/desk/staff/{colleague}/sessions/end/": {"owner"},
    "/desk/security/sessions/{member}/end/": set(STAFF_ROLES),
    "/desk/orders/several/": ORDER_DESK,
    "/desk/orders/several/ship/": ORDER_DESK,
    "/desk/orders/views/{member}/remove/": ORDER_DESK,
    "/desk/parcels/papers/": ORDER_DESK,
    "/desk/errors/{fault}/settle/": {"owner"},
    "/desk/parcels/tracking/ship/": ORDER_DESK,
    "/desk/variants/{variant}/picture/": CATALOGUE,
    "/desk/variants/{variant}/stock/": CATALOGUE,
    **{f"/desk/products/{{product}}/{verb}/": CATALOGUE for verb in ("pictures/order", "axes", "duplicate")},
    "/desk/pictures/{picture}/": CATALOGUE,
    "/desk/catalogue/makers/{maker}/change/": CATALOGUE,
    "/desk/products/import/{import}/confirm/": CATALOGUE,
    "/desk/options/{option}/change/": CATALOGUE,
    "/desk/options/gift/": CATALOGUE,
    "/desk/policy/versions/1/post/": {"owner"},
    "/desk/setup/end/": MANAGEMENT,
    "/desk/settings/banners/order/": MANAGEMENT,
    **{f"/desk/settings/banners/{{banner}}/{verb}/": MANAGEMENT for verb in ("move", "remove")},
    "/desk/settings/mails/OrderShipped/preview/": MANAGEMENT,
    "/desk/settings/mails/OrderShipped/reset/ja/": MANAGEMENT,
    "/desk/ledger/verify/": LEDGER,
    "/desk/programs/make/": {"owner"},
    "/desk/programs/{member}/revoke/": {"owner"},
    "/desk/programs/endpoints/register/": {"owner"},
    "/desk/programs/endpoints/{member}/end/": {"owner"},
    "/desk/programs/notices/{member}/resend/": {"owner"},
    **{f"/desk/tasks/{{task}}/{verb}/": {"owner"} for verb in ("again", "aside")},
    "/desk/newsletters/stop/": MANAGEMENT,
    **{
        f"/desk/newsletters/{{issue}}/{verb}/": MANAGEMENT
        for verb in ("test", "send", "pause", "resume", "discard")
    },
    "/desk/settings/zones/kanto/remove/": MANAGEMENT,
    "/desk/settings/news/{news}/remove/": MANAGEMENT,
    "/desk/people/{member}/reveal/": ORDER_DESK | INQUIRY_DESK,
    "/desk/approvals/{member}/": MANAGEMENT,
    **{f"/desk/exports/{{member}}/{verb}/": ORDER_DESK for verb in ("download", "forget")},
    "/desk/provisions/notices/{member}/tell/": MANAGEMENT,
    "/desk/staff/invite/": MANAGEMENT,
    **{f"/desk/staff/{{colleague}}/{verb}/": MANAGEMENT for verb in ("role", "deactivate", "reset")},
}

# What is gone there is said on the page that lists it.
SAID_IN_WORDS = {
    "/desk/errors/{fault}/settle/",  # mended and forgotten already: the list shows it no more
    "/desk/approvals/{member}/",
    *(f"/desk/staff/{{colleague}}/{verb}/" for verb in ("role", "deactivate", "reset", "sessions/end")),
    "/desk/security/sessions/{member}/end/",
}


def a_request() -> UUID:
    """Somebody asked for access by letter."""
    with privacy.acting_as(privacy.Actor.system("test")):
        kind, channel = privacy.rights.RequestKind.ACCESS, privacy.rights.Channel.LETTER
        return privacy.rights.open_request(member()[1].subject, kind, channel=channel).id


def a_granted_correction() -> UUID:
    """Somebody asked for a correction by letter, and it was granted."""
    with privacy.acting_as(privacy.Actor.system("test")):
        kind, channel = privacy.rights.RequestKind.RECTIFY, privacy.rights.Channel.LETTER
        asked = privacy.rights.open_request(member()[1].subject, kind, channel=channel)
        privacy.rights.identify(asked.id, how=privacy.rights.Identified.DOCUMENT_SEEN)
        granted, as_asked = privacy.rights.Decision.GRANTED, privacy.rights.ReasonCode.AS_ASKED
        return privacy.rights.decide(asked.id, granted, reason=as_asked).id


def a_review() -> UUID:
    """Somebody wrote about what they received."""
    order = Order.objects.get()
    bought = Variant.objects.get(pk=order.lines.get().variant_id)
    with privacy.acting_as(privacy.Actor.visitor()):
        write_review(Receipt(order.subject, order.pk, bought.product_id, "", ""), words())
    return Review.objects.get().pk


def a_piece_of_news() -> str:
    """Something is new."""
    save_news("spring", day=dt.date(2026, 3, 1), title_ja="春", title_en="", body_ja="春です。", body_en="")
    return "spring"


def a_fault() -> int:
    """Something went wrong."""
    now = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    note([Times(a_failure(), 1, now, now)], process="web")
    return Fault.objects.get().pk


@pytest.fixture
def at() -> Callable[[str], str]:
    """Where a screen is, for an order, an inquiry and a product there are."""
    product = a_product()
    order, asked = Order.objects.get(pk=placed()), inquiry(files=(a_text("memo", "words"),))
    codes = {
        "order": order.code,
        "inquiry": asked.code,
        "file": asked.messages.get().files.get().pk,
        "return": ReturnRequest.objects.create(order=order, reason="broken", inquiry_id=asked.pk).pk,
        "request": a_request(),
        "granted": a_granted_correction(),
        "product": product.pk,
        "option": an_option().id,
        "variant": variant_of(product).pk,
        "maker": product.maker_id,
        "picture": product.images.get().pk,
        "import": upload([b"slug,code,name_ja,sku,price\r\n"], None, wanted="auto"),
        "member": member()[1].pk,
        "coupon": a_coupon().pk,
        "campaign": a_campaign(percent=10).pk,
        "colleague": colleague("catalogue").staff.pk,
        "canned": CannedAnswer.objects.create(name="Delivery", text_ja="三日ほどで届きます。").pk,
        "fault": a_fault(),
        "news": a_piece_of_news(),
        "review": a_review(),
        "task": privacy.uuid7(),
        "banner": a_banner().pk,
        "issue": write(IssueWords("冬の器", "新しい湯のみです。"), staff_id=privacy.uuid7()),
    }
    return lambda path: path.format(**codes)


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_role_opens_its_screens_and_no_other(role: str, at: Callable[[str], str]) -> None:
    browser = desk_of(colleague(role))
    opened = {path for path in SCREENS if browser.get(at(path)).status_code == 200}
    refused = {path for path in SCREENS if browser.get(at(path)).status_code == 403}
    assert opened == {path for path, roles in SCREENS.items() if role in roles}
    assert refused == SCREENS.keys() - opened


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_a_role_does_what_its_screens_do_and_nothing_else(
    role: str, at: Callable[[str], str], ledger_rows: LedgerRows
) -> None:
    browser = desk_of(colleague(role))
    rows = len(ledger_rows())
    for path, roles in DEEDS.items():
        if role not in roles:
            assert browser.post(at(path)).status_code == 403, path
    assert (Order.objects.get().state, Inquiry.objects.get().state) == ("placed", "waiting")
    assert len(ledger_rows()) == rows


def _is_in_menu(path: str) -> bool:
    is_page = path.count("/") == 3 and path.endswith("/")
    return is_page or path == "/desk/policy/versions/"


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_the_menu_shows_what_the_role_opens(role: str) -> None:
    page = desk_of(colleague(role)).get("/desk/").content.decode().partition("<main")[0]
    linked = {path for path in SCREENS if f'href="{path}"' in page and path != "/desk/"}
    assert linked == {path for path, roles in SCREENS.items() if role in roles and _is_in_menu(path)} - {
        "/desk/",
        "/desk/openings/",  # linked where people are looked for
        "/desk/options/",  # and where goods are
    }


@pytest.mark.parametrize("path", [*SCREENS, *DEEDS])
def test_nobody_else_gets_anything(path: str, at: Callable[[str], str]) -> None:
    here = at(path)
    browser = Browser()
    answer = browser.post(here) if path in DEEDS else browser.get(here)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/login/")
    assert Order.objects.get().state == "placed"
    assert Inquiry.objects.get().state == "waiting"


def test_what_changes_something_is_not_done_by_a_link(at: Callable[[str], str]) -> None:
    browser = desk_of(colleague("owner"))
    assert {browser.get(at(path)).status_code for path in DEEDS} == {405}
    assert Order.objects.get().state == "placed"


def test_a_form_from_another_site_is_refused(at: Callable[[str], str]) -> None:
    owner = colleague("owner")
    browser = Browser(enforce_csrf_checks=True)
    browser.cookies = desk_of(owner).cookies
    for path in DEEDS:
        assert browser.post(at(path), headers={"origin": "https://evil.example"}).status_code == 403, path
    assert Order.objects.get().state == "placed"
    assert Inquiry.objects.get().state == "waiting"


def test_every_screen_answers_no_store(at: Callable[[str], str]) -> None:
    browser = desk_of(colleague("owner"))
    for path in SCREENS:
        assert browser.get(at(path))["Cache-Control"] == "no-store", path


def test_the_desk_opens_to_who_confirmed_the_version_in_force(at: Callable[[str], str]) -> None:
    owner = colleague("owner", confirmed=POLICY.version - 1)
    browser = desk_of(owner)
    for path in SCREENS:
        assert browser.get(at(path))["Location"] == "/desk/policy/", path
    for path in DEEDS:
        assert browser.post(at(path))["Location"] == "/desk/policy/", path
    assert Order.objects.get().state == "placed"
    owner.staff.refresh_from_db()
    assert owner.staff.confirmed_policy == POLICY.version - 1


def test_an_order_or_an_inquiry_that_is_not_there_is_a_404() -> None:
    browser = desk_of(colleague("owner"))
    for path in (*SCREENS, *DEEDS):
        if "{" in path:
            number = privacy.uuid7()
            codes: dict[str, object] = {
                "order": "7K3F-9QXM-2RTD",
                "inquiry": "7K3F-9QXM-2RTD",
                "product": 0,
                "variant": 0,
                "picture": 0,
                "maker": 0,
                "coupon": 0,
                "campaign": 0,
                "option": 0,
                "banner": 0,
                "fault": 0,
            }
            codes |= dict.fromkeys(
                (
                    "member",
                    "colleague",
                    "request",
                    "granted",
                    "return",
                    "issue",
                    "import",
                    "review",
                    "file",
                    "task",
                    "canned",
                ),
                number,
            )
            codes |= {"coupon": 0, "campaign": 0, "news": "gone"}
            nowhere = path.format(**codes)
            if path in SAID_IN_WORDS:
                continue
            answer = browser.post(nowhere) if path in DEEDS else browser.get(nowhere)
            assert answer.status_code == 404, path
