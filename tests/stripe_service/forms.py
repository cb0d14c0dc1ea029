"""Stripe's form encoding: `line_items[0][price_data][currency]=jpy`. https://docs.stripe.com/api."""

import re
from typing import Any
from urllib.parse import parse_qsl

Parameters = dict[str, Any]


def decode(body: str) -> Parameters:
    """The nested parameters of a query or a body; lists where all keys are numbers."""
    tree: Parameters = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        *path, last = re.findall(r"[^\[\]]+", name)
        place = tree
        for step in path:
            place = place.setdefault(step, {})
        place[last] = value
    return {name: _lists(value) for name, value in tree.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(item) for name, item in value.items()}
    if inner and all(name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner
