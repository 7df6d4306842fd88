"""From a place text and its hints to one place of the gazetteer, to candidates, or to the unit that holds it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from regesta.normalise.fold import folded_key
from regesta.normalise.places.choice import NOTHING, UNITS, Choice, choose, choose_unit, kilometres
from regesta.normalise.places.doubt import CITY, others_meant, unsure
from regesta.normalise.places.find import find_spots
from regesta.normalise.places.gazetteer import CANONICAL, Gazetteer, Spot
from regesta.normalise.places.hints import Hints, own_units, provinces, read_code, read_hints
from regesta.normalise.places.lexicon import place_words
from regesta.normalise.places.result import Resolved, holder_of, precision_of, rule_of
from regesta.normalise.places.special import resolve_between, resolve_capital
from regesta.normalise.places.text import PARENTHESES, Phrase, read_phrase

TURKISH = re.compile(  # words by which what holds a place stands before it, and what is near it behind
    r"['’](?:n?[ıiuü]n|[yn]?[ae](?= bağlı| [0-9]))\s"
    r"|\s(?:(?:yakın|civar|çevre|açık|kırsal)\w*(?:,|$)|(?:ili|ilçesi)n\w+\s\w)",
    re.IGNORECASE,
)
CODED = re.compile(r"(.+?)\s*([,(])\s*([A-Z]{2})\s*\)?")  # Manaus (AM); London, ON
RESPELT = re.compile(r"aux? |(?:i[nm] )?(?:nord|süd|ost|west|zentral|mittel)|(?:kuzey|güney|doğu|batı) ", re.IGNORECASE)
OWNED = re.compile(r"(?:the\s+)?(.+?)['’]s\s+(.+)", re.IGNORECASE)
LARGEST_FIRST = re.compile(r"[^,;()\[\]]+(?:,[^,;()\[\]]+){1,3}")  # it may be: "Ukraine, Kyiv oblast, Irpin"
BESIDE_KM = 60.0  # what is said to be near a place lies within this
SEAT_KM = 30.0  # a place lies within this of the seat of its district


def resolve(gazetteer: Gazetteer, text: str, given: Mapping[str, str], kind: str | None = None) -> Resolved:
    """Resolve a text under hard hints: country, admin1, admin1_name, admin2_name.

    A phrase that names no place gives Resolved() without a phrase. kind: what the place is, where its words do not say.
    """
    text = text if TURKISH.search(text) is None else in_order(gazetteer, text)
    resolved = resolve_smallest_first(gazetteer, text, given, kind)
    if resolved.spot is None and not resolved.candidates and resolved.phrase is not None:
        resolved = resolve_otherwise(gazetteer, text, given, kind) or resolved
    coded = CODED.fullmatch(text) if resolved.spot is None else None
    if coded is not None and _may_be_local(gazetteer, coded[2], coded[3], resolved):
        resolved = resolve_coded(gazetteer, coded[1], coded[3], given) or resolved
    if not LARGEST_FIRST.fullmatch(text) or (resolved.spot is not None and resolved.spot.kind == "settlement"):
        return resolved
    first, *rest = text.split(",")
    outer = resolve_smallest_first(gazetteer, first, given).spot
    if outer is None or not is_told_as_holder(first, outer) or (resolved.spot or outer).id != outer.id:
        return resolved
    turned = resolve_smallest_first(gazetteer, ",".join((*reversed(rest), first)), given, kind)
    return turned if turned.spot is not None and lies_inside(turned.spot, outer) else resolved


def in_order(gazetteer: Gazetteer, text: str) -> str:
    """A Turkish text with the smallest place first: "Cizre ilçesi, Şırnak" of "Şırnak'ın Cizre ilçesi"."""
    from regesta.normalise.places import western  # noqa: PLC0415 - for Turkish only

    return western.in_order(gazetteer, text) or text


def resolve_otherwise(
    gazetteer: Gazetteer, text: str, given: Mapping[str, str], kind: str | None = None
) -> Resolved | None:
    """What a text comes to that is written together, or has its largest part first without commas; None if nothing."""
    turned = None
    if not text.isascii():
        from regesta.normalise.places import eastern  # noqa: PLC0415 - for a name that no place has

        turned = eastern.smallest_first(gazetteer, text)
    if turned is None and RESPELT.match(text) is not None:
        from regesta.normalise.places import western  # noqa: PLC0415 - as above

        turned = western.respelt(gazetteer, text)
    resolved = None if turned is None else resolve_smallest_first(gazetteer, turned, given, kind)
    if resolved is not None and (resolved.spot is not None or resolved.candidates or resolved.holder is not None):
        return resolved
    return resolve_led(gazetteer, text, given, kind)


def resolve_led(gazetteer: Gazetteer, text: str, given: Mapping[str, str], kind: str | None = None) -> Resolved | None:
    """What a text comes to in the languages whose words lead to its name, or whose endings that has: "v Praze"."""
    from regesta.normalise.places.led import is_meant, led  # noqa: PLC0415 - for a name that no place has

    for turned in led(text):
        resolved = resolve_smallest_first(gazetteer, turned.text, {**given, "tongue": turned.tongue}, kind)
        if is_meant(resolved.spot, turned) if resolved.spot is not None else resolved.candidates:
            return resolved
    return None


def _may_be_local(gazetteer: Gazetteer, mark: str, code: str, resolved: Resolved) -> bool:
    """Whether a code may be of other units than a country's or a state's, which behind a comma it is: "Como, CO"."""
    held = read_code(gazetteer, code)
    return held is None or (not resolved.candidates and (mark == "(" or not held.units))


def resolve_coded(gazetteer: Gazetteer, text: str, code: str, given: Mapping[str, str]) -> Resolved | None:
    """The one settlement of a name in the units of a code, for a text that no country or state of that code has."""
    from regesta.normalise.places.postal import hints_of  # noqa: PLC0415 - for a code that is not of the place

    every = (resolve_smallest_first(gazetteer, text, hints) for hints in hints_of(gazetteer, code, given))
    found = [resolved for resolved in every if resolved.spot is not None and resolved.spot.kind == "settlement"]
    return found[0] if len(found) == 1 else None


def is_told_as_holder(text: str, spot: Spot) -> bool:
    """Whether a text names a country, or says that it names a unit: "Kyiv oblast", but not "Sinaloa"."""
    phrase = read_phrase(text)
    return spot.kind == "country" or (spot.kind in UNITS and phrase is not None and phrase.kind in (*UNITS, "unit"))


def lies_inside(spot: Spot, outer: Spot) -> bool:
    """Whether a place lies in a country or unit, and is not it."""
    if spot.id == outer.id or spot.country != outer.country:
        return False
    return outer.kind == "country" or outer.id in (spot.admin1_id, spot.admin2_id)


def resolve_smallest_first(
    gazetteer: Gazetteer, text: str, given: Mapping[str, str], kind: str | None = None
) -> Resolved:
    """The same of a text whose first part is the place, and whose others hold it."""
    owned = OWNED.match(text)
    owner = None if owned is None else country_named(gazetteer, owned[1])
    if owned is not None and owner is not None and given.get("country", owner) == owner:
        return resolve_smallest_first(gazetteer, owned[2], {**given, "country": owner}, kind)
    phrase = read_phrase(text)
    if phrase is None:
        return Resolved()
    phrase = phrase._replace(kind=kind) if kind is not None and may_be(phrase, kind) else phrase
    said = [(given[f"{level}_name"], level) for level in ("admin1", "admin2") if f"{level}_name" in given]
    within: Iterable[tuple[str, str | None]] = [*((inner, None) for inner in reversed(phrase.within)), *said]
    largest_first = sorted(within, key=lambda item: ("admin1", None, "admin2").index(item[1]))
    hints = read_hints(gazetteer, given.get("country", phrase.country), given.get("admin1"), largest_first)
    hints = hints._replace(tongue=given.get("tongue"))
    if said or "admin1" in given:  # what the record itself states is certain
        hints = hints._replace(unclear=False)
    if hints.several:
        return Resolved(
            phrase,
            holder=holder_of(gazetteer, hints._replace(holders=hints.holders[-len(said) :] if said else ())),
            hints=hints,
        )
    if phrase.capital or phrase.kind == "between":
        special = resolve_capital if phrase.capital else resolve_between
        return special(gazetteer, phrase, hints)
    resolved = resolve_name(gazetteer, text, phrase, hints)
    if resolved.spot is None or resolved.spot.kind != "settlement":
        resolved = resolve_twice_named(gazetteer, text, phrase, hints) or resolved
    doubted = not said and "admin1" not in given and is_city_elsewhere(resolved)
    return resolved._replace(holder=holder_of(gazetteer, hints._replace(holders=()))) if doubted else resolved


def resolve_twice_named(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved | None:
    """A town with another of its names in brackets, "Kyiv (Kiev)", which is no holder then; None where it is none."""
    named = [spot for spot in gazetteer.find(phrase.name) if spot.kind == "settlement"]
    for inner in PARENTHESES.findall(text):
        same = {spot.id for spot in gazetteer.find(folded_key(inner))} if folded_key(inner) != phrase.name else set()
        towns = [spot for spot in named if spot.id in same]
        if towns:
            hints = hints._replace(holders=tuple(holder for holder in hints.holders if holder.text != inner))
            choice = choose_fitting(gazetteer, phrase, towns, hints)
            if choice.spot is not None:
                return resolve_chosen(gazetteer, phrase, towns, hints, choice.spot)
            return Resolved(phrase, candidates=choice.candidates, holder=holder_of(gazetteer, hints), hints=hints)
    return None


def is_city_elsewhere(resolved: Resolved) -> bool:
    """Whether a large town does not lie in what the text names: the district of "Kharkiv, Kyiv district" is its own."""
    country = resolved.hints.known_country
    towns = [spot for spot in resolved.elsewhere if spot.kind == "settlement" and spot.country == country]
    return any(town.population >= CITY for town in towns)


def may_be(phrase: Phrase, kind: str) -> bool:
    """Whether the words of a phrase leave open that it is a country, unit or settlement: "New York", "Kongolo area"."""
    return phrase.kind is None or (phrase.kind == "unit" and kind in UNITS)


def country_named(gazetteer: Gazetteer, text: str) -> str | None:
    """The code of the one country of that name, for "Russia's Belgorod region"."""
    codes = {spot.country for spot in gazetteer.find(folded_key(text)) if spot.kind == "country"}
    return codes.pop() if len(codes) == 1 else None


def resolve_name(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    """What the name of a phrase comes to under the hints that it and the record give."""
    found = find_spots(gazetteer, text, phrase, hints)
    if phrase.lead == "rural":
        return resolve_rural(gazetteer, text, phrase, hints)
    if phrase.tail is not None:
        beside = resolve_name(gazetteer, phrase.tail.name, phrase.tail, hints)
        if beside.spot is not None and beside.spot.kind == "settlement":
            return resolve_beside(gazetteer, phrase, found, beside)
    choice = choose_fitting(gazetteer, phrase, found, hints)
    if phrase.kind in {"admin1", "unit"} and not choice.candidates:
        choice = choose_own(gazetteer, phrase, found, hints, choice)
    if choice.spot is not None:
        return resolve_chosen(gazetteer, phrase, found, hints, choice.spot)
    if phrase.kind == "admin2" and not choice.candidates:
        return resolve_seat(gazetteer, text, phrase, hints)
    elsewhere = () if choice.candidates else tuple(spot for spot in found if not hints.fits(spot) and spot.how == 0)
    return Resolved(phrase, None, None, choice.candidates, holder_of(gazetteer, hints), hints, elsewhere)


def resolve_chosen(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints, spot: Spot) -> Resolved:
    """The place chosen, unless it may well be another."""
    if unsure(gazetteer, spot, phrase, found, hints):
        return Resolved(phrase, holder=holder_of(gazetteer, hints), hints=hints, unsure=spot)
    others = others_meant(spot, phrase, found, hints)
    if others:
        return Resolved(phrase, candidates=(spot, *others), holder=holder_of(gazetteer, hints), hints=hints)
    phrase = as_found(gazetteer, phrase, spot)
    return Resolved(phrase, spot, precision_of(spot, phrase), hints=hints, rule=rule_of(phrase, hints))


def choose_own(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints, choice: Choice) -> Choice:
    """The unit around its chief town, and a province that is a second-level unit, where no first-level one is found."""
    if choice.spot is not None and choice.spot.kind != "admin2":
        return choice
    if choice == NOTHING and phrase.kind == "admin1":
        choice = choose_unit([spot for spot in provinces(found) if hints.fits(spot)], "admin2")
        if choice != NOTHING:
            return choice
    units = own_units(gazetteer, phrase, found, hints)
    return Choice(units[0]) if units else choice


def as_found(gazetteer: Gazetteer, phrase: Phrase, spot: Spot) -> Phrase:
    """Undo what was cut from a name: in "occupied Northern Ireland" and "Port Sudan" only "occupied" is not of it."""
    for key, lead in zip(phrase.wider, phrase.leads, strict=False):
        if any(found.id == spot.id for found in gazetteer.find(key)):
            return phrase._replace(lead=lead, kind=None)
    return phrase


def resolve_rural(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    """The countryside of a town is part of its unit, and may lie far from it; that of a town without a unit is near."""
    around = resolve_name(gazetteer, text, phrase._replace(kind="unit", lead="side"), hints)
    if around.candidates or (around.spot is not None and around.spot.kind in UNITS):
        return around
    return resolve_name(gazetteer, text, phrase._replace(lead="near"), hints)


def resolve_beside(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], beside: Resolved) -> Resolved:
    """Choose the Karpovka of "Karpovka near Sloviansk" that is within reach; an unnamed camp is near Sloviansk."""
    reached = [s for s in found if beside.spot is not None and 0 < kilometres(s, beside.spot) <= BESIDE_KM]
    choice = choose_fitting(gazetteer, phrase._replace(tail=None), reached, beside.hints)
    if choice.spot is None or choice.spot.kind != "settlement":
        unit = None if beside.spot is None or beside.spot.admin1_id is None else gazetteer.by_id(beside.spot.admin1_id)
        return Resolved(phrase, holder=unit, hints=beside.hints) if is_bearing(phrase) else beside
    return Resolved(
        phrase, choice.spot, precision_of(choice.spot, phrase), hints=beside.hints, rule="the one beside what is named"
    )


def is_bearing(phrase: Phrase) -> bool:
    """Whether a named place is only said to lie in a direction: "Foo, southeast of Homs" may be a day's march away."""
    words = place_words()
    first = phrase.tail.whole.split()[:1] if phrase.tail is not None else []
    return words.leads.get(tuple(first)) == "compass"


