"""Mail to the shop: what becomes of it, who hears of it, and what is left of it nowhere."""

import dataclasses
import email
import email.policy
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.utils import timezone

from small_trades import privacy
from small_trades.config.doors import DOORS
from small_trades.doors.inbox import driver
from small_trades.doors.inbox.driver import ImapMailbox, InboxDoor
from small_trades.policy.declaration import INQUIRY_ANSWER
from small_trades.privacy.testing import LedgerRows, plant, scan
from small_trades.shop.account.models import Throttle
from small_trades.shop.account.tests.making import Browser, mails, member, run_tasks
from small_trades.shop.inquiries import actions, tasks
from small_trades.shop.inquiries.actions.fetch_mail import BATCH
from small_trades.shop.inquiries.models import Inquiry, InquiryFile, InquiryMessage, TakenMail
from small_trades.shop.inquiries.tests.laborious import slow
from small_trades.shop.inquiries.tests.mailing import Writer
from small_trades.shop.inquiries.tests.making import asker, inquiry
from small_trades.shop.inquiries.tests.sending import pdf, photo
from small_trades.shop.site.actions import ShopDetails, save_shop
from tests.imap import ASIDE, Post

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=False)
OWN_ADDRESSES = (settings.SMALL_TRADES.mail_from, "help@shop.example", "HELP@shop.example")
CARD = "4111 1111 1111 1111"
SYSTEM = privacy.Actor.system("test")


@pytest.fixture(autouse=True)
def _a_shop() -> Iterator[None]:
    save_shop(ShopDetails(name_ja="小商い", name_en="Small Trades", inquiry_email="help@shop.example"))
    yield
    mails()


def arrives(post: Post, *written: EmailMessage) -> None:
    """Mail comes, and the minute's task takes it."""
    post.deliver(*(mail.as_bytes() for mail in written))
    tasks.fetch_mail.call()


def words(asked: Inquiry) -> list[str]:
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        return [privacy.use(said.text, purpose=INQUIRY_ANSWER).text for said in asked.messages.all()]


def who(asked: Inquiry) -> tuple[str, str]:
    with privacy.acting_as(privacy.Actor.staff(privacy.uuid7(), "owner")):
        name, email = privacy.use((asked.name, asked.email), purpose=INQUIRY_ANSWER)
    return name.full, email.address


def test_a_mail_becomes_an_inquiry_and_leaves_the_mailbox(post: Post, ledger_rows: LedgerRows) -> None:
    kaori = Writer()
    arrives(post, kaori.mail(subject="湯のみ"))
    asked = Inquiry.objects.get()
    assert (asked.kind, asked.state, asked.language) == ("other", "waiting", "ja")
    assert (asked.is_by_mail, asked.customer_id) == (True, None)
    assert (who(asked), words(asked)) == ((kaori.name, kaori.email), [f"湯のみ\n\n{kaori.text}"])
    assert (post.lies(), post.lies(ASIDE)) == ([], [])
    collected = [row for row in ledger_rows() if row.event == "collection"]
    assert {(row.actor_kind, row.outcome) for row in collected} == {("system", "notice:inquiry-mail")}


def test_its_sender_hears_once_a_day_that_it_arrived(post: Post) -> None:
    kaori = Writer()
    arrives(post, kaori.mail(), kaori.mail(text="And one more thing."))
    assert Inquiry.objects.count() == 2
    (heard,) = mails()
    assert heard.to == kaori.email
    assert Inquiry.objects.order_by("opened_at")[0].code in heard.subject
    assert kaori.text not in heard.body
    assert "/inquiries/request/" in heard.body
    Throttle.objects.update(until=timezone.now() - timedelta(seconds=1))
    arrives(post, kaori.mail(text="The next day."))
    assert len(mails()) == 1


@pytest.mark.parametrize("by", ["subject", "in-reply-to", "references"])
def test_an_answer_joins_its_conversation(post: Post, by: str) -> None:
    anna = asker()
    asked = inquiry(anna)
    received = next(mail for mail in mails_as_sent() if anna.email == mail["To"])
    headers = {
        "subject": {"subject": f"Re: {received['Subject']}"},
        "in-reply-to": {"In_Reply_To": received["Message-ID"]},
        "references": {"References": f"<0@mail.example> {received['Message-ID']}"},
    }[by]
    arrives(post, Writer(anna.name, anna.email.upper()).mail(text="It is the blue one.", **headers))
    assert words(asked) == [anna.text, "It is the blue one."]
    assert [said.is_by_mail for said in asked.messages.all()] == [False, True]
    assert Inquiry.objects.count() == 1
    assert mails() == [], "whoever writes on the page hears nothing either"


