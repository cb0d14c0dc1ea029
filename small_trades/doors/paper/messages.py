"""What a door hands to the member of staff who carries it out."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to print: UTF-8 HTML without script or address, to be downloaded once and never kept."""

    file_name: str
    html: bytes = field(repr=False)
