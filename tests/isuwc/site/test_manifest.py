"""What a phone takes to put the site on its home screen."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from PIL import Image


def test_manifest_names_the_site_and_is_in_the_colour_of_its_pages(client):
    said = client.get("/site.webmanifest").json()
    assert [said[key] for key in ("id", "start_url", "scope", "display")] == ["/", "/", "/", "minimal-ui"]
    source = Path(get_template("base.html").origin.name).read_text()
    light = re.search(r'name="theme-color" content="(#\w+)" media="\(prefers-color-scheme: light\)"', source)[1]
    assert (said["theme_color"], said["background_color"]) == (light, light)


def test_icons_are_there_in_their_sizes_and_one_may_be_cut_to_any_shape(client):
    icons = client.get("/site.webmanifest").json()["icons"]
    found = [(icon["sizes"], icon.get("purpose", "any")) for icon in icons]
    assert found == [("any", "any"), ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
    for icon in icons[1:]:
        with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    # What lies outside of the circle that every shape leaves is ground
    with Image.open(finders.find(icons[-1]["src"].removeprefix("/static/"))) as image:
        pixels = image.convert("RGB")
    ground = pixels.getpixel((0, 0))
    outside = [(x, y) for x in range(0, 512, 3) for y in range(0, 512, 3) if (x - 256) ** 2 + (y - 256) ** 2 > 205**2]
    assert {place for place in outside if pixels.getpixel(place) != ground} == set()
