"""What an event withholds, as what must not be published elsewhere: names and spots anywhere, the rest within it."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from regesta.check.duplicates import same_as
from regesta.contract import value_at
from regesta.normalise.fold import folded
from regesta.normalise.names.split import split_name
from regesta.normalise.scripts import one_spelling
from regesta.release.withhold.families import family_of, standing_alone
from regesta.release.withhold.named import names_of, readings, texts_in, words
from regesta.release.withhold.values import Event, with_companions, withheld_pointers
from regesta.release.withhold.within import MOST, Origin, Spot, Stand, known_by, standing

T = TypeVar("T")

_MOST_KEPT = 1000

_BORNE = re.compile(r"(/participants/\d+|/claims/\d+/via/\d+)/name|(/claims/\d+|/quotes/\d+)/speaker")
_PLACE = re.compile(r"/places/\d+/(?:name|canonical_name|admin1_name|admin2_name)")
_PRINTED = re.compile(r"/(?:quantities|quotes)/\d+/text")
# What is no text of its own: it was filled in from a name, refers to something, or is a date or a code.
_PASSED = re.compile(
    r"(?!/places/).*/(?:canonical_name|position|descriptor)|"
    r".*/(?:id|\w*actor|place|source|claim|event|about|edtf|start|end|timezone|text_file)"
)
_FACT = re.compile(r"/participants/\d+/(?:country|position)")
_CODE = re.compile(r"[a-z0-9-]+|[\W\d_]+")


class Hidden(NamedTuple):
    """What some events withhold: names of people, by their words, and ids of actors of the registry that are people.

    spots are exact positions, and those of registered places, as (latitude, longitude). facts are what is withheld of
    actors that are named: (id of the actor, text). texts are words that must not stand in the archived texts that are
    released: (file, words). stands are the places within the same event where what it withholds besides stands openly.
    tied: same-as relations are among it.
    """

    names: Mapping[str, Origin] = {}
    actors: Mapping[str, Origin] = {}
    spots: Mapping[Spot, Origin] = {}
    facts: Mapping[tuple[str, str], Origin] = {}
    texts: Mapping[tuple[str, str], Origin] = {}
    stands: Sequence[Stand] = ()
    tied: bool = False


NOTHING = Hidden()


def joined(found: Iterable[Hidden]) -> Hidden:
    """All that is withheld, each name once: with the first event that withholds it."""
    names: dict[str, Origin] = {}
    actors: dict[str, Origin] = {}
    spots: dict[Spot, Origin] = {}
    facts: dict[tuple[str, str], Origin] = {}
    texts: dict[tuple[str, str], Origin] = {}
    stands: list[Stand] = []
    tied = False
    for one in found:
        _add(names, one.names)
        _add(actors, one.actors)
        _add(spots, one.spots)
        _add(facts, one.facts)
        _add(texts, one.texts)
        stands += one.stands[: _MOST_KEPT - len(stands)]
        tied = tied or one.tied
    return Hidden(names, actors, spots, facts, texts, tuple(stands), tied)


def _add(known: dict[T, Origin], more: Mapping[T, Origin]) -> None:
    for key, origin in more.items():
        known.setdefault(key, origin)


def hidden_in(event: Event, public: Event, patterns: Sequence[str], language: str | None) -> Hidden:
    """What an event withholds; public is what is released of it, language that in which names are read."""
    names: dict[str, Origin] = {}
    actors: dict[str, Origin] = {}
    facts: dict[tuple[str, str], Origin] = {}
    others: dict[str, Origin] = {}
    families: dict[str, tuple[Origin, frozenset[str]]] = {}
    named = withheld_pointers(event, patterns)
    if not named:
        return NOTHING
    gone = [pointer for pointer in with_companions(event, named) if value_at(event, pointer) is not None]
    for field, text in (found for pointer in gone for found in texts_in(value_at(event, pointer), pointer)):
        origin, borne = Origin(event["id"], field), _BORNE.fullmatch(field)
        bearer = value_at(event, field.rpartition("/")[0])
        person = _person(text, bearer, language) if borne and _is_whole(bearer, field, gone) else None
        if person is not None:
            names |= dict.fromkeys(_forms(person, text, bearer, language), origin)
            family = family_of(person, language)
            families |= {family[0]: (origin, family[1])} if family is not None else {}
            own = bearer.get("actor", bearer.get("speaker_actor"))
            actors |= {own: origin} if own is not None else {}
        elif _FACT.fullmatch(field) and field in named and "actor" in bearer:
            facts[bearer["actor"], text] = origin
        elif _is_told(field, text) and not _is_known_by(field, named):
            others[" ".join(words(text))] = origin
    others |= {name: origin for name, origin in names.items() if " " not in name}
    known = known_by(event, public, gone, others)
    sought = {spot: origin for spot, origin in known.spots.items() if _is_sought(event, origin.field, named)}
    files = [source["text_file"] for source in public.get("sources", ()) if "text_file" in source]
    texts = {(file, text): origin for file in files for text, origin in (*known.texts.items(), *known.words.items())}
    tied = "relations" in event and len({*same_as(public)}) < len({*same_as(event)})
    stands = (*standing(public, known), *_lone(public, families, names, language))
    return Hidden(names, actors, sought, facts, texts, stands, tied)


def _lone(
    public: Event, families: Mapping[str, tuple[Origin, frozenset[str]]], names: Iterable[str], language: str | None
) -> Iterator[Stand]:
    """Where in an event the family name alone stands of those whom it withholds, a few places."""
    texts = texts_in(public) if families else []
    line = "\n".join(reading for _, text in texts for reading in readings(text))
    plain = line.casefold() if line.isascii() else one_spelling(folded(line))
    if any(family.partition(" ")[0] in plain for family in families):  # few events need more than this
        rests = {family: rest for family, (_, rest) in families.items()}
        found = standing_alone(public, texts, rests, names_of(names, single=True), language)
        yield from (Stand(families[name][0], "events", public["id"], field) for name, field in islice(found, MOST))


def _is_whole(bearer: Any, field: str, gone: Collection[str]) -> bool:
    """Whether with a printed name its plain form is withheld too."""
    return "canonical_name" not in bearer or field not in gone or f"{field.rpartition('/')[0]}/canonical_name" in gone


def _is_sought(event: Event, field: str, named: Collection[str]) -> bool:
    """Whether a position is looked for everywhere: it is withheld as such, and no usual point of a settlement."""
    where = field.rpartition("/")[0]
    place = value_at(event, where)
    own = "place" in place or place.get("precision", "exact") == "exact"
    return own and not {f"{where}/latitude", f"{where}/longitude"}.isdisjoint(named)


def _is_known_by(field: str, named: Collection[str]) -> bool:
    """Whether it is what the gazetteer calls a place whose printed name is withheld: that may be the town around it."""
    above, _, last = field.rpartition("/")
    return last == "canonical_name" and f"{above}/name" in named and field not in named


def _person(text: str, bearer: Mapping[str, Any], language: str | None) -> str | None:
    """By which name a person is known: as printed, as the registry has it, or what stands before a comma.

    None where it is said to be something else than a person, or none of these reads as the name of one.
    """
    if len(text) < 2 or bearer.get("kind", "person") != "person":
        return None
    for name in (text, str(bearer.get("canonical_name", ""))):
        if split_name(name, language).family is not None:
            return name
    before, comma, _ = text.partition(",")
    return before if comma and split_name(before, language).given is not None else None


def _forms(person: str, text: str, bearer: Mapping[str, Any], language: str | None) -> Iterator[str]:
    """The words of a name as printed, without office and description, without initials, and with the family first.

    Of two forms the shorter where one holds the other. One word of less than four letters says nothing of anybody.
    """
    parts = split_name(person, language)
    own = [parts.core, str(bearer.get("canonical_name", "")), text]
    if parts.family is not None and (given := _without_initials(parts.given or "")):
        own += [f"{given} {parts.family}", f"{parts.family} {given}"]
    forms = {form for one in own if (form := " ".join(words(one)))}
    for form in forms:
        inner = any(f" {other} " in f" {form} " for other in forms if other != form)
        if not inner and (" " in form or len(form) > 3):
            yield form


def _without_initials(given: str) -> str:
    return " ".join(name for name in given.split() if not name.endswith(".") and (len(name) > 1 or not name.isupper()))


def _is_told(field: str, text: str) -> bool:
    """Whether a text would be known again: a place by its name, any other by several words; never a code or a date."""
    own = words(text)
    if _PRINTED.fullmatch(field):
        return len(own) > 1
    if _PASSED.fullmatch(field) or _CODE.fullmatch(text):
        return False
    marked = any(not c.islower() for c in text if c.isalnum())
    if _PLACE.fullmatch(field):
        return marked and sum(map(len, own)) > 3
    if _BORNE.fullmatch(field):
        return len(own) > 1 and any(not word[0].islower() for word in text.split()[1:])
    return len(own) > 2 or (len(own) == 2 and marked)
