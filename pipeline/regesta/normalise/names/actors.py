"""Actors: which entry of the registry a printed name means. An exact name links, a near one is only suggested."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.normalise.fold import folded_key
from regesta.normalise.names.keys import abbreviated, articleless, keys_of, without_points
from regesta.normalise.names.kind import kind_in_words
from regesta.normalise.names.realms import is_namesake, may_rule
from regesta.normalise.names.registry import ActorIndex, NameContext
from regesta.normalise.names.split import NameParts, split_name
from regesta.normalise.names.words import is_given, words_for
from regesta.normalise.reading import PREVIOUS_ID, Blank, Reading
from regesta.normalise.scripts import leading_script, repair

SUGGESTED = 3
LIKE_ID = 75  # of 100: a surname alone reaches 90, and with a slip 80; ids that merely share letters stay below
NO_NAME = "this is no name: leave it out; `missing` can say why"
CONTRADICTS = "N306"  # the rule that tells of an actor who is written down and is not the one that is named


def _fits(entry: Mapping[str, Any], pinned: Mapping[str, Any], fields: Sequence[str]) -> bool:
    return all(entry.get(field) in {None, pinned[field]} for field in fields if field in pinned)


def _narrowed(found: Sequence[str], pinned: Mapping[str, Any], actors: ActorIndex) -> tuple[str, ...]:
    """The actors that pinned values do not contradict: another Wikidata item never fits, kind and country choose."""
    same = tuple(actor for actor in found if _fits(actors.by_id[actor], pinned, ("wikidata",)))
    if len(same) < 2:
        return same
    return tuple(a for a in same if _fits(actors.by_id[a], pinned, ("kind", "country"))) or same


def _bare_family(name: str, language: str | None) -> str:
    """The folded family name, where a printed name is no more than that; "" elsewhere."""
    parts = split_name(name, language)
    key = folded_key(parts.core)
    return key if parts.family is not None and folded_key(parts.family) == key else ""


def narrowed(name: Any, context: NameContext) -> NameContext:
    """The context without the other names of the record, where they decide nothing: so a name is read once."""
    if not context.surnames or not isinstance(name, str):
        return context
    alone = _alone(context.actors, context.languages)
    return context if _borne(name, alone) else alone


@lru_cache(maxsize=8)
def _alone(actors: ActorIndex, languages: tuple[str, ...]) -> NameContext:
    return NameContext(actors, (), languages)


@lru_cache(maxsize=16_384)
def _borne(name: str, alone: NameContext) -> tuple[str, ...]:
    """The actors whose family name is all that a printed name holds."""
    return alone.actors.of_family(_bare_family(name, alone.language))


def _in_record(name: str, context: NameContext) -> tuple[str, ...]:
    """The actors with this bare family name that the record names in full; none if it names a stranger of that name."""
    key, borne = _bare_family(name, context.language), _borne(name, _alone(context.actors, context.languages))
    if not key or not borne:
        return ()
    found: dict[str, None] = {}
    for full in context.surnames:
        other = split_name(full, context.language)
        if other.given is not None and folded_key(other.family or "") == key:
            named = tuple(actor for actor in _named_exactly(full, context) if actor in borne)
            if not named:
                return ()
            found |= dict.fromkeys(named)
    return tuple(found)


def _named_exactly(name: str, context: NameContext) -> tuple[str, ...]:
    parts, called = split_name(name, context.language), context.actors.called
    key, printed = next(((key, found) for key in keys_of(name, parts) if (found := called(key))), ("", ()))
    if printed and key != folded_key(name):
        printed = tuple(actor for actor in printed if may_rule(parts, context.actors.by_id[actor]))
    if printed and parts.given is not None and parts.family is not None and folded_key(parts.core) != folded_key(name):
        return _in_that_order(name, parts.core, folded_key(parts.family), printed, context.actors)
    return printed or called(articleless(name)) or called(abbreviated(name))


def _in_that_order(name: str, core: str, family: str, printed: tuple[str, ...], actors: ActorIndex) -> tuple[str, ...]:
    """The actors that "Lee, Ann" may be: whoever is called Ann Lee, or has that family name and puts it first.

    Where there is none, an actor whose words stand as printed is meant unless they plainly begin with a given name.
    """
    if not folded_key(name).startswith(f"{family} "):
        return printed
    fit = dict.fromkeys(actors.called(folded_key(core)))
    fit |= dict.fromkeys(actor for actor in printed if actor in actors.of_family(family))
    if fit:
        return tuple(fit)
    return () if is_given(family, words_for(leading_script(name))) else printed


def _known(name: str, context: NameContext) -> tuple[tuple[str, ...], str]:
    """The actors that a name may mean, and the rule that found them."""
    exact = _named_exactly(name, context)
    if exact:
        return exact, "name of the registry"
    return _in_record(name, context), "family name of an actor the record names in full"


def _label(actor: str, actors: ActorIndex) -> str:
    return f"{actors.by_id[actor].get('name')} ({actor})"


def _ambiguous(name: str, found: tuple[str, ...], actors: ActorIndex) -> Diagnostic:
    named = (f"`actor: {actor}` ({actors.by_id[actor].get('name')})" for actor in found)
    advice = "add the one that is meant: " + " or ".join(named)
    return Diagnostic("N301", f'actor "{name}" is ambiguous', "/name", value=name, candidates=found, help=advice)


def _absent(name: str, parts: NameParts, pinned: Mapping[str, Any], context: NameContext) -> tuple[Diagnostic, ...]:
    actors = context.actors
    if not actors.by_id:
        return ()
    from regesta.normalise.names.near import LIKELY  # noqa: PLC0415 - for a name that no actor bears

    item = pinned.get("wikidata")
    same = [a for a, entry in actors.by_id.items() if entry.get("wikidata") == item] if item is not None else []
    borne = actors.of_family(folded_key(parts.core))
    # Letter by letter "U.N." sounds like names that it is not.
    said = (name, parts.core) if parts.kind == "person" else (without_points(name), without_points(parts.core))
    near = actors.near.find(said[0], said[1], SUGGESTED)
    found = tuple(dict.fromkeys((*same, *borne, *near)))[:SUGGESTED]
    sure, alike = {*same, *borne}, {a for a in near if near[a] >= LIKELY}
    likely = [
        _label(a, actors) for a in found if a in sure or (a in alike and not is_namesake(parts.core, actors.by_id[a]))
    ]
    if not parts.core and not likely:  # an office or a description, of whom nobody keeps a register
        return ()
    advice = f"did you mean {' or '.join(likely)}?" if likely else _of_unknown(name)
    message = f'actor "{name}" is not in the registry'
    return (Diagnostic("N302", message, "/name", value=name, candidates=found, help=advice),)


def _of_unknown(name: str) -> str:
    """What to do about a name that is like none of the registry; "unknown" and "N/A" are no names."""
    from regesta.advice.numbers import is_blank_word  # noqa: PLC0415 - for a name that no actor bears

    return NO_NAME if is_blank_word(name) else "if it is new, add an entry to registry/actors.yaml"


@lru_cache(maxsize=16_384)
def _resolve(name: str, pinned: tuple[tuple[str, Any], ...], context: NameContext) -> Reading:
    """The blank `actor` for a name, or why it stays empty."""
    parts = split_name(name, context.language)
    found, rule = _known(name, context)
    fitting = _narrowed(found, dict(pinned), context.actors)
    if len(fitting) == 1:
        return Reading((Blank("actor", fitting[0], rule, name, "registry"),))
    if fitting:
        return Reading(trouble=(_ambiguous(name, fitting, context.actors),))
    return Reading(trouble=_absent(name, parts, dict(pinned), context))


def _spaced(actor: str) -> str:
    """An id as words, of which some may be lacking or stand in another order."""
    return actor.replace("-", " ")


def known_actor(actor: str, context: NameContext, field: str = "/actor") -> Reading:
    """Checks a given id: nothing for one that exists, the current id for a previous one, X702 for any other."""
    actors = context.actors
    if actor in actors.by_id:
        return Reading()
    if actor in actors.current:
        return Reading((Blank("actor", actors.current[actor], PREVIOUS_ID, actor, "registry"),))
    from rapidfuzz import process  # noqa: PLC0415  (paid for only when an id is wrong)

    near = process.extract(actor, list(actors.by_id), processor=_spaced, limit=SUGGESTED, score_cutoff=LIKE_ID)
    found = tuple(choice for choice, *_ in near)
    advice = f"did you mean {' or '.join(found)}?" if found else "add the actor to registry/actors.yaml"
    message = f'actor "{actor}" is not in the registry'
    return Reading(trouble=(Diagnostic("X702", message, field, value=actor, candidates=found, help=advice),))


@lru_cache(maxsize=16_384)
def check_named(name: str, actor: str, context: NameContext) -> tuple[Diagnostic, ...]:
    """N306 where the name beside an actor's id is that of another actor. A name that nobody bears may be a nickname."""
    found = _named_exactly(name, context)
    if not found or actor in found or actor not in context.actors.by_id:
        return ()
    known = " or ".join(_label(other, context.actors) for other in found)
    message = f'"{name}" is {known} in the registry, while actor is {actor}'
    advice = f"write `actor: {found[0]}`, or check the name; one that {actor} bears too belongs in its `names`"
    return (Diagnostic(CONTRADICTS, message, "/actor", value=name, candidates=found, help=advice),)


