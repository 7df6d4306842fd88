"""An event in full: a card with what happened, who says so, the numbers, the sources; as many as there is room for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regesta.release.page.claims import Answers, claims, event_link, quotation
from regesta.release.page.dates import when
from regesta.release.page.html import attribute, link, listing, own, text
from regesta.release.page.parts import fields, of_its_own, participant, place, quantities
from regesta.release.page.words import Event, Words, badge, source

_FIRST = ("disputed", "refuted", "verified", "corroborated", "claimed", "reported")


def card(words: Words, event: Event, answered: Answers, *, unfolded: bool) -> str:
    """An event in full, folded behind its title or not."""
    date = event.get("date", {})
    kind = words.label("event-types", event.get("type", ""))
    finer = f": {words.label('event-subtypes', event['subtype'])}" if "subtype" in event else ""
    summed = event.get("summary")
    summary = f"<p>{own(summed)}</p>" if summed is not None and summed != event.get("title") else ""
    loose = "".join(quotation(words, quote) for quote in event.get("quotes", ()) if "claim" not in quote)
    told = f"{summary}{claims(words, event, answered)}{loose}"
    terms = "".join(f"<div><dt>{name}<dd>{value}</div>" for name, value in _facts(words, event))
    return (
        f'<details class="card"{" open" if unfolded else ""}><summary>'
        f'<h3 id="event/{attribute(event["id"])}">{own(event.get("title", event["id"]))}</h3>'
        f"{badge(words, event.get('verification', 'reported'))}"
        f'<span class="when">{text(when(date))} · {text(kind + finer)}</span></summary>'
        f'<div class="full{"" if told else " alone"}">{f"<div>{told}</div>" if told else ""}'
        f"<dl>{terms}</dl></div></details>"
    )


def _facts(words: Words, event: Event) -> Iterator[tuple[str, str]]:
    """The facts of an event: (term, what stands for it)."""
    yield "When", _date(event.get("date", {}))
    if event.get("status", "occurred") != "occurred":
        yield "Status", text(words.label("event-statuses", event["status"]))
    if "places" in event:
        yield "Where", "; ".join(place(words, where) for where in event["places"])
    if "participants" in event:
        yield "Who", "; ".join(participant(words, who) for who in event["participants"])
    if "quantities" in event:
        yield "Numbers", quantities(words, event)
    if "media" in event:
        yield "Media", "; ".join(_medium(words, medium) for medium in event["media"])
    if "relations" in event:
        yield "Related", "; ".join(_relation(words, relation) for relation in event["relations"])
    yield from of_its_own(words, event)
    withheld = [entry["field"] for entry in event.get("missing", ()) if entry.get("reason") == "withheld"]
    if withheld:
        yield "Withheld", fields(words, withheld)
    yield "Sources", listing(source(entry) for entry in event.get("sources", ()))
    yield "Id", f"<code>{text(event['id'])}</code>"


def _date(date: Mapping[str, Any]) -> str:
    calendar = f" ({text(str(date['calendar']).title())} calendar)" if "calendar" in date else ""
    is_new = "text" in date and (calendar or date["text"] != when(date))
    printed = f", printed as “{own(date['text'])}”{calendar}" if is_new else ""
    basis = f", {text(date['basis'].replace('-', ' '))}" if date.get("basis", "stated") != "stated" else ""
    edtf = f" <code>{text(date['edtf'])}</code>" if "edtf" in date else ""
    return f"{text(when(date))}{printed}{basis}{edtf}"


def _medium(words: Words, medium: Mapping[str, Any]) -> str:
    kind = words.label("media-kinds", medium.get("kind", "document"))
    shown = link(medium.get("url", medium.get("archive_url")), text(kind))
    return shown + (f": {own(medium['description'])}" if "description" in medium else "")


def _relation(words: Words, relation: Mapping[str, Any]) -> str:
    kind = words.label("relation-types", relation.get("type", "")).lower()
    return f"{text(kind)} {event_link(words, relation.get('event', ''))}"


def chosen(words: Words, events: Sequence[Event], answered: Answers, room: int) -> dict[str, str]:
    """The cards that fit into so many bytes, by event: those with claims first, the disputed before the others."""
    cards: dict[str, str] = {}
    unfolded = len(events) <= 30
    for event in sorted(events, key=_rank):
        made = card(words, event, answered, unfolded=unfolded)
        room -= len(made.encode())
        if room < 0:
            break
        cards[event["id"]] = made
    return cards


def _rank(event: Event) -> tuple[bool, int]:
    verification = event.get("verification", "reported")
    return "claims" not in event, _FIRST.index(verification) if verification in _FIRST else len(_FIRST)
