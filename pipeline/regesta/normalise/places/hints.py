"""What must hold of a place: the country and units that the record or the text names. They are hard, all of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from regesta.normalise.fold import folded_key
from regesta.normalise.places.choice import UNITS, choose_unit, dominant, holds, is_city, kilometres
from regesta.normalise.places.gazetteer import CANONICAL, STEM, Gazetteer, Spot
from regesta.normalise.places.lexicon import place_words
from regesta.normalise.places.stems import adjective_stems
from regesta.normalise.places.text import APOSTROPHES, Phrase, read_phrase

KINDS_OF_UNIT = ("admin1", "admin2", "unit")
SEAT_KM = 60.0  # a district's villages lie within this of its seat


class Holder(NamedTuple):
    """What one text that names a holder may be: countries by code, units (inner: first-level ones inside), seats.

    towns: what else it may be, which holds nothing for certain.
    """

    text: str
    countries: frozenset[str] = frozenset()
    units: tuple[Spot, ...] = ()
    seats: tuple[Spot, ...] = ()
    level: str | None = None
    inner: frozenset[int] = frozenset()
    towns: tuple[Spot, ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.countries or self.units or self.seats)

    def fits(self, spot: Spot) -> bool:
        """Whether a place lies in what this may be; a district of old bounds is known by the distance to its seat."""
        if not self.known or spot.country in self.countries or not self.countries.isdisjoint(spot.claimed_by):
            return True
        if any(unit.id in (spot.id, spot.admin1_id, spot.admin2_id) for unit in self.units):
            return True
        if spot.admin1_id in self.inner:
            return True
        middles = self.seats if self.seats or self.level != "admin2" else self.units
        near = (seat for seat in middles if seat.admin1_id == spot.admin1_id)  # no district is in two states
        return spot.kind == "settlement" and any(kilometres(spot, seat) <= SEAT_KM for seat in near)


class Hints(NamedTuple):
    """Country and first-level unit by their codes, and named holders, largest first.

    several: the text lists places. unclear: a part of the text could not be made out, so no holder is certain. towns:
    settlements that a part of the text is the name of, and no more than that. tongue: the language of a text that has
    cases, in Latin letters.
    """

    country: str | None = None
    admin1: str | None = None
    holders: tuple[Holder, ...] = ()
    several: bool = False
    unclear: bool = False
    towns: tuple[Spot, ...] = ()
    tongue: str | None = None

    def fits(self, spot: Spot) -> bool:
        return self.fits_codes(spot) and all(holder.fits(spot) for holder in self.holders)

    def fits_codes(self, spot: Spot) -> bool:
        """Whether a place lies in the country and unit of the codes, or is claimed by that country."""
        if (
            self.country is not None
            and spot.country not in (None, self.country)
            and self.country not in spot.claimed_by
        ):
            return False
        return self.admin1 is None or self.admin1 in (spot.admin1, spot.admin2)

    @property
    def known_country(self) -> str | None:
        """The one country that everything said points to."""
        if self.country is not None:
            return self.country
        if self.admin1 is not None:
            return self.admin1[:2]
        named = {country for holder in self.holders for country in holder_countries(holder)}
        return named.pop() if len(named) == 1 else None


NO_HINTS = Hints()


def holder_countries(holder: Holder) -> set[str]:
    """The codes of the countries that a holder may be, or lie in."""
    inside = {spot.country for spot in (*holder.units, *holder.seats) if spot.country is not None}
    return set(holder.countries) | inside


def read_hints(
    gazetteer: Gazetteer, country: str | None, admin1: str | None, named: Iterable[tuple[str, str | None]]
) -> Hints:
    """Hints from codes and from texts with the level they are said to be of (admin1, admin2, or None)."""
    hints = Hints(country, admin1)
    for text, level in named:
        holder = read_holder(gazetteer, text, level, hints)
        if holder is not None:
            hints = hints._replace(towns=(*hints.towns, *holder.towns))
        if holder is not None and holder.known:
            hints = hints._replace(holders=(*hints.holders, holder))
        elif level is None:
            several = not place_words().conjunctions.isdisjoint(folded_key(text).split())
            hints = hints._replace(several=hints.several or several, unclear=True)
    return hints


def read_holder(gazetteer: Gazetteer, text: str, level: str | None, hints: Hints) -> Holder | None:
    """What a text that names a holder may be, None where it names nothing."""
    coded = read_code(gazetteer, text) if level is None else None
    if coded is not None:
        return coded
    phrase = read_phrase(text)
    whole = whole_units(gazetteer, folded_key(text), phrase, hints) if level != "admin2" else []
    if whole:
        return Holder(text, units=tuple(whole), level=level, inner=inner_units(gazetteer, whole))
    if phrase is None or phrase.capital or phrase.lead == "near":
        return None
    return holder_named(gazetteer, text, phrase, level, hints)


def holder_named(gazetteer: Gazetteer, text: str, phrase: Phrase, level: str | None, hints: Hints) -> Holder:
    """The countries, units and seats of districts that a phrase may name."""
    found = [spot for spot in find_text(gazetteer, text, phrase) if hints.fits_codes(spot) or spot.kind == "country"]
    said = level or (phrase.kind if phrase.kind in UNITS else None)
    no_unit = level is None and phrase.kind not in UNITS
    countries = frozenset(spot.country for spot in found if spot.kind == "country" and spot.country and no_unit)
    units = [spot for spot in units_named(gazetteer, phrase, said, found, hints) if hints.fits(spot)]
    if countries:  # "Lebanon" after a comma is no county
        units = [unit for unit in units if unit.kind == "admin1"]
    seats = find_seats(gazetteer, phrase, found, hints) if said != "admin1" and not countries else []
    plain = level is None and not countries and phrase.kind in {None, "settlement", "village"}
    towns = seats if plain and all(unit.how == STEM for unit in units) else []
    districts = {unit.id for unit in units if unit.kind == "admin2"}
    if said != "admin2" and not any(seat.admin2_id in districts for seat in seats):
        seats = []
    nothing = not units and not countries and said != "admin2"
    if nothing or (phrase.kind == "unit" and len(districts) == len(units)):  # "Kharkiv region" may be the oblast
        units = [*units, *own_units(gazetteer, phrase, found, hints)]
    units += lands_around(gazetteer, units) if said is None else []
    return Holder(text, countries, tuple(units), tuple(seats), said, inner_units(gazetteer, units), tuple(towns))


def lands_around(gazetteer: Gazetteer, units: Sequence[Spot]) -> list[Spot]:
    """The lands that hold a unit and are called after it: what holds Rafah in "Rafah, Gaza" is the Gaza Strip."""
    pairs = ((unit, land) for unit in units if unit.kind == "admin1" for land in gazetteer.units(unit.country or ""))
    called = ((unit, land) for unit, land in pairs if land.name.startswith(f"{unit.name} "))
    return [land for unit, land in called if unit.id in gazetteer.inner_units(land.id)]


def whole_units(gazetteer: Gazetteer, key: str, phrase: Phrase | None, hints: Hints) -> list[Spot]:
    """First-level units whose name is all of a text, where less of it is another: the District of Columbia.

    "Central Equatoria" is no part of Equatoria.
    """
    if phrase is not None and key == phrase.name:
        return []
    units = [spot for spot in gazetteer.find(key) if spot.kind == "admin1" and spot.how != STEM]
    return [spot for spot in units if hints.fits_codes(spot)]


def units_named(
    gazetteer: Gazetteer, phrase: Phrase, said: str | None, found: Sequence[Spot], hints: Hints
) -> list[Spot]:
    """Units among the places of a name, of the level that is said where there are any."""
    levels = {"admin1": ("admin1",), "admin2": ("admin2",)}.get(said or "", UNITS)
    units = [spot for spot in found if spot.kind in levels]
    if said == "admin1" and not units:
        units = provinces(found) or own_units(gazetteer, phrase, found, hints)
    if said == "admin2" and not units:
        units = [spot for spot in found if spot.kind == "admin1"]
    if said is not None:
        units = [unit for unit in units if not is_city(unit) or phrase.kind in {None, "settlement"}] or units
    town = town_named(found, hints, gazetteer) if said == "admin1" and phrase.kind == "settlement" else None
    if town is not None and town.admin1_id is not None:  # "Kiev city" is not the oblast around it
        return list(filter(None, [gazetteer.by_id(town.admin1_id)]))
    return units


def town_named(found: Iterable[Spot], hints: Hints, gazetteer: Gazetteer) -> Spot | None:
    """The one town among the places of a name."""
    return dominant([spot for spot in found if spot.kind == "settlement" and hints.fits(spot)], gazetteer).spot


def read_code(gazetteer: Gazetteer, text: str) -> Holder | None:
    """What "TX", "D.C." or "RU" after a comma is: a state of the United States, a country, or either."""
    if text.endswith("."):
        from regesta.normalise.places.codes import abbreviated_unit  # noqa: PLC0415 - for "Springfield, Mo."

        unit = abbreviated_unit(gazetteer, text)
        if unit is not None:
            return Holder(text, units=(unit,))
    code = text.replace(".", "").replace(" ", "")
    if len(code) != 2 or not (code.isascii() and code.isupper()):
        return None
    states = tuple(unit for unit in gazetteer.units("US") if unit.admin1 == f"US-{code}")
    countries = frozenset([code] if gazetteer.country(code) is not None else [])
    return Holder(text, countries, states) if states or countries else None


def find_text(gazetteer: Gazetteer, text: str, phrase: Phrase) -> list[Spot]:
    """Every place of the phrase's whole words, of its name, and of both written without apostrophes, once."""
    spots: dict[int, Spot] = {}
    joined = read_phrase(whole) if (whole := text.translate(APOSTROPHES)) != text else None
    for words in (phrase, *([joined] if joined is not None else [])):
        stems = adjective_stems(words.name) if words.kind in KINDS_OF_UNIT else ()
        for key in filter(None, (*words.wider, words.name)):
            for spot in gazetteer.find(key):
                spots.setdefault(spot.id, spot)
        for key in stems:
            for spot in gazetteer.find(key):
                if spot.kind in UNITS:
                    spots.setdefault(spot.id, spot._replace(how=STEM))
    return list(spots.values())


