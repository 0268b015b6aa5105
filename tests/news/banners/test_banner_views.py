import io
import threading

import pytest
import zxingcpp
from django.db import connection
from django.utils import timezone
from PIL import Image

from news.models import Banner, QRCode, Scan
from news.pictures.art.frame import PHONE_SIZE
from tests.factories.events import event
from tests.factories.images import image, picture_file
from tests.factories.news import banner, qr_code

pytestmark = pytest.mark.usefixtures("media")

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"


def decoded(data: bytes) -> list[str]:
    with Image.open(io.BytesIO(data)) as opened:
        return [found.text for found in zxingcpp.read_barcodes(opened.convert("RGB"))]


def counted() -> list[int]:
    return list(Scan.objects.values_list("count", flat=True))


# /q/<code>/


@pytest.mark.django_db
def test_scan_leads_to_the_event_and_is_counted(client, django_assert_num_queries):
    page = event()
    qr_code(code="k7mpx", event=page)
    with django_assert_num_queries(2):
        response = client.get("/q/k7mpx/", headers={"User-Agent": PHONE})
    assert (response.status_code, response["Location"]) == (302, page.get_absolute_url())
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    assert response.cookies == {}
    assert list(Scan.objects.values_list("qr__code", "day", "count")) == [("k7mpx", timezone.now().date(), 1)]


@pytest.mark.django_db
def test_scan_of_a_code_typed_in_capitals_leads_there_too(client):
    qr_code(code="k7mpx")
    assert client.get("/q/K7MPX/")["Location"] == "/where-to-watch/"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/q/zzzzz/", "/q/zzzzz.svg", "/q/zzzzz.png"])
def test_an_unknown_code_is_not_found(client, path):
    qr_code(code="k7mpx")
    assert client.get(path).status_code == 404
    assert counted() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "WhatsApp/2.24"},
        {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
        {"User-Agent": PHONE, "Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": PHONE, "Purpose": "prefetch"},
    ],
)
def test_programs_are_led_but_not_counted(client, headers):
    qr_code(code="k7mpx")
    assert client.get("/q/k7mpx/", headers=headers).status_code == 302
    assert counted() == []


@pytest.mark.django_db
def test_head_is_answered_and_not_counted(client):
    qr_code(code="k7mpx")
    assert client.head("/q/k7mpx/", headers={"User-Agent": PHONE}).status_code == 302
    assert client.post("/q/k7mpx/", headers={"User-Agent": PHONE}).status_code == 405
    assert counted() == []


@pytest.mark.django_db(transaction=True)
def test_scans_at_the_same_time_are_all_counted():
    made = qr_code()
    start = threading.Barrier(8)

    def scan_often() -> None:
        start.wait()
        for _ in range(25):
            made.count_scan()
        connection.close()

    threads = [threading.Thread(target=scan_often) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted() == [200]


# The code alone


@pytest.mark.django_db
def test_code_for_print_decodes_to_its_whole_address(client, settings, django_assert_num_queries):
    settings.SITE_URL = "https://www.example.org"
    qr_code(code="k7mpx", label="Poster")
    with django_assert_num_queries(1):
        response = client.get("/q/k7mpx.png")
    assert response["Content-Type"] == "image/png"
    assert decoded(response.content) == ["https://www.example.org/q/k7mpx/"]
    assert response["Content-Disposition"] == 'inline; filename="qr-k7mpx.png"'
    assert counted() == []


@pytest.mark.django_db
def test_code_as_svg_says_what_it_is(client):
    made = qr_code(code="k7mpx", label="Poster")
    response = client.get("/q/k7mpx.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == made.svg()
    assert b"<title>k7mpx (Poster)</title>" in response.content


# The banner's files


@pytest.mark.django_db
@pytest.mark.parametrize(("variant", "size"), [("1x", (1280, 200)), ("2x", (2560, 400))])
@pytest.mark.parametrize("kind", ["webp", "png"])
def test_banner_is_served_at_its_size_and_decodes(client, settings, variant, size, kind):
    settings.SITE_URL = "https://www.example.org"
    made = banner()
    response = client.get(made.url(variant, kind))
    assert response["Content-Type"] == f"image/{kind}"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(response.content)) as opened:
        assert (opened.size, opened.format) == (size, kind.upper())
    assert decoded(response.content) == [f"https://www.example.org/q/{made.qr.code}/"]


@pytest.mark.django_db
def test_art_for_phones_has_no_code(client):
    response = client.get(banner().src_phone)
    with Image.open(io.BytesIO(response.content)) as opened:
        assert opened.size == PHONE_SIZE
    assert decoded(response.content) == []


@pytest.mark.django_db
def test_banner_of_uploaded_art_carries_its_code(client, settings):
    settings.SITE_URL = "https://www.example.org"
    made = banner(placement="left")
    made.take_art(picture_file("PNG", image((1280, 200), color=(10, 120, 60))))
    made.save()
    made = Banner.objects.with_event().get()
    response = client.get(made.url("1x", "png"))
    assert decoded(response.content) == [made.qr.address]
    with Image.open(io.BytesIO(response.content)) as opened:
        assert opened.getpixel((900, 100)) == (10, 120, 60)


@pytest.mark.django_db
def test_banner_is_drawn_once_and_then_read(client, media, django_assert_num_queries):
    made = banner()
    with django_assert_num_queries(1):
        first = client.get(made.src).content
    files = [path.name for path in (media / "banners").iterdir()]
    assert files == [f"{made.qr.code}-{made.fingerprint}-1x.webp"]
    stored = picture_file("WEBP")
    (media / "banners" / files[0]).write_bytes(stored)
    with django_assert_num_queries(0):
        assert client.get(made.src).content == stored != first


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["webp", "png"])
def test_torn_file_of_a_banner_is_drawn_anew_and_not_served(client, media, kind):
    made = banner()
    first = client.get(made.url("1x", kind)).content
    (path,) = (media / "banners").iterdir()
    for length in (0, 10, len(first) // 2, len(first) - 1):
        path.write_bytes(first[:length])
        assert client.get(made.url("1x", kind)).content == first
        assert path.read_bytes() == first


@pytest.mark.django_db
def test_an_unknown_fingerprint_is_not_drawn(client, media):
    made = banner()
    other = made.src.replace(made.fingerprint, "0123456789abcdef")
    paths = [other, made.src.replace(made.qr.code, "zzzzz"), made.src.replace("1x", "9x"), made.src + "x"]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert not media.exists()


@pytest.mark.django_db
def test_an_earlier_file_stays_for_pages_in_caches(client):
    made = banner()
    before = made.src
    content = client.get(before).content
    made.event.venue.city = "Elsewhere"
    made.event.venue.save()
    after = Banner.objects.with_event().get().src
    assert after != before
    assert client.get(before).content == content != client.get(after).content


@pytest.mark.django_db
def test_a_code_lives_on_after_its_banner(client):
    made = banner()
    address, target = made.qr.get_absolute_url(), made.href
    made.delete()
    assert client.get(address)["Location"] == target
    assert QRCode.objects.count() == 1
