"""The last day of use. For members of before: the latest of what is known to have happened on a day."""

from django.db import migrations, models
from django.db.models import Max
from django.utils import timezone

PAGE = 1_000


def _last_days(members, orders, page):
    """Members by id with their last day: registered, confirmed, signed in or seen, ordered."""
    ids = [member.pk for member in page]
    known = {member.pk: [member.registered_at, member.verified_at] for member in page}
    seen = (
        members.filter(pk__in=ids).values_list("pk").annotate(Max("sign_ins__at"), Max("sign_ins__seen_at"))
    )
    ordered = (
        orders.filter(customer_id__in=ids).order_by().values_list("customer_id").annotate(Max("placed_at"))
    )
    for pk, *times in [*seen, *ordered]:
        known[pk] += times
    return {pk: timezone.localdate(max(at for at in times if at is not None)) for pk, times in known.items()}


def fill(apps, _schema_editor):
    members = apps.get_model("account", "Customer").objects
    orders = apps.get_model("orders", "Order").objects
    last = None
    while page := list((members.filter(pk__gt=last) if last else members.all()).order_by("pk")[:PAGE]):
        days = _last_days(members, orders, page)
        for member in page:
            member.used_on = days[member.pk]
        members.bulk_update(page, ["used_on"])
        last = page[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0002_passkeys_and_codes"),
        ("orders", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="customer",
            name="used_on",
            field=models.DateField(db_index=True, default=timezone.localdate),
        ),
        migrations.AddField(
            model_name="customer",
            name="notice_tried_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="noticed_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
