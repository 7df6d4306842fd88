"""One date, name or place by itself, as `regesta explain` reads it."""

from collections.abc import Mapping
from typing import Any

from regesta.dataset import Dataset
from regesta.normalise.places.gazetteer import Spot
from regesta.normalise.reading import Blank, Reading

FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": (
        "edtf", "start", "end", "precision", "part_of_day", "timezone", "approximate", "uncertain", "basis", "anchor",
    ),
    "name": ("actor", "canonical_name", "kind", "wikidata", "country", "position", "descriptor", "romanised"),
    "place": (
        "canonical_name", "place", "country", "claimed_by", "admin1", "admin1_name", "geonames", "latitude",
        "longitude", "precision",
    ),
}  # fmt: skip


def read_one(
    kind: str, text: str, dataset: Dataset, *, anchor: str | None = None, country: str | None = None
) -> Reading:
    """The reading of one text: kind is date, name or place; anchor an ISO day; country an ISO 3166-1 code."""
    if kind == "date":
        return _date(text, dataset, anchor)
    return _name(text, dataset) if kind == "name" else _place(text, dataset, country)


def _date(text: str, dataset: Dataset, anchor: str | None) -> Reading:
    from regesta.normalise.dates.eventdate import DateContext, settle_date  # noqa: PLC0415 - one kind is read at a time

    about: Mapping[str, Any] = dataset.about
    context = DateContext(
        anchor=anchor, timezone=about.get("timezone"), order=about.get("date_order"), languages=dataset.languages,
        status=None, parts_of_day=dataset.parts_of_day,
    )  # fmt: skip
    return settle_date((("text", text),), context)


def _name(text: str, dataset: Dataset) -> Reading:
    from regesta.normalise.names.actors import settle_participant  # noqa: PLC0415 - as above
    from regesta.normalise.names.registry import NameContext  # noqa: PLC0415 - as above
    from regesta.normalise.romanise import romanise  # noqa: PLC0415 - as above

    context = NameContext(dataset.actor_index, (), dataset.languages)
    reading = settle_participant((("name", text),), context)
    latin = romanise(str(reading.values.get("canonical_name", text)), context.language)
    if latin is None or latin[0] == reading.values.get("canonical_name", text):
        return reading
    return Reading((*reading.blanks, Blank("romanised", latin[0], latin[1], text)), reading.trouble)


def _place(text: str, dataset: Dataset, country: str | None) -> Reading:
    from regesta.normalise.places.settle import PlaceContext, read_place  # noqa: PLC0415 - as above

    reading = read_place(text, country, context=PlaceContext(dataset.place_index, (), dataset.languages))
    given = () if country is None else (Blank("country", country, "given", source="pinned"),)
    return Reading((*given, *reading.blanks), reading.trouble)


def spot_line(spot: Spot) -> str:
    """A place of the gazetteer on one line: number, name, kind, where it is, how many people."""
    where = ", ".join(filter(None, (spot.admin1_name, spot.country)))
    people = f"  {spot.population:,} people" if spot.population else ""
    number = str(spot.geonames) if spot.geonames is not None else "-"
    return f"{number:>9}  {spot.name}  {spot.kind}  {where}{people}"
