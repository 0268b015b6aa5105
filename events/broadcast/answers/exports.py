"""A country's answers as JSON, each with what it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from events.broadcast.answers.watch import Watch
from events.coverage import Answer, Right, StreamBlock
from events.models.planned import Plan
from isuwc.text.characters import tidy


def as_json(answers: Iterable[Watch]) -> list[dict[str, Any]]:
    """One row for each event: the answer, its reason, and what it rests on.

    `rests_on` is "listing" where a listing names the country. "absence" says that none is on record: there may be a
    right that is not known here. `assumption` says in words what a territory's answer takes over from its country.
    A broadcaster's `only_sessions` has the numbers of the sessions that it shows where its listing is for some of the
    event's alone; it is null where the listing is for all of them.
    """
    plain: list[dict[str, Any]] = tidy([_event(each) for each in answers])
    return plain


def _event(watch: Watch) -> dict[str, Any]:
    event, answer = watch.event, watch.answer
    return {
        "season": event.season.slug,
        "number": event.number,
        "event": event.title,
        "city": event.venue.city,
        "is_over": watch.is_over,
        **_answer(answer, _shown(watch)),
        "assumption": watch.assumption or None,
        "sessions_differ": not watch.coverage.is_uniform,
        "checked_on": answer.checked_on.isoformat() if answer.checked_on else None,
    }


def _shown(watch: Watch) -> Mapping[int, list[int]]:
    """The numbers of the sessions that each right shows, by the key of the right."""
    found: dict[int, list[int]] = defaultdict(list)
    for each in watch.sessions:
        if each.session.plan != Plan.CANCELLED:
            for right in (*each.answer.shown_by, *each.answer.highlights):
                found[right.key].append(each.session.number)
    return found


def _answer(answer: Answer, shown: Mapping[int, list[int]]) -> dict[str, Any]:
    stream = answer.stream
    return {
        "answer": answer.kind.value,
        "rests_on": "absence" if answer.is_by_absence else "listing",
        "is_example": answer.is_example,
        "reason": answer.reason,
        "broadcasters": [_right(right, shown) for right in answer.shown_by],
        "highlights": [_right(right, shown) for right in answer.highlights],
        "stream": {"name": stream.name, "link": stream.link} if stream else None,
        "stream_block": _block(answer.stream_block) if answer.stream_block else None,
    }


def _block(block: StreamBlock) -> dict[str, Any]:
    """That the stream is not available there."""
    checked_on = block.checked_on.isoformat() if block.checked_on else None
    return {"source": block.source, "note": block.note, "checked_on": checked_on}


def _right(right: Right, shown: Mapping[int, list[int]]) -> dict[str, Any]:
    return {
        "name": right.broadcaster,
        "channel": right.channel,
        "platform": right.platform,
        "timing": right.timing,
        "also": list(right.also),
        "part": right.part,
        "competitors": right.competitors,
        "only_sessions": shown[right.key] if right.in_some else None,
        "access": right.access,
        "language": right.language,
        "link": right.link,
        "app_link": right.app_link,
        "programme_link": right.programme_link,
        "geo_blocked": right.is_geo_blocked,
        "note": right.note,
        "source": right.source,
        "checked_on": right.checked_on.isoformat() if right.checked_on else None,
    }
