"""Help texts and messages in plainer words. Nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0013_photo_said_by_file'),
    ]

    operations = [
        migrations.AlterField(
            model_name='photo',
            name='people',
            field=models.CharField(blank=True, help_text='Who is in it, separated by commas.', max_length=300),
        ),
        migrations.AlterField(
            model_name='quoteblock',
            name='text',
            field=models.TextField(help_text='Word for word, with its quotation marks. A blank line separates paragraphs.'),
        ),
    ]
