"""The table of sessions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Creates it."""

    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                ("key_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("data", models.TextField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
