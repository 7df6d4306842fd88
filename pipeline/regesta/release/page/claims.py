"""Who says so: for each event its claims, through whom they came, who answered them, the words as spoken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from regesta.release.page.html import attribute, jump, listing, own, text
from regesta.release.page.parts import pointed
from regesta.release.page.words import WITHHELD, Event, Words, source, unnamed

Claim: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """A claim of an event that answers another."""

    event_id: str
    claim: Claim
    stance: str
    scope: str | None
    unnamed: str  # who answers, where nobody is named


Answers: TypeAlias = Mapping[str, Sequence[Answer]]


def answers(events: Iterable[Event]) -> Answers:
    """The answers to each claim, by `event-id#claim-id`."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for event in events:
        for claim in event.get("claims", ()):
            for answer in claim.get("responds_to", ()):
                if "claim" in answer:
                    stance, scope = answer.get("stance", "denies"), answer.get("scope")
                    given = Answer(event["id"], claim, stance, scope, unnamed(event, claim))
                    found[answer["claim"]].append(given)
    return found


def claims(words: Words, event: Event, answered: Answers) -> str:
    """The claims of an event as a list; empty where it has none."""
    items = "".join(f"<li>{_claim(words, event, claim, answered)}</li>" for claim in event.get("claims", ()))
    return f'<h4>Who says so</h4><ul class="claims">{items}</ul>' if items else ""


def _claim(words: Words, event: Event, claim: Claim, answered: Answers) -> str:
    act = claim.get("act", "asserts")
    speaker = words.speaker(claim) or f"<b>{unnamed(event, claim)}</b>"
    label = words.label("claim-acts", act).lower()
    said = _said(event, claim)
    quotes = [quote for quote in event.get("quotes", ()) if quote.get("claim") == claim["id"]]
    notes = [*_notes(words, event, claim), *_outgoing(words, claim)]
    incoming = [_incoming(words, event, answer) for answer in answered.get(f"{event['id']}#{claim['id']}", ())]
    return (
        f'<p>{speaker} <span class="act {attribute(act)}">{text(label)}</span>{said}</p>'
        + "".join(quotation(words, quote) for quote in quotes)
        + (listing(notes, "notes") if notes else "")
        + (listing(incoming, "answers") if incoming else "")
    )


def _said(event: Event, claim: Claim) -> str:
    """What is claimed: the statement, or that the event happened, where the claim is about no more than that."""
    if "statement" in claim:
        return f": {own(claim['statement'])}"
    elsewhere = "about" in claim or "responds_to" in claim or claim.get("made_in") == event["id"]
    return "" if elsewhere else " that this happened"


def _notes(words: Words, event: Event, claim: Claim) -> Iterator[str]:
    """What else is known of a claim, one line each."""
    if "via" in claim:
        yield "through " + ", ".join(_hop(words, hop) for hop in claim["via"])
    if "hedge" in claim:
        yield f"hedged: “{own(claim['hedge'])}”"
    if "about" in claim:
        yield f"about {pointed(words, event, claim['about'])}, not the event as a whole"
    if claim.get("made_in") not in (None, event["id"]):
        yield f"said in {event_link(words, claim['made_in'])}"
    if "source" in claim and len(event.get("sources", ())) > 1:
        cited = next((entry for entry in event["sources"] if entry["id"] == claim["source"]), {"id": claim["source"]})
        yield f"read in {source(cited)}"
    if "assessed" in claim:
        yield _assessed(words, claim["assessed"])


def _hop(words: Words, hop: Mapping[str, Any]) -> str:
    name = words.speaker(hop, "name", "actor") or WITHHELD
    return name + (f" ({text(words.label('hop-roles', hop['role']).lower())})" if "role" in hop else "")


def _assessed(words: Words, found: Mapping[str, Any]) -> str:
    status = words.label("assessments", found.get("status", "unverified")).lower()
    by = f" by {own(found['by'])}" if "by" in found else ""
    at = f" on {text(found['at'])}" if "at" in found else ""
    basis = f": {own(found['basis'])}" if "basis" in found else ""
    return f"assessed: <strong>{text(status)}</strong>{by}{at}{basis}"


def _outgoing(words: Words, claim: Claim) -> Iterator[str]:
    """The claims that this one answers."""
    for answer in claim.get("responds_to", ()):
        target, _, name = answer.get("claim", "").partition("#")
        stance = text(words.label("stances", answer.get("stance", "")).lower())
        where = f"claim <code>{text(name)}</code> of {event_link(words, target)}"
        yield f"{stance} {where}{_scope(answer.get('scope'))}"


def _incoming(words: Words, event: Event, answer: Answer) -> str:
    who = words.speaker(answer.claim) or f"<b>{answer.unnamed}</b>"
    place = "" if answer.event_id == event["id"] else f", in {event_link(words, answer.event_id)}"
    stance = words.label("stances", answer.stance).lower()
    return f'{who} <span class="act {attribute(answer.stance)}">{text(stance)}</span> it{place}{_scope(answer.scope)}'


def _scope(scope: str | None) -> str:
    return ' <em class="scope">scope ambiguous: which claims it means is not clear</em>' if scope == "ambiguous" else ""


def event_link(words: Words, event_id: str) -> str:
    """The title of an event as a link to it; its id where the release does not hold it."""
    event = words.events.get(event_id)
    return f"<code>{text(event_id)}</code>" if event is None else jump(event_id, own(event.get("title", event_id)))


def quotation(words: Words, quote: Mapping[str, Any]) -> str:
    """Words as spoken, in their language."""
    language = f' lang="{attribute(quote["language"])}"' if "language" in quote else ""
    who = "" if "claim" in quote else words.speaker(quote) or ""
    notes = [who, "translated" if quote.get("translated") else "", "fragment" if quote.get("fragment") else ""]
    after = ", ".join(note for note in notes if note)
    footer = f"<footer>{after}</footer>" if after else ""
    return (
        f'<blockquote><p{language} dir="auto">{text(quote["text"].strip())}</p>{footer}</blockquote>'
        if "text" in quote
        else ""
    )
