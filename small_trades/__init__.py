"""SMALL TRADES: an online shop whose privacy policy is part of the program."""

__version__ = "0.1.0"
