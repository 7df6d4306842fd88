"""Rules over the days of one record: nothing is told before it can be known, and nothing ends before it begins."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from regesta.check.looked import Looked
from regesta.contract import value_at
from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.listed import members, objects
from regesta.normalise.dates.extent import in_days, second_of
from regesta.read.text import quoted

_MIDNIGHT = re.compile(r"(?<!\d)0?0:00:00(?:\.0+)?\s?(?:Z|UTC|GMT|[+-]00:?00)?\Z", re.ASCII)


def event_after_publication(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """An event that begins after the last of its sources came out, unless it is planned or did not occur."""
    date = record.data.get("date")
    start = date.get("start") if isinstance(date, dict) else None
    ahead = record.data.get("status") in ("planned", "did-not-occur")
    published = [p for s in objects(record.data, "sources") if isinstance(p := s.get("published"), dict)]
    if ahead or not isinstance(date, dict) or not isinstance(start, str) or not published:
        return
    if all(isinstance(p.get("end"), str) and _is_after(date, p) for p in published):
        last = max((p["end"] for p in published), key=lambda end: in_days(end, None)[0])
        message = f"the event begins on {start}, after its last source was published ({last})"
        yield Diagnostic("D207", message, "/date", help="mend one of the days; or say `status: planned`")


def _is_after(date: Mapping[str, Any], published: Mapping[str, Any]) -> bool:
    """Whether a date begins after another ended: as instants where both are, else as days.

    A day beside an instant is in doubt where its zone would have it otherwise.
    """
    start, end = date["start"], published["end"]
    first, last = in_days(start, end)
    n_instants = ("T" in start) + ("T" in end)
    if n_instants < 2 and first <= last:
        return False
    if not n_instants:
        return True
    one = second_of(start, "00:00:00", date.get("timezone"))
    other = second_of(end, "23:59:59", published.get("timezone"))
    return one is None or other is None or one > other


def claim_after_publication(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """A claim that was made after its source came out."""
    sources = {s["id"]: s for s in objects(record.data, "sources") if isinstance(s.get("id"), str)}
    for pointer, claim in members(record.data, "claims"):
        date, named = claim.get("date"), claim.get("source", next(iter(sources)) if len(sources) == 1 else None)
        published = sources.get(named, {}).get("published") if isinstance(named, str) else None
        if not isinstance(date, dict) or not isinstance(published, dict):
            continue
        start, end = date.get("start"), published.get("end")
        if isinstance(start, str) and isinstance(end, str) and _is_after(date, published):
            message = f"the claim was made on {start}, after its source was published ({end})"
            yield Diagnostic("D207", message, f"{pointer}/date", help="mend one of the two, or name another source")


def retrieved_in_order(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    yield from _before_it_came_out(record, "sources", "/retrieved", "/published")


def verified_in_order(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    yield from _before_it_came_out(record, "media", "/verified/at", "/posted")


def modified_in_order(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    made = record.data.get("provenance")
    created, modified = (made.get("created"), made.get("modified")) if isinstance(made, dict) else (None, None)
    if isinstance(created, str) and isinstance(modified, str) and modified < created:
        yield _out_of_order("/provenance/modified", modified, "/created", created)


def _before_it_came_out(record: Looked, name: str, later: str, earlier: str) -> Iterator[Diagnostic]:
    """The days of the members of a list that lie before a date of theirs: two, since time zones make one of one."""
    for pointer, one in members(record.data, name):
        if not any(value_at(record.raw, pointer + field) is not None for field in (later, earlier)):
            continue  # a shared source is not told in each event that cites it
        day, start = value_at(one, later), value_at(one, f"{earlier}/start")
        if isinstance(day, str) and isinstance(start, str) and in_days(day, None)[0] + 1 < in_days(start, None)[0]:
            yield _out_of_order(f"{pointer}{later}", day, earlier, start)


def _out_of_order(pointer: str, day: str, earlier: str, start: str) -> Diagnostic:
    message = f"`{pointer.rpartition('/')[2]}` is {day}, before `{earlier[1:]}`, which is {start}"
    return Diagnostic("D213", message, pointer, value=day, help="mend one of the two")


def midnight_for_a_day(record: Looked, _dataset: Dataset, _today: str) -> Iterator[Diagnostic]:
    """An event in the first second of a day, of UTC or of no zone: so programs write a day whose time they lack."""
    written, date = record.raw.get("date"), record.data.get("date")
    if not isinstance(written, dict) or not isinstance(date, dict) or date.get("precision") != "second":
        return
    texts = [text for key in ("edtf", "text") if isinstance(text := written.get(key), str)]
    if {"precision", "timezone"}.isdisjoint(written) and texts and all(map(_MIDNIGHT.search, texts)):
        day, field = str(date.get("edtf")).partition("T")[0], "edtf" if "edtf" in written else "text"
        message = f"{quoted(texts[0])} is the first second of a day, which is how programs write a whole day"
        advice = f"if the day is meant, write {day}, or add `edtf: {day}`; if midnight is, add `precision: second`"
        if field == "edtf":
            advice = f"if the day is meant, write {day}; if midnight is, add `precision: second`"
        yield Diagnostic("D214", message, f"/date/{field}", value=texts[0], help=advice)
