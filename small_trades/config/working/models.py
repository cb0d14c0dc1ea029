"""The table of workers."""

from django.db import models

from small_trades import privacy


class TaskWorker(models.Model):
    """A process that does tasks. `beats` grows while it lives; its row goes when it has ended cleanly."""

    id = models.CharField(max_length=64, primary_key=True)
    beats = models.PositiveBigIntegerField(default=0)
    began_at = models.DateTimeField()

    not_personal = privacy.NotPersonal(
        "random names of processes, and that they live", "id", "beats", "began_at"
    )

    def __str__(self) -> str:
        """Its name."""
        return self.id
