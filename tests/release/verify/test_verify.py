"""Verifying: whatever is changed in a release is found, also where manifest and checksums were made to fit."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.release.sealing import edited, manifest_of, rewritten, sealed, written

from regesta.errors import RegestaError
from regesta.release.build import release_dataset
from regesta.release.formats.xlsx import XLSX
from regesta.release.formats.zipped import zipped
from regesta.release.publish import write_sums
from regesta.release.verify.changes import change_faults
from regesta.release.verify.plain import expect_plain
from regesta.release.verify.records import record_faults
from regesta.release.verify.run import each_once, release_contract, verify

WAGNER = Path(__file__).parents[3] / "fixtures" / "wagner-mutiny"
ALL = ("jsonl", "json", "csv", "parquet", "geo", "xlsx")
CALL = "2023-06-24-putin-calls-lukashenko"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A release in every format and one of JSON Lines alone; a test gets a copy."""
    home = tmp_path_factory.mktemp("verify")
    dataset = Path(shutil.copytree(WAGNER, home / "wagner-mutiny"))
    stone = {"id": "gone", "withdrawn": {"at": "2023-07-01", "reason": "duplicate", "replaced_by": [CALL]}}
    (dataset / "records/gone.json").write_text(json.dumps(stone), encoding="utf-8")
    own = {"id": "s", "publisher": "Bulletin", "title": "Rains"}
    event = {"id": "rains", "title": "It rains", "type": "other", "date": {"text": "24 June 2023"}, "sources": [own]}
    (dataset / "records/rains.json").write_text(json.dumps(event), encoding="utf-8")
    edited(dataset / "regesta.toml", "max = 18", "max = 19")
    edited(dataset / "regesta.toml", '"participants" = 0.75, ', "")
    return {"all": release_dataset(dataset, home / "all", ALL).path, "plain": release_dataset(dataset, home, ["jsonl"]).path}  # fmt: skip


@pytest.fixture
def release(made: dict[str, Path], tmp_path: Path) -> Path:
    """Under another name: a copy is as good, wherever it lies."""
    return Path(shutil.copytree(made["all"], tmp_path / "a copy"))


@pytest.fixture
def plain(made: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made["plain"], tmp_path / "plain"))


@pytest.mark.long
def test_a_sound_release_holds_whatever_its_folder_is_called(release: Path, plain: Path) -> None:
    assert list(verify(release)) == list(verify(plain)) == []


def test_a_release_that_is_only_sealed_anew_holds(release: Path) -> None:
    sealed(release)
    assert list(verify(release)) == []


@pytest.mark.parametrize(
    ("named", "verified"),
    [
        (["d-1", "d-2", "d-latest"], ["d-1", "d-2"]),
        (["d-latest", "d-1", "d-2"], ["d-2", "d-1"]),
        (["d-1", "d-latest"], ["d-1", "d-latest"]),
        (["d-latest", "also"], ["d-latest"]),
        (["d-1", "../out/d-1", "d-1/"], ["d-1"]),
        (["nowhere", "d-1"], ["nowhere", "d-1"]),
    ],
)
def test_a_release_that_a_link_names_too_is_verified_once(
    tmp_path: Path, named: list[str], verified: list[str]
) -> None:
    home = tmp_path / "out"
    for name in ("d-1", "d-2"):
        (home / name).mkdir(parents=True)
    for name, target in (("d-latest", "d-2"), ("also", "d-2"), ("nowhere", "d-3")):
        (home / name).symlink_to(target)
    assert each_once(home / name for name in named) == [home / name for name in verified]


