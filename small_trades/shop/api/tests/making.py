"""Programs for tests: a token, and a client that signs its calls with it."""

import json
from typing import Any

from django.test import Client

from small_trades import privacy
from small_trades.policy.declaration import DELIVERY
from small_trades.shop.api.actions.tokens import make_token
from small_trades.shop.api.scopes import Scope


class Program(Client):
    """Calls over TLS, signed where it has a token."""

    def __init__(self, token: str = "") -> None:
        super().__init__(headers={"Authorization": f"Bearer {token}"} if token else {})

    def generic(self, *args: Any, **options: Any) -> Any:
        return super().generic(*args, **{**options, "secure": True})

    def send(self, method: str, path: str, body: Any = None, *, key: str = "") -> Any:
        """A change, in JSON."""
        content = b"" if body is None else json.dumps(body)
        headers = {"Idempotency-Key": key} if key else {}
        return self.generic(method, path, content, content_type="application/json", headers=headers)


def token(*scopes: Scope, purposes: tuple[str, ...] = (), days: int = 30) -> str:
    """A token with these scopes; with all of them, for deliveries, where none is named."""
    chosen = scopes or tuple(Scope)
    if not purposes and Scope.OPEN_ORDERS in chosen:
        purposes = (DELIVERY.id,)
    made = make_token("倉庫", scopes=chosen, purposes=purposes, days=days, staff_id=privacy.uuid7())
    return made[1]


def program(*scopes: Scope, **more: Any) -> Program:
    """A program with a token of these scopes."""
    return Program(token(*scopes, **more))
