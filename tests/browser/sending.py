"""Files that people choose in a form, and get from a page."""

from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page

from small_trades.privacy.testing import pieces, plant
from small_trades.shop.inquiries.tests.sending import pdf, photo


def choose(page: Page, **files: bytes) -> None:
    """Choose these files, called like their keyword with `_` for the dot, in the form's field."""
    page.locator("[name='attached']").set_input_files(
        [
            FilePayload(
                name=".".join(name.rsplit("_", 1)), mimeType="application/octet-stream", buffer=content
            )
            for name, content in files.items()
        ]
    )


def fetched(page: Page, name: str) -> bytes:
    """The file of this name that the page leads to, as whoever looks at the page gets it."""
    link = page.locator(".files a", has_text=name).last
    address = link.evaluate("link => link.href")
    answer = page.context.request.get(address)
    assert answer.status == 200, f"{answer.status} {address}"
    return answer.body()


@dataclass(frozen=True)
class Canaries:
    """Files with a value planted in each: a text of words, a photograph of noise, a PDF with both."""

    words: str
    camera: str
    note: bytes
    picture: bytes
    paper: bytes

    def sought(self, *kept: bytes) -> list[str | bytes]:
        """What may stand nowhere: what was planted, and pieces of the files as sent and as kept."""
        files = (self.picture, self.paper, *kept)
        return [self.words, self.camera, *(piece for file in files for piece in pieces(file))]


def canaries() -> Canaries:
    """Files that nobody else has."""
    words, camera = plant("text"), plant("text")
    picture = photo(camera, size=(640, 480), is_noise=True)
    return Canaries(words, camera, f"{words}\n以上です。\n".encode(), picture, pdf(camera, of=picture))
