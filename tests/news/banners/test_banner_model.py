import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from news.models import Banner, QRCode, banner_for
from news.models.qr import ALPHABET
from news.pictures.art.banner import BannerText
from tests.factories.events import country, event, season, series, venue
from tests.factories.images import image, picture_file
from tests.factories.news import banner, qr_code

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 1, 10, 12, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def test_banner_shows_from_its_first_moment_to_just_before_its_last():
    made = banner(starts_at=NOON, ends_at=NOON + datetime.timedelta(hours=1))
    moments = [NOON - SECOND, NOON, made.ends_at - SECOND, made.ends_at]
    assert [list(Banner.objects.showing(at)) for at in moments] == [[], [made], [made], []]


def test_banner_without_an_end_shows_until_the_last_day_of_its_event_is_over_at_the_venue():
    """From 14 to 16 November in Calgary, seven hours behind UTC."""
    made = banner(event=event(venue=venue("Calgary", time_zone="America/Edmonton")), ends_at=None)
    over = datetime.datetime(2025, 11, 17, 7, tzinfo=datetime.UTC)
    moments = [datetime.datetime(1986, 1, 1, tzinfo=datetime.UTC), over - SECOND, over]
    assert [list(Banner.objects.showing(at)) for at in moments] == [[made], [made], []]
    assert list(Banner.objects.showing()) == []


def test_banner_whose_end_was_set_after_its_event_shows_until_then():
    made = banner(ends_at=NOON)  # in January, of an event of November
    assert [list(Banner.objects.showing(at)) for at in (NOON - SECOND, NOON)] == [[made], []]


def test_banner_shows_on_its_kinds_of_page_only():
    made = banner(pages=["home", "watch"])
    kinds = ["home", "news", "article", "event", "standings", "watch"]
    assert [banner_for(kind, at=NOON) for kind in kinds] == [made, None, None, None, None, made]


def test_the_pages_own_event_comes_first_then_the_latest_to_have_begun():
    winter = season(2025)
    events = [event(season=winter, number=n) for n in (1, 2, 3)]
    own = banner(event=events[0], starts_at=NOON - 3 * SECOND)
    newest = banner(event=events[1], starts_at=NOON - SECOND)
    older = banner(event=events[2])
    banner(event=events[0], starts_at=NOON + SECOND)
    assert list(Banner.objects.showing(NOON).for_page("event", events[0])) == [own, newest, older]
    assert list(Banner.objects.showing(NOON).for_page("home")) == [newest, own, older]


def test_banner_of_a_series_stays_off_pages_of_another():
    sprint = series(slug="sprint", name="Sprint Series")
    of_sprint = event(season=season(2024, series=sprint), number=1)
    of_world_cup = event(season=season(2025), number=1)
    made = banner(event=of_sprint, series=sprint)
    assert [banner_for("event", page, NOON) for page in (of_sprint, of_world_cup, None)] == [made, None, made]


def test_banner_for_is_one_query_with_all_that_the_page_prints(django_assert_num_queries):
    page = event()
    banner(event=page)
    with django_assert_num_queries(1):
        found = banner_for("event", page)
        assert found is not None
        printed = [found.href, found.src, found.src_2x, found.src_phone, found.alt_text, found.text]
    assert len(set(map(str, printed))) == 6


def test_text_and_alt_come_from_the_event():
    hall = venue("Heerenveen", country=country("NED", name="Netherlands"))
    page = event(season=season(2025), number=3, venue=hall, start_date=datetime.date(2025, 12, 5))
    made = banner(event=page)
    assert made.text == BannerText(
        mark="3",
        title="World Cup 3",
        city="Heerenveen",
        country=hall.country.name,
        dates="5–7 December 2025",
        series="ISU World Cup Speed Skating",
        hashtag="SpeedSkating",
    )
    assert made.alt_text == f"World Cup 3, Heerenveen, {hall.country.name}, 5–7 December 2025"
    assert banner(event=page, alt="Skate with us").alt_text == "Skate with us"


def test_fingerprint_follows_data_art_and_address(settings):
    made = banner()
    names = [made.fingerprint]

    def again() -> str:
        return Banner.objects.with_event().get().fingerprint

    assert again() == names[0]
    made.event.venue.city = "Elsewhere"
    made.event.venue.save()
    names.append(again())
    made.placement = "left"
    made.save()
    names.append(again())
    settings.SITE_URL = "https://www.example.org"
    names.append(again())
    assert len(set(names)) == 4