def test_a_closed_one_opens_again(post: Post) -> None:
    anna = asker()
    asked = inquiry(anna)
    actions.close(asked.pk)
    arrives(post, Writer(email=anna.email).mail(subject=f"Re: {asked.code}"))
    asked.refresh_from_db()
    assert (asked.state, asked.closed_at, asked.messages.count()) == ("waiting", None, 2)


def test_a_stranger_who_knows_the_code_joins_nothing(post: Post) -> None:
    anna, mallory = asker(), Writer()
    asked = inquiry(anna)
    arrives(post, mallory.mail(subject=f"Re: {asked.code}"))
    assert words(asked) == [anna.text]
    assert Inquiry.objects.exclude(pk=asked.pk).get().subject != asked.subject


def test_a_forged_sender_without_the_code_joins_nothing(post: Post) -> None:
    anna = asker()
    asked = inquiry(anna)
    arrives(post, Writer(anna.name, anna.email).mail(subject="Re: 2222-2222-2222"))
    assert words(asked) == [anna.text]
    other = Inquiry.objects.exclude(pk=asked.pk).get()
    assert other.subject != asked.subject
    assert other.is_by_mail


def test_a_members_address_makes_nobody_a_member(post: Post) -> None:
    person, customer = member()
    arrives(post, Writer(email=person.email).mail(subject="Delete everything about me"))
    asked = Inquiry.objects.get()
    assert (asked.customer_id, asked.kind) == (None, "other")
    assert asked.subject != customer.subject
    assert privacy.rights.requests_of(asked.subject) == privacy.rights.requests_of(customer.subject) == ()


@pytest.mark.parametrize("where", ["text", "subject"])
def test_a_card_number_is_not_kept_and_its_sender_is_told(
    post: Post, where: str, ledger_rows: LedgerRows
) -> None:
    kaori = Writer(text="How big is it?")
    arrives(post, kaori.mail(**{where: f"My card is {CARD}."}))
    assert (Inquiry.objects.count(), TakenMail.objects.count()) == (0, 0)
    assert (post.lies(), post.lies(ASIDE)) == ([], [])
    (heard,) = mails()
    assert heard.to == kaori.email
    assert "card number" in heard.body
    assert CARD not in heard.body
    (told,) = [row for row in ledger_rows() if row.event == "disclosure"]
    assert told.outcome == "message:InquiryMailRefused"


def test_of_who_was_told_that_no_key_is_left(post: Post) -> None:
    before = privacy.living_subjects()
    arrives(post, Writer().mail(text=CARD))
    assert len(mails()) == 1
    assert privacy.living_subjects() == before


def test_while_no_answer_can_be_sent_it_stays_where_it_is(post: Post) -> None:
    kaori = Writer()
    with patch.object(DOORS["mail"], "send", side_effect=privacy.DoorError(permanent=False)):
        arrives(post, kaori.mail(text=CARD))
    assert len(post.lies()) == 1
    tasks.fetch_mail.call()
    assert post.lies() == []
    assert [mail.to for mail in mails()] == [kaori.email]


def test_a_mail_without_words_is_answered_and_gone(post: Post) -> None:
    mail = Writer().mail(text="")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    arrives(post, mail)
    assert (Inquiry.objects.count(), post.lies()) == (0, [])
    assert "no text" in mails()[0].body


def test_files_that_are_not_taken_are_named_and_both_sides_are_told(post: Post) -> None:
    mail = Writer(text="Look at the crack.").mail()
    for name in ("壊れた.jpg", "4242424242424242.jpg"):
        mail.add_attachment(b"\xff\xd8\xffEXIF", maintype="image", subtype="jpeg", filename=name)
    arrives(post, mail)
    message = InquiryMessage.objects.get()
    assert (message.attachments, message.files.count()) == (2, 0)
    assert message.left_out is not None
    with privacy.acting_as(SYSTEM):
        assert privacy.use(message.left_out, purpose=INQUIRY_ANSWER).names == "壊れた.jpg\n…"
    body = mails()[0].body
    assert "Files with it that we did not take, and deleted: 2." in body
    assert "壊れた" not in body


