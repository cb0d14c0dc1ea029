"""Files with a message on the pages: sent, kept sealed, seen by who may, refused with their words kept."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, INQUIRY_ANSWER, INQUIRY_FILES
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.inquiries.models import Inquiry, InquiryFile, InquiryMessage
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.inquiries.tests.sending import letter, pdf, photo, sent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEW = "/inquiries/"


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def asked(*files: SimpleUploadedFile, browser: Browser | None = None, **other: str) -> tuple[Browser, str]:
    """Somebody new who sent these with an inquiry, and its code."""
    browser = browser or Browser()
    answer = browser.post(NEW, {**asker().typed(**other), "attached": list(files)})
    assert answer.status_code == 302, answer.content.decode()
    return browser, answer["Location"].split("/")[-2]


def links(page: str) -> list[str]:
    return re.findall(r'href="(/[^"]+/files/[0-9a-f-]+/)"', page)


def body(answer: Any) -> bytes:
    content: bytes = answer.content
    return content


def test_files_come_with_an_inquiry_and_are_shown_on_its_page(ledger_rows: LedgerRows) -> None:
    planted, name = plant(), plant()
    words, text = letter()
    files = (sent(f"{name}.JPG", photo(planted)), sent("領収書.pdf", pdf(planted)), sent("memo.txt", text))
    browser, code = asked(*files)
    page = browser.get(f"{NEW}{code}/").content.decode()
    for shown in (f"{name}.jpg", "領収書.pdf", "memo.txt", "data:image/jpeg;base64,"):
        assert shown in page
    picture, paper, note = (browser.get(link) for link in links(page))
    assert (picture["Content-Type"], picture["Content-Disposition"]) == (
        "image/jpeg",
        f"inline; filename*=utf-8''{quote(name)}.jpg",
    )
    assert paper["Content-Disposition"] == ("attachment; filename*=utf-8''%E9%A0%98%E5%8F%8E%E6%9B%B8.pdf")
    assert (note["Content-Type"], note["Content-Disposition"]) == (
        "text/plain; charset=utf-8",
        'attachment; filename="memo.txt"',
    )
    assert words in body(note).decode()
    assert planted.encode() not in body(picture) + body(paper)
    for answer in (picture, paper, note):
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    uses = [row for row in ledger_rows() if row.event == "use" and "FileContent" in row.groups]
    assert [row.purpose for row in uses] == [ACCOUNT_DISPLAY.id] * 3


def test_nothing_of_a_file_is_in_the_store() -> None:
    name, (words, text) = plant(), letter()
    asked(sent(f"{name}.txt", text))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM inquiries_inquiryfile")
        (row,) = cursor.fetchall()
    stored = b"".join(bytes(value) for value in row if isinstance(value, bytes | memoryview))
    assert stored
    assert words.encode() not in stored
    assert name.encode() not in stored
    kept = InquiryFile.objects.get()
    assert (kept.kind, kept.size) == ("text", len(f"{words}\nおわり".encode()))


def test_a_reply_brings_files_and_a_wrong_one_keeps_the_words() -> None:
    browser, code = asked()
    said = plant("text")
    wrong = {"text": said, "attached": [sent("a.jpg", photo("")), sent("page.svg", b"<svg/>")]}
    page = browser.post(f"/en{NEW}{code}/", wrong).content.decode()
    assert "“page.svg” is of a kind we do not take." in page
    assert "please choose them once more" in page
    assert said in page
    assert InquiryFile.objects.count() == 0
    assert InquiryMessage.objects.count() == 1
    right = browser.post(f"{NEW}{code}/", {"text": said, "attached": [sent("a.jpg", photo(""))]})
    assert right.status_code == 302
    assert InquiryFile.objects.get().message.inquiry.code == code


def test_every_wrong_file_is_named_in_japanese_too() -> None:
    files = [sent("一.zip", b"PK\x03\x04" + b"\0" * 30), sent("二.pdf", photo(""))]
    page = Browser().post(NEW, {**asker().typed(), "attached": files}).content.decode()
    assert "「一.zip」は、お受けしていない種類のファイルです" in page
    assert "「二.pdf」の中身は、名前が示す種類と違います" in page
    assert "もう一度お選びください" in page
    assert Inquiry.objects.count() == 0


def test_too_many_and_too_much_are_refused_with_the_words_kept() -> None:
    anna = asker()
    many = [sent(f"{number}.txt", b"words") for number in range(6)]
    page = Browser().post(f"/en{NEW}", {**anna.typed(), "attached": many}).content.decode()
    assert "Please choose 5 files at most." in page
    assert anna.text in page
    heavy = sent("film.jpg", photo("") + bytes(27 * 1024 * 1024))
    page = Browser().post(f"/en{NEW}", {**anna.typed(), "attached": [heavy]}).content.decode()
    assert "These files are too much together: 25.0 MB at most." in page
    assert anna.text in page
    heavy = sent("film.jpg", photo("") + bytes(11 * 1024 * 1024))
    page = Browser().post(f"/en{NEW}", {**anna.typed(), "attached": [heavy]}).content.decode()
    assert "“film.jpg” is too large: 10 MB for one file at most." in page
    assert Inquiry.objects.count() == 0


def test_strangers_and_other_inquiries_do_not_lead_to_a_file(ledger_rows: LedgerRows) -> None:
    browser, code = asked(sent("photo.jpg", photo("")))
    (link,) = links(browser.get(f"{NEW}{code}/").content.decode())
    stranger = Browser()
    before = len(ledger_rows())
    answer = stranger.get(link)
    assert (answer.status_code, answer["Location"]) == (302, f"{NEW}{code}/")
    _other, second = asked(browser=stranger)
    assert stranger.get(link.replace(code, second)).status_code == 404
    assert not [row for row in ledger_rows()[before:] if "FileContent" in row.groups]


def test_a_member_sees_their_files_signed_in() -> None:
    who, _customer = member()
    browser = Browser()
    browser.sign_in(who)
    _browser, code = asked(sent("photo.jpg", photo("")), browser=browser)
    again = Browser()
    again.sign_in(who)
    (link,) = links(again.get(f"{NEW}{code}/").content.decode())
    assert again.get(link)["Content-Type"] == "image/jpeg"


def test_they_go_with_their_inquiry_and_open_no_more_without_its_key() -> None:
    asked(sent("photo.jpg", photo("")))
    mails()
    file = InquiryFile.objects.get()
    assert InquiryFile._meta.get_field("content").category == INQUIRY_FILES
    privacy.destroy(file.subject)
    with privacy.acting_as(privacy.Actor.system("test")), pytest.raises(privacy.Erased):
        privacy.use(file.content, purpose=INQUIRY_ANSWER)
    Inquiry.objects.get().delete()
    assert InquiryFile.objects.count() == 0


def test_a_page_that_names_files_loads_none() -> None:
    browser, code = asked(sent("photo.jpg", photo("")))
    with CaptureQueriesContext(connection) as queries:
        browser.get(f"{NEW}{code}/")
    about = [query["sql"] for query in queries if "inquiries_inquiryfile" in query["sql"]]
    assert about
    assert not [sql for sql in about if '"content"' in sql]


def test_an_inquiry_without_files_is_as_before() -> None:
    assert inquiry().messages.get().files.count() == 0
