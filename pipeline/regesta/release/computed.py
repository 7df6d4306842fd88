"""What the claims come to: verification, origins, denials, and the groups of events coded apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from regesta.normalise.fold import folded_key

Event: TypeAlias = Mapping[str, Any]
Claim: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str]
NEUTRAL = frozenset(("requests", "characterises", "retracts"))


@dataclass
class Standing:
    """The claims that bear on one event, its own and those of other events that answer them."""

    support: dict[Key, Claim] = field(default_factory=dict)
    denials: dict[Key, Claim] = field(default_factory=dict)


def computed(events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """The computed fields of each event, by id; withdrawn events have none."""
    alive = [event for event in events if "withdrawn" not in event]
    retracted = {key for _, _, key, stance in _answers(alive) if stance == "retracts"}
    standings = _standings(alive)
    groups = same_as_groups(alive)
    sources = {event["id"]: {source["id"]: source for source in event.get("sources", ())} for event in alive}
    found = {}
    for event in alive:
        standing = standings[event["id"]]
        support = {key: claim for key, claim in standing.support.items() if key not in retracted}
        denials = [c for key, c in standing.denials.items() if key not in retracted and _assessed(c) != "refuted"]
        counting = {key: claim for key, claim in support.items() if _assessed(claim) != "refuted"}
        origins = {origin for key, c in counting.items() if (origin := _origin(key, c, sources)) is not None}
        found[event["id"]] = {
            "verification": _verification(list(support.values()), list(counting.values()), denials, len(origins)),
            "same_as_group": groups[event["id"]],
            "n_sources": len(event.get("sources", ())),
            "n_origins": len(origins),
            "n_claims": len(event.get("claims", ())),
            "n_denials": len(denials),
        }
    return found


def _answers(events: Iterable[Event]) -> Iterator[tuple[Key, Claim, Key, str]]:
    """Every answer: the key of the answering claim, that claim, the key of the answered one, the stance."""
    for event in events:
        for claim in event.get("claims", ()):
            for answer in claim.get("responds_to", ()):
                other_event, _, other_claim = answer["claim"].partition("#")
                yield (event["id"], claim["id"]), claim, (other_event, other_claim), answer["stance"]


def _standings(events: list[Event]) -> dict[str, Standing]:
    standings: dict[str, Standing] = defaultdict(Standing)
    for event in events:
        for claim in event.get("claims", ()):
            if "about" in claim or claim.get("made_in") == event["id"]:
                continue
            key = (event["id"], claim["id"])
            if claim["act"] == "denies":
                standings[event["id"]].denials[key] = claim
            elif claim["act"] not in NEUTRAL:
                standings[event["id"]].support[key] = claim
    own = {event_id: frozenset(standing.support) for event_id, standing in standings.items()}
    for key, claim, answered, stance in _answers(events):
        if answered in own.get(answered[0], ()):
            if stance == "denies":
                standings[answered[0]].denials[key] = claim
            elif stance == "confirms":
                standings[answered[0]].support[key] = claim
    return standings


def _assessed(claim: Claim) -> str | None:
    status: str | None = claim.get("assessed", {}).get("status")
    return status


def _origin(key: Key, claim: Claim, sources: Mapping[str, Mapping[str, Claim]]) -> str | None:
    """Whose word the claim is: the speaker; else, unless hedged, the publisher of its source, else the source."""
    if "speaker_actor" in claim:
        return f"actor {claim['speaker_actor']}"
    if "speaker" in claim:
        return f"name {folded_key(claim['speaker'])}"
    source_id = claim.get("source")
    if "hedge" in claim or source_id is None:
        return None
    source = sources[key[0]].get(source_id, {})
    if "publisher_actor" in source:
        return f"actor {source['publisher_actor']}"
    return f"name {folded_key(source['publisher'])}" if "publisher" in source else f"source {source_id}"


def _verification(support: list[Claim], counting: list[Claim], denials: list[Claim], n_origins: int) -> str:
    if any(_assessed(claim) == "verified" for claim in counting):
        return "verified"
    if any(_assessed(claim) == "verified" for claim in denials) or (support and not counting):
        return "refuted"
    if denials:
        return "disputed"
    if n_origins >= 2:
        return "corroborated"
    return "claimed" if counting else "reported"


def same_as_groups(events: Iterable[Event]) -> dict[str, str]:
    """The smallest id among the events tied by same-as, for each event."""
    leader: dict[str, str] = {event["id"]: event["id"] for event in events}

    def find(event_id: str) -> str:
        while leader[event_id] != event_id:
            leader[event_id] = leader[leader[event_id]]
            event_id = leader[event_id]
        return event_id

    for event in events:
        for relation in event.get("relations", ()):
            if relation["type"] == "same-as" and relation["event"] in leader:
                low, high = sorted((find(event["id"]), find(relation["event"])))
                leader[high] = low
    return {event_id: find(event_id) for event_id in leader}
