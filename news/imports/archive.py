"""Takes the texts of the replaced site in, a folder of them with a table of their addresses.

Each text is taken whole or not at all, with its old address, so that an import that was interrupted goes on where it
stopped: a text that is here already is found by its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from events.models import Event
from isuwc.files.documents.reading import LONGEST
from isuwc.files.pictures.images import UnusablePictureError
from isuwc.files.tables.spreadsheets import Table, read_table
from isuwc.files.tables.tabular import Row
from isuwc.text.slugs import fold
from news.editions.publishing import publish
from news.editions.refusals import AlreadyPublishedError, PublishError
from news.imports.files import ENDINGS, PICTURE_ENDINGS, PhotoFile, UnreadableReportError, read_source
from news.imports.matching import names
from news.imports.moments import published_at, said_of_day
from news.imports.old_addresses import lead
from news.imports.planning import ArticlePlan, plan
from news.imports.waiting import reason_to_wait
from news.imports.writing import create_article
from news.models import Article

TABLE = Table("addresses", ("address", "file", "leads_to", "published", "title"), ("address",))
REPORT = ("file", "old address", "outcome", "article", "title", "published", "leads to", "doubts", "in words")


@dataclass(frozen=True)
class Asked:
    """What a row of the table says: of a text, or of an address without one."""

    addresses: tuple[str, ...] = ()
    published: str = ""
    title: str = ""


@dataclass(frozen=True)
class Taken:
    """What became of a text, or of an address: a row of the report."""

    file: str = ""
    address: str = ""
    outcome: str = ""  # imported, already here, not taken …
    article: Article | None = None
    title: str = ""
    published: str = ""
    leads_to: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def row(self) -> list[str | int | None]:
        number = self.article.pk if self.article else None
        facts: list[str | int | None] = [
            self.file,
            self.address,
            self.outcome,
            number,
            self.title,
            self.published,
            self.leads_to,
        ]
        return [*facts, len(self.doubts), " ".join(self.doubts)]


@dataclass
class Archive:
    """A folder of texts, and what is known of them. Raises DataError, TableError or ValueError for a wrong table."""

    folder: Path
    table: bytes = b""
    photos: Path | None = None
    event: Event | None = None
    credit: str = ""
    published: str = ""
    publishes: bool = False
    is_dry: bool = False
    asked: dict[str, Asked] = field(default_factory=dict)
    redirects: list[tuple[str, str]] = field(default_factory=list)  # addresses and pages

    def __post_init__(self) -> None:
        if self.published:
            published_at(self.published)
        self.pictures: dict[str, list[tuple[Path, PhotoFile]]] = {}
        for path in _files(self.photos or self.folder):
            if path.suffix.lower() in PICTURE_ENDINGS:
                self.pictures.setdefault(fold(path.stem), []).append((path, PhotoFile.at(path)))
        self.texts = [path for path in _files(self.folder) if path.suffix.lower() in ENDINGS]
        for row in read_table(TABLE, self.table, "addresses") if self.table else []:
            self._read(row)

    def _read(self, row: Row) -> None:
        address, file, page = row.required("address", 2_000), row.cells["file"], row.cells["leads_to"]
        if bool(file) == bool(page):
            raise row.error("leads_to", "a row has either a file or a page to which its address leads")
        if page:
            self.redirects.append((address, page))
            return
        if not any(file == self.name(path) for path in self.texts):
            raise row.error("file", f"{file!r} is not in the folder")
        if row.cells["published"]:
            row.read("published", row.cells["published"], published_at)
        before = self.asked.get(file, Asked())
        published, title = row.cells["published"] or before.published, row.text("title", 200) or before.title
        self.asked[file] = Asked((*before.addresses, address), published, title)

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def __len__(self) -> int:
        return len(self.texts) + len(self.redirects)

    def take(self) -> Iterator[Taken]:
        """Take one after the other; what came of each."""
        for path in self.texts:
            yield from self._take_text(path)
        for address, page in self.redirects:
            yield self._redirect(address, page)

    def _take_text(self, path: Path) -> Iterator[Taken]:
        name, asked = self.name(path), self.asked.get(self.name(path), Asked())
        taken = Taken(file=name, address=", ".join(asked.addresses))
        try:
            with path.open("rb") as file:
                source = read_source(file.read(LONGEST + 1), path.name)
            found, several = self._pictures_of(path)
            pictures = [*source.pictures, *found]
            planned = plan(source.text, pictures, self.event, asked.title, self.credit, source.doubts, source.links)
            planned = replace(planned, doubts=(*planned.doubts, *_which(planned, several)))
            if source.address and not asked.addresses:
                asked = replace(asked, addresses=(source.address,))
            published = asked.published or source.published or said_of_day(planned.report.dated) or self.published
            yield self._store(replace(taken, title=planned.title), planned, asked, published)
        except (UnreadableReportError, UnusablePictureError, OSError) as error:
            yield replace(taken, outcome="not taken", doubts=(str(error),))

    def _pictures_of(self, text: Path) -> tuple[list[PhotoFile], list[list[Path]]]:
        """The pictures that may be the text's, those nearest to it; and those of one name that are equally near."""
        own = (self.photos or self.folder) / text.parent.relative_to(self.folder)
        taken, several = [], []
        for found in self.pictures.values():
            beside = [each for each in found if each[0].parent == own]
            near = beside or [each for each in found if each[0].is_relative_to(own)] or found
            if len(near) == 1:
                taken.append(near[0][1])
            else:
                several.append([path for path, _ in near])
        return taken, several

    def _store(self, taken: Taken, planned: ArticlePlan, asked: Asked, published: str) -> Taken:
        doubts = [*planned.doubts, *(f"Line {line.number}: {line.doubt}" for line in planned.report.doubts)]
        taken = replace(taken, address=", ".join(asked.addresses), published=published, doubts=tuple(doubts))
        if self.is_dry:
            outcome = "already here" if planned.earlier else "would be imported"
            return replace(taken, article=planned.earlier, outcome=outcome)
        with transaction.atomic():
            article = planned.earlier or create_article(planned, by=None)
            failed = _lead_all(asked.addresses, article)
        outcome = "already here" if planned.earlier else "imported"
        if self.publishes:
            said, problems = _publish(article, planned, published)
            outcome, failed = f"{outcome}, {said}", [*failed, *problems]
        live = article.old_addresses.first()
        return replace(
            taken,
            article=article,
            outcome=outcome,
            leads_to=(live.leads_to or f"article {article.pk}, once it is published") if live else "",
            doubts=(*taken.doubts, *failed),
        )

    def _redirect(self, address: str, page: str) -> Taken:
        taken = Taken(address=address, leads_to=page)
        if self.is_dry:
            return replace(taken, outcome="would lead there")
        try:
            with transaction.atomic():
                return replace(taken, outcome="leads there", leads_to=lead(address, page=page).target)
        except ValidationError as error:
            return replace(taken, outcome="not taken", doubts=tuple(error.messages))
        except DatabaseError as error:
            return replace(taken, outcome="not taken", doubts=(_refused(error),))


