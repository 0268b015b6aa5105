"""Marks: whatever changes a row that pages read changes the state of its scope, and of no other one."""

import pytest
from django.db import connection, transaction
from django.db.models import F

from events.models import Country, Event, Race, Series
from isuwc.freshness.marks import current_marks
from isuwc.freshness.models import Mark, fold_marks
from isuwc.freshness.public import public_tables
from isuwc.freshness.triggers import function_of, watch
from news.models import Article, LeadStory
from standings.models import Result, Standing
from tests.factories import events, news, standings
from tests.together import together

pytestmark = pytest.mark.django_db
SCOPES = ("programme", "countries", "coverage", "news", "pictures", "banners", "skaters", "cups", "results")


def changed_by(work) -> set[str]:
    """The scopes whose state the work changes; each transaction marks a scope once, so its marks are taken away."""
    Mark.objects.all().delete()
    before = current_marks().of(SCOPES)
    work()
    after = current_marks().of(SCOPES)
    return {scope for scope, was, now in zip(SCOPES, before, after, strict=True) if was != now}


def a_country(noc):
    return Country.objects.create(noc=noc, name=f"Country {noc}")


def long_ago():
    """As if all transactions of the server that ran beside them were over: other tests' are, too."""
    Mark.objects.update(made_in=-F("pk"))


def sql(text, *params):
    def work():
        with connection.cursor() as cursor:
            cursor.execute(text, params)

    return work


def test_every_declared_table_has_its_triggers_as_declared():
    declared = [each for of_table in public_tables().values() for each in of_table]
    assert len(declared) > 50
    with connection.cursor() as cursor:
        for each in declared:
            made = watch(each.table, each.scope, season=each.season, columns=each.columns).sql
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [function_of(each.table, each.scope)])
            assert cursor.fetchone()[0] in made, f"{each.table} is declared otherwise than it is watched"
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s",
                [each.table, f"{each.scope}\\_%"],
            )
            assert cursor.fetchone() == (4,)


def test_scopes_are_those_that_tests_here_know():
    assert {each.scope for of_table in public_tables().values() for each in of_table} == set(SCOPES)


def test_row_that_is_added_changed_or_removed_marks_its_scope():
    assert changed_by(lambda: a_country("QQA")) == {"countries"}
    assert changed_by(sql("UPDATE events_country SET iso = 'QX' WHERE noc = 'QQA'")) == {"countries"}
    assert changed_by(lambda: Country.objects.filter(noc="ZZZ").delete()) == set()
    series = events.series()
    assert changed_by(lambda: Series.objects.filter(pk=series.pk).update(about="Winter after winter.")) == {"programme"}
    assert changed_by(series.delete) == {"programme"}


def test_row_that_is_written_as_it_was_marks_nothing():
    event = events.event()
    assert changed_by(event.save) == set()
    assert changed_by(lambda: Event.objects.update(number=event.number)) == set()


def test_result_marks_the_results_of_its_season_alone():
    result, other = standings.result(), events.season(2022)
    this = f"results:{result.race.event.season_id}"
    Mark.objects.all().delete()
    before = current_marks()
    Result.objects.filter(pk=result.pk).update(rank=7)
    after = current_marks()
    assert before.of([this]) != after.of([this])
    assert before.of(["results"]) != after.of(["results"])
    assert before.of([f"results:{other.pk}", "skaters", "news"]) == after.of([f"results:{other.pk}", "skaters", "news"])


def test_how_far_a_result_is_known_is_no_change_of_the_programme():
    race = events.race()
    assert changed_by(lambda: Race.objects.update(result_state="official")) == {"results"}
    assert changed_by(lambda: Race.objects.update(number=race.number + 1)) == {"programme"}
    assert changed_by(lambda: Race.objects.update(number=1, source="Protocol")) == {"programme", "results"}


def test_standing_that_moves_marks_the_season_of_its_cup():
    result = standings.result()
    standing = standings.standing(
        cup=standings.cup(season=result.race.event.season), race=result.race, competitor=result.competitor
    )
    assert changed_by(lambda: Standing.objects.update(total=standing.total + 1)) == {"results"}


def test_draft_marks_nothing_and_its_edition_the_news():
    article = news.article()
    assert changed_by(lambda: Article.objects.update(title="Another title")) == set()
    assert changed_by(lambda: news.edition(article)) >= {"news"}
    assert changed_by(lambda: LeadStory.objects.create(article=article)) == {"news"}


def test_row_whose_season_is_not_known_marks_the_results_of_every_season():
    season = events.season()
    Mark.objects.all().delete()
    before = current_marks()
    sql("INSERT INTO freshness_mark (scope, mark, made_in) VALUES ('results', 5, 1)")()
    assert before.of([f"results:{season.pk}"]) != current_marks().of([f"results:{season.pk}"])


def test_many_statements_of_a_transaction_make_one_mark():
    Mark.objects.all().delete()
    with transaction.atomic():
        for noc in ("QQA", "QQB", "QQC"):
            a_country(noc)
            Country.objects.filter(noc=noc).update(name=noc)
    assert Mark.objects.filter(scope="countries").count() == 1


def test_what_is_rolled_back_leaves_no_mark_and_what_follows_does():
    Mark.objects.all().delete()
    before = current_marks()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        a_country("QQA")
        assert before != current_marks()
        raise ZeroDivisionError
    assert before == current_marks()
    a_country("QQB")
    assert before != current_marks()


@pytest.mark.django_db(transaction=True)
def test_transactions_neither_wait_for_each_other_nor_hide_one_another():
    Mark.objects.all().delete()
    states = [current_marks().of(["countries"])]
    a_country("QQA")
    states.append(current_marks().of(["countries"]))

    def late():
        with transaction.atomic():
            a_country("QQB")
            early.append(together(lambda: a_country("QQC"))[0])
            states.append(current_marks().of(["countries"]))  # with one's own, which nobody else sees yet
            outside.extend(together(lambda: current_marks().of(["countries"])))

    early, outside = [], []
    late()
    assert early[0].noc == "QQC"
    states += [*outside, current_marks().of(["countries"])]
    assert len({str(state) for state in states}) == len(states) - 1  # own view within is what is committed after
    assert outside[0] != states[-1]


@pytest.mark.django_db(transaction=True)
def test_marks_are_folded_without_a_change_of_state():
    Mark.objects.all().delete()
    for noc in ("QQA", "QQB", "QQC"):
        a_country(noc)
    events.series()
    assert Mark.objects.count() == 4
    long_ago()
    before = current_marks()
    assert fold_marks() == 2
    assert Mark.objects.count() == 2
    assert current_marks() == before
    assert fold_marks() == 0


@pytest.mark.django_db(transaction=True)
def test_mark_of_a_transaction_that_still_runs_is_not_lost_by_folding():
    Mark.objects.all().delete()
    a_country("QQA")
    a_country("QQC")
    long_ago()
    with transaction.atomic():
        a_country("QQB")
        [gone] = together(fold_marks)
        assert gone == 1  # the two that are committed
    assert Mark.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_table_that_is_emptied_marks_its_scope():
    assert changed_by(sql("TRUNCATE standings_standing")) == {"results"}
