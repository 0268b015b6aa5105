"""How long it takes to compare two versions of a long article: `.venv/bin/python -m bench.comparing`.

40 blocks with 3,000 words, of which every third block is changed in a few words, three are moved, two added and two
removed; and the worst there is: two versions of that length that have nothing in common, and one block of 3,000 words.
Of nine times the shortest counts, which other work on the machine disturbed least.
"""

import random
import time

from news.blocks.content import Content
from news.editions.versions.comparing.compare import compare

BLOCKS, WORDS = 40, 3000
VOCABULARY = [f"{start}{end}" for start in ("ice", "lap", "skat", "rac", "won", "the", "of") for end in range(60)]


def main() -> None:
    random.seed(22)
    texts = [_words(WORDS // BLOCKS) for _ in range(BLOCKS)]
    other = [text if n % 3 else [*text[:20], *_words(6), *text[24:]] for n, text in enumerate(texts)]
    other = [*other[5:8], *other[:5], _words(75), *other[10:], _words(75)]
    _measure("two versions", _content(texts), _content(other))
    _measure("nothing in common", _content(texts), _content([_words(WORDS // BLOCKS) for _ in range(BLOCKS)]))
    _measure("one block", _content([_words(WORDS)]), _content([_words(WORDS)]))
    _measure("the same", _content(texts), _content(texts))


def _words(count: int) -> list[str]:
    return random.choices(VOCABULARY, k=count)


def _content(texts: list[list[str]]) -> Content:
    return {
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
        "body": [{"kind": "text", "html": f"<p>{' '.join(text)}.</p>"} for text in texts],
        "trailing": [],
    }


def _measure(what: str, before: Content, after: Content) -> None:
    taken = []
    for _ in range(9):
        start = time.perf_counter()
        compare(before, after, {})
        taken.append(time.perf_counter() - start)
    print(f"{what}: {min(taken) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
