"""Editions that were made before periods were: what was public, and what is promised."""

import datetime
import itertools
from importlib import import_module

from hypothesis import given
from hypothesis import strategies as st

periods_of = import_module("news.migrations.0011_moments_to_periods").periods_of

START = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
# Some hours pass, and then an edition is published for a moment so many hours later (or as of an earlier one), or the
# article is withdrawn.
HISTORY = st.lists(
    st.tuples(st.integers(1, 9), st.one_of(st.integers(0, 20), st.sampled_from([-3, -12]), st.just("withdraw"))),
    min_size=1,
    max_size=7,
)


def editions_of(history) -> tuple[list[dict], datetime.datetime]:
    """The rows as they used to be, and the moment of the last action."""
    editions, now = [], START
    for hours, action in history:
        now += hours * HOUR
        if action == "withdraw":
            for edition in editions:
                edition["withdrawn_at"] = edition["withdrawn_at"] or now
            continue
        goes_live_at = now + action * HOUR
        editions.append(
            {
                "id": 100 + len(editions),
                "number": 1 + len(editions),
                "article_id": 1,
                "slug": "a",
                "year": 2025,
                "made_at": now,
                "made_by_id": None,
                "goes_live_at": goes_live_at,
                "published_at": goes_live_at,
                "withdrawn_at": None,
                "withdrawn_by_id": None,
            }
        )
    return editions, now


def was_public(editions, at) -> int | None:
    """As it used to be: of the editions that were there, the highest number whose moment had come, or nothing if that
    one is withdrawn. Before readers saw anything, what the first that they saw says of then: archives."""
    seen = [e for e in editions if not e["withdrawn_at"] or e["withdrawn_at"] > e["goes_live_at"]]
    come = [e for e in seen if max(e["made_at"], e["goes_live_at"]) <= at]
    if not come and seen:
        first = min(seen, key=lambda e: (max(e["made_at"], e["goes_live_at"]), -e["number"]))
        come = [first] if first["goes_live_at"] <= at else []
    if not come or (come[-1]["withdrawn_at"] and come[-1]["withdrawn_at"] <= at):
        return None
    return come[-1]["id"]


def is_public(periods, at) -> list[int]:
    standing = [period for period in periods if "dropped_at" not in period]
    return [
        p["edition_id"]
        for p in standing
        if p["during"].lower <= at and (not p["during"].upper or at < p["during"].upper)
    ]


@given(HISTORY)
def test_past_is_as_it_was_and_of_what_waits_the_newest_stands(history):
    editions, now = editions_of(history)
    periods = periods_of(editions, now)
    for hours, half in itertools.product(range(-6, 90), (0, 0.5)):
        at = START + (hours + half) * HOUR
        if at <= now:
            expected = was_public(editions, at)
        else:
            waiting = [e for e in editions if e["goes_live_at"] > now and not e["withdrawn_at"]]
            begun = [e for e in editions if e["goes_live_at"] <= now]
            # Replaced by later ones; and an edition that waits never comes after one with a higher number is out.
            promised = [e for e in waiting[-1:] if not begun or begun[-1]["number"] < e["number"]]
            due = [e for e in promised if e["goes_live_at"] <= at]
            expected = due[0]["id"] if due else was_public(begun, at)
        assert is_public(periods, at) == ([] if expected is None else [expected])


def test_what_readers_saw_stays_until_the_edition_as_of_an_earlier_moment_was_made():
    editions, now = editions_of([(1, 2), (9, -12)])
    first, second = periods_of(editions, now)
    assert (first["during"].lower, first["during"].upper) == (START + 3 * HOUR, START + 10 * HOUR)
    assert (second["during"].lower, second["during"].upper) == (START + 10 * HOUR, None)
    assert not {"dropped_at", "withdrawn_at"} & {*first, *second}


@given(HISTORY)
def test_every_edition_keeps_its_history(history):
    editions, now = editions_of(history)
    periods = periods_of(editions, now)
    assert [period["edition_id"] for period in periods] == [edition["id"] for edition in editions]
    for period in periods:
        if "dropped_at" in period:
            assert period["dropped_at"] < period["during"].lower
            assert period["dropped_for"] in {"withdrawn", "replaced"}
            assert ("replaced_by_id" in period) is (period["dropped_for"] == "replaced")
            begun = period["during"].lower <= now
            assert not begun or was_public(editions, period["during"].lower) != period["edition_id"]  # nobody saw it
        if "withdrawn_at" in period:
            assert period["withdrawn_at"] == period["during"].upper
