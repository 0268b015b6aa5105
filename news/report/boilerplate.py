"""What the site makes from its data: hashtags, banner, and the parts that end every page. Recognised sparingly.

A heading alone is never enough: what stands below it has to be of its kind, line by line.
"""

from news.report.lines import patterns
from news.report.lines.dates import find_seasons, season_of_dates
from news.report.lines.labels import ABOUT, BANNER, CALENDAR, POINTER, WATCH
from news.report.lines.reading import LONG, could_be_heading, credited, is_prose, picture_line
from news.report.marked_text import MarkedText
from news.report.standings_links import find_standings, settle_standings, take_standings

HASHTAGS = 4  # of one article
HASHTAG = 40  # letters


def find_hashtags_and_banner(marked: MarkedText) -> None:
    """Wherever they stand."""
    for index, source in enumerate(marked.sources):
        if not marked.is_brief(index):
            continue
        if patterns.HASHTAG_LINE.fullmatch(source.text):
            tags = list(dict.fromkeys([*marked.hashtags, *patterns.HASHTAG.findall(source.text)]))
            if len(tags) <= HASHTAGS and all(len(tag) <= HASHTAG for tag in tags):
                marked.hashtags = tags
                marked.mark_fact(index, "hashtags")
        elif patterns.BANNER_LINE.match(source.text):
            marked.has_banner = True
            marked.leave_out([index], BANNER)


def find_boilerplate(marked: MarkedText, keep_links: bool = False) -> None:
    """`keep_links`: links to standings in the middle of a body stay as text."""
    news = _news_after(marked)
    for index in range(len(marked.sources)):
        if index in marked.marks or not marked.is_brief(index):
            continue
        text = marked.text(index)
        if patterns.STANDINGS_LINK.match(text):
            take_standings(marked, [index])
        elif patterns.STANDINGS_HEAD.match(text) or ("standings" in text.casefold() and could_be_heading(text)):
            find_standings(marked, index)
        elif patterns.WATCH_HEAD.match(text):
            _find_watch(marked, index)
        elif patterns.ABOUT_HEAD.match(text):
            _find_about(marked, index)
        elif patterns.CALENDAR_HEAD.match(text):
            _find_calendar(marked, index, news, at_least=1)
        elif len(text) <= LONG and patterns.CALENDAR_WORD.search(text) and not is_prose(text.rstrip(":")):
            _find_calendar(marked, index, news, at_least=3)
    _find_pointers(marked)
    settle_standings(marked, keep_links)


def _find_watch(marked: MarkedText, index: int) -> None:
    def belongs(text: str) -> bool:
        if patterns.WATCH_WORDS.search(text) or patterns.FOLLOW_WORDS.search(text):
            return text[0] not in patterns.OPENING
        timed = patterns.SCHEDULE_LINE.match(text) or patterns.CLOCK.search(text)
        return len(text) <= 120 and bool(timed) and not patterns.RACE_WORDS.search(text)

    lines = marked.following(index, belongs)
    if not any(patterns.WATCH_WORDS.search(text) or patterns.CLOCK.search(text) for text in map(marked.text, lines)):
        return
    marked.leave_out([index, *lines], WATCH)
    for line in lines:
        if patterns.CLOCK.search(marked.text(line)):
            marked.marks[line].doubt = "It names a time: make sure that the event's programme has it."
    marked.trailing.add("watch")


def _find_calendar(marked: MarkedText, index: int, news: list[bool], at_least: int) -> None:
    lines = marked.following(index, lambda text: _is_calendar_line(marked, text))
    after = index + 1 + len(lines)
    if len(lines) < at_least or news[after]:
        return  # a heading with something else below it, or dates that are the article's own news
    heading = marked.text(index)
    marked.season = next(find_seasons(heading), "") or season_of_dates(map(marked.text, lines)) or marked.season
    doubt = ""
    if "short track" in heading.casefold():
        doubt = "It names another discipline; the site names the series' own."
    marked.leave_out([index], CALENDAR, doubt)
    marked.leave_out(lines, CALENDAR)
    marked.trailing.add("calendar")


def _news_after(marked: MarkedText) -> list[bool]:
    """For each line, and for the end, whether from there on the body still tells something.

    Dates with paragraphs below them are what an article tells, not its trailing part.
    """
    goes_on = [False] * (len(marked.sources) + 1)
    for index in range(len(marked.sources) - 1, -1, -1):
        text = marked.text(index)
        if marked.is_brief(index) and any(head.match(text) for head in _LAST_HEADS):
            continue
        ends = marked.is_brief(index) and (patterns.POINTER.match(text) or patterns.WATCH_SENTENCE.match(text))
        tells = is_prose(text) and not ends and not picture_line(text) and not marked.known.is_about(text)
        goes_on[index] = tells or goes_on[index + 1]
    return goes_on


_LAST_HEADS = (patterns.ABOUT_HEAD, patterns.WATCH_HEAD, patterns.STANDINGS_HEAD)


def _is_calendar_line(marked: MarkedText, text: str) -> bool:
    """A span of days and a place, in either order: not a programme, whose lines name distances."""
    span = patterns.DATE_INSIDE.search(text)
    if not span or len(text) > 120 or text.endswith((".", "!", "?", ":")) or patterns.RACE_WORDS.search(text):
        return False
    rest = (text[: span.start()] + text[span.end() :]).strip(" ,:–-\t")
    parts = [part.strip() for part in rest.replace("/", ",").replace("(", ",").replace(")", ",").split(",")]
    return bool(patterns.PLACE_OF_EVENT.search(rest)) or any(
        marked.known.is_city(part) or marked.known.is_country(part) for part in parts
    )


def _find_about(marked: MarkedText, index: int) -> None:
    """Up to the last paragraph of the series' kind; one of another kind may stand between two of them."""

    def may_belong(text: str) -> bool:
        return text[0] not in patterns.OPENING and not (could_be_heading(text) or picture_line(text) or credited(text))

    lines = marked.following(index, may_belong)
    known = [bool(patterns.ABOUT_WORDS.search(marked.text(n)) or marked.known.is_about(marked.text(n))) for n in lines]
    length = next((n for n in range(len(known)) if not any(known[n : n + 2])), len(known))
    while length and not known[length - 1]:
        length -= 1
    if not length:
        return
    marked.leave_out([index, *lines[:length]], ABOUT)
    marked.trailing.add("about")


def _find_pointers(marked: MarkedText) -> None:
    """Sentences whose links the site has itself, where nothing but what ends a page follows them."""
    for index in range(len(marked.sources) - 1, -1, -1):
        if index in marked.marks:
            continue
        text = marked.text(index)
        if marked.is_brief(index) and patterns.POINTER.match(text):
            marked.leave_out([index], POINTER)
        elif marked.is_brief(index) and patterns.WATCH_SENTENCE.match(text):
            marked.leave_out([index], WATCH)
            marked.trailing.add("watch")
        else:
            return
