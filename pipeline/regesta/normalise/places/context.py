"""What the places of a record tell of each other: which of its namesakes a name means, or that it may mean another.

Only what is certain decides, and only a country or first-level unit. A name that would be settled without the others
stays blank where they name a unit in which a namesake lies: whoever writes "Moscow" beside "Idaho" may mean either.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from regesta.dataset import Dataset
from regesta.normalise.filled import items
from regesta.normalise.fold import folded_key
from regesta.normalise.places.beside import is_capital
from regesta.normalise.places.choice import RIVAL_OF_COUNTRY, is_beside
from regesta.normalise.places.find import find_spots
from regesta.normalise.places.gazetteer import STEM, Gazetteer, Spot, open_gazetteer
from regesta.normalise.places.given import given_point, numbered, resolve_given, text
from regesta.normalise.places.hints import KINDS_OF_UNIT, Hints
from regesta.normalise.places.settle import Given, PlaceContext, named_entries, settle_looked_up
from regesta.normalise.places.special import resolve_capital
from regesta.normalise.places.text import Phrase, read_phrase

WHOLES = frozenset({"country", "admin1"})
PINS = ("geonames", "place", "admin1", "admin1_name")  # what leaves nothing for other places to tell
MENTIONED = "mentioned"
ROUNDS = 6  # what one place settles may settle another, so often


class Alone(NamedTuple):
    """What a place comes to without the others.

    spot: the place of the gazetteer that it is. wholes: the countries and units that it is or may be, by id; certain:
    whether it is one. candidates: where nothing decides. capital: whether it says no more than that. free: whether
    others may tell anything of it.
    """

    role: str = "location"
    spot: Spot | None = None
    wholes: tuple[int, ...] = ()
    certain: bool = False
    candidates: tuple[Spot, ...] = ()
    capital: bool = False
    free: bool = False


class Namesake(NamedTuple):
    """A place of some name, and the ids of the countries (of those that claim it, too) and the unit it lies in."""

    spot: Spot
    wholes: tuple[int, ...]


NOWHERE = Alone()


def place_contexts(places: Sequence[Any], dataset: Dataset) -> list[PlaceContext]:
    """The context of each place of a record, whatever their order.

    It holds only what bears on the place, so that a name is read once for all records in which nothing does.
    """
    plain = PlaceContext(dataset.place_index, (), dataset.languages)
    contexts = [plain] * len(places)
    if len(places) < 2:
        return contexts
    given = [looked_up(place, dataset) if isinstance(place, dict) else None for place in places]
    settled: set[int] = set()
    for _ in range(ROUNDS):
        stand = [NOWHERE if one is None else alone(*one, plain) for one in given]
        if not any(one.wholes or one.candidates for one in stand):
            break
        said, before = Said(stand), len(settled)
        for index, (one, own) in enumerate(zip(given, stand, strict=True)):
            if one is None or index in settled or not own.free:
                continue
            contexts[index] = plain._replace(**said.of(own, one[0]))
            if contexts[index].within is not None:
                reading = settle_looked_up(one[0], contexts[index], one[1])
                if "geonames" in reading.values:
                    settled.add(index)
                    given[index] = tuple(sorted({**dict(one[0]), **reading.values}.items())), one[1]
        if len(settled) == before:
            break
    return contexts


def looked_up(place: Mapping[str, Any], dataset: Dataset) -> tuple[Given, str | None]:
    """A place in a form that can be a key of a cache, and what the dataset's lookups say of its name."""
    name = text(place, "name") if dataset.lookups else None
    return items(place), None if name is None else dataset.lookups.get(("place", folded_key(name)))


