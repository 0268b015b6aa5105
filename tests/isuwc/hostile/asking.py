"""One request, and what is wrong with the answer."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_file
from django.utils.functional import SimpleLazyObject, empty

ANSWERS = {200, 204, 301, 302, 304, 400, 403, 404, 405, 410, 413, 414, 422, 429}


def wrong(client: Client, method: str, address: str, **values: Any) -> str:
    """What is wrong with the answer, if anything. Nothing that the request did stays."""
    return wrong_and_whether_asked(client, method, address, **values)[0]


def wrong_and_whether_asked(client: Client, method: str, address: str, **values: Any) -> tuple[str, bool]:
    """The same, and whether the answer was made with a look at who asks, or at their session."""
    asked = f"{method} {address[:300]}"
    with transaction.atomic():
        try:
            response = client.generic(method, address, **values)
            if response.streaming:
                b"".join(response.streaming_content)
        except Exception as error:  # all of them are what is looked for
            return f"{asked}: {error!r}", True
        finally:
            transaction.set_rollback(True)
    said = "" if response.status_code in ANSWERS else f"{asked}: {response.status_code}"
    return said, looked_at_who_asks(response.wsgi_request)


def looked_at_who_asks(request: Any) -> bool:
    """The person and the session are loaded when something first asks for them."""
    user = getattr(request, "user", None)  # there is none where a middleware has answered before
    return type(user) is not SimpleLazyObject or user._wrapped is not empty or request.session.accessed


def wrong_post(client: Client, address: str, data: dict[str, Any]) -> str:
    """The same of a form, sent as a browser sends it."""
    with transaction.atomic():
        try:
            status = client.generic("POST", address, body(data), content_type=MULTIPART_CONTENT).status_code
        except Exception as error:
            return f"POST {address}: {error!r}"
        finally:
            transaction.set_rollback(True)
    return "" if status in ANSWERS else f"POST {address}: {status}"


def body(data: dict[str, Any]) -> bytes:
    """A form over the wire. The client's own would refuse lone surrogates, for which Python has no letter, and send
    bytes as a field for each."""
    parts = []
    for name, value in data.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, SimpleUploadedFile):
                parts += encode_file(BOUNDARY, name, each)
            else:
                parts += [f"--{BOUNDARY}", f'Content-Disposition: form-data; name="{name}"', "", str(each)]
    lines = [part if isinstance(part, bytes) else part.encode(errors="surrogatepass") for part in parts]
    return b"\r\n".join([*lines, f"--{BOUNDARY}--".encode(), b""])
