import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0014_label_of_a_destination"),
    ]

    operations = [
        migrations.AddField(
            model_name="returnedpieces",
            name="destination",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="orders.destination",
            ),
        ),
    ]
