"""Clause 3g: to answer inquiries, with what was asked and how to reach who asked, and with nothing else."""

import io
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator

import pytest
from PIL import Image

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY, INQUIRY_ANSWER, INQUIRY_FILES, PASSWORD, POLICY
from small_trades.privacy.testing import LedgerRows, plant
from small_trades.shop.account.tests.making import Browser, mails, member
from small_trades.shop.desk.tests.making import colleague, desk_of
from small_trades.shop.inquiries.models import Inquiry, InquiryFile
from small_trades.shop.inquiries.tasks import fetch_mail
from small_trades.shop.inquiries.tests.mailing import Writer, inbox
from small_trades.shop.inquiries.tests.making import a_text, asker, inquiry
from small_trades.shop.inquiries.tests.sending import photo, sent
from small_trades.shop.rights.copies import as_html
from small_trades.shop.rights.queries import copy_of
from small_trades.shop.site.queries import shop_facts
from tests.imap import Post, serving

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    yield
    mails()


def test_anybody_asks_and_is_answered_without_their_words_travelling_by_mail() -> None:
    anna, answer = asker(), plant("text")
    browser = Browser()
    browser.post("/inquiries/", anna.typed())
    asked = Inquiry.objects.get()
    (received,) = mails()
    desk = desk_of(colleague("support"))
    desk.post(f"/desk/inquiries/{asked.code}/answer/", {"text": answer})
    (answered,) = mails()

    assert received.to == answered.to == anna.email
    for mail in (received, answered):
        assert asked.code in mail.body
        assert anna.text not in mail.body
        assert answer not in mail.body
    page = browser.get(f"/inquiries/{asked.code}/").content.decode()
    assert anna.text in page
    assert answer in page
    stranger = Browser().get(f"/inquiries/{asked.code}/").content.decode()
    assert anna.text not in stranger
    assert answer not in stranger


def test_what_was_asked_is_opened_to_answer_it_and_for_no_other_purpose(ledger_rows: LedgerRows) -> None:
    thread = inquiry()
    text = thread.messages.get().text
    rows = len(ledger_rows())
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        privacy.use(text, purpose=INQUIRY_ANSWER)
        with pytest.raises(privacy.Refused):
            privacy.use(text, purpose=DELIVERY)
    assert [(row.event, row.purpose) for row in ledger_rows()[rows:]] == [
        ("use", "3g-inquiry"),
        ("refusal", "3b-delivery"),
    ]


def test_the_purpose_has_the_context_an_answer_needs_and_no_password() -> None:
    used = {category.id for category in INQUIRY_ANSWER.uses}
    assert {"2j-inquiry", "2a-name", "2d-email", "2g-transactions"} <= used
    assert PASSWORD.id not in used


def test_the_one_who_asked_reads_that_it_was_opened_and_by_which_role() -> None:
    anna, customer = member()
    asked = inquiry(customer=customer)
    desk_of(colleague("support")).post(f"/desk/inquiries/{asked.code}/open/")
    browser = Browser()
    browser.sign_in(anna)
    page = browser.get("/en/mypage/information/uses/").content.decode()
    assert "A member of our staff (customer support) opened your name and what you wrote to us." in page


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_policy_page_names_the_address_for_inquiries(language: str) -> None:
    page = Browser().get(f"/{language}privacy/").content.decode()
    assert shop_facts().inquiry_email in page


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with serving(tmp_path_factory.mktemp("imap")) as post:
        yield post


@pytest.fixture
def post(mail_server: Post) -> Iterator[Post]:
    """The mailbox behind the address on the policy page; the shop reads it."""
    with inbox(mail_server):
        yield mail_server
    mail_server.empty()


def test_a_mail_to_that_address_becomes_an_inquiry_and_leaves_the_mail_service(post: Post) -> None:
    kaori = Writer()
    post.deliver(kaori.mail(subject="湯のみ").as_bytes())
    fetch_mail.call()

    asked = Inquiry.objects.get()
    assert post.lies() == [], "what is kept sealed here is kept nowhere in the clear"
    (heard,) = mails()
    assert heard.to == kaori.email
    assert asked.code in heard.subject
    assert kaori.text not in heard.body
    desk = desk_of(colleague("support"))
    closed = desk.get(f"/en/desk/inquiries/{asked.code}/").content.decode()
    assert kaori.text not in closed
    assert "Nobody has checked that the sender of a mail is who it says." in closed
    assert kaori.text in desk.post(f"/en/desk/inquiries/{asked.code}/open/").content.decode()


def test_an_answer_by_mail_joins_its_inquiry_and_a_strangers_does_not(post: Post) -> None:
    anna, stranger = asker(), Writer()
    asked = inquiry(anna)
    mine = Writer(anna.name, anna.email).mail(subject=f"Re: {asked.code}")
    theirs = stranger.mail(subject=f"Re: {asked.code}")
    post.deliver(mine.as_bytes(), theirs.as_bytes())
    fetch_mail.call()
    assert asked.messages.count() == 2
    assert Inquiry.objects.count() == 2


