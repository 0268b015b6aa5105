"""How a browser learns of the site's search."""

from urllib.parse import urlsplit

import pytest
from defusedxml.ElementTree import fromstring

NAMES = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.mark.django_db
def test_description_leads_to_the_search_and_pages_lead_to_it(client, settings):
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    found = fromstring(answer.content)
    assert len(found.findtext("os:ShortName", namespaces=NAMES)) <= 16  # as OpenSearch 1.1 limits it
    template = found.find("os:Url", NAMES).get("template")
    assert template == f"{settings.SITE_URL}/search/?q={{searchTerms}}"
    parts = urlsplit(template.replace("{searchTerms}", "kok"))
    assert client.get(f"{parts.path}?{parts.query}").status_code == 200
    assert 'type="application/opensearchdescription+xml"' in client.get("/search/").content.decode()
