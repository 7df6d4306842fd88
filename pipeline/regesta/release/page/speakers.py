"""Who speaks in a release: claims and denials counted by speaker, as the registry calls them."""

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from regesta.normalise.fold import folded_key
from regesta.release.describe.counts import picked
from regesta.release.edition import Edition
from regesta.release.kernels import Array, pc
from regesta.release.page.front import bars
from regesta.release.page.words import Words

_VOICE = ["speaker_actor", "speaker", "hedged", "denies", "withheld"]
_CLAIMS = ("speaker_actor", "speaker", "hedge", "act")


def speakers(words: Words) -> str:
    """Claims by speaker, and the denials among them, side by side; empty where nothing is claimed.

    Names that differ in case and marks alone are one speaker, called as most often.
    """
    said: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    hidden = _hidden(words.edition)
    for part in picked(words.edition.tables["claims"], *_CLAIMS, *(("event_id", "position") if len(hidden) else ())):
        hedged, denies = pc.is_valid(part["hedge"]), pc.fill_null(pc.equal(part["act"], "denies"), False)
        withheld = pc.is_in(_places(part), value_set=hidden) if len(hidden) else pa.repeat(False, part.num_rows)
        told = pa.table([part["speaker_actor"], part["speaker"], hedged, denies, withheld], names=_VOICE)
        for row in told.group_by(_VOICE, use_threads=False).aggregate([([], "count_all")]).to_pylist():
            name = words.voice(row["speaker_actor"], row["speaker"], hedged=row["hedged"], withheld=row["withheld"])
            said[name] += row["count_all"]
            denied.update({name: row["count_all"]} if row["denies"] else {})
    if not said:
        return ""
    names: dict[str, str] = {}
    for name, _ in sorted(said.items(), key=lambda pair: (-pair[1], pair[0])):
        names.setdefault(folded_key(name) or name, name)
    said, denied = _together(said, names), _together(denied, names)
    denials = bars("Of these, denials", denied, "Denials") if denied else ""
    return f'<div class="two speakers"><div>{bars("Claims by speaker", said, "Claims")}</div><div>{denials}</div></div>'


def _hidden(edition: Edition) -> Array:
    """The claims whose speaker is withheld, each as its event and the pointer to the speaker, a space between."""
    found: list[str] = []
    for part in picked(edition.tables["missing"], "event_id", "field", "reason"):
        speaks = pc.match_substring_regex(part["field"], "^/claims/[0-9]+/speaker$")
        kept = part.filter(pc.and_(speaks, pc.equal(part["reason"], "withheld")))
        found += pc.binary_join_element_wise(kept["event_id"], kept["field"], " ").to_pylist()
    return pa.array(found, pa.string())


def _places(claims: pa.Table) -> Array:
    """Where the speaker of each claim stands, as `_hidden` has it."""
    pointers = pc.binary_join_element_wise("/claims/", claims["position"].cast(pa.string()), "/speaker", "")
    return pc.binary_join_element_wise(claims["event_id"], pointers, " ")


def _together(found: Counter[str], names: Mapping[str, str]) -> Counter[str]:
    """Counts by name as counts by what each name's folded key is called."""
    told: Counter[str] = Counter()
    for name, count in found.items():
        told[names[folded_key(name) or name]] += count
    return told
