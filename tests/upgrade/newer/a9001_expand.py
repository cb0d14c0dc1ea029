"""What a release may do while the one before serves: add, with a default the database knows, and fill in."""

from typing import Any

from django.db import migrations, models

from tests.upgrade.newer import NEWEST


def _fill(apps: Any, _schema_editor: Any) -> None:
    for product in apps.get_model("products", "Product").objects.all():
        product.shelf_mark = f"shelf-{product.pk}"
        product.save(update_fields=["shelf_mark"])


class Migration(migrations.Migration):
    dependencies = [("products", NEWEST)]

    operations = [
        migrations.AddField("product", "shelf_mark", models.CharField(max_length=40, db_default="")),
        migrations.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))]),
        migrations.RunPython(_fill, migrations.RunPython.noop),
    ]
