"""Direct speech in a paragraph: whether there is any, and whether it is closed. Pure."""

import re

from news.report.lines import patterns
from news.report.lines.spoken.speakers import SAYS

OPENING = patterns.OPENING + "”»‘'「『"  # of whole paragraphs of speech; ” … ” in Finnish and Swedish
_DASH = re.compile(r"[–—-]\s{1,3}(?=\S)")
_SAYS_AFTER_DASH = re.compile(rf"[,!?…–] {SAYS.pattern}", re.IGNORECASE)
_ENDS_IN = re.compile(r"[.!?…,][’'](?=\s|$)|[’'](?=, )")
_PARTS = re.compile(r"„[^“”\"]*[“”\"]?|“[^”]*”?|«[^»]*»?|‹[^›]*›?|\"[^\"]*\"?|「[^」]*」?|『[^』]*』?")


def is_speech(text: str) -> bool:
    """Whether a paragraph begins as speech and is mostly speech."""
    if text[0] not in OPENING:
        return False
    spoken = sum(len(part) for part in parts_of(text))
    return spoken >= 0.6 * len(text)


def is_after_dash(text: str) -> bool:
    """A sentence after a dash that says who speaks: – Jeg er glad, sa han."""
    return may_be_after_dash(text) and bool(_SAYS_AFTER_DASH.search(text))


def may_be_after_dash(text: str) -> bool:
    """A sentence after a dash: speech, or an item of a list."""
    return is_sentence_after_dash(text) and len(text.split()) > 4


def is_sentence_after_dash(text: str) -> bool:
    """However short: – Det er stort."""
    return bool(_DASH.match(text)) and text.endswith(patterns.FULL_STOPS)


def without_speech(text: str) -> str:
    """What a paragraph says beside the speech."""
    if _DASH.match(text):
        ends = list(_SAYS_AFTER_DASH.finditer(text))
        return text[ends[0].start() + 1 :] if ends else ""
    rest = text
    for part in parts_of(text):
        rest = rest.replace(part, " ")
    return rest


def is_open(text: str) -> bool:
    """Whether the paragraph's last quotation is not closed, so that the next paragraph goes on with it."""
    if text.startswith("”"):
        return text.count("”") % 2 == 1
    if text.startswith("»"):
        return text.count("»") > text.count("«")
    if text.startswith(("‘", "'")):
        return not _ENDS_IN.search(text)
    inside = False
    for char in text:
        if char == '"':
            inside = not inside
        elif char in "„«‹‟「『":
            inside = True
        elif char in "”»›」』":
            inside = False
        elif char == "“":
            # Opens in English; closes in German, where „ opened.
            inside = not (inside and "„" in text)
    return inside


def closes_nothing(text: str) -> bool:
    """Whether a quotation mark closes what no mark of the paragraph opened."""
    opened, closed = sum(map(text.count, "“„‟")), text.count("”")
    return closed > opened if opened else closed % 2 == 1


def parts_of(text: str) -> list[str]:
    """What stands within quotation marks, marks included; an open one reaches to the end."""
    if text.startswith("”"):
        return re.findall(r"”[^”]*”?", text)
    if text.startswith("»"):
        return re.findall(r"»[^«]*«?", text)
    if text.startswith(("‘", "'")):
        ends = list(_ENDS_IN.finditer(text))
        return [text[: ends[-1].end()]] if ends else []
    return _PARTS.findall(text)
