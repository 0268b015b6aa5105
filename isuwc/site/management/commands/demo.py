"""Fill the database with the demo: real seasons, articles about them, pictures, banners and one user for each role."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from tqdm import tqdm

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.models import Season
from isuwc.files.tables.tabular import Counts, DataError
from isuwc.history.commands import RecordedCommand
from isuwc.site.demo import articles, people
from isuwc.site.demo.banners import make_banners
from news.editions.refusals import PublishError
from standings.seasons.reading import shipped_seasons
from standings.seasons.season_data import lacks_programme, load_results


class Command(RecordedCommand):
    help = "Fill the database with real seasons, articles, banners and users. What people have written stays."

    def handle(self, **options: Any) -> None:
        for step, load in (("Calendar", load_calendar), ("Where to watch", load_broadcast)):
            kept: list[str] = []
            self.say(step, load(report=kept.append), kept)
        # Once all events have their races, a season is left to results staff
        for season in Season.objects.filter(slug__in=shipped_seasons()).order_by("start_year"):
            if lacks_programme(season):
                self.load(season)
        kept = []
        published = self.publish_articles(articles.read_stories(), kept)
        self.say("Articles and banners", {"articles": published, "banners": make_banners()}, kept)
        self.print_logins()

    def load(self, season: Season) -> None:
        kept: list[str] = []
        counts: Mapping[str, Counts] = {}
        try:
            counts = load_results(season.slug, report=kept.append)
        except DataError as error:  # what staff have added in the meantime stands in the way
            kept.append(f"left as it is: {error}")
        self.say(f"Programme, results and standings {season}", counts, kept)

    def say(self, step: str, counts: Mapping[str, Counts], kept: Iterable[str] = ()) -> None:
        """Print what a step has changed, and a sentence for each row that stays as people have edited it."""
        changed = [f"{kind}: {count}" for kind, count in counts.items() if count.created or count.updated]
        self.stdout.write(self.style.MIGRATE_HEADING(step))
        self.stdout.write("".join(f"  {line}\n" for line in [*(changed or ["nothing to change"]), *kept]), ending="")

    def publish_articles(self, stories: list[articles.Story], kept: list[str]) -> Counts:
        """A story about something that isn't here, as staff have removed it, is left out, and `kept` says so."""
        missing = articles.missing_stories(stories)
        for picture in self.progress(articles.missing_pictures(missing), "adding pictures"):
            articles.add_picture(picture)
        for story in self.progress(missing, "publishing"):
            try:
                articles.publish_story(story, by=None)
            except ObjectDoesNotExist:
                kept.append(f"“{story.title}” is left out: something that it is about isn't here.")
            except PublishError as error:
                kept.append(f"“{story.title}” is left out: {error}")
        return Counts(created=len(missing) - len(kept), unchanged=len(stories) - len(missing) + len(kept))

    def print_logins(self) -> None:
        if logins := people.make_users():
            self.stdout.write(self.style.MIGRATE_HEADING("Users of the demo; their passwords are printed this once"))
        for login in logins:
            self.stdout.write(f"  {login.username:12} {login.password}")

    def progress(self, items: list[Any], doing: str) -> Iterable[Any]:
        shown: Iterable[Any] = tqdm(items, desc=f"  {doing}", leave=False, disable=not items)
        return shown
