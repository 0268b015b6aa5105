"""Every odd value of a setting, and what is said of it: its name, and what would be right."""

import pytest

from isuwc.settings import declared, reading, together

SECRET = "$ecret-of-a-server/0123456789+abcdefghijklmnopqrstuvwxyz"
GOOD = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgres://isuwc@/isuwc",
    "SITE_URL": "https://example.org",
}


@pytest.fixture
def problems(tmp_path):
    """What stops a server with these values beside the good ones; its folder of pictures is there."""

    def found(**changes: str | None) -> list[str]:
        environ = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
        given, odd = reading.read(environ, declared.ALL)
        return odd or together.contradictions(given, given[declared.MEDIA_ROOT] or tmp_path)

    return found


def test_good_values_stop_nothing(problems):
    assert problems() == []


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.parametrize("value", [None, "", "  "])
def test_server_needs(problems, name, value):
    (problem,) = problems(**{name: value})
    assert problem.startswith(f"{name} is not set. ")


def test_all_that_is_wrong_is_said_at_once(problems):
    said = problems(SECRET_KEY=None, PORT="http", DEBUG="maybe")
    assert [words.split()[0] for words in said] == ["PORT", "DEBUG", "SECRET_KEY"]


FLAG = "must be true or false, not "
HOSTS = (
    "must be names of hosts without https://, port or path, separated by commas, such as example.org,www.example.org"
)
ADDRESS = "must be an address such as https://example.org, not "
SECRETS = "must be at least 50 letters by chance. This makes one: "
NO_DATABASE = "must be an address such as postgres://user:password@host:5432/database, or "
MAIL = "must be an address such as smtp+tls://user:password@mail.example.org:587; signs such as / ? # @ in a password"

