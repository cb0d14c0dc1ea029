"""Who acts: every request and task its own, none another's."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.http import HttpResponse

from small_trades import privacy
from small_trades.privacy import Actor, ActorKind
from small_trades.privacy.middleware import ActorMiddleware
from small_trades.privacy.tests.toy.policy import LENDING

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.test import Client, RequestFactory

    from small_trades.privacy.tests.toy.models import Member

CUSTOMER = Actor.customer(uuid4(), uuid4())


def test_actors_are_what_they_are_called() -> None:
    somebody = uuid4()
    assert Actor.visitor() == Actor(ActorKind.VISITOR)
    assert Actor.customer(somebody, somebody) == Actor(ActorKind.CUSTOMER, somebody, subject=somebody)
    assert Actor.staff(somebody, "owner") == Actor(ActorKind.STAFF, somebody, "owner")
    assert Actor.system("orders.ship") == Actor(ActorKind.SYSTEM, role="orders.ship")


def test_nobody_acts_outside_requests_and_tasks() -> None:
    assert privacy.current_actor() is None
    assert privacy.request_id() == ""
    assert not privacy.opened_personal_value()
    with pytest.raises(RuntimeError, match="acting_as"):
        privacy.set_actor(CUSTOMER)


def test_a_request_begins_as_a_visitors(client: Client) -> None:
    assert client.get("/who/").content == b"visitor False"
    assert privacy.current_actor() is None


def test_no_request_inherits_from_another(rf: RequestFactory) -> None:
    seen: list[tuple[Actor | None, str]] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append((privacy.current_actor(), privacy.request_id()))
        if "in" in request.GET:
            privacy.set_actor(CUSTOMER)
        if "fail" in request.GET:
            raise ZeroDivisionError
        return HttpResponse()

    handle = ActorMiddleware(view)
    handle(rf.get("/?in=1"))
    handle(rf.get("/"))
    with pytest.raises(ZeroDivisionError):
        handle(rf.get("/?in=1&fail=1"))
    handle(rf.get("/"))
    assert [actor for actor, _ in seen] == [Actor.visitor()] * 4
    assert len({number for _, number in seen}) == 4
    assert privacy.current_actor() is None


@pytest.mark.django_db(databases=["default", "keys"])
def test_no_request_inherits_what_another_opened(rf: RequestFactory, ada: Member) -> None:
    facts: list[bool] = []

    def view(request: HttpRequest) -> HttpResponse:
        facts.append(privacy.opened_personal_value())
        privacy.set_actor(Actor.customer(uuid4(), ada.subject))
        privacy.use(ada.name, purpose=LENDING)
        facts.append(privacy.opened_personal_value())
        return HttpResponse()

    handle = ActorMiddleware(view)
    handle(rf.get("/"))
    handle(rf.get("/"))
    assert facts == [False, True, False, True]
    assert not privacy.opened_personal_value()


def test_acting_as_ends_where_it_ends() -> None:
    with privacy.acting_as(Actor.system("outer")):
        number = privacy.request_id()
        with pytest.raises(ZeroDivisionError), privacy.acting_as(CUSTOMER):
            assert privacy.current_actor() == CUSTOMER
            assert privacy.request_id() == number
            raise ZeroDivisionError
        assert privacy.current_actor() == Actor.system("outer")
    assert privacy.current_actor() is None
    assert privacy.request_id() == ""


def test_threads_do_not_share_an_actor() -> None:
    seen: list[Actor | None] = []
    with privacy.acting_as(CUSTOMER):
        thread = threading.Thread(target=lambda: seen.append(privacy.current_actor()))
        thread.start()
        thread.join()
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(privacy.current_actor).result())
    assert seen == [None, None]


def test_tasks_of_one_loop_do_not_share_an_actor() -> None:
    async def request(actor: Actor, meet: asyncio.Barrier) -> Actor | None:
        with privacy.acting_as(Actor.visitor()):
            privacy.set_actor(actor)
            await meet.wait()
            return privacy.current_actor()

    async def both() -> list[Actor | None]:
        meet = asyncio.Barrier(2)
        return list(await asyncio.gather(request(CUSTOMER, meet), request(Actor.system("b"), meet)))

    assert asyncio.run(both()) == [CUSTOMER, Actor.system("b")]
    assert privacy.current_actor() is None
