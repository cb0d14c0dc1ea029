"""From the bytes of a mail to a letter: what Japanese programs write, and what nobody should."""

import warnings
from base64 import b64encode
from email.header import Header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_trades.doors.inbox.charsets import decoded
from small_trades.doors.inbox.messages import Letter
from small_trades.doors.inbox.reading import UnreadableError, letter

HEAD = b"From: Kaori <kaori@example.jp>\r\nMessage-ID: <1@example.jp>\r\n"


def read(mail: bytes | EmailMessage) -> Letter:
    return letter(mail if isinstance(mail, bytes) else mail.as_bytes(), is_whole=True)


def test_a_plain_mail() -> None:
    found = read(HEAD + b"Subject: Cups\r\nIn-Reply-To: <7@shop>\r\nReferences: <5@shop>\r\n\r\nHow big?\r\n")
    assert (found.sender, found.sender_name, found.message_id) == (
        "kaori@example.jp",
        "Kaori",
        "<1@example.jp>",
    )
    assert (found.subject, found.text.strip(), found.named) == ("Cups", "How big?", "<7@shop> <5@shop>")
    assert (found.is_automatic, found.may_answer, found.files, found.is_cut) == (False, True, (), False)


@pytest.mark.parametrize(
    ("charset", "python"),
    [
        ("ISO-2022-JP", "iso2022_jp"),
        ("Shift_JIS", "cp932"),
        ("EUC-JP", "euc_jp"),
        ("UTF-8", "utf-8"),
        ("x-unknown", "utf-8"),
        ("unicode_escape", "utf-8"),
        ("", "cp932"),
        ("", "iso2022_jp"),
        ("us-ascii", "utf-8"),
    ],
)
def test_japanese_in_each_set_it_is_written_in(charset: str, python: str) -> None:
    kind = f'Content-Type: text/plain; charset="{charset}"\r\n' if charset else ""
    encoded = Header("湯のみの大きさ", "iso-2022-jp").encode().encode()
    body = "口径は何センチですか。".encode(python)
    found = read(HEAD + b"Subject: " + encoded + b"\r\n" + kind.encode() + b"\r\n" + body)
    assert (found.subject, found.text) == ("湯のみの大きさ", "口径は何センチですか。")


def test_the_characters_that_only_vendors_have() -> None:
    assert decoded("①番の髙さ".encode("cp932"), "Shift_JIS") == "①番の髙さ"
    assert decoded(b"\x1b$B-!\x1b(B", "iso-2022-jp") == "①"
    assert decoded(b"\x1b(I61\x1b(B", "iso-2022-jp") == "ｶｱ"
    assert decoded(b"\xff\xfe\xfa", "utf-8") == "\ufffd\ufffd\ufffd"


def test_html_alone_is_read_without_its_markup() -> None:
    mail = EmailMessage()
    mail["From"] = "kaori@example.jp"
    mail.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>一つ&amp;二つ</p><script>alert(1)</script>"
        "<div>次の<b>行</b><br>その次</div><img src='https://spy.example/'></body></html>",
        subtype="html",
    )
    assert [line for line in read(mail).text.splitlines() if line] == ["一つ&二つ", "次の行", "その次"]


def test_of_two_versions_the_plain_one_is_read() -> None:
    mail = EmailMessage()
    mail["From"] = "kaori@example.jp"
    mail.set_content("plain")
    mail.add_alternative("<p>rich</p>", subtype="html")
    found = read(mail)
    assert (found.text.strip(), found.files) == ("plain", ())


def test_files_are_handed_over_by_their_names() -> None:
    mail = EmailMessage()
    mail["From"] = "kaori@example.jp"
    mail.set_content("Look at the crack.")
    mail.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="ひび.jpg")
    mail.add_attachment("a,b", subtype="csv", filename="list.csv")
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf")
    found = read(mail)
    assert found.text.strip() == "Look at the crack."
    assert [(file.name, file.content) for file in found.files] == [
        ("ひび.jpg", b"\xff\xd8\xff"),
        ("list.csv", b"a,b\n"),
        ("", b"%PDF-"),
    ]


