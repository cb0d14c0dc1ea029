"""The OpenAPI 3.1 document, made of the declared operations and the shapes they read and answer with."""

import re
from functools import cache
from http import HTTPStatus
from inspect import getdoc
from typing import Any, Final

import msgspec

from small_trades.shop.api.actions.once import KEPT
from small_trades.shop.api.actions.tokens import CALLS, WINDOW_SECONDS
from small_trades.shop.api.operations import OPERATIONS, Operation
from small_trades.shop.api.problems import PROBLEM_TYPE, Problem

_REF: Final = "#/components/schemas/{name}"
_PART: Final = re.compile(r"\{(\w+)\}")
_VERSION: Final = "1.0.0"
Json = dict[str, Any]


@cache
def document() -> bytes:
    """The document as JSON. It changes with the program alone."""
    shapes = [shape for operation in OPERATIONS for shape in _shapes(operation)]
    schemas, components = msgspec.json.schema_components([*shapes, Problem], ref_template=_REF)
    of = dict(zip([*shapes, Problem], schemas, strict=True))
    paths: Json = {}
    for operation in OPERATIONS:
        paths.setdefault(f"/api/v1/{operation.path}", {})[operation.method.lower()] = _operation(
            operation, of, components
        )
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "Small Trades",
            "version": _VERSION,
            "description": (
                "Catalogue, orders, stock and shipments of one shop. Amounts are whole yen with tax. "
                f"A token makes {CALLS} calls in {WINDOW_SECONDS} seconds; a change that carries an "
                f"Idempotency-Key is done once within {int(KEPT.total_seconds() // 3600)} hours."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
    return msgspec.json.encode(whole)


def _shapes(operation: Operation) -> list[type]:
    return [shape for shape in (operation.answer, operation.query, operation.body) if shape is not None]


def _operation(operation: Operation, of: dict[type, Json], components: Json) -> Json:
    described: Json = {
        "operationId": operation.id,
        "summary": getdoc(operation.run),
        "parameters": [*_path_parameters(operation), *_query_parameters(operation, components)],
        "responses": {
            str(operation.status): {
                "description": HTTPStatus(operation.status).phrase,
                "headers": _headers(operation),
                "content": {"application/json": {"schema": of[operation.answer]}},
            },
            **{str(status): _problem(status, of) for status in _problems(operation)},
        },
    }
    if operation.changes:
        described["parameters"].append(_IDEMPOTENCY_KEY)
    if operation.body is not None:
        content = {"application/json": {"schema": of[operation.body]}}
        described["requestBody"] = {"required": True, "content": content}
    if operation.scope is not None:
        described["security"] = [{"token": []}]
        described["description"] = f"Needs the scope `{operation.scope}`."
    return described


_IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A word of your own: the same call with the same key is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[A-Za-z0-9_.-]+$"},
}


def _path_parameters(operation: Operation) -> list[Json]:
    schema = {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[^/]+$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name in _PART.findall(operation.path)
    ]


def _query_parameters(operation: Operation, components: Json) -> list[Json]:
    if operation.query is None:
        return []
    properties: Json = components[operation.query.__name__]["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": schema.get("description", ""),
            "schema": schema,
        }
        for name, schema in properties.items()
    ]


def _problems(operation: Operation) -> list[int]:
    found = {405, 422, *operation.problems}
    if operation.scope is not None:
        found |= {401, 403, 429, 503}
    if operation.body is not None or operation.changes:
        found |= {400, 413, 415}
    return sorted(found)


def _problem(status: int, of: dict[type, Json]) -> Json:
    content = {PROBLEM_TYPE: {"schema": of[Problem]}}
    return {"description": HTTPStatus(status).phrase, "content": content}


def _headers(operation: Operation) -> Json:
    text = {"schema": {"type": "string"}}
    if operation.scope is None:
        return {"ETag": {"description": "Send it as If-None-Match to be answered with 304.", **text}}
    return {
        "RateLimit": {"description": "Calls left, and seconds until they are counted anew.", **text},
        "RateLimit-Policy": {"description": "How many calls, in how many seconds.", **text},
    }
