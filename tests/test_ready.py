"""What is made ready when the package is built is what would be made in memory, and is used only while it fits."""

import json
from pathlib import Path
from typing import Any

import pytest

from regesta import contract
from regesta.normalise.dates import lexicon as date_lexicon
from regesta.normalise.dates.lexicon_files import languages
from regesta.normalise.names import words as name_words
from regesta.normalise.places import lexicon as place_lexicon
from regesta.ready import read_ready, unpacked, write_ready

SCRIPTS = [
    "Arab",
    "Armn",
    "Beng",
    "Cyrl",
    "Deva",
    "Geor",
    "Grek",
    "Hang",
    "Hani",
    "Hebr",
    "Kana",
    "Latn",
    "Taml",
    "Thai",
]
PARTS: list[tuple[Any, str]] = [
    *((name_words, script) for script in SCRIPTS),
    *((date_lexicon, part) for part in ("index", "calendars", "names", "und", *languages())),
    (place_lexicon, "all"),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "en.json"
    path.write_text('["minister"]', encoding="utf-8")
    return path


def test_a_part_comes_back_as_it_was(tmp_path: Path, source: Path) -> None:
    part = {("prime", "minister"): (("o", 1), ("p", None)), "short": ("é", "Ї"), "yes": True}
    write_ready(tmp_path / "x.ready", [source], {"one": part, "two": ()})
    parts = read_ready(tmp_path / "x.ready", [source])
    assert {name: unpacked(packed) for name, packed in parts.items()} == {"one": part, "two": ()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en.json", "x.ready"]


def test_the_same_content_is_the_same_bytes(tmp_path: Path, source: Path) -> None:
    same = json.loads('{"minister": ["minister", "minister"]}')
    write_ready(tmp_path / "a", [source], {"one": {"minister": ("minister", "minister")}})
    write_ready(tmp_path / "b", [source], {"one": {key: tuple(value) for key, value in same.items()}})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_source_that_changed_makes_it_stale(tmp_path: Path, source: Path) -> None:
    write_ready(tmp_path / "x.ready", [source], {"one": ()})
    source.write_text('["minister", "mayor"]', encoding="utf-8")
    assert read_ready(tmp_path / "x.ready", [source]) == {}


def test_a_source_that_changed_and_kept_its_size_makes_it_stale(tmp_path: Path, source: Path) -> None:
    write_ready(tmp_path / "x.ready", [source], {"one": ()})
    source.write_text(source.read_text(encoding="utf-8").replace("m", "s"), encoding="utf-8")
    assert read_ready(tmp_path / "x.ready", [source]) == {}


def test_the_same_sources_written_anew_are_the_same(tmp_path: Path, source: Path) -> None:
    write_ready(tmp_path / "x.ready", [source], {"one": ()})
    source.write_bytes(source.read_bytes())
    assert read_ready(tmp_path / "x.ready", [source]).keys() == {"one"}


def test_a_source_that_was_added_makes_it_stale(tmp_path: Path, source: Path) -> None:
    write_ready(tmp_path / "x.ready", [source], {"one": ()})
    added = source.with_name("ru.json")
    added.write_bytes(source.read_bytes())
    assert read_ready(tmp_path / "x.ready", [source, added]) == {}


@pytest.mark.parametrize("content", [b"", b"\x00\xff broken", b"i\x01\x00\x00\x00", b"(\x03\x00\x00\x00NNN"])
def test_a_file_that_is_none_of_ours_is_as_if_it_were_not_there(tmp_path: Path, source: Path, content: bytes) -> None:
    (tmp_path / "x.ready").write_bytes(content)
    assert read_ready(tmp_path / "x.ready", [source]) == {}


def test_without_the_file_there_is_nothing_ready(tmp_path: Path, source: Path) -> None:
    assert read_ready(tmp_path / "x.ready", [source]) == {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each module has made its parts ready."""
    made = tmp_path_factory.mktemp("ready")
    for module in (name_words, date_lexicon, place_lexicon):
        module.make_ready(made / f"{module.__name__}.ready")
    return made


@pytest.mark.parametrize(("module", "part"), PARTS, ids=lambda value: getattr(value, "__name__", value))
def test_the_lexicons_made_ready_are_those_made_in_memory(folder: Path, module: Any, part: str) -> None:
    ready = unpacked(read_ready(folder / f"{module.__name__}.ready", module.sources())[part])
    assert ready == (module.tables() if part == "all" else module.tables(part))
    assert list(ready if isinstance(ready, dict) else ready[0]) == list(_keys(module, part))


def _keys(module: Any, part: str) -> Any:
    """What is looked up first comes first, ready or not."""
    made = module.tables() if part == "all" else module.tables(part)
    return made if isinstance(made, dict) else made[0]


def test_every_script_and_language_is_made_ready(folder: Path) -> None:
    made = {
        (module.__name__, part)
        for module in (name_words, date_lexicon, place_lexicon)
        for part in read_ready(folder / f"{module.__name__}.ready", module.sources())
    }
    assert made == {(module.__name__, part) for module, part in PARTS}


def test_the_contract_made_ready_is_the_one_composed(tmp_path: Path) -> None:
    contract.make_ready(tmp_path / "x.ready")
    ready = read_ready(tmp_path / "x.ready", contract.sources())
    assert json.dumps(unpacked(ready["event"])) == json.dumps(contract.Contract().compose("event"))
    assert {*unpacked(ready["multiline"]), "notes"} == contract.multiline_fields()


def test_a_contract_with_additions_is_never_the_ready_one() -> None:
    added = {"event-types": {"vigil": {"code": "vigil", "label": "Vigil", "broader": "protest"}}}
    event = contract.Contract(added).schema("event")
    assert "vigil" in json.dumps(event)
    assert "vigil" not in json.dumps(contract.Contract().schema("event"))
    extended = contract.Contract(extension={"properties": {"ward": {"type": "string"}}}).schema("event")
    assert "ward" in extended["properties"]["extra"]["properties"]
