"""What nobody types and somebody sends."""

from itertools import cycle, islice
from urllib.parse import quote

LONG = "a" * 10_000
DIGITS = "9" * 5_000  # more than Python turns into a number

# In an address, percent-encoded
IN_ADDRESSES = {
    "nul": "a%00b",
    "long": LONG,
    "300 letters": "a" * 300,
    "lone surrogate": "%ED%A0%80",
    "half a letter": "%C3",
    "latin-1": "%E9t%E9",
    "astral": "%F0%9F%8F%85",
    "digits": DIGITS,
    "beyond a bigint": "99999999999999999999",
    "beyond an integer": "9999999999",
    "negative": "-1",
    "zero": "0",
    "a path": "..%2F..%2Fmanage.py",
    "quote": "%27%22%3B--",
    "arabic digits": "%D9%A1%D9%A2",
    "superscript": "%C2%B2",
    "line break": "a%0Ab",
    "control": "%0B%1B%7F",
    "empty": "",
}

# In a field or a query
IN_FIELDS = {
    "nul": "a\x00b",
    "long": LONG,
    "lone surrogate": "a\udce9\ud800",
    "digits": DIGITS,
    "beyond a bigint": "99999999999999999999",
    "beyond an integer": "9999999999",
    "year 99999": "99999",
    "negative": "-1",
    "zero": "0",
    "exponent": "1e999",
    "not a number": "NaN",
    "infinity": "inf",
    "arabic digits": "١٢",
    "superscript": "²",
    "markup": "<script>alert(1)</script>",
    "many words": "a b " * 500,
    "spaces": "\u00a0\u2003\t ",
    "list": "[1, {}]",
    "null": "null",
    "date": "0000-00-00",
    "last date": "9999-12-31",
    "clock": "25:61",
    "percent": "%",
    "backslash": "\\",
    "path": "../../manage.py",
    "pattern": "(a+)+$[",
    "bidi": "\u202e\u2066abc",
    "astral": "🏅",
    "line breaks": "a\r\n\x0b\x0c\x85\u2028b",
}

IN_QUERIES = {name: quote(value, errors="surrogatepass") for name, value in IN_FIELDS.items()}


def some(values: dict[str, str], start: int, count: int) -> list[str]:
    """So many of the values, others for each start: all of them come up over all routes."""
    start *= 7
    return list(islice(cycle(values.values()), start % len(values), start % len(values) + min(count, len(values))))
