import pytest

from tests.markup import flat


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ('<a\n  href="/x"\n  rel="next"\n>x</a>', '<a href="/x" rel="next">x</a>'),
        ("<p>\n  One\n  <b>two</b>,\n  three\n</p>", "<p>One <b>two</b>, three</p>"),
        ("<li class='a'> x </li> <li>y</li>", "<li class='a'>x</li> <li>y</li>"),
        ("<span> x </span> .", "<span> x </span> ."),
        ("<img\n  alt=''\n/>", "<img alt=''/>"),
    ],
    ids=["tag", "block", "edges", "inline stays", "void"],
)
def test_flat_removes_only_white_space_that_shows_nowhere(markup, line):
    assert flat(markup) == line
