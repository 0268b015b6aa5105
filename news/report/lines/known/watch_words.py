"""The words in which publishers say where to watch, and where more is to be found. Pure.

A sentence that uses no others tells no news. One more word may be news: a price, a country, a reason.
"""

import re

from news.report.lines.known.names import KnownNames, words

_WORDS = frozenset(
    """
    a able about accessible action additional all also an and announcements app are as at available be below
    broadcast broadcaster broadcasters broadcasting broadcasts calendar can catch channel channels check click
    competition competitions complete consult content countries country coverage cup cups detail detailed details
    discussion each enjoy entire entries entry event events every facebook final find follow following for forget
    found from full further get go have here highlights how if in info information instagram is isu it join know
    latest league list listed lists live livestream livestreams local media more national new newest news
    newsletter notification notifications notified of offer offered offers official on online or org our over own
    page pages please post posts programme programmes provide provided published race races ranking rankings
    receive region regions relevant report reports result results s schedule schedules season see series service
    session sessions show shown shows sign site skate skating social speed sport stage standing standings start
    started starts station stream streamed streaming streams subscribe subscribed that the their them there these
    they this throughout time times title to tune tv twitter under up updates upload uploaded us using via video
    videos view viewed viewers visit visiting watch watched watching we web webpage website weekend when where
    which who will winter with world worldcup x year you your youtube
    """.split()  # noqa: SIM905 - it is read as a text
)
_PHRASES = re.compile(
    r"\b(?:(?:is|are) no (?:national |local )?(?:broadcasters?|channels?)|where nobody shows|"
    r"geo-?\s?(?:block(?:ed)?|restrict(?:ed)?))\b",
    re.IGNORECASE,
)
_APART = re.compile(r"#\w+|@\w+|\b(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?\b|https?://\S+|\bwww\.\S+")


def says_where_to_watch(text: str) -> bool:
    """Whether every word is one of those; a negation is none, but where there are no broadcasters."""
    said = _APART.sub(" ", _PHRASES.sub(" ", text))
    return words(said) <= _WORDS


def says_where_it_is(text: str, known: KnownNames) -> bool:
    """The same of a pointer, which may name the place of the event."""
    for city in sorted(known.cities, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(city)}\b", " ", text)
    return says_where_to_watch(text)
