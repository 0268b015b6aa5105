"""What of a form that was sent is kept: its words as they came, the names of its files, never a password or token."""

import json
import re
import zlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from isuwc.files.chosen_again import LOST, lost_of

MADE_FOR = "made_for"  # whose form it is (`marks`)
SENT_AGAIN = "kept_form"  # which kept form this one is
# Names of the newsroom's pages whose forms hold passwords and codes, none of which is kept
OF_SECRETS = frozenset(
    {
        "second_step",
        "set_up",
        "set_up_app",
        "set_up_passkey",
        "account",
        "confirm",
        "codes",
        "remove_factor",
        "sign_out",
        "forgotten",
        "new_password",
        "password_change",
        "auth_user_password_change",
        "auth_user_access",
    }
)
OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", MADE_FOR, SENT_AGAIN})
_SECRET = re.compile(r"(?:^|[-_])(?:password|passphrase|passcode|otp|token|secret)\d*(?:$|[-_])", re.IGNORECASE)
KINDS = {"application/x-www-form-urlencoded", "multipart/form-data"}


@dataclass(frozen=True)
class Submission:
    """A form as it was sent. `fields` are names and values in their order, a name as often as it came."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...] = ()  # field and name of the file
    left_out: tuple[str, ...] = ()  # fields that held a secret
    is_multipart: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> "Submission":
        """Raises what reading the request raises."""
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in OF_THE_PAGE and not name.startswith(LOST)
        ]
        files = [(field, str(file.name)) for field, several in request.FILES.lists() for file in several if file.name]
        return cls(
            path=request.get_full_path(),
            fields=tuple((name, value) for name, value in sent if not is_secret(name)),
            files=(*files, *still_lost(request)),
            left_out=tuple(dict.fromkeys(name for name, value in sent if is_secret(name) and value)),
            is_multipart=request.content_type == "multipart/form-data",
        )

    @property
    def holds_words(self) -> bool:
        """Whether anybody typed or chose anything: a token, a button or the answer to "Are you sure?" is none of it."""
        words = (value for name, value in self.fields if not name.startswith("_") and name != "post")
        return any(value.strip() for value in words) or bool(self.files)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What is sent on in place of the files, so that the form's page names them as well."""
        return [(f"{LOST}{field}", name) for field, name in self.files]

    @property
    def file_names(self) -> str:
        return ", ".join(name for _, name in self.files)

    def packed(self) -> bytes:
        """For a column of bytes, which takes every character, also those that a text of the database refuses."""
        facts = [self.path, self.fields, self.files, self.left_out, self.is_multipart]
        return zlib.compress(json.dumps(facts).encode())

    @classmethod
    def unpacked(cls, data: bytes) -> "Submission":
        path, fields, files, left_out, is_multipart = json.loads(zlib.decompress(data))
        return cls(path, _pairs(fields), _pairs(files), tuple(left_out), is_multipart)


def still_lost(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Field and name of the files that the form lost before and that were not chosen again."""
    fields = [name.removeprefix(LOST) for name in request.POST if name.startswith(LOST)]
    return tuple(
        (field, name) for field in fields if field not in request.FILES for name in lost_of(request.POST, field)
    )


def is_form(request: HttpRequest) -> bool:
    """Whether a browser sent a form and shows the answer as a page; a script that asks for JSON keeps its own words."""
    as_page = not request.headers.get("Accept", "").startswith("application/json")
    return request.method == "POST" and request.content_type in KINDS and as_page


def is_secret(name: str) -> bool:
    """Whether the field of that name holds a password or a code, which nobody keeps."""
    return _SECRET.search(name) is not None


def _pairs(rows: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)
