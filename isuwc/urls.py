"""Every address of the site. Public addresses are stable and old ones redirect for ever."""

from django.contrib import admin
from django.urls import include, path

from isuwc.site.views import (
    about,
    broadcast_desk,
    errors,
    event,
    fact_cards,
    files,
    health,
    home,
    offline,
    root,
    skater,
)
from isuwc.site.views.embeds import choice, frames, kinds, oembed
from isuwc.site.views.search import page as search_page

handler400 = errors.bad_request
handler500 = errors.server_error

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search_page.search, name="search"),
    path("search/suggestions.json", search_page.suggestions, name="search-suggestions"),
    path("about/", about.about, name="about"),
    path("about/this-site/", about.about_site, name="about-site"),
    path("events/<slug:season>/<slug:event>/", event.event_detail, name="event"),
    path("skaters/<slug:slug>/", skater.skater_detail, name="skater"),
    path("card.jpg", fact_cards.site_card, name="site-card"),
    path("events/<slug:season>/<slug:event>/card.jpg", fact_cards.event_card, name="event-card"),
    path("events/<slug:season>/<slug:event>/<slug:race>/card.jpg", fact_cards.race_card, name="race-card"),
    path("standings/<slug:season>/<slug:category>/<slug:cup>/card.jpg", fact_cards.cup_card, name="cup-card"),
    path("skaters/<slug:slug>/card.jpg", fact_cards.skater_card, name="skater-card"),
    path("api/v1/", include("isuwc.site.api.urls")),
    path("", include("isuwc.site.views.data.urls")),  # data/, and files beside the pages of skaters, nations, events
    path("", include("events.urls")),  # events/…, where-to-watch/…
    path("", include("standings.urls")),  # standings/…, skaters/, nations/…, and a race below its event
    path("news/", include("news.urls")),
    path("feeds/", include("isuwc.site.views.feeds.urls")),
    path("", include("news.banners.urls")),  # q/…, banners/…
    path("embed/", choice.choice, name="embed"),
    path("embed/next-event/", frames.page(kinds.next_event), name="embed-next-event"),
    path("embed/events/<slug:season>/<slug:event>/", frames.page(kinds.event), name="embed-event"),
    path("embed/events/<slug:season>/<slug:event>/<slug:race>/", frames.page(kinds.race), name="embed-race"),
    path(
        "embed/standings/<slug:season>/<slug:category>/<slug:cup>/",
        frames.page(kinds.standing),
        name="embed-standing",
    ),
    path("embed/where-to-watch/", frames.page(kinds.everywhere), name="embed-everywhere"),
    path("embed/where-to-watch/<slug:noc>/", frames.page(kinds.country), name="embed-country"),
    path("oembed", oembed.oembed, name="oembed"),
    path("sitemap.xml", root.sitemap_index, name="sitemap"),
    path("sitemap-news.xml", root.former_sitemap, name="sitemap-former"),
    path("sitemap-stories-<int:year>.xml", root.sitemap_of_stories, name="sitemap-stories"),
    path("sitemap-<section>.xml", root.sitemap_part, name="sitemap-part"),
    path("robots.txt", root.robots, name="robots"),
    path(".well-known/security.txt", root.security_txt, name="security-txt"),
    path("favicon.ico", root.favicon, name="favicon"),
    path("opensearch.xml", root.open_search, name="open-search"),
    path("site.webmanifest", root.web_manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("offline/", offline.offline, name="offline"),
    path("offline/pages.json", offline.pages, name="offline-pages"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("media/<path:path>", files.media, name="media"),
    path("admin/broadcast/", admin.site.admin_view(broadcast_desk.broadcast_desk), name="broadcast-desk"),
    path("admin/", admin.site.urls),
]
