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
    writers = [article.version] * len(content["body"])
    if last:
        writers = carried_on(last.content.get("body", []), content["body"], written_in(last), article.version)
    return Revision.objects.create(
        article=article, version=article.version, content=content, made_by=by, written_in=writers
    )
