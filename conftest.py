"""Fixtures of all tests outside the engine's own."""

pytest_plugins = ["small_trades.privacy.testing"]
