"""Where to watch and when, as fans meet it: their country, their time, what is on."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.conftest import Visit, visit
from tests.browser.season_to_come import season_on

pytestmark = pytest.mark.browser

YEAR = season_on(timezone.now())
SEASON = f"{YEAR}-{(YEAR + 1) % 100:02d}"
EVENT = f"/events/{SEASON}/7-example-heerenveen/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SHIFTS = (
    "window.shifts = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
    "window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
)


@pytest.fixture
def fan(browser, winter) -> Iterator[Callable[..., Visit]]:
    """A visitor with a clock and a language: `fan("Asia/Kolkata", "en-GB")`."""
    contexts = []

    def comes(zone: str = "Asia/Kolkata", locale: str = "en-GB", **options) -> Visit:
        contexts.append(browser.new_context(**{**PHONE, "timezone_id": zone, "locale": locale, **options}))
        return visit(contexts[-1], winter)

    yield comes
    for context in contexts:
        context.close()


def answer(page: Page) -> str:
    page.wait_for_selector("[data-my-answer] .answer")
    return page.locator("[data-my-answer]").inner_text()


# Times

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


@pytest.mark.parametrize("zone", TIMES)
def test_sessions_have_the_venues_time_and_the_visitors_each_with_its_weekday(fan, zone):
    visitor = fan(zone)
    for event, sessions in TIMES[zone].items():
        city = event.partition("-")[2].replace("-", " ").title()
        expected = [f"{each[:9]} in {city} {each[10:]} your time" for each in sessions]
        for path in (f"/where-to-watch/?event=2027-28/{event}", f"/events/2027-28/{event}/"):
            page = visitor.open(path)
            page.wait_for_function("[...document.querySelectorAll('.moment .here')].every(each => each.textContent)")
            assert [" ".join(each.split()) for each in page.locator(".moment").all_inner_texts()] == expected, path


def test_races_to_come_have_the_visitors_time_too(fan):
    page = fan("Asia/Kathmandu").open("/where-to-watch/?event=2027-28/3-example-nagano")
    page.wait_for_function("document.querySelector('.times-note').textContent.includes('Race times are yours')")
    assert page.locator(".session-races time").all_inner_texts()[:2] == ["≈ 09:45", "≈ 10:25"]


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
    assert page.locator(".moment .here").first.inner_text() == "Sat 01:30 your time"


# The country


@pytest.mark.parametrize(
    ("zone", "locale", "country", "others"),
    [
        ("Asia/Kolkata", "en-GB", "IND", ["Great Britain"]),
        ("Europe/Kiev", "uk-UA", "UKR", []),
        ("Europe/Zurich", "de-DE", "SUI", ["Germany"]),
        ("America/Denver", "en-US", "USA", []),
        ("UTC", "nl-NL", "NED", []),
    ],
)
def test_country_is_guessed_from_the_clock_and_then_from_the_language(fan, zone, locale, country, others):
    page = fan(zone, locale).open("/where-to-watch/")
    answer(page)
    assert page.locator("#country").input_value() == country
    assert page.locator("[data-how] button").all_inner_texts() == others


def test_wrong_guess_is_corrected_by_one_tap_and_remembered(fan):
    visitor = fan("Asia/Kolkata", "nl-NL")
    page = visitor.open("/where-to-watch/")
    assert "Example Late" in answer(page)
    page.get_by_role("button", name="Netherlands").tap()
    page.wait_for_selector("[data-noc=NED] .answer")
    assert "Example Live" in answer(page)
    page = visitor.open("/where-to-watch/")
    assert "Example Live" in answer(page)
    assert "Remembered in this browser only" in page.locator("[data-how]").inner_text()
    page.get_by_role("button", name="Forget it").tap()
    page.wait_for_selector("[data-noc=IND] .answer")
    assert page.locator("#country").input_value() == "IND"


def test_event_home_and_where_to_watch_give_the_same_answer(fan):
    visitor = fan("Europe/Amsterdam", "nl-NL")
    told = []
    for path in ("/where-to-watch/", "/", EVENT):
        page = visitor.open(path)
        answer(page)
        told.append(page.locator("[data-my-answer] .answer").inner_text())
    assert told[0].startswith("Example Live")
    assert told == [told[0]] * 3
    assert visitor.complaints == []


def test_session_that_the_country_has_otherwise_says_so(fan):
    page = fan("Europe/Amsterdam", "nl-NL").open("/where-to-watch/")
    answer(page)
    own = page.locator("[data-own-of]:visible").all_inner_texts()
    assert len(own) == 2
    assert own[0].startswith("Example Live Example · Example 1 · delayed from")
    assert "your time" in own[0]
    assert own[1] == (
        "Nobody: Example Live holds exclusive rights and does not show this session, so the stream is blocked. Example"
    )
    page.select_option("#country", "SWE")
    page.wait_for_selector("[data-noc=SWE] .answer")
    assert page.locator("[data-own-of]:visible").count() == 0


def test_without_javascript_the_form_leads_to_the_countrys_page_at_the_event(browser, winter):
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{winter.url}/where-to-watch/")
    assert page.get_by_label("Find a country").is_hidden()
    page.select_option("#country", "SUI")
    page.get_by_role("button", name="Show").click()
    assert page.url == f"{winter.url}/where-to-watch/sui/?season={SEASON}#7-example-heerenveen"
    assert "Nobody shows it here" in page.locator("[id='7-example-heerenveen'] .answer").inner_text()
    context.close()


@pytest.mark.parametrize("path", ["/where-to-watch/", "/", EVENT])
def test_answer_that_could_not_be_loaded_is_said_to_be_so_with_a_link_to_it(fan, path):
    """And not that a country is still to be chosen."""
    visitor = fan("Europe/Amsterdam", "nl-NL")
    visitor.page.route("**/where-to-watch/ned/*", lambda route: route.fulfill(status=500, body="no"))
    page = visitor.open(path)
    page.wait_for_selector("[data-my-answer] .my-answer-failed")
    place = page.locator("[data-my-answer]")
    assert page.locator(".my-answer-failed").inner_text() == (
        "Who shows it in your country (Netherlands) could not be loaded."
    )
    assert "Choose your country" not in place.inner_text()
    link = place.get_by_role("link", name="The page of Netherlands")
    assert link.get_attribute("href") == f"/where-to-watch/ned/?season={SEASON}#7-example-heerenveen"
    assert place.get_by_role("link", name="Every country").count() == (path != "/where-to-watch/")


def test_request_that_failed_is_tried_again_and_leaves_no_other_country_s_words(fan):
    visitor = fan("Europe/Amsterdam", "nl-NL")
    page = visitor.open("/where-to-watch/")
    answer(page)
    assert page.locator("[data-own-of]:visible").count() == 2
    page.route("**/where-to-watch/usa/*", lambda route: route.fulfill(status=500, body="no"))
    page.select_option("#country", "USA")
    page.wait_for_selector("[data-my-answer] a >> text=The page of United States")
    assert page.locator("[data-own-of]:visible").count() == 0
    page.unroute("**/where-to-watch/usa/*")
    page.select_option("#country", "NED")
    page.wait_for_selector("[data-noc=NED] .answer")
    page.select_option("#country", "USA")
    page.wait_for_selector("[data-noc=USA] .answer")


def test_answer_that_comes_late_is_not_shown_under_another_country(fan):
    page = fan("Europe/Amsterdam", "nl-NL").open("/where-to-watch/")
    answer(page)
    held = []
    page.route("**/where-to-watch/usa/*", lambda route: held.append(route))
    page.select_option("#country", "USA")
    while not held:
        page.wait_for_timeout(50)
    page.select_option("#country", "SUI")
    page.wait_for_selector("[data-noc=SUI] .answer")
    held[0].abort()
    page.wait_for_timeout(300)
    assert "Nobody shows it here" in answer(page)


@pytest.mark.parametrize("stored", ["XXX", "ned", "../../admin", "<img src=x onerror=alert(1)>"])
def test_code_that_no_country_has_is_forgotten(fan, stored):
    visitor = fan("Asia/Kolkata")
    visitor.page.add_init_script(f"localStorage.setItem('isuwc-country', {stored!r})")
    page = visitor.open("/where-to-watch/")
    answer(page)
    assert page.locator("#country").input_value() == "IND"
    assert visitor.complaints == []


def test_visitor_of_whom_nothing_is_known_is_asked(fan):
    page = fan("UTC", "en").open("/where-to-watch/")
    page.wait_for_selector("text=Choose it once")
    assert page.locator("#country").input_value() == ""
    page.select_option("#country", "AFG")
    page.wait_for_selector("[data-noc=AFG] .answer")


def test_without_storage_choices_hold_on_the_page(fan):
    visitor = fan("Asia/Kolkata")
    visitor.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError') } })"
    )
    page = visitor.open("/where-to-watch/?event=2027-28/3-example-nagano")
    page.click("[data-zone-choice] summary")
    page.select_option("#zone", "America/St_Johns")
    assert page.locator(".moment .here").first.inner_text() == "Sat 01:30 your time"
    assert page.locator("[data-zone-choice] [role=status]").inner_text() == "Times are those of America/St_Johns."
    page.select_option("#country", "NED")
    page.wait_for_selector("[data-noc=NED] .answer")
    assert visitor.complaints == []


def test_other_tab_follows_when_a_country_is_chosen_or_forgotten(fan):
    visitor = fan("Asia/Kolkata")
    page = visitor.open("/where-to-watch/")
    answer(page)
    other = page.context.new_page()
    other.goto(f"{visitor.site.url}{EVENT}")
    other.wait_for_selector("[data-noc=IND] .answer")
    page.select_option("#country", "NED")
    other.wait_for_selector("[data-noc=NED] .answer")
    page.get_by_role("button", name="Forget it").tap()
    other.wait_for_selector("[data-noc=IND] .answer")
    assert page.evaluate("document.activeElement.id") == "country"


# What is on


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
    assert page.locator(".until p").first.inner_text() == "Session 3 begins in"
    days, hours = page.locator(".countdown b").all_inner_texts()[:2]
    assert int(days) * 24 + int(hours) in {23, 24}


# For everybody


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
    results = Axe().run(page)
    assert [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]] == []
    assert visitor.complaints == []


def test_country_is_chosen_and_found_by_keyboard_alone_and_told_to_screen_readers(fan):
    page = fan("Europe/Amsterdam", "nl-NL", has_touch=False).open("/where-to-watch/")
    answer(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the content
    while page.evaluate("document.activeElement.id") != "country":
        page.keyboard.press("Tab")
    page.keyboard.type("Switz")  # and not each country that begins with S on the way
    page.wait_for_selector("[data-noc=SUI] .answer")
    assert page.evaluate("performance.getEntriesByType('resource').filter(e => /watch.swe/.test(e.name)).length") == 0
    page.wait_for_selector("[data-noc=SUI] .answer")
    assert page.locator("[data-my-answer]").get_attribute("aria-live") == "polite"
    assert "Nobody shows it here" in answer(page)
    while page.evaluate("document.activeElement.id") != "find":
        page.keyboard.press("Tab")
    page.keyboard.type("turkm")
    assert page.locator("#found").inner_text() == "1 country"
    for _ in range(2):  # the stream's link, then the country's
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Turkmenistan"


def test_country_is_found_by_its_code_and_without_accents_and_groups_without_any_are_hidden(fan):
    page = fan().open("/where-to-watch/")
    page.fill("#find", "cote d'i")
    assert page.locator(".country-list li:visible").all_inner_texts() == ["Côte d’Ivoire"]
    assert page.locator(".answers-of-a-kind:visible").count() == 1
    for words, country in (("NED", "Netherlands"), ("holland", "Netherlands"), ("uk", "Great Britain")):
        page.fill("#find", words)
        assert any(each.startswith(country) for each in page.locator(".country-list li:visible").all_inner_texts())
    page.fill("#find", "nowhere")
    assert page.locator("#found").inner_text().startswith("No country of that name")
    page.fill("#find", "")
    assert page.locator(".country-list li:visible").count() == 206


def test_country_page_prints_its_answers_without_what_is_pressed(fan):
    page = fan("Europe/Amsterdam", "nl-NL", has_touch=False).open("/where-to-watch/ned/")
    page.emulate_media(media="print")
    assert page.locator(".answer:visible").count() == page.locator(".event-answer").count() >= 2
    assert page.locator(".site-header, .tabs, .button, .subscribe, .until").filter(visible=True).count() == 0
