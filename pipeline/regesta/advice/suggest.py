"""Suggestions: what a contributor may have meant."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_NUMBER = re.compile("[0-9]+")
_SERIES = 2  # so many words as near that differ by their numbers alone are none yet
_AROUND = "[\u00ad\u200b-\u200f\u2060\ufeff\"'“”„‟‘’‚«»`]"  # compiled where something is suggested


def nearest(text: str, options: Iterable[str], limit: int = 2) -> list[str]:
    """The options that a slip of the pen away from the text could be, the likeliest first; none if none is near.

    In one or two letters there is no room for a slip but of case and order. What says the contrary is never meant.
    Where nothing is near, it is the one or two options that begin with the word. Of several that are as near
    and differ by their numbers alone none is likelier than the others.

    >>> nearest("titel", ["title", "type"]), nearest("UK", ["UA", "GB"]), nearest("ev-9", ["ev-1", "ev-2", "ev-3"])
    (['title'], [], [])
    >>> nearest("uncertain", ["certain"]), nearest("fabricated", ["fabricated-source"])
    ([], ['fabricated-source'])
    """
    words = tuple(options)
    if not text or len(text) > 100:
        return []
    plain = bare(text).casefold().replace("_", "-").replace(" ", "-")
    folded, joined = _folded(words)
    near = _slips(plain, folded, limit) or _longer(plain, folded, joined, limit)
    stem = _NUMBER.sub("0", plain)
    series = [index for index in near if _NUMBER.sub("0", folded[index]) == stem]
    near = near if len(series) <= _SERIES else [index for index in near if index not in series]
    return [words[index] for index in near][:limit]


@lru_cache(maxsize=16)
def _folded(words: tuple[str, ...]) -> tuple[list[str], str]:
    """The words as they are compared, and all of them as lines: to be searched at once for how one begins."""
    folded = [word.casefold().replace("_", "-").replace(" ", "-") for word in words]
    return folded, "\n".join(("", *folded))


def _slips(plain: str, folded: Sequence[str], limit: int) -> list[int]:
    """Which of the words are nearest, as far as a slip of the pen leads."""
    from rapidfuzz import process  # noqa: PLC0415 - paid when something is wrong
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - as above

    allowed = max(1, min(len(plain) // 3, 4))
    found = process.extract(plain, folded, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=limit + 4)
    found = [one for one in found if not _contrary(plain, one[0])]
    best = min((distance for _, distance, _ in found), default=0)
    near = [index for _, distance, index in found if distance == best]
    if len(plain) < 3 and best > 0:
        return [index for index in near if sorted(folded[index]) == sorted(plain)]
    return near


def _longer(plain: str, folded: Sequence[str], joined: str, limit: int) -> list[int]:
    """Which of the words begin with this one, if they are few."""
    if len(plain) < 4 or f"\n{plain}-" not in joined:
        return []
    begun = [index for index, word in enumerate(folded) if word.startswith(f"{plain}-")]
    return begun if len(begun) <= limit else []


def _contrary(one: str, other: str) -> bool:
    """Whether one of two words is the other with a denial before it."""
    return any(one == f"{no}{other}" or other == f"{no}{one}" for no in ("un", "in", "im", "non-", "not-", "dis"))


def bare(text: str) -> str:
    """Text without quotes of any kind, characters that cannot be seen, spaces around it, and letters of full width."""
    return re.sub(_AROUND, "", unicodedata.normalize("NFKC", text)).strip()


def did_you_mean(meant: Sequence[str]) -> str | None:
    return f"did you mean {' or '.join(meant)}?" if meant else None