def find_seats(gazetteer: Gazetteer, phrase: Phrase, found: Sequence[Spot], hints: Hints) -> list[Spot]:
    """The town that a district is named after: the one of its name, else of the noun within its adjective."""
    seats = [spot for spot in found if spot.kind == "settlement" and hints.fits(spot)]
    if not seats and hints.known_country is not None:
        seats = [
            spot for stem in adjective_stems(phrase.name)[-1:] for spot in gazetteer.begin(stem, hints.known_country)
        ]
        seats = [spot for spot in seats if hints.fits(spot)]
    chosen = dominant(list({spot.id: spot for spot in seats}.values()), gazetteer).spot
    return [] if chosen is None else [chosen]


def inner_units(gazetteer: Gazetteer, units: Iterable[Spot]) -> frozenset[int]:
    return frozenset(child for unit in units for child in gazetteer.inner_units(unit.id))


def provinces(found: Iterable[Spot]) -> list[Spot]:
    """Second-level units that a text may call a province or state: those whose own name it is, without more words."""
    return [spot for spot in found if spot.kind == "admin2" and spot.how == CANONICAL]


def town_within(gazetteer: Gazetteer, phrase: Phrase, found: Iterable[Spot], hints: Hints) -> Spot | None:
    """The one town in an adjective that no unit is known by: Бєлгородська область."""
    stems = () if any(spot.kind in UNITS for spot in found) else adjective_stems(phrase.name)
    return town_named([spot for stem in stems for spot in gazetteer.find(stem)], hints, gazetteer)


def own_units(gazetteer: Gazetteer, phrase: Phrase, found: Sequence[Spot], hints: Hints) -> list[Spot]:
    """The first-level unit named after its chief town, where only the town is known in that spelling.

    "Kiev region" is the oblast of the town that the gazetteer calls Kyiv, not Kyiv itself.
    """
    town = town_named(found, hints, gazetteer) or town_within(gazetteer, phrase, found, hints)
    if town is None or phrase.kind == "settlement":
        return []
    namesakes = [spot for spot in gazetteer.find(folded_key(town.name)) if spot.country == town.country]
    named = choose_unit([spot for spot in namesakes if spot.kind == "admin1"], "admin1").spot
    unit = None if town.admin1_id is None else gazetteer.by_id(town.admin1_id)
    if named is not None and not is_city(named) and holds(named, town, gazetteer):
        return [named]
    large = unit is not None and not is_city(unit) and 0 < unit.population <= town.population * 10
    return [unit] if unit is not None and large else []
