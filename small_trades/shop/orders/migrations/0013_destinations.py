import django.db.models.deletion
from django.db import migrations, models

import small_trades.privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0012_payments_after_erasure"),
    ]

    operations = [
        migrations.CreateModel(
            name="Destination",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=small_trades.privacy.fields.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", small_trades.privacy.fields.SubjectField()),
                ("position", models.PositiveSmallIntegerField()),
                ("ship_to", small_trades.privacy.fields.SealedColumn()),
                ("gift", small_trades.privacy.fields.SealedColumn(null=True)),
                ("delivery_date", models.DateField(null=True)),
                ("delivery_slot", models.CharField(blank=True, default="", max_length=8)),
                ("carrier", models.CharField(max_length=16)),
                ("shipping", models.PositiveIntegerField()),
                ("corrected_at", models.DateTimeField(null=True)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destinations",
                        to="orders.order",
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.CreateModel(
            name="DestinedPieces",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "destination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="orders.destination",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destined",
                        to="orders.orderline",
                    ),
                ),
            ],
            options={"ordering": ["line__position"]},
        ),
        migrations.AddConstraint(
            model_name="destination",
            constraint=models.UniqueConstraint(
                fields=("order", "position"), name="orders_one_destination_a_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="destination",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gt", 0)), name="orders_first_is_the_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="destinedpieces",
            constraint=models.UniqueConstraint(
                fields=("destination", "line"), name="orders_line_once_a_destination"
            ),
        ),
        migrations.AddConstraint(
            model_name="destinedpieces",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0)), name="orders_destined_something"
            ),
        ),
        migrations.AddField(
            model_name="shipment",
            name="destination",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shipments",
                to="orders.destination",
            ),
        ),
    ]