def _contradictions(name: str, fields: Mapping[str, Any], actor: str, context: NameContext) -> Iterator[Diagnostic]:
    """N306 for what is written of a participant and is not what the registry has of its actor."""
    yield from check_named(name, actor, context)
    entry = context.actors.by_id[actor]
    for field in ("kind", "wikidata"):
        pinned, known = fields.get(field), entry.get(field)
        if isinstance(pinned, str) and isinstance(known, str) and "unknown" not in (pinned, known) and pinned != known:
            message = f"{field} of {name} is {pinned} here and {known} in the registry ({actor})"
            advice = f"check `{field}`, and whether `actor: {actor}` is meant"
            yield Diagnostic(CONTRADICTS, message, f"/{field}", value=name, expected=known, help=advice)
    pinned, known = fields.get("canonical_name"), entry.get("name")
    if isinstance(pinned, str) and pinned != known and actor not in _named_exactly(pinned, context):
        message = f"canonical_name is {pinned} here, which is no name of {known} ({actor}) in the registry"
        advice = f"write `canonical_name: {known}`, or leave it out; another name of theirs belongs in `names`"
        yield Diagnostic(CONTRADICTS, message, "/canonical_name", value=name, expected=known, help=advice)


def _flags(parts: NameParts, codes: set[str]) -> tuple[Diagnostic, ...]:
    return tuple(trouble for trouble in parts.repairs if trouble.code in codes)


