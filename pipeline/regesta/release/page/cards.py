"""An event in full: a card with what happened, who says so, the numbers, the sources; as many as there is room for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regesta.release.page.claims import Answers, claims, event_link, quotation
from regesta.release.page.dates import when
from regesta.release.page.html import attribute, link, listing, own, text
from regesta.release.page.words import Event, Words, badge, participant, source, unit

_FIRST = ("disputed", "refuted", "verified", "corroborated", "claimed", "reported")


def card(words: Words, event: Event, answered: Answers, *, unfolded: bool) -> str:
    """An event in full, folded behind its title or not."""
    date = event.get("date", {})
    kind = words.label("event-types", event.get("type", ""))
    summed = event.get("summary")
    summary = f"<p>{own(summed)}</p>" if summed is not None and summed != event.get("title") else ""
    loose = "".join(quotation(words, quote) for quote in event.get("quotes", ()) if "claim" not in quote)
    told = f"{summary}{claims(words, event, answered)}{loose}"
    terms = "".join(f"<div><dt>{name}<dd>{value}</div>" for name, value in _facts(words, event))
    return (
        f'<details class="card"{" open" if unfolded else ""}><summary>'
        f'<h3 id="event/{attribute(event["id"])}">{own(event.get("title", event["id"]))}</h3>'
        f"{badge(words, event.get('verification', 'reported'))}"
        f'<span class="when">{text(when(date))} · {text(kind)}</span></summary>'
        f'<div class="full{"" if told else " alone"}">{f"<div>{told}</div>" if told else ""}'
        f"<dl>{terms}</dl></div></details>"
    )


def _facts(words: Words, event: Event) -> Iterator[tuple[str, str]]:
    """The facts of an event: (term, what stands for it)."""
    yield "When", _date(event.get("date", {}))
    if event.get("status", "occurred") != "occurred":
        yield "Status", text(words.label("event-statuses", event["status"]))
    if "places" in event:
        yield "Where", "; ".join(_place(words, place) for place in event["places"])
    if "participants" in event:
        yield "Who", "; ".join(_participant(words, who) for who in event["participants"])
    if "quantities" in event:
        yield "Numbers", "; ".join(_quantity(words, quantity) for quantity in event["quantities"])
    if "media" in event:
        yield "Media", "; ".join(_medium(words, medium) for medium in event["media"])
    if "relations" in event:
        yield "Related", "; ".join(_relation(words, relation) for relation in event["relations"])
    withheld = [entry["field"] for entry in event.get("missing", ()) if entry.get("reason") == "withheld"]
    if withheld:
        yield "Withheld", ", ".join(f"<code>{text(field)}</code>" for field in withheld)
    yield "Sources", listing(source(entry) for entry in event.get("sources", ()))
    yield "Id", f"<code>{text(event['id'])}</code>"


def _date(date: Mapping[str, Any]) -> str:
    calendar = f" ({text(str(date['calendar']).title())} calendar)" if "calendar" in date else ""
    is_new = "text" in date and (calendar or date["text"] != when(date))
    printed = f", printed as “{own(date['text'])}”{calendar}" if is_new else ""
    basis = f", {text(date['basis'].replace('-', ' '))}" if date.get("basis", "stated") != "stated" else ""
    edtf = f" <code>{text(date['edtf'])}</code>" if "edtf" in date else ""
    return f"{text(when(date))}{printed}{basis}{edtf}"


def _place(words: Words, place: Mapping[str, Any]) -> str:
    role = words.label("place-roles", place.get("role", "location")).lower()
    also = [words.country(code) for code in place.get("claimed_by", ())]
    claimed = f"; claimed or held by {text(', '.join(also))}" if also else ""
    return f"{own(words.place(place))} <small>({text(role)}{claimed})</small>"


def _participant(words: Words, who: Mapping[str, Any]) -> str:
    role = words.label("participant-roles", who["role"]).lower() if "role" in who else "role not stated"
    certainty = f", {text(who['certainty'])}" if who.get("certainty", "certain") != "certain" else ""
    printed = f": “{own(who['name'])}”" if who.get("name", participant(who)) != participant(who) else ""
    return f"{own(participant(who))} <small>({text(role)}{certainty}{printed})</small>"


def _quantity(words: Words, quantity: Mapping[str, Any]) -> str:
    """A quantity with its bounds: never a point where a range is known."""
    low, best, high = (_figure(quantity.get(key)) for key in ("low", "best", "high"))
    if low is not None and high is not None and low != high:
        value = f"{low}–{high}" + (f" (best {best})" if best is not None else "")
    elif best is not None or low == high:
        value = best or low or ""
    else:
        value = f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    one = {low, best, high} <= {None, "1"}
    measured = f" {text(unit(quantity['unit'], one=one))}" if "unit" in quantity else ""
    of = f", {own(quantity['object'])}" if "object" in quantity else ""
    printed = f" <small>(“{own(quantity['text'])}”)</small>" if "text" in quantity else ""
    name = words.label("measures", quantity.get("measure", "other"))
    return f"{text(name)}{of}{': ' if value else ''}{value}{measured}{printed}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:,.10g}"


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
