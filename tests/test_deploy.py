"""What stands in deploy/ fits together: nginx, units, settings and scripts name the same places."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from django.urls import reverse

from isuwc.settings import declared
from isuwc.settings.env_file import parse
from isuwc.site.kept.wsgi import CACHING

DEPLOY = Path(__file__).parents[1] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()
SITE = (DEPLOY / "isuwc.service").read_text()
SCRIPTS = ("install", "upgrade", "steps.sh", "isuwc", "serve")


def hardening(unit: str) -> list[str]:
    """The lines from the first that takes a right away to the end of the section."""
    return unit[unit.index("PrivateTmp=yes") :].partition("\n\n")[0].strip().splitlines()


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("isuwc-*.service")), ids=lambda each: each.name)
def test_all_units_have_as_few_rights_as_the_site(unit):
    assert set(hardening(SITE)) - set(hardening(unit.read_text())) == set()
    assert "Environment=ENV_FILE=/etc/isuwc/isuwc.env" in unit.read_text()
    assert unit.with_suffix(".timer").is_file() != ("@" in unit.name)


def test_whoever_runs_the_site_is_told_of_every_unit_that_fails():
    """Those whose commands tell it themselves too: not one that was killed, or could not start."""
    timed = [unit for unit in DEPLOY.glob("isuwc-*.service") if "@" not in unit.name]
    assert [unit.name for unit in timed if "\nOnFailure=isuwc-failed@%n.service\n" not in unit.read_text()] == []
    failed = (DEPLOY / "isuwc-failed@.service").read_text()
    assert "manage.py say_failed %i\n" in failed
    assert "\nOnFailure=" not in failed


def test_unit_that_keeps_failing_is_told_of_once_an_hour(tmp_path):
    """And the one that tells is skipped meanwhile: a limit of starts would have systemd call it failed, for ever."""
    failed = (DEPLOY / "isuwc-failed@.service").read_text()
    assert "StartLimit" not in failed
    assert "\nExecStartPost=/usr/bin/touch /run/isuwc-failed/%i\nRuntimeDirectory=isuwc-failed\n" in failed
    (condition,) = re.findall(r"^ExecCondition=/bin/sh -c '(.*)'$", failed, re.MULTILINE)
    told = tmp_path / "isuwc-photos.service"
    shell = condition.replace("$$", "$").replace("/run/isuwc-failed/%i", str(told))

    def is_to_be_told() -> bool:
        return subprocess.run(["/bin/sh", "-c", shell], check=False).returncode == 0

    assert is_to_be_told()
    told.touch()
    assert not is_to_be_told()
    os.utime(told, (time.time() - 3700,) * 2)
    assert is_to_be_told()


def test_nginx_asks_where_the_site_listens():
    listens = re.findall(r"^ListenStream=(.*)$", (DEPLOY / "isuwc.socket").read_text(), re.MULTILINE)
    assert re.findall(r"server unix:(\S+) ", NGINX) == listens == ["/run/isuwc/site.sock"]


def test_nginx_and_the_sample_have_the_same_folder_and_host():
    sample = parse((DEPLOY / "isuwc.env.sample").read_text(), "sample", {each.name for each in declared.ALL})
    assert f"alias {sample['MEDIA_ROOT']}/;" in NGINX
    assert sample["SITE_URL"] == f"https://{sample['ALLOWED_HOSTS']}"
    assert NGINX.count(f"server_name {sample['ALLOWED_HOSTS']};") == 2


def of_map(variable: str) -> list[tuple[str, str]]:
    """The expressions of one of nginx's maps, and what they give."""
    block = re.search(rf"\${variable} \{{(.*?)\n\}}", NGINX, re.DOTALL)
    return re.findall(r'^ *"~\*?(.*)" "?([^";]*)"?;', block[1], re.MULTILINE)


def given(variable: str, value: str, flags: int = 0) -> str:
    """What a map gives for a value; empty for what it doesn't know."""
    return next((gives for expression, gives in of_map(variable) if re.search(expression, value, flags)), "")


def test_nginx_keeps_nothing_of_who_is_signed_in():
    with_session = "__Host-sessionid=abc"
    for cookies in (with_session, f"a=b; {with_session}", f"a=b;{with_session}; c=d"):
        assert given("isuwc_is_signed_in", cookies) == "1"
    assert given("isuwc_is_signed_in", "not__Host-sessionid=abc") == ""
    location = NGINX[NGINX.index("proxy_cache isuwc_pages;") :]
    assert "proxy_cache_bypass $isuwc_is_signed_in;" in location
    assert "proxy_no_cache $isuwc_is_signed_in $isuwc_is_not_for_all;" in location
    assert NGINX.count("proxy_cache isuwc_pages;") == 1  # not of the sign-in, nor of what is handed in