def test_a_folder_that_is_no_release_is_refused(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  other.json\n", encoding="utf-8")
    with pytest.raises(RegestaError, match="no manifest"):
        list(verify(tmp_path))


def test_a_release_without_its_manifest_is_one_that_lacks_it(plain: Path) -> None:
    (plain / "manifest.json").unlink()
    assert list(verify(plain)) == ["manifest.json is missing"]


def test_a_release_without_its_checksums_lacks_no_more(plain: Path) -> None:
    (plain / "SHA256SUMS").unlink()
    assert list(verify(plain)) == ["SHA256SUMS is not there or cannot be read"]


def test_a_public_edition_holds(tmp_path: Path) -> None:
    dataset = Path(shutil.copytree(WAGNER, tmp_path / "wagner-mutiny"))
    patterns = '["/claims/*/speaker", "/participants/*/name", "/claims/*/via/*/name"]'
    edited(
        dataset / "regesta.toml",
        "[assertions]",
        f"[release]\nwithhold = {patterns}\n[rules]\nA904 = 'off'\n[assertions]",
    )
    release = release_dataset(dataset, formats=["jsonl", "csv"]).path
    assert '"reason":"withheld"' in (release / "json/events.jsonl").read_text(encoding="utf-8")
    assert list(verify(release)) == []


@pytest.mark.parametrize(
    "name", ["csv/claims.csv", "parquet/events.parquet", "manifest.json", "schema/event.schema.json", "changes.jsonl"]
)
def test_one_more_byte_is_found(release: Path, name: str) -> None:
    with (release / name).open("ab") as file:
        file.write(b" ")
    found = list(verify(release))
    assert any(line.startswith(name) for line in found)
    assert not any(line.endswith("is not what regesta writes of this release") for line in found)


def test_a_file_too_many_and_a_file_too_few_are_found(release: Path) -> None:
    (release / "csv/extra.csv").write_text("a\n", encoding="utf-8")
    (release / "csv/media.csv").unlink()
    found = list(verify(release))
    assert "csv/extra.csv does not belong to the release" in found
    assert "csv/media.csv is missing" in found


def twice(lines: list[str]) -> list[str]:
    return [f"{'0' * 64}  CHANGES.md", *lines]


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (twice, "CHANGES.md stands 2 times in SHA256SUMS"),
        (lambda lines: lines[::-1], "SHA256SUMS is not in the order of its paths"),
        (lambda lines: lines[1:], "CHANGES.md does not belong to the release"),
        (lambda lines: [*lines, "# checked"], " is missing"),
        (lambda lines: [f"{line}\r" for line in lines], "SHA256SUMS does not end every line with a line feed alone"),
    ],
    ids=["a wrong line before the right one", "another order", "a line fewer", "no such line", "line ends of Windows"],
)
def test_checksums_that_are_not_those_of_the_release_are_told(
    change: Callable[[list[str]], list[str]], said: str, plain: Path
) -> None:
    lines = (plain / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    (plain / "SHA256SUMS").write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")
    assert list(verify(plain)) == [said]


@pytest.mark.long
@pytest.mark.parametrize("name", ["../secret.jsonl", "./json/events.jsonl", "json/nope.jsonl", "json"])
def test_a_manifest_that_names_what_is_no_file_of_the_release_is_told(plain: Path, name: str) -> None:
    (plain.parent / "secret.jsonl").write_text("{}\n", encoding="utf-8")
    manifest = manifest_of(plain)
    manifest["files"].append({"path": name, "bytes": 3, "sha256": "0" * 64, "rows": 9})
    written(plain, manifest)
    assert list(verify(plain)) == [f"{name} is in the manifest, but not there"]


LIES: dict[str, tuple[Any, str]] = {
    "version": ("9.9.9", "the manifest says version 9.9.9, and 1.0.0 in its dataset"),
    "name": ("other", "the manifest says name other, and wagner-mutiny in its dataset"),
    "released": ("2001-01-01", "the manifest says released 2001-01-01, and 2026-11-25 in its dataset"),
    "licence": ("MIT", "the manifest says licence MIT, and CC0-1.0 in its dataset"),
    "contract_sha256": ("0" * 64, "the contract is not what contract_sha256 says"),
    "content_sha256": ("0" * 64, "the content is not what content_sha256 says"),
    "schema_version": ("7", "the manifest says schema_version 7; that of its contract is 1"),
    "manifest_version": (9, "manifest.json is of version 9; this regesta knows version 1"),
    "parts_of_day": ({}, "parts_of_day of the manifest are not those of the dataset and its vocabulary"),
    "diagnostics": ({"error": 3, "warning": 0, "info": 0}, "the manifest counts 3 errors, with which nothing is released"),
    "coordinate_digits": (2, "README.md is not what regesta writes of this release"),
    "rules": ({"P402": "off"}, "README.md is not what regesta writes of this release"),
    "previous": ({"version": "0.9.0", "content_sha256": "0" * 64}, "CHANGES.md is not what regesta writes of this release"),
}  # fmt: skip


def test_a_manifest_that_lies_is_told(plain: Path) -> None:
    sealed(plain, **{name: lie for name, (lie, _) in LIES.items()})
    assert {said for _, said in LIES.values()} <= {*verify(plain)}


TABLES = (
    "json/events.jsonl", "json/events.json", "csv/claims.csv", "parquet/claims.parquet", "geo/events.geojson",
    "geo/events.parquet", "changes.jsonl",
)  # fmt: skip


@pytest.mark.parametrize("rows", [None, 99])
def test_the_manifest_tells_the_rows_of_each_table(rows: int | None, release: Path) -> None:
    manifest = manifest_of(release)
    said = []
    for file in manifest["files"]:
        if file["path"] in TABLES:
            true, path = file.pop("rows"), file["path"]
            file.update({} if rows is None else {"rows": rows})
            said.append(
                f"{path} has {true} rows, the manifest says 99"
                if rows
                else f"the manifest tells no number of rows of {path}"
            )
    written(release, manifest)
    assert sorted(verify(release)) == sorted(said)


def test_a_file_that_the_manifest_lists_twice_is_told(plain: Path) -> None:
    manifest = manifest_of(plain)
    manifest["files"].insert(0, {**manifest["files"][0], "sha256": "0" * 64})
    written(plain, manifest)
    assert list(verify(plain)) == [f"{manifest['files'][0]['path']} stands 2 times in manifest.json"]


def test_changes_that_break_the_contract_are_told(plain: Path) -> None:
    change = {"table": "events", "id": CALL, "change": "invented", "foo": 1}
    (plain / "changes.jsonl").write_text(json.dumps(change) + "\n", encoding="utf-8")
    found = list(record_faults(plain, release_contract(plain)))
    assert any(line.startswith(f"changes.jsonl, {CALL}: unknown code") for line in found)
    assert f"changes.jsonl, {CALL}: unknown field `foo` at /foo" in found


TITLE = "Vladimir Putin telephones Alexander Lukashenko"
STONE = {"id": "gone", "at": "2023-07-01", "reason": "duplicate", "replaced_by": [CALL]}
SOUND: Rows = [
    {
        "table": "events",
        "id": CALL,
        "change": "changed",
        "field": "/title",
        "old": '"A call"',
        "new": json.dumps(TITLE),
    },
    {"table": "events", "id": CALL, "change": "changed", "field": "/quantities", "old": '[{"measure":"persons"}]'},
    {"table": "events", "id": "gone", "change": "withdrawn", "new": json.dumps(STONE), "reason": "duplicate"},
    {"table": "events", "id": "snow", "change": "removed"},
    {"table": "actors", "id": "tass", "change": "removed"},
    {
        "table": "sources",
        "id": "rains#s",
        "change": "added",
        "new": '{"id":"rains#s","publisher":"Bulletin","title":"Rains"}',
    },
]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (0, {}), (0, {"new": '"Another title"'}), (0, {"field": "/summary"}), (0, {"id": "call"}), (0, {"new": "{"}),
        (0, {"change": "removed", "field": "/"}), (1, {"field": "/claims"}), (2, {"new": json.dumps({**STONE, "reason": "privacy"})}),
        (2, {"id": "rains"}), (2, {"change": "added"}), (4, {"id": "belta"}), (5, {"new": '{"id":"rains#s"}'}), (5, {"id": "rains#t"}),
    ],
)  # fmt: skip
def test_changes_that_do_not_lead_to_the_release_are_told(row: int, wrong: dict[str, str], plain: Path) -> None:
    rows = [{**told, **(wrong if number == row else {})} for number, told in enumerate(SOUND)]
    rows.sort(key=lambda told: (list(map(itemgetter("table"), SOUND)).index(told["table"]), told["id"]))
    (plain / "changes.jsonl").write_text("".join(json.dumps(told) + "\n" for told in rows), encoding="utf-8")
    changed = {**SOUND[row], **wrong}
    told = f"changes.jsonl, {changed['id']}: the release holds something else at {changed.get('field', '/')}"
    assert list(change_faults(plain)) == ([told] if wrong else [])


