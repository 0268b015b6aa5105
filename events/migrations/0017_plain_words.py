"""Help texts and messages in plainer words. Nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0016_what_countries_are_called'),
    ]

    operations = [
        migrations.AlterField(
            model_name='series',
            name='about',
            field=models.TextField(blank=True, help_text='The boilerplate below every article. A blank line separates paragraphs.'),
        ),
        migrations.AlterField(
            model_name='showing',
            name='starts_at',
            field=models.DateTimeField(blank=True, help_text='UTC: when the broadcast begins. Leave empty to use the session’s start.', null=True),
        ),
        migrations.AlterConstraint(
            model_name='showing',
            name='showing_once_in_listing',
            constraint=models.UniqueConstraint(fields=('listing', 'session'), name='showing_once_in_listing', violation_error_message='This session is already listed.'),
        ),
    ]
