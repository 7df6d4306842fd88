"""What is not published: values that a record or the dataset withholds, left out before anything is written."""

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from regesta.contract import is_index, unescaped, value_at
from regesta.listed import members
from regesta.walk import copied

Event: TypeAlias = dict[str, Any]

# What would give a withheld value away: it was filled in from it, or says the same in another way.
_COMPANIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "participants": {"name": ("canonical_name", "actor", "wikidata", "position", "descriptor")},
    "places": {
        "name": ("canonical_name", "place", "geonames", "wikidata", "latitude", "longitude"),
        "latitude": ("longitude", "geonames", "wikidata", "place"),
        "longitude": ("latitude", "geonames", "wikidata", "place"),
    },
    "claims": {"speaker": ("speaker_actor",)},
    "quotes": {"speaker": ("speaker_actor",)},
    "sources": {"publisher": ("publisher_actor",)},
}
_DATE = ("text", "edtf", "start", "end")
_MEMBER = re.compile(r"/(sources|claims)/[0-9]{1,9}")
_REFERRING = {  # the lists and fields in which a member of another list is referred to by its id
    "sources": (("claims", "source"), ("quotes", "source")), "claims": (("quantities", "claim"), ("quotes", "claim")),
}  # fmt: skip


def public_edition(
    event: Event, patterns: Sequence[str] = (), digits: int | None = None, claims: Collection[str] = ()
) -> Event:
    """The event without what its `withhold` and the dataset's patterns name; `missing` says so.

    patterns are JSON Pointers whose `*` stands for every member of a list and whose `?key=value` chooses among them;
    digits rounds the coordinates of places. claims are those that events withhold, as event-id#claim-id: what answers
    one is withheld. `waivers` and `withhold` themselves are never released.
    """
    if "withhold" not in event and not patterns and digits is None and not claims:
        return {key: value for key, value in event.items() if key != "waivers"}
    public: Event = copied(event)
    for name in ("withhold", "waivers"):
        public.pop(name, None)
    blank: list[str] = []
    taken: dict[str, set[int]] = {}
    for pointer in withheld_pointers(event, patterns, claims):
        above, _, last = pointer.rpartition("/")
        names = _remove(public, pointer)
        if names and isinstance(value_at(event, above), list):
            taken.setdefault(above, set()).add(int(last))
        blank += names
        _without_emptied(public, above)
    _point_anew(public, taken)
    told = sorted(dict.fromkeys(_stands_at(pointer, taken)[0] for pointer in blank), key=_home)
    if told:
        public.setdefault("missing", []).extend({"field": pointer, "reason": "withheld"} for pointer in told)
    for place in public.get("places", ()):
        place.update(rounded(place, digits))
    return public


def withheld_pointers(
    event: Mapping[str, Any], patterns: Sequence[str] = (), claims: Collection[str] = ()
) -> list[str]:
    """What an event and the dataset's patterns withhold, later members of a list first; the event may be unsound.

    What refers to a claim or a source that is withheld is so too; claims are those of any event, as for
    `public_edition`. What lies in something else that is withheld goes with it, and is not named.
    """
    listed = event.get("withhold")
    entries = listed if isinstance(listed, list) else ()
    own = [entry.get("field") for entry in entries if isinstance(entry, dict)]
    pointers = [*own, *(pointer for pattern in patterns for pointer in matching(event, pattern))]
    named = {pointer for pointer in pointers if isinstance(pointer, str) and pointer}
    named |= {other for pointer in named for other in _references(event, pointer)}
    named.update(_answers(event, claims) if claims else ())
    return sorted((pointer for pointer in named if named.isdisjoint(_above(pointer))), key=_descending)


def _references(event: Mapping[str, Any], pointer: str) -> Iterator[str]:
    """Where an event refers to the claim or source at a pointer."""
    match, gone = _MEMBER.fullmatch(pointer), value_at(event, pointer)
    if match and isinstance(gone, dict):
        for name, key in _REFERRING[match[1]]:
            yield from (f"{where}/{key}" for where, member in members(event, name) if member.get(key) == gone.get("id"))


def _answers(event: Mapping[str, Any], claims: Collection[str]) -> Iterator[str]:
    """Where an event answers one of the claims."""
    for where, claim in members(event, "claims"):
        yield from (at for at, answer in members(claim, "responds_to", where) if answer.get("claim") in claims)


def _above(pointer: str) -> Iterator[str]:
    """The pointers of what a place lies in.

    >>> list(_above("/claims/0/via"))
    ['/claims', '/claims/0']
    """
    steps = pointer.split("/")
    return ("/".join(steps[:count]) for count in range(2, len(steps)))


def removed_pointers(event: Event, patterns: Sequence[str] = ()) -> list[str]:
    """All that the public edition of an event leaves out, by where it stands in the event."""
    found: list[str] = []
    for pointer in withheld_pointers(event, patterns):
        above, _, _ = pointer.rpartition("/")
        parent = value_at(event, above)
        others = _companions(parent, unescaped(pointer)) if isinstance(parent, dict) else ()
        found += [pointer, *(f"{above}/{name}" for name in others)]
    return found


def before_removal(pointer: str, event: Event, removed: Collection[str]) -> str:
    """Where in an event stood what is at a pointer of its public edition, from which so much was removed."""
    taken: dict[str, list[int]] = {}
    for one in removed:
        above, _, last = one.rpartition("/")
        if is_index(last) and isinstance(value_at(event, above), list):
            taken.setdefault(above, []).append(int(last))
    found = ""
    for step in pointer.split("/")[1:]:
        here = int(step) if is_index(step) else 0
        for index in sorted(taken.get(found, ())):
            here += index <= here
        found += f"/{here if found in taken else step}"
    return found


