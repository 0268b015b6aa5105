"""A result's page as tests read it and type in it."""

from tests.isuwc.submissions.forms import Window
from tests.standings.test_admin import address

TEXT = "1\t12\tKOK Femke\tNED\t37,05\n2\t7\tJACKSON Erin\tUSA\t37.2\n\t9\tTAKAGI Miho\tJPN\tDNF"


def rows(response):
    """The lines of the page, as far as they hold anything, by field."""
    formset = response.context["inline_admin_formsets"][0].formset
    names = ("rank", "competitor", "country", "time", "status", "bib", "pair", "lane")
    found = [
        {name: form[name].value() for name in names if name in form.fields and form[name].value() not in {None, ""}}
        for form in formset.forms
        if form["competitor"].value()
    ]
    return [{name: value for name, value in row.items() if (name, value) != ("status", "OK")} for row in found]


def pasted(window, text, **columns):
    """The page after what was pasted is read."""
    return window.type(pasted=text, **columns).send("_read")


def typed(client, race):
    return Window(client, address(race))


def errors(response):
    return {
        f"{number}-{name}": list(words)
        for number, form in enumerate(response.context["inline_admin_formsets"][0].formset.forms)
        for name, words in form.errors.items()
    }


def question(response, number=0):
    return response.context["inline_admin_formsets"][0].formset.forms[number].question
