"""An article's structured data for search engines and other programs (schema.org)."""

from typing import Any

from django.conf import settings

from events.calendar.schema_org import sports_event
from news.models.edition import Edition


def news_article(edition: Edition) -> dict[str, Any]:
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
        data["image"] = {
            "@type": "ImageObject",
            "url": whole_address(picture.src),
            "width": picture.src_width,
            "height": picture.src_height,
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    return data


def whole_address(path: str) -> str:
    """The address with scheme and host; an external storage's addresses have them already."""
    return path if path.startswith(("http://", "https://")) else f"{settings.SITE_URL}{path}"
