from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy_keys", "0002_restricted")]

    operations = [
        migrations.AddField("epoch", "closed_at", models.DateTimeField(null=True)),
        migrations.AddField("epoch", "retired_at", models.DateTimeField(null=True)),
        migrations.AddField("wrappedsecret", "destroyed_at", models.DateTimeField(null=True)),
        migrations.AlterField(
            "wrappedsecret", "name", models.CharField(max_length=60, primary_key=True, serialize=False)
        ),
        migrations.AlterField("wrappedsecret", "wrapped", models.BinaryField(null=True)),
    ]
