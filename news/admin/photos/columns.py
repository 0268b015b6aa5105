"""What the library's list says of each photo."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from isuwc.text.shortened import shortened
from isuwc.text.spans import ago
from news.editions.publication import moment
from news.models import Article, Photo

TO_BE_CHECKED = "facts to be checked"  # of a photo that came in with others
MOST_CAPTION = 140  # characters
MOST_USES = 3  # articles that are named; the photo's form names all


def thumbnail(photo: Photo) -> SafeString | str:
    """The part of the picture that crops show, around its focal point."""
    if photo.is_awaited:
        return format_html('<span class="photo-awaited">{}</span>', "No file yet")
    return format_html(
        '<img class="photo-thumbnail {}" src="{}" srcset="{}" sizes="15rem" width="{}" height="{}" alt="{}" '
        'loading="lazy">',
        photo.picture.focus_class,
        photo.picture.thumbnail,
        photo.picture.thumbnail_srcset,
        photo.width,
        photo.height,
        photo.alt,
    )


def about(photo: Photo) -> SafeString:
    """Its name; below it the caption and the credit."""
    lines = [
        ("photo-caption", shortened(photo.caption, MOST_CAPTION)),
        ("photo-credit", photo.credit_line),
        ("photo-credit", str(photo.event or photo.place)),
    ]
    shown = ((kind, text) for kind, text in lines if text)
    return format_html("{}{}", photo, format_html_join("", '<span class="{}">{}</span>', shown))


def lacks(photo: Photo) -> SafeString:
    """What a page still needs of it, what is doubtful, and its rights where they have a beginning or an end."""
    missing = ", ".join(photo.missing)
    lines = [("photo-missing", missing)] if missing else []
    lines += [] if photo.is_checked else [("photo-unchecked", TO_BE_CHECKED)]
    lines += [("photo-doubt", each) for each in [*_rights(photo), *photo.doubts]]
    return format_html_join("", '<p class="{}">{}</p>', lines or [("photo-credit", "Nothing is missing")])


def _rights(photo: Photo) -> list[str]:
    now = timezone.now()
    if obstacle := photo.obstacle(now):
        return [f"It {obstacle}"]
    return [f"It may be shown until {moment(photo.rights_until)}."] if photo.rights_until else []


def uses(photo: Photo, articles: list[Article]) -> SafeString | str:
    """In how many articles it is, and in which."""
    if not articles:
        return "Not used"
    links = [(reverse("admin:news_article_change", args=[each.pk]), each.title) for each in articles[:MOST_USES]]
    more = len(articles) - len(links)
    return format_html(
        "Used in {}: {}{}",
        len(articles),
        format_html_join(", ", '<a href="{}">{}</a>', links),
        format_html(' and <a href="{}">{} more</a>', _form(photo), more) if more else "",
    )


def added(photo: Photo) -> SafeString:
    return format_html(
        'Added <time datetime="{}">{}</time>',
        f"{photo.added_at:%Y-%m-%dT%H:%M:%SZ}",
        ago(photo.added_at, timezone.now()),
    )


def _form(photo: Photo) -> str:
    return reverse("admin:news_photo_change", args=[photo.pk])
