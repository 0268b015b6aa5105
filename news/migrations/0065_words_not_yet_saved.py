"""Words that are kept while somebody types, apart from all versions, and who has which form open."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0064_unfinished_blocks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OpenForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('article', models.BigIntegerField()),
                ('form', models.CharField(max_length=22)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField(db_index=True)),
                ('typed_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['article'], name='open_form_article')],
                'constraints': [models.UniqueConstraint(fields=('person', 'form'), name='open_form_once')],
            },
        ),
        migrations.CreateModel(
            name='UnsavedWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(help_text='The token of the form.', max_length=22)),
                ('browser', models.CharField(help_text='The digest of its name.', max_length=64)),
                ('words', models.BinaryField(help_text='A `Submission`, packed.')),
                ('size', models.PositiveIntegerField(help_text='Bytes.')),
                ('kept_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='news.article')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('person', 'form'), name='unsaved_words_of_form')],
            },
        ),
    ]
