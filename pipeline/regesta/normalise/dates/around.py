"""What stands around a date: marks of doubt, calendar, zone, weekday, part of day and time, taken off either end.

What can be taken off depends on the kinds of the words alone, so it is found once for each row of kinds (`steps`) and
applied to the values of every text that has it (`whens`).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from regesta.normalise.dates.core import day_alone, may_be_date, may_be_day_alone, pieces, slashed_days
from regesta.normalise.dates.pieces import Pick, Piece, When
from regesta.normalise.dates.times import shared, time_edges, times_of

# Words at either end of a date, and the field of When they fill.
_FIELDS = {
    "~": "approximate",
    "?": "uncertain",
    "O": "julian",
    "V": "new_style",
    "Z": "zone",
    "w": "weekday",
    "k": "beside",
    "p": "part",
    '"': "shade",
}
_PICKS: dict[str, Pick] = {"<": "last", "=": "this", ">": "next"}


class _Times(NamedTuple):
    """One time or two, each as kinds and places of its words, and whether they are a start and an end."""

    each: tuple[tuple[str, tuple[int, ...]], ...]
    lasting: bool


class _Taken(NamedTuple):
    """What was taken off so far: the fields with the places of their words, the places of zones, the times."""

    fields: frozenset[tuple[str, int]] = frozenset()
    zones: frozenset[int] = frozenset()
    night_into: bool = False
    times: _Times | None = None

    def has(self, field: str) -> bool:
        if field == "zone":
            return bool(self.zones)
        return (field == "part" and self.night_into) or any(field == taken for taken, _ in self.fields)


class Step(NamedTuple):
    """Words that may be a date, by kinds and places in the text, and what was taken off around them."""

    kinds: str
    places: tuple[int, ...]
    taken: _Taken


_NOTHING = _Taken()
_DAYS = frozenset("n0orwkvxzX=<>i")  # a date with a part of day has one of these


def whens(kinds: str, values: Sequence[Any], order: str | None, *, partial: bool) -> list[When]:
    """Every reading as one date with what stands around it; a partial one may lack its month, or be a time."""
    found: list[When] = []
    for step in steps(kinds, partial):
        inside = values if step.kinds == kinds else [values[place] for place in step.places]
        for known in (_NO_DATE,) if step.taken is _NOTHING else _known(step.taken, values):
            found += _dated(step.kinds, inside, order, known, partial=partial)
    return found if len(found) < 2 else list(dict.fromkeys(found))


_NO_DATE = When(None)


@lru_cache(maxsize=4096)
def steps(kinds: str, partial: bool) -> tuple[Step, ...]:
    """Every way to take the words around a date off words of these kinds; none where no values make a date of them."""
    return tuple(_steps(kinds, tuple(range(len(kinds))), _NOTHING, set(), partial=partial))


def _steps(kinds: str, places: tuple[int, ...], taken: _Taken, seen: set[Any], *, partial: bool) -> Iterator[Step]:
    """seen: what was looked at before, since the same words can be taken off both ends in many orders."""
    if (places, taken) in seen:
        return
    seen.add((places, taken))
    if not kinds:
        if partial and taken.times is not None:
            yield Step(kinds, places, taken)
        return
    if _may_be_dated(kinds, taken, partial=partial):
        yield Step(kinds, places, taken)
    for rest, left, more in _edges(kinds, places, taken):
        yield from _steps(rest, left, more, seen, partial=partial)


def _may_be_dated(kinds: str, taken: _Taken, *, partial: bool) -> bool:
    has_part = taken.has("part")
    if (has_part and _DAYS.isdisjoint(kinds)) or (taken.has("shade") and not has_part):
        return False
    if may_be_date(kinds) or (partial and may_be_day_alone(kinds)):
        return True
    return kinds in {"=", "<"} if has_part else kinds == "v"


def _edges(kinds: str, places: tuple[int, ...], taken: _Taken) -> Iterator[tuple[str, tuple[int, ...], _Taken]]:
    """What can be taken off either end, with what remains."""
    for at, rest in ((0, slice(1, None)), (-1, slice(None, -1))):
        if kinds[-2:] == "0~" and at == -1 and "m" not in kinds:  # the 20th c. is a century
            continue
        more = _edge(kinds[at], places[at], taken, leading=at == 0)
        if more is not None:
            yield kinds[rest], places[rest], more
    if "w" in kinds and len(kinds) > 2 and not taken.has("weekday"):
        for pair, rest in ((slice(0, 2), slice(2, None)), (slice(-2, None), slice(None, -2))):
            pick = kinds[pair].replace("w", "")
            if pick in _PICKS and len(pick) == 1:
                weekday, picked = (kinds[pair].index(kind) for kind in ("w", pick))
                beside = {("weekday", places[pair][weekday]), (_PICKS[pick], places[pair][picked])}
                yield kinds[rest], places[rest], taken._replace(fields=taken.fields | beside)
    if taken.times is None:
        for match, lasting in time_edges(kinds):
            start, end = match.span()
            spans = [match.span(name) for name in match.re.groupindex]
            times = _Times(tuple((kinds[slice(*span)], places[slice(*span)]) for span in spans), lasting)
            zones = taken.zones.union(places[at] for at in range(start, end) if kinds[at] == "Z")
            left = places[:start] + places[end:]
            yield kinds[:start] + kinds[end:], left, taken._replace(times=times, zones=zones)


def _edge(kind: str, place: int, taken: _Taken, *, leading: bool) -> _Taken | None:
    """What was taken off with a word at one end; None where it is not such a word, or one too many."""
    if kind == "@" or (kind == "~" and taken.has("approximate")):  # on or about 5 May at approximately 9:30 pm
        return taken
    if kind in "OV" and (taken.has("julian") or taken.has("new_style")):
        return None
    if kind == "j":
        return taken._replace(night_into=True) if leading and not taken.has("part") else None
    field = _FIELDS.get(kind)
    if field is None or taken.has(field) or (kind == "Z" and leading and taken.times is None):
        return None
    if kind == "Z":
        return taken._replace(zones=frozenset((place,)))
    return taken._replace(fields=taken.fields | {(field, place)})


def _known(taken: _Taken, values: Sequence[Any]) -> Sequence[When]:
    """What the words that were taken off may say; nothing for two zones, and for a time that no clock shows."""
    change: dict[str, Any] = {field: True if values[place] is None else values[place] for field, place in taken.fields}
    is_open = ("shade" in change and not _shade(change)) or ("weekday" in change and not _pick(change))
    if is_open or change.get("beside", 0) > 0:  # "morgen" and "mañana" may be the morning
        return ()
    if taken.night_into:
        change |= {"part": "night", "night_into": True}
    if taken.zones:
        zones = {values[place] for place in taken.zones}
        if len(zones) > 1:
            return ()
        zone = zones.pop()
        change["zone"] = None if zone == "local" else zone
    known = When(None, **change)
    if taken.times is None:
        return (known,)
    times = [times_of(kinds, [values[place] for place in places]) for kinds, places in taken.times.each]
    lasting = taken.times.lasting
    if len(times) == 1:
        return [
            known._replace(time=time, time_end=time if time.near else None, lasting=lasting)
            for time in times[0]
            if time.near is None or time.told or not time.loose or known.part is not None
        ]
    pairs = ((shared(time, end), end) for time, end in product(*times) if end.told or not (time.loose and end.loose))
    return [known._replace(time=time, time_end=end, lasting=lasting) for time, end in pairs if time is not None]


def _shade(change: dict[str, Any]) -> bool:
    """Of early Monday evening, not of early Monday: its part alone, if it has one."""
    shade = change.pop("shade", None)
    if shade == "early" and change.get("part") == "morning":
        change["part"] = "early"
    return shade is None or "part" in change


def _pick(change: dict[str, Any]) -> bool:
    """Of last Friday, 16 March, which of them is meant; not where it is counted from a day that is told."""
    for pick in _PICKS.values():
        said = change.pop(pick, None)
        if said is not None:
            change["pick"] = "coming" if said == "coming" else pick
            return said is True or said == "coming"
    return True


def _dated(kinds: str, values: Sequence[Any], order: str | None, known: When, *, partial: bool) -> list[When]:
    if not kinds:
        return [known]
    found = pieces(kinds, values, order)
    if known.part is not None and kinds in {"=", "<"} and values[0] in {None, "of_week"}:
        found.append(Piece("day", shift=0 if kinds == "=" else -1))
    if partial and (piece := day_alone(kinds, values, order)) is not None:
        found.append(piece)
    if kinds == "z" and (partial or known.weekday is not None):
        found += slashed_days(values[0], order)
    if known is _NO_DATE:
        dated = [When(piece, approximate=piece.rough) for piece in found]
    else:
        dated = [known._replace(date=piece, approximate=known.approximate or piece.rough) for piece in found]
    if kinds == "v" and known.part is None:
        dated.append(known._replace(date=_night(values[0]), part="night"))
    return dated


def _night(value: int | str) -> Piece:
    """The night so many days from the anchor; "heute Nacht" is the last one, and of what is planned the next."""
    return Piece("day", shift=value) if isinstance(value, int) else Piece("day", shift=-1, or_ahead=True)
