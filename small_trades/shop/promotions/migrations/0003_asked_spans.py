import django.db.models.deletion
from django.db import migrations, models


def keep_what_was_noted(apps, _schema_editor):
    spans = apps.get_model("promotions", "AskedSpan")
    noted = apps.get_model("promotions", "AskedPrice").objects.values_list("variant_id", "price", "since")
    spans.objects.bulk_create(
        [spans(variant_id=variant, price=price, since=since) for variant, price, since in noted],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0001_initial"),
        ("promotions", "0002_taken_back_in_parts"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedSpan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("price", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="products.variant"
                    ),
                ),
            ],
            options={
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("variant",), name="one_price_asked_now"
                    )
                ],
            },
        ),
        migrations.RunPython(keep_what_was_noted, migrations.RunPython.noop),
        migrations.DeleteModel(name="AskedPrice"),
    ]
