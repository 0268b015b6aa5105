"""Every kind of table is whole: columns, commands, a page of the admin, who may, and its own export read back.

Kinds are found wherever an app declares one. A new one fails here by its name until it has all of these and a sample.
"""

import datetime
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command, get_commands, load_command_class
from django.urls import resolve

from events.models import Event, Listing, Race, Session, Showing
from isuwc.files.tables.spreadsheets import WRITERS, as_csv, read_table
from isuwc.site.middleware.upload_limits import ROUTES, TABLE_FORM
from isuwc.tables.commands import ExportCommand, ImportCommand
from isuwc.tables.kinds import Kind
from isuwc.tables.plans import apply
from tests.factories import events as factories


@dataclass(frozen=True)
class Sample:
    """Something of a kind in the database, and how the kind is reached for it."""

    forget: Callable[[], Any]  # takes away what the table has brought, and nothing that it may name
    page: str
    export: str  # without the ending
    chosen: dict[str, Any] = field(default_factory=dict)  # for the kind's `rows`
    options: tuple[str, ...] = ()  # of the export command
    keys: tuple[str, ...] = ()  # columns of keys, which are others once it is made anew


def listings() -> Sample:
    factories.listing(channel="=Example 1", note="Żółć; “quoted”", is_exclusive=True)
    return Sample(
        forget=Listing.objects.all().delete,
        page="/admin/events/listing/import/",
        export="/admin/events/listing/export",
        keys=("id",),
    )


def showings() -> Sample:
    starts_at = datetime.datetime(2025, 11, 14, 18, tzinfo=datetime.UTC)
    session = factories.session(starts_at=starts_at)
    later = starts_at + datetime.timedelta(minutes=30)
    Showing.objects.create(listing=factories.listing(), session=session, starts_at=later, note="Example 2, then 1")
    return Sample(
        forget=Showing.objects.all().delete,
        page="/admin/events/listing/sessions/import/",
        export="/admin/events/listing/sessions/export",
    )


def programme() -> Sample:
    starts_at = datetime.datetime(2025, 11, 14, 18, tzinfo=datetime.UTC)
    race = factories.race(session=factories.session(starts_at=starts_at, name="Evening"), starts_at=starts_at)
    factories.session(event=race.event)
    address = f"/admin/events/event/{race.event.pk}/programme"
    return Sample(
        forget=lambda: (Race.objects.all().delete(), Session.objects.all().delete()),
        page=f"{address}/",
        export=address,
        chosen={"events": Event.objects.all()},
        options=("--season", "2025-26"),
    )


SAMPLES = {"listings": listings, "programme": programme, "showings": showings}


def kinds() -> Iterator[Kind]:
    """Those that a module of an app declares."""
    for app in ("events", "standings", "news"):
        for module in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
            if ".migrations" not in module.name:
                yield from (each for each in vars(importlib.import_module(module.name)).values() if type(each) is Kind)


@pytest.fixture(scope="module")
def found() -> dict[str, Kind]:
    named: dict[str, Kind] = {}
    for kind in kinds():
        assert named.setdefault(kind.name, kind) is kind, f"two kinds of table are called {kind.name}"
    return named


@pytest.fixture(params=sorted(SAMPLES))
def kind(request, found) -> Kind:
    return found[request.param]


@pytest.fixture
def sample(kind, db) -> Sample:
    return SAMPLES[kind.name]()


def cells(kind: Kind, sample: Sample) -> list[list[str]]:
    return [list(row) for row in kind.rows(**sample.chosen)]


def test_every_kind_has_a_sample_here(found):
    assert sorted(found) == sorted(SAMPLES)


def test_columns_are_named_once_and_the_needed_ones_are_among_them(kind):
    columns = kind.table.columns
    assert len(set(columns)) == len(columns)
    assert set(kind.table.needed) - set(columns) == set()