REDIS = "must be an address such as redis://:password@host:6379/0, or rediss:// with TLS"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", "maybe", f"{FLAG}'maybe'."),
        ("EMBEDDED_POSTGRES", "2", f"{FLAG}'2'."),
        ("HSTS_SUBDOMAINS", "all", f"{FLAG}'all'."),
        ("OFFLINE_PAGES", "never", f"{FLAG}'never'."),
        ("LOG_FORMAT", "xml", "must be plain or json, not 'xml'."),
        ("SLOW_QUERY", "1s", "must be a whole number from 0 to 600000, not '1s'."),
        ("KEPT_PAGES", "-1", "must be a whole number from 0 to 4096, not '-1'."),
        ("REDIS_URL", "localhost:6379", f"{REDIS}."),
        ("REDIS_URL", "redis:///0", f"{REDIS}."),
        ("REDIS_URL", "redis://host:abc/0", f"{REDIS}."),
        ("REDIS_URL", "redis://host:99999/0", f"{REDIS}."),
        ("REDIS_URL", "redis://[::1", f"{REDIS}."),
        ("REDIS_URL", "redis://host/pages", f"{REDIS}."),
        ("REDIS_URL", "redis://host/0?socket_timeout=long", f"{REDIS}."),
        ("ADMINS", "a@b.example, chief", "must be e-mail addresses, separated by commas; 'chief' is none."),
        (
            "ADMINS",
            "Chief <a@b.example>",
            "must be e-mail addresses, separated by commas; 'Chief <a@b.example>' is none.",
        ),
        ("SECURITY_CONTACT", "me", "must begin with mailto:, https:// or tel:, not be 'me'."),
        ("ERROR_HOOK", "ftp://x", "must begin with https:// or http://."),
        ("HSTS_SECONDS", "1h", "must be a whole number from 0 to 63072000, not '1h'."),
        ("HSTS_PRELOAD", "yes", "asks for HSTS_SUBDOMAINS=true and HSTS_SECONDS=31536000 or more."),
        ("PORT", "http", "must be a whole number from 1 to 65535, not 'http'."),
        ("PORT", "0", "must be a whole number from 1 to 65535, not '0'."),
        ("PORT", "80000", "must be a whole number from 1 to 65535, not '80000'."),
        ("PORT", "8000.5", "must be a whole number from 1 to 65535, not '8000.5'."),
        ("PORT", "٨٠٠٠", "must be a whole number from 1 to 65535, not '٨٠٠٠'."),
        ("PROXIES", "nginx", "must be a whole number from 0 to 9, not 'nginx'."),
        ("PROXIES", "-1", "must be a whole number from 0 to 9, not '-1'."),
        ("LOG_LEVEL", "loud", "must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not 'loud'."),
        ("SECRET_KEY", "short", SECRETS),
        ("SECRET_KEY", "changeme" * 10, SECRETS),
        ("SECRET_KEY", "django-insecure-0123456789abcdefghijklmnopqrstuvwxyzABCDEF", SECRETS),
        ("SECRET_KEY_FALLBACKS", f"{SECRET},short", SECRETS),
        ("ALLOWED_HOSTS", "https://example.org", f"{HOSTS}, not 'https://example.org'."),
        ("ALLOWED_HOSTS", "example.org example.net", f"{HOSTS}, not 'example.org example.net'."),
        ("ALLOWED_HOSTS", "example.org:443", f"{HOSTS}, not 'example.org:443'."),
        ("ALLOWED_HOSTS", "*", "must name the hosts, such as example.org; * would let anybody choose the site's name."),
        ("ALLOWED_HOSTS", " , ", "must be names of hosts, separated by commas, such as example.org,www.example.org."),
        ("ALLOWED_HOSTS", "www.example.org", "must have example.org, the host of SITE_URL."),
        ("SITE_URL", "example.org", f"{ADDRESS}'example.org'."),
        ("SITE_URL", "https://example.org/news", f"{ADDRESS}'https://example.org/news'."),
        ("SITE_URL", "https://example.org?x", f"{ADDRESS}'https://example.org?x'."),
        ("SITE_URL", "https://me:pw@example.org", f"{ADDRESS}'https://me:pw@example.org'."),
        ("SITE_URL", "https://example.org:port", f"{ADDRESS}'https://example.org:port'."),
        ("SITE_URL", "https://.example.org", f"{ADDRESS}'https://.example.org'."),
        (
            "SITE_URL",
            "http://example.org",
            "must begin with https:// on a server, not be 'http://example.org': cookies would not be Secure.",
        ),
        ("DEBUG", "true", "shows everybody what the code holds in its hands: remove it where SITE_URL is https."),
        ("DATABASE_URL", "isuwc", NO_DATABASE),
        ("DATABASE_URL", "sqlite:///x", "must name a Postgres database: postgres://"),
        ("DATABASE_URL", "postgres://db.example.org", NO_DATABASE),
        ("DATABASE_URL", "postgres://db.example.org/", "must end with the name of one database: "),
        ("DATABASE_URL", "postgres://u:p/w@db/isuwc", "has a password with the sign '/', which an address has as %2F."),
        ("DATABASE_URL", "postgres://u:p#w@db/isuwc", "has a password with the sign '#', which an address has as %23."),
        ("DATABASE_URL", "postgres://u:p?w@db/isuwc", "has a password with the sign '?', which an address has as %3F."),
        ("DATABASE_URL", "postgres://u:p@w@db/isuwc", "has a password with the sign '@', which an address has as %40."),
        ("DATABASE_URL", "postgres://u:p%w@db/isuwc", "has a password with the sign '%', which an address has as %25."),
        ("DATABASE_URL", "postgres://u u@db/isuwc", "has a user with the sign ' ', which an address has as %20."),
        ("DATABASE_URL", "postgres://u:p@db:x/isuwc", "must have a host and, if need be, a number as its port: "),
        ("DATABASE_URL", "postgres://u:p@db:99999/isuwc", "must have a host and, if need be, a number as its port: "),
        ("DATABASE_URL", "postgres://u@a:5432,b:x/isuwc", "must have a host and, if need be, a number as its port: "),
        ("DATABASE_URL", "postgres://u@a,,b/isuwc", "must have a host and, if need be, a number as its port: "),
        ("DATABASE_URL", "postgres://u@a,b,a:5432/isuwc", "must name each server once, and 9 of them at most."),
        (
            "DATABASE_URL",
            "postgres://u@a,b/isuwc?target_session_attrs=any",
            "asks for a server with target_session_attrs=any, and the site makes changes: it must be read-write or ",
        ),
        ("DATABASE_URL", "postgres://db/isuwc?ssl=on", "has the option 'ssl', which is neither one of libpq "),
        (
            "DATABASE_URL",
            "postgres://db/isuwc?conn_max_age=long",
            "has conn_max_age=long, which must be seconds, or none.",
        ),
        ("MEDIA_ROOT", "media", "must be a whole path, from the first slash on, not 'media'."),
        ("MEDIA_ROOT", "/nowhere/media", "must be a folder that is there, and /nowhere/media is not: "),
        ("STATIC_ROOT", "static", "must be a whole path, from the first slash on, not 'static'."),
        ("EMAIL_URL", "mail.example.org", MAIL),
        ("EMAIL_URL", "https://mail.example.org", MAIL),
        ("EMAIL_URL", "smtp://", MAIL),
        ("EMAIL_URL", "smtp://mail.example.org:x", MAIL),
        ("EMAIL_URL", "smtp://u:p/w@mail.example.org", MAIL),
        ("EMAIL_URL", "smtp://u:p#w@mail.example.org", MAIL),
        ("EMAIL_FROM", "Newsroom", "must be an address such as newsroom@example.org, or "),
        ("DEMO_NOW", "2026-02-15", "is for a demo with the embedded database, not for a server: remove it."),
    ],
)
def test_odd_value_is_named_with_what_would_be_right(problems, name, value, said):
    about = [words for words in problems(**{name: value}) if words.startswith(f"{name} {said}")]
    assert len(about) == 1, problems(**{name: value})


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("SECRET_KEY", "hunter2"),
        ("DATABASE_URL", "postgres://u:hunter2/@db/isuwc"),
        ("EMAIL_URL", "smtp://u:hunter2#@mail.example.org"),
    ],
)
def test_no_secret_is_repeated(problems, name, secret):
    (problem,) = problems(**{name: secret})
    assert "hunter2" not in problem


