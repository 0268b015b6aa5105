"""Extracts words with their positions from a PDF. Runs confined (`isuwc.files.confined`), as PDFium is native code."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from isuwc.files.confined import Found, RefusedError

MOST_PAGES = 20
MOST_CHARACTERS = 60_000
SMALL = 0.75  # of the word's type
LINE_END_HYPHEN = 2  # what PDFium makes of a hyphen at the end of a line

Word = tuple[str, float, float, float, float]


def words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """Text, left, right, baseline from the top of the page, and size of the type, all in points."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise RefusedError("it has far more text than a result sheet")
    height = page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    word, left, right, base, size = "", 0.0, 0.0, 0.0, 0.0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        character = "-" if code == LINE_END_HYPHEN else chr(code)
        generated = pdfium.FPDFText_IsGenerated(text.raw, index) == 1
        if character.isspace() or ord(character) < 32 or (generated and code != LINE_END_HYPHEN):
            if word:
                yield word, left, right, base, size
            word = ""
            continue
        start, _, end, _ = text.get_charbox(index, loose=True)
        pdfium.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
        at = height - y.value
        # A code set small behind a time or name is a word of its own; an initial before small capitals is not.
        shrinks = len(word) > 1 and pdfium.FPDFText_GetFontSize(text.raw, index) < SMALL * size
        if word and (shrinks or abs(at - base) > 1 or not -size < start - right < 0.5 * size):
            yield word, left, right, base, size
            word = ""
        if not word:
            left, base, size = start, at, pdfium.FPDFText_GetFontSize(text.raw, index)
        word, right = word + character, end
    if word:
        yield word, left, right, base, size


def extract(data: bytes) -> Found:
    """The words of each page. Raises RefusedError."""
    try:
        return [list(words(page)) for page in _opened(data)], ()
    except RefusedError:
        raise
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise RefusedError("it is broken") from error


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise RefusedError("it is encrypted") from error
        raise RefusedError("it is broken, or no PDF") from error
    if len(document) > MOST_PAGES:
        raise RefusedError(f"it has {len(document)} pages, a result sheet at most {MOST_PAGES}")
    return document
