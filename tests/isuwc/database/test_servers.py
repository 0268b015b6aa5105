"""Several servers, of which one takes changes; and one that takes none any more, as a primary that was replaced."""

import pytest
from django.db import InternalError, OperationalError, connection, transaction

from events.models import Venue
from isuwc.database import base
from isuwc.database.away import is_away, is_unreachable
from isuwc.database.patience import ANSWERING, CONNECTING, CONNECTING_TO_EACH, patience
from isuwc.database.servers import Servers, takes_changes
from tests.factories import events
from tests.factories.people import sign_in
from tests.isuwc.newsroom.kept.stage import ADD, WORDS, opened

NO_CHANGES = "SET default_transaction_read_only = on"


@pytest.fixture
def wrapper(monkeypatch):
    """Makes a connection's wrapper: the tests' database, behind a server that isn't there."""
    monkeypatch.setattr(base, "servers", Servers())
    there = connection.get_connection_params()
    made = []

    def make(**options: str) -> base.DatabaseWrapper:
        host, port = there.get("host", ""), str(there.get("port", 5432))
        parts = {"HOST": f"/nowhere,{host}", "PORT": f"5432,{port}", "USER": there.get("user", "")}
        said = {**connection.settings_dict, **parts, "OPTIONS": {"target_session_attrs": "read-write", **options}}
        made.append(base.DatabaseWrapper(said, alias="default"))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.mark.django_db
def test_server_that_was_found_last_is_asked_first(wrapper):
    several = wrapper()
    several.ensure_connection()
    found = several.connection.info.host
    params = several.get_connection_params()
    assert params["host"] == f"/nowhere,{found}"
    assert base.servers.in_order(params)["host"] == f"{found},/nowhere"
    assert Servers().in_order({"host": "a,b", "port": "5432"}) == {"host": "a,b", "port": "5432"}
    with patience(ANSWERING):
        assert several.get_connection_params()["connect_timeout"] == CONNECTING_TO_EACH
        assert connection.get_connection_params()["connect_timeout"] == CONNECTING


@pytest.mark.django_db
def test_servers_that_take_no_changes_are_as_good_as_away(wrapper):
    with pytest.raises(OperationalError, match="session is read-only") as error:
        wrapper(options="-c default_transaction_read_only=on").ensure_connection()
    assert is_away(error.value)
    assert is_unreachable(error.value)


@pytest.mark.django_db(transaction=True)
def test_save_is_refused_with_all_that_was_typed_while_nothing_can_be_changed_and_taken_afterwards(client):
    events.country("NOR")
    sign_in(client, "Results")
    form = {**opened(client), **WORDS}
    with connection.cursor() as cursor:
        cursor.execute(NO_CHANGES)
    replaced = connection.connection
    client.raise_request_exception = False
    refused = client.post(ADD, form)
    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert [word for word in WORDS.values() if f'value="{word}"' not in refused.content.decode()] == []
    assert client.get("/events/").status_code == 200, "what only reads goes on"
    assert not Venue.objects.exists()
    connection.close_if_unusable_or_obsolete()  # as between two requests
    assert client.post(ADD, form).status_code == 302
    assert replaced.closed, "left to a server that takes no changes"
    assert Venue.objects.get().city == WORDS["city"]


@pytest.mark.django_db(transaction=True)
def test_transaction_that_may_not_write_is_an_error_of_the_site():
    with pytest.raises(InternalError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        cursor.execute("CREATE TABLE x ()")
    assert takes_changes(connection.connection)
    assert not is_away(error.value)
    connection.close()
    assert is_away(error.value), "nobody knows any more"
    assert not takes_changes(None)
