from django.db import models


class Subscriber(models.Model):
    """Somebody's address, in the clear and declared nowhere."""

    email = models.EmailField()

    class Meta:
        app_label = "brought"

    def __str__(self) -> str:
        return f"subscriber {self.pk}"
