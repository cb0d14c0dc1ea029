"""Writing the shop's own words."""

from datetime import date
from uuid import UUID

from django.db import transaction

from small_trades.doors.mail.wording import EDITABLE, LANGUAGES, Words, built_in, problems_of
from small_trades.shop.pages.mail_words import words_for
from small_trades.shop.pages.models import Article, MailWords, News
from small_trades.shop.site.actions import content_changed


@transaction.atomic
def save_article(slug: str, *, title_ja: str, title_en: str, body_ja: str, body_en: str) -> None:
    """Store a page of words and show it."""
    values = {"title_ja": title_ja, "title_en": title_en, "body_ja": body_ja, "body_en": body_en}
    Article.objects.update_or_create(slug=slug, defaults=values)
    content_changed()


@transaction.atomic
def save_news(slug: str, *, day: date, title_ja: str, title_en: str, body_ja: str, body_en: str) -> None:
    """Store a piece of news and show it from its day on."""
    values = {"day": day, "title_ja": title_ja, "title_en": title_en, "body_ja": body_ja, "body_en": body_en}
    News.objects.update_or_create(slug=slug, defaults=values)
    content_changed()


@transaction.atomic
def remove_news(slug: str) -> bool:
    """Take a piece of news away; False where there is none."""
    removed, _rows = News.objects.filter(slug=slug).delete()
    content_changed()
    return bool(removed)


@transaction.atomic
def save_mail_words(kind: str, language: str, words: Words, *, by: UUID) -> bool:
    """Send a mail in these words from now on, whichever process sends it; False where it is so already.

    The built-in words are not kept a second time: with them the mail follows later versions of the program.
    `by` is the number of the member of staff.

    Raises:
        ValueError: there is no such mail, or the words do not fit it: see `problems_of`.
    """
    if kind not in EDITABLE or language not in LANGUAGES or problems_of(EDITABLE[kind], words):
        raise ValueError(f"words that do not fit {kind!r} in {language!r}")
    kept = None if words == built_in(EDITABLE[kind], language) else words
    if kept == words_for(kind, language):
        return False
    subject, body = (kept.subject, kept.body) if kept else ("", "")
    MailWords.objects.create(kind=kind, language=language, subject=subject, body=body, made_by=by)
    return True
