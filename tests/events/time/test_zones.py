"""Every zone that a browser may name is of its own country or territory, as the Unicode CLDR has it."""

import csv
import zoneinfo
from pathlib import Path

import pytest

from events.models import Country
from events.time import zones

DATA = Path(__file__).parents[2] / "data" / "zones.csv"  # from the CLDR, for every zone of the IANA database


def expected() -> dict[str, str]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return {row["zone"]: row["iso"] for row in csv.DictReader(file)}


@pytest.mark.django_db
def test_every_zone_of_the_iana_database_is_of_its_own_place():
    isos = Country.objects.places().exclude(iso="XK").values_list("iso", flat=True)
    found = {zone: iso for iso in isos for zone in zones.of_country(iso)}
    assert found == expected()
    named = {name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/")}
    assert named - set(found) == set()


@pytest.mark.parametrize(
    ("zone", "iso"),
    [
        ("Europe/Jersey", "JE"), ("Atlantic/Faroe", "FO"), ("Atlantic/Faeroe", "FO"), ("Indian/Reunion", "RE"),
        ("Asia/Macau", "MO"), ("America/Puerto_Rico", "PR"), ("Asia/Hong_Kong", "HK"), ("Atlantic/Jan_Mayen", "SJ"),
        ("Africa/Asmera", "ER"), ("Europe/Belgrade", "RS"), ("Europe/Belgrade", "XK"),
    ],
)  # fmt: skip
def test_zone_of_a_territory_is_not_its_country_s(zone, iso):
    assert zone in zones.of_country(iso)
