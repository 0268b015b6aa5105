"""Pictures that came with a text wait for its draft."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("news", "0040_photo_doubts_and_likeness")]

    operations = [
        migrations.CreateModel(
            name="GivenPicture",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.UUIDField(help_text="Which text it was given with.")),
                ("name", models.CharField(max_length=255)),
                ("alt", models.TextField(blank=True, help_text="As a document describes it.")),
                ("data", models.BinaryField()),
                ("size", models.PositiveIntegerField(help_text="Bytes.")),
                ("given_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddConstraint(
            model_name="givenpicture",
            constraint=models.UniqueConstraint(fields=("person", "text", "name"), name="given_picture_once"),
        ),
    ]
