"""Look-ups say whose they are in a way that the engine can follow."""

from importlib import import_module
from pathlib import Path

from django.apps import apps

from small_trades import shop
from small_trades.privacy import _lookup

for _found in sorted(Path(shop.__path__[0]).glob("*/lookups.py")):
    import_module(f"small_trades.shop.{_found.parent.name}.lookups")


def test_the_records_of_a_look_up_are_of_a_model_that_there_is() -> None:
    named = {one.id: one._of for one in _lookup.registry.values() if one._of}
    assert {"customer-email", "staff-email", "order-email"} <= set(named)
    for of in named.values():
        key = apps.get_model(of)._meta.pk
        assert key is not None
        assert key.get_internal_type() == "UUIDField"