def test_a_key_that_stands_twice_in_the_manifest_is_told(plain: Path) -> None:
    edited(plain / "manifest.json", '"name"', '"version": "9.9.9",\n "name"')
    (plain / "SHA256SUMS").unlink()
    write_sums(plain)
    (found,) = list(verify(plain))
    assert found.startswith('manifest.json is not a manifest: Detected duplicate key "version"')


WHOLE = (
    "README.md", "index.html", "CODEBOOK.md", "CHANGES.md", "CITATION.cff", "datapackage.json", "croissant.json",
    "datacite.json", "changes.jsonl", "csv/media.csv", "parquet/events.parquet", "json/events.json",
    "geo/events.geojson", "schema/places.schema.json", "schema/vocabulary/stages.csv",
)  # fmt: skip


def test_files_that_every_such_release_has_are_missed_though_nothing_names_them(release: Path) -> None:
    for name in WHOLE:
        (release / name).unlink()
    sealed(release)
    assert {f"{name} is missing, which every such release has" for name in WHOLE} <= {*verify(release)}


def test_a_format_that_is_gone_is_missed_in_what_describes_the_files(release: Path) -> None:
    shutil.rmtree(release / "xlsx")
    sealed(release)
    assert "datapackage.json is not what regesta writes of this release" in list(verify(release))


