"""The places of a file that may say the same fact: which is taken, and the doubts that remain."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from isuwc.files.pictures.lettering import Read, skeleton
from isuwc.text.characters import lines
from isuwc.text.shortened import shortened

LONGEST = 4000  # characters of one field; a caption beyond this is not a caption
CUT = (
    24  # letters from which on the beginning of a text is a copy that was cut off: IIM's shortest fields hold 32 bytes
)
MOST_SHOWN = 80  # characters of a text that a doubt repeats
_DATES = {"taken_on"}


@dataclass
class Sources:
    """XMP, IPTC-IIM and EXIF of one file. Each question may leave a doubt about its field."""

    xmp: Mapping[str, tuple[Read, ...]]
    iim: Mapping[int, tuple[Read, ...]]
    exif: Mapping[int, Read]
    is_left_out: Callable[[str], bool]
    doubts: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def one(self, name: str, xmp: str, iim: int | None = None, exif: int | None = None, joined: bool = False) -> str:
        """The field's value, from the first place that has one; with `joined` all values of that place."""
        places = {
            "XMP": self.xmp.get(xmp, ()),
            "IPTC": self.iim.get(iim, ()) if iim else (),
            "EXIF": (self.exif[exif],) if exif and exif in self.exif else (),
        }
        found = {place: read for place, values in places.items() if (read := self._value(values, joined)).text}
        if not found:
            return ""
        taken = _best(list(found.values()))
        if remark := taken.remark or _disagreement(found, taken, name in _DATES):
            self.doubts[name] = remark
        return taken.text

    def many(self, xmp: str, iim: int | None = None) -> tuple[str, ...]:
        """All values of the first place that has some, each once."""
        values = self.xmp.get(xmp) or (self.iim.get(iim, ()) if iim else ())
        return tuple(dict.fromkeys(text for value in values if (text := clean(value.text))))

    def exif_text(self, tag: int) -> str:
        return clean(self.exif[tag].text) if tag in self.exif else ""

    def _value(self, values: Iterable[Read], joined: bool) -> Read:
        kept = [Read(text, value.remark) for value in values if (text := clean(value.text)) and not self._drops(text)]
        if not joined:
            return kept[0] if kept else Read("")
        texts = dict.fromkeys(value.text for value in kept)
        return Read(", ".join(texts), next((value.remark for value in kept if value.remark), ""))

    def _drops(self, text: str) -> bool:
        if is_dropped := self.is_left_out(text):
            self.left_out.append(text)
        return is_dropped


def clean(text: str) -> str:
    """One line or paragraphs, without what damages a text."""
    kept = [" ".join(line.split()) for line in lines(text).split("\n")]
    return shortened("\n".join(kept).strip(), LONGEST)


def _best(values: list[Read]) -> Read:
    """The first, unless its letters are in doubt and another place has the same text with sure ones."""
    first = values[0]
    if first.remark:
        return next((each for each in values[1:] if not each.remark and _is_same(each.text, first.text)), first)
    return first


def _disagreement(found: Mapping[str, Read], taken: Read, is_date: bool) -> str:
    others = {place: read.text for place, read in found.items() if not _is_same(read.text, taken.text, is_date)}
    if not others:
        return ""
    where = next(place for place, read in found.items() if read is taken)
    said = "; ".join(f"{place} “{shortened(text, MOST_SHOWN)}”" for place, text in others.items())
    return f"The file says two things. Taken from {where}, but there is also: {said}."


def _is_same(one: str, other: str, is_date: bool = False) -> bool:
    """Whether two texts are copies of one: letters torn, punctuation changed, the end cut off."""
    if is_date:
        one, other = (text[:10] for text in (one, other))
    shorter, longer = sorted((skeleton(one), skeleton(other)), key=len)
    return longer.startswith(shorter) if len(shorter) >= CUT else shorter == longer and _is_ascii_enough(one, other)


def _is_ascii_enough(one: str, other: str) -> bool:
    """Whether the skeletons say enough: two names in Japanese have none."""
    return bool(skeleton(one)) or one == other
