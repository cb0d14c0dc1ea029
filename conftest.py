"""Fixtures of all tests outside the engine's own."""

from importlib import import_module

import pytest
from django.apps import apps

pytest_plugins = ["small_trades.privacy.testing"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """No test sees public pages or shop settings that another one left in this process's memory."""
    if apps.is_installed("small_trades.shop.site"):  # the engine is tested without the shop
        import_module("small_trades.shop.site.actions").forget_public_content()
