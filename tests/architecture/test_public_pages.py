"""Every address there is, visited: what is public is the same for all, what is personal is never kept."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from small_trades import privacy
from small_trades.config.sessions.models import Session
from small_trades.doors.mail.mailbox.reading import letters
from small_trades.policy.declaration import STAFF_ROLES
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.models import SignInRecord
from small_trades.shop.account.tests.making import Browser, Person, mails, member, run_tasks, with_address
from small_trades.shop.desk.models import OrderView
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.faults.actions.note import Times, note
from small_trades.shop.faults.models import Fault
from small_trades.shop.faults.tests.making import a_failure
from small_trades.shop.inquiries.models import CannedAnswer
from small_trades.shop.inquiries.tests.making import a_text, inquiry
from small_trades.shop.marketing.actions.write import IssueWords, write
from small_trades.shop.misuse.tests.making import refused
from small_trades.shop.options.tests.making import an_option
from small_trades.shop.orders.actions.start_payment import start_payment
from small_trades.shop.orders.models import Order
from small_trades.shop.orders.tests.making import Guest, guest, line, placed
from small_trades.shop.pages.actions import save_news
from small_trades.shop.products.actions.import_uploads import upload
from small_trades.shop.products.tests.goods import a_banner, a_product, variant_of
from small_trades.shop.promotions.tests.making import a_campaign, a_coupon
from small_trades.shop.provisions.tests.making import asked as demanded
from small_trades.shop.returns.models import ReturnRequest
from small_trades.shop.reviews.tests.making import reviewed
from small_trades.shop.site.actions import forget_public_content
from small_trades.shop.site.middleware import language_of
from tests.walk import Html, Place, places, read

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PUBLIC = "public, max-age=0, must-revalidate"
PERSONAL = (
    "account",
    "cart",
    "checkout",
    "desk",
    "inquiries",
    "mail_box",
    "marketing",
    "misuse",
    "mypage",
    "orders",
    "privacy_center",
    "provisions",
    "reviews",
    "returns",
    "wishes",
)
REFUSAL_VIEWS = ("refusal", "open_refusal", "decide_refusal", "end_refusal", "decide_appeal")
ALWAYS_PUBLIC = {
    "api:categories",
    "api:openapi",
    "api:product",
    "api:products",
    "feeds:google",
    "feeds:news",
    "products:home",
    "products:list",
    "products:product",
    "products:category",
    "products:tag",
    "pages:about",
    "pages:legal",
    "pages:news",
    "pages:outside_services",
    "pages:privacy",
    "pages:privacy_version",
    "pages:privacy_versions",
    "pages:safety",
    "pages:terms",
    "site:robots",
    "site:sitemap",
}
# What a visitor who comes by none of the shop's links is told, where it is neither the page nor a way to it.
REFUSED = {
    "account:verify": HTTPStatus.GONE,
    "marketing:confirm": HTTPStatus.GONE,
    "desk:join": HTTPStatus.GONE,
    "desk:rejoin": HTTPStatus.GONE,
    "media:picture": HTTPStatus.NOT_FOUND,
    "rights:receipt": HTTPStatus.NOT_FOUND,
    "api:nothing": HTTPStatus.NOT_FOUND,
    **dict.fromkeys(("api:orders", "api:order", "api:shipments"), HTTPStatus.UNAUTHORIZED),
    **dict.fromkeys(("api:stock_list", "api:stock"), HTTPStatus.UNAUTHORIZED),
}
# "We have written to you, if …": the same words for everybody, so that they tell nobody anything.
SAME_FOR_ALL = {"account:register_sent", "account:reset_sent", "marketing:sent"}


@dataclass(frozen=True)
class World:
    """A shop with somebody in it, and every address of it."""

    places: list[Place]
    anna: Person
    buyer: Guest
    planted: list[str]
    order: Order

    def of(self, *names: str) -> list[Place]:
        return [place for place in self.places if place.name in names]


@pytest.fixture
def world() -> Iterator[World]:
    anna, customer = member()
    home = with_address(anna, customer)
    buyer = guest()
    product = a_product()
    product.tags.create(slug="gift", name_ja="贈りもの")
    bought = line(variant_of(product))
    order = Order.objects.get(pk=placed(bought, by=buyer, customer_id=customer.pk))
    asked = inquiry(customer=customer, files=(a_text("memo", "words"),))
    file_id = asked.messages.get().files.get().pk
    stands = refused(guest())
    helper = colleague("support").staff
    given = demanded(order)
    written = reviewed()
    sent = upload([b"slug,code,name_ja,sku,price\r\n"], None, wanted="auto")
    Browser().sign_in(anna)
    run_tasks()
    with privacy.acting_as(privacy.Actor.visitor()):
        hosted = start_payment(order.pk).url
    save_news("spring", day=dt.date(2026, 3, 1), title_ja="春", title_en="", body_ja="春です。", body_en="")
    kept = OrderView.objects.create(staff=helper, name="Paid", question="state=paid", is_shared=True)
    canned = CannedAnswer.objects.create(name="Delivery", text_ja="三日ほどで届きます。")
    now = timezone.now()
    note([Times(a_failure(), 1, now, now)], process="web")
    gone_wrong = Fault.objects.get().pk
    a_right = {"form": "json", "purpose_id": "3b-notice", "consent_id": privacy.uuid7()}
    a_right |= {"kind": "order", "record_id": order.pk}
    samples: dict[str, dict[str, object]] = {
        "account": {"token": "forged"},
        "marketing": {"token": "forged"},
        "desk": {
            "token": "forged",
            "code": order.code,
            "product_id": product.pk,
            "passkey_id": privacy.uuid7(),
            "issue_id": write(IssueWords("冬の器", "新しい湯のみです。"), staff_id=privacy.uuid7()),
            "number": customer.pk,
            "role": "orders",
            "approval_id": privacy.uuid7(),
            "export_id": privacy.uuid7(),
            "notice_id": privacy.uuid7(),
            "refund_id": privacy.uuid7(),
            "payment_id": privacy.uuid7(),
            "request_id": ReturnRequest.objects.create(order=order, reason="broken", inquiry_id=asked.pk).pk,
            "token_id": privacy.uuid7(),
            "task_id": privacy.uuid7(),
            "endpoint_id": privacy.uuid7(),
            "table": "days",
            "step": "legal",
            "banner_id": a_banner(starts_at=timezone.now() + dt.timedelta(days=1)).pk,
        },
        "api": {"code": order.code, "slug": product.slug, "sku": variant_of(product).sku},
        **{f"desk:{view}": {"code": given.code} for view in ("provision", "provide")},
        "provisions": {"code": order.code},
        "reviews": {"code": order.code, "position": 0},
        **{
            f"desk:{view}": {"review_id": written.pk}
            for view in ("review", "publish_review", "leave_out_review", "answer_review")
        },
        **{
            f"desk:{view}": {"number": helper.pk}
            for view in ("colleague", "change_role", "deactivate", "reset")
        },
        **{
            f"desk:{view}": {"import_id": sent}
            for view in ("product_import", "confirm_import", "import_report")
        },
        **{f"desk:{view}": {"view_id": kept.pk} for view in ("order_view", "remove_order_view")},
        **{f"desk:{view}": {"answer_id": canned.pk} for view in ("canned_answer", "remove_canned_answer")},
        **{f"desk:{view}": {"fault_id": gone_wrong} for view in ("error", "settle_error")},
        "desk:end_session": {"session_id": privacy.uuid7()},
        "desk:end_sessions": {"number": helper.pk},
        "desk:export_products": {"wanted": "shopify"},
        "desk:post_policy": {"number": 1},
        "desk:zone": {"zone_id": "kanto"},
        "desk:remove_zone": {"zone_id": "kanto"},
        "desk:news_item": {"slug": "spring"},
        "desk:remove_news": {"slug": "spring"},
        **{f"desk:{name}": {"kind": "OrderShipped"} for name in ("mail", "preview_mail")},
        "desk:reset_mail": {"kind": "OrderShipped", "language": "ja"},
        **{f"desk:{name}": {"option_id": an_option().id} for name in ("option", "change_option")},
        "desk:coupon": {"coupon_id": a_coupon().pk},
        "desk:campaign": {"campaign_id": a_campaign(earns=5).pk},
        **{f"desk:{name}": {"kind": "makers"} for name in ("shelves", "new_shelf")},
        **{
            f"desk:{name}": {"kind": "makers", "shelf_id": product.maker_id}
            for name in ("shelf", "change_shelf")
        },
        "desk:picture": {"picture_id": product.images.get().pk},
        "desk:variant": {"variant_id": variant_of(product).pk},
        "desk:variant_picture": {"variant_id": variant_of(product).pk},
        "desk:stock": {"variant_id": variant_of(product).pk},
        **{
            f"desk:{view}": {"code": asked.code}
            for view in ("inquiry", "open_inquiry", "answer_inquiry", "close_inquiry")
        },
        "checkout": {"number": 2},
        "desk:new_refusal": {"kind": "order", "key": order.code},
        **{f"desk:{view}": {"code": stands.code} for view in REFUSAL_VIEWS},
        "desk:inquiry_file": {"code": asked.code, "file_id": file_id},
        "inquiries": {"code": asked.code, "file_id": file_id},
        "mailbox": {"letter": letters()[0].name},
        "misuse": {"code": stands.code},
        "mypage": {
            "address_id": home.pk,
            "code": order.code,
            "passkey_id": privacy.uuid7(),
            "sign_in": SignInRecord.objects.get().pk,
        },
        "orders": {"code": order.code, "provider": "sandbox"},
        "pages": {"number": 1},
        "privacy_center": {"number": privacy.uses_of(customer.subject)[0].seq, **a_right},
        "rights": {"code": "forged", **a_right},
        "payment_sandbox": {"session_id": urlsplit(hosted).path.rstrip("/").rpartition("/")[2]},
        "media": {"folder": "ab", "name": f"{'ab' * 20}-320.webp"},
        "returns": {"code": order.code, "request_id": privacy.uuid7()},
        "wishes": {"variant_id": variant_of(product).pk, "wait_id": privacy.uuid7()},
        "products:category": {"slug": "cups"},
        "products:tag": {"slug": "gift"},
        "products:product": {"slug": product.slug},
    }
    samples["webhooks"] = samples["orders"]
    planted = [
        *anna.planted(),
        buyer.name.family,
        buyer.name.family_kana,
        buyer.email.address,
        buyer.ship_to.street,
        buyer.ship_to.telephone,
    ]
    # /readyz asks the ledger over Django's connection, which a test must not hold; the site tests it.
    every = [place for place in places(samples) if place.name != "site:readyz"]
    yield World(every, anna, buyer, planted, order)
    mails()


@pytest.fixture
def visitor() -> Browser:
    return Browser()


def is_public(answer: Any) -> bool:
    return "public" in answer.headers.get("Cache-Control", "")


def body(answer: Any) -> bytes:
    """What was sent, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def visit(world: World, browser: Browser) -> Iterator[tuple[Place, Any]]:
    """Every address by GET, each as if nothing had been kept in memory."""
    for place in world.places:
        forget_public_content()
        yield place, browser.get(place.path)