def test_each_banner_has_its_own_code_to_its_event():
    page, other = event(number=1), event(number=2)
    first, second = banner(event=page), banner(event=page)
    assert first.qr != second.qr
    assert [first.qr.event, first.qr.label] == [page, "Banner"]
    first.event = other
    first.save()
    assert QRCode.objects.get(pk=first.qr_id).event == other


def test_a_period_that_ends_before_it_begins_is_refused():
    made = banner(starts_at=NOON)
    made.ends_at = NOON
    with pytest.raises(ValidationError) as caught:
        made.full_clean()
    assert caught.value.message_dict["ends_at"] == ["The banner's period ends before it begins."]
    with pytest.raises(IntegrityError, match="banner_ends_after_it_starts"), transaction.atomic():
        made.save()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"pages": []}, "banner_pages_known"),
        ({"pages": ["home", "kitchen"]}, "banner_pages_known"),
        ({"placement": "top"}, "banner_placement_known"),
    ],
)
def test_the_database_refuses_what_is_unknown(values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        banner(**values)


def test_uploaded_art_is_kept_encoded_anew(media):
    made = banner()
    upload = picture_file("PNG", image((1280, 200)))
    made.take_art(upload)
    assert re.fullmatch(r"banners/art/[0-9a-f]{20}\.png", made.art.name)
    assert (media / made.art.name).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_uploaded_art_of_another_size_is_refused(media):
    made = banner()
    with pytest.raises(ValueError, match=r"The banner has 1200 × 200 pixels; it must have exactly 1280 × 200"):
        made.take_art(picture_file("PNG", image((1200, 200))))
    assert (made.art.name, media.exists()) == ("", False)


def test_a_code_is_made_short_and_unambiguous():
    made = qr_code()
    assert re.fullmatch(f"[{ALPHABET}]{{5}}", made.code)
    assert not set("01ilouv") & set(ALPHABET)
    assert qr_code(code="hamar").code == "hamar"


def test_a_code_leads_to_its_event_wherever_that_moves():
    page = event()
    made = qr_code(event=page)
    assert (made.target, made.path) == (page.get_absolute_url(), "")
    page.slug = "1-elsewhere"
    page.save()
    assert QRCode.objects.with_target().get().target == page.get_absolute_url()


def test_address_is_whole(settings):
    settings.SITE_URL = "https://www.example.org"
    assert qr_code(code="k7mpx").address == "https://www.example.org/q/k7mpx/"


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"code": "HAMAR"}, "qr_code_unambiguous"),
        ({"code": "oil"}, "qr_code_unambiguous"),
        ({"path": ""}, "qr_leads_to_one_page"),
        ({"path": "https://example.org/"}, "qr_path_is_internal"),
        ({"path": "//example.org/"}, "qr_path_is_internal"),
        ({"path": "/\\example.org/"}, "qr_path_is_internal"),
        ({"path": "/a b/"}, "qr_path_is_internal"),
        ({"path": "/a\n"}, "qr_path_is_internal"),
    ],
)
def test_the_database_refuses_codes_that_mislead(values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        qr_code(**values)
    with pytest.raises(ValidationError):
        QRCode(**{"path": "/", **values}).full_clean()


def test_a_code_with_event_and_path_is_refused():
    with pytest.raises(IntegrityError, match="qr_leads_to_one_page"), transaction.atomic():
        qr_code(event=event(), path="/")


def test_a_printed_code_never_changes():
    made = qr_code(code="hamar")
    made.code = "thaf2"
    with pytest.raises(ValidationError) as caught:
        made.full_clean()
    assert caught.value.message_dict["code"] == ["A code may be on paper already: it never changes."]


def test_scans_are_counted_by_day(django_assert_num_queries):
    made = qr_code()
    friday, saturday = datetime.date(2026, 1, 9), datetime.date(2026, 1, 10)
    for day in (friday, saturday, saturday):
        with django_assert_num_queries(1):
            made.count_scan(day)
    assert list(made.scans.values_list("day", "count")) == [(saturday, 2), (friday, 1)]
    assert QRCode.objects.with_scans().get().scan_total == 3
    other = qr_code()
    assert {qr: qr.scan_total for qr in QRCode.objects.with_scans()} == {made: 3, other: 0}
