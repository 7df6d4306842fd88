"""The table of events: one row each, in the order of their dates, with what the filter needs."""

from collections.abc import Mapping, Sequence

from regesta.release.page.dates import when
from regesta.release.page.html import attribute, jump, own, text
from regesta.release.page.words import Event, Words, badge, participant

ROWS = 2000
BYTES = 640_000


def rows(words: Words, events: Sequence[Event]) -> list[str]:
    """The rows of the first events that fit, without the anchor that a card may have."""
    made: list[str] = []
    room = BYTES
    for event in events[:ROWS]:
        row = _row(words, event)
        room -= len(row.encode())
        if room < 0:
            break
        made.append(row)
    return made


def countries(event: Event) -> list[str]:
    """The countries of the places of an event, each once."""
    return list(dict.fromkeys(place["country"] for place in event.get("places", ()) if "country" in place))


def _row(words: Words, event: Event) -> str:
    verification = event.get("verification", "reported")
    places = list(dict.fromkeys(words.place(place) for place in event.get("places", ())))
    where = "; ".join(places[:2]) + (" …" if len(places) > 2 else "")
    title = jump(f"event/{event['id']}", own(event.get("title", event["id"])))
    return (
        f'<tr data-c="{attribute(" ".join(countries(event)))}"><td>{text(when(event.get("date", {})))}'
        f'<th scope="row">{title}<td>{text(words.label("event-types", event.get("type", "")))}<td>{own(where)}'
        f"<td>{own(_people(event))}<td>{badge(words, verification)}<td>{event.get('n_sources', len(event.get('sources', ())))}\n"
    )


def _people(event: Event) -> str:
    """The first participants by name, those who act before the others."""
    people = sorted(event.get("participants", ()), key=lambda who: who.get("role") != "initiator")
    names = list(dict.fromkeys(participant(who) for who in people))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def table(words: Words, events: Sequence[Event], made: Sequence[str], cards: Mapping[str, str]) -> str:
    """The whole table with its filter; a row without a card bears the anchor of its event."""
    body = "".join(
        row if event["id"] in cards else _anchored(row, event["id"])
        for event, row in zip(events, made, strict=False)
    )
    head = "".join(f'<th scope="col">{name}' for name in ("When", "Event", "Type", "Where", "Who", "Verification", "Sources"))
    return (
        f"{_filter(words, events[: len(made)])}"
        '<div class="scroll" role="region" aria-label="Table of events" tabindex="0"><table id="table">'
        f'<caption class="away">Events in the order of their dates</caption><thead><tr>{head}</thead><tbody>{body}</tbody></table></div>'
    )


def _anchored(row: str, event_id: str) -> str:
    """A row whose title is the anchor itself rather than a link to it."""
    before, _, rest = row.partition('<a href="#')
    label, _, after = rest.partition(">")[2].partition("</a>")
    return f'{before.replace("<tr ", f"<tr id={chr(34)}event/{attribute(event_id)}{chr(34)} ", 1)}{label}{after}'


def _filter(words: Words, events: Sequence[Event]) -> str:
    """Search and choices, shown by the script that serves them."""
    types = sorted({words.label("event-types", event.get("type", "")) for event in events})
    used = {event.get("verification", "reported") for event in events}
    badges = [words.label("verifications", code) for code in words.contract.vocabulary("verifications") if code in used]
    places = sorted({(words.country(code), code) for event in events for code in countries(event)})
    return (
        '<div class="filter" role="search" aria-label="Events" hidden>'
        '<label>Search <input type="search" id="query" autocomplete="off" placeholder="title, place, person"></label>'
        f"{_select('type', 'Type', [(name, name) for name in types])}"
        f"{_select('verification', 'Verification', [(name, name) for name in badges])}"
        f"{_select('country', 'Country', [(code, name) for name, code in places])}"
        '<p role="status" id="status"></p></div>'
    )


def _select(name: str, title: str, options: Sequence[tuple[str, str]]) -> str:
    shown = "".join(f'<option value="{attribute(value)}">{text(label)}</option>' for value, label in options)
    return f'<label>{title} <select id="{name}"><option value="">all</option>{shown}</select></label>'
