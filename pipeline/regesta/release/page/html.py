"""Text made safe for a page: one function for each place it can stand in, and a few builders that use them."""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")


def text(value: object) -> str:
    """A value as the text of an element; characters that HTML cannot hold become U+FFFD.

    >>> text("a < b & c")
    'a &lt; b &amp; c'
    """
    plain = _UNPRINTABLE.sub("\ufffd", str(value))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: object) -> str:
    """A value as what stands between the double quotes of an attribute.

    >>> attribute('" onclick="x')
    '&quot; onclick=&quot;x'
    """
    return text(value).replace('"', "&quot;").replace("'", "&#39;").replace("`", "&#96;")


def data(value: Any) -> str:
    r"""A value as JSON within a script element that is data: nothing in it ends that element or starts a comment.

    >>> data({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    told = _UNPRINTABLE.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def address(url: str) -> str | None:
    """An http or https address as what stands in `href="..."`; None for any other scheme.

    >>> address("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return attribute(url) if parts.scheme in ("http", "https") and parts.netloc else None


def link(url: str | None, label: str) -> str:
    """A label that leads to an address on the web; the plain label where the address is none."""
    href = address(url) if url is not None else None
    return f'<a href="{href}" rel="noopener noreferrer">{label}</a>' if href is not None else label


def file_link(path: str, label: str | None = None) -> str:
    """A link to a file of the release, relative to the page."""
    return f'<a href="{attribute(quote(path))}">{text(path) if label is None else label}</a>'


def jump(event_id: str, label: str) -> str:
    """A link to an event on the same page."""
    return f'<a href="#event/{attribute(quote(event_id))}">{label}</a>'


def own(value: str) -> str:
    """Text of a record in its own direction, whatever stands around it."""
    return f"<bdi>{text(value)}</bdi>" if _mixed(value) else text(value)


def _mixed(value: str) -> bool:
    """Whether text may hold letters that run from right to left."""
    return _LEFTWARD.search(value) is not None


def listing(items: Iterable[str], kind: str = "") -> str:
    """An unordered list, of a class if one is named."""
    start = f'<ul class="{attribute(kind)}">' if kind else "<ul>"
    return start + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
