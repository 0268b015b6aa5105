"""Contents of articles for tests of their comparison: written out, and made up by Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from news.blocks.content import Content

PICTURE = {
    "photo": 7,
    "name": "Ice 7",
    "digest": "0a1b",
    "width": 1500,
    "height": 1000,
    "caption": "Blue ice.",
    "own_caption": False,
    "credit": "© ISU",
    "alt": "Ice",
    "decorative": False,
    "focus": [0.5, 0.4],
}


def picture(photo: int = 7, **values: Any) -> dict[str, Any]:
    return {**PICTURE, "photo": photo, "digest": f"{photo:04x}", **values}


def text(words: str) -> dict[str, Any]:
    return {"kind": "text", "html": f"<p>{words}</p>"}


def quote(words: str, **values: Any) -> dict[str, Any]:
    return {"kind": "quote", "paragraphs": [words], "speaker": "", "role": "", "noc": "", "address": "", **values}


def photo(key: int = 7, **values: Any) -> dict[str, Any]:
    return {"kind": "photo", **picture(key, **values)}


def content(*body: dict[str, Any], **values: Any) -> Content:
    made: Any = {
        "type": "report",
        "title": "A title",
        "slug": "a-title",
        "lead": "The lead.",
        "dateline": "",
        "byline": "",
        "event_id": None,
        "season_id": None,
        "hashtags": [],
        "hero": None,
        "body": list(body),
        "trailing": [],
    }
    return {**made, **values}


LETTERS = st.text(st.sampled_from("ab é,.–1 \n"), max_size=30)
HTML = st.lists(
    st.sampled_from(
        [
            "<p>One.</p>",
            "<h2>Two</h2>",
            '<p>3 <a href="/x">four</a></p>',
            *(f"<ol{each}><li>Five</li></ol>" for each in ("", ' start="2"', ' type="a"', ' start="2" type="I"')),
        ]
    ),
    max_size=3,
).map("".join)
PICTURES = st.builds(picture, st.integers(1, 3), caption=LETTERS, alt=LETTERS, focus=st.just([0.1, 0.2]))
BLOCKS = st.one_of(
    st.fixed_dictionaries({"kind": st.just("text"), "html": HTML | LETTERS.map("<p>{}</p>".format)}),
    st.builds(quote, LETTERS, speaker=LETTERS, role=LETTERS),
    PICTURES.map(lambda facts: {"kind": "photo", **facts}),
    st.fixed_dictionaries(
        {"kind": st.just("gallery"), "title": LETTERS, "photos": st.lists(PICTURES, max_size=3)},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("video"), "youtube": LETTERS, "title": LETTERS, "poster": st.none() | PICTURES}
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("table"),
            "caption": LETTERS,
            "header": st.just([]),
            "rows": st.lists(st.lists(LETTERS, min_size=2, max_size=2), max_size=3),
            "numeric": st.just([False, False]),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("result"), "race": st.integers(1, 3)}),
    st.fixed_dictionaries({"kind": st.just("standings"), "cup": st.integers(1, 3)}),
    st.fixed_dictionaries({"kind": st.just("watch"), "event": st.none() | st.integers(1, 3)}),
    st.fixed_dictionaries({"kind": st.just("calendar"), "season": st.none() | st.integers(1, 3)}),
)
CONTENTS = st.builds(
    lambda body, **values: content(*body, **values),
    st.lists(BLOCKS, max_size=8),
    title=LETTERS,
    lead=LETTERS,
    hashtags=st.lists(st.sampled_from(["a", "b"]), max_size=2),
    hero=st.none() | PICTURES,
    event_id=st.none() | st.integers(1, 2),
    trailing=st.lists(st.sampled_from(["watch", "about"]), unique=True),
)
