"""Says that a picture is in the library already, and shows the photos that have it."""

from collections.abc import Iterable

from django.template.loader import render_to_string

from news.models import Photo

IN_THE_LIBRARY = "This picture is in the library already, perhaps in another size or format."


def which_have_it(photos: Iterable[Photo]) -> str:
    """HTML: the photos with links, and a box to add the picture all the same."""
    return render_to_string("admin/news/photo/_same.html", {"photos": photos})
