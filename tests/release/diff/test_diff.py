"""What changed between two releases: complete in changes.jsonl, silent on what is withheld, told by `diff`."""

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.release.by_rows import read_changes, read_content

from regesta.errors import RegestaError
from regesta.jsontext import canonical, compact
from regesta.release.build import release_dataset
from regesta.release.content import JSON_TABLES, Content, Stored, json_lines
from regesta.release.diff.changes import apply, changes, differences
from regesta.release.diff.objects import differing, differing_content
from regesta.release.diff.report import diff_releases
from regesta.release.diff.run import difference
from regesta.release.stored import lines_of
from regesta.release.verify.run import verify

EXAMPLE = Path(__file__).parents[3] / "fixtures" / "wagner-mutiny"
CALL = "2023-06-24-putin-calls-lukashenko"
SCALARS = st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, -0.0, 1.0, 47.23135]) | st.sampled_from(["a", "b"])
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.sampled_from(["x", "a/b", "~1", "", "0"]), v, max_size=2), max_leaves=5
)  # fmt: skip
MISSING = st.lists(
    st.fixed_dictionaries({"field": st.sampled_from(["/list/-", "/x", "/y/z"]), "reason": st.sampled_from(["withheld", "unknown"])}), max_size=2,
)  # fmt: skip
FIELDS = st.fixed_dictionaries({}, optional={"list": st.lists(VALUES, max_size=4), "x": VALUES, "y": VALUES, "missing": MISSING})  # fmt: skip


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """The content of a release of any shape; an event is withdrawn or there, never both."""
    found = content()
    for table in ("events", "sources", "withdrawn"):
        taken = {row["id"] for row in found["events"]} if table == "withdrawn" else set()
        ids = draw(st.sets(st.sampled_from(["e1", "e2", "e1#s"]), max_size=2)) - taken
        found[table] = [{"id": own, **draw(FIELDS)} for own in sorted(ids)]
    return found


def content(**tables: Any) -> Content:
    return {table: tables.get(table, []) for table in JSON_TABLES}


@given(old=contents(), new=contents(), digits=st.none() | st.just(1))
def test_the_old_content_and_the_changes_make_the_new_content(old: Content, new: Content, digits: int | None) -> None:
    before = canonical(old)
    rows = [json.loads(compact(row)) for row in changes(old, new, digits)]
    assert canonical(apply(old, rows)) == canonical(new)
    assert canonical(old) == before
    order = [(JSON_TABLES.index(row["table"]), row["id"]) for row in rows]
    assert order == sorted(order)
    assert len({(row["table"], row["id"], row.get("field")) for row in rows}) == len(rows)


def on_disk(whole: Content, folder: Path) -> Stored:
    """The same content with its long tables in files."""
    for table in ("events", "sources"):
        (folder / f"{table}.jsonl").write_bytes(json_lines(whole[table]))
    return {**whole, **{table: lines_of(folder / f"{table}.jsonl") for table in ("events", "sources")}}


