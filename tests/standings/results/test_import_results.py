"""The command `import_results`."""

import pytest
from django.core.management import CommandError, call_command

from events.models import Race
from standings.models import Alias, Competitor, Cup, Result, SheetImport, Standing
from tests.factories import events, sheets
from tests.factories import standings as factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A sheet with its signed copy in a folder below, and the world in which they make sense."""
    cup = factories.cup()
    events.event(season=cup.season, number=1)
    (tmp_path / "signed").mkdir()
    (tmp_path / "sheet.pdf").write_bytes(sheets.WOMEN_500.pdf())
    (tmp_path / "signed" / "copy.PDF").write_bytes(sheets.WOMEN_500.pdf() + b"%signed\n")
    (tmp_path / "readme.txt").write_text("Not a sheet, and not asked for.")
    return tmp_path


def test_folder_goes_in_and_says_what_it_did(folder, capsys):
    call_command("import_results", folder)
    said = capsys.readouterr().out
    assert "1st 500m Women (sheet.pdf): 5 lines" in said
    assert "new: Anna EXAMPLE (NED)" in said
    assert said.endswith(
        "Races: 1 created, 0 updated, 0 unchanged, 0 waiting.\n"
        "World Cup 1, Stavanger 2025/26: missing: 1st 500m Women Division B, not in the programme; nothing here says "
        "whether it was held.\n"
        "World Cup 1, Stavanger 2025/26: 2 other races without a result.\n"
    )
    assert (Result.objects.count(), Standing.objects.newest().count()) == (5, 5)
    call_command("import_results", folder)
    assert "Races: 0 created, 0 updated, 1 unchanged, 0 waiting.\n" in capsys.readouterr().out


def test_dry_run_says_it_and_changes_nothing(folder, capsys):
    call_command("import_results", folder, "--dry-run")
    assert capsys.readouterr().out.endswith(
        "Races: 1 would be created, 0 would be updated, 0 would be unchanged, 0 would be waiting.\n"
    )
    found = [model.objects.count() for model in (Result, Competitor, Race, SheetImport, Standing)]
    assert found == [0, 0, 0, 0, 0]


def test_file_that_is_no_sheet_is_named_and_the_others_go_in(folder, capsys):
    (folder / "minutes.pdf").write_bytes(b"%PDF-1.4 rubbish")
    with pytest.raises(CommandError, match="1 file refused, 0 sheets not applied"):
        call_command("import_results", folder)
    assert "minutes.pdf: refused, it is broken, or no PDF." in capsys.readouterr().err
    assert Result.objects.count() == 5


def test_doubt_is_said_with_the_way_to_decide_it(folder, capsys):
    known = factories.skater("Anna Exemple")
    with pytest.raises(CommandError, match="0 files refused, 1 sheet not applied"):
        call_command("import_results", folder, "--new-names")
    assert '--name "Anna EXAMPLE=anna-exemple" or =new' in capsys.readouterr().out
    assert Result.objects.count() == 0
    call_command("import_results", folder, "--new-names", "--name", "Anna EXAMPLE=anna-exemple")
    assert Result.objects.get(rank=1).competitor == known
    assert Alias.objects.get().competitor == known


def test_names_like_nobody_s_wait_until_they_are_said_to_be_new(folder, capsys):
    factories.skater("Anna Example")
    with pytest.raises(CommandError, match="0 files refused, 1 sheet not applied"):
        call_command("import_results", folder)
    assert "Erin SAMPLE (USA): no skater of USA here has a name like it; --new-names" in capsys.readouterr().out
    assert Competitor.objects.count() == 1
    call_command("import_results", folder, "--new-names")
    assert (Competitor.objects.count(), Result.objects.count()) == (5, 5)


def test_changed_notes_wait_until_they_are_confirmed(folder, capsys):
    call_command("import_results", folder)
    (folder / "signed" / "copy.PDF").unlink()
    (folder / "sheet.pdf").write_bytes(sheets.WOMEN_500.but(notes={3: "T10"}).pdf())
    with pytest.raises(CommandError, match="1 sheet not applied"):
        call_command("import_results", folder)
    said = "Ingrid Prøve: notes T10 → none; compare it with the sheet, then --confirm\n"
    assert said in capsys.readouterr().out
    assert Result.objects.get(bib=302).notes == "T10"
    call_command("import_results", folder, "--confirm")
    assert "Races: 0 created, 1 updated, 0 unchanged, 0 waiting.\n" in capsys.readouterr().out
    assert list(Result.objects.exclude(notes="").values_list("bib", flat=True)) == [301]


def test_note_that_may_be_out_of_date_is_named(folder, capsys):
    Cup.objects.update(note="No sheet is at hand.")
    call_command("import_results", folder)
    said = "Is this note still true? 500m Women: “No sheet is at hand.” Since then: 1st 500m Women, World Cup 1, "
    assert said in capsys.readouterr().out
    call_command("import_results", folder)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "reason"),
    [("Nobody=anna-exemple", "no sheet has the name 'Nobody'"), ("Anna EXAMPLE=nobody", "there is no skater 'nobody'")],
)
def test_decision_about_nobody_is_refused(folder, name, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("import_results", folder, "--name", name)


def test_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="there is no file or folder"):
        call_command("import_results", tmp_path / "nothing")
