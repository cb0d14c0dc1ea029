from dataclasses import dataclass, fields
from typing import Any, ClassVar, get_type_hints

import pytest

from small_trades import privacy
from small_trades.doors.ads.messages import (
    AD_EVENTS,
    ALLOWED_TYPES,
    AdEvent,
    CategoryMark,
    CategoryViewed,
    HomeViewed,
    ListViewed,
    NotAMark,
    ProductMark,
    ProductViewed,
    Undeclared,
    Yen,
    check_events,
)
from small_trades.policy.groups import PersonName


def test_an_event_says_what_is_declared_and_no_more() -> None:
    assert ProductViewed(product=ProductMark("blue-cup"), price=Yen(2200)).as_data() == {
        "event": "product-viewed",
        "product": "blue-cup",
        "price": 2200,
        "currency": "JPY",
    }
    assert CategoryViewed(category=CategoryMark("cups")).as_data() == {
        "event": "category-viewed",
        "category": "cups",
    }
    assert HomeViewed().as_data() == {"event": "home-viewed", "page": "home"}
    assert ListViewed().as_data() == {"event": "list-viewed", "page": "list"}


def test_every_field_of_every_event_has_a_type_that_cannot_hold_a_person() -> None:
    held = {hint for event in AD_EVENTS for hint in _types(event).values()}
    assert held <= ALLOWED_TYPES
    assert not {str, int, bytes, object, Any} & held
    assert all(event.__dataclass_params__.frozen for event in AD_EVENTS)  # type: ignore[attr-defined]  # dataclasses have it


@pytest.mark.parametrize("kind", [str, int, Any, object, privacy.Sealed[PersonName], list[ProductMark]])
def test_a_field_of_another_type_keeps_the_program_from_starting(kind: Any) -> None:
    event = _like_home(page=kind)
    with pytest.raises(Undeclared, match=r"HomeViewed\.page could hold a person"):
        check_events((event, *AD_EVENTS[1:]))


def test_a_field_that_is_not_declared_keeps_the_program_from_starting() -> None:
    with pytest.raises(Undeclared, match="are not those of policy/outside_services"):
        check_events((_like_home(page=ProductMark, customer=ProductMark), *AD_EVENTS[1:]))
    with pytest.raises(Undeclared, match="are not those of policy/outside_services"):
        check_events(AD_EVENTS[1:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Blue-Cup",
        "青い湯のみ",
        "taro@example.jp",
        "03-1234-5678",
        "cup-09012345678",
        "4111111111111111",
        "two words",
        "-pot",
        "pot--blue",
        "a" * 81,
        "cup\n",
    ],
)
def test_a_mark_is_of_goods_alone(text: str) -> None:
    with pytest.raises(NotAMark) as refused:
        ProductMark(text)
    assert not text or text not in str(refused.value)


def test_marks_as_shops_have_them() -> None:
    assert [CategoryMark(text).text for text in ("cups", "boxes-and-caddies", "no_5", "2026-tea", "a" * 80)]


@pytest.mark.parametrize("amount", [-1, 10_000_000, True])
def test_a_price_is_a_price(amount: int) -> None:
    with pytest.raises(ValueError, match="A price lies between 0 and 9999999 yen"):
        Yen(amount)


def test_something_else_in_the_place_of_a_mark_does_not_leave() -> None:
    smuggled: Any = "篁ヶ原"
    with pytest.raises(Undeclared):
        CategoryViewed(category=smuggled).as_data()


def _types(event: type[AdEvent]) -> dict[str, Any]:
    hints = get_type_hints(event)
    return {item.name: hints[item.name] for item in fields(event)}


def _like_home(**kinds: Any) -> type[AdEvent]:
    members = {"__annotations__": {"name": ClassVar[str], **kinds}, "name": "home-viewed"}
    return dataclass(frozen=True, kw_only=True)(type("HomeViewed", (AdEvent,), members))
