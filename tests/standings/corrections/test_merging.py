"""Merging two records of one skater."""

import pytest

from isuwc.history.models import Entry
from isuwc.history.objections import references
from isuwc.history.recorded import computed
from isuwc.history.undo import take_back
from news.models import QuoteBlock
from standings.corrections.merging import CantMergeError, merge, plan
from standings.models import (
    Alias,
    Competitor,
    FormerAddress,
    NameDecision,
    PublishedStanding,
    Result,
    Score,
    Standing,
)
from standings.scoring.recompute import recompute
from standings.seasons.season_data import load_results
from tests.factories import blocks, events, news
from tests.factories import standings as factories
from tests.factories.people import sign_in
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def split():
    """One skater with two records: a win under each name, in two races of one cup."""
    cup = factories.cup()
    event = events.event(season=cup.season)
    keep, gone = factories.skater("Jutta Paul"), factories.skater("Jutta Leerdam")
    for number, who in enumerate((keep, gone), 1):
        race = events.race(event=event, number=number, ordinal=number)
        factories.result(race, who)
        factories.result(race, factories.skater(f"Anna Other{number}"))
    recompute(cup.season)
    return keep, gone


def totals():
    return sorted(Standing.objects.newest().values_list("competitor__name", "total", "rank"))


def refused(keep, gone, **values):
    with pytest.raises(CantMergeError) as error:
        merge(keep, gone, **values)
    return str(error.value)


def test_results_points_name_and_address_become_one(client, split):
    keep, gone = split
    assert totals()[2:] == [("Jutta Leerdam", 60, 1), ("Jutta Paul", 60, 1)]
    merge(keep, gone)
    assert totals() == [("Anna Other1", 54, 2), ("Anna Other2", 54, 2), ("Jutta Paul", 120, 1)]
    assert list(Alias.objects.values_list("name", "country", "competitor", "is_former")) == [
        ("Jutta Leerdam", "NED", keep.pk, True)
    ]
    response = client.get("/skaters/jutta-leerdam/")
    assert (response.status_code, response["Location"]) == (301, "/skaters/jutta-paul/")


def test_everything_that_leads_to_a_skater_leads_to_the_kept_one(split):
    keep, gone = split
    both, only = news.photo(), news.photo()
    both.skaters.set([keep, gone])
    only.skaters.set([gone])
    quote = blocks.quote(news.article())
    QuoteBlock.objects.update(speaker=gone, speaker_name="")
    Alias.objects.create(competitor=gone, name="J. LEERDAM", country=gone.country, category="women")
    FormerAddress.objects.create(slug="jutta-monika", competitor=gone)
    NameDecision.objects.create(name="Jutta LEERDAN", noc="NED", category="women", competitor=gone)
    factories.published_standing(
        cup=factories.cup(slug="1000m", scales=()), event=events.Event.objects.get(), competitor=gone
    )
    factories.start(events.race(event=events.Event.objects.get(), distance="1000"), gone)
    merge(keep, gone)
    for field in references(Competitor):
        if field.model not in computed():
            assert set(field.model._base_manager.filter(**{field.name: keep})), field
    quote.refresh_from_db()
    assert quote.speaker == keep
    assert sorted(keep.photos.values_list("pk", flat=True)) == sorted([both.pk, only.pk])
    assert sorted(keep.former_addresses.values_list("slug", flat=True)) == ["jutta-leerdam", "jutta-monika"]
    assert not Competitor.objects.filter(pk=gone.pk).exists()


def test_merging_is_one_entry_and_is_taken_back_whole(split):
    keep, gone = split
    photo = news.photo()
    photo.skaters.set([keep, gone])
    models = (Competitor, Result, Alias, FormerAddress, PublishedStanding, Score, Standing)
    before = [totals(), *(model.objects.count() for model in models)]
    merge(keep, gone)
    entry = Entry.objects.get(what="Merged Jutta Leerdam (jutta-leerdam) into Jutta Paul (jutta-paul)")
    take_back(entry, None)
    assert [totals(), *(model.objects.count() for model in models)] == before
    assert set(photo.skaters.all()) == {keep, gone}
    assert Competitor.objects.get(pk=gone.pk).results.count() == 1


