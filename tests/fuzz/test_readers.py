"""Whatever a file holds, the readers say what it is or where it is broken, and nobody reads it otherwise."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.read import read_document, read_records

from .claims import as_text, hold_json, hold_lines, hold_yaml
from .texts import JSON_SEEDS, RECORDS, YAML_SEEDS, mutated, styled

pytestmark = pytest.mark.fuzz
LONG = settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))


@given(mutated(YAML_SEEDS))
@LONG
def test_any_yaml_is_read_as_others_read_it_or_refused_with_its_place(raw: bytes) -> None:
    hold_yaml(raw)


@given(mutated(JSON_SEEDS))
@LONG
def test_any_json_is_read_as_others_read_it_or_refused_with_its_place(raw: bytes) -> None:
    hold_json(raw)


@given(mutated(JSON_SEEDS))
@LONG
def test_json_is_read_as_yaml_or_refused_with_its_place(raw: bytes) -> None:
    hold_yaml(raw)


LINES = st.lists(mutated([b'{"id": "a"}', b'{"text": "\\u00e9", "best": 1}', *JSON_SEEDS[-2:]]), min_size=1, max_size=6)


@given(LINES.map(b"\n".join))
@LONG
def test_a_line_is_read_as_if_it_stood_alone(raw: bytes) -> None:
    hold_lines(raw)


@given(RECORDS.flatmap(lambda record: st.tuples(st.just(record), styled(record))))
@settings(LONG, max_examples=300)
def test_a_record_is_the_same_in_every_style(pair: tuple[dict[str, Any], str]) -> None:
    record, text = pair
    assert as_text(text) == record
    hold_yaml(text.encode())


GROWING: dict[str, tuple[str, Callable[[int], str]]] = {
    "duplicate keys": (".yaml", lambda size: "a: 1\n" * size),
    "duplicate keys in JSON": (".json", lambda size: "{" + ",".join(['"a": 1'] * size) + "}"),
    "hidden characters": (".yaml", lambda size: "a:\n" + "- x\u202e\n" * size),
    "hidden characters in JSON": (".json", lambda size: '{"a": [' + ",".join(['"\u202e"'] * size) + "]}"),
    "anchors": (".yaml", lambda size: "a:\n" + "- &a x\n" * size),
    "brackets over lines": (".yaml", lambda size: "a:\n" + '- ["x",\n   y]\n' * size),
    "text over lines": (".yaml", lambda size: 'a: "' + "x\n  " * size + '"\n'),
    "unlike values": (".json", lambda size: '{"a": [' + ",".join(["null"] * size) + "]}"),
    "broken lines": (".jsonl", lambda size: '{"a": \n' * size),
    "combining marks": (".yaml", lambda size: "a: " + "x\u0301" * size),
    "one long key": (".yaml", lambda size: "? " + "k" * size + "\n: 1\n"),
    "unclosed": (".json", lambda size: '{"a": ' + "[" * 60 + '"x", ' * size),
}


@pytest.mark.parametrize("name", GROWING)
def test_the_work_grows_with_the_size_of_the_file_and_no_faster(name: str) -> None:
    suffix, text = GROWING[name]
    _calls(suffix, text(10))
    once, twice = (_calls(suffix, text(size)) for size in (2000, 4000))
    assert twice < 2.2 * once + 200


def _calls(suffix: str, text: str) -> int:
    """How many calls the reading of a file takes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_text(text, encoding="utf-8")
        sys.setprofile(counted)
        try:
            list(read_records(path, path.name, {}))
            if suffix != ".jsonl":
                read_document(path, path.name, {})
        finally:
            sys.setprofile(None)
    return count
