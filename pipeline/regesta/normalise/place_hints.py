"""What must hold of a place: the country and units that the record or the text names. They are hard, all of them."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from regesta.normalise.gazetteer import Gazetteer, Spot
from regesta.normalise.place_choice import UNITS, dominant
from regesta.normalise.place_text import APOSTROPHES, Phrase, read_phrase

SEAT_KM = 60.0  # a district's villages lie within this of its seat
ENDINGS = (
    "ivskyi", "ivskyy", "ivsky", "ovsky", "evsky", "skyi", "skyy", "skiy", "skii", "skij", "sky", "ski", "ska", "skaya",
    "ske", "yi", "yy", "ka", "ивский", "івський", "овский", "евский", "ский", "ський", "цкий", "цький", "ская", "ська",
    "ске", "ське", "ное", "ный",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """What one text that names a holder may be: countries by code, units, a district's seat."""

    text: str
    countries: frozenset[str] = frozenset()
    units: tuple[Spot, ...] = ()
    seats: tuple[Spot, ...] = ()
    level: str | None = None

    @property
    def known(self) -> bool:
        return bool(self.countries or self.units or self.seats)

    def fits(self, spot: Spot) -> bool:
        """Whether a place lies in what this may be; a district of old bounds is known by the distance to its seat."""
        if not self.known or spot.country in self.countries:
            return True
        if any(unit.id in (spot.id, spot.admin1_id, spot.admin2_id) for unit in self.units):
            return True
        middles = self.seats if self.seats or self.level != "admin2" else self.units
        return spot.kind == "settlement" and any(kilometres(spot, seat) <= SEAT_KM for seat in middles)


@dataclass(frozen=True, slots=True)
class Hints:
    """Country and first-level unit by their codes, and named holders, largest first."""

    country: str | None = None
    admin1: str | None = None
    holders: tuple[Holder, ...] = ()

    def fits(self, spot: Spot) -> bool:
        return self.fits_codes(spot) and all(holder.fits(spot) for holder in self.holders)

    def fits_codes(self, spot: Spot) -> bool:
        if self.country is not None and spot.country not in (None, self.country) and self.country not in spot.claimed_by:
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


def holder_countries(holder: Holder) -> set[str]:
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
            hints = Hints(country, admin1, (*hints.holders, holder))
    return hints


def read_holder(gazetteer: Gazetteer, text: str, level: str | None, hints: Hints) -> Holder | None:
    """What a text that names a holder may be, None where it names nothing."""
    phrase = read_phrase(text)
    if phrase is None or phrase.capital:
        return None
    found = [spot for spot in find_text(gazetteer, text, phrase) if hints.fits_codes(spot) or spot.kind == "country"]
    said = level or (phrase.kind if phrase.kind in UNITS else None)
    units = [spot for spot in found if spot.kind == said] or [spot for spot in found if spot.kind in UNITS]
    within = [spot for spot in units if hints.fits(spot)]
    countries = frozenset(spot.country for spot in found if spot.kind == "country" and spot.country and level is None)
    if level is not None or phrase.kind in {"admin1", "admin2"}:
        countries = frozenset()
    seats = find_seats(gazetteer, phrase, found, hints) if said != "admin1" else []
    if within and not any(seat.admin2_id == unit.id for seat in seats for unit in within if unit.kind == "admin2"):
        seats = [] if said != "admin2" else seats
    if not within and not countries and said != "admin2":
        within = own_units(gazetteer, phrase, found, hints)
        seats = []
    return Holder(text, countries, tuple(within), tuple(seats), said)


def find_text(gazetteer: Gazetteer, text: str, phrase: Phrase) -> list[Spot]:
    """Every place of the phrase's whole words, of its name, and of both written without apostrophes, once."""
    spots: dict[int, Spot] = {}
    joined = read_phrase(APOSTROPHES.sub("", text)) if APOSTROPHES.search(text) else None
    for words in (phrase, *([joined] if joined is not None else [])):
        for key in filter(None, (words.whole, words.name)):
            for spot in gazetteer.find(key):
                spots.setdefault(spot.id, spot)
    return list(spots.values())


def find_seats(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints) -> list[Spot]:
    """The town that a district is named after: the one of its name, else of the noun within its adjective."""
    seats = [spot for spot in found if spot.kind == "settlement" and hints.fits(spot)]
    if not seats and hints.known_country is not None:
        seats = [spot for stem in noun_stems(phrase.name) for spot in gazetteer.begin(stem, hints.known_country)]
        seats = [spot for spot in seats if hints.fits(spot)]
    chosen = dominant(list({spot.id: spot for spot in seats}.values())).spot
    return [] if chosen is None else [chosen]


def noun_stems(name: str) -> list[str]:
    """The stem of a Slavic adjective ("lutuhynskyi" is of Lutuhyne), the longest ending first; five letters at least."""
    cut = [name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)]
    return [stem for stem in cut[:1] if len(stem) >= 5]


def own_units(gazetteer: Gazetteer, phrase: Phrase, found: list[Spot], hints: Hints) -> list[Spot]:
    """The first-level unit named after its chief town, where only the town's name is known in that spelling."""
    towns = [spot for spot in found if spot.kind == "settlement" and hints.fits(spot)]
    town = dominant(towns).spot
    unit = None if town is None or town.admin1_id is None else gazetteer.by_id(town.admin1_id)
    if town is None or unit is None or phrase.kind == "settlement" or town.population * 10 < unit.population:
        return []
    return [unit]


def kilometres(a: Spot, b: Spot) -> float:
    """Great-circle distance between two places; infinite where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    p1, p2, dl = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(dl / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


