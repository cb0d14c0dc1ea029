"""`/api/v1/…`: one address for each path of the operations, and the document that describes them."""

from collections import defaultdict

from django.urls import path, re_path

from small_trades.shop.api import answering
from small_trades.shop.api.operations import OPERATIONS, Operation
from small_trades.shop.api.views import catalogue, document, orders, stock

app_name = "api"


def _by_path() -> dict[str, dict[str, Operation]]:
    # Named here, so that no operation is missing because nobody loaded it.
    modules = {module.__name__ for module in (catalogue, document, orders, stock)}
    found: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in OPERATIONS:
        if operation.run.__module__ in modules:
            found[operation.path][operation.method] = operation
    return found


urlpatterns = [
    *(
        path(
            f"v1/{address}".replace("{", "<str:").replace("}", ">"),
            answering.view_of(operations),
            name=next(iter(operations.values())).id,
        )
        for address, operations in _by_path().items()
    ),
    path("v1/openapi.json", document.openapi, name="openapi"),
    re_path("^", answering.nothing_here, name="nothing"),
]
