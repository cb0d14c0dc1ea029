"""The copy to read says what the document says, in both languages, and runs nothing."""

import io
import re
from collections.abc import Callable

import pytest
from fontTools.ttLib import TTFont

from small_trades import privacy
from small_trades.policy.groups import InquiryText, PersonName
from small_trades.privacy.rights import Export
from small_trades.shop.inquiries.actions.reply import reply
from small_trades.shop.inquiries.models import Inquiry
from small_trades.shop.kernel.pdf import FONT, Sheet, readable
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
