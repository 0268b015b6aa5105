"""3 of 4: what was public at each past moment, and what is promised, as periods.

Until here an article showed its edition of the highest number whose moment had come, or nothing once that one was
withdrawn. An edition that was made as of a moment before readers saw another one took its place when it was made. Of the editions that still wait, the newest stands; the others are superseded by later ones, since that is
what the newsroom was told.

The way back can't say that an edition was cancelled, replaced or moved before its moment, nor that an earlier edition
comes after a later one: there, one that never went live is withdrawn, with a moment that never comes.
"""

import datetime
import itertools

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

INSTANT = datetime.timedelta(microseconds=1)
NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
COLUMNS = (
    "id number article_id slug year made_at made_by_id goes_live_at published_at withdrawn_at withdrawn_by_id".split()
)


def periods_of(editions, now):
    """The columns of the periods of one article, whose editions come in the order of their numbers."""
    editions = list(_as_seen(editions))
    waiting = [each for each in editions if each["goes_live_at"] > now and each["withdrawn_at"] is None]
    promised = waiting[-1] if waiting else None
    begun = [each for each in editions if each["goes_live_at"] <= now]
    if promised and begun and begun[-1]["number"] > promised["number"]:
        promised = None  # a later one is out already
    return [_period(each, _next(each, editions, begun, promised), promised, now) for each in editions]


def _as_seen(editions):
    """Each from when readers saw it: one that was made as of an earlier moment, while another had been seen, from when
    it was made."""
    seen = []
    for edition in editions:
        if any(before < edition["made_at"] for before in seen):
            edition = edition | {"goes_live_at": max(edition["goes_live_at"], edition["made_at"])}
        if edition["withdrawn_at"] is None or edition["withdrawn_at"] > edition["goes_live_at"]:
            seen.append(edition["goes_live_at"])
        yield edition


def _next(edition, editions, begun, promised):
    """The edition that took its place, or will."""
    later = [each for each in [*begun, *([promised] if promised else [])] if each["number"] > edition["number"]]
    return min(later, key=lambda each: (each["goes_live_at"], each["number"]), default=None)


def _period(edition, successor, promised, now):
    starts, withdrawn_at = edition["goes_live_at"], edition["withdrawn_at"]
    ends = successor["goes_live_at"] if successor else None
    period = {
        "article_id": edition["article_id"],
        "edition_id": edition["id"],
        "year": edition["year"],
        "slug": edition["slug"],
        "published_at": edition["published_at"],
        "set_at": edition["made_at"],
        "set_by_id": edition["made_by_id"],
    }
    if withdrawn_at and withdrawn_at <= starts:
        dropped = {"dropped_for": "withdrawn", "dropped_by_id": edition["withdrawn_by_id"]}
        return period | dropped | _never_seen(starts, withdrawn_at)
    if (starts > now and edition is not promised) or (ends and ends <= starts):
        dropped = {"dropped_for": "replaced", "dropped_by_id": successor["made_by_id"]}
        return period | dropped | {"replaced_by_id": successor["id"]} | _never_seen(starts, successor["made_at"])
    if withdrawn_at and (ends is None or withdrawn_at < ends):
        ends = withdrawn_at
        period |= {"withdrawn_at": withdrawn_at, "withdrawn_by_id": edition["withdrawn_by_id"]}
    return period | {"during": DateTimeTZRange(starts, ends)}


def _never_seen(starts, dropped_at):
    return {"during": DateTimeTZRange(starts, None), "dropped_at": min(dropped_at, starts - INSTANT)}


def forward(apps, schema_editor):
    Article, Edition, Period = (apps.get_model("news", name) for name in ("Article", "Edition", "Period"))
    now = timezone.now()
    rows = Edition.objects.order_by("article_id", "number").values(*COLUMNS)
    for article, editions in itertools.groupby(rows, key=lambda row: row["article_id"]):
        periods = [Period(**columns) for columns in periods_of(list(editions), now)]
        Period.objects.bulk_create(periods)
        for period in periods:
            if period.dropped_at is None and period.during.lower > now:
                Article.objects.filter(pk=article).update(not_before=period.during.lower)


def backward(apps, schema_editor):
    Edition, Period = (apps.get_model("news", name) for name in ("Edition", "Period"))
    taken = {(p.year, p.slug): p.article_id for p in Period.objects.filter(dropped_at__isnull=True)}
    rows = Period.objects.order_by("article_id", "pk")
    for _, periods in itertools.groupby(rows, key=lambda row: row.article_id):
        for edition, columns in moments_of(list(periods), taken).items():
            Edition.objects.filter(pk=edition).update(**columns)
    Period.objects.all().delete()


def moments_of(periods, taken):
    """The columns of each edition of one article, from its periods. `taken`: addresses and the articles they are of."""
    withdrawals = [(p.withdrawn_at, p.withdrawn_by_id) for p in periods if p.withdrawn_at]
    moments = {}
    for period in sorted(periods, key=lambda each: (each.dropped_at is None, each.pk)):  # those that stand come last
        if period.dropped_at is None:
            gone = next((each for each in sorted(withdrawals) if each[0] > period.during.lower), (None, None))
            starts, published_at, year = period.during.lower, period.published_at, period.year
        else:
            gone, starts, published_at = (period.dropped_at, period.dropped_by_id), NEVER, NEVER
            year = _free_year(period, taken)
        moments[period.edition_id] = {
            "goes_live_at": starts,
            "published_at": published_at,
            "year": year,
            "withdrawn_at": gone[0],
            "withdrawn_by_id": gone[1],
        }
    return moments


def _free_year(period, taken):
    """The year of an address that nobody ever saw; if the address is another article's by now, one that never comes."""
    years = itertools.chain([period.year], itertools.count(9999, -1))
    year = next(year for year in years if taken.get((year, period.slug), period.article_id) == period.article_id)
    taken[year, period.slug] = period.article_id
    return year


class Migration(migrations.Migration):
    dependencies = [("news", "0010_editions_loosened")]

    operations = [migrations.RunPython(forward, backward)]
