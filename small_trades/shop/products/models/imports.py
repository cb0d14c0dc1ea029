"""Files of products on their way into the catalogue."""

from django.db import models

from small_trades import privacy


class ProductImport(models.Model):
    """One file of products on its way into the catalogue; so far it came, so far it goes on after a crash.

    `digest` is the SHA-256 of the file with its pictures and format. `done` counts products that are stored,
    refused or left alone, `pictured` those whose pictures are in too; `total` is known once it is checked.
    """

    class State(models.TextChoices):
        """What happens with it. The labels are for code; screens write their own words."""

        CHECKING = "checking"
        CHECKED = "checked"
        RUNNING = "running"
        DONE = "done"
        FLAWED = "flawed"

    id = models.UUIDField(primary_key=True, default=privacy.uuid7, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    wanted = models.CharField(max_length=10)
    format = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    flaw = models.CharField(max_length=20, blank=True)
    flaw_value = models.CharField(max_length=80, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    pictured = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    not_personal = privacy.NotPersonal(
        "Counts of goods in a file that the shop publishes",
        "digest",
        "wanted",
        "format",
        "state",
        "flaw",
        "flaw_value",
        "total",
        "done",
        "pictured",
        "created",
        "updated",
        "unchanged",
        "refused",
        "pictures",
        "begun_at",
        "changed_at",
    )

    class Meta:
        """The latest first."""

        ordering = ["-id"]

    def __str__(self) -> str:
        """Which import."""
        return f"{self.format or self.wanted} {self.digest[:8]}"


class ImportProblem(models.Model):
    """A line of an import that was not stored, or a note about one that was: `reason` is a `Reason`."""

    of = models.ForeignKey(ProductImport, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=20)
    value = models.CharField(max_length=80, blank=True)

    not_personal = privacy.NotPersonal(
        "A cell about goods in a file that the shop publishes", "line", "column", "reason", "value"
    )

    class Meta:
        """As they stand in the file."""

        ordering = ["line", "id"]

    def __str__(self) -> str:
        """Where and why."""
        return f"{self.line} {self.column}: {self.reason}"
