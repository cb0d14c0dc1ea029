"""Tokens at the desk: made by the owner, shown once, revoked."""

import re

import pytest

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.privacy.testing import LedgerRows
from small_trades.shop.api.models import ApiToken
from small_trades.shop.api.tests.making import Program
from small_trades.shop.desk.tests.making import colleague, desk_of, problems

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
WISH = {"name": "倉庫", "scopes": ["orders:read", "orders:open"], "purposes": [DELIVERY.id], "days": "90"}


def test_a_token_is_shown_once_and_works(ledger_rows: LedgerRows) -> None:
    owner = desk_of(colleague("owner"))
    page = owner.post("/desk/programs/make/", WISH).content.decode()
    (token,) = re.findall(r"st_[\w-]{43}", page)
    assert Program(token).get("/api/v1/orders").status_code == 200
    again = owner.get("/desk/programs/").content.decode()
    assert token not in again
    assert "倉庫" in again
    assert DELIVERY.name_ja in again
    (row,) = ledger_rows(privacy.ledger.Event.STAFF)
    assert row.outcome == "token made"


def test_a_revoked_token_is_let_in_no_more() -> None:
    owner = desk_of(colleague("owner"))
    page = owner.post("/desk/programs/make/", WISH).content.decode()
    (token,) = re.findall(r"st_[\w-]{43}", page)
    path = f"/desk/programs/{ApiToken.objects.get().pk}/revoke/"
    assert owner.post(path)["Location"] == "/desk/programs/"
    assert Program(token).get("/api/v1/orders").status_code == 401
    assert "取消済み" in owner.get("/desk/programs/").content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"purposes": []}, "purposes"),
        ({"scopes": ["orders:read"]}, "purposes"),
        ({"purposes": ["3b-newsletter"]}, "purposes"),
        ({"days": "367"}, "days"),
        ({"days": "0"}, "days"),
    ],
)
def test_a_wish_that_makes_no_sense_is_said_at_its_field(change: dict[str, object], field: str) -> None:
    answer = desk_of(colleague("owner")).post("/desk/programs/make/", {**WISH, **change})
    assert set(problems(answer.content.decode())) == {field}
    assert not ApiToken.objects.exists()


def test_the_page_is_there_in_english() -> None:
    page = desk_of(colleague("owner")).get("/en/desk/programs/").content.decode()
    assert "No program yet" in page
