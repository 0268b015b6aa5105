"""All settings that an operator may give, each with what it takes and means.

`docs/settings.md` and `deploy/isuwc.env.sample` are made of this by `make settings`. A new one is declared here, and
used in `isuwc/settings/__init__.py` as `given[declared.NAME]`.
"""

from typing import Any

from isuwc.settings.database import database
from isuwc.settings.mail import mail
from isuwc.settings.reading import ALWAYS, ON_A_SERVER, Setting
from isuwc.settings.values import (
    address,
    choice,
    contact,
    flag,
    folder,
    former_secrets,
    hook,
    hosts,
    level,
    mailboxes,
    number,
    redis,
    roles,
    secret,
    sender,
    text,
)

ENV_FILE = Setting(
    "ENV_FILE",
    text,
    "",
    "The file that has the other settings. What the environment itself says counts more. `manage.py` takes "
    "`var/local.env` of its checkout if there is one; `isuwc` of a server names `/etc/isuwc/isuwc.env`.",
    group="Where settings are",
)

SECRET_KEY = Setting(
    "SECRET_KEY",
    secret,
    "",
    "Signs sessions and cookies: at least 50 letters by chance. Whoever knows it can sign in as anybody. A new one "
    "signs everybody out.",
    group="The site",
    required=ALWAYS,
)
SECRET_KEY_FALLBACKS: Setting[list[str]] = Setting(
    "SECRET_KEY_FALLBACKS",
    former_secrets,
    [],
    "Former secrets, separated by commas, after a change of SECRET_KEY: authenticator apps stay good.",
    group="The site",
)
ALLOWED_HOSTS: Setting[list[str]] = Setting(
    "ALLOWED_HOSTS",
    hosts,
    [],
    "The names under which the site is asked for, separated by commas, without https://. Others get a 400.",
    group="The site",
    required=ALWAYS,
    example="example.org",
)
SITE_URL = Setting(
    "SITE_URL",
    address,
    "",
    "The address that QR codes, feeds, calendars, sitemaps and letters name. On a server it begins with https://: "
    "cookies are Secure, and http leads to https.",
    group="The site",
    required=ON_A_SERVER,
    unset_words="`http://127.0.0.1:` and the port",
    example="https://example.org",
)
PROXIES = Setting(
    "PROXIES",
    number(0, 9),
    0,
    "How many proxies of yours are in front of the site: 1 with nginx as in `deploy/`. So many of the last entries of "
    "`X-Forwarded-For` are trusted; sign-in counts attempts by address. If it is 0 behind a proxy on the same machine, "
    "visitors' addresses are unknown: all share one allowance, and the log has one warning.",
    group="The site",
    example="1",
)
HSTS_SECONDS = Setting(
    "HSTS_SECONDS",
    number(0, 63_072_000),
    3_600,
    "How long browsers refuse http for this host after each answer. An hour at first; once all is well with the "
    "certificate and its renewal 31536000, a year. It can't be taken back before it is over.",
    group="The site",
)
HSTS_SUBDOMAINS = Setting(
    "HSTS_SUBDOMAINS",
    flag,
    False,
    "Whether that holds for all hosts below this one as well. Only if each of them has https.",
    group="The site",
)
HSTS_PRELOAD = Setting(
    "HSTS_PRELOAD",
    flag,
    False,
    "Whether browsers' makers may put the host on their own list, from which it hardly comes off. Asks for a year and "
    "for HSTS_SUBDOMAINS.",
    group="The site",
)

DATABASE_URL = Setting(
    "DATABASE_URL",
    database,
    None,
    "`postgres://user:password@host:5432/database`, or `postgres://isuwc@/isuwc` for the server of this machine, by "
    "its socket and without a password. Several servers, one of which takes changes: `a:5432,b:5432` ("
    "[cluster.md](cluster.md)). Signs such as `/ ? # @ %` in a password are coded: `%2F %3F %23 %40 %25`. After a `?`: "
    "options of libpq (`sslmode=verify-full`), and `conn_max_age` (seconds that a connection stays open, 60).",
    group="Database and files",
    required=ON_A_SERVER,
    example="postgres://isuwc@/isuwc",
)
MEDIA_ROOT = Setting(
    "MEDIA_ROOT",
    folder,
    None,
    "The folder of pictures and drawn banners. It has to exist, and the site writes to it. nginx serves it as "
    "`/media/`.",
    group="Database and files",
    unset_words="`var/media` of the code",
    example="/var/lib/isuwc/media",
)
PRIVATE_ROOT = Setting(
    "PRIVATE_ROOT",
    folder,
    None,
    "The folder of photographs as they came, and of pictures that readers may not see now. No web server may serve it: "
    "inside MEDIA_ROOT or STATIC_ROOT it stops the start.",
    group="Database and files",
    unset_words="`private` beside MEDIA_ROOT",
)
STATIC_ROOT = Setting(
    "STATIC_ROOT",
    folder,
    None,
    "The folder of collected styles and scripts. Leave it unset: each release has its own.",
    group="Database and files",
    unset_words="`var/static` of the code",
)

