"""A guest sends photographs and a PDF from a telephone, the desk looks at them and answers with files.

First with a question, then with goods that are to go back.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from small_trades.shop.inquiries.tests.laborious import fat
from small_trades.shop.inquiries.tests.sending import GPS
from tests.browser.conftest import DESKTOP, TELEPHONE, new_context
from tests.browser.running import RunningShop, start_prepared
from tests.browser.sending import Canaries, canaries, choose, fetched
from tests.browser.steps import accessible, buy, go_on, join_desk, press, take_picture, watch
from tests.people import GUEST, OWNER

ANSWER = "お写真を拝見しました。新しいものをお送りします。"
NOTE = "届いたときに縁が欠けていました。"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def own(tmp_path: Path) -> Iterator[RunningShop]:
    """A shop with nobody in it, whose owner has yet to come."""
    running = start_prepared(tmp_path)
    yield running
    assert running.stop() == 0


def test_files_go_to_the_desk_and_back(chromium: Browser, own: RunningShop, pictures: Path) -> None:
    telephone, office = new_context(chromium, TELEPHONE), new_context(chromium, DESKTOP)
    guest, desk = telephone.new_page(), office.new_page()
    noted = [watch(tab, own) for tab in (guest, desk)]
    sent, answered, returned = canaries(), canaries(), canaries()

    _what_is_wrong_is_said_and_the_words_stay(guest, own, sent, pictures)
    _asks(guest, sent, pictures)
    join_desk(desk, own, OWNER)
    desk.goto(f"{own.url}/desk/inquiries/")
    desk.locator("table a").first.click()
    _desk_looks_and_answers(desk, sent, answered, pictures)
    guest.reload()
    _answer_is_there(guest, answered)

    code = _buys_and_gets(guest, desk, own)
    _asks_for_a_return(guest, own, code, returned)
    desk.goto(f"{own.url}/desk/returns/")
    desk.locator("table a").first.click()
    desk.locator("a[href*='/desk/inquiries/']").last.click()
    press(desk, "/open/")
    expect(desk.locator("main")).to_contain_text(NOTE)
    accessible(desk)
    _is_without_where_it_was_taken(fetched(desk, "縁.jpg"), returned)
    assert noted == [[], []]
    for window in (telephone, office):
        window.close()


def _what_is_wrong_is_said_and_the_words_stay(
    page: Page, shop: RunningShop, files: Canaries, pictures: Path
) -> None:
    page.goto(f"{shop.url}/inquiries/")
    page.locator("[name='kind']").select_option("product")
    page.locator("[name='text']").fill(GUEST.inquiry)
    page.locator("[name='name']").fill(GUEST.family + GUEST.given)
    page.locator("[name='email']").fill(GUEST.email)
    choose(page, 写真_jpg=files.picture, 図_svg=SVG, 重い_pdf=fat())
    expect(page.locator(".files-chosen li")).to_have_count(3)
    go_on(page)
    unknown = "「図.svg」は、お受けしていない種類のファイルです。"
    laborious = "「重い.pdf」は読み取りの負担が大きすぎます。"
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    error = page.locator(".field-error")
    for said in (summary, error):
        expect(said).to_contain_text(unknown)
        expect(said).to_contain_text(laborious)
    field = page.locator("[name='attached']")
    expect(field).to_have_accessible_description(re.compile(re.escape(unknown)))
    summary.locator("a").first.click()
    expect(field).to_be_focused()
    expect(page.locator("[name='text']")).to_have_value(GUEST.inquiry)
    expect(page.locator("[name='name']")).to_have_value(GUEST.family + GUEST.given)
    expect(page.locator("[name='email']")).to_have_value(GUEST.email)
    expect(page.locator("[name='kind']")).to_have_value("product")
    expect(page.locator("main")).to_contain_text("もう一度お選びください")
    accessible(page)
    take_picture(page, pictures / "files-wrong-telephone.jpg")


def _asks(page: Page, files: Canaries, pictures: Path) -> None:
    choose(page, 写真_jpg=files.picture, 領収書_pdf=files.paper)
    expect(page.locator(".files-chosen li")).to_have_text([_chosen("写真.jpg"), _chosen("領収書.pdf")])
    go_on(page)
    # Not at the field that the error summary led to: the next page has one of that name, further down.
    page.wait_for_url("**/inquiries/*-*-*/")
    expect(page.locator("main")).to_contain_text("お問い合わせを受け付けました")
    expect(page.locator(".files .file-name")).to_have_text(["写真.jpg", "領収書.pdf"])
    accessible(page)
    take_picture(page, pictures / "files-sent-telephone.jpg")


def _desk_looks_and_answers(desk: Page, sent: Canaries, answered: Canaries, pictures: Path) -> None:
    assert "写真.jpg" not in desk.content()
    press(desk, "/open/")
    expect(desk.locator("main")).to_contain_text(GUEST.inquiry)
    expect(desk.locator(".files .file-name")).to_have_text(["写真.jpg", "領収書.pdf"])
    accessible(desk)
    take_picture(desk, pictures / "files-desk-desktop.jpg")
    with desk.expect_popup() as opened:
        desk.locator(".files a", has_text="写真.jpg").click()
    shown = opened.value.locator("img")
    expect(shown).to_be_visible()
    assert shown.evaluate("picture => picture.naturalWidth") == 480, "it lay on its side"
    opened.value.close()
    _is_without_where_it_was_taken(fetched(desk, "写真.jpg"), sent)
    with desk.expect_download() as saved:
        desk.locator(".files a", has_text="領収書.pdf").click()
    assert saved.value.suggested_filename == "領収書.pdf"
    paper = Path(saved.value.path()).read_bytes()
    assert len(PdfReader(io.BytesIO(paper)).pages) == 2
    assert sent.camera.encode() not in paper
    desk.locator("[name='text']").fill(ANSWER)
    choose(desk, 交換_pdf=answered.paper)
    accessible(desk)
    press(desk, "/answer/")
    expect(desk.locator("main")).to_contain_text("回答しました")


def _answer_is_there(page: Page, answered: Canaries) -> None:
    expect(page.locator(".is-from-shop")).to_contain_text(ANSWER)
    expect(page.locator(".is-from-shop .file-name")).to_have_text("交換.pdf")
    accessible(page)
    with page.expect_download() as saved:
        page.locator(".is-from-shop .files a").click()
    paper = Path(saved.value.path()).read_bytes()
    assert len(PdfReader(io.BytesIO(paper)).pages) == 2
    assert answered.camera.encode() not in paper


def _buys_and_gets(guest: Page, desk: Page, shop: RunningShop) -> str:
    code = buy(guest, shop, "blue-cup", GUEST, method="bank-transfer")
    desk.goto(f"{shop.url}/desk/orders/{code}/")
    press(desk, "/transfer/")
    press(desk, "/pack/")
    desk.locator("[name='tracking_number']").fill("1234-5678-9012")
    press(desk, "/ship/")
    press(desk, "/deliver/")
    return code


def _asks_for_a_return(page: Page, shop: RunningShop, code: str, files: Canaries) -> None:
    page.goto(f"{shop.url}/orders/{code}/")
    page.locator(f"a[href$='/returns/{code}/']").click()
    page.locator("[name='note']").fill(NOTE)
    page.locator("[name='reason']").select_option(index=1)
    choose(page, 縁_jpg=files.picture[:4_000])
    go_on(page)
    expect(page.locator("#error-summary")).to_contain_text("「縁.jpg」を読み取れません。")
    expect(page.locator(".field-error")).to_contain_text("「縁.jpg」を読み取れません。")
    expect(page.locator("[name='note']")).to_have_value(NOTE)
    accessible(page)
    choose(page, 縁_jpg=files.picture)
    go_on(page)
    page.locator("form[action*='/words/'] button").click()
    page.wait_for_url("**/inquiries/*-*-*/")
    expect(page.locator(".files .file-name")).to_have_text("縁.jpg")
    accessible(page)


def _is_without_where_it_was_taken(kept: bytes, sent: Canaries) -> None:
    assert sent.camera.encode() in sent.picture
    assert Image.open(io.BytesIO(sent.picture)).getexif().get_ifd(GPS)
    assert sent.camera.encode() not in kept
    picture = Image.open(io.BytesIO(kept))
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (480, 640), {})


def _chosen(name: str) -> "re.Pattern[str]":
    return re.compile(rf"^{re.escape(name)}\s*\d+ KB$")
