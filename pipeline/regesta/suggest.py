"""Suggestions: what a contributor may have meant."""

from collections.abc import Iterable


def nearest(text: str, options: Iterable[str], limit: int = 2) -> list[str]:
    """The options that a slip of the pen away from the text could be, the likeliest first; none if none is near.

    >>> nearest("titel", ["title", "type"])
    ['title']
    """
    from rapidfuzz import process  # noqa: PLC0415 - paid when something is wrong
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - as above

    words = list(options)
    if not text or len(text) > 100:
        return []
    plain = text.casefold().replace("_", "-").replace(" ", "-")
    folded = [word.casefold().replace("_", "-") for word in words]
    allowed = max(1, min(len(plain) // 3, 4))
    found = process.extract(plain, folded, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=limit + 4)
    if not found:
        return []
    best = found[0][1]
    return [words[index] for _, distance, index in found if distance == best][:limit]
