"""The parts of an event in words: a place, a participant, a figure; and what a pointer into an event leads to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from regesta.contract import escaped, is_index, node_at, unescaped
from regesta.release.page.html import own, text
from regesta.release.page.words import Event, Words, name_of, unit


def place(words: Words, where: Mapping[str, Any]) -> str:
    """A place with its role, and who else claims it."""
    role = words.label("place-roles", where.get("role", "location")).lower()
    also = [words.country(code) for code in where.get("claimed_by", ())]
    claimed = f"; claimed or held by {text(', '.join(also))}" if also else ""
    return f"{own(words.place(where))} <small>({text(role)}{claimed})</small>"


def participant(words: Words, who: Mapping[str, Any]) -> str:
    """A participant with its role, and the printed name where the canonical one is another."""
    role = words.label("participant-roles", who["role"]).lower() if "role" in who else "role not stated"
    certainty = f", {text(who['certainty'])}" if who.get("certainty", "certain") != "certain" else ""
    printed = f": “{own(who['name'])}”" if who.get("name", name_of(who)) != name_of(who) else ""
    return f"{own(name_of(who))} <small>({text(role)}{certainty}{printed})</small>"


def quantities(words: Words, event: Event) -> str:
    """The figures of an event, each with who says so where it is tied to a claim."""
    return "; ".join(
        f"{quantity(words, figure)}{_according_to(words, event, figure)}" for figure in event["quantities"]
    )


def _according_to(words: Words, event: Event, figure: Mapping[str, Any]) -> str:
    said = (claim for claim in event.get("claims", ()) if claim["id"] == figure.get("claim"))
    names = [words.actors.get(claim.get("speaker_actor", ""), claim.get("speaker")) for claim in said]
    return "".join(f", according to {own(name)}" for name in names if name is not None)


def quantity(words: Words, figure: Mapping[str, Any]) -> str:
    """A quantity with its bounds: never a point where a range is known."""
    low, best, high = (_figure(figure.get(key)) for key in ("low", "best", "high"))
    if low is not None and high is not None and low != high:
        value = f"{low}–{high}" + (f" (best {best})" if best is not None else "")
    elif best is not None or low == high:
        value = best or low or ""
    else:
        value = f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""
    one = {low, best, high} <= {None, "1"}
    measured = f" {text(unit(figure['unit'], one=one))}" if "unit" in figure else ""
    of = f", {own(figure['object'])}" if "object" in figure else ""
    printed = f" <small>(“{own(figure['text'])}”)</small>" if "text" in figure else ""
    name = words.label("measures", figure.get("measure", "other"))
    return f"{text(name)}{of}{': ' if value else ''}{value}{measured}{printed}"


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:,.10g}"


def pointed(words: Words, event: Event, pointer: str) -> str:
    """What a pointer leads to, in words: a figure, place or participant, a field of one of these, a field of the event.

    A member of another list is told by its pointer.
    """
    steps = unescaped(pointer)
    if len(steps) < 2:
        return f"the {text(_title(words, pointer).lower())}"
    member = _member(event, steps)
    if steps[0] not in _SHOWN or member is None:
        return f"<code>{text(pointer)}</code>"
    one, shown = _SHOWN[steps[0]]
    field = f"{text(_title(words, pointer).lower())} of the " if len(steps) > 2 else ""
    return f"the {field}{one} {shown(words, member)}"


_SHOWN = {
    "quantities": ("figure", quantity),
    "places": ("place", place),
    "participants": ("participant", participant),
}


def _member(event: Event, steps: Sequence[str]) -> Mapping[str, Any] | None:
    members = event.get(steps[0], ())
    index = int(steps[1]) if is_index(steps[1]) else len(members)
    return members[index] if index < len(members) else None


def of_its_own(words: Words, event: Event) -> Iterator[tuple[str, str]]:
    """The fields that the dataset gave itself: (title, value) of those that have a title and are one value."""
    for name, value in event.get("extra", {}).items():
        title = (node_at(words.contract.schema("event"), f"/extra/{escaped(name)}") or {}).get("title")
        if title is not None and not isinstance(value, dict | list):
            shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            yield text(title), own(shown)


def fields(words: Words, pointers: Sequence[str]) -> str:
    """What pointers lead to, each field once, those of one list together: participants: name, canonical name."""
    found: dict[str, list[str]] = {}
    for pointer in pointers:
        below = found.setdefault(_title(words, f"/{pointer.split('/')[1]}"), [])
        last = pointer.rpartition("/")[2]
        title = "one of them" if last == "-" or is_index(last) else _title(words, pointer).lower()
        below += [title] if pointer.count("/") > 1 and title not in below else []
    return "; ".join(text(f"{title}: {', '.join(below)}" if below else title) for title, below in found.items())


def _title(words: Words, pointer: str) -> str:
    """What the contract calls a field; a member of a list as its pointer ends."""
    node = node_at(words.contract.schema("event"), pointer) or {}
    title: str = node.get("title", pointer.rpartition("/")[2])
    return title
