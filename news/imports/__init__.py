"""A report's text becomes a draft article with real blocks: read, parsed, matched to what the site knows, written.

`read_report` takes a file's bytes, `plan` decides without writing what would be made, `carry_out` writes it in one
transaction. Trailing parts of the text are left out; the article's own trailing blocks stand for them.
"""

from news.imports.files import PhotoFile, UnreadableReportError, read_report
from news.imports.planning import Plan, PlannedPhoto, plan
from news.imports.writing import carry_out, complete

__all__ = [
    "PhotoFile",
    "Plan",
    "PlannedPhoto",
    "UnreadableReportError",
    "carry_out",
    "complete",
    "plan",
    "read_report",
]
