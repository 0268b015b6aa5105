"""What holds for every address outside the admin, a new one too."""

from django.template.response import TemplateResponse

from tests.isuwc.hostile.routes import Route, addressed


def public() -> list[tuple[Route, dict[str, str]]]:
    found = [(route, values) for route, values in addressed() if not route.pattern.startswith("admin/")]
    assert len(found) > 30
    return found


def test_public_addresses_are_read_only(visitor):
    """Nothing but GET and HEAD: what changes something is in the admin."""
    answers = {
        route.pattern: [
            getattr(visitor["nobody"], method)(route.address(values)).status_code
            for method in ("post", "put", "delete")
        ]
        for route, values in public()
    }
    assert answers == dict.fromkeys(answers, [405] * 3)


def test_every_public_page_can_have_a_banner(visitor):
    """The middleware gives a banner to a TemplateResponse alone; from a page made by `render` it would be missing."""
    pages = {route.pattern: visitor["nobody"].get(route.address(values)) for route, values in public()}
    for page in pages.values():
        page.close()
    html = {name: page for name, page in pages.items() if page.headers.get("Content-Type", "").startswith("text/html")}
    found = {name: page for name, page in html.items() if page.status_code == 200}
    assert len(found) > 15
    assert [name for name, page in found.items() if not isinstance(page, TemplateResponse)] == []
