"""An error is kept by its type and its way through the code, and by nothing that it carries."""

import json
import os
from dataclasses import asdict

import pytest

from small_trades.shop.faults.seen import FRAMES, Seen, seen
from small_trades.shop.faults.tests.making import VALUE, a_failure

HERE = "small_trades/shop/faults/tests"


def test_what_is_kept() -> None:
    found = a_failure()
    assert found.kind == "small_trades.shop.faults.tests.making.NoRoomError"
    assert found.causes == ("builtins.ValueError",)
    assert found.route == "checkout:details"
    assert [(frame.file, frame.function) for frame in found.frames] == [
        (f"{HERE}/making.py", "a_failure"),
        (f"{HERE}/making.py", "failing"),
    ]
    assert all(frame.line > 0 for frame in found.frames)


def test_nothing_of_anybody_is_kept() -> None:
    told = json.dumps(asdict(a_failure()), ensure_ascii=False)
    assert [word for word in (VALUE, *VALUE.split()) if word in told] == []


def test_the_same_way_is_the_same_error_whatever_was_typed() -> None:
    assert a_failure().fingerprint == a_failure("home:home", "somebody else").fingerprint
    with pytest.raises(KeyError) as elsewhere:
        _ = os.environ["ELSEWHERE"]
    assert seen(elsewhere.value, "").fingerprint != a_failure().fingerprint


def test_a_type_made_out_of_a_value_says_nothing() -> None:
    made = type("yamada@example.jp <script>", (Exception,), {})
    assert seen(made(), "").kind == "small_trades.shop.faults.tests.test_seen.yamada_example.jp_<script>"


def _deep(left: int) -> None:
    if left == 0:
        raise RecursionError
    _deep(left - 1)


def _deep_failure() -> Seen:
    try:
        _deep(200)
    except RecursionError as error:
        return seen(error, "")
    raise AssertionError


def test_a_way_without_end_is_cut_where_it_began() -> None:
    found = _deep_failure()
    assert len(found.frames) == FRAMES
    assert {frame.function for frame in found.frames} == {"_deep"}


def test_a_circle_of_causes_ends() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__context__ = second, first
    assert seen(first, "").causes == ("builtins.KeyError",)
