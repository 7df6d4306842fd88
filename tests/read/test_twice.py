"""A key that stands twice is told with its JSON Pointer, in YAML and in JSON."""

from pathlib import Path

import pytest

from regesta.read.files import read_document

YAML = [
    ("text: x\ntext: y\ntext: z\n", ["/text", "/text"]),
    ("places:\n- {name: a}\n- {name: a, name: b}\n", ["/places/1/name"]),
    ("events:\n- places:\n  - name: a\n    name: b\n  places: []\n", ["/events/0/places/0/name", "/events/0/places"]),
    ('"a/b": 1\n"a/b": 2\n', ["/a~1b"]),
    ("é: x\ne\u0301: y\n", ["/é"]),
    ("a: 1\na: 2\nb: [\n", ["/a"]),
]
JSON = [
    ('{"a": 1, "a": 2, "a": 3}', ["/a", "/a"]),
    ('{"a": {"b": 1, "b": 2}, "a": 3}', ["/a/b", "/a"]),
    ('{"events": [1, {"p": [{}, {"x/y": 1, "x/y": 2}]}]}', ["/events/1/p/1/x~1y"]),
    ('{"a": {"b": 1, "b": 2}, "a" 3}', [""]),  # what it stands in does not end
]


@pytest.mark.parametrize(
    ("name", "text", "fields"), [*(("a.yaml", *row) for row in YAML), *(("a.json", *row) for row in JSON)]
)
def test_the_field_of_a_key_that_stands_twice_is_told(name: str, text: str, fields: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = read_document(tmp_path / name, name, {})[1]
    assert [fault.field for fault in found if fault.code == "R004"] == fields
