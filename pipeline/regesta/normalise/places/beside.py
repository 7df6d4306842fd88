"""A place text read beside what else its record names: a country or unit that holds one of its namesakes."""

from collections.abc import Mapping, Sequence
from typing import Any

from regesta.normalise.places.gazetteer import Gazetteer, Spot
from regesta.normalise.places.given import resolve_given, text
from regesta.normalise.places.result import Resolved, holder_of
from regesta.normalise.places.text import read_phrase


def resolve_beside(
    gazetteer: Gazetteer, place: Mapping[str, Any], within: int | None, rivals: Sequence[int]
) -> Resolved:
    """What a place comes to, given the country or unit that decides, or the namesakes that make it ambiguous."""
    resolved = resolve_given(gazetteer, place)
    whole = None if within is None else gazetteer.by_id(within)
    capital = is_capital(text(place, "name") or "")
    if whole is not None and (resolved.candidates or capital):
        inside = resolve_given(gazetteer, {**place, **hint_of(whole)})
        if inside.spot is not None and lies_in(gazetteer, inside.spot, whole):
            what = "the capital of" if capital else "the one in"
            return inside._replace(rule=f"{what} {whole.name}, which the record names too")
    others = [spot for spot in map(gazetteer.by_id, rivals) if spot is not None]
    if others and resolved.spot is not None:
        holder = holder_of(gazetteer, resolved.hints)
        return Resolved(resolved.phrase, None, None, (resolved.spot, *others), holder, resolved.hints)
    return resolved


def is_capital(name: str) -> bool:
    """Whether a text says "the capital", and not of what."""
    phrase = read_phrase(name)
    return phrase is not None and phrase.capital and phrase.country is None and not phrase.within


def hint_of(whole: Spot) -> dict[str, str]:
    """The hint that says what a country or first-level unit says; none for a unit without a code."""
    if whole.kind == "country":
        return {} if whole.country is None else {"country": whole.country}
    return {} if whole.admin1 is None else {"admin1": whole.admin1}


def lies_in(gazetteer: Gazetteer, spot: Spot, whole: Spot) -> bool:
    """Whether a place is part of a country, one that claims it included, or of a first-level unit."""
    if spot.id == whole.id:
        return False
    if whole.kind == "country":
        return whole.country in (spot.country, *spot.claimed_by)
    return whole.id in (spot.admin1_id, spot.admin2_id) or spot.admin1_id in gazetteer.inner_units(whole.id)
