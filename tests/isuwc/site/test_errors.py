"""The pages for what is not there and for what went wrong; the latter asks nothing of the database."""

import pytest
from django.test import RequestFactory

from isuwc.site.views.errors import server_error
from tests.factories.events import series


@pytest.mark.django_db
def test_unknown_address_is_a_page_of_the_site(client):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert '<main class="page" id="main"' in response.content.decode()


def test_error_page_needs_no_database():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1" in response.content.decode()


@pytest.mark.django_db
def test_about_page_has_the_series_own_words(client, django_assert_num_queries):
    series(about="The words of the series.")
    with django_assert_num_queries(2):
        assert "The words of the series." in client.get("/about/").content.decode()
