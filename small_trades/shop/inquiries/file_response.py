"""A file of somebody, as an answer: for whoever asked, for now, and never as a page of the shop."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from small_trades.policy.groups import FileContent, FileLabel
from small_trades.shop.inquiries.states import FileKind

_TYPES: Final[Mapping[FileKind, str]] = {
    FileKind.PICTURE: "image/jpeg",
    FileKind.PDF: "application/pdf",
    FileKind.TEXT: "text/plain; charset=utf-8",
}


def file_response(kind: FileKind, label: FileLabel, content: FileContent) -> HttpResponse:
    """Pictures are shown, everything else is saved; nothing in it runs, and no browser guesses what it is."""
    disposition = content_disposition_header(kind != FileKind.PICTURE, label.name)
    return HttpResponse(
        content.content,
        content_type=_TYPES[kind],
        headers={
            "Content-Disposition": disposition or "attachment",
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
