"""Who is let in: tokens by hash, with scopes, an end and a rate."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.api.actions import tokens
from small_trades.shop.api.actions.tokens import BadToken, make_token, revoke_token
from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.queries.tokens import desk_tokens
from small_trades.shop.api.scopes import Scope
from small_trades.shop.api.tests.making import Program, program, token
from small_trades.shop.orders.tests.making import cup

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_only_the_hash_of_a_token_is_kept() -> None:
    made = token(Scope.READ_STOCK)
    row = ApiToken.objects.get()
    kept = [str(getattr(row, field.attname)) for field in ApiToken._meta.concrete_fields]
    assert not [value for value in kept if made in value]
    assert Program(made).get("/api/v1/stock").status_code == 200


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer st_forged", "Basic c3RfOg==", "Bearer \udcff"])
def test_without_a_valid_token_nothing_is_read(sent: str) -> None:
    cup()
    answer = Program().get("/api/v1/stock", headers={"Authorization": sent} if sent else {})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="small-trades"')
    assert "items" not in answer.json()


def test_revoked_and_expired_tokens_end_at_once() -> None:
    made = token(Scope.READ_STOCK)
    held = ApiToken.objects.get()
    assert revoke_token(held.pk)
    assert not revoke_token(held.pk)
    assert Program(made).get("/api/v1/stock").status_code == 401
    ApiToken.objects.update(revoked_at=None, expires_at=timezone.now() - timedelta(seconds=1))
    assert Program(made).get("/api/v1/stock").status_code == 401
    assert [each.state for each in desk_tokens()] == ["expired"]


def test_a_scope_that_was_not_given_is_refused_and_named() -> None:
    variant = cup(available=3)
    answer = program(Scope.READ_STOCK).send("PATCH", f"/api/v1/stock/{variant.sku}", {"available": 9})
    assert (answer.status_code, answer.json()["detail"]) == (403, "This needs the scope stock:write.")
    variant.refresh_from_db()
    assert variant.available == 3


def test_calls_are_counted_told_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "CALLS", 2)
    monkeypatch.setattr("time.time", lambda: 6_000_000_010.0)
    caller = program(Scope.READ_STOCK)
    answers = [caller.get("/api/v1/stock") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit"] for answer in answers] == [
        '"token";r=1;t=50',
        '"token";r=0;t=50',
        '"token";r=0;t=50',
    ]
    assert answers[2]["Retry-After"] == "50"
    monkeypatch.setattr("time.time", lambda: 6_000_000_060.0)
    assert caller.get("/api/v1/stock").status_code == 200


@pytest.mark.parametrize(
    "wish",
    [
        {"name": ""},
        {"scopes": ()},
        {"days": 0},
        {"days": 367},
        {"scopes": (Scope.OPEN_ORDERS,)},
        {"purposes": (DELIVERY.id,)},
        {"scopes": (Scope.OPEN_ORDERS,), "purposes": ("3b-newsletter",)},
    ],
)
def test_a_token_that_makes_no_sense_is_not_made(wish: dict[str, object]) -> None:
    usual = {"name": "倉庫", "scopes": (Scope.READ_STOCK,), "purposes": (), "days": 30}
    with pytest.raises(BadToken):
        make_token(**{**usual, **wish}, staff_id=privacy.uuid7())  # type: ignore[arg-type]  # wrong on purpose
    assert not ApiToken.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_no_first_call_of_a_minute_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    token(Scope.READ_STOCK)
    held = ApiToken.objects.get().pk
    for minute in range(15):
        monkeypatch.setattr("time.time", lambda minute=minute: 6_000_000_010.0 + 60 * minute)
        together = Barrier(6)

        def call(_number: int, together: Barrier = together) -> int:
            try:
                together.wait()
                return tokens.CALLS - tokens.count_call(held).left
            finally:
                connections.close_all()

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(call, range(6)))
        assert ApiToken.objects.get().spent == 6
