"""Photos with their files, and what lies in which folder."""

from pathlib import Path

from django.core.management import call_command
from PIL import Image

from isuwc.files.pictures.images import open_picture
from isuwc.files.pictures.renditions import master, renditions
from isuwc.site.demo.articles import PICTURES
from news.models import Edition, Photo
from news.pages.page import article_page
from tests.factories.images import picture_file, scene


def said(capsys, *arguments: str) -> str:
    call_command("photo_files", *arguments)
    return capsys.readouterr().out.strip()


def names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "photos").iterdir()} if (folder / "photos").exists() else set()


def laps() -> Image.Image:
    """A study of the demo, 450 × 300, of which AVIF takes half of the bytes of WebP."""
    with Image.open(PICTURES / "laps-5000.webp") as picture:
        return picture.convert("RGB").resize((450, 300), Image.Resampling.LANCZOS)


def taken(source: Image.Image | None = None, **values) -> Photo:
    photo = Photo(**{"caption": "Caption", "credit": "ISU", "alt": "What it shows", **values})
    photo.take_file(picture_file("PNG", source or scene(1)))
    photo.save()
    return photo


def of_before(media: Path, source: Image.Image, **values) -> Photo:
    """A photo as the site kept it until then: all files public, without a credit in them, in the widths of before."""
    picture = open_picture(picture_file("JPEG", source))
    (media / "photos").mkdir(parents=True, exist_ok=True)
    for each in (master(picture), *renditions(picture, (480, 960, 1600, 2400))):
        (media / "photos" / each.name).write_bytes(each.data)
    values = {"caption": "Caption", "credit": "ISU", "alt": "What it shows", **values}
    return Photo.objects.create(
        file=f"photos/{picture.digest}.jpg", width=picture.width, height=picture.height, **values
    )


def addresses(client, page: str) -> set[str]:
    """Of every picture that the page offers."""
    (picture,) = {each.hero for each in [article_page(Edition.objects.live().get())]}
    offered = ", ".join([picture.avif_srcset, picture.srcset, picture.fallback_srcset, picture.src])
    found = {each.split()[0] for each in offered.split(", ") if each}
    html = client.get(page).text
    assert all(each in html for each in found)
    return found


def works(client, page: str) -> bool:
    """Whether every picture that the page offers is answered."""
    return all(status(client, each) == 200 for each in addresses(client, page))


def status(client, address: str) -> int:
    """Of a file, which is read to its end, as that closes it."""
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def content(client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)
