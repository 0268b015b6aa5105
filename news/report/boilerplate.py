"""What the site makes from its data: hashtags, banner, and the parts that end every page. Recognised sparingly.

A heading alone is never enough: what stands below it has to be of its kind, line by line.
"""

import re

from news.report import patterns
from news.report.dates import find_seasons, season_of_dates
from news.report.parts import CupLink, StandingsLinks, Verdict
from news.report.reading import LONG, could_be_heading, credited, is_prose, picture_line
from news.report.sheet import Sheet

HASHTAGS = 4  # of one article
HASHTAG = 40  # letters

STANDINGS = "links to standings: the site makes them, complete"
WATCH = "where to watch: the site says it"
CALENDAR = "the season's calendar: the site makes it"
ABOUT = "about the series: the site's own words stand for it"
POINTER = "a pointer to a web page: the site has its own links"
BANNER = "the banner's place: banners stand on pages by themselves"


def find_hashtags_and_banner(sheet: Sheet) -> None:
    """Wherever they stand."""
    for index, source in enumerate(sheet.sources):
        if not sheet.is_brief(index):
            continue
        if patterns.HASHTAG_LINE.fullmatch(source.text):
            tags = list(dict.fromkeys([*sheet.hashtags, *patterns.HASHTAG.findall(source.text)]))
            if len(tags) <= HASHTAGS and all(len(tag) <= HASHTAG for tag in tags):
                sheet.hashtags = tags
                sheet.fact(index, "hashtags")
        elif patterns.BANNER_LINE.match(source.text):
            sheet.has_banner = True
            sheet.leave_out([index], BANNER)


def find_boilerplate(sheet: Sheet, keep_links: bool = False) -> None:
    """`keep_links`: links to standings in the middle of a body stay as text."""
    news = _news_after(sheet)
    for index in range(len(sheet.sources)):
        if index in sheet.marks or not sheet.is_brief(index):
            continue
        text = sheet.text(index)
        if patterns.STANDINGS_LINK.match(text):
            _take_standings(sheet, [index])
        elif patterns.STANDINGS_HEAD.match(text) or ("standings" in text.casefold() and could_be_heading(text)):
            _find_standings(sheet, index)
        elif patterns.WATCH_HEAD.match(text):
            _find_watch(sheet, index)
        elif patterns.ABOUT_HEAD.match(text):
            _find_about(sheet, index)
        elif patterns.CALENDAR_HEAD.match(text):
            _find_calendar(sheet, index, news, at_least=1)
        elif len(text) <= LONG and patterns.CALENDAR_WORD.search(text) and not is_prose(text.rstrip(":")):
            _find_calendar(sheet, index, news, at_least=3)
    _find_pointers(sheet)
    _settle_standings(sheet, keep_links)


def _find_standings(sheet: Sheet, index: int) -> None:
    links = sheet.following(index, lambda text: bool(patterns.CUP_LINK.match(text) or patterns.CUP_LINKS.match(text)))
    after = index + 1 + len(links)
    is_row = len(links) == 1 and patterns.CUP_LINKS.match(sheet.text(links[0]))
    alone = len(links) == 1 and not is_row and after < len(sheet.sources) and is_prose(sheet.text(after))
    if len(links) < (1 if patterns.STANDINGS_HEAD.match(sheet.text(index)) else 2) or alone:
        return  # a heading, and below it another one or a paragraph
    _take_standings(sheet, [index, *links])


def _take_standings(sheet: Sheet, indexes: list[int]) -> None:
    sheet.leave_out(indexes, STANDINGS)
    found = [link for index in indexes for link in _cup_links(sheet.text(index))]
    said = {_category(sheet.text(index)) for index in indexes} - {""}
    category = said.pop() if len(said) == 1 else ""
    cups = tuple(CupLink(cup.category or category, cup.cup) for cup in found)
    sheet.standings[indexes[0]] = StandingsLinks(category, cups)
    sheet.trailing.add("standings")


