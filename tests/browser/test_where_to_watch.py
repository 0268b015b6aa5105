"""Where to watch, as fans meet it: their time, what is on, and the page itself."""

import datetime

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.soundness import violations
from tests.browser.watching import EVENT, SEASON, SHIFTS, fan

__all__ = ["fan"]

pytestmark = pytest.mark.browser


# For each visitor the events, and every session as the venue and as the visitor has it. Clocks change in Denver and
# St John's on 12 March 2028, in Oslo on 26 March, in Auckland on 2 April.
TIMES = {
    "Asia/Kolkata": {
        "1-example-denver": ["Sat 19:00 Sun 07:30", "Sun 12:00 Sun 23:30", "Sun 14:30 Mon 02:00"],
        "2-example-oslo": ["Sat 18:00 Sat 22:30", "Sun 01:30 Sun 06:00", "Sun 13:00 Sun 16:30"],
        "3-example-nagano": ["Sat 13:00 Sat 09:30", "Sat 22:30 Sat 19:00", "Sun 07:30 Sun 04:00"],
    },
    "Pacific/Auckland": {
        "1-example-denver": ["Sat 19:00 Sun 15:00", "Sun 12:00 Mon 07:00", "Sun 14:30 Mon 09:30"],
        "2-example-oslo": ["Sat 18:00 Sun 06:00", "Sun 01:30 Sun 13:30", "Sun 13:00 Mon 00:00"],
        "3-example-nagano": ["Sat 13:00 Sat 17:00", "Sat 22:30 Sun 02:30", "Sun 07:30 Sun 10:30"],
    },
    "America/St_Johns": {
        "1-example-denver": ["Sat 19:00 Sat 22:30", "Sun 12:00 Sun 15:30", "Sun 14:30 Sun 18:00"],
        "2-example-oslo": ["Sat 18:00 Sat 14:30", "Sun 01:30 Sat 22:00", "Sun 13:00 Sun 08:30"],
        "3-example-nagano": ["Sat 13:00 Sat 01:30", "Sat 22:30 Sat 11:00", "Sun 07:30 Sat 20:00"],
    },
    "Asia/Kathmandu": {
        "1-example-denver": ["Sat 19:00 Sun 07:45", "Sun 12:00 Sun 23:45", "Sun 14:30 Mon 02:15"],
        "2-example-oslo": ["Sat 18:00 Sat 22:45", "Sun 01:30 Sun 06:15", "Sun 13:00 Sun 16:45"],
        "3-example-nagano": ["Sat 13:00 Sat 09:45", "Sat 22:30 Sat 19:15", "Sun 07:30 Sun 04:15"],
    },
}


def moments(page: Page) -> Locator:
    return page.locator(".sessions .moment")


@pytest.mark.parametrize("zone", TIMES)
def test_sessions_have_the_venues_time_and_the_visitors_each_with_its_weekday(fan, zone):
    visitor = fan(zone)
    for event, sessions in TIMES[zone].items():
        city = event.partition("-")[2].replace("-", " ").title()
        expected = [f"{each[:9]} in {city} {each[10:]} your time" for each in sessions]
        for path in (f"/where-to-watch/?event=2027-28/{event}", f"/events/2027-28/{event}/"):
            page = visitor.open(path)
            page.wait_for_function("[...document.querySelectorAll('.moment .here')].every(each => each.textContent)")
            assert [" ".join(each.split()) for each in moments(page).all_inner_texts()] == expected, path


def test_races_to_come_have_the_visitors_time_too(fan):
    page = fan("Asia/Kathmandu").open("/where-to-watch/?event=2027-28/3-example-nagano")
    page.wait_for_function("document.querySelector('.times-note').textContent.includes('Race times are yours')")
    assert page.locator(".session-races time").all_inner_texts()[:2] == ["≈ 09:45", "≈ 10:25"]


