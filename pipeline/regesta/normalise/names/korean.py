"""Korean names with an honorific behind them, apart or written on: 홍길동 씨, 김씨."""

from collections.abc import Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.names.titles import Piece, read_piece
from regesta.normalise.names.words import Words

_HONORIFICS = ("씨", "님")
_MOST_SIGNS = 4  # of a family name and a given name


def read_korean(printed: Sequence[str], words: Words) -> Piece | None:
    """What stands before an honorific; None for words without one, or that only end as one does: 날씨."""
    *before, last = printed
    if last in _HONORIFICS and before:
        found = read_piece(before, words)
    elif last.endswith(_HONORIFICS) and _is_family_and_given(last[:-1], words):
        found = read_piece((*before, last[:-1]), words)
    else:
        return None
    return found._replace(person=True) if found.kind == "name" else found


def _is_family_and_given(name: str, words: Words) -> bool:
    family = any(words.is_in("family_first", folded_key(name[:size])) for size in (1, 2))
    return family and len(name) <= _MOST_SIGNS