@pytest.mark.parametrize(
    ("name", "value", "meaning"),
    [
        ("SECRET_KEY", SECRET, SECRET),  # which begins with a $
        ("LOG_LEVEL", "info", "INFO"),
        ("DEBUG", "Off", False),
        ("PROXIES", "2", 2),
        ("ALLOWED_HOSTS", "Example.org, .example.net,[::1]", ["example.org", ".example.net", "[::1]"]),
        ("SITE_URL", "https://Example.org/", "https://example.org"),
        ("SITE_URL", "https://example.org:8443", "https://example.org:8443"),
        ("EMAIL_FROM", "Desk <desk@example.org>", "Desk <desk@example.org>"),
    ],
)
def test_good_value_means(name, value, meaning):
    given, problems = reading.read({**GOOD, name: value}, declared.ALL)
    assert problems == []
    assert given[getattr(declared, name)] == meaning


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        ("postgres://isuwc@/isuwc", {"USER": "isuwc", "HOST": "", "NAME": "isuwc"}),
        ("postgres://%2Fvar%2Frun%2Fpostgresql/isuwc", {"HOST": "/var/run/postgresql"}),
        (
            "postgresql://u:p%2Fw%23%40%25$x@db.example.org:5433/isuwc",
            {"PASSWORD": "p/w#@%$x", "HOST": "db.example.org", "PORT": "5433"},
        ),
        ("postgres://u:$word@[::1]/isuwc", {"PASSWORD": "$word", "HOST": "::1", "PORT": ""}),
        ("postgres://db/isuwc?sslmode=require&conn_max_age=0", {"OPTIONS": {"sslmode": "require"}, "CONN_MAX_AGE": 0}),
        (
            "postgres://u@a,[::1]:5433/isuwc",
            {"HOST": "a,::1", "PORT": "5432,5433", "OPTIONS": {"target_session_attrs": "read-write"}},
        ),
        ("postgres:///x?host=a,b", {"HOST": "", "OPTIONS": {"host": "a,b", "target_session_attrs": "read-write"}}),
        ("postgres://a,b/x?target_session_attrs=primary", {"OPTIONS": {"target_session_attrs": "primary"}}),
        ("postgres://db/isuwc?conn_max_age=none", {"CONN_MAX_AGE": None, "OPTIONS": {}}),
        ("postgres://db/isuwc?conn_health_checks=false", {"CONN_HEALTH_CHECKS": False}),
    ],
)
def test_address_of_a_database(url, parts):
    given, problems = reading.read({**GOOD, "DATABASE_URL": url}, declared.ALL)
    assert problems == []
    assert {name: given[declared.DATABASE_URL][name] for name in parts} == parts


