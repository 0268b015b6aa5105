"""Fill the database with the demo: real seasons, articles about them, pictures, banners and one user for each role."""

from collections.abc import Iterable, Mapping
from typing import Any

from tqdm import tqdm

from events.broadcast.season_data import load_broadcast
from events.calendar.season_data import load_calendar
from events.models import Season
from isuwc.demo import articles, people
from isuwc.demo.banners import make_banners
from isuwc.files.tables.tabular import Counts
from isuwc.history.commands import RecordedCommand
from standings.seasons.reading import shipped_seasons
from standings.seasons.season_data import load_results


class Command(RecordedCommand):
    help = "Fill the database with real seasons, articles, banners and users. What people have written stays."

    def handle(self, **options: Any) -> None:
        for step, load in (("Calendar", load_calendar), ("Where to watch", load_broadcast)):
            kept: list[str] = []
            self.say(step, load(report=kept.append), kept)
        # Seasons that have races, or that staff have added, are left to results staff
        shipped = Season.objects.filter(slug__in=shipped_seasons())
        for season in shipped.exclude(events__races__isnull=False).order_by("start_year"):
            self.say(f"Programme, results and standings {season}", load_results(season.slug))
        self.say("Articles and banners", {"articles": self.publish_articles(), "banners": make_banners()})
        self.print_logins()

    def say(self, step: str, counts: Mapping[str, Counts], kept: Iterable[str] = ()) -> None:
        """Print what a step has changed, and a sentence for each row that stays as people have edited it."""
        changed = [f"{kind}: {count}" for kind, count in counts.items() if count.created or count.updated]
        self.stdout.write(self.style.MIGRATE_HEADING(step))
        self.stdout.write("".join(f"  {line}\n" for line in [*(changed or ["nothing to change"]), *kept]), ending="")

    def publish_articles(self) -> Counts:
        stories = articles.read_stories()
        missing = articles.missing_stories(stories)
        for picture in self.progress(articles.missing_pictures(missing), "adding pictures"):
            articles.add_picture(picture)
        for story in self.progress(missing, "publishing"):
            articles.publish_story(story, by=None)
        return Counts(created=len(missing), unchanged=len(stories) - len(missing))

    def print_logins(self) -> None:
        if logins := people.make_users():
            self.stdout.write(self.style.MIGRATE_HEADING("Users of the demo; their passwords are printed this once"))
        for login in logins:
            self.stdout.write(f"  {login.username:12} {login.password}")

    def progress(self, items: list[Any], doing: str) -> Iterable[Any]:
        shown: Iterable[Any] = tqdm(items, desc=f"  {doing}", leave=False, disable=not items)
        return shown
