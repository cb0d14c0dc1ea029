import django.db.models.deletion
from django.db import migrations, models

import small_trades.privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("checkout", "0004_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftDestination",
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
                ("region", models.CharField(max_length=16)),
                ("is_remote", models.BooleanField(default=False)),
                ("carrier", models.CharField(blank=True, default="", max_length=16)),
                ("delivery_date", models.DateField(null=True)),
                ("delivery_slot", models.CharField(blank=True, default="", max_length=8)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="destinations",
                        to="checkout.draft",
                    ),
                ),
            ],
            options={"ordering": ["position"]},
        ),
        migrations.AddConstraint(
            model_name="draftdestination",
            constraint=models.UniqueConstraint(
                fields=("draft", "position"), name="checkout_one_destination_a_position"
            ),
        ),
        migrations.AddField(model_name="draft", name="divided", field=models.JSONField(null=True)),
    ]
