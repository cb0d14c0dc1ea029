"""How much one message may bring with it. All of it is in memory while it is looked at."""

from typing import Final

MOST_FILES: Final = 5
LARGEST_FILE: Final = 10 * 1024 * 1024
LARGEST_TOGETHER: Final = 25 * 1024 * 1024
LARGEST_TEXT: Final = 1024 * 1024
LONGEST_SIDE: Final = 2_560
"""Pixels of what is kept of a picture: enough to read a label, and no message weighs tens of megabytes."""
PREVIEW_SIDE: Final = 240
MOST_PDF_PAGES: Final = 200
MOST_PDF_OBJECTS: Final = 20_000
