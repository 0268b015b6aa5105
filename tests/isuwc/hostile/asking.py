"""One request, and what is wrong with the answer."""

from typing import Any

from django.db import transaction
from django.test import Client

ANSWERS = {200, 301, 302, 304, 400, 403, 404, 405, 410, 413, 414, 429}


def wrong(client: Client, method: str, address: str, **values: Any) -> str:
    """What is wrong with the answer, if anything. Nothing that the request did stays."""
    asked = f"{method} {address[:300]}"
    with transaction.atomic():
        try:
            response = client.generic(method, address, **values)
            if response.streaming:
                b"".join(response.streaming_content)
        except Exception as error:  # all of them are what is looked for
            return f"{asked}: {error!r}"
        finally:
            transaction.set_rollback(True)
    return "" if response.status_code in ANSWERS else f"{asked}: {response.status_code}"


def wrong_post(client: Client, address: str, data: dict[str, Any]) -> str:
    """The same of a form, sent as a browser sends it."""
    with transaction.atomic():
        try:
            status = client.post(address, {name: _encoded(value) for name, value in data.items()}).status_code
        except Exception as error:
            return f"POST {address}: {error!r}"
        finally:
            transaction.set_rollback(True)
    return "" if status in ANSWERS else f"POST {address}: {status}"


def _encoded(value: Any) -> Any:
    """Text as it comes over the wire, lone surrogates too, for which Python has no letter."""
    if isinstance(value, list):
        return [_encoded(each) for each in value]
    return value.encode(errors="surrogatepass") if isinstance(value, str) else value
