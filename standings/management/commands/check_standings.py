import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from events.models import Event
from standings.models import Cup
from standings.results.official.find import check
from standings.results.official.ranking import RankingError, read_ranking


class Command(BaseCommand):
    help = (
        "Compare a published ranking (CSV, or text copied from a PDF or a page) with our standing, and list every "
        "difference in place, points and name. The cup and the event are those that the ranking fits best, or said."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--cup", metavar="SEASON/CATEGORY/CUP", help="As in the address: 2025-26/women/500m.")
        parser.add_argument("--after", type=int, metavar="EVENT", help="The number of the event it stands after.")
        parser.add_argument("--json", action="store_true", help="Print the differences as JSON.")

    def handle(self, *, file: Path, cup: str | None, after: int | None, json: bool, **options: Any) -> None:
        try:
            found = check(read_ranking(file.read_bytes()), self.cup(cup) if cup else None, after)
        except (RankingError, Event.DoesNotExist, OSError) as error:
            raise CommandError(f"{file}: {error}") from error
        table = found.table
        if json:
            self.stdout.write(self.as_json(found))
        else:
            self.stdout.write(f"{len(found.rows)} rows against {table.cup}, after {table.race}, {table.after}")
            for each in found.differences:
                style = self.style.NOTICE if each.is_remark else self.style.ERROR
                self.stdout.write(style(f"{each.kind + ':':13}{each.text}"))
        if found.errors:
            raise CommandError(f"{len(found.errors)} differences, {len(found.remarks)} remarks.", returncode=1)
        if not json:
            self.stdout.write(self.style.SUCCESS(f"No difference, {len(found.remarks)} remarks."))

    def cup(self, address: str) -> Cup:
        season, category, slug = (*address.strip("/").split("/"), "", "")[:3]
        found = Cup.objects.filter(season__slug=season, category=category, slug=slug).first()
        if found is None:
            raise CommandError(f"There is no cup {address}; write it as 2025-26/women/500m.")
        return found

    def as_json(self, found: Any) -> str:
        said = {
            "cup": str(found.table.cup),
            "after": found.table.race_id,
            "rows": len(found.rows),
            "differences": [{"kind": each.kind, "text": each.text} for each in found.errors],
            "remarks": [{"kind": each.kind, "text": each.text} for each in found.remarks],
        }
        return json.dumps(said, ensure_ascii=False, indent=2)
