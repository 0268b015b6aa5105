"""Reads an XMP packet: properties by short name, each with its values."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from isuwc.files.pictures.lettering import Read, mended

NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptc",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "ext",
    "http://xmp.gettyimages.com/gift/1.0/": "gift",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xmp(packet: object) -> Mapping[str, tuple[Read, ...]]:
    """The packet's properties by short name, each with its values in order; empty for a damaged or hostile packet."""
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes):
        return {}
    try:
        root = fromstring(packet.rstrip(b"\x00 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: dict[str, tuple[Read, ...]] = {}
    for description in root.iter(f"{RDF}Description"):
        for key, value in description.attrib.items():
            found.setdefault(_short(key), _read([value]))
        for child in description:
            found.setdefault(_short(child.tag), _read(_values(child)))
    return found


def _read(values: Iterable[str]) -> tuple[Read, ...]:
    return tuple(mended(value) for value in values if value.strip())


def _short(name: str) -> str:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return f"{NAMES[namespace]}:{local}" if namespace in NAMES else name


def _values(node: Element) -> list[str]:
    """The node's own text, or the items of its list; of the same text in several languages the default comes first."""
    items = list(node.iter(f"{RDF}li"))
    if not items:
        return [node.text or ""]
    items.sort(key=lambda item: item.get(LANGUAGE) not in (None, "x-default"))
    return ["".join(item.itertext()) for item in items]
