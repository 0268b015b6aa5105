"""Turns a report's text into a draft article with real blocks: read, parsed, matched to the site's data, stored.

`read_source` reads a file's bytes, `plan` works out the article without writing anything, `create_article` stores it in
one transaction. Trailing parts of the text are left out, since the article has its own trailing blocks. `from_results`
drafts a report of what is in the results instead of a text.
"""

from news.imports.files import PhotoFile, Source, UnreadableReportError, read_report, read_source
from news.imports.planning import ArticlePlan, PlannedPhoto, plan
from news.imports.writing import complete_pictures, create_article

__all__ = [
    "ArticlePlan",
    "PhotoFile",
    "PlannedPhoto",
    "Source",
    "UnreadableReportError",
    "complete_pictures",
    "create_article",
    "plan",
    "read_report",
    "read_source",
]
