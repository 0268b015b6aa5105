"""The history's tables, and the functions of the triggers that write it. Nothing changes or removes a row of it.

What Django's admin has logged until now is taken over, so that a row has one history; the log itself stays as it is.
"""

import django.db.models.deletion
from django.apps import apps as installed
from django.contrib.admin.models import LogEntry
from django.db import migrations, models

from isuwc.history.triggers import FUNCTIONS, WITHOUT_FUNCTIONS


def take_over_log(apps, schema_editor):
    Entry, Change = apps.get_model("history", "Entry"), apps.get_model("history", "Change")
    log = apps.get_model("admin", "LogEntry").objects.select_related("user", "content_type").order_by("pk")
    for each in log.iterator():
        if not each.content_type or not each.object_id:
            continue
        label, name = each.content_type.app_label, each.content_type.model
        try:
            table = installed.get_model(label, name)._meta.db_table
        except LookupError:
            table = f"{label}_{name}"
        words = LogEntry(change_message=each.change_message, action_flag=each.action_flag).get_change_message()
        user = each.user
        entry = Entry.objects.create(
            made_at=each.action_time,
            way="form",
            what="Before values were recorded",
            person_id=user.pk,
            person=f"{user.first_name} {user.last_name}".strip() or user.username,
        )
        words = words or {1: "Added.", 3: "Deleted."}.get(each.action_flag, "Changed.")
        Change.objects.create(entry=entry, table=table, row=each.object_id, deed="said", words=f"{each.object_repr}: {words}")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Of the act, which may span transactions.', max_length=32, null=True, unique=True)),
                ('made_at', models.DateTimeField(db_index=True)),
                ('way', models.CharField(choices=[('form', 'Form'), ('import', 'Import'), ('command', 'Command'), ('undo', 'Taken back'), ('sql', 'Directly in the database')], max_length=8)),
                ('what', models.CharField(blank=True, help_text='Which form, import or command.', max_length=300)),
                ('person_id', models.BigIntegerField(db_index=True, null=True)),
                ('person', models.CharField(blank=True, help_text='Their name then.', max_length=320)),
                ('role', models.CharField(blank=True, help_text="The database's, for plain SQL.", max_length=63)),
                ('takes_back', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='history.entry')),
            ],
            options={
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=63)),
                ('row', models.TextField(help_text='Its primary key.')),
                ('owner_table', models.CharField(blank=True, help_text='Of the row on whose form it is edited.', max_length=63)),
                ('owner_row', models.TextField(blank=True)),
                ('deed', models.CharField(choices=[('made', 'Made'), ('changed', 'Changed'), ('removed', 'Removed'), ('said', 'Noted')], max_length=7)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('words', models.TextField(blank=True, help_text="Of what was noted: it is no change of a row's columns.")),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='history.entry')),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['table', 'row'], name='history_of_row'), models.Index(fields=['owner_table', 'owner_row'], name='history_of_owner')],
            },
        ),
        migrations.RunSQL(FUNCTIONS, WITHOUT_FUNCTIONS),
        migrations.RunPython(take_over_log, migrations.RunPython.noop),
    ]
