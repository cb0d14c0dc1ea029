import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0013_destinations"),
    ]

    operations = [
        migrations.AddField(
            model_name="label",
            name="destination",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="label",
                to="orders.destination",
            ),
        ),
        migrations.AlterField(
            model_name="label",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="labels", to="orders.order"
            ),
        ),
        migrations.AddConstraint(
            model_name="label",
            constraint=models.UniqueConstraint(
                condition=models.Q(("destination__isnull", True)),
                fields=("order",),
                name="orders_one_label_of_the_first",
            ),
        ),
    ]
