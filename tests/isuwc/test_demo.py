import io

from isuwc.demo.articles import ALT_TEXTS, PICTURES, read_stories
from isuwc.files.tables.tabular import Counts
from isuwc.site.management.commands.demo import Command


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