def test_a_file_that_no_release_has_is_told(plain: Path) -> None:
    (plain / "run-me.sh").write_text("true\n", encoding="utf-8")
    sealed(plain)
    assert "run-me.sh is a file that no release has" in list(verify(plain))


DESCRIPTIONS = (  # an edit of each, and what is told of it where other tools wrote the release
    ("CITATION.cff", "version: 1.0.0", "version: 9.9.9", "CITATION.cff says at /version 9.9.9, and the manifest 1.0.0"),
    ("datacite.json", '"version": "1.0.0"', '"version": "9.9.9"', "datacite.json says at /version 9.9.9, and the manifest 1.0.0"),
    ("croissant.json", "/CC0-1.0.html", "/MIT.html", "croissant.json says at /license https://spdx.org/licenses/MIT.html, and the manifest https://spdx.org/licenses/CC0-1.0.html"),
    ("datapackage.json", '"wagner-mutiny"', '"other"', "datapackage.json says at /name other, and the manifest wagner-mutiny"),
    ("datapackage.json", '"sha256:', '"sha256:0', "datapackage.json says another digest of changes.jsonl than the manifest"),
    ("README.md", "Version 1.0.0", "Version 9.9.9", None),
    ("index.html", "The Wagner mutiny", "No Wagner mutiny", None),
    ("CODEBOOK.md", "What happened", "What did not happen", None),
    ("CHANGES.md", "The first release", "The last release", None),
)  # fmt: skip


def test_descriptions_that_say_something_else_are_told(plain: Path) -> None:
    for name, old, new, _ in DESCRIPTIONS:
        edited(plain / name, old, new)
    sealed(plain)
    changed = {f"{name} is not what regesta writes of this release" for name, *_ in DESCRIPTIONS}
    assert {*verify(plain)} == changed
    sealed(plain, tools={**manifest_of(plain)["tools"], "regesta": "0.0.1"})  # of which we do not know the words
    assert {*verify(plain)} == {said for *_, said in DESCRIPTIONS if said is not None}


def test_the_words_in_which_parquet_describes_its_columns_are_those_of_the_contract(release: Path) -> None:
    path = release / "parquet/claims.parquet"
    table = pq.read_table(path)
    field = table.schema.field("hedge").with_metadata({"description": "A lie."})
    table = table.cast(table.schema.set(table.schema.get_field_index("hedge"), field))
    pq.write_table(table, path)
    sealed(release)
    assert "parquet/claims.parquet describes its columns in other words than the contract" in list(verify(release))


def test_values_that_differ_are_found_even_where_checksums_were_made_to_fit(release: Path) -> None:
    edited(release / "csv/quantities.csv", "25000.0", "52000.0")
    sealed(release)
    assert "csv/quantities.csv differs from the JSON in best" in list(verify(release))