def test_nginx_keeps_what_the_site_says_is_for_everybody():
    kept = dict(of_map("isuwc_is_not_for_all"))
    (expression,) = kept
    for caching in (CACHING, "max-age=315360000, public, immutable"):
        assert re.search(expression, caching)
    for caching in ("public, max-age=86400", "max-age=0, no-cache, no-store, must-revalidate, private", ""):
        assert not re.search(expression, caching)


@pytest.mark.parametrize(
    ("accepted", "asked"),
    [
        ("gzip, deflate, br, zstd", "br, gzip"),
        ("br", "br, gzip"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", ""),  # browsers write no weights
        ("zebra, gzipped", ""),
        ("", ""),
    ],
)
def test_nginx_asks_for_each_page_in_three_ways_alone(accepted, asked):
    assert given("isuwc_encoding", accepted, re.IGNORECASE) == asked
    assert "proxy_cache_key $host$request_uri#$isuwc_encoding;" in NGINX


def test_only_the_own_network_learns_what_is_wrong_with_the_site():
    by_number, public = NGINX.split("server_name _;")[1].split("server_name example.org;", 1)
    assert "location ~ ^/(healthz|readyz)$" in by_number
    assert re.findall(r"location = /readyz \{\s*(.*?)\s*\}", public) == ["return 404;"]


def test_pages_that_nginx_shows_are_there_and_load_nothing_else():
    shown = set(re.findall(r"/~pages/(\S+\.html);", NGINX))
    assert (
        shown
        == {each.name for each in (DEPLOY / "pages").glob("*.html")}
        == {"413.html", "429.html", "429-sign-in.html", "503.html"}
    )
    for page in shown:
        text = (DEPLOY / "pages" / page).read_text()
        assert re.findall(r'(?:href|src)="([^"]+)"', text) == ["/~pages/page.css"]
        assert "<style" not in text
    (place,) = re.findall(r"location \^~ /~pages/ \{(.*?)\}", NGINX, re.DOTALL)
    assert "client_max_body_size 0;" in place  # else HTTP/2 gets nginx's own words about what is too large


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_can_be_read_by_sh(name):
    assert subprocess.run(["/bin/sh", "-n", str(DEPLOY / name)], check=False).returncode == 0
    assert os.access(DEPLOY / name, os.X_OK) == (name != "steps.sh")


def test_serve_wants_the_path_by_which_it_is_to_be_found_again():
    command = ["/bin/sh", "deploy/serve"]
    done = subprocess.run(command, cwd=DEPLOY.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Call deploy/serve by its whole path.\n")


def test_nginx_numbers_requests_itself_and_its_log_opens_no_door():
    assert NGINX.count("proxy_set_header X-Request-ID $request_id;") == NGINX.count("proxy_set_header Host ") == 2
    logs = set(re.findall(r"^ *access_log (.+);$", NGINX, re.MULTILINE))
    assert logs == {"off", "/var/log/nginx/isuwc.log isuwc"}
    (line,) = re.findall(r"^log_format isuwc '(.*)';$", NGINX, re.MULTILINE)
    assert not {"$request", "$request_uri", "$http_referer", "$args"} & set(line.split())
    (hidden,) = re.findall(r'"~\^\(\?<isuwc_before>([^)]*)\)"', NGINX)
    tokens = [reverse("admin:new_password", args=["MQ", "x"]), reverse("news:preview", args=["x"])]
    assert all(re.match(hidden, address) for address in tokens)


@pytest.fixture
def server(tmp_path) -> Path:
    """The folders of a server, with an nginx that accepts what REFUSES is not set for."""
    for name in ("releases", "nginx/sites-available", "nginx/sites-enabled", "bin"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "env").write_text("SITE_URL=https://skating.example\nMEDIA_ROOT=/srv/pictures/\n")
    (tmp_path / "nginx/sites-enabled/default").symlink_to(tmp_path / "nginx/sites-available/default")
    nginx = tmp_path / "bin/nginx"
    nginx.write_text(
        '#!/bin/sh\n[ "$1" = -v ] && echo "nginx version: nginx/1.22.1" >&2\n[ "$1" = -v ] || exit "$REFUSES"\n'
    )
    nginx.chmod(0o755)
    return tmp_path


def step(server: Path, commands: str, refuses: int = 0) -> subprocess.CompletedProcess[str]:
    """Commands of steps.sh on this server, as deploy/upgrade runs them."""
    places = f"HOME_OF_CODE={server} CURRENT={server}/current ENV_FILE={server}/env NGINX={server}/nginx"
    script = f"set -eu\n. {DEPLOY}/steps.sh\n{places}\nhas_systemd() {{ false; }}\n{commands}\n"
    environ = {"PATH": f"{server}/bin:{os.environ['PATH']}", "REFUSES": str(refuses), "LC_ALL": "C.UTF-8"}
    return subprocess.run(["/bin/sh", "-c", script], env=environ, capture_output=True, text=True, check=False)


def test_nginx_gets_host_and_folder_of_the_settings(server):
    assert step(server, f"put_nginx {DEPLOY.parent}").returncode == 0
    written = (server / "nginx/sites-enabled/isuwc").read_text()
    assert "alias /srv/pictures/;" in written
    assert "example.org" not in written
    assert not (server / "nginx/sites-enabled/default").is_symlink()


@pytest.mark.parametrize("lines", ["", "MEDIA_ROOT=\n", "MEDIA_ROOT=/\n"])
def test_nginx_never_serves_the_whole_disk_for_want_of_a_folder(server, lines):
    (server / "env").write_text(f"SITE_URL=https://skating.example\n{lines}")
    done = step(server, f"put_nginx {DEPLOY.parent}")
    assert (done.returncode, "has no SITE_URL or MEDIA_ROOT" in done.stderr) == (1, True)
    assert list((server / "nginx/sites-available").iterdir()) == []


@pytest.mark.parametrize("value", ["", "/srv/pic;tures", "/srv/$pictures", "/srv/a b"])
def test_settings_that_nginx_would_misread_are_named_before_anything_is_done(server, value):
    (server / "env").write_text(f"SITE_URL=https://skating.example\nMEDIA_ROOT={value}\n")
    done = step(server, "manage() { echo asked; }\ncheck_settings x || exit 7")
    assert done.returncode == 7
    assert "MEDIA_ROOT" in done.stdout
    assert "asked" not in done.stdout


@pytest.mark.parametrize("before", [None, "what runs"])
def test_files_of_nginx_are_as_they_were_if_it_refuses_the_new_one(server, before):
    place, link = server / "nginx/sites-available/isuwc", server / "nginx/sites-enabled/isuwc"
    if before:
        place.write_text(before)
        link.symlink_to(place)
    done = step(server, f"put_nginx {DEPLOY.parent}", refuses=1)
    assert (done.returncode, "nginx refuses" in done.stderr) == (1, True)
    assert (place.read_text() if place.exists() else None) == before
    assert link.is_symlink() == bool(before)
    assert (server / "nginx/sites-enabled/default").is_symlink()


def test_release_that_ran_until_now_is_kept_as_the_way_back(server):
    for age, name in enumerate(("new", "newer", "newest", "before", "oldest")):
        (server / "releases" / name).mkdir()
        os.utime(server / "releases" / name, (1_000 - age, 1_000 - age))
    (server / "current").symlink_to(server / "releases/new")
    assert "removed" in step(server, f"remove_old_releases {server}/releases/before").stdout
    assert {each.name for each in (server / "releases").iterdir()} == {"new", "newer", "newest", "before"}


def test_upgrade_begins_the_timers_that_are_new_and_ends_those_that_are_gone(server):
    for name, timers in (("old", ("tidy", "gone")), ("new", ("tidy", "come"))):
        (server / name / "deploy").mkdir(parents=True)
        for timer in timers:
            (server / name / "deploy" / f"isuwc-{timer}.timer").touch()
    done = step(server, f'systemctl() {{ echo "$@"; }}\nset_timers {server}/old {server}/new')
    assert done.stdout.splitlines() == ["enable -q --now isuwc-come.timer", "disable -q --now isuwc-gone.timer"]


def test_checkout_that_git_refuses_does_not_pass_for_an_archive_of_its_version(server):
    (server / "code/.git").mkdir(parents=True)
    (server / "code/pyproject.toml").write_text('version = "0.2.0"\n')
    done = step(server, f"make_release {server}/code")
    assert (done.returncode, "git can't read" in done.stderr) == (1, True)
    assert list((server / "releases").iterdir()) == []
