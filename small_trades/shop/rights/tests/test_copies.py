"""The copy to read says what the document says, in both languages, and runs nothing."""

import io
import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from fontTools.ttLib import TTFont

from small_trades import privacy
from small_trades.policy.declaration import RIGHTS
from small_trades.policy.groups import InquiryText, PersonName
from small_trades.privacy._rights import exporting
from small_trades.privacy.rights import Export
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.account.sessions import FRESH, SHOWN
from small_trades.shop.account.tests.making import Browser
from small_trades.shop.inquiries.actions.reply import reply
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.kernel.pdf import FONT, Sheet, readable
from small_trades.shop.rights import copies
from small_trades.shop.rights.copies import as_html, as_pdf
from small_trades.shop.rights.queries import copy_of
from small_trades.shop.rights.tests.making import Manifest, everything

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def manifest(acting: Callable[[privacy.Actor], None]) -> Manifest:
    acting(privacy.Actor.system("test"))
    return everything()


def html(export: Export, *, language: str) -> str:
    return "".join(as_html(export, language=language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            (
                "お預かりしている情報",
                "利用の記録",
                "お見せできない形で保管しています。",
                "ただちに消去します。",
            ),
        ),
        (
            "en",
            (
                "What we hold",
                "How it was used",
                "Held in a form that cannot be shown.",
                "It is deleted at once.",
            ),
        ),
    ],
)
def test_the_page_says_everything(manifest: Manifest, language: str, words: tuple[str, ...]) -> None:
    page = html(copy_of(manifest.subject, reason="test"), language=language)
    assert {place: value for place, value in manifest.values.items() if value not in page} == {}
    assert [word for word in words if word not in page] == []
    assert f'<html lang="{language}">' in page
    assert re.findall(r"<script|<link|<img|https?://|\son\w+=", page) == []


def test_what_somebody_wrote_is_text_and_never_markup(manifest: Manifest) -> None:
    thread = Inquiry.objects.get(subject=manifest.subject)
    reply(thread.pk, InquiryText("<script>alert(1)</script>"))
    page = html(copy_of(manifest.subject, reason="test"), language="ja")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.usefixtures("manifest")
def test_of_nobody_the_page_says_so() -> None:
    page = html(copy_of(privacy.uuid7(), reason="test"), language="en")
    assert "We hold nothing about you." in page
    assert "You have not asked for anything." in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pdf_carries_its_own_signs(manifest: Manifest, language: str) -> None:
    made = as_pdf(copy_of(manifest.subject, reason="test"), language=language)
    assert made.startswith(b"%PDF-")
    assert made.count(b"/Type /Page\n") > 1
    assert b"/FontFile2" in made
    assert b"/URI" not in made


def test_a_sheet_takes_long_and_strange_text() -> None:
    sheet = Sheet("領収書", language="ja", footer="店")
    sheet.facts([("長い値", "あ" * 5_000), ("とても長い名前" * 20, "短い")])
    sheet.paragraph("")
    sheet.facts([])
    assert sheet.pdf().startswith(b"%PDF-")


def test_a_sign_the_font_lacks_is_written_as_its_number() -> None:
    assert readable("吉野家 髙島 𠮷\r\n𛀁") == "吉野家 髙島 [U+20BB7]\n[U+1B001]"
    with TTFont(io.BytesIO(FONT.read_bytes())) as font:
        assert len(font.getBestCmap()) > 7_000
    assert PersonName("髙", "﨑").full == readable("髙 﨑")


@pytest.mark.parametrize("form", ["json", "html"])
def test_pages_that_are_opened_while_the_file_is_sent_are_still_opened_by_its_person(
    manifest: Manifest, form: str, ledger_rows: LedgerRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser()
    browser.sign_in(manifest.who)
    monkeypatch.setattr(exporting, "VALUES_AT_ONCE", 1)
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 5)
    before = len(ledger_rows())

    answer = browser.post(f"/mypage/information/copy/{form}/")

    assert len(ledger_rows()[before:]) < 5, "most is opened only as it is read"
    text = b"".join(cast("Any", answer).streaming_content).decode()
    assert {place: value for place, value in manifest.values.items() if value not in text} == {}
    uses = [row for row in ledger_rows()[before:] if row.event == "use" and row.purpose == RIGHTS.id]
    assert len(uses) > 5
    assert {row.actor_kind for row in uses} == {"customer"}
    assert len({row.request_id for row in uses}) == 1


def test_a_pdf_of_very_much_says_where_the_rest_is(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(copies, "MOST_ON_PAPER", 1)
    monkeypatch.setattr(Sheet, "paragraph", lambda _sheet, text, **_more: said.append(text))
    assert as_pdf(copy_of(manifest.subject, reason="test"), language="en").startswith(b"%PDF-")
    more = "There is more than paper is good for. The page and the data hold all of it."
    assert said.count(more) >= 2


def test_who_signed_in_a_while_ago_is_asked_once_more(manifest: Manifest, ledger_rows: LedgerRows) -> None:
    browser = Browser()
    browser.sign_in(manifest.who)
    session = browser.session
    session[SHOWN] -= FRESH.total_seconds()
    session.save()
    rows = len(ledger_rows())

    answer = browser.post("/mypage/information/copy/json/")
    assert (answer.status_code, answer["Location"]) == (302, "/mypage/information/copy/")
    page = browser.get("/mypage/information/copy/").content.decode()
    assert 'name="current-password"' in page
    assert "copy/json/" not in page
    page = browser.post("/mypage/information/copy/", {"current-password": "wrong"}).content.decode()
    assert "現在のパスワードと一致しません。" in page
    assert browser.post("/mypage/information/copy/html/").status_code == 302
    assert [row for row in ledger_rows()[rows:] if row.purpose == RIGHTS.id] == [], "nothing was copied"

    browser.post("/mypage/information/copy/", {"current-password": manifest.who.password})
    assert "copy/json/" in browser.get("/mypage/information/copy/").content.decode()
    assert browser.post("/mypage/information/copy/json/").status_code == 200