SECOND_FACTOR: Setting[list[str] | None] = Setting(
    "SECOND_FACTOR",
    roles,
    None,
    "Roles whose accounts nobody opens by a password alone, separated by commas; `everybody`, or `nobody` for a demo "
    "([accounts.md](accounts.md#who-has-to-have-a-second-factor)).",
    group="People",
    unset_words="`Administrator, Editor` with https, else `nobody`",
)
STAFF_CONTACT = Setting(
    "STAFF_CONTACT",
    text,
    "",
    "Whom staff ask who forgot their password, in words, shown at the sign-in: `Anna in the press office, +41 …`.",
    group="People",
)
SECURITY_CONTACT = Setting(
    "SECURITY_CONTACT",
    contact,
    "",
    "`mailto:…` or `https://…`, where to report a weakness: served in `/.well-known/security.txt`, which there is not "
    "without it.",
    group="People",
)

EMAIL_URL: Setting[dict[str, Any]] = Setting(
    "EMAIL_URL",
    mail,
    {},
    "The mail server: `smtp+tls://user:password@mail.example.org:587`, or `smtp+ssl://…:465`. Without it no e-mail is "
    "sent.",
    group="E-mail",
)
EMAIL_FROM = Setting(
    "EMAIL_FROM",
    sender,
    "",
    "The sender: `newsroom@example.org`, or `Newsroom <newsroom@example.org>`.",
    group="E-mail",
    unset_words="`newsroom@` and the site's host",
)

LOG_LEVEL = Setting(
    "LOG_LEVEL",
    level,
    "INFO",
    "DEBUG, INFO, WARNING, ERROR or CRITICAL. What is less is not logged.",
    group="Running",
)
LOG_FORMAT = Setting(
    "LOG_FORMAT",
    choice("plain", "json"),
    "plain",
    "`plain` lines for people, or `json`: one object a line for programs ([running.md](running.md)).",
    group="Running",
)
SLOW_QUERY = Setting(
    "SLOW_QUERY",
    number(0, 600_000),
    500,
    "Statements of the database that take so many milliseconds are named in the log; 0 names none.",
    group="Running",
)
ADMINS: Setting[list[str]] = Setting(
    "ADMINS",
    mailboxes,
    [],
    "Who is told of errors by e-mail: addresses, separated by commas. At most once an hour of the same error.",
    group="Running",
)
ERROR_HOOK = Setting(
    "ERROR_HOOK",
    hook,
    "",
    "The address to which errors are posted as JSON, such as that of a chat. It is a secret, and never shown.",
    group="Running",
)
KEPT_PAGES = Setting(
    "KEPT_PAGES",
    number(0, 4_096),
    64,
    "How many megabytes of public pages each process keeps ([freshness.md](freshness.md)); 0 keeps none.",
    group="Running",
)
OFFLINE_PAGES = Setting(
    "OFFLINE_PAGES",
    flag,
    True,
    "Whether browsers keep some pages for readers without a connection ([running.md](running.md)).",
    group="Running",
)
REDIS_URL = Setting(
    "REDIS_URL",
    redis,
    "",
    "A Redis or Valkey in which processes and machines share the public pages that they keep: "
    "`redis://:password@host:6379/0`, or `rediss://` with TLS. Give it a `maxmemory` and `maxmemory-policy "
    "allkeys-lru`. Without it each process makes its own. It may have a password, and is never shown.",
    group="Running",
)
PORT = Setting(
    "PORT",
    number(1, 65_535),
    8_000,
    "The port of `manage.py serve`, where no socket is handed to it as `deploy/isuwc.socket` does.",
    group="Running",
)

WORKERS = Setting(
    "WORKERS",
    number(1, 64),
    2,
    "The processes of `manage.py serve`, of about 150 MB each, with four threads: as many as the machine has cores, or "
    "two more. There are twice as many for some seconds while a server hands over.",
    group="Running",
    example="4",
)

DEBUG = Setting(
    "DEBUG",
    flag,
    False,
    "Shows errors in full, with what the code holds in its hands. Never on a server; with https it does not start.",
    group="For checkouts, not for servers",
)
EMBEDDED_POSTGRES = Setting(
    "EMBEDDED_POSTGRES",
    flag,
    False,
    "Takes the checkout's own embedded server where DATABASE_URL is not set. A site with it is no server: what is "
    "required on one is not asked for.",
    group="For checkouts, not for servers",
)
DEMO_NOW = Setting(
    "DEMO_NOW",
    text,
    "",
    "A demo that [stands at a moment](moments.md). With https, or another database than the embedded one, nothing "
    "starts.",
    group="For checkouts, not for servers",
)

# What may differ between processes and machines that make the same pages
OF_A_PROCESS = frozenset(
    each.name
    for each in (
        ENV_FILE, DATABASE_URL, MEDIA_ROOT, PRIVATE_ROOT, STATIC_ROOT, EMAIL_URL, EMAIL_FROM, LOG_LEVEL, LOG_FORMAT,
        SLOW_QUERY, ADMINS, ERROR_HOOK, KEPT_PAGES, REDIS_URL, PORT, WORKERS,
    )
)  # fmt: skip
ALL: tuple[Setting[object], ...] = tuple(each for each in list(globals().values()) if isinstance(each, Setting))
