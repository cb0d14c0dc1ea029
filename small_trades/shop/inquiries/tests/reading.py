"""Another reader of PDFs, for tests."""

import dataclasses
import sys

import pytest

from small_trades.shop.inquiries.files import pdfs


def started_as(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    """Start this with Python instead."""
    monkeypatch.setattr(
        pdfs, "READER", dataclasses.replace(pdfs.READER, arguments=(sys.executable, *arguments))
    )


def in_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it take one second of a processor."""
    *words, _seconds, memory = pdfs.READER.arguments[1:]
    started_as(monkeypatch, *words, "1", memory)
