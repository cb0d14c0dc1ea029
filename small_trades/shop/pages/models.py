"""Words the trader writes: pages such as "about us", and news."""

from django.db import models

from small_trades import privacy


class Article(models.Model):
    """A page of words; `slug` says which (`about`). Bodies are Markdown."""

    slug = models.SlugField(primary_key=True)
    title_ja = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100, blank=True)
    body_ja = models.TextField()
    body_en = models.TextField(blank=True)

    not_personal = privacy.NotPersonal(
        "Published by the shop about itself.", "slug", "title_ja", "title_en", "body_ja", "body_en"
    )

    def __str__(self) -> str:
        """The slug."""
        return self.slug


class News(models.Model):
    """One piece of news, shown from its day on. Bodies are Markdown."""

    slug = models.SlugField(unique=True)
    day = models.DateField()
    title_ja = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100, blank=True)
    body_ja = models.TextField()
    body_en = models.TextField(blank=True)

    not_personal = privacy.NotPersonal(
        "Published by the shop about itself.",
        "slug",
        "day",
        "title_ja",
        "title_en",
        "body_ja",
        "body_en",
    )

    class Meta:
        """The newest first."""

        ordering = ["-day", "-id"]
        verbose_name_plural = "news"

    def __str__(self) -> str:
        """The slug."""
        return self.slug
