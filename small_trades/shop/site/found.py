"""Modules that apps offer by file name, so that the site composes what lies above it without importing it."""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps


@lru_cache
def found(name: str) -> tuple[ModuleType, ...]:
    """The module called `name` of every installed app that has one, in the order of INSTALLED_APPS."""
    places = (f"{app.name}.{name}" for app in apps.get_app_configs() if app.name.startswith("small_trades."))
    return tuple(import_module(place) for place in places if find_spec(place) is not None)
