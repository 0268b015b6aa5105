"""The words in which publishers say what the World Cup is. Pure.

A paragraph that uses no others tells no news: the site says the same in its own words. One more word may be news.
"""

import re

from news.report.lines.known.names import words

_WORDS = frozenset(
    """
    a across africa all also america an and annual annually are as asia associations at award awarded be
    because been began best between both by can categories category championship championships circuit collect
    combination combined compete competes competing competition competitions compose composed comprises
    consist consisted consisting consists contested continents countries country cup cups different distance
    distances divided division divisions during each earn eight end europe event events every final finals
    first five following for format four from further gain game games gender given group groups has have held
    highest hosted hosting ice important in inaugural included includes including individual information
    international introduced is isu it its ladies last leading league long m main mass medals member members
    men mens meters method metres mixed more most much multiple national nations north number of official
    olympic olympics on one or org organised organized over overall part participate particular parts pass
    place please point points pursuit qualification qualify qualifying race races ranking rankings relay
    result results round rounds s season seasons second series seven since six skate skater skaters skating
    skatings speed sport sprint standing standings start started starts take takes team ten that the their
    there these they third three title titles to top track trophies trophy two under union usual usually
    various venues visit webpage website well were when where which who whole will win winner winners wins
    winter with within women womens world year yearly years
    """.split()  # noqa: SIM905 - it is read as a text
)
_FIGURES = {"1985", "1986", "500", "1000", "1500", "3000", "5000", "10000", "10", "000", "3", "5", "1"}


def says_what_the_series_is(text: str) -> bool:
    """Whether every word and figure is one of those; a negation is none."""
    found = words(re.sub(r"(?<=\d)[.,](?=\d{3})", "", text))
    figures = {word for word in found if word.isdigit()}
    return (
        len(found) >= 5 and figures <= _FIGURES and all(re.sub(r"\d+m?", "", word) in {*_WORDS, ""} for word in found)
    )
