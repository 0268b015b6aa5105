"""Keeping what an article holds now as its newest version."""

from django.contrib.auth.models import User

from news.editions.approval import lapse
from news.editions.snapshot import Content, content_of, is_same
from news.editions.versions.authors import written_in
from news.editions.versions.comparing.writers import carried_on
from news.models import Article, Revision


def keep_version(article: Article, by: User | None, content: Content | None = None, *, is_new: bool = True) -> Revision:
    """The article's content as the version that its row says it is. Raises IntegrityError if that is kept already.

    An approval of other words lapses (`approval.lapse`), unless the version `is_new` to the history alone.
    """
    content = content_of(article) if content is None else content
    last = article.revisions.first()
    if is_new and (last is None or not is_same(last.content, content)):
        lapse(article, by)
    return Revision.objects.create(
        article=article,
        version=article.version,
        content=content,
        made_by=by,
        written_in=_writers(article, last, content),
    )


def _writers(article: Article, last: Revision | None, content: Content) -> list[int]:
    """Of each block the version that wrote it last; 0, which is none, where no version before this one was kept."""
    if last:
        return carried_on(last.content.get("body", []), content["body"], written_in(last), article.version)
    if article.version == 1:
        return [1] * len(content["body"])
    edition = article.editions.filter(version=article.version - 1).order_by("number").last()
    if edition is None:
        return [0] * len(content["body"])
    return carried_on(edition.body, content["body"], [edition.version] * len(edition.body), article.version)
