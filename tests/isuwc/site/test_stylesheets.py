"""A page's styles: named by its kind, in the source a file for each part, where they are collected one file."""

import re
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from isuwc.site.stylesheets import EMBED, FOLDER, JOINED, KINDS, NEWSROOM, BundlingStorage, bundle, parts
from isuwc.site.templatetags.site import stylesheets

PROJECT = Path(site_settings.BASE_DIR)
SOURCES = PROJECT / "isuwc" / "site" / "static"
NEWSROOM_PARTS = {part for parts in NEWSROOM.values() for part in parts}
FILES = {path.relative_to(SOURCES).as_posix(): path for path in (SOURCES / FOLDER).rglob("*.css")}


def collected(folder: Path, *, scripts: bool = False) -> BundlingStorage:
    """The storage of a folder after styles and fonts were collected there, and if asked for our own scripts."""
    storage = BundlingStorage(location=folder, base_url="/static/")
    paths = {}
    for finder in finders.get_finders():
        for name, source in finder.list([]):
            is_script = scripts and name.endswith(".js") and "site-packages" not in str(source.location)
            if name.startswith((FOLDER, "isuwc/fonts/")) or name in NEWSROOM_PARTS or is_script:
                with source.open(name) as file:
                    storage.save(name, file)
                paths[name] = (storage, name)
    assert [error for _, _, error in storage.post_process(paths) if isinstance(error, Exception)] == []
    return storage


def source_of(name: str) -> str:
    return Path(str(finders.find(name))).read_text()


def test_every_stylesheet_of_the_source_is_part_of_a_page_and_none_is_missing_or_has_the_name_of_a_page():
    assert {part for kind in (*KINDS, *EMBED) for part in parts(kind)} == set(FILES)
    assert [kind for kind in KINDS if bundle(kind) in FILES or len(set(parts(kind))) < len(parts(kind))] == []


def test_no_stylesheet_has_more_than_300_lines():
    assert {name: lines for name, path in FILES.items() if (lines := len(path.read_text().splitlines())) > 300} == {}


def test_only_files_beside_the_joined_ones_name_other_files():
    """An address in a stylesheet is relative to it, and would lead elsewhere out of another folder."""
    assert [name for name, path in FILES.items() if "components/" in name and "url(" in path.read_text()] == []
    apart = [name for name in sorted(NEWSROOM_PARTS) if not name.startswith(FOLDER)]
    assert len(apart) == 6
    assert [name for name in apart if "url(" in source_of(name)] == []


def test_templates_name_every_kind_of_page_and_no_other():
    templates = (PROJECT / "templates").rglob("*.html")
    named = [kind for path in templates for kind in re.findall(r'{% stylesheets "([\w-]+)" %}', path.read_text())]
    assert set(named) == set(JOINED)
    assert [kind for kind in NEWSROOM if named.count(kind) != 1] == []


def test_in_the_source_a_page_links_to_each_part_in_order():
    links = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)">', stylesheets("search"))
    assert links == parts("search")
    assert (links[0], links[-2:]) == (
        "isuwc/css/font.css",
        ["isuwc/css/components/suggestions.css", "isuwc/css/print.css"],
    )
    with pytest.raises(KeyError):
        stylesheets("nothing")


def test_collected_a_page_links_to_one_file_with_all_its_parts_and_a_hash_in_its_name(settings, tmp_path):
    storage = collected(tmp_path)
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "isuwc.site.stylesheets.BundlingStorage"}}
    assert staticfiles_storage.joins_stylesheets
    for kind in JOINED:
        (name,) = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)">', stylesheets(kind))
        assert re.fullmatch(rf"{FOLDER}{kind}\.[0-9a-f]{{12}}\.css", name)
        text = (tmp_path / name).read_text()
        assert bool(re.search(r"archivo\.[0-9a-f]{12}\.woff2", text)) == (f"{FOLDER}font.css" in parts(kind))
        at = [text.index(source_of(part).split("\n", 1)[0]) for part in parts(kind)]
        assert at == sorted(at)
        assert storage.exists(f"{name}.gz")


def test_collecting_again_joins_what_is_there_now_and_a_dry_run_nothing(tmp_path):
    storage, name = collected(tmp_path), bundle("search")
    first = storage.stored_name(name)
    (tmp_path / "isuwc/css/print.css").write_text("/* Another. */\n")
    assert list(storage.post_process({part: (storage, part) for part in parts("search")}, dry_run=True)) == []
    assert storage.stored_name(name) == first
    list(storage.post_process({part: (storage, part) for kind in JOINED for part in parts(kind)}))
    second = storage.stored_name(name)
    assert second != first
    assert (tmp_path / second).read_text().rstrip().endswith("/* Another. */")


def test_collected_scripts_name_each_other_with_their_hashes(tmp_path):
    """Else a browser asks for each again after a minute, and runs one twice that a page names as well."""
    collected(tmp_path, scripts=True)
    scripts = [path for path in tmp_path.rglob("*.js") if re.search(r"\.[0-9a-f]{12}\.js$", path.name)]
    named = [
        (path, name)
        for path in scripts
        for name in re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", path.read_text())
    ]
    assert len(named) > 40
    assert [(path.name, name) for path, name in named if (path.parent / name).resolve() not in scripts] == []


def test_what_a_script_sets_for_the_whole_page_is_no_token_of_the_stylesheets():
    """It would stand in its place on the whole page, as the height of a bar did for the width of every line."""
    apps = ("isuwc", "events", "standings", "news")
    files = [path for app in apps for path in (PROJECT / app).rglob("*")]
    scripts = "".join(path.read_text() for path in files if path.suffix == ".js")
    styles = "".join(path.read_text() for path in files if path.suffix == ".css")
    set_by_scripts = set(re.findall(r'root\.style\.setProperty\(\s*"(--[\w-]+)"', scripts))
    assert "--steps-height" in set_by_scripts
    assert set_by_scripts & set(re.findall(r"(--[\w-]+)\s*:", styles)) == set()


def test_no_style_goes_by_how_a_phone_is_held():
    """axe is not asked about it (tests/browser/soundness.py), as it would fetch all styles anew for that alone."""
    apps = ("isuwc", "events", "standings", "news")
    styles = [path for app in apps for path in (PROJECT / app).rglob("*.css")]
    assert len(styles) > 20
    assert [path.name for path in styles if re.search(r"\(\s*orientation\s*:", path.read_text())] == []


def test_browsers_without_pairs_of_colours_are_given_both_sides_of_each():
    """Tests of browsers show that they look the same (tests/browser/test_colours.py)."""
    text = FILES[f"{FOLDER}tokens.css"].read_text()
    pairs = re.findall(r"(--[\w-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\);", text)
    assert text.count(": light-dark(") == len(pairs) + 1  # the question whether it is known
    light, _, dark = text.partition("@supports not")[2].partition("@media screen")
    sides = [re.findall(r"(--[\w-]+): (oklch\([^)]+\));", side) for side in (light, dark)]
    assert sides == [[(name, each) for name, each, _ in pairs], [(name, each) for name, _, each in pairs]]


def test_tokens_alone_say_what_is_dark():
    """Others say .night, which holds for browsers without pairs of colours too."""
    others = [name for name in FILES if not name.endswith("/tokens.css")]
    assert [name for name in others if re.search(r"light-dark\(|[^-]color-scheme:", FILES[name].read_text())] == []
