"""A record that stands as it was is not new, wherever it stands now: of several that are the same, as many as were.

What is found of those that are new is what a check of everything finds of them.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.dataset import Dataset
from regesta.diagnostics import Diagnostic
from regesta.engine.run import examinations
from regesta.engine.treat import read_file
from regesta.since.changed import changed_since
from regesta.since.fresh import fresh_records
from regesta.since.fresh_lines import Line, unmatched

SETTINGS = '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n'
FILES = ("a.jsonl", "b.jsonl", "c.json", "d.yaml", "e.jsonl")
LINES = st.lists(st.sampled_from((b"a", b"b", b" b ", b"c\r", b"", b"dd")), max_size=12)


def lines_of(texts: Sequence[bytes]) -> list[tuple[bytes, Line]]:
    return [(text + b"\n", Line(Path("x"), number, 0, 0)) for number, text in enumerate(texts, 1)]


def bare(texts: Sequence[bytes]) -> "Counter[bytes]":
    return Counter(text.strip() for text in texts if text.strip())


@given(LINES, LINES)
def test_lines_are_left_that_have_no_like(old: list[bytes], new: list[bytes]) -> None:
    hashes, left = unmatched([text + b"\n" for text in old], lines_of(new))
    assert bare([new[line.number - 1] for line in left]) == bare(new) - bare(old)
    assert hashes == Counter({hash(text): count for text, count in (bare(old) - bare(new)).items()})
    assert left == sorted(left)


def test_of_lines_that_are_the_same_the_later_is_new() -> None:
    _, left = unmatched([b"a\n", b"b\n"], lines_of([b"a", b"a", b"b"]))
    assert [line.number for line in left] == [2]


EVENTS: list[dict[str, Any]] = [{"id": f"e{n}", "title": t, "type": "protest"} for n in range(3) for t in ("A", "B")]
TREES = st.dictionaries(st.sampled_from(FILES), st.lists(st.sampled_from(EVENTS), min_size=1, max_size=4), max_size=4)


def write_tree(records: Path, tree: dict[str, list[dict[str, Any]]]) -> None:
    for path in records.iterdir():
        path.unlink()
    for name, events in tree.items():
        if name.endswith(".jsonl"):
            text = "".join(json.dumps(event) + "\n" for event in events)
        else:
            text = json.dumps({"events": events}, indent=1)
        (records / name).write_text(text, encoding="utf-8")


@settings(max_examples=20, deadline=None)
@given(TREES, TREES)
def test_what_is_new_is_what_was_not_there(old: dict[str, list[Any]], new: dict[str, list[Any]]) -> None:
    with TemporaryDirectory() as folder:
        home, records = Path(folder), Path(folder) / "records"
        records.mkdir()
        (home / "other").touch()
        write_tree(records, old)
        about = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        for command in (["init"], ["add", "."], [*about, "commit", "-m", "one"]):
            subprocess.run(["git", *command], cwd=home, check=True, capture_output=True)
        write_tree(records, new)
        paths = sorted(records.iterdir())
        found = fresh_records(changed_since(home, "HEAD"), paths, paths, Dataset())
        told, rest = (
            [
                json.dumps(record.data)
                for piece in pieces
                for stretch in piece
                for record, _ in read_file(Dataset(), stretch, home)[0]
                if stretch.picked is None or record.pointer in stretch.picked
            ]
            for pieces in (found.told, found.rest)
        )
        before = Counter(json.dumps(event) for name, events in old.items() for event in events)
        after = Counter(json.dumps(event) for name, events in new.items() for event in events)
        same = {name for name in old if old[name] == new.get(name)}
        still = Counter(json.dumps(event) for name in same for event in old[name])
        assert Counter(told) == (after - still) - (before - still)
        assert Counter(told) + Counter(rest) == after
        ids = (
            {event["id"] for name, some in tree.items() if name not in same for event in some} for tree in (old, new)
        )
        gone, came = ids
        assert found.lost <= gone
        assert found.lost >= gone - came - {event["id"] for events in new.values() for event in events}


DATES: list[dict[str, str]] = [
    {"text": "5 March 2024"}, {"edtf": "2024-03-05"}, {"text": "on Tuesday"}, {"text": "4-6 March 2024"}, {"text": "March 2024"},
    {"text": "on the morning of 5 March"}, {"text": "2024-03-05T23:30:00Z"}, {"text": "6 марта 2024"}, {"text": "some day"},
]  # fmt: skip
PLACES = [{"name": "Riga", "country": "LV"}, {"name": "Riga"}, {"name": "Kiev"}]
MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(("consult", "protset")), st.sampled_from(DATES), st.sampled_from(PLACES),
        st.sampled_from((("A. B.", "C. D."), ())), st.sampled_from((None, "e0", "e1")), st.booleans(),
    ),
    min_size=4, max_size=4,
)  # fmt: skip


def meeting(number: int, kind: str, when: Any, place: Any, who: Sequence[str], follows: str | None) -> dict[str, Any]:
    event = {
        "id": f"e{number}", "title": "A", "type": kind, "date": when, "places": [place],
        "participants": [{"name": name, "role": "party"} for name in who],
        "sources": [{"id": f"s{number}", "publisher": "P", "published": {"text": "2024-03-07"}}],
        "relations": [{"type": "follows", "event": follows}],
    }  # fmt: skip
    if follows is None:
        del event["relations"]
    if not who:
        del event["participants"]
    return event


@pytest.mark.long
@settings(max_examples=20, deadline=None)
@given(MEETINGS)
def test_what_is_found_of_new_records_is_what_is_found_of_them_among_all(drawn: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        home, path = Path(folder), Path(folder) / "records" / "a.jsonl"
        path.parent.mkdir()
        (home / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
        events = [meeting(number, *of) for number, (*of, _) in enumerate(drawn)]
        is_new = [new for *_, new in drawn]
        before = [{**event, "title": "B"} if new else event for event, new in zip(events, is_new, strict=True)]
        path.write_text("".join(json.dumps(event) + "\n" for event in before), encoding="utf-8")
        about = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        for command in (["init"], ["add", "."], [*about, "commit", "-m", "one"]):
            subprocess.run(["git", *command], cwd=home, check=True, capture_output=True)
        path.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
        found = []
        for since in (None, "HEAD"):
            (one,) = examinations([home], "2026-01-15", since)
            found.append([diagnostic for _, diagnostic in one[0].findings(one[1])])
        everything, told = found
        new = {f"e{number}" for number, own in enumerate(is_new) if own}
        of_pairs = ("X708", "N302")  # told of one of two, or once a name
        assert {_said(d) for d in told if d.event_id in new and d.code not in of_pairs} == {
            _said(d) for d in everything if d.event_id in new and d.code not in of_pairs
        }
        assert _pairs(told) == {pair for pair in _pairs(everything) if not new.isdisjoint(pair)}


def _said(one: Diagnostic) -> tuple[str | None, str, str, str | None]:
    return one.event_id, one.code, one.message, one.severity


def _pairs(found: Sequence[Diagnostic]) -> set[frozenset[str]]:
    """Those that may be one event; of each three are named, which are all that there can be."""
    return {frozenset((str(d.event_id), other)) for d in found if d.code == "X708" for other in d.candidates}
