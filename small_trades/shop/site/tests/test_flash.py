import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import RequestFactory

from small_trades.shop.site import flash


class MemorySession(SessionBase):
    """A session that is stored nowhere."""

    def load(self) -> dict[str, object]:
        return {}


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.session = MemorySession()
    return request


def test_a_message_is_shown_once(request_: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flash, "_MESSAGES", {})
    flash.declare("test.saved", "Saved.")
    flash.add(request_, "test.saved")
    assert request_.session["flash"] == ["test.saved"]
    assert flash.take(request_) == (flash.Flash("done", "Saved."),)
    assert flash.take(request_) == ()


def test_a_page_that_does_not_touch_the_session_shows_none_and_stays_public(request_: HttpRequest) -> None:
    assert flash.take(request_) == ()
    assert not request_.session.accessed


def test_only_declared_messages_can_be_shown(request_: HttpRequest) -> None:
    with pytest.raises(KeyError):
        flash.add(request_, "山田太郎様")
    assert not request_.session.modified


def test_a_key_stands_for_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flash, "_MESSAGES", {})
    flash.declare("test.saved", "Saved.")
    flash.declare("test.saved", "Saved.")
    with pytest.raises(ValueError, match=r"test\.saved"):
        flash.declare("test.saved", "Gone.")
