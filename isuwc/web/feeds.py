"""Feeds for feed readers: RSS 2.0, Atom and JSON Feed 1.1 of the same entries.

RSS and Atom are sent as application/xml and name a stylesheet: so whoever opens one in a browser sees what it is, where
browsers give application/rss+xml to be saved, or show its source. Feed readers take either. XSLT would do more, and is
leaving browsers.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, Stylesheet, SyndicationFeed
from django.utils.html import linebreaks
from django.utils.xmlutils import SimplerXMLGenerator

from isuwc.text.characters import tidy

LANGUAGE = "en"
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # when a feed without entries changed last
MEDIA = "http://search.yahoo.com/mrss/"
XHTML = "http://www.w3.org/1999/xhtml"
STYLE = "isuwc/feeds.css"
JSON = "application/feed+json"
FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


class FormatConverter:
    """The end of a feed's address: results.rss."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class FeedPicture:
    """A JPEG; `address` with scheme and host. Without `alt` it is decorative."""

    address: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class FeedEntry:
    """`id` stays the same for good, `address` is the page's, with scheme and host; `words` are paragraphs of plain text
    between empty lines."""

    id: str
    address: str
    title: str
    words: str
    published_at: datetime.datetime
    updated_at: datetime.datetime
    author: str = ""
    tags: Sequence[str] = ()
    picture: FeedPicture | None = None


@dataclass(frozen=True)
class FeedFacts:
    """`page` is the address that it belongs to, `address_of` gives the feed's own by format; both with scheme and host.
    `author` is who wrote the entries that name nobody, `about` the page of all feeds."""

    title: str
    description: str
    author: str
    about: str
    page: str
    address_of: Callable[[str], str]
    entries: Sequence[FeedEntry]
    id: str = ""  # of the Atom feed, for good, where it is not its address


def feed_answer(feed: FeedFacts, format: str) -> HttpResponse:
    """The feed in one of the FORMATS."""
    if format == "json":
        return JsonResponse(tidy(_as_json(feed)), content_type=JSON, json_dumps_params={"ensure_ascii": False})
    made = _Rss if format == "rss" else _Atom
    return HttpResponse(_written(made, feed, format), content_type="application/xml; charset=utf-8")


class _Styled(SyndicationFeed):
    """Names its pictures as Media RSS does, with their words for those who don't see them and whose they are."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": MEDIA}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """With a sentence for who opens it in a browser, which a link in RSS or Atom can't be pressed in."""
        super().add_root_elements(handler)
        handler.startElement("p", AttributesImpl({"xmlns": XHTML}))
        handler.characters("This is a feed: give its address to a feed reader, and what is new comes to you. ")
        handler.addQuickElement("a", "About the feeds", {"href": self.feed["about"]})
        handler.characters(" · ")
        handler.addQuickElement("a", "The page that it belongs to", {"href": self.feed["link"]})
        handler.endElement("p")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        picture: FeedPicture | None = item["picture"]
        if picture is None:
            return
        size = {"width": str(picture.width), "height": str(picture.height)}
        facts = {"url": picture.address, "type": "image/jpeg", "medium": "image", **size}
        handler.startElement("media:content", AttributesImpl(facts))
        if picture.alt:
            handler.addQuickElement("media:description", tidy(picture.alt), {"type": "plain"})
        if picture.credit:
            handler.addQuickElement("media:credit", tidy(picture.credit), {"role": "owner", "scheme": "urn:ebu"})
        handler.endElement("media:content")

    def latest_post_date(self) -> datetime.datetime:
        """Of a feed without entries Django says that it was made now, which is another one each time."""
        return super().latest_post_date() if self.items else NEVER


class _Rss(_Styled, Rss201rev2Feed):
    pass


class _Atom(_Styled, Atom1Feed):
    def write(self, outfile: Any, encoding: str) -> None:
        """As Django's, which names stylesheets in RSS alone."""
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for sheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", sheet)
        handler.startElement("feed", AttributesImpl(self.root_attributes()))
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")


def _written(made: type[SyndicationFeed], feed: FeedFacts, format: str) -> str:
    """Without the characters that XML forbids: a single one would make the whole feed unreadable."""
    facts = {
        "title": feed.title,
        "link": feed.page,
        "description": feed.description,
        "feed_url": feed.address_of(format),
        "about": feed.about,
    }
    if format == "atom":  # RFC 4287 requires an author if an entry has none
        facts |= {
            "subtitle": feed.description,
            "author_name": feed.author,
            "feed_guid": feed.id or feed.address_of(format),
        }
    written = made(**tidy(facts), language=LANGUAGE, stylesheets=[Stylesheet(static(STYLE), "text/css", "all")])
    for entry in feed.entries:
        words = {
            "title": entry.title,
            "link": entry.address,
            # As HTML, which readers of RSS and Atom take it for: paragraphs stay apart, and a < is one
            "description": linebreaks(tidy(entry.words), autoescape=True),
            "author_name": entry.author or None,
            "categories": list(entry.tags),
        }
        written.add_item(
            **tidy(words),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            picture=entry.picture,
        )
    return written.writeString("utf-8")


def _as_json(feed: FeedFacts) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.address_of("json"),
        "language": LANGUAGE,
        "authors": [{"name": feed.author}],
        "items": [_json_entry(each) for each in feed.entries],
    }


def _json_entry(entry: FeedEntry) -> dict[str, Any]:
    """The format has no place for what a picture shows and whose it is; `_picture` is an extension as it allows."""
    found: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_text": entry.words,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        "tags": list(entry.tags),
    }
    if entry.author:
        found["authors"] = [{"name": entry.author}]
    if entry.picture:
        found["image"] = entry.picture.address
        found["_picture"] = {"alt": entry.picture.alt, "credit": entry.picture.credit}
    return found
