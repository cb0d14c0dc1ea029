"""Writing the shop's own words."""

from datetime import date

from django.db import transaction

from small_trades.shop.pages.models import Article, News
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
