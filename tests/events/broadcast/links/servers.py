"""Servers on this machine that answer in every way that one on the internet may."""

import contextlib
import ipaddress
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from events.broadcast.links.policy import Policy, is_public
from events.broadcast.links.trying import Trier

LOOPBACK = "127.0.0.1"
LARGEST = 65_536  # bytes of a request
UNREAD = 10.0  # seconds until whoever neither asks nor goes is left


class Answers(BaseHTTPRequestHandler):
    """/200, /404 … with that status; /to?… redirects there; /left and /right to each other; /huge has no end."""

    asked: list  # (method, path, headers) of each request

    def do_HEAD(self):
        type(self).asked.append((self.command, self.path, dict(self.headers)))
        path, _, query = self.path.partition("?")
        if path == "/to":
            self.send_response(302)
            self.send_header("Location", query)
        elif path in {"/left", "/right"}:  # round and round
            self.send_response(307)
            self.send_header("Location", "/right" if path == "/left" else "/left")
        elif path == "/no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif path == "/cookie":
            self.send_response(302)
            self.send_header("Set-Cookie", "a=b")
            self.send_header("Location", "/200")
        elif path == "/huge":
            self.send_response(200)
            with contextlib.suppress(OSError):
                for number in range(100_000):
                    self.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 60_000))
            return
        else:
            self.send_response(int(path.strip("/") or 200))
        self.end_headers()

    def do_GET(self):
        self.do_HEAD()
        with contextlib.suppress(OSError):
            self.wfile.write(b"a" * 50_000_000)  # a body, which nobody reads

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def web(context=None):
    """A server, its port and what it was asked."""
    handler = type("Own", (Answers,), {"asked": []})
    server = ThreadingHTTPServer((LOOPBACK, 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *args: None
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], handler.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def raw(*sent, every=0.0):
    """A server that sends these bytes after each request, one after the other, whatever it is asked.

    It reads the request first, and all else before it closes: what lies unread when a connection is closed resets it,
    and then the bytes that were sent may be lost on their way.
    """
    server = socket.create_server((LOOPBACK, 0))
    over = threading.Event()

    def serve():
        with contextlib.suppress(OSError):
            while True:
                held, _ = server.accept()
                with contextlib.suppress(OSError), held:
                    held.settimeout(UNREAD)
                    held.recv(LARGEST)
                    for each in sent:
                        held.sendall(each)
                        if over.wait(every):
                            return
                    held.shutdown(socket.SHUT_WR)
                    while held.recv(LARGEST):
                        pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        over.set()
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def is_here(number):
    return number == ipaddress.ip_address(LOOPBACK) or is_public(number)


def trier(*ports, names=None, seconds=3.0, **options):
    """One that may reach this machine at these ports. Every name is this machine, unless `names` says otherwise."""
    allowed = frozenset(ports)
    return Trier(
        site="https://here.test",
        policy=Policy(may_reach=is_here, ports={"http": allowed, "https": allowed}),
        resolve=lambda host, port, deadline: (names or {}).get(host, [LOOPBACK]),
        seconds=seconds,
        **options,
    )