@given(old=contents(), new=contents(), shuffled=st.booleans())
def test_of_contents_on_disk_the_same_is_told(
    old: Content, new: Content, shuffled: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if shuffled:
        new = {**new, "events": new["events"][::-1], "sources": new["sources"][::-1]}
    was, now = (on_disk(side, tmp_path_factory.mktemp("side")) for side in (old, new))
    rows = list(changes(was, now))
    assert compact(rows) == compact(list(changes(old, new)))
    before, after = differing_content(was, now)
    assert canonical(apply(before, rows)) == canonical(after)


def test_objects_that_are_the_same_are_not_read(tmp_path: Path) -> None:
    same = [{"id": f"e{number}", "title": "x"} for number in range(5)]
    old = on_disk(content(events=[*same, {"id": "f"}, {"id": "g", "title": "y"}]), tmp_path)
    (tmp_path / "new").mkdir()
    new = on_disk(content(events=[{"id": "a"}, *same, {"id": "g", "title": "z"}]), tmp_path / "new")
    assert differing(old["events"], new["events"]) == (
        {"f": {"id": "f"}, "g": {"id": "g", "title": "y"}},
        {"a": {"id": "a"}, "g": {"id": "g", "title": "z"}},
    )


@given(one=contents())
def test_equal_contents_have_no_changes(one: Content) -> None:
    assert list(changes(one, json.loads(canonical(one)))) == []


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def version(dataset: Path, number: str) -> Path:
    """Release the dataset under a version."""
    outcome = release_dataset(dataset, version=number)
    assert outcome.state == "released", [d.message for d in outcome.examination.found if d.severity == "error"]
    return outcome.path


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Four releases of the example: as it is, edited, with an event withdrawn, with it back and the dataset changed."""
    dataset = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("versions") / "wagner-mutiny"))
    records, settings = dataset / "records", dataset / "regesta.toml"
    edit(settings, "events = { min = 18, max = 18 }", "events = { min = 1 }")
    edit(settings, '"participants" = 0.75, ', "")
    released = [version(dataset, "1.0.0")]
    edit(records / "article-2023-06-24.yaml", "telephones Alexander", "`phones` Alexander")
    extra = {"id": "a-march", "title": "A *march*", "type": "protest", "date": {"text": "24 June 2023"}, "tags": ["a", "b", "c"], "extra": {"n": 1}, "sources": [{"id": "s", "publisher": "TASS"}]}  # fmt: skip
    (records / "march.json").write_text(json.dumps(extra), encoding="utf-8")
    released.append(version(dataset, "1.1.0"))
    (records / "march.json").write_text(
        json.dumps({"id": "a-march", "withdrawn": {"at": "2023-07-01", "reason": "privacy", "replaced_by": [CALL]}}),
        encoding="utf-8",
    )
    released.append(version(dataset, "1.2.0"))
    (records / "march.json").write_text(json.dumps({**extra, "tags": ["c"], "extra": {"n": True}}), encoding="utf-8")
    (dataset / "vocabulary").mkdir()
    (dataset / "vocabulary/event-types.csv").write_text("code,label,description,broader\nmy-flood,Flood,Water,other\n", encoding="utf-8")  # fmt: skip
    (dataset / "extension.schema.json").write_text('{"type": "object", "properties": {"n": {"type": "boolean"}}}', encoding="utf-8")  # fmt: skip
    edit(settings, '"Russia"', '"Russland"')
    with settings.open("a", encoding="utf-8") as file:
        file.write('\n[rules]\nA901 = "warning"\n')  # so that an id may come back
    return [*released, version(dataset, "2.0.0")]


@pytest.mark.long
def test_the_changes_tell_the_same_codes(versions: list[Path]) -> None:
    found = difference(*versions[2:])
    told = (versions[3] / "CHANGES.md").read_text(encoding="utf-8")
    assert [(change.table, change.id, change.change) for change in found.vocabularies] == [
        ("event-types", "my-flood", "added")
    ]
    assert "Its vocabularies are different: 1 code added.\n" in told
    assert "## Codes of event-types added (1)\n\n- `my-flood` Flood\n" in told
    assert "The dataset itself is described otherwise: keywords.\n" in told
    assert "## New fields (1)\n\n- `event.extra.n is new (column events_flat.extra_n)`\n" in told
    assert "vocabularies" not in (versions[2] / "CHANGES.md").read_text(encoding="utf-8")
    assert list(verify(versions[3])) == []


def test_each_release_follows_from_the_one_before_and_its_changes(versions: list[Path]) -> None:
    for before, after in pairwise(versions):
        made = apply(read_content(before), read_changes(after))
        assert canonical(made) == canonical(read_content(after))


def test_a_withdrawal_tells_its_tombstone_and_nothing_of_the_event(versions: list[Path]) -> None:
    row = next(row for row in read_changes(versions[2]) if row["change"] == "withdrawn")
    assert (row["table"], row["id"], row["reason"]) == ("events", "a-march", "privacy")
    assert json.loads(row["new"])["replaced_by"] == [CALL]
    assert "march*" not in (versions[2] / "changes.jsonl").read_text(encoding="utf-8")


def test_a_release_is_equal_to_itself(versions: list[Path]) -> None:
    text, equal = diff_releases(versions[0], versions[0], "text")
    assert equal
    assert text.endswith("\nthe same content\n")


def test_text_tells_records_fields_codes_and_the_dataset(versions: list[Path]) -> None:
    text, equal = diff_releases(versions[0], versions[1], "text")
    assert not equal
    assert f"  ~ {CALL}\n      /title: " in text
    assert '-> "Vladimir Putin `phones` Alexander Lukashenko"\n' in text
    assert "  + a-march A *march*\n" in text
    assert "  version   1.0.0 -> 1.1.0\n" in text
    last, _ = diff_releases(versions[2], versions[3], "text")
    assert "codes of event-types: 1 added\n  + my-flood Flood\n" in last
    assert "schema: 1 added\n  + event.extra.n\n" in last
    assert '/keywords/0: "Russia" -> "Russland"' in last
    gone, _ = diff_releases(versions[1], versions[2], "text")
    assert f"events: 1 withdrawn\n  x a-march A *march* (privacy) see {CALL}\n" in gone
    assert "sources: 1 removed\n  - a-march#s TASS\n" in gone


def test_json_holds_every_change_with_its_values(versions: list[Path]) -> None:
    data = json.loads(diff_releases(versions[1], versions[2], "json")[0])
    assert (data["version"], data["equal"], data["old"]["version"], data["new"]["version"]) == ("1", False, "1.1.0", "1.2.0")  # fmt: skip
    assert data["counts"]["events"] == {"added": 0, "changed": 0, "withdrawn": 1, "removed": 0}
    assert data["records"][0]["old"]["title"] == "A *march*"
    assert data["records"][0]["new"] == {"id": "a-march", "at": "2023-07-01", "reason": "privacy", "replaced_by": [CALL]}  # fmt: skip


def test_markdown_shows_what_comes_from_a_release_as_code(versions: list[Path]) -> None:
    text, _ = diff_releases(versions[0], versions[1], "markdown")
    assert "- added `a-march` `A *march*`\n" in text
    assert '→ ``"Vladimir Putin `phones` Alexander Lukashenko"``' in text


@pytest.mark.parametrize("heir", ["vladimir-putin", "v-putin"])
def test_an_actor_under_another_id_is_told_with_it(heir: str, versions: list[Path], tmp_path: Path) -> None:
    """A new entry, or one that was there, has the id among its previous ones."""
    rows = [json.loads(line) for line in (versions[0] / "json/actors.jsonl").read_text(encoding="utf-8").splitlines()]
    taken = [row | ({"id": heir, "previous_ids": ["belta"]} if row["id"] == "vladimir-putin" else {}) for row in rows]
    data = json_lines([row for row in taken if row["id"] != "belta"])
    text, _ = diff_releases(versions[0], altered(versions[0], tmp_path, "json/actors.jsonl", data), "text")
    assert f"\n  - belta BelTA now {heir}\n" in text
    assert text.count(" now ") == 1


def altered(release: Path, folder: Path, path: str, data: bytes | None) -> Path:
    """A copy of a release in which one file is another, or gone."""
    copy = Path(shutil.copytree(release, folder / "altered"))
    (copy / path).unlink()
    if data is not None:
        (copy / path).write_bytes(data)
    return copy


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ({"type": "integer"}, '~ event.extra.n\n      /type: "boolean" -> "integer"'),
        ({"type": "boolean", "const": True}, "~ event.extra.n\n      /const: (blank) -> true"),
        (True, '~ event.extra.n\n      /type: "boolean" -> (blank)\n      /allowed: (blank) -> true'),
        ({"type": "array", "items": {"type": "integer"}}, "+ event.extra.n[]"),
        (None, "- event.extra.n"),
    ],
    ids=["retyped", "bounded", "opened", "list", "removed"],
)
def test_a_field_of_the_contract_that_changes_is_told(
    node: Any, told: str, versions: list[Path], tmp_path: Path
) -> None:
    schema = json.loads((versions[3] / "schema/event.schema.json").read_text(encoding="utf-8"))
    schema["properties"]["extra"]["properties"] = {"n": node} if node is not None else {}
    other = altered(versions[3], tmp_path, "schema/event.schema.json", json.dumps(schema).encode())
    assert told in diff_releases(versions[3], other, "text")[0]
    found = difference(versions[3], other)
    assert (found.records, found.vocabularies, found.dataset, found.equal) == ((), (), (), False)


def test_what_breaks_readers_is_told_apart_from_what_only_adds(versions: list[Path]) -> None:
    text, _ = diff_releases(versions[2], versions[3], "text")
    adds = "+ event.extra.n is new (column events_flat.extra_n)\n  + code my-flood of event-types is new\n"
    assert f"\nfor readers: 2 add\n  {adds}" in text
    back, _ = diff_releases(versions[3], versions[2], "text")
    assert "\nfor readers: 2 break\n  ! event.extra.n is gone (column events_flat.extra_n)\n" in back
    assert "  ! code my-flood of event-types is gone\n" in back
    marked, _ = diff_releases(versions[3], versions[2], "markdown")
    assert "\n- breaks `code my-flood of event-types is gone`\n" in marked
    assert "for readers" not in diff_releases(versions[0], versions[1], "text")[0]


def test_json_tells_what_breaks_readers(versions: list[Path]) -> None:
    found = json.loads(diff_releases(versions[3], versions[2], "json")[0])["readers"]
    assert found[0] == {
        "breaks": True, "kind": "gone", "subject": "event.extra.n", "what": "is gone", "columns": ["events_flat.extra_n"],
    }  # fmt: skip
    assert json.loads(diff_releases(versions[0], versions[1], "json")[0])["readers"] == []


def test_nothing_from_a_record_acts_on_a_terminal(versions: list[Path], tmp_path: Path) -> None:
    bad = Path(shutil.copytree(versions[0], tmp_path / "bad"))
    text = (bad / "json/events.jsonl").read_text(encoding="utf-8")
    evil = r"\u001b]52;c;eA==\u0007\u202e\u007f\ud800" + "\x7f```<img src=x>\\n# Heading"
    (bad / "json/events.jsonl").write_text(text.replace("Vladimir Putin telephones", evil), encoding="utf-8")
    for name in ("text", "json", "markdown"):
        shown, _ = diff_releases(versions[0], bad, name)
        shown.encode()
        assert not set(shown) & set("\x1b\x07\x7f\u202e\ud800")
        assert "\n# Heading" not in shown


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("manifest.json", None, "is not a release: it has no manifest.json"),
        ("manifest.json", b"[]", "is not a release"),
        ("json/events.jsonl", None, "the records of"),
        ("json/events.jsonl", b"{", "the records of"),
        ("json/events.jsonl", b"[1]\n", "cannot be compared"),
        ("json/events.jsonl", b'{"id": 1, "missing": 3}\n', "cannot be compared"),
        ("json/actors.jsonl", b'{"name": "no id"}\n', "cannot be compared"),
        ("schema/event.schema.json", b"[", "the contract of"),
        ("schema/event.schema.json", b"[]", "cannot be compared"),
        ("schema/vocabulary/measures.csv", b"\xff", "the contract of"),
        ("schema/vocabulary/measures.csv", b"no\n1\n", "the contract of"),
    ],
)
def test_what_is_not_a_release_is_refused(
    path: str, data: bytes | None, message: str, versions: list[Path], tmp_path: Path
) -> None:
    bad = altered(versions[0], tmp_path, path, data)
    for pair in ((versions[0], bad), (bad, versions[0])):
        with pytest.raises(RegestaError, match=message):
            diff_releases(*pair, "text")


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegestaError, match="formats: text, json, markdown"):
        diff_releases(tmp_path, tmp_path, "yaml")


PLACE = {"name": "P", "role": "location", "latitude": 47.23135, "longitude": 39.72328}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"participants": [{"name": "A"}, {"name": "Zebulon"}]}, {"participants": [{"name": "A"}], "missing": [{"field": "/participants/-", "reason": "withheld"}]}),
        ({"participants": [{"name": "Zebulon"}, {"name": "A"}]}, {"participants": [{"name": "A"}], "missing": [{"field": "/participants/-", "reason": "withheld"}]}),
        ({"summary": "Zebulon"}, {"missing": [{"field": "/summary", "reason": "withheld"}]}),
        ({"summary": "Zebulon", "missing": [{"field": "/summary", "reason": "unknown"}]}, {"missing": [{"field": "/summary", "reason": "withheld"}]}),
    ],
    ids=["last", "first", "field", "before"],
)  # fmt: skip
def test_what_is_withheld_now_is_not_told_as_an_old_value(was: dict[str, Any], now: dict[str, Any]) -> None:
    old, new = content(events=[{"id": "e", **was}]), content(events=[{"id": "e", **now}])
    rows = list(changes(old, new))
    assert "Zebulon" not in compact(rows)
    assert apply(old, rows) == new


@pytest.mark.parametrize(
    ("was", "field", "missing"),
    [({"summary": "S"}, "/summary", "/summary"), ({"media": [{"kind": "photo"}]}, "/media", "/media"), ({"y": ["a", "b"]}, "/y/1", "/y/-")],
)  # fmt: skip
def test_a_field_that_is_blank_now_says_why(was: dict[str, Any], field: str, missing: str) -> None:
    new = {"id": "e", **({"y": ["a"]} if "y" in was else {}), "missing": [{"field": missing, "reason": "withheld"}]}
    rows = changes(content(events=[{"id": "e", **was}]), content(events=[new]))
    assert next(iter(rows)) == {"table": "events", "id": "e", "field": field, "change": "changed", "reason": "withheld"}


@pytest.mark.parametrize(
    ("field", "sources", "hidden"),
    [
        ("/sources/1/publisher", [{"id": "other"}, {"id": "s"}], True), ("/sources/0/publisher", [{"id": "s"}], True),
        ("/sources/0/publisher", [{"id": "other"}, {"id": "s"}], False), ("/sources/-", [{"id": "other"}], True),
        ("/summary", [{"id": "s"}], False),
    ],
    ids=["it", "it alone", "another", "which is not told", "something else"],
)  # fmt: skip
@pytest.mark.parametrize("own", ["e#s", "s"])
def test_a_source_of_which_something_is_withheld_tells_no_old_value(
    own: str, field: str, sources: list[dict[str, Any]], hidden: bool
) -> None:
    """Whichever event withholds it; what others withhold is no matter."""
    events = [{"id": "e", "sources": sources, "missing": [{"field": field, "reason": "withheld"}]}]
    old = content(events=events, sources=[{"id": own, "publisher": "Zebulon"}])
    new = content(events=events, sources=[{"id": own, "publisher": "Quux"}])
    assert ("Zebulon" in compact(list(changes(old, new)))) is not hidden


WITHHELD = [{"field": "/places/0/name", "reason": "withheld"}]
CLOSED = {"title": "Raid", "summary": "S", "sources": [{"id": "s", "title": "T"}, {"id": "e#own"}], "places": [{"country": "RU"}], "missing": WITHHELD}  # fmt: skip
OPEN: dict[str, Any] = {
    "title": "Raid in Zebulon", "summary": "Zebulon is raided", "places": [{"name": "Zebulon", "country": "RU"}],
    "sources": [{"id": "s", "title": "Zebulon, by our own correspondent"}, {"id": "e#own", "title": "Dusk in Zebulon"}],
}  # fmt: skip


def test_an_event_that_withholds_more_than_before_tells_no_old_value(tmp_path: Path) -> None:
    """A text that was reworded since it held what is withheld now, there or in a source that other events have too."""
    own, shared = {"id": "e#own", "title": "Dusk in Zebulon"}, {"id": "s", "title": OPEN["sources"][0]["title"]}
    other = {"id": "f", "title": "F", "sources": [shared]}
    old = content(events=[{"id": "e", **OPEN}, other], sources=[own, shared])
    moved = {**other, "title": "G", "sources": [{"id": "s", "title": "T"}]}
    sources = [{"id": "e#own"}, {"id": "s", "title": "T"}]
    new = content(events=[{"id": "e", **CLOSED}, moved], sources=sources)
    rows = list(changes(on_disk(old, tmp_path), new))
    assert "Zebulon" not in compact(rows)
    assert [row["old"] for row in rows if "old" in row] == ['"F"']
    assert apply(old, rows) == new


def test_an_event_that_withholds_no_more_than_before_tells_what_was_corrected() -> None:
    old = content(events=[{"id": "e", **CLOSED}])
    new = content(events=[{"id": "e", **CLOSED, "title": "Two raids"}])
    assert [row.get("old") for row in changes(old, new)] == ['"Raid"']
    opened = content(events=[{"id": "e", **CLOSED, "title": "Two raids", "missing": []}])
    assert [row["old"] for row in changes(old, opened) if row["field"] == "/title"] == ['"Raid"']


@pytest.mark.parametrize("places", [[{**PLACE, "latitude": 47.23, "longitude": 39.72}], [{"name": "P"}], []])
def test_old_coordinates_are_as_coarse_as_the_new_ones(places: list[dict[str, Any]]) -> None:
    old = content(events=[{"id": "e", "places": [PLACE, PLACE]}])
    new = content(events=[{"id": "e", "places": places}])
    old["places"], new["places"] = [{**PLACE, "id": "p"}], [{"id": "p", "name": "P"}]
    rows = list(changes(old, new, 2))
    assert "47.23135" not in compact(rows)
    assert "39.72328" not in compact(rows)
    assert apply(old, rows) == new


def test_a_record_that_is_gone_is_not_told_again() -> None:
    old = content(
        events=[{"id": "e", "title": "Zebulon"}, {"id": "f", "title": "Zebulon"}],
        actors=[{"id": "z", "name": "Zebulon"}],
    )
    new = content(withdrawn=[{"id": "f", "at": "2023-07-01", "reason": "privacy"}])
    rows = list(changes(old, new))
    assert "Zebulon" not in compact(rows)
    assert [(row["table"], row["id"], row["change"]) for row in rows] == [
        ("events", "e", "removed"), ("events", "f", "withdrawn"), ("actors", "z", "removed"),
    ]  # fmt: skip
    assert apply(old, rows) == new


def test_one_and_true_are_different_values() -> None:
    assert list(differences({"a": [1, 1]}, {"a": [True, 1.0]})) == [("/a/0", 1, True), ("/a/1", 1, 1.0)]
