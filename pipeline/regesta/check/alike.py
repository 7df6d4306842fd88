"""How alike two events are: a sketch of each with what counts, and the likeness of two sketches."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias
from zlib import crc32

from regesta.normalise.fold import folded_key

THRESHOLD = 0.82

_WEIGHTS = {"time": 0.25, "place": 0.25, "participants": 0.3, "type": 0.2}
_UNSTATED = 0.5
_ONE_PARTICIPANT = 0.7  # one actor does much on one day
_OTHER_SUBTYPE = 0.25
_OTHER_HOURS = 0.2
_HOURS_APART = 3
_SAME_COUNTRY, _SAME_UNIT = 0.4, 0.5
_LONGEST_DAYS = 31
_SHORT_DAYS = 7
_LONG_SPAN = 0.5  # to share a week or a month says less than to share a day
_COARSE = frozenset({"admin1", "area", "country", "region"})
_ASIDE = frozenset({"mentioned", "witness"})
_NOT_YET = frozenset({"planned", "did-not-occur"})

_Key: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place: its keys, any of which says that it is the same; coarse: no settlement or finer."""

    keys: frozenset[str]
    geonames: Any
    country: Any
    admin1: Any
    coarse: bool


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of an event counts when two are compared; days are ordinals, the last one included."""

    number: int
    id: str
    type: str
    subtype: Any
    unreal: bool
    first: int
    last: int
    clock: tuple[str, str] | None
    spots: tuple[Spot, ...]
    actors: frozenset[str]
    related: frozenset[str]
    stands_among: tuple[_Key, ...]
    looks_among: tuple[_Key, ...]


def sketch(number: int, event: Mapping[str, Any]) -> Sketch | None:
    """The sketch of a normalised event; None for one that is withdrawn, or lacks an id, a type or a span of days."""
    own, kind, span = event.get("id"), event.get("type"), _span(event.get("date"))
    if "withdrawn" in event or not isinstance(own, str) or not isinstance(kind, str) or span is None:
        return None
    spots = tuple(_spots(event))
    actors = frozenset(_actors(event))
    stands, looks = _keys(kind, span, spots, actors)
    related = frozenset(r["event"] for r in dicts(event, "relations") if isinstance(r.get("event"), str))
    return Sketch(
        number, own, kind, event.get("subtype"), event.get("status") in _NOT_YET, span[0], span[1],
        _clock(event["date"]), spots, actors, related, stands, looks,
    )  # fmt: skip


def dicts(event: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects of a list; anything else in it is passed over."""
    found = event.get(name, ())
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _span(when: Any) -> tuple[int, int] | None:
    if not isinstance(when, dict) or not isinstance(when.get("start"), str) or not isinstance(when.get("end"), str):
        return None
    try:
        first, last = (date.fromisoformat(when[name][:10]).toordinal() for name in ("start", "end"))
    except ValueError:  # a year before 1 or after 9999
        return None
    return (first, last) if 0 <= last - first < _LONGEST_DAYS else None


def _clock(when: Mapping[str, Any]) -> tuple[str, str] | None:
    """The hours of an event within one day, where they are known, as text of one offset."""
    start, end = when["start"], when["end"]
    return (start, end) if len(start) > 10 and len(end) > 10 and start[:10] == end[:10] else None


