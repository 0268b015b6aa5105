"""Direct speech in a paragraph: whether there is any, whether it is closed, and whether it names the speaker."""

import re

from news.report.lines import patterns


def is_speech(text: str) -> bool:
    """Whether a paragraph begins as speech and is mostly speech."""
    if text[0] not in patterns.OPENING:
        return False
    spoken = sum(len(part) for part in _speech(text))
    return spoken >= 0.6 * len(text)


def says_who(text: str) -> bool:
    """Whether a paragraph of speech itself names or points at who speaks: “…,” she said."""
    rest = text
    for part in _speech(text):
        rest = rest.replace(part, " ")
    return bool(patterns.SAYS.search(rest))


def is_open(text: str) -> bool:
    """Whether the paragraph's last quotation is not closed, so that the next paragraph goes on with it."""
    inside = False
    for char in text:
        if char == '"':
            inside = not inside
        elif char in "„«‹‟":
            inside = True
        elif char in "”»›":
            inside = False
        elif char == "“":
            # Opens in English; closes in German, where „ opened.
            inside = not (inside and "„" in text)
    return inside


def _speech(text: str) -> list[str]:
    """What stands within quotation marks, marks included; an open one reaches to the end."""
    return re.findall(r"„[^“”]*[“”]?|“[^”]*”?|«[^»]*»?|‹[^›]*›?|\"[^\"]*\"?", text)
