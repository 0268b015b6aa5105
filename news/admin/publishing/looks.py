"""How a story will look where readers meet it: on a card of the site, in a search engine and on social platforms."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from isuwc.newsroom.pages import require_view
from isuwc.text.shortened import shortened
from news.admin.publishing.address import year_of
from news.admin.publishing.frame import article_of
from news.editions.publication import Publication
from news.editions.snapshot import Content, content_of
from news.models import Article, Upload
from news.models.article import Type
from news.pages.cards import drawn
from news.pictures.picture import Picture

TITLE, DESCRIPTION = 60, 155  # characters of which search engines show about as many


@dataclass(frozen=True)
class Looks:
    type: str
    title: str
    lead: str
    address: str  # as people read it: site.example › news › 2026
    picture: Picture | None
    social_picture: str  # the address of it, for the newsroom; "" without one

    @property
    def found_title(self) -> str:
        return shortened(self.title, TITLE)

    @property
    def found_lead(self) -> str:
        return shortened(" ".join(self.lead.split()), DESCRIPTION)


def looks_of(article: Article, content: Content, publication: Publication, slug: str) -> Looks:
    """With the address that stands in the form."""
    hero = content["hero"]
    picture = Picture.of(hero, Upload.objects.files([hero["digest"]]).get(hero["digest"])) if hero else None
    card = picture.card if picture else None
    host = urlsplit(settings.SITE_URL).netloc
    return Looks(
        Type(content["type"]).label,
        content["title"],
        content["lead"],
        " › ".join([host, "news", str(year_of(publication, publication.not_before)), slug]),
        picture,
        f"{reverse('admin:news_article_card', args=[article.pk])}?{card.name}" if card else "",
    )


def card(admin: "ModelAdmin[Article]", request: HttpRequest, pk: int) -> HttpResponse:
    """The social picture of the working copy, for those who may see it: nothing of it is public yet, nor kept."""
    article = article_of(pk)
    require_view(admin, request, article)
    hero = content_of(article)["hero"]
    found = Picture.of(hero, None).card if hero else None  # drawn from the master, whichever files there are
    data = drawn(found) if found else None
    if data is None:
        raise Http404("It has no picture.")
    return HttpResponse(data, content_type="image/jpeg")
