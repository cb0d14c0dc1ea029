from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("promotions", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="pointsentry", name="points_once_an_order"),
        migrations.AddConstraint(
            model_name="pointsentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("earned", "used"))),
                fields=("order_id", "kind"),
                name="points_once_an_order",
            ),
        ),
    ]
