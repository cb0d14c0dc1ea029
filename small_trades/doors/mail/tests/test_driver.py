"""Mails: what is written, to whom, and where it goes."""

import email.policy
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import meta

from small_trades import privacy
from small_trades.doors.mail import messages
from small_trades.doors.mail.driver import MailDoor, Server
from small_trades.doors.mail.messages import MAILS, Mail, OrderCancelled, PaymentFailed
from small_trades.doors.mail.rendering import TEMPLATES, template_name
from small_trades.doors.mail.wording import Words
from small_trades.policy.groups import EmailAddress, PersonName

CHECKPOINT = "shop.example/ledger\n42\nAAAA\n\n— shop BBBB\n"
LANGUAGES = ("ja", "en")


def opened(value: Any) -> Any:
    """Stands for the gate: these messages hold plain groups."""
    return value


def door(
    folder: Path, mail_url: str = "", words: Words | None = None, *, sender: str = "shop@example.jp"
) -> MailDoor:
    return MailDoor(
        sender=sender,
        mailbox=folder,
        mail_url=mail_url,
        checkpoint=lambda: CHECKPOINT,
        words=lambda _kind, language: words if language == "ja" else None,
    )


def cancelled(to: str = "kaori@example.jp", name: str = "香", **changes: Any) -> OrderCancelled:
    values: dict[str, Any] = {
        "to": EmailAddress(to),
        "name": PersonName("佐藤", name),
        "language": "ja",
        "shop_name": "こもれび商店",
        "order_code": "7K3F-9QXM-2RTD",
        "order_url": "https://shop.example/orders/7K3F-9QXM-2RTD/",
        "reason": "期日までにお支払いがなかったため",
        "total": 12480,
        "is_refunded": False,
    }
    return OrderCancelled(**(values | changes))


def read(folder: Path) -> EmailMessage:
    [file] = folder.glob("*.eml")
    assert file.stat().st_mode & 0o777 == 0o600
    parsed = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(file.read_bytes())
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_an_order_mail_stays_in_the_mailbox_of_a_demonstration(tmp_path: Path) -> None:
    door(tmp_path).send(cancelled(), opened)

    mail = read(tmp_path)
    assert (mail["To"], mail["From"]) == ("kaori@example.jp", "こもれび商店 <shop@example.jp>")
    assert mail["Subject"].strip() == "ご注文を取り消しました(7K3F-9QXM-2RTD)"
    body = mail.get_content().replace("\r\n", "\n")
    assert body.startswith("佐藤 香 様\n")
    assert "https://shop.example/orders/7K3F-9QXM-2RTD/" in body
    assert CHECKPOINT.strip() in body


def test_english(tmp_path: Path) -> None:
    values: dict[str, Any] = {"to": EmailAddress("ann@example.jp"), "name": PersonName("Smith", "Ann")}
    message = PaymentFailed(
        **values,
        language="en",
        shop_name="Komorebi",
        order_code="7K3F-9QXM-2RTD",
        order_url="https://shop.example/en/orders/7K3F-9QXM-2RTD/",
        total=12480,
        pay_until=datetime(2026, 11, 23, 1, 5, tzinfo=UTC),
    )

    door(tmp_path).send(message, opened)

    body = read(tmp_path).get_content()
    assert body.startswith("Dear Ann Smith,")
    assert "¥12,480" in body
    assert "23 Nov 2026, 10:05 (Japan time)" in body


@pytest.mark.parametrize("address", ["a@example.jp\nBcc: everyone@example.jp", "a@example.jp\r\nX: y"])
def test_no_header_can_be_smuggled_in(tmp_path: Path, address: str) -> None:
    with pytest.raises(privacy.DoorError) as caught:
        door(tmp_path).send(cancelled(to=address), opened)

    assert caught.value.permanent
    assert address not in str(caught.value)
    assert not list(tmp_path.glob("*.eml"))


def test_a_name_cannot_change_the_headers(tmp_path: Path) -> None:
    door(tmp_path).send(cancelled(name="香\nBcc: x@example.jp\n\n", order_code="A\nB"), opened)

    mail = read(tmp_path)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "ご注文を取り消しました(A"


WORDS = "{{ name }} 様\n{{ reason }} {{ refund }}\n{{ closing }}"


def test_a_mail_goes_out_in_the_words_of_the_desk(tmp_path: Path) -> None:
    door(tmp_path, words=Words("お取り消し {{ order_code }}", WORDS)).send(cancelled(), opened)

    mail = read(tmp_path)
    assert mail["Subject"].strip() == "お取り消し 7K3F-9QXM-2RTD"
    assert mail["To"] == "kaori@example.jp"
    body = mail.get_content().replace("\r\n", "\n")
    assert body.startswith("佐藤 香 様\n")
    assert CHECKPOINT.strip() in body


