"""Of lines that are typed, in a result or a start list: who types, the race, and three skaters."""

import pytest

from tests.factories import events
from tests.factories import standings as factories
from tests.factories.people import sign_in


@pytest.fixture
def staff(client):
    sign_in(client, "Results")
    return client


@pytest.fixture
def race():
    return events.race()


@pytest.fixture
def three():
    return [
        factories.skater("Femke Kok"),
        factories.skater("Erin Jackson", country=events.country("USA")),
        factories.skater("Miho Takagi", country=events.country("JPN")),
    ]
