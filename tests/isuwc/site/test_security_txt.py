"""Where to report a weakness, as RFC 9116 has it."""

import datetime
import re

from django.utils import timezone


def test_contact_is_said_with_an_end_within_a_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert lines[0] == "Contact: mailto:security@example.org"
    assert lines[3] == "Canonical: http://127.0.0.1:8000/.well-known/security.txt"
    end = datetime.datetime.fromisoformat(re.sub("Z$", "+00:00", lines[1].removeprefix("Expires: ")))
    assert datetime.timedelta(days=180) < end - timezone.now() < datetime.timedelta(days=365)


def test_site_without_a_contact_serves_none(client, db, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
