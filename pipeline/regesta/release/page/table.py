"""The table of events: one row each, in the order of their dates, with the choices of the filter."""

from collections.abc import Container, Sequence
from typing import TypeAlias

from regesta.release.page.dates import when
from regesta.release.page.html import attribute, jump, own, text
from regesta.release.page.words import Event, Words, name_of

ROWS = 2000
BYTES = 640_000
LONG = 40  # rows beyond which the table scrolls in a frame of its own
HEAD = ("When", "Event", "Type", "Where", "Who", "Verification", "Sources")


Row: TypeAlias = tuple[str, str]  # of an event that has no card, and of one that has


def fitting(words: Words, events: Sequence[Event]) -> list[Row]:
    """The rows of the first events: ROWS at most, and what fits into BYTES."""
    room, rows = BYTES, []
    for event in events[:ROWS]:
        row = _row(words, event)
        room -= len(row[1].encode())
        if room < 0:
            break
        rows.append(row)
    return rows


def countries(event: Event) -> list[str]:
    """The countries of the places of an event, each once."""
    return list(dict.fromkeys(place["country"] for place in event.get("places", ()) if "country" in place))


def _row(words: Words, event: Event) -> Row:
    title = own(event.get("title", event["id"]))
    mark = event.get("verification", "reported")
    sources = event.get("n_sources", len(event.get("sources", ())))
    start, date = f'<tr data-c="{attribute(" ".join(countries(event)))}"', text(when(event.get("date", {})))
    rest = (
        f"<td>{text(words.label('event-types', event.get('type', '')))}<td>{own(_where(words, event))}"
        f'<td>{_people(event)}<td class="{attribute(mark)}">{text(words.label("verifications", mark))}'
        f"<td>{sources}\n"
    )
    return (
        f'{start} id="event/{attribute(event["id"])}"><td>{date}<th scope="row">{title}{rest}',
        f'{start}><td>{date}<th scope="row">{jump(event["id"], title)}{rest}',
    )


def _where(words: Words, event: Event) -> str:
    places = list(dict.fromkeys(words.place(place) for place in event.get("places", ())))
    return "; ".join(places[:2]) + (" …" if len(places) > 2 else "")


def _people(event: Event) -> str:
    """The first participants by name, those who act before the others."""
    people = sorted(event.get("participants", ()), key=lambda who: who.get("role") != "initiator")
    names = list(dict.fromkeys(name_of(who) for who in people))
    return ", ".join(map(own, names[:3])) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def table(words: Words, rows: Sequence[Row], carded: Container[str]) -> str:
    """The table of the events of the page with its filter; a row bears the anchor of its event unless a card does."""
    events = words.shown
    body = "".join(row[event["id"] in carded] for event, row in zip(events, rows, strict=True))
    head = "".join(f'<th scope="col">{name}' for name in HEAD)
    kind = "scroll long" if len(events) > LONG else "scroll"
    return (
        f'{_filter(words, events)}<div class="{kind}" role="region" aria-label="Table of events" tabindex="0">'
        '<table id="table">'
        '<caption class="away">Events in the order of their dates</caption>'
        f"<thead><tr>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _filter(words: Words, events: Sequence[Event]) -> str:
    """Search and choices, shown by the script that serves them."""
    types = sorted({words.label("event-types", event.get("type", "")) for event in events})
    used = {event.get("verification", "reported") for event in events}
    badges = [words.label("verifications", code) for code in words.contract.vocabulary("verifications") if code in used]
    places = sorted({(words.country(code), code) for event in events for code in countries(event)})
    return (
        '<div class="filter" role="search" aria-label="Events" hidden>'
        '<label>Search <input type="search" id="query" autocomplete="off" placeholder="title, place, person"></label>'
        f"{_select('by-type', 'Type', [(name, name) for name in types])}"
        f"{_select('by-verification', 'Verification', [(name, name) for name in badges])}"
        f"{_select('by-country', 'Country', [(code, name) for name, code in places])}"
        '<p role="status" id="status"></p></div>'
    )


def _select(name: str, title: str, options: Sequence[tuple[str, str]]) -> str:
    shown = "".join(f'<option value="{attribute(value)}">{text(label)}</option>' for value, label in options)
    return f'<label>{title} <select id="{name}"><option value="">all</option>{shown}</select></label>'
