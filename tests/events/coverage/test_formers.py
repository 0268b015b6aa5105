"""What held on a day, and what becomes of it when another name or link holds from a day on."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from events.coverage.formers import Former, followed, on_day

DAYS = [datetime.date(2025, 11, day) for day in range(1, 13)]
days = st.sampled_from(DAYS)
formers = st.lists(st.tuples(st.sampled_from("abc"), days), max_size=5, unique_by=lambda pair: pair[1]).map(
    lambda found: [Former("name", was, before) for was, before in found]
)


def value(known, now, day):
    held = on_day(known, "name", day)
    return held.was if held else now


def test_former_one_holds_up_to_the_day_before_the_next():
    old, older = Former("name", "Old", DAYS[5]), Former("name", "Older", DAYS[2])
    website = Former("website", "https://x.nl/", DAYS[9])
    known = [old, website, older]
    assert [on_day(known, "name", DAYS[n]) for n in (0, 1, 2, 4, 5)] == [older, older, old, old, None]
    assert on_day(known, "website", DAYS[8]) == website
    assert on_day([], "name", DAYS[0]) is None


@given(formers, days)
def test_from_the_day_on_the_new_one_holds_and_before_it_what_held(known, holds_from):
    found = followed(known, "name", "now", holds_from)
    for day in DAYS:
        assert value(found, "new", day) == ("new" if day >= holds_from else value(known, "now", day))


@given(formers, days)
def test_a_day_has_one_former(known, holds_from):
    found = followed(known, "name", "now", holds_from)
    assert len({each.before for each in found}) == len(found)
    assert max(each.before for each in found) == holds_from


@given(formers, days)
def test_another_one_on_the_same_day_changes_nothing_of_before(known, holds_from):
    found = followed(known, "name", "now", holds_from)
    assert followed(found, "name", "new", holds_from) == found


def test_others_stay_out_of_it():
    website = Former("website", "https://x.nl/", DAYS[9])
    assert followed([website], "name", "Eurosport", DAYS[3]) == [Former("name", "Eurosport", DAYS[3])]