def _settle_standings(sheet: Sheet, keep_links: bool) -> None:
    """Links right after each other are one block; those that end the page are its trailing block."""
    groups: list[list[int]] = []
    for index in sorted(sheet.standings):
        before = groups[-1][-1] if groups else None
        if before is not None and all(_is_standings(sheet, line) for line in range(before, index)):
            groups[-1].append(index)
        else:
            groups.append([index])
    for first, *others in groups:
        links = [sheet.standings[index] for index in (first, *others)]
        categories = {link.category for link in links}
        merged = StandingsLinks(
            categories.pop() if len(categories) == 1 else "", tuple(cup for link in links for cup in link.cups)
        )
        for index in others:
            del sheet.standings[index]
        sheet.standings[first] = merged
        if not _text_goes_on(sheet, first):
            del sheet.standings[first]
        elif keep_links:
            del sheet.standings[first]
            while _is_standings(sheet, first):
                del sheet.marks[first]
                first += 1


def _is_standings(sheet: Sheet, index: int) -> bool:
    return index in sheet.marks and sheet.marks[index].what == STANDINGS


def _text_goes_on(sheet: Sheet, index: int) -> bool:
    """Whether the body goes on before the next of the parts that end a page."""
    for after in range(index, len(sheet.sources)):
        mark = sheet.marks.get(after)
        if mark is None:
            return True
        if mark.verdict is Verdict.LEFT_OUT and mark.what in {WATCH, CALENDAR, ABOUT, POINTER}:
            return False
    return False


def _find_watch(sheet: Sheet, index: int) -> None:
    def belongs(text: str) -> bool:
        if patterns.WATCH_WORDS.search(text) or patterns.FOLLOW_WORDS.search(text):
            return text[0] not in patterns.OPENING
        timed = patterns.SCHEDULE_LINE.match(text) or patterns.CLOCK.search(text)
        return len(text) <= 120 and bool(timed) and not patterns.RACE_WORDS.search(text)

    lines = sheet.following(index, belongs)
    if not any(patterns.WATCH_WORDS.search(text) or patterns.CLOCK.search(text) for text in map(sheet.text, lines)):
        return
    sheet.leave_out([index, *lines], WATCH)
    for line in lines:
        if patterns.CLOCK.search(sheet.text(line)):
            sheet.marks[line].doubt = "It names a time: make sure that the event's programme has it."
    sheet.trailing.add("watch")


def _find_calendar(sheet: Sheet, index: int, news: list[bool], at_least: int) -> None:
    lines = sheet.following(index, lambda text: _is_calendar_line(sheet, text))
    after = index + 1 + len(lines)
    if len(lines) < at_least or news[after]:
        return  # a heading with something else below it, or dates that are the article's own news
    heading = sheet.text(index)
    sheet.season = next(find_seasons(heading), "") or season_of_dates(map(sheet.text, lines)) or sheet.season
    doubt = ""
    if "short track" in heading.casefold():
        doubt = "It names another discipline; the site names the series' own."
    sheet.leave_out([index], CALENDAR, doubt)
    sheet.leave_out(lines, CALENDAR)
    sheet.trailing.add("calendar")


def _news_after(sheet: Sheet) -> list[bool]:
    """For each line, and for the end, whether from there on the body still tells something.

    Dates with paragraphs below them are what an article tells, not its trailing part.
    """
    goes_on = [False] * (len(sheet.sources) + 1)
    for index in range(len(sheet.sources) - 1, -1, -1):
        text = sheet.text(index)
        if sheet.is_brief(index) and any(head.match(text) for head in _LAST_HEADS):
            continue
        ends = sheet.is_brief(index) and (patterns.POINTER.match(text) or patterns.WATCH_SENTENCE.match(text))
        tells = is_prose(text) and not ends and not picture_line(text) and not sheet.known.is_about(text)
        goes_on[index] = tells or goes_on[index + 1]
    return goes_on


