"""Spans: every event once, in the order of the ids, wherever its line is."""

import json
import random
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from regesta.engine.gathered import Part
from regesta.engine.ordered import lines_in
from regesta.release.spans import Span, spans_of


def written(folder: Path, ids: list[str | None], files: int) -> list[Part]:
    """Parts that hold the records, in turns; there is no line of one without an id."""
    parts = [Part(run=folder / f"{n}.jsonl") for n in range(files)]
    for number, part in enumerate(parts):
        lines = []
        for own in ids[number::files]:
            part.ids.append(own)
            lines.append(json.dumps({"id": own}).encode() + b"\n" if own is not None else b"")
            part.ends.append(part.ends[-1] + len(lines[-1]))
        (folder / f"{number}.jsonl").write_bytes(b"".join(lines))
    return parts


def read(span: Span) -> list[str]:
    return [json.loads(line)["id"] for line in lines_in(span.where)]


@pytest.mark.parametrize("files", [1, 3, 300])
@pytest.mark.parametrize("shuffled", [False, True])
def test_every_event_is_in_one_span_in_the_order_of_the_ids(files: int, shuffled: bool, tmp_path: Path) -> None:
    ids: list[str | None] = [None if number % 7 == 3 else f"e{number:05}" for number in range(9_000)]
    if shuffled:
        random.Random(1).shuffle(ids)  # noqa: S311 - no secret
    spans = spans_of(written(tmp_path, ids, files))
    found = [read(span) for span in spans]
    assert [one for span in found for one in span] == sorted(own for own in ids if own is not None)
    assert all(span.start <= one < span.end for span, own in zip(spans, found, strict=True) for one in own)
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert len(spans) > 1


def test_lines_that_follow_each_other_are_read_at_once(tmp_path: Path) -> None:
    (span,) = spans_of(written(tmp_path, ["a", "b", None, "c"], 1))
    assert (span.where.starts, len(span.where.ends)) == (array("Q", [0]), 1)


def test_without_events_there_is_a_span_of_all_ids() -> None:
    (span,) = spans_of([])
    assert (span.start, read(span)) == ("", [])
    assert span.end > "\U0010fffe"
