"""What no schema can say of a registry: who is whose parent, pairs of coordinates, terms of office in order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from regesta.diagnostics import Diagnostic
from regesta.read.text import quoted

_CHAINS = {"parent": "parents", "replaced_by": "successors"}
_PAIR = ("latitude", "longitude")
_PLAIN_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}", re.ASCII)
_MOST_NAMED = 4  # of those that lead round


def check_entries(entries: Sequence[Any]) -> Iterator[Diagnostic]:
    """The faults of the entries of a registry, of which any may be broken otherwise; the fields are pointers."""
    for index, entry in enumerate(entries):
        if isinstance(entry, dict):
            yield from _half_a_pair(entry, f"/{index}")
            yield from _off_its_country(entry, f"/{index}")
            yield from _words_of_one_script(entry, f"/{index}")
            yield from _its_own_previous_id(entry, f"/{index}")
            yield from _terms_in_order(entry, f"/{index}")
    for field in _CHAINS:
        yield from _round(entries, field)


def _half_a_pair(entry: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
    there = [name for name in _PAIR if name in entry]
    if len(there) == 1:
        (lacking,) = set(_PAIR) - set(there)
        advice = f"add `{lacking}`, or leave both out"
        yield Diagnostic("P403", f"{there[0]} without {lacking}", f"{pointer}/{there[0]}", help=advice)


def _off_its_country(entry: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
    """A point at 0, 0, or outside the countries that the entry names; an `admin1` that is none of theirs."""
    if "admin1" in entry or all(name in entry for name in _PAIR):
        from regesta.normalise.places.checks import check_entry  # noqa: PLC0415 - only where places are registered

        yield from (replace(d, field=pointer + d.field) for d in check_entry(entry))


def _words_of_one_script(entry: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
    """Words of names that mix look-alike alphabets."""
    listed = entry.get("names")
    names = {f"/names/{i}/text": one.get("text") for i, one in enumerate(listed if isinstance(listed, list) else ())
             if isinstance(one, dict)}  # fmt: skip
    for field, name in {"/name": entry.get("name"), **names}.items():
        if isinstance(name, str) and not name.isascii():
            from regesta.normalise.scripts import may_mix, repair  # noqa: PLC0415 - only where a name is not ASCII

            found = repair(name)[1] if may_mix(name) else ()
            yield from (replace(d, field=pointer + field) for d in found if d.code == "N303")


def _its_own_previous_id(entry: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
    own, before = entry.get("id"), entry.get("previous_ids")
    if isinstance(own, str) and isinstance(before, list) and own in before:
        where = f"{pointer}/previous_ids/{before.index(own)}"
        yield Diagnostic("X701", f"{quoted(own)} is still the id", where, value=own, help="delete it here")


def _terms_in_order(entry: Mapping[str, Any], pointer: str) -> Iterator[Diagnostic]:
    """Whether terms of office end before they begin, as far as both days are plain."""
    positions = entry.get("positions")
    for index, held in enumerate(positions if isinstance(positions, list) else ()):
        start, end = (held.get("start"), held.get("end")) if isinstance(held, dict) else (None, None)
        if not all(isinstance(day, str) and _PLAIN_DATE.fullmatch(day) for day in (start, end)):
            continue
        length = min(len(str(start)), len(str(end)))
        if str(end)[:length] < str(start)[:length]:
            message, advice = f"end {end} is before start {start}", "swap the two, or mend one of them"
            yield Diagnostic("D203", message, f"{pointer}/positions/{index}/end", value=end, help=advice)


def _round(entries: Sequence[Any], field: str) -> Iterator[Diagnostic]:
    """Entries that are, through others, their own parent or successor: each round is told at its first entry."""
    above = {own: entry.get(field) for entry in entries if (own := _id(entry)) is not None}
    done: set[str] = set()
    for index, entry in enumerate(entries):
        way: list[str] = []
        step = _id(entry)
        while isinstance(step, str) and step not in done:
            done.add(step)
            way.append(step)
            step = above.get(step)
        if isinstance(step, str) and step in way:
            yield _told(way[way.index(step) :], entries, field, index)


def _id(entry: Any) -> str | None:
    own = entry.get("id") if isinstance(entry, dict) else None
    return own if isinstance(own, str) else None


def _told(ring: list[str], entries: Sequence[Any], field: str, index: int) -> Diagnostic:
    """The fault of a round, at the entry of an index if it is in it, else at the first of the round."""
    own = entries[index]["id"]
    if own not in ring:
        own = ring[0]
        index = next(i for i, entry in enumerate(entries) if _id(entry) == own)
    others = [name for name in ring if name != own]
    through = f" through {', '.join(others[:_MOST_NAMED])}{', ...' if len(others) > _MOST_NAMED else ''}"
    message = f"{quoted(own)} is among its own {_CHAINS[field]}{through if others else ''}"
    value, advice = entries[index].get(field), f"name another `{field}`, or leave it out"
    return Diagnostic("X703", message, f"/{index}/{field}", value=value, help=advice)
