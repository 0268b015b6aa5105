"""Keeping what an article holds now as its newest version."""

from django.contrib.auth.models import User

from news.editions.snapshot import Content, content_of
from news.editions.versions.authors import written_in
from news.editions.versions.comparing.writers import carried_on
from news.models import Article, Revision


def keep_version(article: Article, by: User | None, content: Content | None = None) -> Revision:
    """The article's content as the version that its row says it is. Raises IntegrityError if that is kept already."""
    content = content_of(article) if content is None else content
    last = article.revisions.first()
    writers = [article.version] * len(content["body"])
    if last:
        writers = carried_on(last.content.get("body", []), content["body"], written_in(last), article.version)
    return Revision.objects.create(
        article=article, version=article.version, content=content, made_by=by, written_in=writers
    )
