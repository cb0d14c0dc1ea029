"""Checks of the sample shop."""
