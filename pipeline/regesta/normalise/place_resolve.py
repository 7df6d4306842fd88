"""From a place text and its hints to one place of the gazetteer, to candidates, or to the unit that holds it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from regesta.normalise.gazetteer import Gazetteer, Spot
from regesta.normalise.place_choice import NOTHING, Choice, choose, kilometres
from regesta.normalise.place_hints import Hints, find_text, own_units, read_hints
from regesta.normalise.place_text import Phrase, read_phrase
from regesta.normalise.scripts import repair

KINDS = ("country", "admin1", "region", "area", "settlement", "admin2")
BESIDE_KM = 60.0  # what is said to be near a place lies within this
BETWEEN_KM = 150.0  # two towns further apart than this do not say where between them


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a text came to.

    spot: the place found. precision: how fine the answer is. candidates: where nothing decides. holder: the unit that
    the hints name, where the place itself is unknown. elsewhere: places of that name that contradict the hints.
    point: of what lies between two places. unsure: a small place that may not be the only one of its name.
    """

    phrase: Phrase | None = None
    spot: Spot | None = None
    precision: str | None = None
    candidates: tuple[Spot, ...] = ()
    holder: Spot | None = None
    hints: Hints = Hints()
    elsewhere: tuple[Spot, ...] = ()
    point: tuple[float, float] | None = None
    unsure: Spot | None = None
    rule: str = ""


def resolve(
    gazetteer: Gazetteer,
    text: str,
    country: str | None,
    admin1: str | None,
    admin1_name: str | None,
    admin2_name: str | None,
) -> Resolved:
    """Resolve a text under hard hints; a phrase that names no place gives Resolved() without a phrase."""
    phrase = read_phrase(text)
    if phrase is None:
        return Resolved()
    said = [(name, level) for name, level in ((admin1_name, "admin1"), (admin2_name, "admin2")) if name is not None]
    within: Iterable[tuple[str, str | None]] = [*((inner, None) for inner in reversed(phrase.within)), *said]
    hints = read_hints(gazetteer, country or phrase.country, admin1, sorted(within, key=lambda item: item[1] == "admin2"))
    if phrase.capital:
        return resolve_capital(gazetteer, phrase, hints)
    if phrase.kind == "between":
        return resolve_between(gazetteer, phrase, hints)
    return resolve_name(gazetteer, text, phrase, hints)


def resolve_name(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    found = find_spots(gazetteer, text, phrase)
    if phrase.tail is not None:
        beside = resolve_name(gazetteer, phrase.tail.name, phrase.tail, hints)
        if beside.spot is not None and beside.spot.kind == "settlement":
            return resolve_beside(gazetteer, phrase, found, beside)
    choice = choose_fitting(gazetteer, phrase, found, hints)
    if phrase.kind in {"admin1", "unit"} and not choice.candidates and (choice.spot is None or choice.spot.kind == "admin2"):
        units = own_units(gazetteer, phrase, found, hints)
        choice = Choice(units[0]) if units else choice
    if choice.spot is not None and unsure(gazetteer, choice.spot, hints):
        return Resolved(phrase, None, None, (), holder_of(gazetteer, hints, phrase), hints, unsure=choice.spot)
    if choice.spot is not None:
        if any(spot.id == choice.spot.id for spot in gazetteer.find(phrase.whole)):
            phrase = replace(phrase, lead="at")  # "Northern Ireland" is no part of Ireland
        return Resolved(phrase, choice.spot, precision_of(choice.spot, phrase), hints=hints, rule=rule_of(phrase, hints))
    holder = holder_of(gazetteer, hints, phrase)
    elsewhere = () if choice.candidates else tuple(spot for spot in found if not hints.fits(spot) and spot.how == 0)
    if phrase.kind == "admin2" and not choice.candidates:
        return resolve_seat(gazetteer, text, phrase, hints)
    return Resolved(phrase, None, None, choice.candidates, holder, hints, elsewhere)


def resolve_beside(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], beside: Resolved) -> Resolved:
    """ "Karpovka near Sloviansk" is the one within reach; of "a camp near Sloviansk" only Sloviansk is known."""
    reached = [s for s in found if beside.spot is not None and 0 < kilometres(s, beside.spot) <= BESIDE_KM]
    choice = choose_fitting(gazetteer, replace(phrase, tail=None), reached, beside.hints)
    if choice.spot is None or choice.spot.kind != "settlement":
        return beside
    return Resolved(phrase, choice.spot, precision_of(choice.spot, phrase), hints=beside.hints, rule="the one beside what is named")


def unsure(gazetteer: Gazetteer, spot: Spot, hints: Hints) -> bool:
    """Whether a place is too small to be known from those that the gazetteer leaves out, and no unit is named."""
    located = hints.admin1 is not None or any(holder.units or holder.seats for holder in hints.holders)
    return spot.kind == "settlement" and not located and spot.population < 2 * gazetteer.smallest


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
    first, second = (min(kilometres(spot, seat) for seat in seats) for spot in ranked[:2])
    return Choice(ranked[0]) if first <= 30 and second > 2 * first + 10 else choice


