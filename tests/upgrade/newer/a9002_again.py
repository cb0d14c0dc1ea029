"""And one more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("products", "a9001_expand")]

    operations = [
        migrations.AddField("variant", "lies_on", models.CharField(max_length=40, db_default="")),
        migrations.AddField("variant", "weighs_more", models.PositiveIntegerField(null=True)),
        migrations.AddIndex("variant", models.Index(fields=["weighs_more"], name="products_weighs_more")),
    ]
