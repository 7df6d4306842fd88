"""How alike two events are: a sketch of each with what counts, and the likeness of two sketches."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from regesta.listed import objects
from regesta.normalise.fold import folded_key
from regesta.normalise.scripts import one_spelling

THRESHOLD = 0.82

_WEIGHTS = {"time": 0.25, "place": 0.25, "participants": 0.3, "type": 0.2}
_LEAST_SHARED = 3 / 8  # of the participants: a little less than what can still reach the threshold
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
_NONE: frozenset[str] = frozenset()

_Key: TypeAlias = tuple[Any, str]


class Spot(NamedTuple):
    """One place: its keys, any of which says that it is the same; coarse: no settlement or finer."""

    keys: frozenset[str]
    geonames: Any
    country: Any
    admin1: Any
    coarse: bool


class Sketch(NamedTuple):
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


def sketch(number: int, event: Mapping[str, Any]) -> Sketch | None:
    """The sketch of a normalised event; None for one that is withdrawn, or lacks an id, a type or a span of days."""
    own, kind, span = event.get("id"), event.get("type"), _span(event.get("date"))
    if "withdrawn" in event or not isinstance(own, str) or not isinstance(kind, str) or span is None:
        return None
    spots = tuple([_spot_of(*map(place.get, _OF_A_PLACE)) for place in _locations(event)])
    related = _NONE
    if "relations" in event:
        related = frozenset(r["event"] for r in objects(event, "relations") if isinstance(r.get("event"), str))
    return Sketch(
        number, own, kind, event.get("subtype"), event.get("status") in _NOT_YET, span[0], span[1],
        _clock(event["date"]), spots, frozenset(_actors(event)), related,
    )  # fmt: skip


def _span(when: Any) -> tuple[int, int] | None:
    if not isinstance(when, dict) or not isinstance(when.get("start"), str) or not isinstance(when.get("end"), str):
        return None
    start, end = when["start"][:10], when["end"][:10]
    try:
        first = date.fromisoformat(start).toordinal()
        last = first if start == end else date.fromisoformat(end).toordinal()
    except ValueError:  # a year before 1 or after 9999
        return None
    return (first, last) if 0 <= last - first < _LONGEST_DAYS else None


def _clock(when: Mapping[str, Any]) -> tuple[str, str] | None:
    """The hours of an event within one day, where they are known, as text of one offset."""
    start, end = when["start"], when["end"]
    return (start, end) if len(start) > 10 and len(end) > 10 and start[:10] == end[:10] else None


def _locations(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (place for place in objects(event, "places") if place.get("role", "location") == "location")


_OF_A_PLACE = (
    "place", "geonames", "canonical_name", "name", "latitude", "longitude", "precision", "country", "admin1",
)  # fmt: skip


@lru_cache(maxsize=10_000, typed=True)
def _spot_of(
    place: Any,
    geonames: Any,
    canonical: Any,
    printed: Any,
    latitude: Any,
    longitude: Any,
    precision: Any,
    country: Any,
    admin1: Any,
) -> Spot:
    name = printed if canonical is None else canonical
    keys = {f"{field}:{own}" for field, own in (("place", place), ("geonames", geonames)) if isinstance(own, str | int)}
    keys |= {f"name:{_name_key(name)}"} if isinstance(name, str) else set()
    if isinstance(latitude, float) and isinstance(longitude, float):
        keys.add(f"at:{latitude:.2f},{longitude:.2f}")
    return Spot(frozenset(keys), geonames, country, admin1, precision in _COARSE or not keys)


@lru_cache(maxsize=16_384)
def _name_key(name: str) -> str:
    """A name as two records may print it alike: in Arabic letters with dots or without, typed by Arabs or Persians."""
    return one_spelling(folded_key(name))


def _actors(event: Mapping[str, Any]) -> Iterator[str]:
    for who in objects(event, "participants"):
        name, actor = who.get("canonical_name", who.get("name")), who.get("actor")
        if isinstance(name, str) and who.get("role") not in _ASIDE:
            yield actor if isinstance(actor, str) else _name_key(name)


def days_of(one: Sketch) -> Sequence[Any]:
    """The days on which an event is held against others: each of a few, or all as one."""
    short = one.last - one.first < _SHORT_DAYS
    return range(one.first, one.last + 1) if short else [(one.first, one.last)]


def keys_of(one: Sketch) -> tuple[list[_Key], list[_Key]]:
    """Among which an event stands, and among which it looks for its like, beside the type and the day."""
    places = [key for spot in one.spots if not spot.coarse for key in spot.keys]
    loose = not places or any(spot.coarse for spot in one.spots)  # whatever place another has, it may be this
    nobody, everybody = [(key, "") for key in places], [(key, "*") for key in places]
    if not one.actors:
        return nobody, nobody + everybody
    together = [(key, actor) for key in places for actor in one.actors]
    vague, same = (one.actors, "vague"), (one.actors, "all")
    stands = [*together, *everybody, same, *([vague] if loose else [])]
    return stands, [*together, *nobody, same if loose else vague]


def near(later: Sketch, before: Sequence[Sketch]) -> Sequence[Sketch]:
    """Those of the events before one that share so many participants with it that they may be alike."""
    mine, size = later.actors, len(later.actors)
    if not mine:
        return before
    found = []
    for earlier in before:
        theirs = earlier.actors
        if theirs:
            if mine.isdisjoint(theirs):
                continue
            shared = len(mine & theirs)
            if shared < _LEAST_SHARED * (size + len(theirs) - shared):
                continue
        found.append(earlier)
    return found


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
