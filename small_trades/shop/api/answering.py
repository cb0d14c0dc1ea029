"""From a request to an answer: one view an address, made of the operations declared there."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from small_trades import privacy
from small_trades.privacy import RefusalReason
from small_trades.shop.api import problems
from small_trades.shop.api.actions.once import Answered, once
from small_trades.shop.api.actions.tokens import CALLS, WINDOW_SECONDS, Rate, count_call
from small_trades.shop.api.operations import Call, Operation
from small_trades.shop.api.problems import PROBLEM_TYPE, ApiProblem
from small_trades.shop.api.queries.tokens import TokenFacts, valid_token
from small_trades.shop.api.reading import body_of, read_body, read_query
from small_trades.shop.kernel.states import WrongStateError

View = Callable[..., HttpResponse]
JSON: Final = "application/json"
LONGEST_KEY: Final = 255
_POLICY: Final = f'"token";q={CALLS};w={WINDOW_SECONDS}'


def view_of(operations: dict[str, Operation]) -> View:
    """The view of one address. No cookie is read and no session touched, so it needs no form token."""

    @csrf_exempt
    @wraps(next(iter(operations.values())).run)  # so that `small-trades where` leads to the operation
    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        headers: dict[str, str] = {}
        try:
            return _answer(request, operations, parts, headers)
        except ApiProblem as found:
            return problem_answer(found, headers)
        except privacy.Refused as refused:
            return problem_answer(_refusal(refused), headers)
        except WrongStateError as wrong:
            return problem_answer(problems.WRONG_STATE.because(f"It stands at {wrong.current}."), headers)
        except privacy.DoorError:
            return problem_answer(problems.CARRIER_AWAY.because(Retry_After="60"), headers)
        except privacy.BrokerAway:
            return problem_answer(problems.AWAY.because(Retry_After="5"), headers)

    return view


def problem_answer(found: ApiProblem, headers: dict[str, str] | None = None) -> HttpResponse:
    """A problem as RFC 9457 writes it."""
    body = msgspec.json.encode(found.problem)
    given = {**(headers or {}), **found.headers}
    return HttpResponse(body, status=found.problem.status, content_type=PROBLEM_TYPE, headers=given)


def _answer(
    request: HttpRequest, operations: dict[str, Operation], parts: dict[str, str], headers: dict[str, str]
) -> HttpResponse:
    method = "GET" if request.method == "HEAD" else str(request.method)
    chosen = operations.get(method)
    if chosen is None:
        known = sorted({*operations, *({"HEAD"} if "GET" in operations else ())})
        raise problems.NOT_ALLOWED.because("", Allow=", ".join(known))
    token = _signed(request, chosen, headers)
    if not all(part.isprintable() for part in parts.values()):
        raise problems.NOT_FOUND.because()
    call = Call(token, read_query(request, chosen.query), read_body(request, chosen.body))
    with translation.override(getattr(call.query, "lang", "ja")):
        if token is not None and chosen.changes:
            return _changed(request, chosen, call, parts, headers)
        headers["Content-Language"] = translation.get_language() or "ja"
        status, body = _done(chosen, call, parts)
    return HttpResponse(body, status=status, content_type=JSON, headers=headers)


def _changed(
    request: HttpRequest, chosen: Operation, call: Call, parts: dict[str, str], headers: dict[str, str]
) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > LONGEST_KEY or (key and not (key.isascii() and key.isprintable())):
        raise problems.INVALID.because(
            "", problems.WrongPart(f"up to {LONGEST_KEY} printable letters", parameter="Idempotency-Key")
        )
    content = b"\n".join((chosen.method.encode(), request.path_info.encode(), body_of(request)))
    answer = once(call.signed.id, key, content, lambda: _done(chosen, call, parts))
    if answer.is_repeated:
        headers["Idempotency-Replayed"] = "true"
    return HttpResponse(answer.body, status=answer.status, content_type=JSON, headers=headers)


def _done(chosen: Operation, call: Call, parts: dict[str, str]) -> Answered:
    made: Any = chosen.run(call, **parts)
    return chosen.status, msgspec.json.encode(made)


def _signed(request: HttpRequest, chosen: Operation, headers: dict[str, str]) -> TokenFacts | None:
    """Who signed the call, counted and acting from here on; None where anybody may call."""
    if chosen.scope is None:
        return None
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    token = valid_token(given.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        raise problems.UNSIGNED.because(
            "Send `Authorization: Bearer …` with a token that the shop's owner made."
        )
    privacy.set_actor(token.actor)
    rate = count_call(token.id)
    headers |= _rate_headers(rate)
    if rate.is_over:
        raise problems.TOO_MANY.because("", Retry_After=str(rate.seconds))
    if not token.allows(chosen.scope):
        raise problems.FORBIDDEN.because(f"This needs the scope {chosen.scope}.")
    return token


def _rate_headers(rate: Rate) -> dict[str, str]:
    """As the IETF's draft-ietf-httpapi-ratelimit-headers-10 writes them."""
    return {"RateLimit-Policy": _POLICY, "RateLimit": f'"token";r={rate.left};t={rate.seconds}'}


def _refusal(refused: privacy.Refused) -> ApiProblem:
    if refused.reason == RefusalReason.BUDGET_SPENT:
        return problems.BUDGET_SPENT.because("Come back within the hour.", Retry_After="600")
    return problems.REFUSED.because(refused.reason.value)


def nothing_here(_request: HttpRequest, **_parts: str) -> HttpResponse:
    """Below `/api/` even an unknown address answers in JSON."""
    return problem_answer(problems.NOT_FOUND.because(HTTPStatus.NOT_FOUND.phrase))
