"""What is not published: values that a record or the dataset withholds, left out before anything is written."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from regesta.contract import escaped, is_index, unescaped, value_at
from regesta.jsontext import compact
from regesta.listed import members, objects
from regesta.release.withhold.along import along, elsewhere
from regesta.walk import copied

Event: TypeAlias = dict[str, Any]

_COORDINATES = ("latitude", "longitude")
SPOT_DIGITS = 4  # with so many a point moves by eight metres at most, and is the spot still
_OWN = ("locator",)  # what an event says of a source, and the source does not


def public_edition(
    event: Event,
    patterns: Sequence[str] = (),
    digits: int | None = None,
    claims: Collection[str] = (),
    fields: Collection[tuple[str, str]] = (),
) -> Event:
    """The event without what its `withhold` and the dataset's patterns name; `missing` says so.

    patterns are JSON Pointers whose `*` stands for every member of a list and whose `?key=value` chooses among them;
    digits rounds the coordinates of places (see `rounded`). claims are those that events withhold, as
    event-id#claim-id: what answers one is withheld. fields are those of sources that events share: (id of the source,
    pointer in it). `waivers` and `withhold` themselves are never released, nor where an archived text lies that is not.
    """
    of_sources = set(_of_sources(event, fields)) if fields else set()
    if "withhold" not in event and not patterns and digits is None and not claims and not of_sources:
        left = {key: value for key, value in event.items() if key != "waivers"}
        return left if not holds_text(event) else {**left, "sources": [*map(without, event["sources"])]}
    public: Event = copied({key: value for key, value in event.items() if key not in ("withhold", "waivers")})
    blank, taken = _take_out(public, event, removed_pointers(event, patterns, claims, of_sources))
    _point_anew(public, taken)
    told = sorted(dict.fromkeys(_stands_at(pointer, taken)[0] for pointer in blank), key=_home)
    if told:
        public.setdefault("missing", []).extend({"field": pointer, "reason": "withheld"} for pointer in told)
    for place in public.get("places", ()):
        place.update(rounded(place, digits))
    if holds_text(public):
        public["sources"] = [*map(without, public["sources"])]
    return public


def withheld_pointers(
    event: Mapping[str, Any],
    patterns: Sequence[str] = (),
    claims: Collection[str] = (),
    of_sources: Collection[str] = (),
) -> list[str]:
    """What an event and the dataset's patterns withhold, later members of a list first; the event may be unsound.

    What refers to a claim or a source that is withheld is so too; claims are those of any event, as for
    `public_edition`, of_sources what of the event's sources others withhold. What lies in something else that is
    withheld goes with it, and is not named.
    """
    listed = event.get("withhold")
    entries = listed if isinstance(listed, list) else ()
    own = [entry.get("field") for entry in entries if isinstance(entry, dict)]
    pointers = [*own, *of_sources, *(pointer for pattern in patterns for pointer in matching(event, pattern))]
    named = {pointer for pointer in pointers if isinstance(pointer, str) and pointer.startswith("/")}
    with_them = named.union(*(along(event, pointer) for pointer in named))
    named |= {other for pointer in with_them for other in elsewhere(event, pointer)}
    named.update(_answers(event, claims) if claims else ())
    return sorted((pointer for pointer in named if named.isdisjoint(_above(pointer))), key=_descending)


def removed_pointers(
    event: Event,
    patterns: Sequence[str] = (),
    claims: Collection[str] = (),
    of_sources: Collection[str] = (),
) -> list[str]:
    """All that the public edition of an event leaves out, by where it stands in the event; later members first."""
    return with_companions(event, withheld_pointers(event, patterns, claims, of_sources))


def with_companions(event: Event, pointers: Iterable[str]) -> list[str]:
    """Pointers of an event with those of what goes along."""
    return list(dict.fromkeys(other for pointer in pointers for other in (pointer, *along(event, pointer))))


def _of_sources(event: Event, fields: Collection[tuple[str, str]]) -> Iterator[str]:
    """Where in an event the fields of shared sources stand."""
    for where, source in members(event, "sources"):
        own = [below for known, below in fields if known == source.get("id")]
        yield from (f"{where}{below}" for below in own if value_at(source, below) is not None)


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
                if not key or (isinstance(member, dict) and wanted in (member.get(key), compact(member.get(key)))):
                    yield from walk(member, steps[1:], f"{pointer}/{index}")
        elif isinstance(value, list) and is_index(steps[0]) and int(steps[0]) < len(value):
            yield from walk(value[int(steps[0])], steps[1:], f"{pointer}/{int(steps[0])}")
        elif isinstance(value, dict) and steps[0] in value:
            yield from walk(value[steps[0]], steps[1:], f"{pointer}/{escaped(steps[0])}")

    yield from walk(event, unescaped(path), "")


def _home(pointer: str) -> tuple[tuple[int, str], ...]:
    """By the object that a place lies in, earlier members of a list first."""
    return tuple((int(step), "") if is_index(step) else (0, step) for step in unescaped(pointer)[:-1])


def _take_out(public: Event, event: Event, pointers: Iterable[str]) -> tuple[list[str], dict[str, set[int]]]:
    """Take values of an event out of its public edition, and what is empty then.

    The pointers that are blank now, - for a member of a list; and by list the indexes of the members that are gone.
    """
    blank: list[str] = []
    taken: dict[str, set[int]] = {}
    for pointer in pointers:
        above, _, last = pointer.rpartition("/")
        names = _remove(public, pointer)
        if names and isinstance(value_at(event, above), list):
            taken.setdefault(above, set()).add(int(last))
        blank += names
        _without_emptied(public, above)
    return blank, taken


def _remove(event: Event, pointer: str) -> list[str]:
    """Take a value out; the pointers that are blank now, - for a member of a list."""
    above, last = pointer.rpartition("/")[0], unescaped(pointer)[-1]
    parent = value_at(event, above)
    if isinstance(parent, list) and value_at(event, pointer) is not None:
        del parent[int(last)]
        return [f"{above}/-"]
    if isinstance(parent, dict) and last in parent:
        del parent[last]
        return [pointer]
    return []


def _without_emptied(event: Event, pointer: str) -> None:
    """Leave out a list or an object of which nothing is left, and what it alone stood in; never a member of a list."""
    above, _, last = pointer.rpartition("/")
    parent = value_at(event, above)
    if pointer and isinstance(parent, dict) and value_at(event, pointer) in ([], {}):
        parent.pop(last, None)
        _without_emptied(event, above)


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


def rounded(value: Any, digits: int | None, name: str = "") -> Any:
    """A value of a field of that name with the coordinates in it rounded to so many digits (None: as they are).

    A place that was exact is near the point where that was moved by more than the size of a spot; what is as coarse as
    a settlement keeps its precision, which says no more of the point than it did.
    """
    if digits is None:
        return value
    if isinstance(value, dict):
        done = {key: rounded(child, digits, key) for key, child in value.items()}
        if digits < SPOT_DIGITS and done.get("precision") == "exact" and any(done[k] != value[k] for k in _in(value)):
            done["precision"] = "near"
        return done
    if isinstance(value, list):
        return [rounded(child, digits) for child in value]
    return round(value, digits) if name in _COORDINATES and isinstance(value, float) else value


def _in(place: Mapping[str, Any]) -> Iterator[str]:
    """The coordinates that a place has."""
    return (name for name in _COORDINATES if name in place)


def withheld_claims(event: Event, public: Event) -> set[str]:
    """The claims of an event that its public edition lacks, as event-id#claim-id."""
    left = {claim["id"] for claim in public.get("claims", ())}
    return {f"{event['id']}#{claim['id']}" for claim in event.get("claims", ()) if claim["id"] not in left}


def withheld_of_sources(event: Event, shared: Container[str]) -> Iterator[tuple[str, str]]:
    """The fields of shared sources that an event withholds: (id of the source, pointer in it)."""
    for entry in event.get("missing", ()):
        first, _, rest = entry["field"][1:].partition("/")
        index, _, below = rest.partition("/")
        if entry["reason"] == "withheld" and first == "sources" and below and below not in _OWN:
            source = value_at(event, f"/sources/{index}")  # a contributor may name one that is not there
            if isinstance(source, dict) and source.get("id") in shared:
                yield source["id"], f"/{below}"


def without(source: Event, gone: Collection[tuple[str, str]] = ()) -> Event:
    """A source without what some event withholds of it, and without the file of a text that is not released."""
    own = [below for known, below in gone if known == source.get("id")]
    left: Event = copied(source) if own else dict(source)
    for below in own:
        _remove(left, below)
        _without_emptied(left, below.rpartition("/")[0])
    if not left.get("redistributable"):
        left.pop("text_file", None)
    return left


def holds_text(event: Event) -> bool:
    """Whether an event names the file of an archived text that is not released."""
    return any("text_file" in source and not source.get("redistributable") for source in objects(event, "sources"))
