"""Who speaks in a release: claims and denials counted by speaker, as the registry calls them."""

from collections import Counter

import pyarrow as pa

from regesta.release.describe.counts import picked
from regesta.release.kernels import pc
from regesta.release.page.front import bars
from regesta.release.page.words import Words

_VOICE = ["speaker_actor", "speaker", "hedged", "denies"]


def speakers(words: Words) -> str:
    """Claims by speaker, and the denials among them, side by side; empty where nothing is claimed."""
    said: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for part in picked(words.edition.tables["claims"], "speaker_actor", "speaker", "hedge", "act"):
        hedged, denies = pc.is_valid(part["hedge"]), pc.fill_null(pc.equal(part["act"], "denies"), False)
        told = pa.table([part["speaker_actor"], part["speaker"], hedged, denies], names=_VOICE)
        for row in told.group_by(_VOICE, use_threads=False).aggregate([([], "count_all")]).to_pylist():
            name = words.voice(row["speaker_actor"], row["speaker"], hedged=row["hedged"])
            said[name] += row["count_all"]
            denied.update({name: row["count_all"]} if row["denies"] else {})
    if not said:
        return ""
    denials = bars("Of these, denials", denied, "Denials") if denied else ""
    return f'<div class="two speakers"><div>{bars("Claims by speaker", said, "Claims")}</div><div>{denials}</div></div>'