def test_every_address_answers_and_is_public_or_not_stored_and_nothing_between(
    world: World, visitor: Browser
) -> None:
    seen, public = {}, set()
    for place, answer in visit(world, visitor):
        seen[place.name] = answer.status_code
        if is_public(answer):
            public.add(place.name)
            assert answer.status_code == 200, place
            assert answer["Cache-Control"] == PUBLIC, place
            assert answer["ETag"], place
            assert not answer.cookies, place
        else:
            assert answer["Cache-Control"] in {
                "no-store",
                "max-age=0, no-cache, no-store, must-revalidate, private",
            }, place
            assert "ETag" not in answer, place
    usual = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert {name: status for name, status in seen.items() if status not in usual} == REFUSED
    assert len(seen) > 90
    assert public >= ALWAYS_PUBLIC
    assert {name for name in public if name.partition(":")[0] in PERSONAL} == SAME_FOR_ALL


def test_a_public_page_touches_no_session_and_opens_nothing(
    world: World, visitor: Browser, ledger_rows: LedgerRows
) -> None:
    public = [place for place, answer in visit(world, visitor) if is_public(answer)]
    sessions, rows = Session.objects.count(), len(ledger_rows())
    fresh = Browser()
    for place in public:
        forget_public_content()
        assert is_public(fresh.get(place.path)), place
    assert (Session.objects.count(), len(ledger_rows())) == (sessions, rows)
    assert not fresh.cookies


