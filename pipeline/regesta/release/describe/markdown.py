"""Text made harmless for Markdown: whatever it is, it is read as text and nothing else."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff]")
_MARKS = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_FIRST = re.compile(r"^([0-9]{1,9}(?=[.)](?:\s|$))|(?=[-+=#>]))")
_URL = ":/?#[]@!$&'()*+,;=%~-._"


def plain(text: str) -> str:
    """Text on one line, without control and direction characters."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))


def prose(text: str) -> str:
    r"""Text as a part of a paragraph, a heading or a cell: no markup, no HTML, no link, not even of a bare address.

    >>> prose("<b>*x*</b>, see https://example.org")
    '\\<b>\\*x\\*\\</b>, see https\\://example.org'
    """
    marked = _MARKS.sub(lambda match: "\\" + match[0], plain(text))
    return _FIRST.sub(r"\1\\", marked).replace("@", "@<!-- -->")


def paragraphs(text: str) -> str:
    """Text of several paragraphs, each made harmless; a blank line parts them."""
    return "\n\n".join(prose(part) for part in re.split(r"\n\s*\n", text.strip()))


def code(text: str, most: int = 80) -> str:
    """A value as code, cut to so many characters; nothing in it is live."""
    line = plain(text)
    line = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    line = line.replace("\\|", "\\ |")  # readers of tables do not agree on what a backslash before a bar is
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if not line or line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def link(url: str) -> str:
    """A web address as a link that ends where it ends."""
    return "<" + quote(url, safe=_URL) + ">"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are harmless already; a column of numbers is named by a colon at the end of its head."""
    rule = ["---:" if name.endswith(":") else "---" for name in head]
    lines = [[name.removesuffix(":") for name in head], rule, *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)
