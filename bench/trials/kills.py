"""A process killed in the midst of saves and publications of articles, many times: nothing is lost or half-done.

Run it as `.venv/bin/python bench/trials/kills.py [kills]`; 40 kills take some minutes. A worker saves, publishes,
schedules, moves and cancels through the admin's pages, acknowledges each answer that it got, and is killed without
warning (SIGKILL) at a random moment. After each kill: every confirmed save is there and is the whole one, every
confirmed edition too, and versions, editions and periods fit together. All is in a database of its own.
"""

import datetime
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measuring import own_database  # first: it sets Django up

# isort: split
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils import timezone

from news.editions.publication import publication_of
from news.editions.snapshot import content_of
from news.models import Article, Edition, Period, Revision, TextBlock

ARTICLES, KILLS = 3, 40
HOUR = datetime.timedelta(hours=1)


# The worker, which is killed


def work(database: str, seed: int) -> None:
    """Save and publish until killed, and print each confirmation: `saved 12 w3.17 5` is article, text, version."""
    connection.settings_dict["NAME"] = database
    setup_test_environment()  # so that responses have the context of their pages
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="writer"))
    chance = random.Random(seed)
    steps = [save, save, save_and_publish, save_and_schedule, move, cancel]
    number = 0
    while True:
        number += 1
        article = Article.objects.order_by("pk")[chance.randrange(ARTICLES)]
        chance.choice(steps)(client, article, f"w{seed}.{number}")


def page(name: str, *args: object) -> str:
    return reverse(f"admin:news_article_{name}", args=args)


def tell(*words: object) -> None:
    print(*words, flush=True)


def save(client: Client, article: Article, words: str) -> None:
    """Give lead and body the same text."""
    context = client.get(page("change", article.pk)).context
    data = submission(context) | {"lead": words, "news_textblock_set-0-text": f"<p>{words}</p>", "_continue": "1"}
    response = client.post(page("change", article.pk), data)
    if response.status_code != 302:
        sys.exit(f"The form was refused: {response.context['errors']}")
    tell("saved", article.pk, words, context["original"].version + 1)


def submission(context: Any) -> dict[str, Any]:
    """The form data that a browser would send for the article's page."""
    data = {}
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    bound = [context["adminform"].form, *(formset.management_form for formset in formsets)]
    bound += [form for formset in formsets for form in formset.initial_forms]
    for form in bound:
        for field in form:
            value = field.value()
            if value or (value == 0 and value is not False):
                data[field.html_name] = "on" if value is True else value
    return data


def save_and_publish(client: Client, article: Article, words: str) -> None:
    save(client, article, words)
    publish(client, article, words, {})


def save_and_schedule(client: Client, article: Article, words: str) -> None:
    save(client, article, words)
    at = timezone.now() + random.randint(1, 48) * HOUR
    publish(client, article, words, {"at_0": f"{at:%Y-%m-%d}", "at_1": f"{at:%H:%M}", "zone": "UTC"})


def publish(client: Client, article: Article, words: str, data: dict[str, Any]) -> None:
    context = client.get(page("publish", article.pk)).context
    numbers = [period.edition.number for period in context["publication"].waiting]
    seen = {"version": context["article"].version, "digest": context["digest"], "waiting": numbers}
    data |= {**seen, "keep": numbers[:1], "looked": context["asked"] or ""}
    if client.post(page("publish", article.pk), data).status_code == 302:  # it may clash with one that is kept
        tell("published", article.pk, words, context["article"].version)


def move(client: Client, article: Article, words: str) -> None:
    for period in publication_of(article).waiting[:1]:
        at = timezone.now() + random.randint(1, 48) * HOUR
        data = {"_move": "1", "at_0": f"{at:%Y-%m-%d}", "at_1": f"{at:%H:%M}", "zone": "UTC"}
        client.post(page("waiting", article.pk, period.edition.number), data)


def cancel(client: Client, article: Article, words: str) -> None:
    for period in publication_of(article).waiting[1:]:
        client.post(page("waiting", article.pk, period.edition.number), {"_cancel": "1"})


# The trial


def main(kills: int) -> None:
    make()
    confirmed: Counter[str] = Counter()
    start = time.monotonic()
    for seed in range(kills):
        lines = run_and_kill(seed)
        confirmed.update(line.split()[0] for line in lines)
        check_confirmed(lines)
        for article in Article.objects.all():
            check(article)
    must(min(confirmed["saved"], confirmed["published"]) > 0, "nothing was saved or published, so nothing was tried")
    rows = f"{Revision.objects.count()} versions, {Edition.objects.count()} editions, {Period.objects.count()} periods"
    print(
        f"{kills} kills in {time.monotonic() - start:.0f} s: {confirmed['saved']} saves and {confirmed['published']} "
        f"publications confirmed, all are there; {rows}, all whole."
    )


def make() -> None:
    User.objects.create_superuser("writer", password=None)
    for number in range(ARTICLES):
        article = Article.objects.create(title=f"Killed {number}", lead="w", hashtags=["Ice"])
        TextBlock.objects.create(parent=article, text="<p>w</p>", ordering=10)
        Revision.objects.create(article=article, version=1, content=content_of(article))


def run_and_kill(seed: int) -> list[str]:
    """What a worker confirmed before it was killed."""
    command = [sys.executable, __file__, "--work", connection.settings_dict["NAME"], str(seed)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    first = worker.stdout.readline() if worker.stdout else ""
    time.sleep(random.uniform(0, 1.5))
    worker.send_signal(signal.SIGKILL)
    rest = worker.communicate()[0]
    if worker.returncode != -signal.SIGKILL:
        sys.exit("The worker ended by itself.")
    lines = [first, *rest.splitlines(keepends=True)]
    return [line.strip() for line in lines if line.endswith("\n")]


def check_confirmed(lines: list[str]) -> None:
    for line in lines:
        what, article, words, version = line.split()
        kept = Revision.objects.get(article=article, version=version).content
        must(kept["lead"] == words and kept["body"][0]["html"] == f"<p>{words}</p>", f"lost: {line}")
        if what == "published":
            must(Edition.objects.filter(article=article, version=version, lead=words).exists(), f"lost: {line}")


def check(article: Article) -> None:
    """Check that all parts of the article are consistent."""
    versions = list(article.revisions.order_by("version").values_list("version", flat=True))
    must(versions == list(range(1, article.version + 1)), f"versions {versions} of version {article.version}")
    block = TextBlock.objects.get(parent=article)
    must(block.text == f"<p>{article.lead}</p>", f"half saved: {article.lead}, {block.text}")
    editions = list(article.editions.order_by("number"))
    must([edition.number for edition in editions] == list(range(1, len(editions) + 1)), "numbers of editions")
    for edition in editions:
        seen = article.revisions.get(version=edition.version).content
        must(
            (edition.lead, edition.body[0]["html"]) == (seen["lead"], seen["body"][0]["html"]), f"half made: {edition}"
        )
        must(edition.periods.exists(), f"without a period: {edition}")
    standing = list(article.periods.standing().order_by("during"))
    must(all(one.ends == following.starts for one, following in pairwise(standing)), "a gap or an overlap")
    must(not standing or standing[-1].ends is None, "the last one ends")
    must(Edition.objects.live().filter(article=article).count() <= 1, "two are live")


def must(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"Not held: {what}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2], int(sys.argv[3]))
    else:
        with own_database("trial_kills"):
            main(int(sys.argv[1]) if sys.argv[1:] else KILLS)
