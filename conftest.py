"""Fixtures of all tests outside the engine's own."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as settings_of_hypothesis

pytest_plugins = ["small_trades.privacy.testing"]

# How long something takes says how busy the machine is, not whether it is right.
settings_of_hypothesis.register_profile("shop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings_of_hypothesis.load_profile("shop")


@pytest.fixture(autouse=True, scope="session")
def _static_files_as_they_are_written() -> Iterator[None]:
    """Templates name static files as they are written: the set-up makes the hashed copies, not the tests."""
    if not apps.is_installed("small_trades.shop.site"):  # the engine is tested without the shop
        yield
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(autouse=True, scope="session")
def cost_of_a_hash() -> Iterator[tuple[int, int, int]]:
    """Passwords are hashed by the same algorithm at the least cost; gives the usual passes, memory and lanes.

    A hash that takes a fifth of a second on purpose would be a seventh of all work. What it costs in a shop
    is for the tests of passwords to show.
    """
    hasher = Argon2PasswordHasher
    usual = hasher.time_cost, hasher.memory_cost, hasher.parallelism
    with pytest.MonkeyPatch.context() as patch:
        for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(hasher, name, least)
        yield usual


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """No test sees what another one left: public pages, settings and keys in memory, mails in the mailbox."""
    if apps.is_installed("small_trades.shop.site"):
        import_module("small_trades.privacy._keys.store").forget_cached()
        import_module("small_trades.shop.site.actions").forget_public_content()
        for mail in settings.SMALL_TRADES.mailbox.glob("*.eml"):
            mail.unlink()
