"""What the page counts of all events is what a look at each of them gives; of many, it reads those that it lists."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.contract import Contract
from regesta.release.columns import nested_schema
from regesta.release.content import json_lines
from regesta.release.edition import Edition
from regesta.release.formats.parquetfile import TableFile
from regesta.release.page.places import Placed, places
from regesta.release.page.seen import look_through
from regesta.release.page.write import page
from regesta.release.stored import Lines

Event = dict[str, Any]
NESTED = nested_schema(Contract())

PLACE = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["Riga", "Suva"]),
        "canonical_name": st.sampled_from(["Riga", "Lima"]),
        "role": st.sampled_from(["location", "mentioned", "origin"]),
        "country": st.sampled_from(["LV", "FJ"]),
        "latitude": st.sampled_from([0.0, -0.0, 56.95]),
        "longitude": st.sampled_from([24.11, -0.0, 0.0]),
        "precision": st.sampled_from(["settlement", "admin1"]),
    },
)
PLACES = st.lists(st.none() | st.lists(PLACE, max_size=4), max_size=8)


def slow(events: list[Event]) -> Placed:
    """The same, event by event."""
    found = Placed()
    for event in events:
        there = event.get("places", [])
        drawn = [p for p in there if {"latitude", "longitude"} <= p.keys() and p.get("role") != "mentioned"]
        here = {p["country"] for p in there if "country" in p}
        found.countries.update(here)
        found.nowhere += not here
        found.on_map += bool(drawn)
        found.elsewhere += bool(drawn) and all(p.get("role", "location") != "location" for p in drawn)
        found.wider += "places" in event and not drawn
        found.names.update({p.get("canonical_name", p.get("name", "unnamed")) for p in drawn})
        for point, place in {(p["longitude"], p["latitude"]): p for p in drawn}.items():
            found.points.setdefault(point, Counter())[place.get("canonical_name", place.get("name", ""))] += 1
            found.fine |= {point} if place.get("precision") == "settlement" else set()
    return found


@given(PLACES)
def test_places_are_counted_as_a_look_at_each_event_counts_them(lists: list[list[Event] | None]) -> None:
    events = [{"id": str(n), **({} if one is None else {"places": one})} for n, one in enumerate(lists)]
    assert places(pa.Table.from_pylist(events, schema=NESTED)) == slow(events)


def on_disk(made: Edition, folder: Path, rows: int) -> Edition:
    """The same edition with its tables in files of many row groups, and its events in one of JSON Lines."""
    tables = {}
    for name in made.tables:
        table = made.tables[name]
        assert isinstance(table, pa.Table)
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=rows)
        tables[name] = TableFile(folder / f"{name}.parquet")
    (folder / "events.jsonl").write_bytes(json_lines(made.content["events"]))
    lines = Lines(folder / "events.jsonl", len(made.content["events"]))
    return replace(made, tables=tables, content={**made.content, "events": lines})


def many_events(event: Callable[..., Event]) -> list[Event]:
    """More events than the page lists, in the order of their ids, one in eight of which denies a claim of another."""
    events = sorted((event(index) for index in range(2300)), key=lambda e: str(e["id"]))
    rng = random.Random(3)  # noqa: S311 - no secret
    for one in events[::8]:
        one["claims"].append({
            "id": "no", "speaker": "the port", "act": "denies", "source": "daily",
            "responds_to": [{"claim": f"{rng.choice(events)['id']}#blocked", "stance": "denies", "scope": "explicit"}],
        })  # fmt: skip
    return events


def test_of_many_events_the_first_are_read_and_those_that_answer_them(
    event: Callable[..., Event], edition: Callable[..., Edition], tmp_path: Path
) -> None:
    events = many_events(event)
    seen = look_through(on_disk(edition(events), tmp_path, 700))
    first = sorted(events, key=lambda e: (e["date"]["start"], e["id"]))[:2000]
    assert list(seen.first) == first
    shown = {e["id"] for e in first}
    given = [
        (answer["claim"], e["id"])
        for e in events
        for claim in e["claims"]
        for answer in claim.get("responds_to", ())
        if answer["claim"].partition("#")[0] in shown
    ]
    told = [
        (claim, answer.event_id)
        for claim, answers in seen.answers.items()
        for answer in answers
        if claim.partition("#")[0] in shown
    ]
    assert sorted(told) == sorted(given) != []
    assert sum(seen.marks.values()) == sum(seen.types.values()) == len(events)
    assert seen.denials == sum(e["n_denials"] for e in events)


@pytest.mark.long
def test_the_page_is_the_same_from_files_and_from_memory(
    event: Callable[..., Event], edition: Callable[..., Edition], tmp_path: Path
) -> None:
    made = edition(many_events(event))
    (tmp_path / "files").mkdir()
    (tmp_path / "release").mkdir()
    stored = on_disk(made, tmp_path / "files", 700)
    assert page(stored, tmp_path / "release") == page(made, tmp_path / "release")


def test_what_has_no_type_and_no_mark_is_counted_too(
    event: Callable[..., Event], edition: Callable[..., Edition]
) -> None:
    bare, reported = event(1), event(2, type="protest", verification="reported")
    del bare["type"], bare["verification"], bare["n_denials"]
    seen = look_through(edition([bare, reported]))
    assert seen.types == {"protest": 1, "": 1}
    assert seen.marks == {"reported": 2}
