import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from small_trades.shop.kernel.money import Rounding, TaxRate, tax_within


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Until now an order left in one parcel: its first holds everything."""
    pieces = apps.get_model("orders", "ShippedPieces")
    shipments = apps.get_model("orders", "Shipment").objects.order_by("order_id", "shipped_at")
    filled = set()
    for shipment in shipments.prefetch_related("order__lines").iterator(chunk_size=500):
        if shipment.order_id in filled:
            continue
        filled.add(shipment.order_id)
        pieces.objects.bulk_create(
            pieces(shipment=shipment, line=line, quantity=line.quantity)
            for line in shipment.order.lines.all()
        )


def round_as_then(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """How the tax of each order was rounded: as it is now where that gives its figures, else as does."""
    orders = apps.get_model("orders", "Order")
    now = apps.get_model("promotions", "PriceRules").objects.values_list("rounding", flat=True).first()
    rules = sorted(Rounding, key=lambda one: one.value != (now or Rounding.DOWN.value))
    columns = ("standard_amount", "standard_tax", "reduced_amount", "reduced_tax")
    by_rule: dict[Rounding, list[object]] = {}
    for pk, standard, tax, reduced, less in orders.objects.values_list("pk", *columns).iterator():
        parts = ((standard, TaxRate.STANDARD, tax), (reduced, TaxRate.REDUCED, less))
        fits = (one for one in rules if all(tax_within(yen, rate, one) == it for yen, rate, it in parts))
        by_rule.setdefault(next(fits, Rounding.DOWN), []).append(pk)
    for rule, keys in by_rule.items():
        for at in range(0, len(keys), 500):
            orders.objects.filter(pk__in=keys[at : at + 500]).update(rounding=rule.value)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0010_refund_by_rate"),
        ("promotions", "0002_taken_back_in_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="returnedpieces",
            name="was_sent",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="returnedpieces",
            name="with_money",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="returnedpieces",
            name="refund",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="pieces",
                to="orders.refund",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replacements",
                to="orders.order",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="rounding",
            field=models.CharField(
                choices=[("down", "down"), ("nearest", "nearest"), ("up", "up")],
                db_default="down",
                default="down",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="ShippedPieces",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts_sent",
                        to="orders.orderline",
                    ),
                ),
                (
                    "shipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="orders.shipment",
                    ),
                ),
            ],
            options={
                "ordering": ["line__position"],
                "constraints": [
                    models.UniqueConstraint(fields=("shipment", "line"), name="orders_line_once_a_parcel"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)), name="orders_parcel_of_something"
                    ),
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(round_as_then, migrations.RunPython.noop, elidable=True),
    ]
