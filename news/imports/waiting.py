"""Why an imported draft can't be published by a command, which nobody looks at before readers do."""

from news.editions.publication import moment, publication_of
from news.imports.planning import ArticlePlan
from news.imports.writing import UNTITLED
from news.models import Article


def reason_to_wait(article: Article, planned: ArticlePlan) -> str:
    """In words; "" if nothing stands in the way."""
    if not planned.title and article.title == UNTITLED:
        return "The draft is kept, but it has no title: write one, or import it with one."
    if planned.report.is_embargoed and not planned.report.embargo:
        return "The draft is kept: it is under embargo, and the text doesn't say until when."
    if until := publication_of(article).embargo:
        return f"It is under embargo until {moment(until)}. It can be published earlier in the admin."
    return ""