def test_a_public_page_is_the_same_for_everybody(world: World, visitor: Browser) -> None:
    known = {place: answer for place, answer in visit(world, visitor) if is_public(answer)}
    anna = Browser()
    anna.sign_in(world.anna)
    anna.post("/cart/add/", {"variant": 1, "quantity": 2}, headers={"origin": "https://testserver"})
    owner = desk_of(colleague("owner"))
    for browser in (anna, owner):
        for place, answer in known.items():
            forget_public_content()
            theirs = browser.get(place.path)
            assert is_public(theirs), place
            assert theirs["ETag"] == answer["ETag"], place
            assert theirs.content == answer.content, place
            assert not theirs.cookies, place


def test_who_has_a_public_page_is_told_so_in_a_304(world: World, visitor: Browser) -> None:
    for place, answer in visit(world, visitor):
        if not is_public(answer):
            continue
        again = visitor.get(place.path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"]), place
        assert not again.cookies, place
        assert visitor.get(place.path, headers={"if-none-match": '"other"'}).status_code == 200, place


def test_what_one_person_sees_is_never_public(world: World) -> None:
    anna, buyer = Browser(), Browser()
    anna.sign_in(world.anna)
    found = buyer.post(
        "/orders/",
        {"code": world.order.code, "email": world.buyer.email.address},
    )
    assert found.status_code == 302
    shown = set()
    for browser in (anna, buyer, *(desk_of(colleague(role)) for role in STAFF_ROLES)):
        for place in world.places:
            if "logout" in place.name or place.name.startswith("mailbox"):
                continue
            answer = browser.get(place.path)
            content = body(answer)
            if any(value.encode() in content for value in world.planted):
                shown.add(place.name)
                assert "no-store" in answer["Cache-Control"], place
            if place.name.partition(":")[0] in PERSONAL and place.name not in SAME_FOR_ALL:
                assert not is_public(answer), place
    assert {"mypage:registration", "mypage:addresses", "mypage:order", "privacy_center:information"} <= shown
    assert {name for name in shown if name.startswith("desk:")} == set(), "the desk is masked"


def test_every_page_says_what_it_is_and_runs_nothing_of_its_own_and_its_links_lead_somewhere(
    world: World,
) -> None:
    anna = Browser()
    anna.sign_in(world.anna)
    looked_at = 0
    linked: dict[str, Place] = {}
    for browser in (Browser(), anna, desk_of(colleague("owner"))):
        for place, answer, page in _pages(world, browser):
            looked_at += 1
            linked.update(dict.fromkeys(page.addresses, place))
            assert page.lang == ("en" if place.path.startswith("/en/") else "ja"), place
            assert page.title.strip(), place
            assert (page.mains, page.headings) == (1, 1), place
            assert page.inline == [], place
            assert len(page.ids) == len(set(page.ids)), place
            # The page of all components links to fields that it only pretends to have.
            assert set(page.fragments) <= {*page.ids, ""} or "style" in place.name, place
            policy = answer["Content-Security-Policy"]
            assert "default-src 'none'" in policy, place
            assert "unsafe-" not in policy, place
            assert "*" not in policy, place
    assert looked_at > 150
    _lead_somewhere_and_not_out(linked)


def _lead_somewhere_and_not_out(linked: dict[str, Place]) -> None:
    """The addresses, each with a page that links to it."""
    dead, elsewhere = set(), set()
    for address, place in linked.items():
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and parts.hostname not in {"testserver", "localhost"}:
            elsewhere.add((place.name, parts.hostname))
        elif not parts.scheme and parts.path.startswith("/") and not _leads_somewhere(parts.path):
            dead.add((place.name, address))
    assert dead == set()
    assert elsewhere == set()


def test_a_page_that_is_not_there_is_not_kept(visitor: Browser) -> None:
    for path in ("/nowhere/", "/en/nowhere/", "/products/no-such-thing/", "/mypage/orders/7K3F-9QXM-2RTD/"):
        answer = visitor.get(path)
        assert answer.status_code in {302, 404}
        assert answer["Cache-Control"] in {
            "no-store",
            "max-age=0, no-cache, no-store, must-revalidate, private",
        }


def _pages(world: World, browser: Browser) -> Iterator[tuple[Place, Any, Html]]:
    for place, answer in visit(world, browser):
        if answer["Content-Type"].startswith("text/html") and answer.content:
            yield place, answer, read(answer.content)


def _leads_somewhere(path: str) -> bool:
    if path.startswith("/static/"):
        return finders.find(path.removeprefix("/static/")) is not None
    try:
        with translation.override(language_of(path)):
            resolve(path)
    except Resolver404:
        return False
    return True


def test_an_address_with_a_nul_in_it_leads_nowhere_and_breaks_nothing(world: World) -> None:
    anna, owner = Browser(), desk_of(colleague("owner"))
    anna.sign_in(world.anna)
    reached = 0
    for place in world.places:
        browser = owner if place.name.startswith("desk:") else anna
        with_nul = _with_nul(place.path)
        views = [path for path in with_nul if _leads_somewhere(unquote(path))]
        reached += len(views)
        # The page that says that there is nothing is one page: asked for once for each place.
        nothing = [path for path in with_nul if path not in views][:1]
        for path in (*views, *nothing):
            for answer in (browser.get(path), browser.post(path)):
                assert answer.status_code < 500, path
    assert reached > 10


def _with_nul(path: str) -> list[str]:
    """The path with a NUL after each of its parts in turn."""
    steps = path.split("/")
    return ["/".join([*steps[:at], f"{steps[at]}%00", *steps[at + 1 :]]) for at in range(1, len(steps))]
