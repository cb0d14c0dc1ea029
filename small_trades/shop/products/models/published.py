"""Why most of the catalogue belongs to nobody."""

from typing import Final

PUBLISHED: Final = "What the shop publishes about its goods"
