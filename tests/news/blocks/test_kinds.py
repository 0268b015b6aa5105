"""Each kind of block is in every place that has to know it, and editions of any age are read and written unchanged."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

import news.blocks
import news.models.blocks
import news.pages.blocks
from isuwc.text.html import plain
from news.admin.articles.form.blocks import INLINES
from news.blocks.facts import BlockFacts
from news.blocks.kinds import KINDS, read
from news.blocks.result import ResultFacts
from news.blocks.standings import StandingsFacts
from news.editions.publishing import publish
from news.editions.snapshot import photos_in
from news.models import BLOCKS, Article
from news.models.blocks import Block
from tests.factories import news as factories
from tests.factories.blocks import FACTORIES

ROOT = Path(settings.BASE_DIR)
ONLY_FOLLOWS = {"about"}  # stands below a story by itself, never in a body
ALSO_SHOWN_AS = {"cup"}  # standings of one cup look otherwise than links to those of a season


def modules(package) -> Iterator[str]:
    for found in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{found.name}")
        yield found.name


def kinds_below(base: type) -> set[str]:
    """The kinds of all classes that are made of it and name one themselves."""
    own = {base.__dict__["kind"]} if "kind" in base.__dict__ else set()
    return own.union(*map(kinds_below, base.__subclasses__()))


def kinds_of(classes) -> set[str]:
    return {each._meta.model_name.removesuffix("block") for each in classes}


def documented() -> set[str]:
    """The kinds whose names are in the list of docs/journalists.md."""
    said = re.search(r"opens the list of kinds: ([^.]*)\.", (ROOT / "docs/journalists.md").read_text())
    names = {" ".join(name.split()) for name in said[1].split(",")} if said else set()
    return {kind for kind, facts in KINDS.items() if facts.name in names}


MODULES = {package: set(modules(package)) for package in (news.blocks, news.models.blocks, news.pages.blocks)}
TEMPLATES = {path.stem.removeprefix("_") for path in (ROOT / "templates/news/blocks").glob("_*.html")} - ALSO_SHOWN_AS
IN_EVERY_BODY = {
    "a model (subclass of Block)": kinds_of(Block.__subclasses__()),
    "its module news/models/blocks/<kind>.py": MODULES[news.models.blocks] - {"block"},
    "BLOCKS in news/models/blocks/__init__.py": kinds_of(BLOCKS),
    "INLINES in news/admin/articles/form/blocks.py": kinds_of(inline.model for inline in INLINES),
    "the list of docs/journalists.md": documented(),
    "FACTORIES in tests/factories/blocks.py": set(FACTORIES),
}
EVERYWHERE = {
    "its facts (subclass of BlockFacts)": kinds_below(BlockFacts),
    "its module news/blocks/<kind>.py": MODULES[news.blocks] - {"content", "facts", "figures", "kinds", "pasted"},
    "AnyFacts in news/blocks/kinds.py": set(KINDS),
    "its module news/pages/blocks/<kind>.py": MODULES[news.pages.blocks] - {"found", "kinds", "shown"},
    "its template templates/news/blocks/_<kind>.html": TEMPLATES,
}
ALL = set[str]().union(*EVERYWHERE.values(), *IN_EVERY_BODY.values())
IN_BODIES = sorted(ALL - ONLY_FOLLOWS)


@pytest.mark.parametrize("kind", sorted(ALL))
def test_kind_of_block_is_in_every_place(kind):
    places = EVERYWHERE if kind in ONLY_FOLLOWS else EVERYWHERE | IN_EVERY_BODY
    missing = [place for place, kinds in places.items() if kind not in kinds]
    assert not missing, f"{kind} is missing in: {'; '.join(missing)}"


def test_form_has_the_kinds_in_the_order_in_which_contents_have_them():
    assert [inline.model for inline in INLINES] == list(BLOCKS)


def test_kinds_that_follow_a_story_are_those_of_its_ticks():
    assert {kind for kind, facts in KINDS.items() if facts.follows_by_itself} == set(Article().trailing)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["Journalist", "Editor"])
def test_whoever_writes_may_use_every_kind_of_block(role):
    held = set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))
    needed = {f"{action}_{kind}block" for action in ("view", "add", "change", "delete") for kind in IN_BODIES}
    assert needed - held == set()


@pytest.fixture
def article():
    return factories.article()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", IN_BODIES)
def test_block_that_is_saved_is_in_the_published_article(client, article, kind):
    block = FACTORIES[kind](article)
    edition = publish(article, by=None)
    assert edition.body == [block.facts()]
    assert block._meta.verbose_name == KINDS[kind].name
    response = client.get(edition.get_absolute_url())
    (shown,) = response.context["page"].blocks
    assert shown.kind in {kind, *ALSO_SHOWN_AS}
    assert shown.template in {template.name for template in response.templates}
    page = unescape(re.sub("<[^<>]*>", " ", response.text))
    assert [words for words in read(edition.body[0]).words() if not is_in(words, page)] == []


NOT_WORDS = {"region", "youtube_id"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", IN_BODIES)
def test_texts_of_a_block_are_found_by_search(article, kind):
    block = FACTORIES[kind](article)
    texts = [
        plain(getattr(block, field.name))
        for field in block._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices and field.name not in NOT_WORDS
    ]
    words = publish(article, by=None).words
    assert [text for text in texts if not text or not is_in(text, words)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", IN_BODIES)
def test_photos_of_a_block_are_those_of_its_edition(article, kind):
    block = FACTORIES[kind](article)
    used = {each.pk for each in _photos(block)}
    edition = publish(article, by=None)
    assert set(edition.photos.values_list("pk", flat=True)) == used
    # The facts themselves, so that a correction reaches the content that holds them
    content = {"hero": None, "body": [block.facts()]}
    for facts in photos_in(content):
        facts["caption"] = "Corrected"
    assert json.dumps(content).count("Corrected") == len(used)


def _photos(block: Block) -> Iterator[models.Model]:
    for field in (*block._meta.fields, *block._meta.many_to_many):
        if field.related_model is news.models.Photo:
            value = getattr(block, field.name)
            yield from value.all() if field.many_to_many else [value]


def is_in(text: str, words: str) -> bool:
    """Whether each word of the text is there."""
    return set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", words))


# What editions keep

PHOTO = {
    "photo": 7,
    "digest": "0a1b",
    "width": 1500,
    "height": 1000,
    "caption": "Blue ice.",
    "credit": "© ISU",
    "alt": "Ice",
    "decorative": False,
    "focus": [0.5, 0.4],
}
KOK = {"rank": 1, "name": "Femke Kok", "noc": "NED", "country": "Netherlands", "text": "36.09"}
HELD = {"on": "2025-11-16", "after": "after World Cup 1", "note": "Provisional.", "rows": [KOK]}
KEPT = [
    {"kind": "text", "html": "<p>Words.</p>"},
    {"kind": "quote", "paragraphs": ["“One.”", "“Two.”"], "speaker": "Kok", "role": "", "noc": "NED", "address": "/s/"},
    {"kind": "quote", "paragraphs": [], "speaker": "Kok", "role": "", "noc": "NED", "address": "/s/", "skater": 9},
    {"kind": "photo", **PHOTO},  # as the first editions have it
    {"kind": "photo", **PHOTO, "name": "Ice 7", "own_caption": True},
    {"kind": "gallery", "title": "", "photos": [PHOTO, PHOTO]},
    {"kind": "video", "youtube": "abcdefghijk", "title": "A video", "poster": None},
    {"kind": "video", "youtube": "abcdefghijk", "title": "A video", "poster": PHOTO},
    {"kind": "table", "caption": "", "header": [], "rows": [["a", "1"], ["b", "2"]], "numeric": [False, True]},
    {"kind": "result", "race": 3},
    {"kind": "result", "race": 3, "fixed": True},  # of a working copy that was never published
    {"kind": "result", "race": 3, "fixed": True, "held": {"on": "2025-11-16", "after": "", "rows": [KOK]}},
    {"kind": "standings", "cup": 4},
    {"kind": "standings", "cup": 4, "fixed": True, "held": HELD},
    # FixedFigures before notes were kept, which said the event without “after”
    {
        "kind": "standings",
        "cup": 4,
        "fixed": True,
        "held": {"on": "2025-11-16", "after": "World Cup 1, Calgary", "rows": []},
    },
    {"kind": "standings", "season": 5, "category": "women"},
    {"kind": "standings", "season": None, "category": ""},
    {"kind": "watch", "event": 6},
    {"kind": "watch", "event": None},
    {"kind": "calendar", "season": 5},
    {"kind": "calendar", "season": None},
    {"kind": "about", "series": 1},
]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept["kind"])
def test_json_of_an_edition_is_read_and_written_unchanged(kept):
    assert read(kept).as_json() == kept


def test_every_kind_has_an_example_of_its_json():
    assert {kept["kind"] for kept in KEPT} == set(KINDS)


@given(st.builds(ResultFacts) | st.builds(StandingsFacts, cup=st.integers(1), season=st.none(), category=st.just("")))
def test_figures_that_are_held_come_back_from_json_as_they_were(block):
    assert read(json.loads(json.dumps(block.as_json()))) == block


def test_kind_that_there_never_was_is_refused():
    with pytest.raises(KeyError, match="poll"):
        read({"kind": "poll"})
