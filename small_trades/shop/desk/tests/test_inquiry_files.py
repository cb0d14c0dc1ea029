"""Files of inquiries at the desk: seen by who answers, opened with a row, sent with an answer."""

import re
from collections.abc import Iterator

import pytest

from small_trades.policy.declaration import INQUIRY_ANSWER
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mail, mails
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.inquiries.tests.sending import pdf, photo, sent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
NEW = "/inquiries/"


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def asked(*files: object) -> tuple[Browser, str]:
    """Somebody new who sent these with an inquiry, and its code."""
    browser = Browser()
    answer = browser.post(NEW, {**asker().typed(), "attached": list(files)})
    return browser, answer["Location"].split("/")[-2]


def links(page: str) -> list[str]:
    return re.findall(r'href="(/[^"]+/files/[0-9a-f-]+/)"', page)


def test_whoever_answers_sees_small_pictures_and_opens_a_file_with_a_row(ledger_rows: LedgerRows) -> None:
    _browser, code = asked(sent("photo.jpg", photo("")))
    desk = desk_of(colleague("support"))
    closed = desk.get(f"/desk/inquiries/{code}/").content.decode()
    assert links(closed) == []
    opened = desk.post(f"/desk/inquiries/{code}/open/").content.decode()
    assert "photo.jpg" in opened
    (link,) = links(opened)
    before = len(ledger_rows())
    answer = desk.get(link)
    assert answer.status_code == 200
    (row,) = [row for row in ledger_rows()[before:] if row.event == "use" and row.groups != ("StaffRecord",)][
        -1:
    ]
    assert (row.purpose, row.groups, row.actor_kind) == (
        INQUIRY_ANSWER.id,
        ("FileContent", "FileLabel"),
        "staff",
    )


def test_an_answer_brings_files_and_its_mail_only_says_so() -> None:
    browser, code = asked()
    mails()
    desk = desk_of(colleague("support"))
    name = plant()
    typed = {"text": "図をお送りします。", "attached": [sent(f"{name}.pdf", pdf())]}
    assert desk.post(f"/desk/inquiries/{code}/answer/", typed).status_code == 302
    received = mail()
    assert name not in received.body
    page = browser.get(f"{NEW}{code}/").content.decode()
    assert f"{name}.pdf" in page
    assert browser.get(links(page)[0]).status_code == 200


def test_other_inquiries_and_other_roles_do_not_lead_to_a_file(ledger_rows: LedgerRows) -> None:
    browser, code = asked(sent("photo.jpg", photo("")))
    (link,) = links(browser.get(f"{NEW}{code}/").content.decode())
    second, before = inquiry().code, len(ledger_rows())
    desk = desk_of(colleague("support"))
    assert desk.get(f"/desk{link}".replace(code, second)).status_code == 404
    assert desk_of(colleague("catalogue")).get(f"/desk{link}").status_code == 403
    assert not [row for row in ledger_rows()[before:] if "FileContent" in row.groups]


def test_a_wrong_file_keeps_the_answer_that_was_typed() -> None:
    _browser, code = asked()
    said = plant("text")
    typed = {"text": said, "attached": [sent("page.html", b"<!doctype html><p>x")]}
    page = desk_of(colleague("support")).post(f"/en/desk/inquiries/{code}/answer/", typed).content.decode()
    assert "“page.html” is of a kind we do not take." in page
    assert said in page