def _descending(pointer: str) -> tuple[tuple[int, str], ...]:
    """Later members of a list first, so that the pointers of the others hold."""
    return tuple((-int(step), "") if is_index(step) else (0, step) for step in unescaped(pointer))


def matching(event: Mapping[str, Any], pattern: str) -> Iterator[str]:
    """The pointers of an event that a pattern stands for."""
    path, _, choice = pattern.partition("?")
    key, _, wanted = choice.partition("=")

    def walk(value: Any, steps: Sequence[str], pointer: str) -> Iterator[str]:
        if not steps:
            yield pointer
        elif steps[0] == "*" and isinstance(value, list):
            for index, member in enumerate(value):
                if not key or (isinstance(member, dict) and str(member.get(key)) == wanted):
                    yield from walk(member, steps[1:], f"{pointer}/{index}")
        elif isinstance(value, dict) and steps[0] in value:
            yield from walk(value[steps[0]], steps[1:], f"{pointer}/{steps[0]}")

    yield from walk(event, unescaped(path), "")


def _home(pointer: str) -> tuple[tuple[int, str], ...]:
    """By the object that a place lies in, earlier members of a list first."""
    return tuple((int(step), "") if is_index(step) else (0, step) for step in unescaped(pointer)[:-1])


def _remove(event: Event, pointer: str) -> list[str]:
    """Take a value out, and what would give it away; the pointers that are blank now, - for a member of a list."""
    steps, above = unescaped(pointer), pointer.rpartition("/")[0]
    parent, last = value_at(event, above), steps[-1]
    if isinstance(parent, list) and value_at(event, pointer) is not None:
        del parent[int(last)]
        return [f"{above}/-"]
    if isinstance(parent, dict) and last in parent:
        del parent[last]
        others = [name for name in _companions(parent, steps) if parent.pop(name, None) is not None]
        return [pointer, *(f"{above}/{name}" for name in others)]
    return []


def _without_emptied(event: Event, pointer: str) -> None:
    """Leave out a list or an object of which nothing is left, and what it alone stood in; never a member of a list."""
    above, _, last = pointer.rpartition("/")
    parent = value_at(event, above)
    if pointer and isinstance(parent, dict) and value_at(event, pointer) in ([], {}):
        parent.pop(last, None)
        _without_emptied(event, above)


def _companions(parent: Mapping[str, Any], steps: Sequence[str]) -> Sequence[str]:
    """The fields of an object that give away another of its fields, which is gone or goes."""
    if steps[-1] in _DATE and ("edtf" in parent or "precision" in parent):
        return _DATE
    return _COMPANIONS.get(steps[0], {}).get(steps[-1], ()) if len(steps) > 1 else ()


def _point_anew(event: Event, taken: Mapping[str, Collection[int]]) -> None:
    """Let what an event says of places in it name them where they stand now, from whose lists members were taken.

    A claim about a member that is gone is about the list; what was said to be missing from it is said no more.
    """
    for claim in event.get("claims", ()) if taken else ():
        if "about" in claim:
            claim["about"] = _stands_at(claim["about"], taken)[0]
    if taken and "missing" in event:
        places = [(entry, *_stands_at(entry["field"], taken)) for entry in event.pop("missing")]
        if left := [{**entry, "field": field} for entry, field, there in places if there]:
            event["missing"] = left


def _stands_at(pointer: str, taken: Mapping[str, Collection[int]]) -> tuple[str, bool]:
    """Where a place stands once members of lists were taken, and whether it is there: else where that list stands.

    >>> _stands_at("/claims/3/via/1", {"/claims": {0, 2}}), _stands_at("/claims/2/via/1", {"/claims": {0, 2}})
    (('/claims/1/via/1', True), ('/claims', False))
    """
    now, before = "", ""
    for step in pointer.split("/")[1:]:
        gone = taken.get(before, ()) if is_index(step) else ()
        if gone and int(step) in gone:
            return now, False
        now += f"/{int(step) - sum(index < int(step) for index in gone)}" if gone else f"/{step}"
        before += f"/{step}"
    return now, True


def rounded(place: Event, digits: int | None) -> Event:
    """A place with its coordinates rounded to so many digits (None: as they are)."""
    if digits is None:
        return place
    return {k: round(v, digits) if k in ("latitude", "longitude") else v for k, v in place.items()}


def withheld_claims(event: Event, public: Event) -> set[str]:
    """The claims of an event that its public edition lacks, as event-id#claim-id."""
    left = {claim["id"] for claim in public.get("claims", ())}
    return {f"{event['id']}#{claim['id']}" for claim in event.get("claims", ()) if claim["id"] not in left}


def withheld_of_sources(event: Event, shared: Container[str]) -> Iterator[tuple[str, str]]:
    """The fields of shared sources that an event withholds: (id of the source, field)."""
    for entry in event.get("missing", ()):
        steps = unescaped(entry["field"])
        if entry["reason"] == "withheld" and steps[0] == "sources" and len(steps) == 3:
            source = value_at(event, f"/sources/{steps[1]}")  # a contributor may name one that is not there
            if isinstance(source, dict) and source.get("id") in shared:
                yield source["id"], steps[2]


def without(source: Event, gone: Collection[tuple[str, str]]) -> Event:
    """A source without the fields that some event withholds of it."""
    return {key: value for key, value in source.items() if (source.get("id"), key) not in gone}
