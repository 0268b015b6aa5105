"""The file of settings: what a line means, and which line is odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.settings.env_file import FileProblemError, parse, read

KNOWN = {"SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SECRET_KEY=$a#b\\n`c`", "$a#b\\n`c`"),
        ("SECRET_KEY = spaced ", "spaced"),
        ("SECRET_KEY='quoted'", "quoted"),
        ('SECRET_KEY="quoted"', "quoted"),
        ("SECRET_KEY=\"half'", "\"half'"),
        ("SECRET_KEY='", "'"),
        ("export SECRET_KEY=of-a-shell", "of-a-shell"),
        ("SECRET_KEY=", ""),
        ("SECRET_KEY=a=b", "a=b"),
    ],
)
def test_value_is_what_follows_as_it_stands(line, value):
    assert parse(f"# a comment\n\n{line}\n", "file", KNOWN) == {"SECRET_KEY": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SECRET_KEY", "file, line 1: a line is NAME=value, or a comment that begins with #."),
        ("\n- x", "file, line 2: a line is NAME=value, or a comment that begins with #."),
        ("ALLOWED_HOST=x", "file, line 1: there is no setting ALLOWED_HOST. Is ALLOWED_HOSTS meant?"),
        ("COLOUR=red", "file, line 1: there is no setting COLOUR. docs/settings.md lists all."),
        ("SITE_URL=a\nSITE_URL=b", "file, line 2: SITE_URL stands here a second time."),
    ],
)
def test_odd_line_is_named(text, said):
    with pytest.raises(FileProblemError) as raised:
        parse(text, "file", KNOWN)
    assert str(raised.value) == said


@pytest.mark.parametrize("name", ["PGSSLROOTCERT", "TZ", "HTTPS_PROXY"])
def test_what_others_read_from_the_environment_is_not_passed_over_in_silence(name):
    with pytest.raises(FileProblemError, match=f"file, line 2: {name} does nothing here"):
        parse(f"SECRET_KEY=x\n{name}=y", "file", KNOWN)


def test_file_that_is_not_there_or_no_text_is_said(tmp_path):
    with pytest.raises(FileProblemError, match="there is no such file"):
        read(tmp_path / "none.env", KNOWN)
    with pytest.raises(FileProblemError, match="can't be read"):
        read(tmp_path, KNOWN)
    (tmp_path / "latin.env").write_bytes(b"SECRET_KEY=\xff")
    with pytest.raises(FileProblemError, match="can't be read"):
        read(tmp_path / "latin.env", KNOWN)


@given(st.text())
def test_any_text_is_read_or_refused_with_its_line(text):
    try:
        assert set(parse(text, "file", KNOWN)) <= KNOWN
    except FileProblemError as error:
        assert str(error).startswith("file, line ")
