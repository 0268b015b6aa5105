"""Which tests reach the database."""

import pytest

from events.models import Season


def test_test_without_a_mark_reaches_no_database(copies):
    """It would write outside of any transaction, for all tests that follow."""
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Season.objects.count()
