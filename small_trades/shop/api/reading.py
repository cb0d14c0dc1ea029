"""Query and body into declared shapes; what does not fit is named by pointer or parameter."""

import re
from typing import Any, Final, TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from small_trades.shop.api.problems import BAD_REQUEST, INVALID, NOT_JSON, TOO_LARGE, WrongPart

T = TypeVar("T")
_PLACE: Final = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_NAMED: Final = re.compile(r"field `(?P<name>[^`]*)`")
_STEP: Final = re.compile(r"\.([^.\[]+)|\[(\d+)\]")


def read_query(request: HttpRequest, shape: type[T] | None) -> T | None:
    """The query. Unknown and repeated parameters are errors: a typing mistake is no filter."""
    given = dict(request.GET.lists())
    if shape is None and not given:
        return None
    twice = [name for name, values in given.items() if len(values) > 1]
    unknown = sorted(set(given) - set(_names(shape)))
    wrong = [WrongPart("given twice", parameter=name) for name in twice]
    wrong += [WrongPart("not a parameter of this operation", parameter=name) for name in unknown]
    if wrong:
        raise INVALID.because("", *wrong)
    single = {name: values[0] for name, values in given.items()}
    try:
        return msgspec.convert(single, shape, strict=False) if shape else None
    except msgspec.ValidationError as error:
        what, name = _place(error)
        raise INVALID.because("", WrongPart(what, parameter=name.lstrip("/"))) from None


def read_body(request: HttpRequest, shape: type[T] | None) -> T | None:
    """The body. 400 for what is no JSON, 415 for another type, 422 for what does not fit."""
    content = body_of(request)
    if shape is None:
        return None
    if request.content_type != "application/json":
        raise NOT_JSON.because()
    try:
        return msgspec.convert(msgspec.json.Decoder(float_hook=_number).decode(content), shape)
    except msgspec.ValidationError as error:
        what, pointer = _place(error)
        raise INVALID.because("", WrongPart(what, pointer=pointer)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BAD_REQUEST.because("The body is not JSON.") from None


def body_of(request: HttpRequest) -> bytes:
    """The body's bytes; 413 where there are more than the shop reads."""
    try:
        return request.body
    except RequestDataTooBig:
        raise TOO_LARGE.because() from None


def _number(written: str) -> int | float:
    """A number with a point; `1.0` is an integer to JSON Schema, and so it is here."""
    number = float(written)
    return int(number) if number.is_integer() else number


def _names(shape: type | None) -> tuple[str, ...]:
    return getattr(shape, "__struct_encode_fields__", ())


def _place(error: Exception) -> tuple[str, str]:
    """What msgspec says is wrong, and where, as a JSON Pointer (RFC 6901)."""
    found = _PLACE.fullmatch(str(error))
    what, path = (found["what"], found["path"] or "") if found else (str(error), "")
    steps: list[Any] = [name or index for name, index in _STEP.findall(path)]
    named = _NAMED.search(what)
    if named:
        steps.append(named["name"])
    return what, "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
