"""Words the trader writes: pages such as "about us", news, and mails."""

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


class MailWords(models.Model):
    """What the desk wrote for one mail in one language; the newest row holds, and none is ever changed.

    `kind` is the name of a message of the mail door. With an empty body the built-in words hold again.
    """

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(auto_now_add=True)

    not_personal = privacy.NotPersonal(
        "Words with names of variables in them; whoever wrote them is known by their number.",
        "kind",
        "language",
        "subject",
        "body",
        "made_by",
        "made_at",
    )

    class Meta:
        """The newest first."""

        ordering = ["-id"]
        verbose_name_plural = "mail words"
        indexes = [models.Index(fields=["kind", "language", "-id"], name="pages_mail_words_newest")]

    def __str__(self) -> str:
        """Which mail."""
        return f"{self.kind}.{self.language}"
