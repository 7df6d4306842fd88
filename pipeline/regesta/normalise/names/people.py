"""The people of a record: participants, speakers and publishers, each held against the registry."""

from functools import cache
from typing import Any

from regesta.dataset import Dataset
from regesta.listed import Object, members, objects
from regesta.normalise.filled import Filled, fill_each, fill_once, items, put_in_order
from regesta.normalise.fold import folded_key
from regesta.normalise.names.actors import (
    CONTRADICTS,
    check_named,
    known_actor,
    narrowed,
    settle_actor,
    settle_participant,
)
from regesta.normalise.names.registry import ActorIndex, NameContext, index_actors
from regesta.normalise.reading import Blank, Reading


def fill_people(filled: Filled, dataset: Dataset, context: NameContext) -> None:
    """Fill the participants of an event, and who is quoted.

    Of a participant whose actor is said to be missing the registry tells nothing, whoever bears the name there.
    """
    missing = objects(filled.data, "missing") if "missing" in filled.data else ()
    unknown = {field for entry in missing if isinstance(field := entry.get("field"), str)}
    nobody = context._replace(actors=_nobody()) if unknown else context

    def fill(pointer: str, who: Object) -> Object:
        known = nobody if f"{pointer}/actor" in unknown else context
        return fill_once(filled, pointer, who, _participant, dataset, narrowed(who.get("name"), known))

    fill_each(filled, "participants", fill)
    for pointer, quote in members(filled.data, "quotes"):
        fill_actor(filled, pointer, quote, "speaker", "speaker_actor", dataset, context)


@cache
def _nobody() -> ActorIndex:
    return index_actors(())


def _participant(filled: Filled, dataset: Dataset, context: NameContext) -> None:
    member = filled.data
    is_sought = context.actors is not _nobody()
    value = _looked_up_actor(filled, "", member, "name", "actor", dataset) if is_sought else None
    if value != "":
        reading = _unless_unknown(member, settle_participant(items(member), context))
        filled.apply(member, "", _unless_looked_up(value, member.get("actor"), reading))
    put_in_order(filled, dataset, "Participant")


def _unless_looked_up(value: str | None, actor: Any, reading: Reading) -> Reading:
    """No rule contradicts the dataset's own reading of a name."""
    if value is None or value != actor:
        return reading
    return Reading(reading.blanks, tuple(d for d in reading.trouble if (d.code, d.field) != (CONTRADICTS, "/actor")))


def _unless_unknown(member: Object, reading: Reading) -> Reading:
    """No registry is asked for people who are said to be unknown."""
    if member.get("kind") != "unknown":
        return reading
    return Reading(reading.blanks, tuple(d for d in reading.trouble if d.code != "N302"))


def names_in(event: Object) -> tuple[str, ...]:
    """The names printed in the record, for surnames that stand alone."""
    found = [p.get("name") for p in objects(event, "participants")]
    found += [c.get("speaker") for c in objects(event, "claims")]
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str)))


def fill_actor(filled: Filled, pointer: str, target: Object, name: str, actor: str, dataset: Dataset,
                context: NameContext) -> None:  # fmt: skip
    """Fill one of the pairs of a printed name and an actor's id."""
    if not (isinstance(target.get(name), str) or isinstance(target.get(actor), str)):
        return
    value = _looked_up_actor(filled, pointer, target, name, actor, dataset)
    if value == "":
        return
    if not isinstance(target.get(actor), str):
        reading = settle_actor(target[name], context)
    else:
        reading = known_actor(target[actor], context)
        if isinstance(target.get(name), str):
            own = reading.values.get("actor", target[actor])
            odd = check_named(target[name], own, narrowed(target[name], context))
            reading = _unless_looked_up(value, target[actor], Reading(reading.blanks, (*reading.trouble, *odd)))
    filled.apply(target, pointer, reading, {"actor": actor, "name": name})


def _looked_up_actor(
    filled: Filled, pointer: str, target: Object, name: str, actor: str, dataset: Dataset
) -> str | None:
    """Fill the actor from the dataset's lookups, and what they hold: "" where they say that nobody is named."""
    value = dataset.lookups.get(("name", folded_key(str(target.get(name, ""))))) if dataset.lookups else None
    if value:
        filled.apply(target, pointer, Reading((Blank(actor, value, "lookup", str(target[name]), "lookup"),)))
    return value
