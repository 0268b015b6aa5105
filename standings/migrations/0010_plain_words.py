"""Help texts and messages in plainer words. Nothing in the database changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0017_plain_words'),
        ('standings', '0009_not_held_has_no_result'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alias',
            name='country',
            field=models.ForeignKey(help_text='Country on the sheet.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.country'),
        ),
        migrations.AlterField(
            model_name='cup',
            name='tie_breaks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('countback', 'Countback: the best single result, then the second best …')], max_length=10), blank=True, default=list, help_text='Applied in this order; remaining ties share the place.', size=None),
        ),
        migrations.AlterField(
            model_name='scale',
            name='dnf_scores',
            field=models.BooleanField(default=False, help_text='Skaters who don’t finish are ranked last on the sheet and get the points of that place.', verbose_name='a DNF scores'),
        ),
        migrations.AlterField(
            model_name='score',
            name='reason',
            field=models.CharField(blank=True, help_text='Why the points differ from the rank’s.', max_length=120),
        ),
        migrations.AlterField(
            model_name='standing',
            name='race',
            field=models.ForeignKey(help_text='Last race included.', on_delete=django.db.models.deletion.CASCADE, related_name='standings', to='events.race'),
        ),
        migrations.AlterConstraint(
            model_name='result',
            name='result_no_start_no_rank',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['DNS', 'WDR']), _negated=True), models.Q(('hundredths__isnull', True), ('rank__isnull', True)), _connector='OR'), name='result_no_start_no_rank', violation_error_message='A non-starter can’t have a rank or time.'),
        ),
    ]
