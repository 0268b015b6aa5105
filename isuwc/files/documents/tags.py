"""What the tags of HTML mean for the lines of its text. Pure."""

VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "col", "area", "base", "source", "track", "embed"}
DROPPED = {"script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "title", "math"}
# Not the text of a page but what stands around it
FURNITURE = {"nav", "aside", "footer", "form", "button", "select", "dialog"}
BLOCKS = {
    *("p", "div", "section", "article", "main", "header", "blockquote", "pre", "figure", "figcaption", "address"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "caption", "center", "details", "summary", "body", "html"),
    "footer",
}
STRUCTURE = BLOCKS | {"ul", "ol", "li", "table", "tr", "td", "th"}
UNCOUNTED = {"script", "style", "title", "template"}  # that hold no words for readers of the page
# What ends an open paragraph, item or cell although nobody wrote its end; and what it doesn't reach out of
_OUTSIDE = {"table", "td", "th", "caption", "button"} | DROPPED
_ENDS_PARAGRAPH = BLOCKS - {"html", "body", "caption"} | FURNITURE - {"button", "select"} | {"ul", "ol", "li", "table"}
ENDED_BY = {
    **{key: [({"p"}, _OUTSIDE)] for key in _ENDS_PARAGRAPH},
    "li": [({"p"}, _OUTSIDE), ({"li"}, {"ul", "ol"} | _OUTSIDE)],
    **{key: [({"p"}, _OUTSIDE), ({"dt", "dd"}, {"dl"} | _OUTSIDE)] for key in ("dt", "dd")},
    **{key: [({"td", "th"}, {"tr", "table"})] for key in ("td", "th")},
    "tr": [({"tr"}, {"table"})],
    "a": [({"a"}, _OUTSIDE)],
}
