"""Fixes on offer: what to write in place of a faulty value or key, only where one thing alone can be meant.

Each function gives the text to write, or None. What they offer is shown in reports and is what `--fix` writes.
"""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from typing import Any

from regesta.advice.suggest import bare
from regesta.read.numbers import is_number

_DECIMAL_COMMA = re.compile(r"-?(?:0|[1-9][0-9]*),[0-9]+", re.ASCII)
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+", re.ASCII)
_TRUTH = {"yes": "true", "y": "true", "on": "true", "true": "true"} | dict.fromkeys(
    ("no", "n", "off", "false"), "false"
)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def code(text: str, meant: Sequence[str], *, named: bool = False) -> str | None:
    """The one code near a text, if that is the text but for case and hyphens, or at most a slip in a longer word.

    named: the text is the label of the code, which settles it.

    >>> code("Protest", ["protest"]), code("UK", ["UA"])
    ('protest', None)
    """
    if len(meant) != 1 or "?" in text:  # whoever writes a question mark is not sure
        return None
    return meant[0] if named or _slip(text, meant[0]) else None


def field(key: str, meant: Sequence[str], taken: Container[str]) -> str | None:
    """The one field near a key, if the object does not have it yet; never one that silences rules or hides values."""
    if len(meant) != 1 or meant[0] in taken or meant[0] in ("waivers", "withhold", "withdrawn"):
        return None
    if key.startswith(("-", "+")):  # the line of a diff may be one that was taken away
        return None
    return meant[0] if _slip(key, meant[0]) else None


def _slip(text: str, meant: str) -> bool:
    """Whether a text is a word with a slip of the pen: none in up to three letters, one in four, two from eight on.

    A slip leaves letters out, doubles or swaps them. Another letter in the place of one makes another word too easily
    (protect, protest), and so does another beginning (impossible, retained).
    """
    from rapidfuzz.distance import DamerauLevenshtein, Indel  # noqa: PLC0415 - paid when something is wrong

    plain, word = _plain(text), _plain(meant)
    if plain == word:
        return True
    written = plain.encode("ascii", "ignore").decode()  # a letter of another alphabet that looks like one is none
    if not written or (abs(len(written) - len(word)) > 1 and (written.startswith(word) or word.startswith(written))):
        return False  # it may be another word: review is not reviewed
    if Indel.distance(written, word) > abs(len(written) - len(word)) and sorted(written) != sorted(word):
        return False
    allowed = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
    return written[0] == word[0] and DamerauLevenshtein.distance(written, word) <= allowed


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", bare(text).casefold())


def plain(text: str, node: Mapping[str, Any]) -> str | None:
    """The number, true or false that a text is, if it can be only one within the field's type and bounds.

    >>> plain("48,85", {"type": "number"}), plain("1,500", {"type": "number"}), plain("yes", {"type": "boolean"})
    ('48.85', None, 'true')
    """
    if node.get("type") == "boolean":
        return truth(text)
    is_exact = is_number(text) and (node.get("type") == "number" or text.lstrip("-").isdigit())
    if node.get("type") in ("number", "integer") and is_exact:
        return text if len(text) < 20 and _within(float(text), node) else None
    return number(text, node)


def truth(text: str) -> str | None:
    """What a word says yes or no to, as YAML and JSON both write it."""
    return _TRUTH.get(text.strip().casefold())


def slug(text: str) -> str | None:
    """An id made of a text, to be shown and never written: ids are permanent.

    >>> slug("Märkische Straße 1")
    'markische-strasse-1'
    """
    known = "".join(_in_ascii(char) for char in unicodedata.normalize("NFKD", text.casefold()))
    plain_ = known.encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain_).strip("-")[:96].strip("-")
    return made or None


def _in_ascii(char: str) -> str:
    """A dash of any kind as a hyphen, a digit of any script as a digit; any other character stays."""
    if char.isascii():
        return char
    figure = unicodedata.digit(char, None)
    return str(figure) if figure is not None else "-" if unicodedata.category(char) in ("Pd", "Sm") else char


def number(text: str, node: Mapping[str, Any]) -> str | None:
    """A number with a decimal comma, with a point; not where the comma may part thousands within the field's bounds.

    node is the field in the contract, with its type and bounds.

    >>> number("48,85", {"type": "number"}), number("1,500", {"type": "number"})
    ('48.85', None)
    """
    if node.get("type") != "number" or _DECIMAL_COMMA.fullmatch(text) is None:
        return None
    point = text.replace(",", ".")
    grouped = _THOUSANDS.fullmatch(text) is not None and _within(float(text.replace(",", "")), node)
    return point if _within(float(point), node) and not grouped else None


def _within(value: float, node: Mapping[str, Any]) -> bool:
    return bool(node.get("minimum", value) <= value <= node.get("maximum", value))


def day(text: str) -> str | None:
    """The ISO day of a date text that names one whole day with its year, and nothing more.

    >>> day("24 June 2023"), day("03/04/2023")
    ('2023-06-24', None)
    """
    from regesta.normalise.dates.read import DateHints, read_date  # noqa: PLC0415 - paid when something is wrong

    reading = read_date(text, DateHints())
    edtf = getattr(reading, "edtf", "")
    finer = getattr(reading, "precision", None) != "day"
    return edtf if not finer and _ISO_DAY.fullmatch(edtf) is not None else None
