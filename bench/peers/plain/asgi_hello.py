"""The least that a server can be asked, for servers that ask by ASGI."""

from a2wsgi import WSGIMiddleware
from peers.plain.hello import application as hello

application = WSGIMiddleware(hello, workers=4)
