"""Who speaks in a release: claims and denials counted by speaker, as the registry calls them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from regesta.release.page.front import bars
from regesta.release.page.words import Words


def speakers(words: Words, claims: Iterable[Mapping[str, Any]]) -> str:
    """Claims by speaker, and the denials among them, side by side; empty where nothing is claimed."""
    said: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for claim in claims:
        name = words.actors.get(claim.get("speaker_actor", ""), claim.get("speaker", words.unnamed(claim)))
        said[name] += 1
        if claim.get("act") == "denies":
            denied[name] += 1
    if not said:
        return ""
    denials = bars("Of these, denials", denied, "Denials") if denied else ""
    return f'<div class="two speakers"><div>{bars("Claims by speaker", said, "Claims")}</div><div>{denials}</div></div>'