def choose_fitting(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints) -> Choice:
    """A longer wording counts before the name within it: "Mexico City" before a city called Mexico."""
    fitting = fitting_spots(gazetteer, phrase, found, hints)
    kind = None if phrase.kind == "area" else phrase.kind
    seen: set[int] = set()
    for key in phrase.wider:
        named = {spot.id for spot in gazetteer.find(key)} - seen
        so_called = own_first([spot for spot in fitting if spot.id in named], hints)
        countries = [spot for spot in so_called if spot.kind == "country"]
        country = any(spot.how == CANONICAL or key == phrase.whole for spot in countries)  # Vatican City is no city
        choice = choose(so_called, None if country else kind, gazetteer)
        if choice != NOTHING:
            return choice
        seen |= named
    rest = own_first([spot for spot in fitting if spot.id not in seen], hints)
    if phrase.kind == "area":
        return choose([spot for spot in rest if spot.kind == "area"], None, gazetteer)
    choice = choose(rest, kind, gazetteer)
    if choice == NOTHING:
        return choose([spot for spot in fitting if spot.id in seen], None, gazetteer)
    return nearest_to_seat(choice, hints)


def fitting_spots(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints) -> list[Spot]:
    """The places that fit the hints; of "northern Foo" no town, unless it is called so."""
    fitting = [spot for spot in found if hints.fits(spot)]
    if phrase.lead == "compass":
        whole = {spot.id for key in phrase.wider for spot in gazetteer.find(key)}
        fitting = [spot for spot in fitting if spot.id in whole or spot.kind != "settlement"]
    return fitting


def own_first(spots: list[Spot], hints: Hints) -> list[Spot]:
    """What lies in the country named before what it only claims: "Donetsk, Russia".

    A district is no rival there ("Gaza, Israel"), nor what is only called so ("Taiwan, China").
    """
    country = hints.known_country
    own = [spot for spot in spots if spot.country in (None, country)]
    if country is None or len(own) == len(spots):
        return spots
    claimed = any(spot.how == CANONICAL for spot in spots if spot not in own)
    return own if any(spot.kind != "admin2" and (spot.how == CANONICAL or not claimed) for spot in own) else spots


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


def resolve_seat(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    """A district that the gazetteer lacks, by the town it is named after."""
    own = read_hints(
        gazetteer, hints.country, hints.admin1, [*((h.text, h.level) for h in hints.holders), (text, phrase.kind)]
    )
    holder = holder_of(gazetteer, own) if own.known_country is not None else None
    return Resolved(phrase, holder=holder, hints=own)
