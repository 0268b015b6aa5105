"""Words that cameras and programs write into every picture by themselves, which say nothing of this one. Pure."""

import re

_PROGRAMS = (
    r"gimp|vsco|snapseed|picasa|instagram|lightroom|photoshop|imagemagick|canva|luminar|darktable|acdsee|paint\.net"
    r"|(?:adobe\s(?:photoshop|lightroom|camera\sraw|bridge))|photo\smechanic|capture\sone"
)
_DEFAULTS = re.compile(
    rf"""(?:
    (?:olympus|(?:konica\s)?minolta|samsung|pentax|sanyo|vivitar|kodak|polaroid|benq|casio|panasonic|fujifilm|ricoh)?
        \s*digital\s(?:still\s)?camera
    | sony\s*dsc | <?digimax[^>]*>? | dcim(?:[\\/].*)? | \w:?[\\/]dcim[\\/].*
    | (?:_?dsc[fn_]?|_?img_?|pict|dji_|gopr|mvi_|pxl_|image)\s?\d{{3,}}[\w~-]*(?:\.\w{{3,4}})?
    | (?:created|edited|processed|made|taken|written|saved|generated|file\swritten)\s(?:with|by|using|in)\s(?:the\s)?
        (?:{_PROGRAMS})\b.*
    | (?:{_PROGRAMS})(?:\s(?:cs|cc|pro|classic|elements|express)\b.*|\s[\d.]+.*|\s\(.*\))?
    | creator:\sgd-jpeg.* | lead\stechnologies.* | optimized\sby\sjpeg.*
    | exif[_ ]?jpeg(?:[_ ]picture)? | ascii | apple\s?mark | screenshot | camera | default | untitled | unnamed
    | none | n/?a | unknown | hdr | cof | dav | sdr
    | (?:your|owner'?s?|artist|author|photographer|copyright)(?:\s?(?:name|holder|owner))?
    | [-_.*?\s0]+
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)


def is_camera_word(text: str, *own: str) -> bool:
    """Whether a camera or program wrote the text; `own` are the maker, model and program that the file names."""
    plain = " ".join(text.split()).casefold()
    makers = {" ".join(name.split()).casefold() for name in own if name.strip()}
    return bool(_DEFAULTS.fullmatch(plain)) or plain in makers
