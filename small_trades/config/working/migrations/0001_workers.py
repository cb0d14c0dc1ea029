"""The table of workers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates it."""

    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="TaskWorker",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("beats", models.PositiveBigIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
            ],
        ),
    ]