def test_checkout_needs_neither_address_nor_https(problems):
    assert problems(EMBEDDED_POSTGRES="true", DATABASE_URL=None, SITE_URL=None) == []
    assert problems(EMBEDDED_POSTGRES="true", SITE_URL=None) == []  # a Postgres of one's own
    assert problems(DEBUG="true", SITE_URL=None) == []
    assert problems(EMBEDDED_POSTGRES="true", SITE_URL="http://example.org") == []
    assert problems(SITE_URL="http://localhost:8000", ALLOWED_HOSTS="localhost") == []  # a trial on the machine itself


def test_pictures_need_a_folder_that_can_be_written_to(problems, tmp_path, monkeypatch):
    file = tmp_path / "file"
    file.touch()
    assert problems(MEDIA_ROOT=str(file)) == [
        f"MEDIA_ROOT must be a folder that is there, and {file} is not: make it, owned by the site's user."
    ]
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)  # root may write everywhere
    said = [f"MEDIA_ROOT must be a folder that the site's user may write to, and {tmp_path} is not."]
    assert problems(MEDIA_ROOT=str(tmp_path)) == said
    assert problems() == said  # the one that is taken if none is given
    assert problems(EMBEDDED_POSTGRES="true") == []  # a checkout's own is made when it is first needed


def test_hosts_of_all_subdomains_have_that_of_the_site(problems):
    assert problems(ALLOWED_HOSTS=".example.org", SITE_URL="https://www.example.org") == []
    assert problems(ALLOWED_HOSTS="[::1]", SITE_URL="http://[::1]:8000") == []


def test_preload_with_a_year_and_subdomains(problems):
    assert problems(HSTS_PRELOAD="true", HSTS_SUBDOMAINS="true", HSTS_SECONDS="31536000") == []
    assert len(problems(HSTS_PRELOAD="true", HSTS_SUBDOMAINS="true", HSTS_SECONDS="31535999")) == 1
    assert len(problems(HSTS_PRELOAD="true", HSTS_SECONDS="31536000")) == 1


@pytest.mark.parametrize("name", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_what_is_private_lies_in_no_folder_that_is_served(problems, tmp_path, name):
    for folder in ("pictures", "served"):
        (tmp_path / folder).mkdir()
    places = {"MEDIA_ROOT": f"{tmp_path}/pictures", name: f"{tmp_path}/served"}
    (said,) = problems(**places, PRIVATE_ROOT=f"{tmp_path}/served/a/../originals")
    assert said == f"PRIVATE_ROOT lies in {name}, whose files everybody may read: put it elsewhere."
