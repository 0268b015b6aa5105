"""The table of docs/settings.md and deploy/isuwc.env.sample, made of `isuwc.settings.declared`: `make settings`."""

import re
from itertools import groupby
from pathlib import Path

from isuwc.settings import declared
from isuwc.settings.reading import Setting

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "settings.md"
SAMPLE = ROOT / "deploy" / "isuwc.env.sample"
LINK = re.compile(r"\[[^\]]+\]\((\w+\.md)[^)]*\)")  # of Markdown, to a page beside
BEGIN, END = "<!-- The table is made by `make settings`. -->\n", "<!-- End of the table. -->\n"
HEAD = """\
# The settings of isuwc on a server: /etc/isuwc/isuwc.env, root:isuwc, mode 640. docs/settings.md describes all of them.
# A line is NAME=value, and the value is all that follows, as it stands. This sample is made by `make settings`.
"""


def page(before: str) -> str:
    """The page with its table as it has to be; what stands around it is written by hand."""
    head, _, rest = before.partition(BEGIN)
    _, _, foot = rest.partition(END)
    return f"{head}{BEGIN}{table()}{END}{foot}"


def table() -> str:
    lines = []
    for group, settings in groupby(declared.ALL, lambda each: each.group):
        lines += [f"\n**{group}**\n", "| setting | if it is not set | |", "|---|---|---|"]
        lines += [f"| `{each.name}` | {unset(each)} | {each.meaning} |" for each in settings]
    return "\n".join(lines) + "\n\n"


def unset(setting: Setting[object]) -> str:
    """What the table says of a setting that is not given."""
    if setting.required:
        words = f"nothing starts{'' if setting.required == 'always' else ' ' + setting.required}"
        return f"{words}; elsewhere {setting.unset_words}" if setting.unset_words else words
    if setting.unset_words:
        return setting.unset_words
    if isinstance(setting.unset, bool):
        return str(setting.unset).lower()
    return f"{setting.unset}" if setting.unset else "0" if setting.unset == 0 else "none"


def sample() -> str:
    """The commented sample: what an operator has to say stands there, all else behind a #."""
    lines = [HEAD]
    for setting in declared.ALL:
        if setting.name == "ENV_FILE" or setting.group.startswith("For checkouts"):
            continue
        plain = LINK.sub(r"docs/\1", setting.meaning.replace("`", ""))
        lines += [f"# {line}" for line in folded(plain)]
        if setting.example or setting.required:
            lines.append(f"{setting.name}={setting.example}")
        else:
            shown = "" if setting.unset_words or unset(setting) == "none" else unset(setting)
            lines.append(f"#{setting.name}={shown}")
        lines.append("")
    return "\n".join(lines)


def folded(words: str, width: int = 118) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text()))
    SAMPLE.write_text(sample())
