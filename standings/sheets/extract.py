"""The words of a PDF with their places: run as a program of its own, which reads a PDF and prints JSON.

Its own process, because the file comes from outside and the reader is native code: whatever a hostile file does to
it, the site goes on. It imports nothing of the project, so that it starts at once, and limits itself.
"""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

MOST_PAGES = 20
MOST_CHARACTERS = 60_000
MOST_MEMORY = 2 << 30
MOST_SECONDS = 10
LINE_END_HYPHEN = 2  # what PDFium makes of a hyphen at the end of a line

Word = tuple[str, float, float, float, float]


class Refused(Exception):
    pass


def words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """Text, left, right, baseline from the top of the page, and size of the type, all in points."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > MOST_CHARACTERS:
        raise Refused("it has far more text than a result sheet")
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
        if word and (abs(at - base) > 1 or not -size < start - right < 0.5 * size):
            yield word, left, right, base, size
            word = ""
        if not word:
            left, base, size = start, at, pdfium.FPDFText_GetFontSize(text.raw, index)
        word, right = word + character, end
    if word:
        yield word, left, right, base, size


def extract(data: bytes) -> list[list[Word]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise Refused("it is encrypted") from error
        raise Refused("it is broken, or no PDF") from error
    if len(document) > MOST_PAGES:
        raise Refused(f"it has {len(document)} pages, a result sheet at most {MOST_PAGES}")
    return [list(words(page)) for page in document]


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: dict[str, object]
    try:
        answer = {"pages": extract(sys.stdin.buffer.read())}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        answer = {"refused": "it is broken"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
