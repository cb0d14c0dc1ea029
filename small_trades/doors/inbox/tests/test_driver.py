"""The inbox over IMAP, against a real server: signing in, reading, removing, putting aside, and refusals."""

import dataclasses
import ssl
from typing import Any

import pytest

from small_trades import privacy
from small_trades.doors.inbox import driver
from small_trades.doors.inbox.driver import MOST_TEXT, InboxDoor
from tests.imap import ASIDE, PASSWORD, Post, behind_tls

HELLO = b"From: kaori@example.jp\r\nSubject: hello\r\n\r\nIs the cup still there?\r\n"
OTHER = HELLO.replace(b"hello", b"another")


def door(post: Post, **changes: Any) -> InboxDoor:
    return InboxDoor(dataclasses.replace(post.server, **changes))


def test_letters_are_read_and_stay_until_they_are_removed(post: Post) -> None:
    post.deliver(HELLO, OTHER)
    with door(post).opened() as mailbox:
        first, second = mailbox.waiting()
        letter = mailbox.read(first)
        assert letter is not None
        assert (letter.sender, letter.subject, letter.is_cut) == ("kaori@example.jp", "hello", False)
        assert len(post.lies()) == 2
        mailbox.remove(first)
        assert list(mailbox.waiting()) == [second]
        assert mailbox.read(first) is None
    assert [mail for mail in post.lies() if b"another" in mail] == post.lies()


def test_what_is_not_taken_is_put_aside(post: Post) -> None:
    post.deliver(HELLO, OTHER)
    with door(post).opened() as mailbox:
        for handle in list(mailbox.waiting()):
            mailbox.put_aside(handle)
        assert list(mailbox.waiting()) == []
    assert (post.lies(), len(post.lies(ASIDE))) == ([], 2)


def test_servers_that_cannot_move_and_remove_one_letter_are_served_as_well(post: Post) -> None:
    post.deliver(HELLO, OTHER)
    with door(post).opened() as mailbox:
        mailbox._abilities.clear()
        first, second = list(mailbox.waiting())
        mailbox.put_aside(first)
        mailbox.remove(second)
    assert (post.lies(), len(post.lies(ASIDE))) == ([], 1)


@pytest.mark.parametrize("most", [driver.MOST_BYTES, 1_000_000])
def test_of_ten_megabytes_of_words_the_beginning_is_read(
    most: int, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "MOST_BYTES", most)
    post.deliver(HELLO + b"x" * 10_000_000)
    with door(post).opened() as mailbox:
        letter = mailbox.read(next(mailbox.waiting()))
    assert letter is not None
    assert letter.is_cut
    assert letter.text.startswith("Is the cup still there?")
    assert len(letter.text) <= MOST_TEXT


def test_tls_from_the_first_byte(post: Post) -> None:
    post.deliver(HELLO)
    with behind_tls(post) as port, door(post, port=port, starttls=False).opened() as mailbox:
        assert len(list(mailbox.waiting())) == 1


@pytest.mark.parametrize("starttls", [True, False])
def test_a_certificate_nobody_vouches_for_is_refused(post: Post, *, starttls: bool) -> None:
    with behind_tls(post) as port:
        own = door(post, authority=None, starttls=starttls, port=post.port if starttls else port)
        with pytest.raises(privacy.DoorError) as caught, own.opened():
            raise AssertionError("signed in over a connection nobody vouches for")
    assert (str(caught.value), caught.value.permanent) == (ssl.SSLCertVerificationError.__name__, True)


def test_a_certificate_for_another_name_is_refused(post: Post) -> None:
    elsewhere = door(post, host="127.0.0.1")
    with pytest.raises(privacy.DoorError, match="SSLCertVerificationError"), elsewhere.opened():
        raise AssertionError("signed in at another name")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"password": "guessed"}, "the user or the password is refused"),
        ({"user": "nobody"}, "the user or the password is refused"),
        ({"folder": "Elsewhere"}, "there is no such folder"),
    ],
)
def test_what_the_trader_has_to_mend_is_said(post: Post, changes: dict[str, str], said: str) -> None:
    with pytest.raises(privacy.DoorError) as caught, door(post, **changes).opened():
        raise AssertionError("signed in")
    assert (str(caught.value), caught.value.permanent) == (said, True)
    assert PASSWORD not in repr(post.server)


def test_a_server_that_is_away_is_asked_again(post: Post) -> None:
    with pytest.raises(privacy.DoorError) as caught, door(post, port=9).opened():
        raise AssertionError("signed in nowhere")
    assert caught.value.permanent is False


def test_nothing_is_sent_through_it(post: Post) -> None:
    assert door(post).messages == ()
    assert door(post).destinations() == (("localhost", post.port),)
    with pytest.raises(privacy.DoorError):
        door(post).send(object(), lambda value: value)
