"""Texts to begin an answer with."""

from dataclasses import dataclass
from uuid import UUID

from small_trades.shop.inquiries.models import CannedAnswer


@dataclass(frozen=True, slots=True)
class Canned:
    """A text in the languages it was written in."""

    id: UUID
    name: str
    text_ja: str
    text_en: str

    def text_in(self, language: str) -> str:
        """The words in a language; empty where nobody wrote them."""
        return self.text_en if language == "en" else self.text_ja


def canned_answers(language: str = "") -> tuple[Canned, ...]:
    """All of them by name; with a language only those written in it."""
    found = (_shape(row) for row in CannedAnswer.objects.all())
    return tuple(one for one in found if not language or one.text_in(language))


def canned_answer(answer_id: UUID) -> Canned | None:
    """One of them."""
    row = CannedAnswer.objects.filter(pk=answer_id).first()
    return _shape(row) if row else None


def _shape(row: CannedAnswer) -> Canned:
    return Canned(row.pk, row.name, row.text_ja, row.text_en)
