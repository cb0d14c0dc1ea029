"""What a stolen table of sessions is worth: nothing."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.utils import timezone

from small_trades.config.sessions.models import Session
from small_trades.config.sessions.store import NotAReferenceError, SessionStore

pytestmark = pytest.mark.django_db


def saved(**values: object) -> SessionStore:
    """A stored session with values."""
    session = SessionStore()
    session.update(values)
    session.save()
    return session


def test_what_was_stored_is_found_by_the_key() -> None:
    key = saved(customer="018f", generation=2).session_key
    assert dict(SessionStore(key).items()) == {"customer": "018f", "generation": 2}


def test_the_table_knows_the_key_by_its_hash_only() -> None:
    key = saved(customer="018f").session_key
    assert key is not None
    row = Session.objects.get()
    assert row.key_hash == hashlib.sha256(key.encode()).hexdigest()
    assert key not in row.data
    assert SessionStore(row.key_hash).load() == {}


def test_an_expired_session_is_empty_and_can_be_cleared() -> None:
    key = saved(customer="018f").session_key
    Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    stale = SessionStore(key)
    assert stale.get("customer") is None
    assert stale.session_key is None
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def test_an_ended_session_is_not_revived_by_a_late_request() -> None:
    session = saved(customer="018f")
    late = SessionStore(session.session_key)
    late["cart"] = 7
    session.delete()
    with pytest.raises(UpdateError):
        late.save()
    assert not Session.objects.exists()


def test_a_new_key_ends_the_old_one() -> None:
    session = saved(cart=7)
    before = session.session_key
    session.cycle_key()
    assert SessionStore(before).load() == {}
    assert SessionStore(session.session_key).load() == {"cart": 7}


@pytest.mark.parametrize(
    "value",
    ["hanako@example.jp", "山田", "Hanako Yamada", ["018f", "a b"], {"note": "a b"}, {"a b": 1}, b"018f"],
)
def test_what_people_type_is_refused_and_not_repeated_in_the_error(value: object) -> None:
    session = SessionStore()
    session["value"] = value
    with pytest.raises(NotAReferenceError) as refusal:
        session.save()
    assert "a b" not in str(refusal.value)
    assert "@" not in str(refusal.value)
    assert not Session.objects.exists()


def test_references_numbers_and_own_paths_are_kept() -> None:
    values = {
        "id": "0198a1b2-7c3d",
        "at": "2026-11-23T10:32:00+09:00",
        "next": "/en/mypage/?page=2",
        "n": [1, 2.5],
    }
    assert SessionStore(saved(**values).session_key).load() == values
