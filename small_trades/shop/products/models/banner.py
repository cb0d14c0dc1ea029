"""Pictures on the front page."""

from django.db import models

from small_trades import privacy


class Banner(models.Model):
    """A picture on the front page, described for those who cannot see it, that may lead somewhere.

    `digest` names its files: see `picture_files`; `width` and `height` are pixels of the largest. `link` is a
    path of this shop, an address with https, or empty. It shows from `starts_at` until `ends_at`, either of
    which may be open.
    """

    digest = models.CharField(max_length=40, db_index=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt_ja = models.CharField(max_length=300)
    alt_en = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    not_personal = privacy.NotPersonal(
        "Published by the shop on its front page.",
        "digest",
        "width",
        "height",
        "alt_ja",
        "alt_en",
        "link",
        "starts_at",
        "ends_at",
        "order",
    )

    class Meta:
        """In the order of the page."""

        ordering = ["order", "id"]

    def __str__(self) -> str:
        """What it shows."""
        return self.alt_ja