def resolve_capital(gazetteer: Gazetteer, phrase: Phrase, hints: Hints) -> Resolved:
    """The capital of the country that the hints name; without one there is nothing to say."""
    country = None if hints.known_country is None else gazetteer.country(hints.known_country)
    if country is None or not country.type:
        return Resolved()
    named = read_phrase(country.type)
    found = [] if named is None else find_text(gazetteer, country.type, named)
    spot = choose([s for s in found if s.country == country.country and s.kind == "settlement"], "settlement", gazetteer).spot
    return Resolved(phrase, spot, "settlement" if spot else None, hints=hints, rule="the capital of the country")


def resolve_between(gazetteer: Gazetteer, phrase: Phrase, hints: Hints) -> Resolved:
    """The middle of two towns, and only what both share."""
    towns = []
    for name in (phrase.name, phrase.other or ""):
        fitting = [spot for spot in gazetteer.find(name) if hints.fits(spot)]
        choice = choose(fitting, "settlement", gazetteer)
        if choice.spot is None:
            return Resolved(phrase, None, None, choice.candidates, holder_of(gazetteer, hints, phrase), hints)
        towns.append(choice.spot)
    a, b = towns
    if kilometres(a, b) > BETWEEN_KM or a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return Resolved(phrase, None, None, (), holder_of(gazetteer, hints, phrase), hints)
    point = (round((a.latitude + b.latitude) / 2, 5), round((a.longitude + b.longitude) / 2, 5))
    return Resolved(phrase, common(a, b), "near", (), None, hints, (), point, f"the middle of {a.name} and {b.name}")


def common(a: Spot, b: Spot) -> Spot | None:
    """What two places share, as a place without a name: country and first-level unit."""
    if a.country != b.country:
        return None
    same = a.admin1_id is not None and a.admin1_id == b.admin1_id
    return Spot(
        -1, "", "", "between", a.country, a.admin1 if same else None, a.admin1_name if same else None, None, None,
        a.admin1_id if same else None, None, 0, None, None, a.timezone if a.timezone == b.timezone else None,
        a.claimed_by if a.claimed_by == b.claimed_by else (), None,
    )  # fmt: skip


def resolve_seat(gazetteer: Gazetteer, text: str, phrase: Phrase, hints: Hints) -> Resolved:
    """A district that the gazetteer lacks, by the town it is named after."""
    own = read_hints(gazetteer, hints.country, hints.admin1, [*((h.text, h.level) for h in hints.holders), (text, phrase.kind)])
    holder = holder_of(gazetteer, own, phrase) if own.known_country is not None else None
    return Resolved(phrase, None, None, (), holder, own)


def holder_of(gazetteer: Gazetteer, hints: Hints, phrase: Phrase) -> Spot | None:
    """The finest unit that the hints name with certainty; its kind is the precision."""
    best: Spot | None = None
    for holder in hints.holders:
        if holder.level == "admin2" and len(holder.seats) == 1:
            unit = holder.units[0] if len(holder.units) == 1 else None
            best = district(holder.seats[0], unit)
        elif len(holder.units) == 1 and not holder.countries:
            best = holder.units[0]
    if best is None and hints.admin1 is not None:
        units = [unit for unit in gazetteer.units(hints.admin1[:2]) if unit.admin1 == hints.admin1]
        best = units[0] if len(units) == 1 else None
    if best is None and hints.known_country is not None:
        best = gazetteer.country(hints.known_country)
    return best


def district(seat: Spot, unit: Spot | None) -> Spot:
    """A district at its seat: the unit itself where the gazetteer has it, else a place without a name."""
    name = unit if unit is not None else seat
    return Spot(
        unit.id if unit else -1, unit.name if unit else "", "", "admin2", name.country, name.admin1, name.admin1_name,
        None, unit.name if unit else None, name.admin1_id, unit.id if unit else None, 0, seat.latitude, seat.longitude,
        seat.timezone, seat.claimed_by, None,
    )  # fmt: skip


def precision_of(spot: Spot, phrase: Phrase) -> str:
    """How fine an answer is: a constituent country counts as a country, a settlement that is only near as near."""
    if phrase.lead in {"side", "compass"} and spot.kind != "settlement":
        return "area"
    if spot.kind == "admin1" and spot.type == "Country":
        return "country"
    if spot.kind == "settlement" and (phrase.lead == "near" or phrase.kind == "facility"):
        return "near"
    return spot.kind


def rule_of(phrase: Phrase, hints: Hints) -> str:
    said = "name under its hints" if hints != Hints() else "name"
    return f"{said}, near it" if phrase.lead == "near" or phrase.kind == "facility" else said


def ordered(candidates: Sequence[Spot], countries: Sequence[str]) -> tuple[Spot, ...]:
    """Candidates with those in the countries of the record's other places first, then by population."""
    return tuple(sorted(candidates, key=lambda s: (s.country not in countries, KINDS.index(s.kind), -s.population, s.id)))
