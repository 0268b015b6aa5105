"""What of a form counts as words that somebody typed."""

import pytest

from isuwc.signin.kept.submissions import Submission


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ([], False),
        ([("name", "  ")], False),
        ([("_once", "7GsbyKtmoa9eLUgCVTfL5A"), ("_opened", "x"), ("_save", "Save")], False),
        ([("_once", "7GsbyKtmoa9eLUgCVTfL5A"), ("post", "yes")], False),
        ([("_once", "7GsbyKtmoa9eLUgCVTfL5A"), ("name", "Thialf")], True),
    ],
)
def test_tokens_buttons_and_confirmations_are_no_words(fields, holds):
    assert Submission("/admin/", tuple(fields)).holds_words is holds


def test_file_alone_is_something_to_name():
    assert Submission("/admin/", (), (("upload", "ice.jpg"),)).holds_words
