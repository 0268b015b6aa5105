"""A passage as the HTML of a text block, with the first mention of everybody linked to their page. Pure."""

import re
from collections.abc import Mapping
from html import escape

from news.drafts.report import Passage


class Links:
    """Links each name once in an article."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        """`addresses` by who is called so, with the NOC in brackets; empty for who is not linked."""
        self.addresses = dict(addresses)
        longest_first = sorted(addresses, key=len, reverse=True)
        self.pattern = re.compile("|".join(map(re.escape, longest_first))) if addresses else None

    def html(self, passage: Passage) -> str:
        """<p>… <a href="/skaters/femke-kok/">Femke Kok</a> (NED) won …</p>"""
        tag = "h2" if passage.is_subhead else "p"
        return f"<{tag}>{self._linked(passage.text)}</{tag}>"

    def _linked(self, text: str) -> str:
        if self.pattern is None:
            return escape(text, quote=False)
        html, end = "", 0
        for found in self.pattern.finditer(text):
            html += escape(text[end : found.start()], quote=False) + self._name(found[0])
            end = found.end()
        return html + escape(text[end:], quote=False)

    def _name(self, called: str) -> str:
        address = self.addresses.get(called, "")
        self.addresses[called] = ""
        if not address:
            return escape(called, quote=False)
        name, bracket, noc = called.rpartition(" (")
        return f'<a href="{escape(address)}">{escape(name, quote=False)}</a>{bracket}{escape(noc, quote=False)}'