@pytest.mark.parametrize("subject", ["A\r\nBcc: x@example.jp", "A\nBcc: x@example.jp\n\nbody"])
def test_words_of_the_desk_cannot_change_the_headers(tmp_path: Path, subject: str) -> None:
    door(tmp_path, words=Words(subject, WORDS)).send(cancelled(), opened)

    mail = read(tmp_path)
    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("A Bcc: x@example.jp")


@pytest.mark.parametrize("body", ["{{ gone }}\n" + WORDS, "{{ name }}", "{{ mail.to }}"])
def test_words_that_do_not_fit_give_way_to_the_built_in_ones(
    tmp_path: Path, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    door(tmp_path, words=Words("x", body)).send(cancelled(), opened)

    assert read(tmp_path)["Subject"].strip() == "ご注文を取り消しました(7K3F-9QXM-2RTD)"
    [entry] = caplog.records
    assert entry.getMessage() == "Words of OrderCancelled (ja) do not fit; the built-in ones are sent"
    assert entry.exc_info is None


@pytest.mark.parametrize("kind", MAILS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_use_what_their_message_declares(kind: type[Mail], language: str) -> None:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=False)  # noqa: S701
    names = {entry.name for entry in fields(kind)}
    todo, used = [template_name(kind, language)], set()
    while todo:
        source = (TEMPLATES / todo.pop()).read_text(encoding="utf-8")
        used |= set(re.findall(r"\bmail\.(\w+)", source))
        todo += [name for name in meta.find_referenced_templates(environment.parse(_plain(source))) if name]

    assert used <= names
    assert (TEMPLATES / template_name(kind, language)).read_text(encoding="utf-8").startswith("Subject: ")


def _plain(source: str) -> str:
    return re.sub(r"\|\s*(yen|day|moment)\b", "", source)


def test_every_mail_is_known_to_the_door() -> None:
    kinds = [kind for kind in vars(messages).values() if isinstance(kind, type) and issubclass(kind, Mail)]
    declared = {kind for kind in kinds if not any(kind in other.__bases__ for other in kinds)}

    assert set(MAILS) == declared


def test_a_template_that_fails_tells_no_values(tmp_path: Path) -> None:
    broken = cancelled(total="12480円です秘密", is_refunded=True)

    with pytest.raises((privacy.DoorError, ValueError)) as caught:
        door(tmp_path).send(broken, opened)

    assert "秘密" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", ("smtp", "mail.example", 25, "", "")),
        ("smtp+tls://me%40x:p%2Fw@mail.example:2587", ("smtp+tls", "mail.example", 2587, "me@x", "p/w")),
        ("smtps://mail.example", ("smtps", "mail.example", 465, "", "")),
    ],
)
def test_mail_servers(url: str, expected: tuple[object, ...]) -> None:
    server = Server.of(url)

    assert (server.scheme, server.host, server.port, server.user, server.password) == expected


@pytest.mark.parametrize("url", ["http://mail.example", "smtp://", "mail.example"])
def test_what_is_no_mail_server(url: str) -> None:
    with pytest.raises(ValueError, match="MAIL_URL"):
        Server.of(url)


class _Post(socketserver.StreamRequestHandler):
    """A mail server that speaks as much SMTP as one mail needs (RFC 5321)."""

    answers: dict[bytes, bytes] = {}
    received: list[bytes] = []
    envelopes: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 post\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            self.wfile.write(self.answers.get(verb, b"250 ok\r\n"))
            if verb in {b"MAIL", b"RCPT"}:
                self.envelopes.append(line.strip().partition(b":")[2].split()[0])
            if verb == b"QUIT":
                return
            if verb == b"DATA" and b"354" in self.answers[b"DATA"]:
                content = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.received.append(content)
                self.wfile.write(b"250 taken\r\n")


