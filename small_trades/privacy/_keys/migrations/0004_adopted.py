from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("privacy_keys", "0003_epochs_and_years"),
    ]

    operations = [
        migrations.AddField(
            model_name="datasubject",
            name="adopted_by",
            field=models.ForeignKey(
                null=True, on_delete=PROTECT, related_name="adopted", to="privacy_keys.datasubject"
            ),
        ),
    ]
