"""What an event withholds, as what must not be published elsewhere: names of people anywhere, other texts within it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from regesta.contract import value_at
from regesta.normalise.names.split import split_name
from regesta.release.named import Names, named_in, names_of, texts_in, words
from regesta.release.withhold import Event, withheld_pointers

MOST = 3  # places that are told of one name
_MOST_KEPT = 1000

_BORNE = re.compile(r"(/participants/\d+|/claims/\d+/via/\d+)/name|(/claims/\d+|/quotes/\d+)/speaker")
_PLACE = re.compile(r"/places/\d+/name")
# What is no text of its own: it was filled in from a name, refers to something, or is a date or a code.
_PASSED = re.compile(
    r".*/(?:canonical_name|position|descriptor|id|\w*actor|place|source|claim|event|about|edtf|start|end|timezone)"
)
_CODE = re.compile(r"[a-z0-9-]+|[\W\d_]+")
_REFERS = re.compile(r"/same_as_group|.*/(?:event|made_in|responds_to/\d+/claim)|/missing/\d+/field")


class Origin(NamedTuple):
    """The event that withholds, and the pointer there."""

    event: str
    field: str


class Stand(NamedTuple):
    """Where something withheld stands all the same: in an object of a released table; and who withholds it.

    field is the pointer in the released object, in which members of lists may have moved.
    """

    origin: Origin
    table: str
    id: str
    field: str


class Hidden(NamedTuple):
    """What some events withhold: names of people, by their words, and ids of actors of the registry that are people.

    stands are the places within the same event where what it withholds besides stands openly.
    """

    names: Mapping[str, Origin] = {}
    actors: Mapping[str, Origin] = {}
    stands: Sequence[Stand] = ()


NOTHING = Hidden()


def joined(found: Iterable[Hidden]) -> Hidden:
    """All that is withheld, each name once: with the first event that withholds it."""
    names: dict[str, Origin] = {}
    actors: dict[str, Origin] = {}
    stands: list[Stand] = []
    for one in found:
        for known, own in ((names, one.names), (actors, one.actors)):
            for key, origin in own.items():
                known.setdefault(key, origin)
        stands += one.stands[: _MOST_KEPT - len(stands)]
    return Hidden(names, actors, tuple(stands))


def hidden_in(event: Event, public: Event, patterns: Sequence[str], language: str | None) -> Hidden:
    """What an event withholds; public is what is released of it, language that in which names are read."""
    names: dict[str, Origin] = {}
    actors: dict[str, Origin] = {}
    others: dict[str, Origin] = {}
    for field, text in _withheld_texts(event, patterns):
        origin, borne = Origin(event["id"], field), _BORNE.fullmatch(field)
        if borne and _is_person(text, bearer := value_at(event, borne[1] or borne[2]), language):
            names |= dict.fromkeys(_forms(text, bearer, language), origin)
            own = bearer.get("actor", bearer.get("speaker_actor"))
            actors |= {own: origin} if own is not None else {}
        elif _is_told(field, text):
            others[" ".join(words(text))] = origin
    single = {name: origin for name, origin in names.items() if " " not in name}
    stands = tuple(_standing(public, others | single)) if others or single else ()
    return Hidden(names, actors, stands)


def _withheld_texts(event: Event, patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    for pointer in withheld_pointers(event, patterns):
        yield from texts_in(value_at(event, pointer), pointer)


def _is_person(text: str, bearer: Mapping[str, Any], language: str | None) -> bool:
    """Whether a printed name is that of a person: said to be one, or read as one and not said to be anything else."""
    if len(text) < 2 or bearer.get("kind", "person") != "person":
        return False
    return split_name(text, language).family is not None


def _forms(text: str, bearer: Mapping[str, Any], language: str | None) -> Iterator[str]:
    """The words of a name as it is printed and without office and description, the shorter where one holds the other.

    One word of less than four letters says nothing of anybody.
    """
    own = [split_name(text, language).core, str(bearer.get("canonical_name", "")), text]
    forms = {form for one in own if (form := " ".join(words(one)))}
    for form in forms:
        inner = any(f" {other} " in f" {form} " for other in forms if other != form)
        if not inner and (" " in form or len(form) > 3):
            yield form


def _is_told(field: str, text: str) -> bool:
    """Whether a text would be known again: a place by its name, any other by several words; never a code or a date."""
    own = words(text)
    if _PASSED.fullmatch(field) or _CODE.fullmatch(text):
        return False
    marked = any(not c.islower() for c in text if c.isalnum())
    if _PLACE.fullmatch(field):
        return marked and sum(map(len, own)) > 3
    if _BORNE.fullmatch(field):
        return len(own) > 1 and any(not word[0].islower() for word in text.split()[1:])
    return len(own) > 2 or (len(own) == 2 and marked)


def _standing(public: Event, known: Mapping[str, Origin]) -> Iterator[Stand]:
    """Where in an event something stands that it withholds itself, a few places of each."""
    names = names_of(known, single=True)
    found = stands_in("events", public, names)
    yield from islice((Stand(known[name], "events", public["id"], field) for name, field in found), MOST)


def stands_in(table: str, row: Event, names: Names) -> Iterator[tuple[str, str]]:
    """The names that stand in a released object, each with the pointer; once in each of the objects within it.

    A reference is passed over: what it refers to has the name in its own id.
    """
    seen: set[tuple[str, str]] = set()
    for field, text in texts_in(row):
        for name in named_in(text, names):
            if table == "events" and _REFERS.fullmatch(field):
                break
            within = (name, field.rpartition("/")[0] or field)
            if within not in seen:
                seen.add(within)
                yield name, field