def test_two_results_in_one_race_are_two_people(split):
    keep, gone = split
    race = keep.results.get().race
    factories.result(race, gone)
    assert refused(keep, gone) == (
        f"Both have a result in one race: {race.title}, {race.event}, so these are two people, or one of the two is "
        "wrong there."
    )
    assert Competitor.objects.filter(pk=gone.pk).exists()


def test_two_published_places_in_one_cup_are_refused(split):
    cup = factories.cup(slug="1000m", name="1000m", scales=())
    for who in split:
        factories.published_standing(cup=cup, event=events.Event.objects.get(), competitor=who)
    assert refused(*split).startswith(f"Both have a published place in {cup}, so")


def test_unlike_records_are_refused(split):
    keep, _ = split
    assert refused(keep, keep) == "One of the two is no longer here."
    man = factories.skater("Jutta Paul", category="men", slug="jutta-paul-2")
    assert refused(keep, man) == "Jutta Paul is in the races of the women, Jutta Paul of the men."
    teams = factories.team("NOR"), factories.team("NED")
    assert refused(*teams) == "Teams are not merged: a country has one of each category."


def test_what_changed_since_it_was_shown_is_not_merged(split):
    keep, gone = split
    shown = plan(keep, gone).fingerprint
    factories.result(events.race(event=events.Event.objects.get(), number=3, distance="1000"), gone)
    assert refused(keep, gone, shown=shown) == "Something changed in the meantime. Look at it again."
    merge(keep, gone, shown=plan(keep, gone).fingerprint)


def test_stories_that_name_the_other_are_said_and_listed(client, split):
    keep, gone = split
    news.edition(news.article(title="Leerdam wins", text="Jutta Leerdam won again."))
    assert plan(keep, gone).remarks == (
        "1 published story names Jutta Leerdam. The words stay as they are, and the page of Jutta Paul lists it.",
    )
    merge(keep, gone)
    assert "Leerdam wins" in flat(client.get("/skaters/jutta-paul/").text)


def test_former_name_is_found_by_search(client, split):
    merge(*split)
    assert 'href="/skaters/jutta-paul/"' in client.get("/skaters/?q=leerdam").text


# The page


def test_results_staff_see_it_first_and_merge(client, split):
    keep, gone = split
    sign_in(client, "Results")
    address = f"/admin/standings/competitor/{keep.pk}/merge/"
    assert f'href="{address}"' in client.get(f"/admin/standings/competitor/{keep.pk}/change/").text
    page = client.get(address, {"other": "Jutta Leerdam, NED (jutta-leerdam)"})
    text = flat(page.text)
    assert "/skaters/jutta-leerdam/ leads to /skaters/jutta-paul/." in text
    assert f"{gone.results.get().race.title}, {gone.results.get().race.event}: 1" in text
    post = {"other": gone.slug, "shown": page.context["plan"].fingerprint}
    response = client.post(address, post, follow=True)
    assert [str(each) for each in response.context["messages"]] == [
        "Jutta Leerdam is merged into Jutta Paul; the history can take it back."
    ]
    assert "Jutta Leerdam (NED), a former name" in flat(response.text)


def test_unknown_other_is_said(client, split):
    sign_in(client, "Results")
    page = client.get(f"/admin/standings/competitor/{split[0].pk}/merge/", {"other": "Nobody"})
    assert "No skater of this category has the name “Nobody”; choose from the list." in flat(page.text)


@pytest.mark.parametrize("role", ["Journalist", "Broadcast"])
def test_others_may_not(client, split, role):
    sign_in(client, role)
    assert client.get(f"/admin/standings/competitor/{split[0].pk}/merge/").status_code == 403


def test_rename_on_the_form_says_what_is_kept(client, split):
    keep, _ = split
    sign_in(client, "Results")
    address = f"/admin/standings/competitor/{keep.pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in form.fields} | {"name": "Jutta Monika"}
    response = client.post(address, data, follow=True)
    assert (
        "Sheets with the name Jutta Paul still mean Jutta Monika. If the name was never right, delete its alias."
        in [str(each) for each in response.context["messages"]]
    )


def test_load_of_a_season_s_files_does_not_undo_it(season):
    keep = factories.skater("Jutta Paul")
    gone = Competitor.objects.get(slug="jutta-leerdam")
    count = gone.results.count()
    merge(keep, gone)
    load_results(season.slug)
    assert (keep.results.count(), Competitor.objects.filter(slug="jutta-leerdam").exists()) == (count, False)
