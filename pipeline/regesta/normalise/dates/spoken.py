"""Numbers that are spoken in parts, as the one they make."""

from collections.abc import Callable, Sequence
from typing import Any

Word = tuple[str, Any]  # its kind and value
_SPOKEN = frozenset(("__", "_&_", "_o", "_&o", "oo", "o&o"))


def spoken(words: Sequence[Word]) -> list[Word]:
    """Kinds and values with the parts of a spoken number as one: ninety-six, nineteen ninety-six, dos mil quince."""
    found = _joined(_joined(words, _tens), _hundreds)
    return [("y" if kind in {"_", "o"} and value > 999 else kind, value) for kind, value in found]


def _joined(words: Sequence[Word], sum_of: Callable[[str, int, int], int | None]) -> list[Word]:
    """Words with each two numbers as the one they make, if any; "and" or a hyphen may stand between them.

    "Vingt premiers jours" are twenty, and the first.
    """
    out: list[Word] = []
    for at, (kind, value) in enumerate(words):
        out.append((kind, value))
        if kind == "o" and words[at + 1 : at + 2] and words[at + 1][0] in {"D", "W", "M"}:
            continue
        size = 3 if len(out) > 2 and out[-2][0] in {"&", "-"} else 2
        before, one = out[-size] if len(out) >= size else ("", None)
        kinds = before + "&" * (size - 2) + kind
        if kinds in _SPOKEN and (whole := sum_of(kinds, one, value)) is not None:  # type: ignore[arg-type] # of numbers
            out[-size:] = [(kind, whole)]
    return out


def _tens(_: str, one: int, other: int) -> int | None:
    """Ninety-six, quatre-vingt-seize, тридцать шестого."""
    most = 19 if one in {60, 80} else 9
    return one + other if 20 <= one <= 90 and one % 10 == 0 and 0 < other <= most else None


def _hundreds(kinds: str, one: int, other: int) -> int | None:
    """Nineteen hundred and five, dos mil quince, nineteen ninety-six; "eleven thirty" may be a time."""
    if 1000 <= one <= 2900 and one % 100 == 0 and 0 < other < 100:
        return one + other
    return 100 * one + other if kinds == "__" and 13 <= one <= 20 and 9 < other < 100 else None