@lru_cache(maxsize=16_384)
def alone(given: Given, value: str | None, plain: PlaceContext) -> Alone:
    """What a place comes to without the others; value is what the dataset's lookups say of its name."""
    gazetteer, written = open_gazetteer(), dict(given)
    place: dict[str, Any] = {**settle_looked_up(given, plain, value).values, **written}
    role, name, spot = str(place.get("role")), text(place, "name") or "", numbered(gazetteer, place)
    whole = whole_of(gazetteer, place, spot)
    known = Alone(role, spot, () if whole is None else (whole,), whole is not None)
    pinned = value is not None or not name or any(key in written for key in PINS)
    if pinned or named_entries(written, plain.registry) or given_point(written) is not None:
        return known
    if spot is not None:
        phrase = read_phrase(name)
        return known._replace(free=phrase is not None and phrase.kind not in KINDS_OF_UNIT)
    candidates = resolve_given(gazetteer, written).candidates
    wholes = tuple(candidate.id for candidate in candidates if candidate.kind in WHOLES)
    return Alone(role, None, wholes, False, candidates, is_capital(name) and "country" not in written, free=True)


def whole_of(gazetteer: Gazetteer, place: Mapping[str, Any], spot: Spot | None) -> int | None:
    """The id of the country or first-level unit that a place is, not of one that only holds it."""
    precision = text(place, "precision")
    if precision not in WHOLES:
        return None
    if spot is not None:
        return spot.id if spot.kind == precision else None
    if "place" not in place:
        return None
    if precision == "country":
        country = gazetteer.country(text(place, "country") or "")
        return None if country is None else country.id
    code = text(place, "admin1") or ""
    return next((unit.id for unit in gazetteer.units(code[:2]) if unit.admin1 == code), None)


@lru_cache(maxsize=4_096)
def namesakes(given: Given) -> tuple[Namesake, ...]:
    """Every place of a place's name that fits what is written beside it; none where the text names its unit."""
    gazetteer, place = open_gazetteer(), dict(given)
    resolved = resolve_given(gazetteer, place)
    if resolved.phrase is None or any(holder.units for holder in resolved.hints.holders):
        return ()
    found = find_spots(gazetteer, text(place, "name") or "", resolved.phrase, resolved.hints)
    return tuple(Namesake(spot, wholes_of(gazetteer, spot)) for spot in found if resolved.hints.fits(spot))


def wholes_of(gazetteer: Gazetteer, spot: Spot) -> tuple[int, ...]:
    """The ids of the countries that hold or claim a place, and of its first-level unit."""
    countries = [gazetteer.country(code) for code in (spot.country, *spot.claimed_by) if code is not None]
    ids = (*(country.id for country in countries if country is not None), spot.admin1_id)
    return tuple(whole for whole in dict.fromkeys(ids) if whole is not None and whole != spot.id)


@lru_cache(maxsize=4_096)
def is_capital_of(gazetteer: Gazetteer, spot: Spot) -> bool:
    """Whether a place is the capital of its country, which meets other countries: "Moscow" and "the United States"."""
    capital = resolve_capital(gazetteer, Phrase("", capital=True), Hints(country=spot.country)).spot
    return capital is not None and capital.id == spot.id


