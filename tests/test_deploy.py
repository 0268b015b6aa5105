"""What stands in deploy/ fits together: nginx, units, settings and scripts name the same places."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from isuwc.settings import declared
from isuwc.settings.env_file import parse

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
    assert unit.with_suffix(".timer").is_file()


def test_nginx_asks_where_the_site_listens():
    listens = re.findall(r"^ListenStream=(.*)$", (DEPLOY / "isuwc.socket").read_text(), re.MULTILINE)
    assert re.findall(r"server unix:(\S+) ", NGINX) == listens == ["/run/isuwc/site.sock"]


def test_nginx_and_the_sample_have_the_same_folder_and_host():
    sample = parse((DEPLOY / "isuwc.env.sample").read_text(), "sample", {each.name for each in declared.ALL})
    assert f"alias {sample['MEDIA_ROOT']}/;" in NGINX
    assert sample["SITE_URL"] == f"https://{sample['ALLOWED_HOSTS']}"
    assert NGINX.count(f"server_name {sample['ALLOWED_HOSTS']};") == 2


def test_pages_that_nginx_shows_are_there_and_load_nothing_else():
    shown = set(re.findall(r"/~pages/(\S+\.html);", NGINX))
    assert shown == {each.name for each in (DEPLOY / "pages").glob("*.html")} == {"413.html", "503.html"}
    for page in shown:
        text = (DEPLOY / "pages" / page).read_text()
        assert re.findall(r'(?:href|src)="([^"]+)"', text) == ["/~pages/page.css"]
        assert "<style" not in text


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_can_be_read_by_sh(name):
    assert subprocess.run(["/bin/sh", "-n", str(DEPLOY / name)], check=False).returncode == 0
    assert os.access(DEPLOY / name, os.X_OK) == (name != "steps.sh")


def test_serve_wants_the_path_by_which_it_is_to_be_found_again():
    command = ["/bin/sh", "deploy/serve"]
    done = subprocess.run(command, cwd=DEPLOY.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "Call deploy/serve by its whole path.\n")
