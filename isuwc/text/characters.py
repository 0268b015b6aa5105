"""Removes or replaces characters that damage a text, and describes what it did. Pure.

Texts arrive from Word, InDesign, PDFs and spreadsheets with characters that nobody typed and nobody sees.

- A soft return (vertical tab, form feed, next line, U+2028, U+2029) becomes a line break; in a single line every line
  break and tab becomes a space.
- Control characters, lone surrogates, noncharacters and object placeholders are removed: XML 1.0, and so every feed
  reader, refuses most of them.
- Invisible characters are removed if they hide within words and break search, or change the order of reading: soft
  hyphens, zero-width spaces, byte order marks, word joiners, the embeddings, overrides and isolates of bidirectional
  text, and tag characters outside a flag.
- Characters that scripts need are kept: zero-width joiner and non-joiner, left-to-right and right-to-left marks,
  variation selectors, no-break spaces, combining marks. Marks beyond the 30th on one letter (the limit of UAX 15's
  stream-safe format) are removed, since the time to compose them grows with the square of their number.
- Letters are composed (NFC), so that the same word is always the same characters. The exception are compatibility
  ideographs (U+F900 to U+FAFF, U+2F800 to U+2FA1F), such as the 﨑 and 神 of some names: composing them would replace
  them with the common form.
- A zero-width space is kept between letters of Thai, Lao, Khmer and Myanmar, where it marks a possible line break, as
  these scripts write no spaces between words.

ftfy guesses what a garbled text was meant to be and does not report its changes; nh3 and bleach are about HTML. The
character data are those of Python's `unicodedata`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

MOST_MARKS = 30

_LINE_END = re.compile(r"\r\n?")
_SOFT_RETURN = re.compile("[\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_TAG = "\U000e0000-\U000e007f"
# Thai, Lao, Myanmar, Khmer
_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
_ZERO_WIDTH = re.compile("\u200b+")
_INVISIBLE = re.compile(
    f"(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)"  # the flag of England is a black flag and five tags
    f"|[\u00ad\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff{_TAG}]"
)
_IDEOGRAPH = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_MANY_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS + 1},}}")
_SPACES = re.compile(r"[ \n\t]++")
_HTML_TAG = re.compile(r"(<[^<>]*>)")


@dataclass(frozen=True)
class Cleaned:
    """A cleaned text, and how many characters of each kind were removed or replaced."""

    text: str
    controls: int = 0
    invisible: int = 0
    marks: int = 0
    breaks: int = 0  # soft returns; in a single line all line breaks
    is_line: bool = False

    @property
    def words(self) -> str:
        """What was done: a control character was removed, 2 soft returns became line breaks. Empty if nothing was."""
        a_break = "a line break became a space" if self.is_line else "a soft return became a line break"
        breaks = "line breaks became spaces" if self.is_line else "soft returns became line breaks"
        parts = [
            (self.controls, "a control character was removed", "control characters were removed"),
            (self.invisible, "an invisible character was removed", "invisible characters were removed"),
            (self.marks, "an accent piled on others was removed", "accents piled on others were removed"),
            (self.breaks, a_break, breaks),
        ]
        return ", ".join(one if count == 1 else f"{count} {many}" for count, one, many in parts if count)


def clean(text: str, is_line: bool = False) -> Cleaned:
    """The cleaned text, with `is_line` as a single line. Cleaning a clean text changes nothing."""
    if text.isascii() and text.isprintable():
        return Cleaned(text, is_line=is_line)
    text, breaks = _SOFT_RETURN.subn("\n", _LINE_END.sub("\n", text))
    text, controls = _CONTROL.subn("", text)
    before = len(text)
    text = _INVISIBLE.sub(lambda found: found[1] or "", text)
    text = _zero_widths(text)
    invisible, before = before - len(text), len(text)
    text = _MANY_MARKS.sub(_fewer_marks, text)
    marks = before - len(text)
    if is_line:
        breaks = len(re.findall(r"\n+", text.strip()))
        text = _SPACES.sub(lambda found: " " if found[0].strip(" ") else found[0], text)
    return Cleaned(composed(text), controls, invisible, marks, breaks, is_line)


def clean_markup(html: str) -> Cleaned:
    """HTML, cleaned, with soft returns in its text as `<br>`; soft returns within a tag are removed."""
    parts = _HTML_TAG.split(_LINE_END.sub("\n", html))
    parts = [_SOFT_RETURN.sub("" if at % 2 else "<br>", part) for at, part in enumerate(parts)]
    cleaned = clean("".join(parts))
    breaks = len(_SOFT_RETURN.findall(html))
    return Cleaned(cleaned.text, cleaned.controls, cleaned.invisible, cleaned.marks, breaks)


def composed(text: str) -> str:
    """The text in NFC, except for compatibility ideographs, which are left unchanged."""
    parts = _IDEOGRAPH.split(text)
    return "".join(part if at % 2 else unicodedata.normalize("NFC", part) for at, part in enumerate(parts))


def line(text: str) -> str:
    """The text as a single line."""
    return clean(text, is_line=True).text


def lines(text: str) -> str:
    """The text with its line breaks."""
    return clean(text).text


def tidy(value: Any) -> Any:
    """Plain data, as in JSON, with every text cleaned."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, dict):
        return {key: tidy(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(tidy(part) for part in value)
    return value


def _zero_widths(text: str) -> str:
    """The text with zero-width spaces only where a line may break, one at a time."""

    def kept(found: re.Match[str]) -> str:
        before = found.start() - 1
        while before >= 0 and unicodedata.combining(text[before]):
            before -= 1
        after = text[found.end() : found.end() + 1]
        is_break = before >= 0 and _WITHOUT_SPACES.match(text[before]) and _WITHOUT_SPACES.match(after)
        return "\u200b" if is_break and not unicodedata.combining(after) else ""

    return _ZERO_WIDTH.sub(kept, text)


def _fewer_marks(found: re.Match[str]) -> str:
    kept, run = [], 0
    for character in found[0]:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
