"""The broadcast desk as the tests ask for it, and what it is about."""

import datetime

from django.utils import timezone

from tests.factories import events as factories
from tests.factories import standings

DESK = "/admin/broadcast/"


def days(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def listing(noc="NOR", **values):
    return factories.listing(country=factories.country(noc), **{"checked_on": days(0), **values})


def section(client, name, **asked):
    return client.get(DESK, asked).context[name]


def ranked(season, *nocs):
    """Somebody of each country in a cup's newest standing."""
    event = season.events.first()
    race, cup = factories.race(event=event), standings.cup(season=season, scales=())
    for number, noc in enumerate(nocs):
        skater = standings.skater(f"Skater No{number}", country=factories.country(noc))
        standings.standing(cup=cup, race=race, competitor=skater)
