"""The newsroom's desk on the first page: what waits, where each leads, and what is said where nothing does."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from isuwc.newsroom.first_page import Task
from news.admin.desk.tasks import _registered, tasks
from news.editions.publishing import plan, publish, withdraw
from news.models import Article
from news.review.steps import Name, Seen, take
from tests.factories import events, standings
from tests.factories import news as factories
from tests.factories.people import sign_in, staff
from tests.markup import flat
from tests.news.admin.pages import page

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
EMPTY = {
    "Changes asked of me": "Nobody has asked you to change anything.",
    "My drafts": "You have none: begin one above.",
    "Scheduled": "Nothing waits for its moment.",
    "Live, with unpublished changes": "Readers see every live story as it is saved.",
    "Events without a preview": "Every event of the next 14 days has one, or there is none.",
    "Events without a report": "Every event of the last 7 days has one.",
    "Photographs that lack something": "Every photograph has its credit, its alternative text and its file.",
}


def desk(client) -> dict[str, Task]:
    (section,) = [each for each in client.get("/admin/").context["sections"] if each.title == "News"]
    return {task.words: task for task in section.tasks}


def rows(task: Task) -> list[tuple[str, str, str]]:
    return [(link.words, link.address, link.more) for link in task.links]


def event_on(start: int, number: int, **values):
    now = timezone.now()
    season = events.season(now.year if now.month >= 7 else now.year - 1)
    day = now.astimezone(events.OSLO).date() + start * DAY  # by the venue's clocks, where it is tomorrow sooner
    return events.event(season=season, number=number, start_date=day, end_date=day + 2 * DAY, **values)


def test_empty_desk_says_so_in_words(client):
    sign_in(client, "Journalist")
    found = desk(client)
    assert {words: found[words].more for words in EMPTY} == EMPTY
    assert [found[words].count for words in EMPTY] == [0] * 7
    assert list(found) == ["New article", "New article from text", "Calendar", *EMPTY]


def test_own_drafts_are_named_and_those_of_others_counted(client):
    user = sign_in(client, "Journalist")
    now = timezone.now()
    own = [factories.article(created_by=user, changed_at=now - (n + 1) * HOUR) for n in range(8)]
    factories.article(created_by=staff("Editor"))
    factories.article()
    factories.article(created_by=user, state="review")
    found = desk(client)
    drafts = found["My drafts"]
    assert (drafts.count, drafts.more) == (8, "and 2 more")
    assert rows(drafts) == [
        (each.title, page("change", each), f"{n} hour{'s' if n > 1 else ''} ago") for n, each in enumerate(own[:6], 1)
    ]
    assert len(client.get(drafts.address).context["cl"].result_list) == 8
    assert {words: found[words].count for words in ("Drafts of others", "In review")} == {
        "Drafts of others": 2, "In review": 1
    }  # fmt: skip
    assert "Ready" not in found


def test_what_is_scheduled_stands_in_its_order_with_its_countdown(client):
    sign_in(client, "Editor")
    now = timezone.now()
    waits = factories.article(title="Waits", event=events.event())
    publish(waits, None, now + 3 * HOUR + HOUR / 4)
    gone = factories.edition(title="Notice").article
    withdraw(gone, None, now + 2 * DAY + HOUR / 4)
    planned = factories.article(title="Planned")
    plan(planned, now + HOUR + HOUR / 4, None)
    task = desk(client)["Scheduled"]
    assert [(link.words, link.address, link.left) for link in task.links] == [
        ("Planned: is planned, not published", page("publish", planned), "in 1 hour 14 minutes"),
        ("Waits: edition 1 goes live", page("waiting", waits, 1), "in 3 hours 14 minutes"),
        ("Notice: is withdrawn", page("withdraw", gone), "in 2 days"),
    ]
    assert task.links[1].more.endswith("in Stavanger)")
    shown = flat(client.get("/admin/").text)
    assert f'data-until="{now + 3 * HOUR + HOUR / 4:%Y-%m-%dT%H:%M:%SZ}"' in shown


@pytest.mark.parametrize("role", ["Contributor", "Journalist", "Editor"])
def test_what_is_scheduled_leads_nobody_to_a_page_that_is_refused(client, role):
    user = sign_in(client, role)
    now = timezone.now()
    waits, gone, planned = factories.article(), factories.edition().article, factories.article()
    publish(waits, None, now + 2 * HOUR)
    withdraw(gone, None, now + 3 * HOUR)
    plan(planned, now + HOUR, None)
    addresses = [link.address for link in desk(client)["Scheduled"].links]
    publishes, withdraws = user.has_perm("news.publish_article"), user.has_perm("news.withdraw_article")
    assert (publishes, withdraws) == {
        "Contributor": (False, False), "Journalist": (True, False), "Editor": (True, True)
    }[role]  # fmt: skip
    assert addresses == [
        page("publish", planned) if publishes else page("change", planned),
        page("waiting", waits, 1) if publishes else page("change", waits),
        page("withdraw", gone) if withdraws else page("change", gone),
    ]
    assert [client.get(address).status_code for address in addresses] == [200] * 3


def test_live_story_that_was_changed_since_is_named(client):
    sign_in(client, "Journalist")
    article = factories.edition(title="Live").article
    waits = factories.article(title="Waits")
    publish(waits, None, timezone.now() + DAY)
    factories.revise(waits)  # nothing of it is live
    assert desk(client)["Live, with unpublished changes"].count == 0
    factories.revise(article, lead="Other.", changed_at=timezone.now())
    task = desk(client)["Live, with unpublished changes"]
    assert rows(task) == [("Live", page("change", article), "changed just now")]
    assert [each.title for each in client.get(task.address).context["cl"].result_list] == ["Live"]
    publish(article, None, timezone.now() + DAY)
    assert desk(client)["Live, with unpublished changes"].count == 0  # its changes wait for their moment


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (-10, None),  # ended 8 days ago
        (-8, "Events without a report"),
        (-1, "Events without a report"),
        (1, "Events without a preview"),
        (13, "Events without a preview"),
        (15, None),
    ],
)
def test_event_without_a_story_leads_to_a_new_one_about_it(client, start, words):
    sign_in(client, "Journalist")
    event = event_on(start, 1)
    found = desk(client)
    names = ("Events without a preview", "Events without a report")
    assert [name for name in names if found[name].count] == ([words] if words else [])
    if not words:
        return
    (link,) = found[words].links
    kind = "preview" if "preview" in words else "report"
    assert link.words == str(event)
    assert parse_qs(urlsplit(link.address).query) == {"event": [str(event.pk)], "type": [kind]}
    form = client.get(link.address).context["adminform"].form
    assert (str(form.initial["event"]), form.initial["type"]) == (str(event.pk), kind)
    factories.article(event=event, type="profile")
    assert desk(client)[words].count == 1
    factories.article(event=event, type=kind, state="withdrawn")
    assert desk(client)[words].count == 1
    factories.article(event=event, type=kind)
    assert desk(client)[words].count == 0


def test_event_with_results_leads_to_reports_of_them_also_once_one_session_has_its_own(client):
    sign_in(client, "Journalist")
    event = event_on(-1, 1)
    assert "Start a report" not in desk(client)
    standings.result(events.race(event=event))
    found = desk(client)
    address = reverse("admin:news_article_from_results", args=[event.pk])
    assert [link.address for link in found["Events without a report"].links] == [address]
    assert [link.address for link in found["Start a report"].links] == [address]
    factories.article(event=event, type="report")
    found = desk(client)
    assert (found["Events without a report"].count, len(found["Start a report"].links)) == (0, 1)


def test_cancelled_event_wants_no_story(client):
    sign_in(client, "Journalist")
    event_on(3, 1, plan="cancelled")
    event_on(-3, 2, plan="cancelled")
    found = desk(client)
    assert (found["Events without a preview"].count, found["Events without a report"].count) == (0, 0)


def test_photographs_that_lack_something_lead_to_them(client):
    sign_in(client, "Journalist")
    factories.photo()
    factories.photo(is_decorative=True)
    bare = factories.photo(credit="", alt="")
    factories.photo(file="")
    task = desk(client)["Photographs that lack something"]
    assert (task.count, [words for words, _, _ in rows(task)]) == (
        2, ["1 without a credit", "1 without alternative text", "1 without a file"]
    )  # fmt: skip
    assert list(client.get(task.links[0].address).context["cl"].result_list) == [bare]


def test_administrators_see_all_desks(client):
    client.force_login(User.objects.create_superuser("boss"))
    assert [each.title for each in client.get("/admin/").context["sections"]] == [
        "What to do first",  # as the site is empty
        "Results",
        "Where to watch",
        "News",
    ]


def test_reviewer_sees_what_waits_for_them_and_the_writer_what_was_asked(client):
    writer, other = staff("Contributor", "writer"), staff("Editor", "other")
    editor = sign_in(client, "Editor")
    for_all, for_one, for_other = (factories.article(title=title) for title in ("For all", "For one", "For other"))
    step(Name.HAND_IN, for_all, writer)
    step(Name.HAND_IN, for_one, writer, reviewer=editor)
    step(Name.HAND_IN, for_other, writer, reviewer=other)
    task = desk(client)["Waiting for my review"]
    assert (task.count, rows(task)) == (
        2,
        [(each.title, page("review", each), "handed in by writer, just now") for each in (for_all, for_one)],
    )
    step(Name.ASK_FOR_CHANGES, for_one, editor, words="Shorter.")
    assert desk(client)["Waiting for my review"].count == 1
    client.force_login(writer)
    found = desk(client)
    assert "Waiting for my review" not in found
    assert rows(found["Changes asked of me"]) == [("For one", page("review", for_one), "")]
    assert found["Changes asked for"].count == 1


def step(name: Name, article, by, **more):
    article = Article.objects.get(pk=article.pk)
    take(name, article, by, Seen(article.state, article.version), **more)


def test_parts_of_the_newsroom_add_tasks_in_their_order(client):
    sign_in(client, "Journalist")
    try:
        tasks(35)(more_work)
        found = list(desk(client))
        assert found[found.index("My drafts") + 1] == "More work"
    finally:
        del _registered[f"{more_work.__module__}.more_work"]


def more_work(request):
    yield Task("More work", "/admin/")


def test_desk_asks_as_many_queries_whatever_waits(client, django_assert_num_queries):
    user = sign_in(client, "Journalist")
    client.get("/admin/")
    with django_assert_num_queries(QUERIES):
        client.get("/admin/")
    for number in range(1, 4):
        event = event_on(number, number)
        event_on(-number, number + 10)
        publish(factories.article(event=event), None, timezone.now() + number * DAY)
        factories.revise(factories.edition(event=event).article)
        plan(factories.article(created_by=user, event=event), timezone.now() + DAY, None)
        factories.photo(credit="")
    with django_assert_num_queries(QUERIES):
        client.get("/admin/")


QUERIES = 14


def test_a_state_that_was_set_by_hand_before_there_were_steps_waits_for_everybody(client):
    sign_in(client, "Editor")
    factories.article(title="From before", state="review")
    assert "From before" in client.get("/admin/").text
