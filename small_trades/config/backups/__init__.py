"""Backups of the data and of the keys, each to its own place; restoring; and the drill that proves both."""
