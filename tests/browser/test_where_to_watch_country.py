"""Where to watch, as fans meet it: their country, guessed, chosen, found and remembered."""

import pytest

from tests.browser.watching import EVENT, PHONE, SEASON, answer, fan

__all__ = ["fan"]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("zone", "locale", "country", "others"),
    [
        ("Asia/Kolkata", "en-GB", "IND", ["Great Britain"]),
        ("Europe/Kiev", "uk-UA", "UKR", []),
        ("Europe/Zurich", "de-DE", "SUI", ["Germany"]),
        ("America/Denver", "en-US", "USA", []),
        ("Europe/Jersey", "en-GB", "JEY", ["Great Britain"]),
        ("Atlantic/Faroe", "fo-FO", "FRO", []),
        ("Indian/Reunion", "fr-FR", "REU", ["France"]),
        ("Asia/Macau", "zh-MO", "MAC", []),
        ("Asia/Hong_Kong", "zh-HK", "HKG", []),
        ("America/Puerto_Rico", "es-PR", "PUR", []),
        ("Europe/Belgrade", "sr-RS", "SRB", ["Kosovo"]),
        ("Europe/Belgrade", "sq-XK", "KOS", ["Serbia"]),
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


def test_guess_that_comes_late_gives_way_to_what_was_chosen(fan):
    visitor = fan("Asia/Kolkata")
    held = []
    visitor.page.route("**/where-to-watch/countries.json", lambda route: held.append(route))
    page = visitor.open("/where-to-watch/")
    while not held:
        page.wait_for_timeout(50)
    page.select_option("#country", "NED")
    held[0].continue_()
    page.wait_for_selector("[data-noc=NED] .answer")
    page.wait_for_timeout(500)
    assert page.locator("#country").input_value() == "NED"
    assert visitor.complaints == []


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
    for _ in range(3):  # the stream's link, the fold of all countries, then the country's
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
    assert page.locator(".country-list li:visible").count() == 250


def test_territory_is_found_chosen_and_told_whose_answer_it_has(fan):
    page = fan().open("/where-to-watch/")
    answer(page)
    for words, places in (
        ("日本", ["Japan"]),
        ("svizzera", ["Switzerland"]),
        ("Suomi", ["Finland"]),
        ("grön", []),
        ("jersey", ["Jersey"]),
        ("tahiti", ["French Polynesia"]),
    ):
        page.fill("#find", words)
        assert page.locator(".country-list li:visible a").all_inner_texts() == places
    page.fill("#find", "curacao")
    assert page.locator(".country-list li:visible").inner_text().split("\n") == ["Curaçao", "as the Netherlands"]
    page.select_option("#country", "CUW")
    page.wait_for_selector("[data-noc=CUW] .answer")
    assert "Example Live" in answer(page)
    assumed = "As for the Netherlands: nothing on record says whether the rights there include Curaçao."
    assert page.locator("[data-my-answer] .answer-assumed").inner_text() == assumed
    page.get_by_role("link", name="Every event in Curaçao").click()
    assert page.locator("h1").inner_text() == "Curaçao"
    assert page.get_by_text(assumed).first.is_visible()
