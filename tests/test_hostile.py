"""Hostile input: refused for its own reason, soon, without a socket, and without a trace of what it points to."""

import csv
import json
import os
import socket
import threading
from pathlib import Path
from typing import Any

import pytest
from tests.warm import regesta

from regesta.folder import record_files

ROOT = Path(__file__).parents[1]
HOSTILE = ROOT.parent / "shared/hostile"
SECONDS, BYTES = 15, 1_500_000_000  # five on a machine that does nothing else; libraries map what they never use


def _rows() -> list[dict[str, str]]:
    if not (HOSTILE / "EXPECT.tsv").is_file():
        return []
    with (HOSTILE / "EXPECT.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def validate(*args: object, cwd: Path | None = None) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and diagnostics of a run that has little time and memory."""
    done = regesta("validate", "--format", "json", *args, cwd=cwd, seconds=SECONDS, memory=BYTES)
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, json.loads(done.stdout)["diagnostics"]


@pytest.mark.parametrize("row", _rows() or [None], ids=lambda row: row["file"] if row else "absent")
def test_each_hostile_file_has_its_outcome(row: dict[str, str] | None, tmp_path: Path) -> None:
    if row is None:
        pytest.skip(f"{HOSTILE} is absent")
    path: Path = HOSTILE / row["file"]
    if row["file"].startswith("schemas/"):
        assert regesta("init", tmp_path / "d").returncode == 0
        (tmp_path / "d/extension.schema.json").write_bytes(path.read_bytes())
        path = tmp_path / "d"
    code, found = validate(path)
    severities = {d["severity"] for d in found}
    expected = {"reject": {1}, "value": {0}, "warn": {0, 1}, "either": {0, 1}}[row["outcome"]]
    assert code in expected
    assert row["outcome"] != "warn" or severities & {"warning", "error"}
    assert all(d.get("line", 0) >= 1 and d.get("column", 0) >= 1 for d in found)


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.yaml",
        "\x1b[31mred.yaml",
        "::error::x.yaml",
        "-rf.yaml",
        "a b'\"&<>.yaml",
        "%0A.yaml",
        "é.yaml",
        "##[x].yaml",
    ],
    ids=repr,
)
def test_an_odd_file_name_is_shown_harmless(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("id: [", encoding="utf-8")
    done = regesta("validate", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert "R003" in done.stdout
    assert "\x1b" not in done.stdout
    github = regesta("validate", ".", "--format", "github", cwd=tmp_path)
    commands = [line for line in github.stdout.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert commands[0].startswith("::error ")


def test_folders_lie_in_each_other_as_deep_as_they_like(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1_100):
        deep /= "a"
        deep.mkdir()
    (deep / "b.yaml").touch()
    assert record_files(tmp_path) == ([deep / "b.yaml"], [])
    (deep / "b.yaml").unlink()
    os.removedirs(deep)  # what sweeps up after tests goes no deeper than Python


def test_a_link_out_of_the_dataset_is_refused_without_a_word_of_what_it_leads_to(tmp_path: Path) -> None:
    assert regesta("init", tmp_path / "d").returncode == 0
    (tmp_path / "secret.yaml").write_text("title: the secret\n", encoding="utf-8")
    (tmp_path / "d/records/link.yaml").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "d/records/loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "d/records/folder.yaml").mkdir()
    os.mkfifo(tmp_path / "d/records/pipe.yaml")
    (tmp_path / "d/records/notes.txt").symlink_to(tmp_path / "secret.yaml")
    (tmp_path / "d/records/others").symlink_to(tmp_path)
    names = ("registry/places.yaml", "registry/lookups.csv", "vocabulary/measures.csv", "extension.schema.json")
    for name in names:
        (tmp_path / "d" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "d" / name).unlink(missing_ok=True)
        (tmp_path / "d" / name).symlink_to(tmp_path / "secret.yaml")
    code, found = validate(tmp_path / "d")
    assert code == 1
    wrong = {Path(d["path"]).name for d in found if d["code"] == "R001"}
    assert wrong == {"link.yaml", "loop.yaml", "folder.yaml", "pipe.yaml", *(Path(name).name for name in names)}
    assert {Path(d["path"]).name for d in found if d["code"] == "R013"} == {"notes.txt", "others"}
    told = regesta("validate", tmp_path / "d")
    assert "secret" not in told.stdout + told.stderr + json.dumps(found)


@pytest.mark.parametrize(
    "name",
    [
        "records", "registry", "vocabulary", "extension.schema.json", "registry/actors.yaml", "registry/sources.yaml",
        "registry/lookups.csv", "registry/loaded-words.csv", "vocabulary/measures.csv",
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", ["nowhere", "."])
def test_a_link_that_leads_nowhere_is_not_a_file_that_is_absent(tmp_path: Path, name: str, target: str) -> None:
    assert regesta("init", tmp_path / "d").returncode == 0
    path = tmp_path / "d" / name
    if path.is_dir():
        path.rename(tmp_path / "away")
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(path.name if target == "." else target)
    code, found = validate(tmp_path / "d")
    assert code == 1
    assert [Path(d["path"]).name for d in found if d["code"] == "R001"] == [path.name]


def test_no_reference_of_an_extension_reaches_the_network(tmp_path: Path) -> None:
    assert regesta("init", tmp_path / "d").returncode == 0
    met: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(8)

        def listen() -> None:
            try:
                met.append(server.accept())
            except OSError:
                return

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        port = server.getsockname()[1]
        for keyword in ("$ref", "$dynamicRef", "$schema", "$id"):
            schema = {keyword: f"http://127.0.0.1:{port}/x.json", "type": "object"}
            (tmp_path / "d/extension.schema.json").write_text(json.dumps(schema), encoding="utf-8")
            validate(tmp_path / "d")
    assert met == []


def test_a_record_never_chooses_its_schema(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text('{"$schema": "http://127.0.0.1:9/x.json", "id": "e"}', encoding="utf-8")
    code, found = validate(tmp_path / "r.json")
    assert code == 1
    assert ("S101", "/$schema") in {(d["code"], d["field"]) for d in found}


@pytest.mark.long
def test_marks_without_end_and_claims_without_end_take_no_time_without_end(tmp_path: Path) -> None:
    piled = "a" + "\u0f71\u0f72" * 200_000
    claims = [{"id": f"c-{number}", "act": "asserts", "source": "daily"} for number in range(20_000)]
    event = {"id": "rally", "title": "A rally", "type": "protest", "date": {"edtf": "2024-03-05"},
             "sources": [{"id": "daily", "publisher": "Daily"}], "summary": piled, "claims": claims, "extra": {piled: 1}}  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(event, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "r.yaml").write_text(f"summary: {piled}\n", encoding="utf-8")
    code, found = validate(tmp_path / "r.json")
    assert (code, {d["code"] for d in found}) == (1, {"R010"})
    code, found = validate(tmp_path / "r.yaml")
    assert (code, {d["code"] for d in found}) == (1, {"R010", "S102"})


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("title = a{}b\nx: y", id="an equals sign"),
        pytest.param('title: [a](https://a{}b)\nx: "', id="a link"),
        pytest.param("tags:\n  - a{}b\n    c: d", id="a member without its key"),
        pytest.param("title: | a{}b", id="a bar"),
        pytest.param("title: *a{}b*", id="a star"),
        pytest.param("title: @a{}b", id="a sign"),
        pytest.param("title: a: b{}c", id="two colons"),
        pytest.param("title: 'a' {}b", id="text after quotes"),
        pytest.param("title: [a] {}b", id="text after brackets"),
    ],
)
def test_what_is_wrong_with_a_long_line_is_soon_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "r.yaml").write_text(line.format(" " * 200_000) + "\n", encoding="utf-8")
    code, found = validate(tmp_path / "r.yaml")
    assert (code, [d["code"] for d in found]) == (1, ["R003"])
    assert len(str(found[0])) < 1000


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param(f'{{"extra": {{{", ".join(f"{json.dumps(str(n))}: null" for n in range(20_000))}}}}}', {"R011"},
                     id="nulls"),
        pytest.param(f'{{"extra": {{{", ".join(f"{json.dumps(str(n))}: 1e99" for n in range(20_000))}}}}}', {"R012"},
                     id="numbers"),
        pytest.param(f'{{"extra": [{", ".join(["{}"] * 20_000)}]}}', {"R011"}, id="empty objects"),
        pytest.param(f'{{"events": [{{"extra": [{", ".join(["null"] * 20_000)}]}}, {{}}]}}', {"R011"}, id="of an event"),
        pytest.param('{"a": ' * 60 + f'{{{", ".join(["0: 1".replace("0", chr(34) * 2)] * 20_000)}}}' + "}" * 60, {"R004"},
                     id="keys that stand twice, far down"),
    ],
)  # fmt: skip
def test_faults_without_end_are_soon_told(tmp_path: Path, text: str, codes: set[str]) -> None:
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    code, found = validate("--select", ",".join(codes), tmp_path / "r.json")
    assert (code, {d["code"] for d in found}) == (1, codes)


def test_columns_without_end_are_soon_read(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    titles = ["id", "title", "type", "date_text", *(f"c{number}" for number in range(16_000))]
    (tmp_path / "s/events.csv").write_text(f"{','.join(titles)}\n{'x,' * 16_003}x\n", encoding="utf-8")
    done = regesta("import", "spreadsheet", tmp_path / "s", "-o", tmp_path / "out.jsonl", seconds=SECONDS)
    assert done.returncode == 1
    assert 'events has no column "c21"' in done.stdout + done.stderr
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("start", ["", "/extra", "/places", "/places/0"])
@pytest.mark.parametrize("step", ["/a", "/0", "/-", "/~0"])
def test_a_pointer_without_end_leads_nowhere(tmp_path: Path, start: str, step: str) -> None:
    pointer = start + step * 100_000
    event = {"id": "rally", "title": "A rally", "type": "protest", "date": {"edtf": "2024-03-05"},
             "sources": [{"id": "daily", "publisher": "Daily"}], "places": [{"name": "Lyon", "country": "FR"}],
             "extra": {"a": "b"}, "claims": [{"id": "a", "act": "asserts", "about": pointer}],
             "waivers": [{"rule": "U801", "field": pointer, "reason": "r", "by": "b", "until": "2999-01-01"}]}  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(event), encoding="utf-8")
    code, found = validate(tmp_path / "r.json")
    assert (code, {d["code"] for d in found}) == (1, {"X704"})
    assert {d["field"] for d in found} == {"/claims/0/about", "/waivers/0/field"}
    assert all(len(d["message"] + d.get("help", "")) < 600 for d in found)


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "1 " * 50_000, "~" * 100_000, "1'" * 50_000])
def test_what_to_type_for_a_long_text_is_soon_found_and_short(tmp_path: Path, text: str) -> None:
    event = {"id": text, "title": "A rally", "type": text, "date": text, "tags": text, "places": [{"name": "A", "latitude": text}],
             "quantities": [{"measure": "killed", "best": text}], "claims": [{"id": "a", "act": text, "about": text}],
             "sources": [{"id": "a", "url": text, "language": text}], text: 1}  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(event), encoding="utf-8")
    code, found = validate(tmp_path / "r.json")
    assert code == 1
    assert len(found) == 11
    assert max(len(d["message"] + d.get("help", "")) for d in found) < 600
