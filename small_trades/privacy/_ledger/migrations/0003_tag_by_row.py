from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy_ledger", "0002_append_only")]
    operations = [
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["seq"], name="ledger_tag_by_row"),
        ),
    ]