@pytest.fixture
def post() -> Iterator[tuple[type[_Post], int]]:
    class Handler(_Post):
        answers = {b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
        received: list[bytes] = []
        envelopes: list[bytes] = []

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Handler, server.server_address[1]
        server.shutdown()


def test_a_real_server_takes_the_mail(tmp_path: Path, post: tuple[type[_Post], int]) -> None:
    handler, port = post

    door(tmp_path, f"smtp://127.0.0.1:{port}").send(cancelled(), opened)

    [content] = handler.received
    assert b"To: kaori@example.jp" in content
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("shop@example.jp", "こもれび商店"),
        ("<shop@example.jp>", "こもれび商店"),
        ("Komorebi Shop <shop@example.jp>", "Komorebi Shop"),
        ("小商い <shop@example.jp>", "小商い"),
        ('"Shop, 東京" <shop@example.jp>', "Shop, 東京"),
    ],
)
def test_a_sender_with_a_name_is_written_once_and_the_envelope_has_the_bare_address(
    tmp_path: Path, post: tuple[type[_Post], int], sender: str, shown: str
) -> None:
    handler, port = post

    door(tmp_path, f"smtp://127.0.0.1:{port}", sender=sender).send(cancelled(), opened)

    assert handler.envelopes == [b"<shop@example.jp>", b"<kaori@example.jp>"]
    parsed = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(handler.received[0])
    [written] = parsed["From"].addresses
    assert (written.display_name, written.addr_spec) == (shown, "shop@example.jp")
    assert parsed["Message-ID"].endswith("@example.jp>")


@pytest.mark.parametrize(("answer", "permanent"), [(b"450 later\r\n", False), (b"550 nobody\r\n", True)])
def test_a_refused_mail_says_whether_to_try_again(
    tmp_path: Path, post: tuple[type[_Post], int], answer: bytes, *, permanent: bool
) -> None:
    handler, port = post
    handler.answers = {**handler.answers, b"RCPT": answer}

    with pytest.raises(privacy.DoorError) as caught:
        door(tmp_path, f"smtp://127.0.0.1:{port}").send(cancelled(), opened)

    assert caught.value.permanent is permanent
    assert "kaori" not in str(caught.value)
    assert handler.received == []


@pytest.mark.parametrize(
    ("verb", "answer", "is_gone"),
    [
        (b"RCPT", b"550 no such user here\r\n", True),
        (b"RCPT", b"550 5.1.1 kaori unknown\r\n", True),
        (b"RCPT", b"550 5.2.1 mailbox disabled\r\n", True),
        (b"RCPT", b"556 5.1.10 takes no mail\r\n", True),
        (b"RCPT", b"550 5.7.1 blocked\r\n", False),
        (b"RCPT", b"552 5.2.2 mailbox full\r\n", False),
        (b"RCPT", b"450 4.2.0 greylisted\r\n", False),
        (b"RCPT", b"450 5.1.1 unclear\r\n", False),
        (b"DATA", b"550 5.1.1 kaori unknown\r\n", True),
    ],
)
def test_whether_there_is_such_an_address_is_what_its_server_says(
    tmp_path: Path, post: tuple[type[_Post], int], verb: bytes, answer: bytes, *, is_gone: bool
) -> None:
    handler, port = post
    handler.answers = {**handler.answers, verb: answer}

    with pytest.raises(messages.AddressRefusedError) as caught:
        door(tmp_path, f"smtp://127.0.0.1:{port}").send(cancelled(), opened)

    assert caught.value.is_gone is is_gone
    assert "kaori" not in str(caught.value)


@pytest.mark.parametrize(
    ("verb", "answer"), [(b"MAIL", b"550 5.1.1 no\r\n"), (b"DATA", b"554 5.7.1 spam\r\n")]
)
def test_a_refusal_of_the_shop_is_no_address_that_is_gone(
    tmp_path: Path, post: tuple[type[_Post], int], verb: bytes, answer: bytes
) -> None:
    handler, port = post
    handler.answers = {**handler.answers, verb: answer}

    with pytest.raises(privacy.DoorError) as caught:
        door(tmp_path, f"smtp://127.0.0.1:{port}").send(cancelled(), opened)

    assert not isinstance(caught.value, messages.AddressRefusedError)


def test_a_mail_about_an_inquiry_can_be_answered(tmp_path: Path) -> None:
    values: dict[str, Any] = {"to": EmailAddress("ann@example.jp")}
    door(tmp_path).send(
        messages.InquiryAnswered(
            **values,
            language="en",
            shop_name="Komorebi",
            code="7K3F-9QXM-2RTD",
            thread_url="https://shop.example/en/inquiries/7K3F-9QXM-2RTD/",
            reply_to="help@shop.example",
        ),
        opened,
    )

    mail = read(tmp_path)
    assert mail["Reply-To"] == "help@shop.example"
    assert mail["Message-ID"].startswith("<7K3F-9QXM-2RTD.")
    assert "reply to this mail" in mail.get_content()


def test_a_server_that_is_away_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(privacy.DoorError) as caught:
        door(tmp_path, "smtp://127.0.0.1:9").send(cancelled(), opened)

    assert caught.value.permanent is False


def test_the_door_says_whom_it_connects_to(tmp_path: Path) -> None:
    assert door(tmp_path).destinations() == ()
    assert door(tmp_path, "smtps://mail.example").destinations() == (("mail.example", 465),)