def test_race_on_another_day_of_the_visitors_says_its_weekday(fan):
    """They stand below Saturday, the venue's day."""
    page = fan("Asia/Kathmandu").open("/where-to-watch/?event=2027-28/1-example-denver")
    page.wait_for_function("document.querySelector('.times-note').textContent.includes('Race times are yours')")
    times = page.locator(".session-races time")
    assert times.all_inner_texts()[:2] == ["≈ Sun 07:45", "≈ Sun 08:25"]
    height = page.locator(".session-race").first.bounding_box()["height"]
    times.first.locator("span").evaluate("span => { span.textContent = '07:45'; }")
    assert page.locator(".session-race").first.bounding_box()["height"] == height


def test_visitor_in_the_venues_zone_is_told_so(fan):
    page = fan("Asia/Tokyo", "ja-JP").open("/where-to-watch/?event=2027-28/3-example-nagano")
    assert page.locator(".moment .here").all_inner_texts() == ["the same for you"] * 3


def test_another_zone_is_chosen_and_remembered(fan):
    visitor = fan("Asia/Kolkata")
    page = visitor.open("/where-to-watch/?event=2027-28/3-example-nagano")
    page.click("[data-zone-choice] summary")
    page.select_option("#zone", "America/St_Johns")
    assert page.locator(".moment .here").first.inner_text() == "Sat 01:30 your time"
    assert "America/St_Johns" in page.locator(".times-note").inner_text()
    page = visitor.open("/events/2027-28/3-example-nagano/")
    assert moments(page).locator(".here").first.inner_text() == "Sat 01:30 your time"
    # What comes first says its date, too
    assert page.locator(".race-day .here").inner_text() == "Sat 1 Apr 01:30 your time"


def test_states_move_with_time_while_the_page_stays_open(fan):
    visitor = fan()
    visitor.page.clock.install()
    page = visitor.open("/where-to-watch/")

    def states() -> list[str]:
        page.clock.run_for(25_000)
        return [each.inner_text() if each.is_visible() else "" for each in page.locator(".session .state").all()]

    assert states() == ["Finished", "On now", "Next", ""]
    page.clock.fast_forward("02:00:00")
    assert states() == ["Finished", "Finished", "Next", ""]
    page.clock.fast_forward("21:59:00")
    page.clock.fast_forward("02:00")
    assert states() == ["Finished", "Finished", "On now", "Next"]
    page.clock.fast_forward("12:00:00")
    assert states() == ["Finished"] * 4


def test_countdown_counts_to_the_next_session(fan):
    page = fan().open(EVENT)
    coming = page.locator(".race-of-day").last
    assert coming.locator(".race-of-day-name").inner_text() == "2nd 500m Men"
    until = coming.locator(".countdown").get_attribute("data-until")
    left = datetime.datetime.fromisoformat(until) - datetime.datetime.now(datetime.UTC)
    days, hours, minutes, _ = map(int, coming.locator(".countdown b").all_inner_texts())
    assert left.total_seconds() > 0
    assert abs((days * 24 + hours) * 60 + minutes - left.total_seconds() / 60) < 2


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("/where-to-watch/", "light"),
        ("/where-to-watch/", "dark"),
        ("/where-to-watch/ned/", "light"),
        (EVENT, "dark"),
        (f"/events/{SEASON}/", "light"),
        ("/", "dark"),
    ],
)
def test_page_has_no_fault_does_not_move_and_asks_nobody_else(fan, path, scheme):
    visitor = fan("Europe/Amsterdam", "nl-NL", color_scheme=scheme)
    visitor.page.add_init_script(SHIFTS)
    page = visitor.open(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts") < 0.01
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert violations(page, tags=None) == []
    assert visitor.complaints == []


def test_country_page_prints_its_answers_without_what_is_pressed(fan):
    page = fan("Europe/Amsterdam", "nl-NL", has_touch=False).open("/where-to-watch/ned/")
    page.emulate_media(media="print")
    assert page.locator(".answer:visible").count() == page.locator(".event-answer").count() >= 2
    assert page.locator(".site-header, .tabs, .button, .subscribe, .until").filter(visible=True).count() == 0
