"""Look-ups say whose they are in a way that the engine can follow."""

from django.apps import apps

from small_trades.privacy import _lookup


def test_the_records_of_a_look_up_are_of_a_model_that_there_is() -> None:
    named = {one.id: one._of for one in _lookup.registry.values() if one._of}  # noqa: SLF001 - as the engine reads it
    assert {"customer-email", "staff-email", "order-email"} <= set(named)
    for of in named.values():
        assert apps.get_model(of)._meta.pk.get_internal_type() == "UUIDField"  # noqa: SLF001 - Django's own name
