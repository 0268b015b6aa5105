"""What the tests here begin with."""

import pytest

from tests.factories import events as factories


@pytest.fixture
def event():
    return factories.event()
