"""Copying the scales and cups of a season into another one: what is there already stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from events.calendar.season_lock import hold
from events.models import Season
from isuwc.tables.plans import Change, Plan, Progress
from standings.models import Cup, CupScale, Scale
from standings.models.cup import Confidence
from standings.scoring.recompute import recompute

LONGEST_SOURCE = 300
LINE = ("distance", "division", "phase", "multiplier")


@dataclass(frozen=True)
class ScaleEntry:
    name: str
    points: tuple[int, ...]
    dnf_scores: bool
    source: str


@dataclass(frozen=True)
class CupEntry:
    """A cup, with the values of its lines in the order of LINE, and the name of the scale of each."""

    category: str
    slug: str
    name: str
    position: int
    combination: str
    tie_breaks: tuple[str, ...]
    lines: tuple[tuple[tuple[Any, ...], str], ...]


@dataclass(frozen=True)
class RulesPlan(Plan[ScaleEntry | CupEntry]):
    """`into` gets the rules of `season`."""

    noun = "Scales and cups"
    may_remove = False
    season: Season
    into: Season

    def lock(self) -> None:
        for season in sorted((self.season, self.into), key=lambda each: each.pk):
            hold(season)

    def write(self, progress: Progress) -> None:
        entries = [change.after for change in self.changes]
        Scale.objects.bulk_create(_scale(each, self.into) for each in entries if isinstance(each, ScaleEntry))
        scales = {scale.name: scale for scale in self.into.scales.all()}
        for each in entries:
            if isinstance(each, CupEntry):
                _add_cup(each, self.into, scales)
        progress(len(entries))
        recompute(self.into)


def plan(season: Season, into: Season) -> RulesPlan:
    """What copying would add. Scales are assumed in the new season until somebody gives their source.

    What holds for single events only isn't copied, nor are notes about results.
    """
    scales = {each.name for each in into.scales.all()}
    cups = {(each.category, each.slug) for each in into.cups.all()}
    changes: list[Change[ScaleEntry | CupEntry]] = []
    unchanged = 0
    for scale in season.scales.order_by("name"):
        if scale.name in scales:
            unchanged += 1
        else:
            changes.append(_scale_change(scale, season))
    for cup in Cup.objects.of(season).with_scales().order_by("-category", "position"):
        if (cup.category, cup.slug) in cups:
            unchanged += 1
        else:
            changes.append(_cup_change(cup))
    return RulesPlan(tuple(changes), unchanged, (), partial(plan, season, into), season, into)


def _scale_change(scale: Scale, season: Season) -> Change[ScaleEntry | CupEntry]:
    source = f"As in {season}: {scale.source}"
    if len(source) > LONGEST_SOURCE:
        source = f"As in {season}, where its source is given"
    entry = ScaleEntry(scale.name, tuple(scale.points), scale.dnf_scores, source)
    words = [" ".join(map(str, scale.points)), *(["a DNF scores"] if scale.dnf_scores else [])]
    words.append("assumed until its source is given")
    return Change(("scale", scale.name), scale.name, None, entry, tuple(words), "Scales")


def _cup_change(cup: Cup) -> Change[ScaleEntry | CupEntry]:
    lines = list(cup.cup_scales.all())
    general = [line for line in lines if line.event_id is None]
    entry = CupEntry(
        cup.category,
        cup.slug,
        cup.name,
        cup.position,
        cup.combination,
        tuple(cup.tie_breaks),
        tuple((tuple(getattr(line, name) for name in LINE), line.scale.name) for line in general),
    )
    return Change(("cup", cup.category, cup.slug), cup.title, None, entry, tuple(_said(cup, lines)), "Cups")


def _said(cup: Cup, lines: Iterable[CupScale]) -> Iterable[str]:
    for line in lines:
        times = f", {line.multiplier} times" if line.multiplier != 1 else ""
        if line.event_id is None:
            yield f"{line} on {line.scale.name}{times}"
        else:
            yield f"not copied, for it holds for one event: {line} on {line.scale.name}{times}"
    if cup.note:
        yield f"not copied: its note “{cup.note}”"


def _scale(entry: ScaleEntry, into: Season) -> Scale:
    return Scale(
        season=into,
        name=entry.name,
        points=list(entry.points),
        dnf_scores=entry.dnf_scores,
        confidence=Confidence.LOW,
        source=entry.source,
    )


def _add_cup(entry: CupEntry, into: Season, scales: dict[str, Scale]) -> None:
    cup = Cup.objects.create(
        season=into,
        category=entry.category,
        slug=entry.slug,
        name=entry.name,
        position=entry.position,
        combination=entry.combination,
        tie_breaks=list(entry.tie_breaks),
    )
    CupScale.objects.bulk_create(
        CupScale(cup=cup, scale=scales[scale], **dict(zip(LINE, values, strict=True))) for values, scale in entry.lines
    )
