import io

from events.models import Race
from isuwc.files.tables.tabular import Counts
from isuwc.site.demo.articles import ALT_TEXTS, PICTURES, read_stories
from isuwc.site.management.commands.demo import Command
from news.models import Article
from standings.seasons.season_data import lacks_programme
from tests.factories.standings import forget_from


def test_every_picture_of_a_story_is_there_and_no_other():
    pictures = [picture for story in read_stories() for picture in story.pictures]
    assert {picture.file for picture in pictures} == {path.stem for path in PICTURES.glob("*.webp")}
    assert {picture.alt for picture in pictures} == set(ALT_TEXTS.values())


def test_step_says_what_it_adds_and_what_stays_as_it_is():
    said = io.StringIO()
    command = Command(stdout=said, no_color=True)
    command.say("Calendar", {"venues": Counts(created=1, unchanged=6), "events": Counts(unchanged=11)})
    command.say("Where to watch", {"listings": Counts(unchanged=9)}, ["NOS, NED: stays as it is."])
    assert said.getvalue().splitlines() == [
        "Calendar",
        "  venues: 1 created, 0 updated, 6 unchanged",
        "Where to watch",
        "  nothing to change",
        "  NOS, NED: stays as it is.",
    ]


def test_season_whose_last_events_have_no_programme_is_older_than_the_files(season):
    assert not lacks_programme(season)
    forget_from(season, 4)
    assert lacks_programme(season)


def test_story_of_a_race_that_staff_removed_is_left_out_and_that_is_said(season, media):
    slugs = "how-the-season-ended", "two-hundredths-in-calgary"
    other, story = stories = [each for each in read_stories() if each.slug in slugs][::-1]
    shown = [block["race"] for block in story.blocks if block["kind"] == "result"]
    race = Race.objects.get(event__season=season, event__slug=story.event.partition("/")[2], slug=shown[0])
    race.results.all().delete()
    race.delete()
    kept: list[str] = []
    counts = Command(stdout=io.StringIO()).publish_articles(stories, kept)
    assert kept == [f"“{story.title}” is left out: something that it is about isn't here."]
    assert (counts.created, counts.unchanged) == (1, 1)
    assert list(Article.objects.values_list("slug", flat=True)) == [other.slug]
