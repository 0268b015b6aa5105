"""Small files that unpack to gigabytes, and large ones: what each costs in memory and time, alone and four at once.

Run it as `.venv/bin/python bench/trials/big_files.py`; it takes two minutes. Every file is made here, in a folder that
goes at the end. It ends with an error where a file is answered otherwise than it should be, or readers together hold
more than MOST_MEMORY.
"""

import io
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from django.contrib.auth import get_user_model
from django.test import Client
from measuring import own_database
from PIL import Image

from isuwc.files.pictures.uploaded import UnusablePictureError, prepare
from isuwc.files.tables.books import TableError
from isuwc.files.tables.spreadsheets import Table, as_xlsx, read_table
from standings.sheets.document import read_pages
from standings.sheets.sheet import SheetError

MB = 1 << 20
MOST_MEMORY = 1536 * MB  # of all readers together
SONGS = Table("Songs", ("number", "name", "note"), needed=("name",))
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@dataclass(frozen=True)
class File:
    """A file to try: how it is made, what reads it, and how the expected answer begins."""

    name: str
    make: Callable[[], bytes]
    read: Callable[[bytes], str]
    answer: str


def picture(data: bytes) -> str:
    try:
        made = prepare(data)
    except UnusablePictureError as error:
        return str(error)
    return f"{made.width} × {made.height}, {sum(len(file.data) for file in made.files) / MB:.1f} MB in all sizes"


def table(data: bytes) -> str:
    try:
        return f"{len(read_table(SONGS, data, 'songs'))} rows"
    except TableError as error:
        return str(error)


def sheet(data: bytes) -> str:
    try:
        return f"{len(read_pages(data))} pages"
    except SheetError as error:
        return str(error)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(width: int, height: int) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 80)] * 3)


def workbook(part: str, content: str) -> bytes:
    """A workbook with one song, in which one part is something else."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_xlsx(SONGS, [["1", "Waltz", ""]]))) as of,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into,
    ):
        for name in of.namelist():
            if name != part:
                into.writestr(name, of.read(name))
        into.writestr(part, content)
    return packed.getvalue()


FILES = [
    File(
        "PNG, 6300 × 6300 RGBA", lambda: encoded(Image.new("RGBA", (6300, 6300), (1, 2, 3, 99)), "PNG"), picture, "4096"
    ),
    File("JPEG, finely structured", lambda: encoded(noise(1600, 1000), "JPEG", quality=92), picture, "1600"),
    File("JPEG, noise of 16 million pixels", lambda: encoded(noise(4096, 4096), "JPEG", quality=95), picture, "4096"),
    File(
        "JPEG, progressive CMYK, 79 million pixels",
        lambda: encoded(Image.new("CMYK", (8900, 8900)), "JPEG", progressive=True, subsampling=0),
        picture,
        "4096",
    ),
    File(
        "WebP, 6300 × 6300 RGBA",
        lambda: encoded(Image.new("RGBA", (6300, 6300)), "WEBP", method=0),
        picture,
        "This picture is too large",
    ),
    File("AVIF, 6300 × 6300 RGBA", lambda: encoded(Image.new("RGBA", (6300, 6300)), "AVIF", speed=10), picture, "4096"),
    File(
        "XLSX, nine million empty cells",
        lambda: workbook(
            SHEET,
            f"<worksheet {NAMESPACE}><sheetData><row>{'<c/>' * 9_000_000}</row></sheetData></worksheet>",
        ),
        table,
        "This table is too large",
    ),
    File(
        "XLSX, cells that a prefix hides",
        lambda: workbook(
            SHEET,
            f"<x:worksheet {NAMESPACE.replace('xmlns', 'xmlns:x')}><x:sheetData><x:row>{'<x:c/>' * 9_000_000}</x:row>"
            "</x:sheetData></x:worksheet>",
        ),
        table,
        "This table is too large",
    ),
    File(
        "XLSX, three million shared texts",
        lambda: workbook("xl/sharedStrings.xml", f"<sst {NAMESPACE}>{'<si><t/></si>' * 3_000_000}</sst>"),
        table,
        "This table is too large",
    ),
    File(
        "XLSX, 20,000 rows",
        lambda: as_xlsx(SONGS, ([str(number), f"Song {number}", "a note"] for number in range(20_000))),
        table,
        "20000 rows",
    ),
    File("CSV of 5 MB without a word", lambda: b"name\n" + b"\n" * (5 * MB - 5), table, "It has more than"),
    File("PDF of 10 MB without a page", lambda: b"%PDF-1.7\n" + bytes(10 * MB - 9), sheet, "it is broken"),
]


class Watch:
    """The maximum memory of all readers together, sampled a hundred times a second."""

    def __init__(self) -> None:
        self.most = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.01):
            self.most = max(self.most, sum(readers()))


def readers() -> Iterator[int]:
    """The memory of each reader in bytes."""
    for process in psutil.Process().children():
        try:
            if any(part.endswith("confined/child.py") for part in process.cmdline()):
                yield process.memory_info().rss
        except psutil.Error:
            continue  # it has just ended


def attempt(file: File, data: bytes, at_once: int = 1) -> bool:
    """Whether every result was as expected."""
    start = time.perf_counter()
    with Watch() as watch, ThreadPoolExecutor(at_once) as pool:
        answers = list(pool.map(file.read, [data] * at_once))
    seconds = time.perf_counter() - start
    times = f" × {at_once}" if at_once > 1 else ""
    print(f"{file.name}{times}, {len(data) // 1024:,} kB: {watch.most // MB} MB, {seconds:.1f} s: {answers[0]}")
    # A machine under load may let the last of several wait for too long: that is an answer as well.
    right = all(answer.startswith(file.answer) or (at_once > 1 and "Other files" in answer) for answer in answers)
    return right and watch.most <= MOST_MEMORY


class Zeros(io.RawIOBase):
    """A gigabyte, generated while it is read."""

    def __init__(self) -> None:
        self.left, self.was_read = 1 << 30, 0

    def read(self, size: int = -1) -> bytes:
        part = bytes(min(size if size >= 0 else MB, self.left))
        self.left -= len(part)
        self.was_read += len(part)
        return part


def gigabyte(client: Client, who: str) -> bool:
    body, start, before = Zeros(), time.perf_counter(), psutil.Process().memory_info().rss
    response = client.request(
        **{
            "wsgi.input": body,
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/admin/news/photo/upload/",
            "CONTENT_LENGTH": str(1 << 30),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        }
    )
    seconds, more = time.perf_counter() - start, (psutil.Process().memory_info().rss - before) // MB
    print(
        f"Upload of 1 GB by {who}: {response.status_code}, {body.was_read // MB} MB read, {more} MB held, "
        f"{seconds:.1f} s"
    )
    return response.status_code == 413 and more < 50


def main() -> None:
    right = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(FILES):
            path = Path(folder) / str(number)
            path.write_bytes(file.make())
            right.append(attempt(file, path.read_bytes()))
        right.append(attempt(FILES[0], (Path(folder) / "0").read_bytes(), at_once=4))
    with own_database("trial_big_files"):
        staff = Client(SERVER_NAME="localhost")
        staff.force_login(get_user_model().objects.create_superuser("trial", password="x"))
        right += [gigabyte(Client(SERVER_NAME="localhost"), "a visitor"), gigabyte(staff, "staff")]
    if not all(right):
        sys.exit("Something was not as it should be.")


if __name__ == "__main__":
    main()
