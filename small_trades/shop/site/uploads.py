"""Files that come with a form: only where a view says so, and in memory unless it says otherwise.

Django writes whatever is larger than a few megabytes to a temporary file, whoever sent it and to whichever
page. What a person sends lies on no disk in the clear, so here a view declares what it takes:

    @takes_files(most_bytes=25 * MEGABYTE)
    def new(request): …
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers

MEGABYTE: Final = 1024 * 1024
ON_DISK: Final = 1024 * MEGABYTE
"""For files that wait on the disk, and hold goods."""
READ_FOR_WORDS: Final = 100 * MEGABYTE
"""So much of a request is read, and forgotten, so that a form with a film in it comes back with its words."""
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Taken:
    """How many bytes of files one request may bring, and whether they may wait on the disk meanwhile."""

    most_bytes: int
    on_disk: bool = False


class LeftOutFile(UploadedFile):
    """A file that was too much to hold: its name and size, and nothing in it."""


def takes_files(*, most_bytes: int, on_disk: bool = False) -> Callable[[View], View]:
    """Let a view take files. `on_disk` is for what holds nothing personal."""

    def declared(view: View) -> View:
        view.__dict__["taken_files"] = Taken(most_bytes, on_disk)
        return view

    return declared


class DeclaredUploads(FileUploadHandler):
    """Holds files in memory as far as the view takes them; without a declaration none is read.

    What is beyond becomes a LeftOutFile. A request that goes on beyond all measure is broken off.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 -- Django names it
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """See what the view takes. RequestDataTooBig for more than is read for anybody."""
        del input_data, META, boundary, encoding
        view = getattr(self.request, "resolver_match", None)
        self._taken: Taken | None = getattr(view and view.func, "taken_files", None)
        self._left = self._taken.most_bytes if self._taken else 0
        if content_length > max(self._left, READ_FOR_WORDS) + MEGABYTE:
            raise RequestDataTooBig("A request is larger than this page takes.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, or skip it where none is taken."""
        super().new_file(*args, **kwargs)
        if self._taken is None:
            raise SkipFile
        self._held: BytesIO | None = BytesIO()
        if not self._taken.on_disk:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hold it, or forget it and what there is of the file; what may lie on the disk goes there."""
        del start
        if self._taken is None or self._taken.on_disk:
            return raw_data
        self._left -= len(raw_data)
        if self._left < 0:
            self._held = None
        if self._held is not None:
            self._held.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The file, or what is known of one that was too much."""
        if self._taken is None or self._taken.on_disk:
            return None
        if self._held is None:
            return LeftOutFile(BytesIO(), self.file_name, self.content_type, file_size, self.charset)
        self._held.seek(0)
        return InMemoryUploadedFile(
            self._held, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
