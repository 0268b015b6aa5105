"""A start list's form and page as tests read them."""

from tests.isuwc.submissions.forms import Window
from tests.markup import flat

TEXT = """START LIST
Pair 1
I 12 Femke KOK NED
O 15 Erin JACKSON USA
Pair 2
I 7 Miho TAKAGI JPN
"""


def page(client, race):
    return Window(client, f"/admin/standings/startsheet/{race.pk}/change/")


def saved(window, **values):
    response = window.type(list_source="isu.org start list", **values).send()
    assert response.status_code == 302, window.form.values
    return Window(window.client, window.address)


def errors(response):
    formset = response.context["inline_admin_formsets"][0].formset
    found = {f"{at}-{name}": list(said) for at, form in enumerate(formset.forms) for name, said in form.errors.items()}
    return found | {name: list(said) for name, said in response.context["adminform"].form.errors.items()}


def stored(race):
    return list(
        race.starts.order_by("line").values_list("line", "pair", "lane", "bib", "competitor__name", "is_withdrawn")
    )


def shown(client, race):
    return flat(client.get(race.get_absolute_url()).text)