def packed(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the files that an archive holds."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path.write_bytes(zipped(parts))


def in_texts(parts: dict[str, bytes]) -> None:
    name = "xl/sharedStrings.xml"
    parts[name] = re.sub(b"Lukashenko", b"Lukashenka", parts[name], count=1)


def in_a_cell(parts: dict[str, bytes]) -> None:
    name = next(name for name, data in parts.items() if b"<v>25000.0</v>" in data)
    parts[name] = parts[name].replace(b"<v>25000.0</v>", b"<v>52000.0</v>", 1)


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda path: path.write_bytes(b"no workbook"), "cannot be compared: File is not a zip file"),
        (lambda path: path.write_bytes(b"#!/bin/sh\n" + path.read_bytes()), "differs from the JSON in what it is made of"),
        (lambda path: packed(path, lambda parts: parts.update({"xl/vbaProject.bin": b"run"})), "differs from the JSON in what it is made of"),
        (lambda path: packed(path, in_texts), "differs from the JSON in xl/sharedStrings.xml"),
        (lambda path: packed(path, in_a_cell), "differs from the JSON in quantities"),
    ],
    ids=["garbage", "something before it", "a part more", "a text", "a number"],
)  # fmt: skip
def test_a_workbook_that_holds_something_else_is_told(
    change: Callable[[Path], object], said: str, release: Path
) -> None:
    change(release / XLSX)
    sealed(release)
    assert f"{XLSX} {said}" in list(verify(release))


def first(change: Callable[[dict[str, Any]], object]) -> Callable[[Rows], None]:
    def changed(rows: Rows) -> None:
        change(rows[0])

    return changed


def call(**values: Any) -> Callable[[Rows], None]:
    """Other values for the fields of one event."""
    return lambda rows: next(row for row in rows if row["id"] == CALL).update(values)


def of_source(rows: Rows) -> None:
    next(row for row in rows if "#" in row["id"])["title"] = "Another title"


SOUND_DATE = {"text": "24 June 2023", "edtf": "2023-06-24", "precision": "day"}


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("events", call(type="chat"), f'event {CALL}: unknown code "chat" for `type` at /type'),
        ("events", call(waivers=[{"rule": "U801", "reason": "r", "by": "b", "until": "2030-01-01"}]), f"event {CALL}: waivers is never released at /waivers"),
        ("events", call(withhold=[{"field": "/summary", "reason": "privacy"}]), f"event {CALL}: withhold is never released at /withhold"),
        ("events", call(withdrawn={"at": "2023-07-01", "reason": "error"}), f"event {CALL}: withdrawn is never released at /withdrawn"),
        ("events", call(verification="verified"), f"event {CALL}: verification is verified, and comes to claimed at /verification"),
        ("events", call(n_sources=7), f"event {CALL}: n_sources is 7, and comes to 1 at /n_sources"),
        ("events", call(same_as_group="other"), f"event {CALL}: same_as_group is other, and comes to {CALL} at /same_as_group"),
        ("events", call(date={**SOUND_DATE, "start": "2023-06-31", "end": "2023-06-31"}), f'event {CALL}: there is no day "2023-06-31" in the calendar at /date/start'),
        ("events", call(title="Call \u202eoff"), f"event {CALL}: forbidden character U+202E (right-to-left override) at /title"),
        ("events", call(title="  "), f"event {CALL}: `title` is a text in which nothing can be seen at /title"),
        ("events", lambda rows: rows.append(rows[-1]), "json/events.jsonl has "),
        ("events", lambda rows: rows.reverse(), "json/events.jsonl is not sorted by id: "),
        ("events", first(lambda row: row.update(id="gone")), "event gone: it is among the withdrawn as well at /id"),
        ("sources", lambda rows: rows.append({"id": "zz", "foo": 1}), "json/sources.jsonl zz: unknown field `foo` at /foo"),
        ("sources", lambda rows: rows.append({"id": "zz", "url": "javascript:alert(1)"}), "json/sources.jsonl zz: "),
        ("sources", lambda rows: rows.append({"publisher": "X", "id": "zz#own"}), "json/sources.jsonl zz#own: its line does not begin with its id"),
        ("sources", of_source, "json/sources.jsonl does not hold the sources of the events from "),
        ("sources", lambda rows: rows.append({"id": "zz#own"}), "json/sources.jsonl holds sources of events that do not have them"),
        ("withdrawn", lambda rows: rows.append({"id": "x", "foo": 1}), "json/withdrawn.jsonl x: unknown field `foo` at /foo"),
        ("withdrawn", lambda rows: rows.append({"id": "x"}), "json/withdrawn.jsonl x: "),
        ("withdrawn", first(lambda row: row.update(at="2023-02-30")), 'json/withdrawn.jsonl gone: there is no day "2023-02-30" in the calendar at /at'),
        ("actors", first(lambda row: row.update(kind="alien")), "json/actors.jsonl "),
        ("places", first(lambda row: row.update(latitude=91.5)), "json/places.jsonl "),
        ("places", lambda rows: rows.reverse(), "json/places.jsonl is not sorted by id: "),
    ],
)  # fmt: skip
def test_an_object_that_no_release_would_hold_is_told(
    table: str, change: Callable[[Rows], None], said: str, plain: Path
) -> None:
    rewritten(plain / f"json/{table}.jsonl", change)
    found = list(record_faults(plain, release_contract(plain)))
    assert any(line.startswith(said) for line in found), found


