"""Result cards and standings whose figures publication fixes, in comparisons."""

import pytest

from tests.news.editions.versions.contents import content
from tests.news.editions.versions.test_comparing import blocks, compared


def result(*, time: str = "", fixed: bool = True) -> dict:
    """A result card, with the figures of an edition if a time is given."""
    row = {"rank": 1, "name": "Femke Kok", "noc": "NED", "country": "Netherlands", "text": time}
    held = {"held": {"on": "2025-11-16", "after": "", "rows": [row]}} if time else {}
    return {"kind": "result", "race": 3, **({"fixed": True} if fixed else {}), **held}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (result(time="37.00"), result(), "same"),
        (result(), result(time="37.00"), "same"),
        (result(time="37.00"), result(time="37.05"), "changed"),
        (result(time="37.00"), result(fixed=False), "changed"),
    ],
)
def test_figures_that_publication_fixes_are_no_change_of_the_version_that_it_was_made_of(before, after, found):
    assert [each for *_, each in blocks(content(before), content(after))] == [found]
    assert compared(content(before), content(after)).differs is (found == "changed")
