"""What web pages and press releases print around a text: menus, sections, banners, footers. Pure."""

import re

from news.report.lines.credit_patterns import RIGHTS

_WORDS = {
    # sections of every discipline
    *("speed skating", "short track", "short track speed skating", "figure skating", "synchronized skating"),
    *("synchronised skating", "ice dance", "pair skating", "single skating", "long track", "ice skating"),
    *("eisschnelllauf", "eisschnelllaufen", "eiskunstlauf", "shorttrack", "patinage de vitesse", "patinage artistique"),
    *("langebaan", "langebaanschaatsen", "schaatsen", "kunstschaatsen", "hurtigløp", "skøyter", "kunstløp", "marathon"),
    # sections of pages
    *(
        "news",
        "isu news",
        "newsbg",
        "latest news",
        "all news",
        "home",
        "homepage",
        "logo",
        "sport",
        "sports",
        "wintersport",
    ),
    *(
        "winter sports",
        "more sports",
        "press",
        "media",
        "press releases",
        "media releases",
        "events",
        "calendar",
        "results",
    ),
    *(
        "rules",
        "about us",
        "contact",
        "contact us",
        "shop",
        "tickets",
        "gallery",
        "photos",
        "videos",
        "video",
        "athletes",
    ),
    *(
        "skaters",
        "federations",
        "partners",
        "sponsors",
        "newsroom",
        "stories",
        "features",
        "live",
        "more",
        "development",
    ),
    *("nachrichten", "startseite", "aktuelles", "verband", "termine", "ergebnisse", "kontakt", "mediathek", "über uns"),
    *(
        "accueil",
        "actualités",
        "actualité",
        "actus",
        "calendrier",
        "résultats",
        "boutique",
        "à propos",
        "nieuws",
        "agenda",
    ),
    *(
        "uitslagen",
        "over ons",
        "winkel",
        "hjem",
        "forside",
        "nyheter",
        "kalender",
        "resultater",
        "kontakt oss",
        "om oss",
    ),
    # what one can do with a page
    *("menu", "menü", "meny", "search", "suche", "recherche", "zoeken", "søk", "login", "log in", "sign in", "sign up"),
    *(
        "register",
        "subscribe",
        "newsletter",
        "share",
        "share this",
        "share this article",
        "teilen",
        "partager",
        "delen",
    ),
    *("print", "back", "back to news", "back to top", "to top", "top of page", "bottom of page", "skip to content"),
    *(
        "skip to main content",
        "close",
        "next",
        "previous",
        "read more",
        "load more",
        "related news",
        "related articles",
    ),
    *("facebook", "twitter", "instagram", "youtube", "linkedin", "whatsapp", "tiktok", "x", "e-mail", "email", "rss"),
    *("cookie settings", "cookies", "privacy policy", "privacy", "imprint", "impressum", "datenschutz", "terms of use"),
    *("mentions légales", "personvern", "image", "zurück", "retour", "terug", "tilbake", "en", "de", "fr", "nl", "no"),
}
_READING = re.compile(r"\d{1,2} ?(?:min(?:ute)?s?\.?) ?(?:read|de lecture|lesezeit|leestijd|lesetid)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:lees (?:ook|verder|meer)|lesen sie|mehr zum thema|weiterlesen|lire aussi|à lire|les (?:også|mer)|"
    r"read (?:also|more|next)|"
    r"see also|also read|more (?:on|from|about|news)|related\b|recommended\b|subscribe\b|sign up\b|abonnez|"
    r"abonnieren|abonneer|"
    r"follow us|share (?:this|on)|\d{0,4} ?(?:comments?|kommentare?|commentaires?|reacties|kommentarer)$|"
    r"leave a comment|"
    r"(?:article|story) continues|continue reading|listen to|watch:|video:|photo gallery|gallery:|play video|loading\b|"
    r"print this|deel dit|del saken|click to|tap to|swipe|newsletter|download\b|most read|meist gelesen|meest gelezen|"
    r"les plus lus|latest\b|trending\b|image (?:source|caption),?|tags?:|topics?:|schlagworte|published in|filed under|"
    r"article réservé|réservé aux abonnés|nur für abonnenten|for abonnenter|wait\b|cookies?\b)",
    re.IGNORECASE,
)
_ADVERTISING = re.compile(
    r"(?:[\w -]{0,30}banner[\w -]{0,20}\d{2,4} ?[x×] ?\d{2,4}|advertisement|advertising|anzeige|werbung|publicité|"
    r"advertentie|annonse|sponsored(?: content)?)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"\bcopyright\b\W{0,4}(?:©|\(c\)|(?:19|20)\d\d\b)", re.IGNORECASE)
_RELEASE = re.compile(
    r"\W{0,3}(?:for immediate release|(?:press|news|media) release|press information|pressemitteilung|"
    r"presseinformation|"
    r"medienmitteilung|zur sofortigen veröffentlichung|communiqué(?: de presse)?|pour diffusion immédiate|persbericht|"
    r"pressemelding)(?:\s*+[-–:|]\s*+(?:for immediate release|no\. ?\d{1,4}))?\W{0,3}",
    re.IGNORECASE,
)
_END = re.compile(r"#{2,5}|\*{3,5}|\W{1,4}(?i:ends?|ende|fin|einde|slutt|30)\W{1,4}|(?:ENDS?|ENDE|Ends|Enditem)\.?")
AFTER_END = re.compile(
    r"(?:notes? (?:to|for) (?:the )?editors?|(?:media|press) (?:contacts?|enquiries|inquiries)|contacts?|"
    r"for further information|"
    r"pressekontakt|contact presse|perscontact|renseignements|contactpersoon|medienkontakt|"
    r"hinweise? für die redaktion(?:en)?|about the author)\s*+:?",
    re.IGNORECASE,
)


def may_be_of_page(text: str) -> bool:
    """Lees ook, Article continues below, 3 comments: what pages put between paragraphs, and a text may hold too."""
    return is_page_word(text) or (len(text) <= 120 and bool(_BETWEEN.match(text)))


def is_page_word(text: str) -> bool:
    """Home, News, Figure Skating, top of page, 3 min read: whole lines of menus and headers."""
    return text.strip(" .>|›»«<‹-–·•").casefold() in _WORDS or (len(text) < 40 and bool(_READING.fullmatch(text)))


def is_breadcrumb(text: str) -> bool:
    """Home > News > Speed Skating: short steps of which one is a page's word. Between bars and slashes, with which
    titles begin too, all are."""
    steps = re.split(r"\s{0,3}[>›»]\s{0,3}", text) if len(text) <= 160 else []
    leads_on = len(steps) >= 2 and all(0 < len(step) <= 60 for step in steps) and any(map(is_page_word, steps[:2]))
    return leads_on or is_of_sections(text)


def is_of_sections(text: str) -> bool:
    """Nothing but a page's words: Home > News | Speed Skating."""
    steps = re.split(r"\s{0,3}[>›»/|]\s{0,3}", text) if len(text) <= 160 else []
    return len(steps) >= 2 and all(map(is_page_word, steps))


def is_advertising(text: str) -> bool:
    return len(text) <= 80 and bool(_ADVERTISING.fullmatch(text))


def is_copyright(text: str) -> bool:
    """The foot of a page: 2026 © All rights reserved."""
    return len(text) <= 200 and bool((_COPYRIGHT.search(text) and RIGHTS.search(text)) or _OF_A_YEAR.search(text))


def is_release_note(text: str) -> bool:
    """PRESS RELEASE, For immediate release."""
    return len(text) <= 80 and bool(_RELEASE.fullmatch(text))


def is_end_mark(text: str) -> bool:
    """ENDS, ###, -30-: below it a press release speaks to editors."""
    return len(text) <= 12 and bool(_END.fullmatch(text))
