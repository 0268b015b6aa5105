"""Names are compared without the strokes of ħ and ŧ, and with ŋ as ng: keys that hold one are said anew."""

from django.db import migrations

FORWARD = """
UPDATE standings_alias
SET key = replace(replace(replace(replace(key, 'ħ', 'h'), 'ŧ', 't'), 'ŋ', 'ng'), 'ĸ', 'k')
WHERE key ~ '[ħŧŋĸ]';
"""


class Migration(migrations.Migration):
    dependencies = [("standings", "0007_standings_after_every_race")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