class Said:
    """The countries and units that the places of a record are or may be, and how many of them are each."""

    def __init__(self, stand: Sequence[Alone]) -> None:
        self.gazetteer = open_gazetteer()
        self.by_role = Counter((one.role, whole) for one in stand if one.certain for whole in one.wholes)
        self.certain = Counter(whole for one in stand if one.certain for whole in one.wholes)
        self.possible = Counter((one.role == MENTIONED, whole) for one in stand for whole in one.wholes)
        self.countries = Counter(one.spot.country for one in stand if one.spot is not None)
        units = {whole for _, whole in self.possible}
        self.outer = {inner: unit for unit in units for inner in self.gazetteer.inner_units(unit)}

    def of(self, own: Alone, given: Given) -> dict[str, Any]:
        """The fields of a place's context: what decides, or what makes it ambiguous."""
        if own.capital:
            countries = [whole for whole in self.certain if self.beside(own, whole) and not self.is_unit(whole)]
            return {"within": countries[0]} if len(countries) == 1 else {}
        if own.candidates:
            near = {
                spot.country for spot in own.candidates if spot.country is not None and self.also(own, spot.country)
            }
            return {"countries": tuple(sorted(near)), "within": self.deciding(own, given)}
        return {} if own.spot is None else self.doubts(own, own.spot, given)

    def beside(self, own: Alone, whole: int) -> bool:
        """Whether another place in the same role is certainly this: the ends of a way are not in each other."""
        return self.by_role[own.role, whole] > (own.certain and whole in own.wholes)

    def deciding(self, own: Alone, given: Given) -> int | None:
        """The one country or unit that holds one candidate of an ambiguous place, or a smaller namesake of them.

        A country is beside another, not in it: Georgia beside the United States may well be the country.
        """
        if not self.certain:
            return None
        holding = (whole for namesake in namesakes(given) for whole in self.holding(namesake.wholes))
        held = {whole for whole in holding if self.beside(own, whole)}
        units = [spot for spot in map(self.gazetteer.by_id, held) if spot is not None and spot.kind == "admin1"]
        held -= {whole for unit in units for whole in wholes_of(self.gazetteer, unit)}
        inside = [s for s in own.candidates if not held.isdisjoint(self.holding(wholes_of(self.gazetteer, s)))]
        bears = min((spot.how for spot in inside), default=STEM)
        if len(inside) > 1 or any(spot.kind in {"country", "region"} and spot.how <= bears for spot in own.candidates):
            return None
        return held.pop() if len(held) == 1 else None

    def doubts(self, own: Alone, spot: Spot, given: Given) -> dict[str, Any]:
        """The namesakes in what the record names, where the place that it would be lies in nothing that it names."""
        if not any(whole not in own.wholes or count > 1 for (_, whole), count in self.possible.items()):
            return {}
        if any(self.certain[w] > (w in own.wholes) for w in self.holding(wholes_of(self.gazetteer, spot))):
            return {}
        found = namesakes(given)
        bears = next((same.spot.how for same in found if same.spot.id == spot.id), STEM)
        rivals: dict[int, list[int]] = {}
        for rival, wholes in found:
            if rival.id != spot.id and rival.how <= bears and rival.how != STEM and not is_beside(rival, spot):
                named = [w for w in self.holding(wholes) if self.named(own, w) and self.doubtful(own, spot, rival, w)]
                rivals |= {rival.id: named} if named else {}
        beside = sorted({whole for named in rivals.values() for whole in named})
        return {"beside": tuple(beside), "rivals": tuple(rivals)} if rivals else {}

    def doubtful(self, own: Alone, spot: Spot, rival: Spot, whole: int) -> bool:
        """Whether a namesake in what the record names is reason enough to doubt the place that is without it."""
        small = rival.population < RIVAL_OF_COUNTRY
        if self.is_unit(whole):
            return rival.kind == "settlement" and not (small and spot.kind == "country")
        if small or spot.kind != "settlement" or whole not in self.certain or self.also(own, spot.country):
            return False
        return not is_capital_of(self.gazetteer, spot)

    def named(self, own: Alone, whole: int) -> bool:
        """Whether another place of the record is or may be this; what is only mentioned bears on the mentioned."""
        mine, mentioned = whole in own.wholes, own.role == MENTIONED
        return self.possible[False, whole] > (mine and not mentioned) or (
            mentioned and self.possible[True, whole] > mine
        )

    def also(self, own: Alone, country: str | None) -> bool:
        """Whether another place of the record lies in a country."""
        return self.countries[country] > (own.spot is not None and own.spot.country == country)

    def holding(self, wholes: Sequence[int]) -> Iterator[int]:
        """What holds a place, the unit around its own included where there is one."""
        yield from wholes
        yield from (self.outer[whole] for whole in wholes if whole in self.outer)

    def is_unit(self, whole: int) -> bool:
        """Whether an id is that of a first-level unit, and not of a country."""
        spot = self.gazetteer.by_id(whole)
        return spot is not None and spot.kind == "admin1"