def settle_actor(name: str, context: NameContext) -> Reading:
    """Resolves a name that stands beside an `*_actor` field: the blank is "actor", the diagnostics' field "/name"."""
    if not context.actors.by_id:  # nobody can be meant: the words of names need not be read for it
        return Reading(trouble=tuple(repaired for repaired in repair(name)[1] if repaired.code == "N303"))
    return _settled_actor(name, narrowed(name, context))


@lru_cache(maxsize=16_384)
def _settled_actor(name: str, context: NameContext) -> Reading:
    resolved = _resolve(name, (), context)
    return Reading(resolved.blanks, (*_flags(split_name(name, context.language), {"N303"}), *resolved.trouble))


def _from_text(name: str, parts: NameParts, actor: str | None) -> Iterator[Blank]:
    if actor is None and parts.core:
        yield Blank("canonical_name", parts.core, "printed name without office and descriptor", name)
    kind = kind_in_words(name, parts)
    if actor is None and kind is not None:
        yield Blank("kind", kind, "said by the printed words", name)
    if parts.position is not None:
        yield Blank("position", parts.position, "office held, as printed", parts.position)
    if parts.descriptor is not None:
        yield Blank("descriptor", parts.descriptor, "description, as printed", parts.descriptor)


def _from_registry(actor: str, actors: ActorIndex) -> Iterator[Blank]:
    entry = actors.by_id[actor]
    for field, key in (("canonical_name", "name"), ("kind", "kind"), ("wikidata", "wikidata"), ("country", "country")):
        if isinstance(entry.get(key), str):
            yield Blank(field, entry[key], f"{key} of the actor", actor, "registry")


def settle_participant(given: tuple[tuple[str, Any], ...], context: NameContext) -> Reading:
    """Fills the blanks of a participant: actor, canonical_name, kind, wikidata, country, position, descriptor.

    given holds the fields that are there, `name` among them. What is given is never filled again, with one exception:
    for an `actor` that is a previous id the blank `actor` holds the current one. Diagnostics' fields are "/name" and
    "/actor".
    """
    name = next((value for field, value in given if field == "name"), None)
    if not isinstance(name, str):
        return Reading()
    context, fields = narrowed(name, context), dict(given)
    parts = split_name(name, context.language)
    pinned = tuple((f, fields[f]) for f in ("kind", "wikidata", "country") if isinstance(fields.get(f), str))
    settled = known_actor(fields["actor"], context) if "actor" in fields else _resolve(name, pinned, context)
    actor = settled.values.get("actor", fields.get("actor"))
    known = actor if actor in context.actors.by_id else None
    registry = () if known is None else tuple(_from_registry(known, context.actors))
    blanks = (*registry, *_from_text(name, parts, known))
    codes = {"N303"} if known is not None or "canonical_name" in fields else {"N303", "N304"}
    unfilled = tuple(blank for blank in blanks if blank.field not in fields)
    odd = () if known is None else tuple(_contradictions(name, fields, known, context))
    return Reading((*settled.blanks, *unfilled), (*_flags(parts, codes), *settled.trouble, *odd))
