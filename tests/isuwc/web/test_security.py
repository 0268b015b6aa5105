import pytest


def test_visitor_by_http_is_sent_to_https_with_the_whole_address(client):
    response = client.get("/news/?page=2", headers={"X-Forwarded-Proto": "http"})
    assert (response.status_code, response["Location"]) == (301, "https://testserver/news/?page=2")


def test_foreign_host_is_refused_and_not_sent_anywhere(client):
    response = client.get("/news/", headers={"X-Forwarded-Proto": "http", "Host": "evil.example"})
    assert response.status_code == 400


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-Proto": "https"}], ids=["no proxy", "https"])
def test_others_are_served(client, headers):
    assert client.get("/healthz", headers=headers).content == b"ok\n"


def test_machines_inside_are_answered_by_http(client):
    assert client.get("/healthz", headers={"X-Forwarded-Proto": "http"}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]", "10.0.0.7", "whatever.example", "no host"])
def test_probe_is_answered_under_whatever_name_it_comes(client, host, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]  # with that of SITE_URL
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"Host": host}).status_code == 200
    assert client.get("/healthz/", headers={"Host": "whatever.example"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/where-to-watch/?event=%00",
        "/where-to-watch/?noc=%00",
        "/search/?q=a%00",
        "/standings/2025-26/women/500m/?race=%00",
    ],
)
def test_address_with_a_nul_is_refused_before_anything_is_asked(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_every_page_has_a_strict_policy(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db  # closing a file ends the request, which looks at connections
def test_media_are_kept_for_ever_and_can_run_nothing(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.jpg").write_bytes(b"picture")
    response = client.get("/media/a.jpg")
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=3600, immutable"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    response.close()


@pytest.mark.parametrize(
    ("path", "status"), [("/media/", 404), ("/media/../manage.py", 400), ("/media/missing.jpg", 404)]
)
def test_nothing_else_than_a_file_is_served_from_media(client, settings, tmp_path, path, status):
    settings.MEDIA_ROOT = tmp_path
    assert client.get(path).status_code == status