def test_every_column_says_what_it_takes_and_what_others_call_it_is_said_once(kind):
    columns = kind.layout.by_name
    assert set(kind.table.columns) - set(columns) == set()
    assert len(columns) == len(kind.layout.columns)
    assert [name for name, column in columns.items() if not column.takes] == []
    assert {each for column in columns.values() for each in column.filled} - set(kind.table.columns) == set()


def test_every_row_out_has_a_cell_for_each_column(kind, sample):
    rows = cells(kind, sample)
    assert rows
    assert {len(row) for row in rows} == {len(kind.table.columns)}


@pytest.mark.parametrize(("verb", "base"), [("import", ImportCommand), ("export", ExportCommand)])
def test_kind_has_its_commands(kind, verb, base):
    name = f"{verb}_{kind.name}"
    assert name in get_commands(), f"{name}: there is no such command"
    command = load_command_class(get_commands()[name], name)
    assert (isinstance(command, base), command.kind is kind, bool(command.help)) == (True, True, True)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_own_export_comes_back_by_the_commands_without_a_change(kind, sample, suffix, tmp_path, capsys):
    file, before = tmp_path / f"table.{suffix}", cells(kind, sample)
    call_command(f"export_{kind.name}", file, *sample.options)
    call_command(f"import_{kind.name}", file)
    assert capsys.readouterr().out.splitlines() == [
        f"{kind.table.name}: {len(before)} rows written to {file}.",
        f"{kind.table.name}: 0 created, 0 updated, {unchanged(kind, before)} unchanged.",
    ]
    assert cells(kind, sample) == before


def unchanged(kind: Kind, rows: list[list[str]]) -> int:
    """What the rows are of, counted by a plan of them."""
    return int(kind.plan(read_table(kind.table, as_csv(kind.table, rows), "table.csv")).unchanged)


def test_own_export_brings_back_what_was_lost(kind, sample):
    before = without_keys(kind, sample)
    sample.forget()
    assert cells(kind, sample) == []
    planned = kind.plan(read_table(kind.table, as_csv(kind.table, before), "table.csv"))
    assert ([str(error) for error in planned.errors], planned.created > 0) == ([], True)
    told: list[int] = []
    apply(planned, told.append)
    assert (sum(told), without_keys(kind, sample)) == (len(planned.changes), before)


def without_keys(kind: Kind, sample: Sample) -> list[list[str]]:
    rows = cells(kind, sample)
    return [
        ["" if column in sample.keys else cell for column, cell in zip(kind.table.columns, row, strict=True)]
        for row in rows
    ]


def test_own_export_comes_back_by_the_page_without_a_change(kind, sample, client):
    sign_in(client, kind.permissions)
    assert ROUTES.get(resolve(sample.page).view_name) == TABLE_FORM, "the page takes no file of a table's size"
    assert client.get(sample.page).context["form"].of.kind is kind
    for suffix in WRITERS:
        file = client.get(f"{sample.export}.{suffix}")
        upload = SimpleUploadedFile(f"table.{suffix}", file.content)
        page = client.post(sample.page, {"file": upload, "_look": "1", "is_whole": ""})
        assert (page.context["plan"].errors, page.context["plan"].changes) == ((), ())
        assert page.context["columns"] == kind.table.columns


def test_each_permission_is_needed(kind, sample, client):
    assert kind.permissions
    for missing in kind.permissions:
        sign_in(client, tuple(each for each in kind.permissions if each != missing))
        answers = [client.get(sample.page), client.post(sample.page, {"text": ""}), client.get(f"{sample.export}.csv")]
        assert [answer.status_code for answer in answers] == [403, 403, 403], missing


def sign_in(client, permissions: tuple[str, ...]) -> None:
    number = User.objects.count() + 1
    user = User.objects.create_user(f"staff-{number}", is_staff=True)
    for permission in permissions:
        app, codename = permission.split(".")
        assert apps.is_installed(app)
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    client.force_login(user)
