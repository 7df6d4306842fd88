"""What to type instead of a text where a number is expected; read for faults only."""

import re
import unicodedata

from regesta.advice import offer
from regesta.contract import Schema
from regesta.read.numbers import is_number
from regesta.read.text import cut

_BLANK_WORDS = frozenset(
    (
        *("none", "n/a", "na", "null", "unknown", "-", "?", "tbd", "missing", "unspecified", "undefined"),
        *("not specified", "not stated", "not given", "not mentioned", "not known", "not available", "not applicable"),
    )
)
LEFT_OUT = "leave the key out; `missing` can say why"
_ENDLESS = frozenset(("nan", "inf", "infinity"))
_TIMES = re.compile(r"(?<![a-z])(?:k|m|mln|mio|bn|mrd|hundred|thousand|million|billion|dozen|score)s?\b", re.IGNORECASE)
_WORDED = re.compile(r"^(?:[^\W\d_]++ ?|[~≈<>±] ?)++[0-9]|[0-9] ?[^\W\d_]{2,}")
_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_SIDE = re.compile(r"(?:([NSEWnsew]) ?)?([0-9]{1,3}(?:\.[0-9]+)?) ?[°º]? ?([NSEWnsew])?", re.ASCII)
_PAIR = re.compile(r"(-?[0-9]{1,2}\.[0-9]+) ?[,; ] ?(-?[0-9]{1,3}\.[0-9]+)", re.ASCII)
_SIGNS = str.maketrans("\u2212\u066b\u066c", "-._")  # minus; the marks of decimals and of thousands in Arabic
_DEGREES = re.compile(
    r"([0-9]{1,3}) ?[°º] ?([0-9]{1,2}) ?['′’] ?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?(?:[\"″”]|'')?)? ?([NSEWnsew]?)", re.ASCII
)


def example(node: Schema) -> str | None:
    """The first example of a field, if it is one word or number."""
    first = next(iter(node.get("examples", ())), None)
    return str(first) if isinstance(first, str | int | float) and not isinstance(first, bool) else None


def number_help(text: str, node: Schema, pointer: str) -> str:
    """What to type for a text: the number in it, as JSON and YAML write numbers, or none at all."""
    word = text.strip()
    point = offer.number(word, node)
    if point is not None:
        return f"write the decimal point as a point: {point}"
    if node.get("maximum") == 1 and re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)? ?%", word):
        return f"write a share of 1: {float(word.rstrip('% ')) / 100:g}"
    if pointer.endswith(("/latitude", "/longitude")) and (here := _coordinate(word)) is not None:
        return here
    bounds = _bounds(word) if pointer.endswith("/best") else None
    found = bounds or next((advice for read in _READINGS if (advice := read(word)) is not None), None)
    if found is None and pointer.startswith("/quantities/") and _WORDED.search(word):
        return f"write `text: {cut(word, 40)}` instead: the figures are read from it"
    if found is None:
        return _in_figures(word, node, pointer)
    is_counted = pointer.startswith("/quantities/") and found == _with_words(word) and re.search(r"[^\W\d]", word)
    return f"{found}; what is counted goes in `object`, its unit in `unit`" if is_counted else found


def _in_figures(word: str, node: Schema, pointer: str) -> str:
    """What to do about a text in which no number is found; words alone are not to be replaced by an example."""
    if _LETTERS.fullmatch(word) is None:
        such_as = example(node)
        return "write it in figures" + (f", such as {such_as}" if such_as else "")
    if pointer.startswith("/quantities/"):
        return f"leave `{pointer.rpartition('/')[2]}` out and write the words as `text`: the figures are read from it"
    is_share = node.get("minimum") == 0 and node.get("maximum") == 1
    return f"write it in figures{', from 0 to 1' if is_share else ''}, or leave the key out"


