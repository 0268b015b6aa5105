"""The site, for servers that ask by ASGI."""

from a2wsgi import WSGIMiddleware

from isuwc.wsgi import application as site

application = WSGIMiddleware(site, workers=4)