def test_a_mail_asks_for_nobodys_information(post: Post) -> None:
    """Whoever writes in a member's name gets nothing by it: a request takes proof of who one is."""
    person, customer = member()
    post.deliver(
        Writer(email=person.email).mail(subject="開示請求", text="私の情報を送ってください。").as_bytes()
    )
    fetch_mail.call()
    asked = Inquiry.objects.get()
    assert (asked.kind, asked.customer_id) == ("other", None)
    assert privacy.rights.requests_of(customer.subject) == ()
    (heard,) = [mail for mail in mails() if mail.to == person.email]
    assert "ご本人の確認が必要です" in heard.body
    assert person.family not in heard.body


def test_a_card_number_in_a_mail_is_kept_nowhere(post: Post) -> None:
    post.deliver(Writer().mail(text="4111 1111 1111 1111").as_bytes())
    fetch_mail.call()
    assert (Inquiry.objects.count(), post.lies()) == (0, [])


def test_machines_are_not_answered(post: Post) -> None:
    post.deliver(Writer().mail(Auto_Submitted="auto-replied").as_bytes())
    fetch_mail.call()
    assert (Inquiry.objects.count(), mails()) == (0, [])


# -- Files with an inquiry (2u)


def test_files_serve_the_answer_the_person_and_their_rights_and_go_to_nobody() -> None:
    assert [purpose.id for purpose in POLICY.purposes if INQUIRY_FILES in purpose.uses] == [
        "3a-account",
        "3g-inquiry",
        "6-rights",
    ]
    assert [recipient.id for recipient in POLICY.recipients if INQUIRY_FILES in recipient.receives] == []


def test_of_a_photograph_neither_place_nor_camera_is_kept_and_nothing_of_it_travels() -> None:
    anna, camera, name = asker(), plant(), plant()
    browser = Browser()
    browser.post("/inquiries/", {**anna.typed(), "attached": [sent(f"{name}.jpg", photo(camera))]})
    (received,) = mails()
    assert name not in received.body
    file = InquiryFile.objects.get()
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "support")):
        content = privacy.use(file.content, purpose=INQUIRY_ANSWER).content
    assert camera.encode() not in content
    assert dict(Image.open(io.BytesIO(content)).getexif()) == {}


def test_a_file_is_opened_to_answer_and_for_nothing_else() -> None:
    asked = inquiry(files=(a_text(plant(), plant("text")),))
    file = asked.messages.get().files.get()
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "orders")), pytest.raises(privacy.Refused):
        privacy.use(file.content, purpose=INQUIRY_ANSWER)
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")), pytest.raises(privacy.Refused):
        privacy.use(file.content, purpose=DELIVERY)


def test_the_one_who_sent_a_file_reads_that_it_was_opened() -> None:
    anna, customer = member()
    asked = inquiry(customer=customer, files=(a_text(plant(), plant("text")),))
    file = asked.messages.get().files.get()
    desk_of(colleague("support")).get(f"/desk/inquiries/{asked.code}/files/{file.pk}/")
    browser = Browser()
    browser.sign_in(anna)
    page = browser.get("/en/mypage/information/uses/").content.decode()
    assert "(customer support) opened what your files are called and a file you sent us." in page


def test_the_copy_has_every_file_whole() -> None:
    name, words = plant(), plant("text")
    asked = inquiry(files=(a_text(name, words),))
    with privacy.acting_as(privacy.Actor.system("test")):
        document = json.loads(copy_of(asked.subject, reason="test").json())
        page = "".join(as_html(copy_of(asked.subject, reason="test"), language="en"))
    values = {value["group"]: value["value"] for thing in document["held"] for value in thing["values"]}
    assert b64decode(values["FileContent"]["content"]).decode() == words
    assert values["FileLabel"]["name"] == f"{name}.txt"
    assert f"data:text/plain;base64,{b64encode(words.encode()).decode()}" in page
    assert f'download="{name}.txt"' in page
    assert privacy.rights.unmapped(asked.subject) == []


def test_my_information_names_a_file_without_opening_it(ledger_rows: LedgerRows) -> None:
    anna, customer = member()
    name = plant()
    inquiry(customer=customer, files=(a_text(name, plant("text")),))
    browser = Browser()
    browser.sign_in(anna)
    before = len(ledger_rows())
    assert f"{name}.txt" in browser.get("/mypage/information/").content.decode()
    assert not [row for row in ledger_rows()[before:] if "FileContent" in row.groups]


def test_a_person_who_is_erased_leaves_no_file_that_opens() -> None:
    asked = inquiry(files=(a_text(plant(), plant("text")),))
    file = asked.messages.get().files.get()
    with privacy.acting_as(privacy.Actor.system("test")):
        privacy.destroy(asked.subject)
        with pytest.raises(privacy.Erased):
            privacy.use(file.content, purpose=INQUIRY_ANSWER)
