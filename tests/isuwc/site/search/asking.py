"""What was found, as tests read it from the page."""

KINDS = ("NATION", "SKATER", "CUP", "EVENT", "BROADCASTER", "PAGE", "STORY")


def answer(client, words: str) -> list:
    """All that was found, in the order of the page."""
    found = client.get("/search/", {"q": words}).context["answer"]
    return [*found.best, *(hit for group in found.groups for hit in group.hits)]


def titles(client, words: str, kind: str = "") -> list[str]:
    return [str(hit.title) for hit in answer(client, words) if not kind or hit.kind.name == kind]


def addresses(client, words: str) -> dict[str, list[str]]:
    hits = answer(client, words)
    return {kind: [hit.address for hit in hits if hit.kind.name == kind] for kind in KINDS}
