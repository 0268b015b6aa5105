import argparse
import datetime
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from tqdm import tqdm

from events.models import Country, Race
from events.models.programme import HAS_RESULT, ResultState
from isuwc.history.commands import RecordedCommand
from isuwc.text.characters import line
from standings.models import Competitor, SheetImport
from standings.results.apply import Outcome, apply_sheets, hand_in_sheet
from standings.results.event_results import results_of
from standings.results.facts import Said
from standings.results.plan import SheetPlan
from standings.results.planner import Planner
from standings.seasons.notes import old_notes
from standings.sheets.files import files_under, read_file
from standings.sheets.sheet import ResultSheet, SheetError
from standings.spelling.decisions import NEW, Decision, Decisions, NameKey

LONGEST = Race._meta.get_field("source").max_length or 0
NEVER = datetime.datetime.min
Sheets = list[tuple[Path, ResultSheet]]
Plans = list[tuple[str, SheetPlan, bool]]  # of each file, and whether it is applied


class Command(RecordedCommand):
    help = (
        "Read official result sheets (PDF or CSV, or folders of them), show what they change, and apply it: all sheets "
        "in one transaction, together with the standings. A file that is not a result sheet is named and changes "
        "nothing; a sheet with a doubtful name waits until a person has decided, here with --name or in the admin."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Show what would change, and change nothing.")
        parser.add_argument(
            "--name",
            action="append",
            default=[],
            metavar="PRINTED=SLUG",
            help='Whose a doubtful name is: --name "Femka KOK=femke-kok", or =new for one unknown so far.',
        )
        parser.add_argument(
            "--new-names",
            action="store_true",
            help="Names unlike all known ones are new skaters': look at them in a dry run first.",
        )
        parser.add_argument(
            "--confirm",
            action="store_true",
            help="Also apply results that contradict themselves or what is known, and changes of a status or notes on "
            "lines of official results, once compared with their source.",
        )
        parser.add_argument(
            "--state",
            choices=sorted(HAS_RESULT),
            help="How much of their results these files have; otherwise as shown: a table is unofficial, and whatever "
            "lacks starters partial.",
        )
        parser.add_argument("--source", default="", help="Where these results are from, as readers see it.")

    def handle(self, *, paths: list[Path], dry_run: bool, name: list[str], **options: Any) -> None:
        self.confirm, self.new_names = options["confirm"], options["new_names"]
        self.state, self.source = options["state"] or "", " ".join(line(options["source"]).split())
        if len(self.source) > LONGEST:
            raise CommandError(f"--source has {len(self.source)} of {LONGEST} characters.")
        sheets, refused = self.read(paths)
        decisions = self.decisions(name, [sheet for _, sheet in sheets])
        plans = self.plans(sheets, decisions) if dry_run else self.apply(sheets, decisions)
        waiting = self.report(plans, dry_run)
        if not dry_run:
            applied = [plan for _, plan, is_applied in plans if is_applied]
            self.report_missing(applied)
            self.report_notes(applied)
        for file, reason in refused:
            self.stderr.write(self.style.ERROR(f"{file}: refused, {reason}."))
        if refused or waiting:
            raise CommandError(
                f"{len(refused)} file{'s' if len(refused) != 1 else ''} refused, "
                f"{waiting} sheet{'s' if waiting != 1 else ''} not applied; see above."
            )

    def read(self, paths: list[Path]) -> tuple[list[tuple[Path, ResultSheet]], list[tuple[Path, str]]]:
        """The sheets with their files, one of several copies, and the files that hold none, with the reason."""
        try:
            files = files_under(paths)
        except SheetError as error:
            raise CommandError(str(error)) from error
        sheets: dict[str, tuple[Path, ResultSheet]] = {}
        refused: list[tuple[Path, str]] = []
        for file in tqdm(files, desc="Reading", unit="file", file=sys.stderr, disable=None):
            try:
                for sheet in read_file(file.read_bytes(), file.name):
                    sheets.setdefault(sheet.digest, (file, sheet))
            except (SheetError, OSError) as error:
                refused.append((file, str(error)))
        return sorted(sheets.values(), key=lambda pair: (pair[1].order, pair[1].created or NEVER)), refused

    def decisions(self, names: list[str], sheets: list[ResultSheet]) -> Decisions:
        decided: dict[NameKey, Decision] = {}
        for name in names:
            printed, _, slug = name.rpartition("=")
            found = {
                NameKey(line.name, line.noc, sheet.heading.identity.category)
                for sheet in sheets
                for line in sheet.lines
                if line.name == printed
            }
            if not found:
                raise CommandError(f"--name {name}: no sheet has the name {printed!r}.")
            skater = Competitor.objects.skaters().filter(slug=slug).first()
            if slug != "new" and skater is None:
                raise CommandError(f"--name {name}: there is no skater {slug!r}.")
            decided |= dict.fromkeys(found, Decision(skater.pk) if skater else NEW)
        return decided

    def plans(self, sheets: Sheets, decisions: Decisions) -> Plans:
        planner = Planner(decisions, self.new_names)
        plans = [(file.name, self.said(planner.plan(sheet))) for file, sheet in sheets]
        return [(name, plan, plan.can_be_applied(self.confirm)) for name, plan in plans]

    def said(self, plan: SheetPlan) -> SheetPlan:
        """With the state and source that were given."""
        return plan.with_said(Said(self.state or plan.facts.state, self.source or plan.facts.source))

    def apply(self, sheets: Sheets, decisions: Decisions) -> Plans:
        waiting: list[SheetImport] = [hand_in_sheet(sheet, file.name) for file, sheet in sheets]
        confirmed = {each.pk for each in waiting} if self.confirm else set()
        outcomes: list[Outcome] = apply_sheets(
            waiting,
            decisions=decisions,
            new_names=self.new_names,
            confirmed=confirmed,
            said={each.pk: self.said for each in waiting},
        )
        return [(outcome.sheet.file_name, outcome.plan, outcome.applied) for outcome in outcomes]

    def report_missing(self, plans: list[SheetPlan]) -> None:
        """What is missing of the events until it is in, or marked as not held."""
        for event in sorted({plan.race.event for plan in plans if plan.race}, key=lambda event: event.pk):
            results = results_of(event)
            for each in results.urgent:
                division = f", {each.race.get_division_display()}" if each.race.division == "A" else ""
                self.stdout.write(
                    self.style.WARNING(f"{event}: missing: {each.race.title}{division}, {each.explanation}.")
                )
            if results.other_count:
                self.stdout.write(f"{event}: {results.other_count} other races without a result.")

    def report_notes(self, plans: list[SheetPlan]) -> None:
        """Notes on cups of the seasons that their results may have overtaken."""
        for season in sorted({plan.race.event.season for plan in plans if plan.race}, key=lambda season: season.pk):
            for note in old_notes(season):
                self.stdout.write(self.style.WARNING(f"Is this note still true? {note.text}"))

    def report_questions(self, plan: SheetPlan, applied: bool) -> None:
        how = "" if applied else " Compare it with its source, then --confirm."
        for said in plan.to_confirm:
            self.stdout.write(self.style.WARNING(f"  {said}{how}"))
        for said in plan.lacking if plan.facts.state == ResultState.PARTIAL else ():
            self.stdout.write(self.style.WARNING(f"  partial: {said}"))

    def report(self, plans: Plans, dry_run: bool) -> int:
        """Say what became of each sheet; returns how many could not be applied."""
        counts: Counter[str] = Counter()
        countries = set(Country.objects.nations().values_list("pk", flat=True))
        for file, plan, applied in plans:
            title = f"{plan.sheet.heading.identity.title} ({file})"
            if plan.is_same:
                counts["unchanged"] += 1
                self.stdout.write(f"{title}: nothing new.")
                continue
            kind = "created" if not plan.before else "updated" if applied else "waiting"
            counts[kind if applied else "waiting"] += 1
            self.stdout.write(self.style.MIGRATE_HEADING(f"{title}: {len(plan.lines)} lines"))
            if plan.race:
                self.stdout.write(f"  {plan.facts.state}, source: {plan.facts.source}")
            self.report_questions(plan, applied)
            for change in plan.certain if plan.before else ():
                self.stdout.write(f"  {change.text}")
            for change in plan.uncertain:
                how = "" if applied else "; compare it with the sheet, then --confirm"
                self.stdout.write(self.style.WARNING(f"  {change.text}{how}"))
            for addition in plan.additions:
                self.stdout.write(f"  {addition}")
            for key in plan.new:
                self.stdout.write(f"  new: {key[0]} ({key[1]})")
            for remark in plan.remarks:
                self.stdout.write(f"  {remark}")
            for problem in plan.problems:
                self.stdout.write(self.style.ERROR(f"  {problem}."))
            for doubt in plan.doubts:
                ways = [f'--name "{doubt.name}={each.slug}"' for each in doubt.candidates]
                ways.append("--new-names" if doubt.is_unlike else "=new")
                if doubt.key.number or doubt.noc not in countries:
                    ways = ["decide it in the admin"]
                said = f"  {doubt.key.text}: {doubt.why}; {' or '.join(ways)}"
                self.stdout.write(self.style.WARNING(said))
        verb = "would be " if dry_run else ""
        said = ", ".join(f"{counts[kind]} {verb}{kind}" for kind in ("created", "updated", "unchanged", "waiting"))
        self.stdout.write(f"Races: {said}.")
        return counts["waiting"]