_LAST_HEADS = (patterns.ABOUT_HEAD, patterns.WATCH_HEAD, patterns.STANDINGS_HEAD)


def _is_calendar_line(sheet: Sheet, text: str) -> bool:
    """A span of days and a place, in either order: not a programme, whose lines name distances."""
    span = patterns.DATE_INSIDE.search(text)
    if not span or len(text) > 120 or text.endswith((".", "!", "?", ":")) or patterns.RACE_WORDS.search(text):
        return False
    rest = (text[: span.start()] + text[span.end() :]).strip(" ,:–-\t")
    parts = [part.strip() for part in rest.replace("/", ",").replace("(", ",").replace(")", ",").split(",")]
    return bool(patterns.PLACE_OF_EVENT.search(rest)) or any(
        sheet.known.is_city(part) or sheet.known.is_country(part) for part in parts
    )


def _find_about(sheet: Sheet, index: int) -> None:
    """Up to the last paragraph of the series' kind; one of another kind may stand between two of them."""

    def may_belong(text: str) -> bool:
        return text[0] not in patterns.OPENING and not (could_be_heading(text) or picture_line(text) or credited(text))

    lines = sheet.following(index, may_belong)
    known = [bool(patterns.ABOUT_WORDS.search(sheet.text(n)) or sheet.known.is_about(sheet.text(n))) for n in lines]
    length = next((n for n in range(len(known)) if not any(known[n : n + 2])), len(known))
    while length and not known[length - 1]:
        length -= 1
    if not length:
        return
    sheet.leave_out([index, *lines[:length]], ABOUT)
    sheet.trailing.add("about")


def _find_pointers(sheet: Sheet) -> None:
    """Sentences whose links the site has itself, where nothing but what ends a page follows them."""
    for index in range(len(sheet.sources) - 1, -1, -1):
        if index in sheet.marks:
            continue
        text = sheet.text(index)
        if sheet.is_brief(index) and patterns.POINTER.match(text):
            sheet.leave_out([index], POINTER)
        elif sheet.is_brief(index) and patterns.WATCH_SENTENCE.match(text):
            sheet.leave_out([index], WATCH)
            sheet.trailing.add("watch")
        else:
            return


def _category(text: str) -> str:
    """women or men, where a line of standings says so."""
    kinds = (patterns.STANDINGS_HEAD, patterns.STANDINGS_LINK, patterns.CUP_LINK, patterns.CUP_LINKS)
    found = next(filter(None, (kind.match(text) for kind in kinds)), None)
    word = ((found["first"] or found["last"] or "") if found else "").casefold()
    return {"women": "women", "ladies": "women", "men": "men"}.get(word, "")


# What a cup is called in addresses, by how its name begins
_CUPS = {
    "500": "500m",
    "1000": "1000m",
    "1500": "1500m",
    "3000": "long-distances",
    "5000": "long-distances",
    "10000": "long-distances",
    "long": "long-distances",
    "mass": "mass-start",
    "team p": "team-pursuit",
    "team s": "team-sprint",
}


def _cup_links(text: str) -> list[CupLink]:
    """The cups that a line links to; none for a heading and for cups that the site does not have."""
    found = patterns.STANDINGS_LINK.match(text) or patterns.CUP_LINK.match(text)
    if found:
        names = [found["cup"]]
    elif patterns.CUP_LINKS.match(text):
        names = re.split(r"[|,;·•]|(?<=\w)/(?=\s*[A-Za-z])", text.partition(":")[2] or text)
    else:
        return []
    category = _category(text)
    return [CupLink(category, cup) for name in names if (cup := _cup(name))]


def _cup(name: str) -> str | None:
    """long-distances of "3,000/5,000m"."""
    name = re.sub(r"(?<=\d)[.,](?=\d)", "", name.strip().casefold())
    figures = re.match(r"\d+", name)
    return _CUPS.get(figures[0]) if figures else next((_CUPS[key] for key in _CUPS if name.startswith(key)), None)
