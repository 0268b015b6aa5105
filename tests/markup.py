"""Pages as their readers see them, however a template is broken into lines."""

import re

_BLOCKS = (
    "p|li|ol|ul|dl|dt|dd|div|section|article|header|h[1-6]|td|th|tr|table|thead|tbody|caption|button|figcaption|option"
)
_OPENING = re.compile(rf"(<(?:{_BLOCKS})(?: [^<>]*)?>) ")
_CLOSING = re.compile(rf" (</(?:{_BLOCKS})>)")


def flat(markup: str) -> str:
    """The markup on one line, without the white space that shows nowhere: within tags, at the edges of blocks."""
    line = re.sub(r"\s+", " ", markup)
    line = re.sub(r"(<[a-z][^<>]*?) (/?>)", r"\1\2", line)
    return _CLOSING.sub(r"\1", _OPENING.sub(r"\1", line))
