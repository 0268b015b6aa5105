"""Official ISU result sheets as PDF."""

from standings.sheets.document import read_pages
from standings.sheets.grid import read_rows
from standings.sheets.heading import read_created, read_heading
from standings.sheets.legend import read_legend
from standings.sheets.lines import check_lines, gap_remarks, read_line
from standings.sheets.sheet import ResultSheet


def read_pdf(data: bytes) -> ResultSheet:
    """The sheet in a PDF. Raises SheetError if it is not a result sheet or can't be read completely."""
    pages = read_pages(data)
    heading = read_heading(pages)
    legend = read_legend(pages)
    rows = read_rows(pages, {meaning.code for meaning in legend})
    lines = [read_line(cells, position) for position, cells in enumerate(rows, 1)]
    return ResultSheet(heading, check_lines(lines), gap_remarks(rows, lines), legend, created=read_created(pages))
