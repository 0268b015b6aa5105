from dataclasses import dataclass

from django.utils.safestring import SafeString

from isuwc.text.html import clean_html, plain
from news.blocks.text import TextFacts
from news.pages.blocks.shown import Shown


@dataclass(frozen=True)
class ShownText(Shown):
    kind = "text"

    html: SafeString


def shown(block: TextFacts) -> ShownText | None:
    if not plain(block.html):
        return None
    return ShownText(clean_html(block.html))
