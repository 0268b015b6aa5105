"""What the list of articles says of each."""

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isuwc.text.spans import ago
from news.editions.publication import moment, publication_of
from news.models import Article
from news.models.article import State
from news.review.people import called


def story(article: Article) -> SafeString:
    """Its title; below it the type, and the event."""
    about = " · ".join(filter(None, [article.get_type_display(), str(article.event or "")]))
    return format_html('{}<span class="list-about">{}</span>', article.title, about)


def state(article: Article) -> str:
    """The working copy's state; of what was published, what has become of that."""
    if article.state not in {State.PUBLISHED, State.WITHDRAWN}:
        return str(article.get_state_display())
    publication = publication_of(article)
    if publication.live:
        return "Published"
    return "Scheduled" if publication.waiting else "Withdrawn"


def in_public(article: Article) -> SafeString | str:
    """What readers see of it, and what they will."""
    publication, venue = publication_of(article), article.the_venue
    parts: list[SafeString | str] = []
    if live := publication.live:
        address, number = live.placed_edition().get_absolute_url(), live.edition.number
        parts.append(format_html('<a href="{}">Edition {}</a>', address, number))
    parts += [f"edition {period.edition.number} from {moment(period.starts, venue)}" for period in publication.waiting]
    if publication.withdrawal:
        parts.append(f"withdrawn on {moment(publication.withdrawal, venue)}")
    if parts and (publication.has_unpublished_changes or getattr(article, "has_outdated_photos", False)):
        parts.append("changed since")
    if not publication.live and publication.waiting:
        parts.insert(0, "Not yet")
    return format_html_join(" · ", "{}", ((part,) for part in parts)) or (
        "Withdrawn" if publication.withdrawn else "No"
    )


def changed(article: Article) -> SafeString:
    """When, and by whom: 5 minutes ago, ann."""
    return format_html(
        '<time datetime="{}">{}</time>{}',
        f"{article.changed_at:%Y-%m-%dT%H:%M:%SZ}",
        ago(article.changed_at, timezone.now()),
        f", {called(article.changed_by)}" if article.changed_by else "",
    )
