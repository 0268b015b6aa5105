import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from news.models import Banner, QRCode
from news.models.banner import PageKind
from tests.factories.events import event
from tests.factories.images import image, picture_file
from tests.factories.news import banner, qr_code
from tests.factories.people import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


def form(of: Banner | None = None, **values: object) -> dict[str, object]:
    of_event = of.event_id if of else event().pk
    return {"event": of_event, "pages": PageKind.values, "placement": "right", "alt": "", "series": "", **values}


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_banner_is_made_with_its_code(admin_client):
    response = admin_client.post(reverse("admin:news_banner_add"), form(pages=["home"]))
    assert response.status_code == 302
    made = Banner.objects.get()
    assert (made.pages, made.art.name, made.qr.event) == (["home"], "", made.event)


def test_finished_banner_is_uploaded_and_taken_away_again(admin_client):
    made = banner()
    address = reverse("admin:news_banner_change", args=[made.pk])
    art = upload("banner.png", picture_file("PNG", image((2560, 400))))
    assert admin_client.post(address, form(made, upload=art)).status_code == 302
    assert Banner.objects.get().art.name.startswith("banners/art/")
    assert admin_client.post(address, form(made)).status_code == 302
    assert Banner.objects.get().art.name.startswith("banners/art/")
    assert admin_client.post(address, form(made, remove_art="on")).status_code == 302
    assert Banner.objects.get().art.name == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            picture_file("PNG", image((1280, 220))),
            "The banner has 1280 × 220 pixels; it must have exactly 1280 × 200, or 2560 × 400.",
        ),
        (b"<svg/>", "SVG drawings are not accepted, because they can carry programs. Export it as PNG."),
    ],
)
def test_an_unusable_upload_is_refused_with_the_reason(admin_client, data, reason):
    response = admin_client.post(reverse("admin:news_banner_add"), form(upload=upload("banner.png", data)))
    assert response.context["adminform"].form.errors == {"upload": [reason]}
    assert Banner.objects.count() == 0


def test_change_page_previews_and_offers_files_for_print(admin_client):
    made = banner()
    made.qr.count_scan()
    html = admin_client.get(reverse("admin:news_banner_change", args=[made.pk])).content.decode()
    links = [made.url(size, kind) for size in ("1x", "2x") for kind in ("webp", "png")]
    links += [f"/q/{made.qr.code}.svg", f"/q/{made.qr.code}.png"]
    assert [html.count(f'<a href="{link}" download>') for link in links] == [1] * 6
    assert html.count(f'<img src="{made.src}"') == 1


@pytest.mark.parametrize("number", [1, 6])
@pytest.mark.parametrize(("name", "queries"), [("banner", 5), ("qrcode", 5)])
def test_change_page_asks_the_same_number_of_queries_however_many_events_there_are(
    admin_client, django_assert_num_queries, number, name, queries
):
    banners = [banner(event=event(number=n)) for n in range(1, number + 1)]
    key = {"banner": banners[0].pk, "qrcode": banners[0].qr_id}[name]
    ContentType.objects.get_for_models(Banner, QRCode)  # the admin asks once in a process
    with django_assert_num_queries(queries):
        response = admin_client.get(reverse(f"admin:news_{name}_change", args=[key]))
    choices = response.context["adminform"].form.fields["event"].choices
    assert sorted(str(label) for _, label in list(choices)[1:]) == sorted(str(made.event) for made in banners)


@pytest.mark.parametrize("number", [1, 6])
def test_lists_ask_the_same_number_of_queries_whatever_their_length(admin_client, django_assert_num_queries, number):
    for n in range(1, number + 1):
        banner(event=event(number=n)).qr.count_scan()
    for address in ("admin:news_banner_changelist", "admin:news_qrcode_changelist"):
        with django_assert_num_queries(6):  # session, user, filter, two counts, rows
            response = admin_client.get(reverse(address))
        assert len(response.context["cl"].result_list) == number


def test_code_is_fixed_once_it_is_made_and_cannot_be_deleted(admin_client):
    made = qr_code(code="k7mpx", label="Poster")
    address = reverse("admin:news_qrcode_change", args=[made.pk])
    values = {"code": "other", "label": "Ticket", "event": "", "path": "/standings/"}
    formset = {"scans-TOTAL_FORMS": 0, "scans-INITIAL_FORMS": 0}
    assert admin_client.post(address, {**values, **formset}).status_code == 302
    assert list(QRCode.objects.values_list("code", "label", "path")) == [("k7mpx", "Ticket", "/standings/")]
    assert admin_client.post(reverse("admin:news_qrcode_delete", args=[made.pk])).status_code == 403


@pytest.mark.parametrize(
    ("role", "sees", "adds"),
    [("Editor", 200, 200), ("Journalist", 200, 403), ("Results", 403, 403), ("Broadcast", 403, 403)],
)
def test_editors_add_banners_journalists_see_them_and_others_do_neither(client, django_user_model, role, sees, adds):

    sign_in(client, role)
    assert client.get(reverse("admin:news_banner_add")).status_code == adds
    assert client.get(reverse("admin:news_banner_changelist")).status_code == sees


def test_a_test_address_is_not_for_print(admin_client, settings):
    address = reverse("admin:news_qrcode_change", args=[qr_code(code="k7mpx").pk])
    warning = "(a test address: don&#x27;t print this code)"
    assert admin_client.get(address).content.decode().count(warning) == 1
    settings.HTTPS = True
    assert admin_client.get(address).content.decode().count(warning) == 0


def test_banner_without_an_end_is_said_to_be_shown_until_its_event_is_over(admin_client):
    made = banner(ends_at=None)
    page = admin_client.get(reverse("admin:news_banner_change", args=[made.pk]))
    assert "Empty: until the last day of the event is over at its venue." in page.text
    listed = admin_client.get(reverse("admin:news_banner_changelist"))
    assert '<td class="field-period">until the event is over</td>' in listed.text