def test_files_that_a_form_would_take_are_taken_from_a_mail(post: Post) -> None:
    planted = plant()
    mail = Writer(text="Look at the crack.").mail()
    mail.add_attachment(photo(planted), maintype="image", subtype="jpeg", filename="ひび.JPG")
    mail.add_attachment(pdf(planted), maintype="application", subtype="pdf", filename="bill.pdf")
    mail.add_attachment(b"PK\x03\x04" + bytes(60), maintype="application", subtype="zip", filename="a.zip")
    arrives(post, mail)
    files = list(InquiryFile.objects.all())
    with privacy.acting_as(SYSTEM):
        labels = privacy.use([file.label for file in files], purpose=INQUIRY_ANSWER)
        contents = privacy.use([file.content for file in files], purpose=INQUIRY_ANSWER)
    assert [label.name for label in labels] == ["ひび.jpg", "bill.pdf"]
    assert planted.encode() not in b"".join(content.content for content in contents)
    body = mails()[0].body
    assert "Files with it: 2" in body
    assert "ひび" not in body
    assert post.lies() == []


@pytest.mark.usefixtures("hasty")
def test_of_a_mail_the_pdf_that_takes_too_long_is_left_out_and_the_rest_is_taken(post: Post) -> None:
    mail = Writer(text="Look at the crack.").mail()
    mail.add_attachment(slow(), maintype="application", subtype="pdf", filename="heavy.pdf")
    mail.add_attachment(photo(""), maintype="image", subtype="jpeg", filename="a.jpg")
    arrives(post, mail, Writer(text="How big is it?").mail())
    message = InquiryMessage.objects.exclude(left_out=None).get()
    assert message.files.get().kind == "picture"
    assert message.left_out is not None
    with privacy.acting_as(SYSTEM):
        assert privacy.use(message.left_out, purpose=INQUIRY_ANSWER).names == "heavy.pdf"
    assert (Inquiry.objects.count(), post.lies()) == (2, [])


def test_letters_that_take_long_leave_the_worker_to_others(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("small_trades.shop.inquiries.actions.fetch_mail.BATCH_SECONDS", -1)
    arrives(post, Writer().mail())
    assert (Inquiry.objects.count(), len(post.lies())) == (0, 1)


def test_a_mail_with_a_picture_and_no_words_is_taken(post: Post) -> None:
    mail = Writer().mail(text="")
    mail.add_attachment(photo(""), maintype="image", subtype="jpeg", filename="a.jpg")
    arrives(post, mail)
    assert InquiryFile.objects.get().message.inquiry.is_by_mail


def test_of_many_files_the_first_five_are_taken(post: Post) -> None:
    mail = Writer(text="All of them.").mail()
    for number in range(23):
        mail.add_attachment(b"words", maintype="text", subtype="plain", filename=f"{number}.txt")
    arrives(post, mail)
    message = InquiryMessage.objects.get()
    assert (message.files.count(), message.attachments) == (5, 18)


def test_of_a_mail_that_is_too_large_the_words_are_taken(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "MOST_BYTES", 300_000)
    mail = Writer(text="Look at the crack.").mail()
    mail.add_attachment(bytes(400_000), maintype="image", subtype="jpeg", filename="large.jpg")
    arrives(post, mail)
    message = InquiryMessage.objects.get()
    assert (message.attachments, message.files.count(), message.is_cut) == (1, 0, False)


def test_of_what_is_too_long_the_beginning_is_taken(post: Post) -> None:
    kaori = Writer(text="x" * 6_000)
    arrives(post, kaori.mail(subject="Long"))
    asked = Inquiry.objects.get()
    assert asked.messages.get().is_cut
    assert words(asked) == ["Long\n\n" + "x" * 4_994]
    assert "we took its beginning" in mails()[0].body


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"List_Id": "<a.example>"}, {"Precedence": "bulk"}],
)
def test_what_no_person_wrote_is_put_aside_and_not_answered(post: Post, headers: dict[str, str]) -> None:
    arrives(post, Writer().mail(**headers))
    assert (Inquiry.objects.count(), post.lies(), len(post.lies(ASIDE))) == (0, [], 1)
    assert mails() == []


def test_the_shops_own_mail_does_not_come_round(post: Post) -> None:
    inquiry()
    (own,) = mails_as_sent()
    arrives(post, own, *(Writer(email=address).mail() for address in OWN_ADDRESSES))
    assert Inquiry.objects.count() == 1
    assert len(post.lies(ASIDE)) == 1 + len(OWN_ADDRESSES)
    assert mails() == []


