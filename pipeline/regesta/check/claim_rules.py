"""Rules over the claims of one record: who stands between a source and a speaker, and what a denial is about."""

from collections.abc import Iterator, Mapping
from typing import Any

from regesta.check.looked import Looked
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import members, objects
from regesta.normalise.fold import folded_key
from regesta.read.text import cut, quoted

NEUTRAL = frozenset(("requests", "characterises", "retracts"))  # acts that are neither for an event nor against it


def chain_of_a_claim(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """Who passed a claim on is neither its speaker nor the publisher of its source, and stands there once."""
    sources = {s["id"]: s for s in objects(record.data, "sources") if isinstance(s.get("id"), str)}
    for pointer, claim in members(record.data, "claims"):
        if "via" not in claim:
            continue
        named = claim.get("source", next(iter(sources)) if len(sources) == 1 else None)
        source = sources.get(named, {}) if isinstance(named, str) else {}
        known = dict.fromkeys(_who(source, "publisher", "publisher_actor"), "publishes the source")
        known |= dict.fromkeys(_who(claim, "speaker", "speaker_actor"), "is the speaker")
        for where, hop in members(claim, "via", pointer):
            keys = _who(hop, "name", "actor")
            said = next((known[key] for key in keys if key in known), None)
            if said is not None:
                message = f"{quoted(str(hop.get('name')))} {said} already"
                advice = "leave it out: `via` names those between the source and the speaker"
                yield Diagnostic("C502", message, where, at="first-key", value=hop.get("name"), help=advice)
            known |= dict.fromkeys(keys, "stands in `via`")


def _who(holder: Mapping[str, Any], name: str, actor: str) -> list[tuple[str, str]]:
    """Who is named, as keys of which equal ones are one: the actor of the registry, else the folded name."""
    own, printed = holder.get(actor), holder.get(name)
    if isinstance(own, str):
        return [("actor", own)]
    return [("name", key)] if isinstance(printed, str) and (key := folded_key(printed)) else []


def denial_of_other_events(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """A denial that answers claims of other events alone, where nothing tells that the one it stands in happened.

    It is about the event that it stands in, as any claim is, and makes it disputed.
    """
    own = str(record.data.get("id"))
    if not any(claim.get("act") == "denies" and "responds_to" in claim for claim in objects(record.data, "claims")):
        return
    about_it = [(at, c) for at, c in members(record.data, "claims") if "about" not in c and c.get("made_in") != own]
    if any(str(claim.get("act")) not in {"denies", *NEUTRAL} for _, claim in about_it):
        return
    for pointer, claim in about_it:
        answered = [str(answer.get("claim")).partition("#")[0] for answer in objects(claim, "responds_to")]
        if claim.get("act") == "denies" and answered and own not in answered:
            message = "the denial answers claims of other events alone, and makes the one it stands in disputed"
            advice = (
                f"if it was said in this event, add `made_in: {cut(own)}`; else let it stand in an event that it "
                "denies; if it denies this one too, add the claim that this happened and answer that as well"
            )
            yield Diagnostic("C503", message, pointer, at="first-key", help=advice)
