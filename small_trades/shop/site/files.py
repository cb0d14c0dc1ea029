"""Files that are made for one answer, and kept nowhere."""

from django.http import HttpResponse


def pdf_file(name: str, pdf: bytes) -> HttpResponse:
    """A PDF to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)
