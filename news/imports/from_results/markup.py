"""A passage as the HTML of a text block: the first time that somebody is named leads to their page. Pure."""

import re
from collections.abc import Mapping
from html import escape

from news.imports.from_results.names import capital
from news.imports.from_results.report import Passage


class Links:
    """Links each name once in an article."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        """`addresses` by who is called so, with the NOC in brackets; empty for who is not linked."""
        self.addresses = dict(addresses)
        longest_first = sorted(addresses, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(_at_any_place, longest_first))) if addresses else None

    def html(self, passage: Passage) -> str:
        """<p>… <a href="/skaters/femke-kok/">Femke Kok</a> (NED) won …</p>"""
        tag = "h2" if passage.is_subhead else "p"
        return f"<{tag}>{self._linked(passage.text)}</{tag}>"

    def _linked(self, text: str) -> str:
        return "".join(
            f'<a href="{escape(address)}">{escape(words, quote=False)}</a>' if address else escape(words, quote=False)
            for words, address in self.runs(text)
        )

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text in pieces, each with the address to which it leads; empty for one that is no link."""
        found: list[tuple[str, str]] = []
        end = 0
        for match in self.pattern.finditer(text) if self.pattern else ():
            called = match[0] if match[0] in self.addresses else f"{match[0][0].lower()}{match[0][1:]}"
            address = self.addresses.get(called, "")
            self.addresses[called] = ""
            if address:
                name = match[0].rpartition(" (")[0]
                found += [(text[end : match.start()], ""), (name, address)]
                end = match.start() + len(name)
        return [run for run in (*found, (text[end:], "")) if run[0]]


def _at_any_place(called: str) -> str:
    """Also as a sentence begins: the Netherlands (NED), The Netherlands (NED)."""
    return "|".join(map(re.escape, dict.fromkeys((called, capital(called)))))
