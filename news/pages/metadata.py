"""An article's structured data for search engines and other programs (schema.org)."""

from typing import Any

from django.conf import settings

from events.calendar.schema_org import sports_event
from isuwc.web.schema_org import whole_address
from news.models.edition import Edition
from news.pages.live_blog import LiveBlog, ShownEntry
from news.pictures.picture import Picture


def news_article(edition: Edition, blog: LiveBlog | None = None) -> dict[str, Any]:
    """Of a live edition `with_corrections`."""
    address = f"{settings.SITE_URL}{edition.get_absolute_url()}"
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": edition.title,
        "description": edition.lead,
        "url": address,
        "mainEntityOfPage": address,
        "datePublished": edition.published_at.isoformat(),
        "dateModified": edition.goes_live_at.isoformat(),
        "inLanguage": "en",
        "isAccessibleForFree": True,
    }
    if edition.season:
        data["publisher"] = {
            "@type": "Organization",
            "name": edition.season.series.name,
            "url": f"{settings.SITE_URL}/",
        }
    if edition.byline:
        data["author"] = {"@type": "Person", "name": edition.byline}
    elif "publisher" in data:
        data["author"] = data["publisher"]
    if edition.dateline:
        data["dateline"] = edition.dateline
    if edition.hashtags:
        data["keywords"] = edition.hashtags
    if edition.event:
        data["about"] = sports_event(edition.event)
    if edition.corrections:
        data["correction"] = [
            {"@type": "CorrectionComment", "text": each.words, "datePublished": each.at.isoformat()}
            for each in edition.corrections
        ]
    picture = edition.picture
    if picture and not picture.is_awaited:
        data["image"] = _image(picture)
    if blog is None:
        return data
    data.pop("dateline", None)  # only a NewsArticle has one
    return data | _live(blog, edition)


def _image(picture: Picture) -> dict[str, Any]:
    """With its credit as it is printed. Who took it is known as a part of that alone, and a licence not at all."""
    found: dict[str, Any] = {
        "@type": "ImageObject",
        "url": whole_address(picture.src),
        "contentUrl": whole_address(picture.src),
        "width": picture.src_width,
        "height": picture.src_height,
    }
    if picture.caption:
        found["caption"] = picture.caption
    if picture.credit:
        found |= {"creditText": picture.credit.removeprefix("© "), "copyrightNotice": picture.credit}
    return found


def _live(blog: LiveBlog, edition: Edition) -> dict[str, Any]:
    """What is known of a live blog: its beginning is the first entry, and it has no end before it has ended."""
    data: dict[str, Any] = {"@type": "LiveBlogPosting", "liveBlogUpdate": [_entry(each) for each in blog.all]}
    if blog.began:
        data["coverageStartTime"] = blog.began.isoformat()
    if blog.ended_at:
        data["coverageEndTime"] = blog.ended_at.isoformat()
    if blog.changed_at:
        data["dateModified"] = max(blog.changed_at, edition.goes_live_at).isoformat()
    return data


def _entry(shown: ShownEntry) -> dict[str, Any]:
    entry = shown.entry
    data: dict[str, Any] = {
        "@type": "BlogPosting",
        "headline": entry.heading or str(entry),
        "articleBody": shown.words,
        "url": f"{settings.SITE_URL}{shown.address}",
        "datePublished": entry.posted_at.isoformat(),
    }
    if entry.corrected_at:
        data["dateModified"] = entry.corrected_at.isoformat()
    if shown.picture:
        data["image"] = _image(shown.picture)
    return data
