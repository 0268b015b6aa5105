"""“Make blocks of this text”: what stands in a text that somebody is writing, as blocks for the form."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from news.admin.articles.form.lookups import LOOKUPS
from news.admin.articles.open_form.asking import Asked, answers_form
from news.imports.written_text import WrittenBlock, blocks_of
from standings.models import Competitor


@answers_form("POST")
def text_parted(asked: Asked) -> HttpResponse:
    """`text` is the text's HTML, `above` what stands before it in the form. Nothing is written. Six queries."""
    sent = asked.request.POST
    made = blocks_of(sent.get("text", ""), sent.get("above", "").splitlines())
    return JsonResponse({"user": asked.request.user.get_username(), "blocks": [_as_json(block) for block in made]})


def _as_json(block: WrittenBlock) -> dict[str, Any]:
    """With the key and label of the speaker, as the field that looks up has them."""
    skater = block.speaker
    speaker = {"key": skater.pk, "text": LOOKUPS[Competitor].label(skater)} if skater else None
    return {"kind": block.kind, "values": block.values, "speaker": speaker, "doubt": block.doubt}
