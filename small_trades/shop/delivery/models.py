"""The rules of delivery, stored whole: they make sense together or not at all."""

from typing import Final

from django.db import models

from small_trades import privacy

ONLY: Final = 1


class DeliveryRules(models.Model):
    """One row. `rules` is what `codec.encode` makes of them; `number` rises with each change."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.PositiveIntegerField(default=0)
    rules = models.JSONField()

    not_personal = privacy.NotPersonal("The trader's own fees, carriers and closed days.", "number", "rules")

    class Meta:
        """One row only, whoever writes it."""

        constraints = [models.CheckConstraint(condition=models.Q(id=ONLY), name="one_row_of_delivery_rules")]

    def __str__(self) -> str:
        """The number."""
        return f"rules {self.number}"
