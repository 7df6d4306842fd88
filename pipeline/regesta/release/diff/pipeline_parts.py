"""The parts of the pipeline that fill in blanks: which are others than then, and on which of them a value rests."""

from collections.abc import Collection, Sequence

from regesta.contract import unescaped, value_at
from regesta.dataset import Dataset
from regesta.normalise.places.gazetteer import open_gazetteer
from regesta.release.manifest import Manifest, lexicon_hash, tools_here
from regesta.release.stored import Row

_TOOLS = ("regesta", "python", "tzdata")  # those on which values depend
_BY_RULE_ALONE = frozenset(("schema_version", "status", "stage", "role", "source"))
_COPIED = {"canonical_name": "name", "latitude": "latitude", "longitude": "longitude"}  # from an entry, as it is


def pipeline_changes(before: Manifest, dataset: Dataset) -> dict[str, tuple[str, str]]:
    """The gazetteer, the lexicon and the rules, where they are others than those of the release before: then and now.

    Gazetteer and lexicon are named by their hashes, the rules by the versions of the tools and the usual hours of the
    parts of the day; hours that the dataset sets itself are its contributors' doing.
    """
    found = {
        "gazetteer": (before.gazetteer.content_sha256, open_gazetteer().info()["content_sha256"]),
        "lexicon": (before.lexicon_sha256, lexicon_hash()),
    }
    tools = [(f"{name} {getattr(before.tools, name)}", f"{name} {getattr(tools_here(), name)}") for name in _TOOLS]
    own = {*before.dataset.get("parts_of_day", {}), *dataset.about.get("parts_of_day", {})}
    for name, start, end in dataset.parts_of_day:
        then = before.parts_of_day.get(name, ("", ""))
        tools += [] if name in own else [(f"{name} {'-'.join(then)}", f"{name} {start}-{end}")]
    others = [pair for pair in tools if pair[0] != pair[1]]
    found["rule"] = (", ".join(then for then, _ in others), ", ".join(now for _, now in others))
    return {part: pair for part, pair in found.items() if pair[0] != pair[1]}


def part_at_work(pointer: str, others: Collection[str], was: Row, again: Row) -> str:
    """Which part of the pipeline fills a value in another way than then: the one that is another and bears on it.

    Where none does, the value of then was not filled in: a contributor had written it, or something that it rested on.
    """
    steps = unescaped(pointer)
    parts = _bearing(steps, was, again).intersection(others)
    if not parts:
        return "contributor"
    if len(parts) > 1:
        return "gazetteer" if "gazetteer" in parts and _of_same_entry(steps, was, again) else "pipeline"
    return next(iter(parts))


def _bearing(steps: Sequence[str], was: Row, again: Row) -> frozenset[str]:
    """The parts of the pipeline on which a field can rest; on the gazetteer a date does by its time zone alone."""
    if steps[-1] in _BY_RULE_ALONE:
        return frozenset(("rule",))
    zones = [value_at(side, "/date/timezone") for side in (was, again)]
    of_place = steps[0] == "places" or (zones[0] != zones[1] and not {"date", "posted"}.isdisjoint(steps))
    return frozenset(("lexicon", "rule", *(("gazetteer",) if of_place else ())))


def _of_same_entry(steps: Sequence[str], was: Row, again: Row) -> bool:
    """Whether a value is that of the same entry of the gazetteer as then, from which it is copied as it is."""
    places = [value_at(side, f"/places/{steps[1]}") or {} for side in (was, again)]
    if steps[0] != "places" or steps[-1] not in _COPIED or "geonames" not in places[0]:
        return False
    spot = open_gazetteer().by_id(places[0]["geonames"])
    same = places[0]["geonames"] == places[1].get("geonames")
    return same and spot is not None and getattr(spot, _COPIED[steps[-1]]) == places[1].get(steps[-1])
