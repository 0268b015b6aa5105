"""What stands in for the watcher and the application, and somebody who asks for pages."""

from datetime import timedelta

from django.test.client import RequestFactory
from django.utils import timezone

from isuwc.freshness.marks import Marks
from isuwc.site.kept.watcher import Seen

HTML = [("Content-Type", "text/html; charset=utf-8")]


class Watching:
    """In place of the watcher: what it has seen is set by the test."""

    def __init__(self):
        self.seen = Seen(Marks({}), 0, timezone.now() + timedelta(days=1), 0.0)
        self.cut_off = False

    def is_cut_off(self, seen):
        return self.cut_off


class Site:
    """In place of the application: counts what it is asked, and answers as the test says."""

    def __init__(self, answer=lambda environ: b"<p>A page that is long enough to be compressed.</p>" * 8):
        self.answer, self.asked, self.status, self.headers = answer, [], "200 OK", HTML

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        body = self.answer(environ)
        start_response(self.status, [*self.headers, ("Content-Length", str(len(body)))])
        return [body]


class Answer:
    def __init__(self, pages, path="/", method="GET", **headers):
        path, _, query = path.partition("?")
        environ = RequestFactory().generic(method, path, QUERY_STRING=query, **headers).environ
        given = pages(environ, self.start)
        self.body = b"".join(given)
        if hasattr(given, "close"):
            given.close()

    def start(self, status, headers, _=None):
        assert {type(part) for pair in headers for part in pair} == {str}  # PEP 3333: no other kind of string
        self.status, self.headers = status, dict(headers)
