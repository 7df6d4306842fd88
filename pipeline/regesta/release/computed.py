"""What the claims come to: verification, origins, denials, and the groups of events coded apart."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from regesta.check.claim_rules import NEUTRAL
from regesta.check.duplicates import same_as
from regesta.normalise.fold import folded_key
from regesta.normalise.names.keys import articleless
from regesta.normalise.names.split import split_name

Event: TypeAlias = Mapping[str, Any]
Claim: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str]  # the ids of an event and of a claim in it


class Word(NamedTuple):
    """What of a claim counts: how it was assessed, and whose word it is (None: nobody's)."""

    assessed: str | None
    origin: str | None


class Answer(NamedTuple):
    """A claim that answers another one: its key and what of it counts, the key of the other, the stance."""

    key: Key
    word: Word
    answered: Key
    stance: str


def computed(chosen: Mapping[str, Event], events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """The computed fields of some events, by id, among all the others; each stands in for the one that has its id."""
    alive: set[str] = set()
    ties: list[tuple[str, str]] = []
    answers: list[Answer] = []
    for other in events:
        event = chosen.get(other["id"], other)
        if "withdrawn" not in event:
            alive.add(event["id"])
            ties += same_as(event)
            answers += (a for a in answers_of(event) if a.answered[0] in chosen or a.stance == "retracts")
    here = [event for own, event in chosen.items() if own in alive]
    return {
        event["id"]: fields
        for event, fields in zip(here, _figures_of(here, answers, same_as_groups(alive, ties)), strict=True)
    }


def _figures_of(events: list[Event], answers: list[Answer], groups: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    retracted = frozenset(answer.answered for answer in answers if answer.stance == "retracts")
    abroad: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.answered[0] != answer.key[0]:
            abroad[answer.answered[0]].append(answer)
    for event in events:
        yield figures(event, abroad.get(event["id"], ()), retracted, groups.get(event["id"], event["id"]))


def answers_of(event: Event) -> Iterator[Answer]:
    """The answers that claims of an event give to others, of whatever event."""
    sources = {source.get("id"): source for source in event.get("sources", ())}
    for claim in event.get("claims", ()):
        for answer in claim.get("responds_to", ()):
            other, _, other_claim = answer["claim"].partition("#")
            yield Answer((event["id"], claim["id"]), _word(claim, sources), (other, other_claim), answer["stance"])


def figures(event: Event, abroad: Iterable[Answer], retracted: Collection[Key], group: str) -> dict[str, Any]:
    """The computed fields of one event.

    abroad are the answers that other events give to its claims; retracted the keys of the claims, of any event, that
    were taken back; group is that of its same-as relations.
    """
    claims, listed = event.get("claims", ()), event.get("sources", ())
    support, denials = _for_and_against(event, abroad) if claims else ({}, {})
    standing = [word for key, word in support.items() if key not in retracted]
    counting = [word for word in standing if word.assessed != "refuted"]
    against = [word for key, word in denials.items() if key not in retracted and word.assessed != "refuted"]
    origins = {word.origin for word in counting if word.origin is not None}
    return {
        "verification": _verification(standing, counting, against, len(origins)),
        "same_as_group": group,
        "n_sources": len(listed),
        "n_origins": len(origins),
        "n_claims": len(claims),
        "n_denials": len(against),
    }


def _for_and_against(event: Event, abroad: Iterable[Answer]) -> tuple[dict[Key, Word], dict[Key, Word]]:
    """The claims that an event happened and those that deny it, answers to the former included, by their keys."""
    own, support, denials = event["id"], dict[Key, Word](), dict[Key, Word]()
    sources = {source["id"]: source for source in event.get("sources", ())}
    for claim in event["claims"]:
        if "about" in claim or claim["act"] in NEUTRAL or claim.get("made_in") == own:
            continue
        (denials if claim["act"] == "denies" else support)[own, claim["id"]] = _word(claim, sources)
    answered = frozenset(support)
    here = (answer for answer in answers_of(event) if answer.answered[0] == own)
    for answer in (*here, *abroad):
        if answer.answered in answered and answer.stance in ("denies", "confirms"):
            (denials if answer.stance == "denies" else support)[answer.key] = answer.word
    return support, denials


def _word(claim: Claim, sources: Mapping[str, Claim]) -> Word:
    return Word(claim.get("assessed", {}).get("status"), _origin(claim, sources))


def _origin(claim: Claim, sources: Mapping[str, Claim]) -> str | None:
    """Whose word the claim is: the speaker; else, unless hedged, the publisher of its source, else the source."""
    if "speaker_actor" in claim:
        return f"actor {claim['speaker_actor']}"
    if "speaker" in claim:
        return _named(claim["speaker"])
    source_id = claim.get("source")
    if "hedge" in claim or source_id is None:
        return None
    source = sources.get(source_id, {})
    if "publisher_actor" in source:
        return f"actor {source['publisher_actor']}"
    return _named(source["publisher"]) if "publisher" in source else f"source {source_id}"


@lru_cache(maxsize=16_384)
def _named(name: str) -> str:
    """Whose word it is by a printed name: with or without an office, an article or a comma it is the same one's."""
    return f"name {folded_key(split_name(name).core) or articleless(name) or folded_key(name)}"


def _verification(standing: list[Word], counting: list[Word], denials: list[Word], n_origins: int) -> str:
    if any(word.assessed == "verified" for word in counting):
        return "verified"
    if any(word.assessed == "verified" for word in denials) or (standing and not counting):
        return "refuted"
    if denials:
        return "disputed"
    if n_origins >= 2:
        return "corroborated"
    return "claimed" if counting else "reported"


def same_as_groups(known: Collection[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest id among the known events tied by same-as, for each event that is tied."""
    leader: dict[str, str] = {}

    def find(event_id: str) -> str:
        while leader.setdefault(event_id, event_id) != event_id:
            leader[event_id] = leader[leader[event_id]]
            event_id = leader[event_id]
        return event_id

    for own, other in ties:
        if own in known and other in known:
            low, high = sorted((find(own), find(other)))
            leader[high] = low
    return {event_id: find(event_id) for event_id in leader}
