"""The table of settings and the sample for a server are as the code has them."""

from isuwc.settings import declared, reading
from isuwc.settings.env_file import parse
from tools.settings_table import PAGE, SAMPLE, page, sample


def test_table_and_sample_are_current():
    assert PAGE.read_text() == page(PAGE.read_text()), "Run `make settings` and commit docs/settings.md."
    assert SAMPLE.read_text() == sample(), "Run `make settings` and commit deploy/isuwc.env.sample."


def test_every_setting_stands_in_the_table_once():
    rows = [line.split("`")[1] for line in PAGE.read_text().splitlines() if line.startswith("| `")]
    assert rows == [each.name for each in declared.ALL]
    assert len(set(rows)) == len(rows)


def test_sample_lacks_nothing_but_its_secret():
    known = {each.name for each in declared.ALL}
    values = parse(SAMPLE.read_text(), "sample", known)
    _, problems = reading.read(values, declared.ALL)
    assert [words.split()[0] for words in problems] == ["SECRET_KEY"]
    # What it has as a comment is right as well, once the # is gone
    commented = [line[1:] for line in SAMPLE.read_text().splitlines() if line.startswith("#") and line[1:2].isupper()]
    _, problems = reading.read({**values, **parse("\n".join(commented), "comments", known)}, declared.ALL)
    assert [words.split()[0] for words in problems] == ["SECRET_KEY"]
    assert [line for line in commented if "=" not in line] == []
