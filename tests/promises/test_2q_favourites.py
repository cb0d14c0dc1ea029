"""Clause 2q: what a member marked is theirs: shown to them, in their copy, gone when they leave.

And what somebody looked at lately is kept by their browser alone: the shop has no place for it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from small_trades import privacy
from small_trades.policy.declaration import ACCOUNT_DISPLAY, FAVOURITES, POLICY
from small_trades.shop.account.tests.making import mails, member, run_tasks
from small_trades.shop.products.tests.goods import a_product
from small_trades.shop.rights.actions.leave import leave
from small_trades.shop.wishes.actions import favourites as actions
from small_trades.shop.wishes.models import Favourite

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
RECENT = Path(__file__).parents[2] / "small_trades/shop/products/static/products/recent.js"


@pytest.fixture(autouse=True)
def _as_the_program(acting: Callable[[privacy.Actor], None]) -> None:
    acting(privacy.Actor.system("test"))


def test_favourites_are_declared_and_only_for_the_member() -> None:
    assert [purpose.id for purpose in POLICY.purposes if FAVOURITES in purpose.uses] == [
        ACCOUNT_DISPLAY.id,
        "6-rights",
    ]
    assert not [recipient.id for recipient in POLICY.recipients if FAVOURITES in recipient.receives]


def test_the_person_sees_every_favourite_and_when_it_was_marked() -> None:
    _who, customer = member()
    a_product("blue-cup", name_ja="青い湯のみ 7f3a", name_en="Blue cup 7f3a")
    actions.mark(customer.subject, "blue-cup")
    (held,) = [one for one in privacy.held(customer.subject) if one.label_en == "Favourites"]
    assert [fact[:2] for fact in held.facts] == [("青い湯のみ 7f3a", "Blue cup 7f3a")]


def test_they_go_with_the_member_and_those_of_others_stay() -> None:
    (_who, customer), other = member(), privacy.new_subject()
    a_product("blue-cup")
    actions.mark(customer.subject, "blue-cup")
    actions.mark(other, "blue-cup")
    leave(customer.subject, now=True)
    run_tasks()
    assert list(Favourite.objects.values_list("subject", flat=True)) == [other]
    mails()


def test_where_an_outside_service_may_run_the_heart_shows_nothing() -> None:
    script = RECENT.with_name("favourite.js").read_text()
    assert 'cookie.startsWith("outside_services=allow")' in script
    assert 'of isShared ? [] : document.querySelectorAll("form[data-favourite]")' in script


def test_what_was_looked_at_lately_never_leaves_the_browser() -> None:
    script = RECENT.read_text()
    assert "localStorage" in script
    for way_out in (
        "fetch",
        "XMLHttpRequest",
        "sendBeacon",
        "WebSocket",
        "EventSource",
        "import(",
        "document.cookie =",
    ):
        assert way_out not in script, way_out
    assert "navigator.globalPrivacyControl === true" in script
