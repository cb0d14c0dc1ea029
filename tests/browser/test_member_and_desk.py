"""A member buys and asks, the desk ships and answers, the member sees every use; nothing stays in the clear.

Once on a telephone with SQLite, once on a desktop computer with PostgreSQL. At the end every byte that was
written is searched for what these people typed, and for the files they sent, as they came and as they are
kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from small_trades.privacy.testing import scan
from tests import postgres
from tests.browser.conftest import DESKTOP, TELEPHONE, Device, new_context
from tests.browser.running import RunningShop, start, start_prepared
from tests.browser.sending import Canaries, canaries, choose, fetched
from tests.browser.steps import (
    accessible,
    buy,
    fits,
    go_on,
    join_desk,
    press,
    register,
    reveal,
    sign_in,
    sign_out,
    take_picture,
    wait_for_mail,
    watch,
)
from tests.people import GUEST, MEMBER, OWNER

REASON = "お届け先の番地を確かめるため"
ANSWER = "釉薬に含まれる鉄の粒が、焼くと黒い斑点になります。"
STORES = {"DATABASE_URL": "shop", "KEYS_DATABASE_URL": "keys", "LEDGER_DATABASE_URL": "ledger"}


@dataclass(frozen=True)
class Place:
    """A shop, the width of the windows, and the folders that everything was written to.

    And the files that go with the question, with the answer, and with a form that was not taken.
    """

    shop: RunningShop
    device: Device
    written: tuple[Path, ...]
    asked: Canaries
    answered: Canaries
    mistaken: Canaries


@pytest.fixture(params=["telephone and SQLite", "desktop and PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A shop of the test's own, with nobody in it."""
    folder = tmp_path_factory.mktemp("place")
    temporary = folder / "temporary"
    temporary.mkdir()
    files = (canaries(), canaries(), canaries())
    if "SQLite" in request.param:
        shop = start(folder, TMPDIR=str(temporary))
        yield Place(shop, TELEPHONE, (shop.home, shop.secrets, shop.output, temporary), *files)
        return
    server = postgres.start(folder / "postgresql")
    try:
        stores = {variable: server.url(name) for variable, name in STORES.items()}
        shop = start(folder, TMPDIR=str(temporary), **stores)
        written = (shop.home, shop.secrets, shop.output, temporary, server.data, server.log)
        yield Place(shop, DESKTOP, written, *files)
    finally:
        server.stop()


def test_a_member_sees_what_the_desk_did(chromium: Browser, place: Place, pictures: Path) -> None:
    shop = place.shop
    windows = [new_context(chromium, place.device) for _person in range(3)]
    page, desk, guest = (window.new_page() for window in windows)
    noted = [watch(tab, shop) for tab in (page, desk, guest)]

    code = _member_registers_buys_and_asks(page, shop, place.asked)
    buy(guest, shop, "blue-cup", GUEST, method="card")
    _mistakes_are_not_kept(guest, shop, place.mistaken)
    join_desk(desk, shop, OWNER)
    _desk_ships(desk, shop, code)
    kept = _desk_answers(desk, shop, place)
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    take_picture(desk, pictures / f"desk-{place.device.name}.jpg")
    _member_reads_the_uses(page, shop)
    page.goto(f"{shop.url}/mypage/information/uses/")
    take_picture(page, pictures / f"uses-{place.device.name}.jpg")
    assert noted == [[], [], []]

    cookies = _secrets_of(windows)
    for window in windows:
        window.close()
    assert shop.stop() == 0
    _nothing_stays_in_the_clear(place, cookies, kept)


def _member_registers_buys_and_asks(page: Page, shop: RunningShop, files: Canaries) -> str:
    register(page, shop, MEMBER)
    sign_out(page, shop)
    sign_in(page, shop, MEMBER)
    code = buy(page, shop, "blue-cup", MEMBER, method="bank-transfer")
    page.goto(f"{shop.url}/inquiries/")
    page.locator("[name='kind']").select_option("product")
    page.locator("[name='text']").fill(MEMBER.inquiry)
    choose(page, note_txt=files.note, crack_jpg=files.picture, bill_pdf=files.paper)
    accessible(page)
    go_on(page)
    page.wait_for_url("**/inquiries/*-*-*/")
    for part in ("", "registration/", "orders/", "addresses/", "security/"):
        page.goto(f"{shop.url}/mypage/{part}")
        accessible(page)
    return code


def _mistakes_are_not_kept(page: Page, shop: RunningShop, files: Canaries) -> None:
    """Forms that come back with an error, a search and a wrong address, all with planted values."""
    page.goto(f"{shop.url}/inquiries/")
    page.locator("[name='name']").fill(GUEST.family + GUEST.given)
    page.locator("[name='text']").fill(GUEST.inquiry)
    choose(page, note_txt=files.note, crack_jpg=files.picture, bill_pdf=files.paper)
    go_on(page)
    expect(page.locator("[role=alert]").first).to_be_visible()
    page.goto(f"{shop.url}/account/login/")
    page.locator("[name='email']").fill(GUEST.email)
    page.locator("[name='current-password']").fill(GUEST.password)
    go_on(page)
    page.goto(f"{shop.url}/products/?q={GUEST.family}{GUEST.given}")
    expect(page.locator("main")).to_contain_text(GUEST.family)