@pytest.mark.parametrize("size", [1, 3000])
def test_it_is_all_the_same_how_much_is_looked_at_together(size: int, plain: Path) -> None:
    contract = release_contract(plain)
    assert list(record_faults(plain, contract, size)) == []

    def change(rows: Rows) -> None:
        rows[0], rows[-1] = rows[-1], rows[0]
        rows[3]["n_claims"] += 1

    rewritten(plain / "json/events.jsonl", change)
    found = [line for line in record_faults(plain, contract, size) if "json/sources.jsonl" not in line]
    assert found == [line for line in record_faults(plain, contract) if "json/sources.jsonl" not in line]
    assert len(found) == 3


def test_what_is_wrong_with_an_object_is_told_of_a_release_that_is_sealed(plain: Path) -> None:
    rewritten(plain / "json/events.jsonl", call(n_sources=7))
    edited(plain / "json/events.jsonl", '"type":', '"title":"A lie","type":')
    sealed(plain)
    found = list(verify(plain))
    assert f"event {CALL}: n_sources is 7, and comes to 1 at /n_sources" in found
    assert any(line.endswith("key `title` stands twice in one object at /title") for line in found)


@pytest.mark.parametrize("name", ["SHA256SUMS", "csv/claims.csv", "json/events.jsonl", "schema/event.schema.json"])
def test_a_pipe_is_not_waited_for_and_a_link_not_followed(release: Path, name: str) -> None:
    (release / name).unlink()
    os.mkfifo(release / name)
    assert list(verify(release)) == [f"{name} is no plain file"]
    (release / name).unlink()
    (release / name).symlink_to("/etc/hostname")
    assert list(verify(release)) == [f"{name} is no plain file"]
    with pytest.raises(RegestaError, match=f"is not a release that can be read: {name} is no plain file"):
        expect_plain(release)


def test_folders_without_end_are_not_gone_into(plain: Path) -> None:
    Path(plain, "json", *(["a"] * 110)).mkdir(parents=True)
    assert list(verify(plain)) == [f"json/{'/'.join(['a'] * 100)} lies deeper than in any release"]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("events", "null"),
        ("events", "5"),
        ("events", "[]"),
        ("actors", "null"),
        ("sources", '"a#b"'),
        ("withdrawn", "[]"),
    ],
)
def test_a_line_that_is_no_object_is_told(plain: Path, kind: str, line: str) -> None:
    with (plain / f"json/{kind}.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    sealed(plain)
    assert f"json/{kind}.jsonl holds what is no object" in list(verify(plain))


def test_changes_that_are_no_objects_are_told(plain: Path) -> None:
    with (plain / "changes.jsonl").open("a", encoding="utf-8") as file:
        file.write("null\n")
    sealed(plain)
    assert "changes.jsonl holds what is no object" in list(verify(plain))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"manifest_version": 1}'])
def test_a_manifest_that_is_none_is_told_without_an_exception(plain: Path, text: str) -> None:
    (plain / "manifest.json").write_text(text, encoding="utf-8")
    assert any("manifest" in line for line in verify(plain))
