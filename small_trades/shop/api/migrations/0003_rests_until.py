from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("api", "0002_notices")]

    operations = [
        migrations.AddField(
            model_name="endpoint",
            name="rests_until",
            field=models.DateTimeField(null=True),
        ),
    ]