def _coordinate(word: str) -> str | None:
    """What to type for degrees with the side of the equator or of Greenwich, and for a pair in one field."""
    pair, side = _PAIR.fullmatch(word), _SIDE.fullmatch(word)
    if pair is not None:
        return f"write `latitude: {pair[1]}` and `longitude: {pair[2]}`"
    letters = [letter.upper() for letter in (side[1], side[3]) if letter] if side is not None else []
    if side is None or len(letters) != 1:
        return None
    return f"write {'-' if letters[0] in ('S', 'W') else ''}{side[2]}; south and west are below 0"


def _bounds(word: str) -> str | None:
    """What to type for `10-12`, `10+` and `>10` where one number is expected beside `low` and `high`."""
    between = re.fullmatch(r"([0-9]+) ?(?:[-–—]|to) ?([0-9]+)", word, re.ASCII)
    if between is not None:
        return f"write `low: {int(between[1])}` and `high: {int(between[2])}` instead of `best`"
    least = re.fullmatch(r"([0-9]+) ?\+|(?:>=|≥) ?([0-9]+)", word, re.ASCII)
    return f"write `low: {int(least[1] or least[2])}` instead of `best`" if least is not None else None


def is_blank_word(word: str) -> bool:
    """Whether a text says that there is nothing, or that nothing is known."""
    return word.strip().casefold() in _BLANK_WORDS


def _blank_word(word: str) -> str | None:
    is_blank = is_blank_word(word) or word.casefold().lstrip("+-.") in _ENDLESS
    return LEFT_OUT if is_blank else None


def _quoted_number(word: str) -> str | None:
    return f"take the quotes away: {cut(word, 40)}" if is_number(word) else None


def _comma(word: str) -> str | None:
    """Advice on commas, spaces and points that part thousands, or on a comma before decimals."""
    grouped = re.fullmatch(r"[-+]?[0-9]{1,3}(?:([,. '’\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*", word)
    if grouped is not None and (grouped[1] != "." or word.count(".") > 1):
        whole = re.sub(r"[^-0-9]", "", word)
        if word.count(",") == 1:
            return f"write {whole} if the comma parts thousands, {word.replace(',', '.')} if it is a decimal comma"
        return f"write thousands without a sign between: {whole}"
    if re.fullmatch(r"[-+]?[0-9]+,[0-9]+", word):
        return f"write the decimal point as a point: {word.replace(',', '.').lstrip('+')}"
    return None


def _degrees(word: str) -> str | None:
    found = _DEGREES.fullmatch(word)
    if found is None:
        return None
    degrees, minutes, seconds = (float(part or 0) for part in found.groups()[:3])
    sign = -1 if found[4] in ("S", "W", "s", "w") else 1
    return f"write decimal degrees: {sign * (degrees + minutes / 60 + seconds / 3600):.5f}"


def _with_words(word: str) -> str | None:
    found = re.match(r"\+?(-?[0-9]+(?:\.[0-9]+)?)(?![._]|[xX][0-9A-Fa-f])[^0-9]*$", word, re.ASCII)
    if found is not None and _TIMES.search(word, found.end(1)) is not None:
        return None
    return f"write the number alone: {cut(found[1], 40)}" if found is not None and is_number(found[1]) else None


def _leading_zeros(word: str) -> str | None:
    found = re.fullmatch(r"(-?)0+([0-9]+(?:\.[0-9]+)?)", word, re.ASCII)
    return f"write it without the zeros before it: {found[1]}{found[2]}" if found is not None else None


def _other_signs(word: str) -> str | None:
    """Advice on figures and signs of another script, a true minus, a bare point, and `_` between thousands."""
    plain = unicodedata.normalize("NFKC", word).translate(_SIGNS)
    plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in plain)
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:_[0-9]{3})+", plain):
        plain = plain.replace("_", "")
    plain = re.sub(r"^([-+]?)\.([0-9]+)$", r"\g<1>0.\2", plain.removesuffix("."))
    return f"write {cut(plain, 40)}" if plain != word and is_number(plain) else None


_READINGS = (_blank_word, _quoted_number, _leading_zeros, _comma, _degrees, _with_words, _other_signs)
