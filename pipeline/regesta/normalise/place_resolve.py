"""From a place text and its hints to one place of the gazetteer, to candidates, or to the unit that holds it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from regesta.normalise.fold import folded_key
from regesta.normalise.gazetteer import Gazetteer, Spot, distance_km
from regesta.normalise.place_choice import NOTHING, Choice, choose, kilometres
from regesta.normalise.place_hints import Hints, find_text, own_units, read_hints
from regesta.normalise.place_result import Resolved, holder_of, precision_of, rule_of
from regesta.normalise.place_special import resolve_between, resolve_capital
from regesta.normalise.place_text import Phrase, read_phrase
from regesta.normalise.scripts import repair

OWNED = re.compile(r"(?:the\s+)?(.+?)['’]s\s+(.+)", re.IGNORECASE)
BESIDE_KM = 60.0  # what is said to be near a place lies within this
SEAT_KM = 30.0  # a place lies within this of the seat of its district
POINT_KM = 10.0  # and within this of the point that is given for it


def resolve(gazetteer: Gazetteer, text: str, given: Mapping[str, str]) -> Resolved:
    """Resolve a text under hard hints: country, admin1, admin1_name, admin2_name.

    A phrase that names no place gives Resolved() without a phrase.
    """
    owned = OWNED.match(text)
    owner = None if owned is None else country_named(gazetteer, owned[1])
    if owned is not None and owner is not None and given.get("country", owner) == owner:
        return resolve(gazetteer, owned[2], {**given, "country": owner})
    phrase = read_phrase(text)
    if phrase is None:
        return Resolved()
    said = [(given[f"{level}_name"], level) for level in ("admin1", "admin2") if f"{level}_name" in given]
    within: Iterable[tuple[str, str | None]] = [*((inner, None) for inner in reversed(phrase.within)), *said]
    largest_first = sorted(within, key=lambda item: item[1] == "admin2")
    hints = read_hints(gazetteer, given.get("country", phrase.country), given.get("admin1"), largest_first)
    if said or "admin1" in given:  # what the record itself states is certain
        hints = hints._replace(unclear=False)
    if hints.several:
        return Resolved(
            phrase,
            holder=holder_of(gazetteer, hints._replace(holders=hints.holders[-len(said) :] if said else ())),
            hints=hints,
        )
    if phrase.capital:
        return resolve_capital(gazetteer, phrase, hints)
    if phrase.kind == "between":
        return resolve_between(gazetteer, phrase, hints)
    return resolve_name(gazetteer, text, phrase, hints)


def country_named(gazetteer: Gazetteer, text: str) -> str | None:
    """The code of the one country of that name, for "Russia's Belgorod region"."""
    codes = {spot.country for spot in gazetteer.find(folded_key(text)) if spot.kind == "country"}
    return codes.pop() if len(codes) == 1 else None


def resolve_name(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    found = find_spots(gazetteer, text, phrase)
    if phrase.tail is not None:
        beside = resolve_name(gazetteer, phrase.tail.name, phrase.tail, hints)
        if beside.spot is not None and beside.spot.kind == "settlement":
            return resolve_beside(gazetteer, phrase, found, beside)
    choice = choose_fitting(gazetteer, phrase, found, hints)
    if (
        phrase.kind in {"admin1", "unit"}
        and not choice.candidates
        and (choice.spot is None or choice.spot.kind == "admin2")
    ):
        units = own_units(gazetteer, phrase, found, hints)
        choice = Choice(units[0]) if units else choice
    if choice.spot is not None and unsure(gazetteer, choice.spot, hints):
        return Resolved(phrase, holder=holder_of(gazetteer, hints), hints=hints, unsure=choice.spot)
    if choice.spot is not None:
        phrase = as_found(gazetteer, phrase, choice.spot)
        return Resolved(
            phrase, choice.spot, precision_of(choice.spot, phrase), hints=hints, rule=rule_of(phrase, hints)
        )
    holder = holder_of(gazetteer, hints)
    elsewhere = () if choice.candidates else tuple(spot for spot in found if not hints.fits(spot) and spot.how == 0)
    if phrase.kind == "admin2" and not choice.candidates:
        return resolve_seat(gazetteer, text, phrase, hints)
    return Resolved(phrase, None, None, choice.candidates, holder, hints, elsewhere)


def as_found(gazetteer: Gazetteer, phrase: Phrase, spot: Spot) -> Phrase:
    """Undo what was cut from a name: in "occupied Northern Ireland" and "Port Sudan" only "occupied" is not of it."""
    for key, lead in zip(phrase.wider, phrase.leads, strict=False):
        if any(found.id == spot.id for found in gazetteer.find(key)):
            return phrase._replace(lead=lead, kind=None)
    return phrase


def resolve_beside(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], beside: Resolved) -> Resolved:
    """Choose the Karpovka of "Karpovka near Sloviansk" that is within reach; an unnamed camp is near Sloviansk."""
    reached = [s for s in found if beside.spot is not None and 0 < kilometres(s, beside.spot) <= BESIDE_KM]
    choice = choose_fitting(gazetteer, phrase._replace(tail=None), reached, beside.hints)
    if choice.spot is None or choice.spot.kind != "settlement":
        return beside
    return Resolved(
        phrase, choice.spot, precision_of(choice.spot, phrase), hints=beside.hints, rule="the one beside what is named"
    )


def unsure(gazetteer: Gazetteer, spot: Spot, hints: Hints) -> bool:
    """Whether a place is too small to be told from namesakes that the gazetteer leaves out, unless a district is known.

    Of villages with up to three times the people of the smallest ones listed, many bear a name that an unlisted one in
    the same first-level unit bears too.
    """
    if spot.kind != "settlement" or spot.population >= 3 * gazetteer.smallest:
        return False
    return not any(holder.level == "admin2" for holder in hints.holders)


def find_spots(gazetteer: Gazetteer, text: str, phrase: Phrase) -> list[Spot]:
    """Every place of that name; where there is none, of the name with look-alike letters put right."""
    found = find_text(gazetteer, text, phrase)
    if found:
        return found
    mended, trouble = repair(text)
    other = read_phrase(mended) if trouble else None
    return [] if other is None else find_text(gazetteer, mended, other)


def choose_fitting(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints) -> Choice:
    """A longer wording counts before the name within it: "Mexico City" before a city called Mexico."""
    fitting = [spot for spot in found if hints.fits(spot)]
    if hints.country is not None:  # what is claimed only by the country that is written comes after what lies in it
        fitting = [spot for spot in fitting if spot.country in (None, hints.country)] or fitting
    if phrase.lead == "compass":
        whole = {spot.id for key in phrase.wider for spot in gazetteer.find(key)}
        fitting = [spot for spot in fitting if spot.id in whole or spot.kind != "settlement"]
    kind = None if phrase.kind == "area" else phrase.kind
    seen: set[int] = set()
    for key in phrase.wider:
        named = {spot.id for spot in gazetteer.find(key)} - seen
        choice = choose([spot for spot in fitting if spot.id in named], kind, gazetteer)
        if choice != NOTHING:
            return choice
        seen |= named
    rest = [spot for spot in fitting if spot.id not in seen]
    if phrase.kind == "area":
        return choose([spot for spot in rest if spot.kind == "area"], None, gazetteer)
    choice = choose(rest, kind, gazetteer)
    if choice == NOTHING:
        return choose([spot for spot in fitting if spot.id in seen], None, gazetteer)
    return nearest_to_seat(choice, hints)


def nearest_to_seat(choice: Choice, hints: Hints) -> Choice:
    """Of like-named settlements in a unit, the one in the district that is named, if only one is."""
    seats = [seat for holder in hints.holders if holder.level == "admin2" for seat in (*holder.seats, *holder.units)]
    if not choice.candidates or not seats:
        return choice
    ranked = sorted(choice.candidates, key=lambda spot: min(kilometres(spot, seat) for seat in seats))
    distances = [min(kilometres(spot, seat) for seat in seats) for spot in ranked[:2]]
    return Choice(ranked[0]) if is_clear(distances, SEAT_KM) else choice


def is_clear(distances: Sequence[float], reach: float) -> bool:
    """Whether the first of several places is within reach, and the next one (they are in order) far beyond it."""
    first, second = distances[:2]
    return first <= reach and second > 2 * first + 10


def at_point(resolved: Resolved, latitude: float, longitude: float) -> Resolved:
    """Of like-named settlements the one at the coordinates that are given with the name, if only one is."""
    found = resolved.candidates
    if resolved.phrase is None or len(found) < 2 or any(spot.kind != "settlement" for spot in found):
        return resolved
    away = {
        spot.id: distance_km(latitude, longitude, spot.latitude, spot.longitude)
        for spot in found
        if spot.latitude is not None and spot.longitude is not None
    }
    ranked = sorted(found, key=lambda spot: away.get(spot.id, inf))
    if not is_clear([away.get(spot.id, inf) for spot in ranked], POINT_KM):
        return resolved
    precision = precision_of(ranked[0], resolved.phrase)
    return Resolved(resolved.phrase, ranked[0], precision, hints=resolved.hints, rule="name, at the coordinates given")


def resolve_seat(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    """A district that the gazetteer lacks, by the town it is named after."""
    own = read_hints(
        gazetteer, hints.country, hints.admin1, [*((h.text, h.level) for h in hints.holders), (text, phrase.kind)]
    )
    holder = holder_of(gazetteer, own) if own.known_country is not None else None
    return Resolved(phrase, holder=holder, hints=own)
