"""What the form of a listing posts, and what it answers."""

import datetime

from django.db import connection

from events.broadcast.mail.starts import write_start
from tests.factories import events as factories

ADD = "/admin/events/listing/add/"


DAY = datetime.date(2025, 12, 5)


UTC = datetime.UTC


def there():
    """The address of a listing that is there already."""
    return f"/admin/events/listing/{factories.listing().pk}/change/"


def posted(of, showings=(), stored=0, **values):
    """The form as a browser sends it: Example TV live in Norway for the season, unless told otherwise."""
    fields = {
        "broadcaster": factories.Broadcaster.objects.get(name="Example TV").pk,
        "country": "NOR",
        "series": of.series_id,
        "season": of.pk,
        "platform": "tv",
        "ways": values.pop("timing", "live"),
        "source": "A contract",
        "showings-TOTAL_FORMS": len(showings),
        "showings-INITIAL_FORMS": stored,
        **values,
    }
    for number, showing in enumerate(showings):
        fields |= {f"showings-{number}-{field}": value for field, value in showing.items()}
    return {field: value for field, value in fields.items() if value is not None}


def post(client, address, values, **options):
    """Send it, and let the rules that the database checks at commit have their say at once."""
    response = client.post(address, values, **options)
    connection.check_constraints()
    return response


def complaints(response):
    """All errors of the page, those of its rows too."""
    assert response.status_code == 200
    admin_form = response.context["adminform"]
    formset = response.context["inline_admin_formsets"][0].formset
    rows = [error for form in formset.forms for errors in form.errors.values() for error in errors]
    form = [error for errors in admin_form.form.errors.values() for error in errors]
    return [*form, *rows, *formset.non_form_errors()]


def said(response):
    return [str(message) for message in response.context["messages"]]


def change(listing, *rows):
    """What a browser sends of a stored listing whose rows nobody has touched but for what is given."""
    stored = list(listing.showings.order_by("session"))
    base = [
        {
            "id": each.pk,
            "listing": listing.pk,
            "session": each.session_id,
            "is_shown": "on" if each.is_shown else None,
            "starts_at": write_start(
                each.starts_at, each.session.date if each.session.starts_at else None, each.session.event.venue.zone
            )
            if each.starts_at
            else "",
        }
        for each in stored
    ]
    for row, values in zip(base, rows, strict=False):
        row.update(values)
    kept = [{field: value for field, value in row.items() if value is not None} for row in [*base, *rows[len(base) :]]]
    return kept, len(stored)
