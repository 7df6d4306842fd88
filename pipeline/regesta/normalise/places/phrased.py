"""Entries of the registry whose name stands within a phrase: "the village of Camp Meadow", "Camp Meadow, Bulgaria"."""

from regesta.normalise.places.gazetteer import Gazetteer
from regesta.normalise.places.registry import Entry, PlaceIndex
from regesta.normalise.places.resolve import resolve
from regesta.normalise.places.text import Phrase, read_phrase

_THERE = ("at", "article")  # leads that say no more than the name does; what is near a place, or part of it, is another
_TOWN, _UNIT = ("settlement", "exact"), ("admin1", "admin2")
_PRECISIONS = {
    "settlement": _TOWN, "village": _TOWN, "facility": ("exact", "area"), "admin1": ("admin1",), "admin2": ("admin2",),
    "unit": _UNIT, "area": ("area", "region"), "country": ("country",),
}  # fmt: skip


def phrased_entries(gazetteer: Gazetteer, text: str, registry: PlaceIndex) -> tuple[Entry, ...]:
    """The entries with the name that a phrase holds, which are of the kind and lie where its other words say.

    An entry that does not state its country or unit is not known to lie there.
    """
    phrase = read_phrase(text)
    if phrase is None or phrase.lead not in _THERE or phrase.capital or phrase.tail or phrase.other:
        return ()
    key = next((key for key in (*phrase.wider, phrase.name) if key in registry.by_name), None)
    found = registry.by_name.get(key, ()) if key is not None else ()
    if key == phrase.name and phrase.kind is not None:  # a wider one has its words of kind in it
        found = tuple(entry for entry in found if entry.get("precision", "exact") in _PRECISIONS.get(phrase.kind, ()))
    return tuple(entry for entry in found if _fits(gazetteer, entry, phrase))


def _fits(gazetteer: Gazetteer, entry: Entry, phrase: Phrase) -> bool:
    if phrase.country is not None and entry.get("country") != phrase.country:
        return False
    return all(_lies_in(gazetteer, entry, holder) for holder in phrase.within)


def _lies_in(gazetteer: Gazetteer, entry: Entry, holder: str) -> bool:
    """Whether an entry states the country, or the first-level unit, that a text names."""
    country = entry.get("country")
    spot = resolve(gazetteer, holder, {"country": country} if isinstance(country, str) else {}).spot
    if spot is None or spot.country != country:
        return False
    return spot.kind == "country" or (spot.kind == "admin1" and spot.admin1 == entry.get("admin1"))
