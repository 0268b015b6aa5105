"""Bytes of a text whose character set nobody named: guessed, and letters that look torn. Pure.

charset-normalizer and chardet need more text than the names and captions of one picture, and don't say how sure they
are; ftfy repairs without saying so. Here every guess and repair leaves a remark for whoever uploads the picture.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Encodings that tools of European desks write, the likelier first where two fit equally well
ENCODINGS = {
    "cp1252": "Western European (Windows)",
    "mac_roman": "Western European (Macintosh)",
    "cp1250": "Central European (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "mac_latin2": "Central European (Macintosh)",
    "cp1251": "Cyrillic (Windows)",
}
_FREQUENT = frozenset("éèöüäáøåßíóçñÉÖÜÄØÅ")
_KNOWN = frozenset(
    "àâãæêëìîïòôõœùúûýÿŠšŽžČčĆćĐđŁłŃńŚśŹźĄąĘęŻżŐőŰűŘřŤťĎďŇňĚěŮůĽľĹĺĞğİıŞşȚțȘșĀāĒēĢģĪīĶķĻļŅņŪūĖėĮįŲųÀÁÂÃÆÇÈÊËÌÍÎÏÑÒÓÔÕŒÙÚÛÝ"
)
_QUOTES = frozenset("’‘“”„«»‚–—…·•")
_SIGNS = frozenset("©®™")
_LEFT_BY_GUESSING = re.compile(
    r"[^\W\d_][™‡†‰‹›€ŒŽŠŸ¤¨¬¢£¥§¶][a-zß-ÿ]|[^\W\d_]\?[a-zß-ÿ]|\ufffd|[ÃÂ][\u0080-\u00bf‚-›€™]"
)


@dataclass(frozen=True)
class Read:
    """A text as it was read, and a remark for whoever takes it; empty if there is nothing to doubt."""

    text: str
    remark: str = ""


def read_all(values: Iterable[bytes], encoding: str = "") -> list[Read]:
    """The texts of one record, which share a character set; `encoding` is the one that it declares."""
    values = list(values)
    guessed = _guess([value for value in values if not _is_utf8(value)])
    return [_read(value, encoding, guessed) for value in values]


def mended(text: str) -> Read:
    """A text that was decoded already. UTF-8 read as something else is mended; letters that look torn are remarked."""
    if (whole := _as_utf8(text)) and whole != text:
        return Read(whole, f"The file has torn letters, “{text}”, which were read as “{whole}”.")
    if any(_LEFT_BY_GUESSING.search(word) for word in text.split() if "://" not in word):
        return Read(text, "Letters look torn.")
    return Read(text)


def skeleton(text: str) -> str:
    """What two copies of a text share if letters are torn in one of them: its letters and digits of ASCII."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _read(value: bytes, encoding: str, guessed: str) -> Read:
    if value.isascii():
        return mended(value.decode("ascii"))
    if _is_utf8(value):
        read = mended(value.decode())
        if encoding and encoding != "utf-8" and not read.remark:
            return Read(read.text, "The file names another character set than UTF-8, which its letters are in.")
        return read
    if encoding and encoding != "utf-8":
        try:
            return mended(value.decode(encoding))
        except UnicodeDecodeError:
            pass
    text = value.decode(guessed, errors="replace")
    return Read(text, f"The file does not say its character set; read as {ENCODINGS[guessed]}. Look at the letters.")


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(text: str) -> str:
    """What the text was before its UTF-8 was read as Windows or Latin-1, perhaps twice; empty if it never was."""
    found = ""
    for _ in range(2):
        if text.isascii():
            break
        try:
            text = b"".join(map(_byte, text)).decode()
        except UnicodeError:
            break
        found = text
    return found


def _byte(character: str) -> bytes:
    """In cp1252, with the five codes that it leaves out as they are. Raises UnicodeEncodeError."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _guess(values: list[bytes]) -> str:
    """The encoding in which these bytes look most like words."""
    data = [value for value in values if not value.isascii()]
    return max(ENCODINGS, key=lambda encoding: sum(_likeness(value, encoding) for value in data))  # first of the equal


def _likeness(value: bytes, encoding: str) -> int:
    try:
        text = f" {value.decode(encoding)} "
    except UnicodeDecodeError:
        return -100
    return sum(_fit(text, at) for at, character in enumerate(text) if ord(character) > 127)


def _fit(text: str, at: int) -> int:
    """How well a character stands between its neighbours."""
    before, here, after = text[at - 1], text[at], text[at + 1]
    if here.isalpha():
        if before.islower() and here.isupper():
            return -4
        if "\u0400" <= here <= "\u04ff":
            return 1 if _is_cyrillic(before) or _is_cyrillic(after) else -3
        return 2 if here in _FREQUENT else 1 if here in _KNOWN else -2
    if here in _QUOTES:
        return 1 if here == "’" or not (before.isalpha() and after.isalpha()) else -4
    if here in _SIGNS:
        return 1 if not before.isalpha() else -4
    return -4 if before.isalpha() or after.isalpha() else 0


def _is_cyrillic(character: str) -> bool:
    return "\u0400" <= character <= "\u04ff"
