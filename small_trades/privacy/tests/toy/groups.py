"""What the toy seals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, repr=False)
class PersonName:
    sealed_padding: ClassVar[int] = 16

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmailAddress:
    address: str


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    sealed_padding: ClassVar[int] = 1024

    content: bytes