def test_two_shops_do_not_talk_to_each_other_for_ever(post: Post) -> None:
    other = Writer()
    for _round in range(5):
        arrives(post, other.mail(text=plant("text")))
    assert len(mails()) == 1


def test_who_asks_for_silence_is_not_answered(post: Post) -> None:
    arrives(post, Writer().mail(X_Auto_Response_Suppress="All"))
    assert (Inquiry.objects.count(), mails()) == (1, [])


def test_from_one_address_only_so_many_a_day(post: Post) -> None:
    kaori = Writer()
    for _round in range(2):
        arrives(post, *(kaori.mail(text=plant("text")) for _mail in range(11)))
    tasks.fetch_mail.call()
    assert (Inquiry.objects.count(), len(post.lies()), len(post.lies(ASIDE))) == (20, 0, 2)


def test_one_round_takes_a_batch(post: Post) -> None:
    arrives(post, *(Writer().mail() for _mail in range(BATCH + 1)))
    assert (Inquiry.objects.count(), len(post.lies())) == (BATCH, 1)


def test_a_mail_that_is_handed_out_twice_is_one_inquiry(post: Post) -> None:
    mail = Writer().mail()
    with patch.object(ImapMailbox, "remove", side_effect=privacy.DoorError(permanent=False)):
        arrives(post, mail)
    assert (Inquiry.objects.count(), len(post.lies())) == (1, 1)
    arrives(post, mail)
    assert (Inquiry.objects.count(), post.lies()) == (1, [])
    assert len(mails()) == 1


def test_a_crash_before_it_is_kept_loses_nothing(post: Post) -> None:
    with patch(
        "small_trades.shop.inquiries.actions.take_mail.keep_inquiry", side_effect=privacy.KeysUnusable("")
    ):
        arrives(post, Writer().mail())
    assert (Inquiry.objects.count(), TakenMail.objects.count(), len(post.lies())) == (0, 0, 1)
    tasks.fetch_mail.call()
    assert (Inquiry.objects.count(), post.lies()) == (1, [])


def test_one_that_cannot_be_taken_does_not_hold_up_the_next(post: Post) -> None:
    first, second = Writer(), Writer()
    with patch.object(DOORS["mail"], "send", side_effect=privacy.DoorError(permanent=False)):
        arrives(post, first.mail(text=CARD), second.mail())
    assert who(Inquiry.objects.get()) == (second.name, second.email)
    assert len(post.lies()) == 1


def test_a_server_that_is_away_is_no_failure(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    post.deliver(Writer().mail().as_bytes())
    DOORS["inbox"] = InboxDoor(dataclasses.replace(post.server, port=9))
    tasks.fetch_mail.call()
    assert "the inbox could not be read: ConnectionRefusedError" in caplog.text
    assert (Inquiry.objects.count(), len(post.lies())) == (0, 1)


def test_nothing_of_it_stands_in_a_log_or_a_file(
    post: Post, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    kaori = Writer()
    arrives(post, kaori.mail(), kaori.mail(text=f"{kaori.text} {CARD}"))
    run_tasks()
    for value in kaori.planted():
        assert value not in caplog.text
    assert scan([settings.SMALL_TRADES.home / "ledger", tmp_path], kaori.planted()) == []


def test_marks_of_taken_mail_go_after_ninety_days(post: Post) -> None:
    arrives(post, Writer().mail())
    with privacy.acting_as(privacy.Actor.system("retention.run")):
        privacy.retention.run(now=timezone.now() + timedelta(days=89))
        assert TakenMail.objects.count() == 1
        privacy.retention.run(now=timezone.now() + timedelta(days=90))
    assert TakenMail.objects.count() == 0


def test_its_sender_reads_it_by_code_and_address(post: Post) -> None:
    kaori = Writer()
    arrives(post, kaori.mail(subject="Cups"))
    asked, browser = Inquiry.objects.get(), Browser()
    answer = browser.post("/en/inquiries/find/", {"code": asked.code, "email": kaori.email})
    page = browser.get(answer["Location"]).content.decode()
    assert kaori.text in page
    assert "By mail" in page


def mails_as_sent() -> list[EmailMessage]:
    """What waits to be sent, as the mail server gets it."""
    run_tasks()
    found = []
    for path in sorted(settings.SMALL_TRADES.mailbox.glob("*.eml")):
        found.append(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
        path.unlink()
    return found
