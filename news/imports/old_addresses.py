"""Where an old address may lead, checked alike for what people enter and for what is imported."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from isuwc.web.old_addresses import LONGEST, has_controls, plain
from isuwc.web.own_pages import answer
from news.models import Article, OldAddress


def old_path(typed: str) -> str:
    """The address as it is stored. Raises ValidationError where this site has a page, or another address leads to."""
    path = _plain(typed)
    if len(path) > LONGEST:
        raise ValidationError(f"An address can have {LONGEST} characters; this one has {len(path)}.")
    if path.partition("?")[0] == "/":
        raise ValidationError("This is the first page of the site.")
    bare, mark, query = path.replace("#", "%23").partition("?")  # its # is one of the path
    for spelling in (f"{bare}{mark}{query}", f"{bare}/{mark}{query}"):
        found = answer(spelling)
        if found.is_page or found.moved_to:
            page = found.moved_to or spelling
            raise ValidationError(
                f"This site has a page at {page}: readers who ask for this address get there already."
            )
    if OldAddress.objects.filter(target__in=[path, f"{path}/"]).exists():
        raise ValidationError("Another old address leads there; this one would lead on from it.")
    return path


def _plain(typed: str) -> str:
    if has_controls(path := plain(typed)):
        raise ValidationError("An address has no control characters, such as %00.")
    return path


def page_of_ours(typed: str) -> str:
    """The address of a page of this site, from the first slash on. Raises ValidationError for anything else."""
    try:
        parts = urlsplit(typed.strip())
    except ValueError:
        raise ValidationError("This is no address.") from None
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        raise ValidationError(f"It leads to another site, {parts.netloc}. An old address leads to a page here.")
    if not parts.path.startswith("/") or parts.path.startswith("//"):
        raise ValidationError("Enter the page's address from its first slash on: /standings/")
    query = f"?{parts.query}" if parts.query else ""
    address = parts.path + query
    found = answer(address)
    if not found.is_page and not found.moved_to and not parts.path.endswith("/"):
        address = f"{parts.path}/{query}"
        found = answer(address)
    if found.moved_to:
        raise ValidationError(f"That page has moved. Enter where it is now: {found.moved_to}")
    if not found.is_page:
        raise ValidationError("This site has no page there.")
    return f"{address}#{parts.fragment}" if parts.fragment else address


def lead(typed: str, article: Article | None = None, page: str = "") -> OldAddress:
    """The stored address, new or as it is. Raises ValidationError if it may not lead there, or leads elsewhere."""
    path, target = _plain(typed), page_of_ours(page) if page else ""
    stored = OldAddress.objects.with_article().filter(path=path).first()
    if stored:
        if (stored.article_id, stored.target) != (article.pk if article else None, target):
            raise ValidationError(f"{path} leads to {stored.article or stored.target} already; that was left as it is.")
        return stored
    made = OldAddress(path=old_path(typed), article=article, target=target)
    made.full_clean()
    made.save()
    return made
