"""How much one message may bring with it. All of it is in memory while it is looked at."""

from typing import Final

MOST_FILES: Final = 5
LARGEST_FILE: Final = 10 * 1024 * 1024
LARGEST_TOGETHER: Final = 25 * 1024 * 1024
LARGEST_TEXT: Final = 1024 * 1024
LONGEST_SIDE: Final = 2_560
"""Pixels of what is kept of a picture: enough to read a label, and no message weighs tens of megabytes."""
PREVIEW_SIDE: Final = 240
PDF_CPU_SECONDS: Final = 10
"""Of a processor, for one PDF; a tenth of a second is usual."""
PDF_MEMORY: Final = 512 * 1024 * 1024
READING_SECONDS: Final = 15.0
"""Until the PDFs of one message are read, however many there are."""
WAITING_SECONDS: Final = 5.0
"""Until there is a place to read one."""
