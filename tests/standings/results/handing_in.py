"""Sheets handed in by the admin's pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import sheets

HAND_IN = "/admin/standings/sheetimport/hand-in/"
PREVIEW = "/admin/standings/sheetimport/preview/"


def file(paper: sheets.Paper = sheets.WOMEN_500, name: str = "sheet.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, paper.pdf(), "application/pdf")


def apply_all(client):
    """What the button does: every ready sheet, with what was shown of it."""
    context = client.get(PREVIEW).context
    post = {"_apply": "1", "sheet": [each.pk for each, plan in context["waiting"]]}
    post |= {f"shown-{each.pk}": plan.fingerprint for each, plan in context["waiting"]}
    return client.post(PREVIEW, post, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]