def test_names_of_files_are_read_as_old_programs_write_them() -> None:
    name = b64encode("ひび.png".encode("iso-2022-jp")).decode()
    part = f'Content-Type: image/png; name="=?ISO-2022-JP?B?{name}?="\r\n\r\nPNG\r\n--b--\r\n'
    whole = f'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nwords\r\n--b\r\n{part}'
    assert [file.name for file in read(HEAD + whole.encode()).files] == ["ひび.png"]


def test_of_a_file_that_was_not_read_to_its_end_only_its_name_is_known() -> None:
    mail = EmailMessage()
    mail["From"] = "kaori@example.jp"
    mail.set_content("words")
    mail.add_attachment(bytes(9_000), maintype="image", subtype="png", filename="first.png")
    mail.add_attachment(bytes(9_000), maintype="image", subtype="png", filename="last.png")
    found = letter(mail.as_bytes()[:-3_000], is_whole=False)
    first, last = found.files
    assert (first.name, first.content) == ("first.png", bytes(9_000))
    assert (last.name, last.content, found.is_cut) == ("last.png", None, False)


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (vacation)",
        "Precedence: bulk",
        "List-Id: <people.example.jp>",
        "List-Unsubscribe: <https://example.jp/>",
        "Return-Path: <>",
        "X-Autoreply: yes",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    ],
)
def test_what_no_person_wrote(header: str) -> None:
    assert read(HEAD + header.encode() + b"\r\n\r\nI am away.\r\n").is_automatic


@pytest.mark.parametrize(
    "sender", ["MAILER-DAEMON@mx.example", "postmaster@example.jp", "list-request@example.jp"]
)
def test_who_is_no_person(sender: str) -> None:
    assert read(f"From: {sender}\r\n\r\nx".encode()).is_automatic


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Precedence: normal", "X-Mailer: list-maker"])
def test_what_a_person_wrote(header: str) -> None:
    assert not read(HEAD + header.encode() + b"\r\n\r\nHello.\r\n").is_automatic


def test_who_asks_for_silence_gets_it() -> None:
    asked = read(HEAD + b"X-Auto-Response-Suppress: DR, AutoReply\r\n\r\nHello.\r\n")
    assert (asked.is_automatic, asked.may_answer) == (False, False)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"From: \r\n",
        b"From: nobody\r\n",
        b"From: a@example.jp, b@example.jp\r\n",
        b"From: a@example.jp\r\nFrom: b@example.jp\r\n",
        b"From: a@example.jp <b@example.jp> c@example.jp\r\n",
        b"From: <a@example.jp\x00>\r\n",
        b"From: =?utf-8?b?!!!?= <\xff\xfe>\r\n",
    ],
)
def test_a_sender_that_is_not_exactly_one_address_is_none(head: bytes) -> None:
    assert read(head + b"\r\nHello.").sender == ""


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\x00" * 1000,
        HEAD + b"Subject: =?utf-8?b?" + b"A" * 4001 + b"?=\r\n\r\n",
        HEAD + b"Subject: =?iso-2022-jp?b?GyRC?= =?bogus?q?=FF?=\r\n\r\nx",
        HEAD + b"Subject: \xe6\xb9\xaf\xff\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset=\xff\xff\r\n\r\nx",
        HEAD + b"Content-Type: text/plain; charset*=utf-8'en'%00\r\n\r\nx",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64",
        HEAD + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 a\r\n\xff\xff\r\nend",
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/",
        HEAD + b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        HEAD + b"Content-Type: message/rfc822\r\n\r\n" + HEAD + b"\r\ninside",
    ],
)
def test_horrors_are_harmless(mail: bytes) -> None:
    assert isinstance(read(mail), Letter)


def test_a_mail_nested_without_end_is_refused() -> None:
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(4000)
    )
    with pytest.raises(UnreadableError):
        read(HEAD + deep)


@given(st.binary(max_size=3000))
def test_any_bytes_are_harmless(noise: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for mail in (
            noise,
            HEAD + noise,
            HEAD + b"Subject: =?iso-2022-jp?b?" + noise,
            HEAD + b"\r\n" + noise,
        ):
            found = letter(mail, is_whole=True)
            assert isinstance(found.text, str)
