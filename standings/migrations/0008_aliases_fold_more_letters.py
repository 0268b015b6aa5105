"""Names are compared without the strokes of ħ and ŧ, and with ŋ as ng: keys that hold one are said anew."""

from collections import defaultdict

from django.db import migrations

FOLDED = str.maketrans({"ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k"})


def fold_keys(apps, schema_editor):
    """Where two names come to one key the second goes, if it is of the same skater: it says nothing more.

    If it is of another one, nobody here can know whose the name is: it keeps its key, by which no sheet finds it any
    more, and it is printed, for a person to decide.
    """
    aliases = apps.get_model("standings", "Alias").objects
    taken = defaultdict(list)
    for alias in aliases.order_by("pk"):
        taken[alias.key.translate(FOLDED), alias.country_id, alias.category].append(alias)
    for (key, _, _), same in taken.items():
        # One that has the key already keeps it.
        first, *others = sorted(same, key=lambda alias: alias.key != key)
        for alias in others:
            if alias.competitor_id == first.competitor_id:
                alias.delete()
            else:
                print(
                    f"\n  The alias {alias.name} ({alias.country_id}, {alias.category}) of {alias.competitor.name} reads "
                    f"like {first.name} of {first.competitor.name}, and no sheet finds it any more: decide whose it is.",
                    end="",
                )
        if first.key != key:
            first.key = key
            first.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("standings", "0007_standings_after_every_race")]

    operations = [migrations.RunPython(fold_keys, migrations.RunPython.noop)]
