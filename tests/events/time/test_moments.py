"""Moments as pages print them."""

import datetime
import zoneinfo

from events.time.moments import Clocks

CALGARY = Clocks(zoneinfo.ZoneInfo("America/Edmonton"), "Calgary")
SATURDAY = datetime.date(2025, 11, 22)
LATE = datetime.datetime(2025, 11, 23, 6, 5, tzinfo=datetime.UTC)  # 23:05 in Calgary


def test_moment_is_told_by_the_clocks_of_its_place():
    moment = CALGARY.moment(LATE)
    assert (str(moment), moment.clock, moment.utc, moment.zone, moment.place) == (
        "Sat 23:05 in Calgary", "23:05", "2025-11-23T06:05Z", "America/Edmonton", "Calgary",
    )  # fmt: skip


def test_moment_in_another_zone_is_the_same_in_utc():
    assert CALGARY.moment(LATE.astimezone(zoneinfo.ZoneInfo("Asia/Tokyo"))).utc == "2025-11-23T06:05Z"


def test_date_is_said_beside_another_day_alone():
    hour = datetime.timedelta(hours=1)
    told = [
        CALGARY.moment(at, beside=SATURDAY).words for at in (LATE - 24 * hour, LATE, LATE + hour, LATE + 168 * hour)
    ]
    assert told == ["Fri 21 Nov 23:05", "Sat 23:05", "Sun 23 Nov 00:05", "Sat 29 Nov 23:05"]


def test_moments_are_the_same_however_much_of_them_is_printed():
    bare, dated = CALGARY.moment(LATE), CALGARY.moment(LATE, beside=datetime.date(2025, 11, 20))
    assert (bare == dated, hash(bare) == hash(dated), bare.words == dated.words) == (True, True, False)
    assert bare != Clocks(CALGARY.zone, "Canmore").moment(LATE)
