"""What one person can type into the forms of the admin and save there, in fields that don't hang together.

Finding it by trial takes several submissions for each field, which is more than the tests send that need it. A form, or
a set of rows, that is not here is tried by `people.workable` all the same.
"""

from tests.isuwc.submissions.forms import Form

ANOTHER = object()  # the first choice that is not chosen
MORE, LETTER = "{} once more", "{}x"  # after what stands there

# By model and the name of the field
TYPED: dict[str, dict[str, object]] = {
    "User": {"username": LETTER, "first_name": LETTER, "last_name": LETTER},
    "Group": {"name": MORE, "permissions": ANOTHER},
    "Banner": {"series": ANOTHER, "placement": "left", "alt": LETTER},
    "QRCode": {"label": MORE},
    "LeadStory": {"until_0": "11/01/2030"},
    "OldAddress": {"path": MORE},
    "Competitor": {"name": MORE, "given_name": MORE, "family_name": MORE},
    "Alias": {"name": MORE, "category": "men"},
    "Country": {"name": MORE, "with_article": "on", "other_names": LETTER},
    "CountryGroup": {"name": MORE, "countries": ANOTHER},
    "BroadcasterWas": {"what": "website", "was": MORE, "before": "11/11/2025"},
    "ListingWas": {"what": "app_link", "was": LETTER, "before": "11/11/2025"},
    "StreamBlock": {"source": MORE, "note": LETTER},
    "Broadcaster": {"name": MORE, "slug": LETTER, "website": "https://example.org/other"},
    "Stream": {"name": MORE, "link": LETTER, "source": MORE, "blocks-0-source": MORE},
    "Listing": {"part": LETTER, "season": ANOTHER, "platform": "stream", "showings-0-is_shown": []},
    "LinkWord": {"address": LETTER, "failed_on": "11/11/2025"},
    "Series": {"name": MORE, "slug": LETTER, "discipline": MORE},
    "Season": {"stream-0-name": MORE},
    "Venue": {"name": MORE, "slug": LETTER, "city": MORE},
    "Event": {
        "number": "2",
        "is_final": "on",
        "start_date": "11/11/2025",
        "sessions-0-number": "2",
        "races-0-number": "2",
    },
    "Scale": {"name": MORE, "dnf_scores": "on", "confidence": "high"},
    "Cup": {"category": "men", "slug": LETTER, "name": MORE, "cup_scales-0-distance": "1000"},
    "PublishedStanding": {"rank": "2", "total": "315", "source": MORE},
    "RaceSheet": {"result_state": "none", "source": LETTER, "results-0-notes": LETTER},
    "StartSheet": {"list_source": LETTER},
    "Article": {"title": MORE, "lead": MORE, "type": "preview", "news_textblock_set-0-text": MORE},
    "Photo": {"focal_x": "0.51", "focal_y": "0.41", "name": MORE},
}


def typed(model: str, form: Form, prefix: str = "") -> list[tuple[str, list[str]]]:
    """The fields of the form, or of its rows with that beginning, that are known, each with what is typed there."""
    names = [name for name in TYPED.get(model, {}) if (name.startswith(prefix) if prefix else "-" not in name)]
    found = [(name, _values(form, name, TYPED[model][name])) for name in names]
    same = [name for name, values in found if values == form.values.get(name, [])]
    assert not same, f"{model}: {same} would not be changed"
    return found


def _values(form: Form, name: str, what: object) -> list[str]:
    values = form.values.get(name, [])
    if what is ANOTHER:
        return [next(each for each in form.options[name] if each not in values and each)]
    if isinstance(what, list):
        return what
    return [str(what).format(values[0] if values else "")]