def _locations(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (place for place in dicts(event, "places") if place.get("role", "location") == "location")


def _spots(event: Mapping[str, Any]) -> Iterator[Spot]:
    return map(_spot_of, _locations(event))


def _spot_of(place: Mapping[str, Any]) -> Spot:
    name = place.get("canonical_name", place.get("name"))
    keys = {f"{field}:{place[field]}" for field in ("place", "geonames") if isinstance(place.get(field), str | int)}
    keys |= {f"name:{folded_key(name)}"} if isinstance(name, str) else set()
    if isinstance(place.get("latitude"), float) and isinstance(place.get("longitude"), float):
        keys.add(f"at:{place['latitude']:.2f},{place['longitude']:.2f}")
    coarse = place.get("precision") in _COARSE or not keys
    return Spot(frozenset(keys), place.get("geonames"), place.get("country"), place.get("admin1"), coarse)


def _actors(event: Mapping[str, Any]) -> Iterator[str]:
    for who in dicts(event, "participants"):
        name = who.get("canonical_name", who.get("name"))
        if who.get("role") in _ASIDE or not isinstance(name, str):
            continue
        yield who["actor"] if isinstance(who.get("actor"), str) else folded_key(name)


def _keys(
    kind: str, span: tuple[int, int], spots: tuple[Spot, ...], actors: frozenset[str]
) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """Among which an event stands, and among which it looks for its like."""
    short = span[1] - span[0] < _SHORT_DAYS
    days: list[Any] = list(range(span[0], span[1] + 1)) if short else [span]
    places = [key for spot in spots if not spot.coarse for key in spot.keys]
    loose = not places or any(spot.coarse for spot in spots)  # whatever place another has, it may be this
    stands: list[_Key] = []
    looks: list[_Key] = []
    for day in days:
        together = [(kind, day, key, actor) for key in places for actor in sorted(actors)]
        nobody = [(kind, day, key, "") for key in places]
        everybody = [(kind, day, key, "*") for key in places]
        stands += [*together, *(everybody if actors else nobody)]
        looks += [*together, *nobody, *(() if actors else everybody)]
        if actors:
            vague, same = (kind, day, actors, "vague"), (kind, day, actors, "all")
            stands += (same, vague) if loose else (same,)
            looks.append(same if loose else vague)
    return tuple(stands), tuple(looks)


def keys_of(event: Mapping[str, Any]) -> tuple[list[int], list[int]]:
    """Hashes (32 bits) of the keys among which an event stands, and of those among which it looks (see `sketch`)."""
    own, kind, span = event.get("id"), event.get("type"), _span(event.get("date"))
    if "withdrawn" in event or not isinstance(own, str) or not isinstance(kind, str) or span is None:
        return [], []
    spots = [_place_bytes(*map(place.get, _OF_A_PLACE)) for place in _locations(event)]
    places = [key for keys in spots for key in keys]
    loose = not all(spots) or not places
    actors = sorted(set(_actors(event)))
    names = [_bytes(actor) for actor in actors]
    days: list[Any] = list(range(span[0], span[1] + 1)) if span[1] - span[0] < _SHORT_DAYS else [span]
    stands: list[int] = []
    looks: list[int] = []
    for day in days:
        base = crc32(f"|{kind}|{day}".encode("utf-8", "surrogatepass"))
        at = [crc32(place, base) for place in places]
        together = [crc32(name, place) for place in at for name in names]
        nobody = [crc32(b"|", place) for place in at]
        stands += together
        looks += together
        looks += nobody
        if not actors:
            stands += nobody
            looks += [crc32(b"|*", place) for place in at]
            continue
        stands += [crc32(b"|*", place) for place in at]
        everyone = crc32(_bytes(" ".join(actors)), base)
        vague, same = crc32(b"|vague", everyone), crc32(b"|all", everyone)
        stands += [same, vague] if loose else [same]
        looks.append(same if loose else vague)
    return stands, looks


_OF_A_PLACE = ("place", "geonames", "canonical_name", "name", "latitude", "longitude", "precision")


@lru_cache(maxsize=100_000)
def _place_bytes(
    place: Any, geonames: Any, canonical: Any, name: Any, latitude: Any, longitude: Any, precision: Any
) -> tuple[bytes, ...]:
    """The keys of a place that is no coarse one, each as a step of a hash."""
    fields = dict(zip(_OF_A_PLACE, (place, geonames, canonical, name, latitude, longitude, precision), strict=True))
    spot = _spot_of({key: value for key, value in fields.items() if value is not None})
    return () if spot.coarse else tuple(_bytes(key) for key in spot.keys)


@lru_cache(maxsize=100_000)
def _bytes(step: str) -> bytes:
    return f"|{step}".encode("utf-8", "surrogatepass")


def likeness(one: Sketch, other: Sketch) -> tuple[float, str]:
    """How likely two events are one, from 0 to 1, and why."""
    parts = {
        "time": _time(one, other),
        "place": _place(one.spots, other.spots),
        "participants": _participants(one.actors, other.actors),
        "type": _type(one, other),
    }
    score = sum(_WEIGHTS[name] * share for name, (share, _) in parts.items())
    return round(score, 2), ", ".join(reason for _, reason in parts.values() if reason)


def _time(one: Sketch, other: Sketch) -> tuple[float, str]:
    shared = min(one.last, other.last) - max(one.first, other.first) + 1
    together = max(one.last, other.last) - min(one.first, other.first) + 1
    if shared < 1:
        return 0.0, "different days"
    if one.clock and other.clock and not _hours_meet(one.clock, other.clock):
        return _OTHER_HOURS, "same day, other hours"
    if together == 1:
        return 1.0, "same day"
    share = shared / together * (1.0 if together <= _SHORT_DAYS else _LONG_SPAN)
    return share, f"{shared} of {together} days"


def _hours_meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two stretches of a day are no more than three hours apart; of different offsets nothing is said."""
    if one[0][19:] != other[0][19:]:
        return True
    gap = _minutes(max(one[0], other[0])) - _minutes(min(one[1], other[1]))
    return gap <= _HOURS_APART * 60


def _minutes(instant: str) -> int:
    return int(instant[11:13]) * 60 + int(instant[14:16])


def _place(these: tuple[Spot, ...], those: tuple[Spot, ...]) -> tuple[float, str]:
    if not these or not those:
        return _UNSTATED, ""
    return max((_spot(this, that) for this in these for that in those), key=lambda found: found[0])


def _spot(this: Spot, that: Spot) -> tuple[float, str]:
    namesakes = None not in (this.geonames, that.geonames) and this.geonames != that.geonames
    if not this.coarse and not that.coarse:
        return (1.0, "same place") if this.keys & that.keys and not namesakes else (0.0, "different places")
    if None in (this.country, that.country):
        return (_SAME_UNIT, "same place") if this.keys & that.keys else (_UNSTATED, "")
    if this.country != that.country:
        return 0.0, "different countries"
    if this.admin1 is not None and this.admin1 == that.admin1:
        return _SAME_UNIT, "same province"
    return _SAME_COUNTRY, "same country"


def _participants(these: frozenset[str], those: frozenset[str]) -> tuple[float, str]:
    if not these or not those:
        return _UNSTATED, ""
    shared, together = len(these & those), len(these | those)
    if together == 1:
        return _ONE_PARTICIPANT, "same participant"
    return shared / together, f"{shared} of {together} participants"


def _type(one: Sketch, other: Sketch) -> tuple[float, str]:
    if one.type != other.type or one.unreal != other.unreal:
        return 0.0, "different types" if one.type != other.type else "different status"
    if None not in (one.subtype, other.subtype) and one.subtype != other.subtype:
        return _OTHER_SUBTYPE, "same type, other subtype"
    return 1.0, "same type"