def _lead_all(addresses: tuple[str, ...], article: Article) -> list[str]:
    """Why old addresses can't lead to the article."""
    failed = []
    for address in addresses:
        try:
            with transaction.atomic():
                lead(address, article)
        except ValidationError as error:
            failed += [f"The old address {address} was not taken: {words}" for words in error.messages]
        except DatabaseError as error:
            failed.append(f"The old address {address} was not taken: {_refused(error)}")
    return failed


def _refused(error: DatabaseError) -> str:
    return f"The database refused it: {str(error).partition(chr(10))[0]}"


def _which(planned: ArticlePlan, several: list[list[Path]]) -> list[str]:
    """A doubt for each picture that could be one of several files."""
    return [
        f"Picture {photo.name}: {len(paths)} files have that name, and none is nearer to the text: "
        f"{', '.join(path.parent.name + '/' + path.name for path in paths[:5])}. None was taken."
        for photo in planned.photos
        for paths in several
        if photo.is_awaited and names(photo.picture, paths[0].stem)
    ]


def _publish(article: Article, planned: ArticlePlan, said: str) -> tuple[str, list[str]]:
    """Publish the article with the date that it had; how that went, and what stands in the way.

    What is here already may have people who work on it: it is published only as it was imported, and only once.
    """
    if planned.earlier and article.periods.exists():
        return "published before", []
    if planned.earlier and article.changed_by_id is not None:
        return "a draft", ["People work on this draft, so it was left as it is."]
    if reason := reason_to_wait(article, planned):
        return "a draft", [reason]
    try:
        if not said:
            return "a draft", ["It is not known when it was published, so it stays a draft."]
        publish(article, by=None, goes_live_at=published_at(said))
    except AlreadyPublishedError:
        return "published before", []
    except ValueError as error:
        return "a draft", [str(error)]
    except PublishError as error:
        return "a draft", list(error.problems)
    return "published", []


def _files(folder: Path) -> list[Path]:
    """All files below the folder, in the order of their names, hidden ones left out."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