def _desk_ships(desk: Page, shop: RunningShop, code: str) -> None:
    desk.goto(f"{shop.url}/desk/orders/")
    assert MEMBER.family not in desk.content()
    accessible(desk)
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    assert MEMBER.street not in desk.content()
    reveal(desk, ("name", "ship_to"), purpose="3b-delivery", reason=REASON)
    expect(desk.locator("main")).to_contain_text(MEMBER.street)
    accessible(desk)
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    assert MEMBER.street not in desk.content()
    press(desk, "/transfer/")
    press(desk, "/pack/")
    desk.locator("[name='tracking_number']").fill("1234-5678-9012")
    press(desk, "/ship/")
    wait_for_mail(shop, MEMBER.email, "123456789012")


def _desk_answers(desk: Page, shop: RunningShop, place: Place) -> list[bytes]:
    """What the desk got of the files of both sides."""
    desk.goto(f"{shop.url}/desk/inquiries/")
    accessible(desk)
    desk.locator("table a").first.click()
    assert MEMBER.inquiry not in desk.content()
    press(desk, "/open/")
    expect(desk.locator("main")).to_contain_text(MEMBER.inquiry)
    kept = [fetched(desk, name) for name in ("crack.jpg", "bill.pdf")]
    assert fetched(desk, "note.txt").decode().startswith(place.asked.words)
    desk.locator("[name='text']").fill(ANSWER)
    choose(
        desk, how_txt=place.answered.note, glaze_jpg=place.answered.picture, sheet_pdf=place.answered.paper
    )
    accessible(desk)
    press(desk, "/answer/")
    press(desk, "/open/")
    kept += [fetched(desk, name) for name in ("glaze.jpg", "sheet.pdf")]
    assert fetched(desk, "how.txt").decode().startswith(place.answered.words)
    for path in ("", "orders/", "inquiries/", "products/", "ledger/"):
        desk.goto(f"{shop.url}/desk/{path}")
        accessible(desk)
        fits(desk)
    return kept


def _member_reads_the_uses(page: Page, shop: RunningShop) -> None:
    page.goto(f"{shop.url}/mypage/information/")
    accessible(page)
    page.goto(f"{shop.url}/mypage/information/uses/")
    expect(page.locator("main")).to_contain_text(REASON)
    expect(page.locator("main")).to_contain_text("スタッフ(店主)")
    expect(page.locator("main")).to_contain_text("商品のお届け")
    accessible(page)
    page.goto(f"{shop.url}/mypage/information/provisions/")
    accessible(page)


def _secrets_of(windows: list[BrowserContext]) -> list[str]:
    """The values of the session cookies."""
    return [
        cookie["value"] for window in windows for cookie in window.cookies() if cookie["name"] == "session"
    ]


def _nothing_stays_in_the_clear(place: Place, cookies: list[str], kept: list[bytes]) -> None:
    people = [value for person in (MEMBER, GUEST, OWNER) for value in person.planted().values()]
    planted = [value for value in (*people, *cookies, REASON, ANSWER) if len(value.encode()) >= 9]
    assert len(cookies) == 3
    hits = scan(place.written, planted)
    mailbox = place.shop.home / "mailbox"
    assert [hit for hit in hits if mailbox not in hit.path.parents] == []
    # The search would find them: what was mailed lies in the mailbox, in the encodings of mail.
    assert {hit.value for hit in hits} >= {MEMBER.email, GUEST.email}
    assert len(kept) == 4
    files = [*place.asked.sought(*kept), *place.answered.sought(), *place.mistaken.sought()]
    assert scan(place.written, files) == []


def test_the_desk_edits_a_product(chromium: Browser, device: Device, tmp_path: Path) -> None:
    shop = start_prepared(tmp_path)
    window = new_context(chromium, device)
    desk = window.new_page()
    noted = watch(desk, shop)
    join_desk(desk, shop, OWNER)
    desk.goto(f"{shop.url}/desk/products/?q=青い湯のみ")
    desk.locator("table a").first.click()
    desk.locator("[name='name_en']").fill("Very blue cup")
    accessible(desk)
    desk.locator("main form button.button-primary").click()
    desk.locator("table a").first.click()
    desk.locator("[name='price']").fill("2310")
    desk.locator("main form button.button-primary").click()
    desk.locator("[name='available']").fill("7")
    press(desk, "/stock/")
    accessible(desk)
    desk.goto(f"{shop.url}/en/products/blue-cup/")
    expect(desk.locator("h1")).to_have_text("Very blue cup")
    expect(desk.locator("main")).to_contain_text("2,310")
    assert noted == []
    window.close()
    assert shop.stop() == 0
