"""What the page calls things: labels of codes, names of actors, sources and speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from regesta.contract import Contract, shipped_rows
from regesta.release.edition import Edition
from regesta.release.page.dates import when
from regesta.release.page.html import attribute, link, own, text

Event = Mapping[str, Any]
WITHHELD = "name withheld"


@dataclass(frozen=True, eq=False)
class Words:
    """Names for codes and ids, from the contract and the released registries; shown are the events of the page."""

    edition: Edition
    shown: Sequence[Event] = ()

    @property
    def contract(self) -> Contract:
        return self.edition.dataset.contract

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {}

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code; the code itself where it has none."""
        if vocabulary not in self._labels:
            rows = self.contract.vocabulary(vocabulary)
            self._labels[vocabulary] = {code: row.get("label") or code for code, row in rows.items()}
        return self._labels[vocabulary].get(code, code)

    @cached_property
    def actors(self) -> dict[str, str]:
        return {actor["id"]: actor["name"] for actor in self.edition.content["actors"]}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {event["id"]: event for event in self.shown}

    def voice(self, actor: str | None, printed: str | None, *, hedged: bool, withheld: bool) -> str:
        """Who speaks, as plain text: the registry's name, else the printed one, else as `unnamed`."""
        spoken = printed if printed is not None else _unnamed(hedged=hedged, withheld=withheld)
        return self.actors.get(actor, spoken) if actor is not None else spoken

    def speaker(self, who: Mapping[str, Any], name: str = "speaker", actor: str = "speaker_actor") -> str | None:
        """A speaker as the registry calls them, with the printed name where that is another; None if none is named."""
        printed, known = who.get(name), self.actors.get(who.get(actor, ""))
        if known is None or printed is None or known == printed:
            shown = known if known is not None else printed
            return f"<b>{own(shown)}</b>" if shown is not None else None
        return f"<b>{own(known)}</b> <small>(“{own(printed)}”)</small>"

    def country(self, code: str) -> str:
        return self.label("countries", code)

    def place(self, place: Mapping[str, Any]) -> str:
        """A place with its country, as plain text; one without a name by its point, unless both are withheld."""
        name = place.get("canonical_name", place.get("name", place.get("place")))
        if name is None and "latitude" in place and "longitude" in place:
            name = _point(place["latitude"], place["longitude"])
        country = self.country(place["country"]) if "country" in place else None
        return ", ".join(dict.fromkeys(part for part in (name, country) if part is not None)) or WITHHELD


def _point(latitude: float, longitude: float) -> str:
    """Coordinates in degrees as text.

    >>> _point(-36.6, 24.25)
    '36.6° S 24.25° E'
    """
    return (
        f"{abs(latitude):.10g}° {'S' if latitude < 0 else 'N'} {abs(longitude):.10g}° {'W' if longitude < 0 else 'E'}"
    )


def unnamed(event: Event, claim: Mapping[str, Any]) -> str:
    """Who speaks in a claim of an event where nobody is named.

    It is somebody whose name is withheld, or the source, or, where it hedges, somebody that it does not name.
    """
    missing, place = event.get("missing", ()), f"/claims/{event['claims'].index(claim)}/speaker"
    withheld = any(entry.get("field") == place and entry.get("reason") == "withheld" for entry in missing)
    return _unnamed(hedged="hedge" in claim, withheld=withheld)


def _unnamed(*, hedged: bool, withheld: bool) -> str:
    if withheld:
        return WITHHELD.capitalize()
    return "Somebody not named" if hedged else "The source itself"


def unit(code: str, *, one: bool = False) -> str:
    """A unit as it is read after a figure: by its name, where the list of units has it in the plural.

    >>> unit("[yd_i]"), unit("[yd_i]", one=True), unit("[degF]"), unit("EUR")
    ('yards', 'yard', '[degF] (degree Fahrenheit)', 'EUR')
    """
    label, many = _units().get(code, ("", None))
    if many is not None:
        return label if one else many
    return f"{code} ({label})" if label and "[" in code else code


@cache
def _units() -> dict[str, tuple[str, str | None]]:
    """What each listed unit is called, of one and of several, where that is among its other spellings."""
    rows = shipped_rows("lists", "units.csv")
    return {row["code"]: (row["label"], _plural(row["label"], row["also"].split(";"))) for row in rows}


def _plural(label: str, also: Sequence[str]) -> str | None:
    return next((text for text in also if text in (f"{label}s", f"{label}es")), None)


def name_of(who: Mapping[str, Any]) -> str:
    """The name of a participant, the canonical one if there is one; it lacks only where it is withheld."""
    name: str = who.get("canonical_name", who.get("name", WITHHELD))
    return name


def source(entry: Mapping[str, Any]) -> str:
    """A source on one line: publisher, title, day; a link where it has an address."""
    named = [str(entry[key]) for key in ("publisher", "title") if key in entry]
    name = own(", ".join(named)) if named else f"<code>{text(entry['id'])}</code>"
    published = entry.get("published", {})
    day = published.get("text", when(published) if "start" in published or "end" in published else "")[:40]
    archive = f" ({link(entry['archive_url'], 'archived copy')})" if "archive_url" in entry else ""
    return link(entry.get("url"), name) + (f", {text(day)}" if day else "") + archive


def badge(words: Words, code: str) -> str:
    """The verification of an event, as a mark with its word."""
    return f'<span class="badge {attribute(code)}">{text(words.label("verifications", code))}</span>'
