"""What readers see of a note of a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isuwc.text.sources import Source, Sources, read_sources

LINK = "https://www.isu-skating.com/speed-skating/news/zurek-beats-stolz"


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("", Sources()),
        ("Official ISU result sheet: 1000m Women", Sources(remark="Official ISU result sheet: 1000m Women")),
        (
            f"isu-skating.com 2026-01-23 {LINK}",
            Sources((Source("isu-skating.com", "23 January 2026", LINK),)),
        ),
        (
            "isu.org 14299; kurier.at. Places 1 and 10 inferred from the times",
            Sources(
                (Source("isu.org", "", "https://isu.org/"), Source("kurier.at", "", "https://kurier.at/")),
                "Places 1 and 10 inferred from the times",
            ),
        ),
        ("oasport.it, November 2025", Sources((Source("oasport.it", "November 2025", "https://oasport.it/"),))),
        ("isu.org 14472/14494; isu.org 14480", Sources((Source("isu.org", "", "https://isu.org/"),))),
        (LINK, Sources((Source("isu-skating.com", "", LINK),))),
        ("kurier.at 2026-02-30", Sources((Source("kurier.at", "", "https://kurier.at/"),))),
    ],
)
def test_note_becomes_sites_with_dates_and_links_and_a_remark(note, found):
    assert read_sources(note) == found


@given(st.text(max_size=200))
def test_any_note_can_be_read_and_leads_only_to_web_addresses(note):
    for source in read_sources(note).sites:
        assert source.link.startswith(("https://", "http://"))
        assert source.site
