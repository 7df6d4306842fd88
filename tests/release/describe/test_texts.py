"""CODEBOOK.md, README.md, CHANGES.md: they say what is there, their examples run, nothing in them is live."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.release.by_rows import whole

from regesta.contract import Contract
from regesta.release.columns import nested_schema, tables
from regesta.release.describe import describe
from regesta.release.describe.changelog import FIELDS, MOST, write_changelog
from regesta.release.describe.codebook import write_codebook
from regesta.release.describe.fields import described_tables
from regesta.release.describe.files import json_text, words
from regesta.release.describe.readme import write_readme
from regesta.release.diff.changes import Change
from regesta.release.diff.shift import Shift
from regesta.release.edition import Edition

from .conftest import Described, edition_of, with_settings

if TYPE_CHECKING:
    from regesta.release.stored import Row

RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = ("README.md", "CODEBOOK.md", "CHANGES.md")


def tokens(markdown: str) -> list[Token]:
    parsed = RENDER.parse(markdown)
    return [*parsed, *(child for token in parsed for child in token.children or ())]


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_from_the_dataset_is_live(name: str, hostile: Described) -> None:
    rows: list[Row] = [
        {"table": "events", "id": e["id"], "change": "changed", "field": "/title", "old": e["title"], "new": e["title"]}
        for e in hostile.edition.content["events"]
    ]
    describe(replace(hostile.edition, changes=rows, previous="1.9.0"), hostile.folder)
    text = (hostile.folder / name).read_text(encoding="utf-8")
    found = tokens(text)
    assert {t.content for t in found if t.type in ("html_inline", "html_block")} <= {"<!-- -->"}
    assert not [t for t in found if t.type == "image"]
    links = [str(t.attrs["href"]) for t in found if t.type == "link_open"]
    own = ("#", "CODEBOOK.md#", "https://doi.org/10.5281/zenodo.1234567", "https://example.org/data?a=(b)%7C")
    own += tuple(re.findall(r"<(https://[^>]*)>", words("standards.md")))
    assert [link for link in links if not link.startswith(own)] == []
    assert "evil.example" in text or name == "CHANGES.md"


@pytest.mark.parametrize("name", TEXTS)
def test_no_bare_address_stands_outside_of_code(name: str, hostile: Described) -> None:
    """Some renderers make links of bare addresses: none stands whole in the source of a text."""
    text = (hostile.folder / name).read_text(encoding="utf-8")
    bare = re.sub(r"^```.*?^```$|(`+)(?!`).+?(?<!`)\1(?!`)|<https://[^>]*>", "", text, flags=re.MULTILINE | re.DOTALL)
    assert re.findall(r"https?://\S*|www\.\S*|\w@\w\S*", bare) == []


def test_a_cell_of_hostile_text_is_one_cell(hostile: Described) -> None:
    found = RENDER.parse((hostile.folder / "CODEBOOK.md").read_text(encoding="utf-8"))
    head = row = 0
    for token in found:
        if token.type == "tr_open":
            row = 0
        row += token.type in ("td_open", "th_open")
        head = row if token.type == "th_close" else head
        assert token.type != "tr_close" or row == head


def test_the_codebook_tells_every_field(each: Described) -> None:
    text, edition = (each.folder / "CODEBOOK.md").read_text(encoding="utf-8"), each.edition
    sections = dict(re.findall(r"^### (\S+)\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL))
    for name, columns in tables(edition.dataset.contract).items():
        for column in columns:
            assert f"\n| `{column.name}` | " in sections[name]
    for field in nested_schema(edition.dataset.contract):
        assert f"\n| `{field.name}` | " in sections["events"]


def test_a_column_of_the_extension_that_holds_json_says_so(hostile: Described) -> None:
    text = (hostile.folder / "CODEBOOK.md").read_text(encoding="utf-8")
    told = {name: line for line in text.splitlines() for name in re.findall(r"^\| `(extra_[xy])` \| text \|", line)}
    assert {name: "As JSON text." in line for name, line in told.items()} == {"extra_x": False, "extra_y": True}


def test_the_codebook_counts_codes_and_blanks_of_this_release(example: Described) -> None:
    text, edition = (example.folder / "CODEBOOK.md").read_text(encoding="utf-8"), example.edition
    denials = whole(edition.tables["claims"])["act"].to_pylist().count("denies")
    assert denials > 0
    assert re.search(rf"^\| `denies` \| Denies \| [^|]* \| {denials} \|$", text, re.MULTILINE)
    assert re.search(r"^\| `source_urls` \| text \| .* \| 0 % \|  \|$", text, re.MULTILINE)
    assert re.search(
        r"^\| `verification` \| text \| .*\(#codes-verifications\).* \| 100 % \| `\w+` \|$", text, re.MULTILINE
    )
    assert "| `latitude` | number | *Latitude.* Degrees north. Unit: deg. Standard: WGS 84. *Filled in.* |" in text


def test_every_anchor_of_the_codebook_has_its_heading(example: Described) -> None:
    text = (example.folder / "CODEBOOK.md").read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    readme = (example.folder / "README.md").read_text(encoding="utf-8")
    wanted = {*re.findall(r"\]\(#([^)]*)\)", text), *re.findall(r"\]\(CODEBOOK\.md#([^)]*)\)", readme)}
    assert len(wanted) > 40
    assert wanted <= headings


def test_the_codebook_states_the_hours_of_this_dataset(example: Described, tmp_path: Path) -> None:
    write_codebook(with_settings(example.edition, parts_of_day={"morning": ["04:30", "11:00"]}), tmp_path)
    text = (tmp_path / "CODEBOOK.md").read_text(encoding="utf-8")
    assert "| `morning` | Morning | 04:30 | 11:00 |" in text
    assert "| `evening` | Evening | 17:00 | 24:00 |" in text


@pytest.mark.parametrize("name", ["counting.md", "joins.md", "places.md", "quantities.md", "verification.md"])
def test_every_table_column_and_code_that_a_text_names_is_there(name: str) -> None:
    contract = Contract()
    fields = {
        table.name: {field.name: field.vocabulary for field in table.fields} for table in described_tables(contract)
    }
    coded = {vocabulary for table in fields.values() for vocabulary in table.values() if vocabulary is not None}
    known = {*fields, *(column for table in fields.values() for column in table)}
    known |= {code for vocabulary in coded for code in contract.vocabulary(vocabulary)}
    for word in re.findall(r"`([\w.-]+)`", words(name)):
        table, _, column = word.partition(".")
        assert column in fields[table] if column else word in known, word


@pytest.mark.long
@pytest.mark.parametrize(("kind", "which"), [("parquet", "example"), ("csv", "hostile"), ("json", "hostile")])
def test_the_first_three_examples_of_the_readme_run(kind: str, which: str, request: pytest.FixtureRequest) -> None:
    each: Described = request.getfixturevalue(which)
    folder = each.folder
    for other in {"parquet": (), "csv": ("parquet",), "json": ("parquet", "csv")}[kind]:
        shutil.rmtree(folder / other)
    write_readme(each.edition, folder)
    text = (folder / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for example, tool in zip(examples[:3], ("duckdb", "pandas", "polars"), strict=True):
        assert f"import {tool}" in example
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", example], cwd=folder, env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "verified" in done.stdout or "reported" in done.stdout
        if tool == "pandas":
            number = Counter(whole(each.edition.tables["events_flat"])["verification"].to_pylist())
            assert dict(re.findall(r"^(\w+) +(\d+)$", done.stdout, re.MULTILINE)) == {
                k: str(n) for k, n in number.items()
            }


def test_the_readme_names_what_is_there(example: Described) -> None:
    release = example.folder
    for name in ("notes.txt", ".DS_Store"):
        (release / name).write_text("")
    shutil.rmtree(release / "xlsx")
    write_readme(example.edition, release)
    text = (release / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([^`]+?)/?` \| ", text, re.MULTILINE))
    assert {path.name for path in release.iterdir()} - {"README.md", ".DS_Store"} <= named
    assert named.isdisjoint({"xlsx", ".DS_Store"})
    assert (
        "18 events, 11 actors, 3 places, 1 source, from 2023-06-23 to 2023-06-24. The printed texts are in `en`" in text
    )


def test_the_readme_names_geonames_where_it_was_asked_and_what_is_withheld(example: Described, tmp_path: Path) -> None:
    edition = example.edition
    assert "CC BY 4.0" in (example.folder / "README.md").read_text(encoding="utf-8")
    assert "## What is withheld" not in (example.folder / "README.md").read_text(encoding="utf-8")
    tables = {
        **edition.tables,
        "event_places": whole(edition.tables["event_places"]).slice(0, 0),
        "missing": pa.table({"reason": ["withheld", "unknown", "withheld"]}),
    }
    dataset = replace(edition.dataset, settings={**edition.dataset.settings, "release": {"coordinate_digits": 2}})
    write_readme(replace(edition, tables=tables, dataset=dataset), tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" not in text
    assert "## What is withheld\n\n2 values are known and not published: " in text
    assert text.count("Coordinates are rounded to 2 decimal places.\n") == 1


def test_the_readme_says_which_rules_were_off(example: Described, tmp_path: Path) -> None:
    dataset = example.edition.dataset
    settings = {**dataset.settings, "rules": {"U801": "off", "D212": "warning", "N305": "off"}}
    write_readme(replace(example.edition, dataset=replace(dataset, settings=settings)), tmp_path)
    said = "The dataset switched rules off, and nobody looked for what they find: `N305`, `U801`.\n"
    assert said in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "switched rules off" not in (example.folder / "README.md").read_text(encoding="utf-8")


def test_the_codebook_explains_every_standard_and_crosswalk() -> None:
    contract = Contract()
    explained = re.findall(r"^\| ([^|]*?) \|", words("standards.md"), re.MULTILINE)[2:]
    known = tuple(name for cell in explained for name in cell.split(", "))
    named = {
        s
        for t in described_tables(contract)
        for f in t.fields
        for s in re.split("; | / ", f.node.get("x-standard", ""))
    }
    coded = {f.vocabulary for t in described_tables(contract) for f in t.fields if f.vocabulary is not None}
    columns = {c for name in coded for row in contract.vocabulary(name).values() for c in row}
    crosswalks = {c.partition("_")[0].upper() for c in columns if c.startswith(("plover", "cameo", "acled", "ucdp"))}
    assert [s for s in sorted(named | crosswalks) if s and not s.startswith(known)] == []
    assert len(named) > 20


def test_the_readme_counts_the_licences_of_sources(hostile: Described) -> None:
    text = (hostile.folder / "README.md").read_text(encoding="utf-8")
    assert r"| \# heading | 1 | \# heading |" in text


ADDED = {"table": "actors", "change": "added", "new": "{}"}


def changes_told(edition: Edition, folder: Path) -> str:
    write_changelog(edition, folder)
    return (folder / "CHANGES.md").read_text(encoding="utf-8")


def test_a_first_release_has_no_changes(example: Described, tmp_path: Path) -> None:
    text = changes_told(example.edition, tmp_path)
    assert "Released 2026-11-25. The first release: 18 events, 11 actors, 3 places, 1 source.\n" in text


def test_changes_are_told_in_words(dataset: Path, tmp_path: Path) -> None:
    path = dataset / "records" / "article-2023-06-24.yaml"
    stone = "{id: 2023-06-20-not, withdrawn: {at: 2023-07-01, reason: duplicate, note: seen twice, replaced_by: [2023-06-24-attempted-rebellion]}}"
    path.write_text(path.read_text(encoding="utf-8") + f"\n  - {stone}\n", encoding="utf-8")
    rebellion = {"table": "events", "id": "2023-06-24-attempted-rebellion", "change": "changed"}
    rows: list[Row] = [
        {"table": "events", "id": "2023-06-20-not", "change": "withdrawn", "new": "{}", "reason": "duplicate"},
        {**rebellion, "field": "/title", "old": '"A"', "new": '"B"', "cause": "contributor"},
        {**rebellion, "field": "/summary", "new": '"S"', "cause": "lexicon"},
        {**rebellion, "field": "/subtype", "old": '"phone"', "reason": "not-stated", "cause": "registry"},
        {**rebellion, "field": "/places/0/name", "reason": "withheld"},
        {**rebellion, "field": "/places/0/latitude", "old": "47.2", "new": "47.2", "cause": "contributor"},
        {**rebellion, "field": "/sources/0/url", "new": '"U"', "cause": "contributor"},
        {**rebellion, "field": "/sources/0/locator", "new": '"p. 2"', "cause": "contributor"},
        {
            "table": "sources",
            "id": "article-2023-06-24",
            "field": "/url",
            "change": "changed",
            "new": '"U"',
            "cause": "contributor",
        },
        {"table": "actors", "id": "belta", "change": "added", "new": "{}"},
        {"table": "sources", "id": "gone", "change": "removed"},
    ]
    pipeline = {"lexicon": ("a" * 64, "b" * 64), "rule": ("regesta 0.1.0", "regesta 0.2.0")}
    text = changes_told(replace(edition_of(dataset, rows, "0.9.0"), pipeline=pipeline), tmp_path)
    assert f"- lexicon: `{'a' * 16}` → `{'b' * 16}`\n- rule: `regesta 0.1.0` → `regesta 0.2.0`\n" in text
    assert re.findall(r"## Events changed (.*)", text) == [
        "by contributors (1)", "through actors, places or sources (1)", "by another gazetteer, lexicon or rules (1)",
        "otherwise (1)",
    ]  # fmt: skip
    by_people, through = (text.split("## Events changed ")[number].split("\n## ")[0] for number in (1, 2))
    assert re.findall(r"`(/\S*)`: ", by_people) == ["/title", "/places/0/latitude", "/sources/0/locator"]
    assert re.findall(r"`(/\S*)`: ", through) == ["/subtype", "/sources/*/url"]
    assert "## Sources changed by contributors (1)\n\n- `article-2023-06-24`\n  - `/url`: now" in text
    assert "  - `/places/0/latitude`: rounded to `47.2`\n" in text
    assert "with its value before and after, but for what is withheld.\n" in text
    assert (
        "Since version 0.9.0: 1 event changed, 1 event withdrawn, 1 actor added, 1 source changed, 1 source removed.\n"
        in text
    )
    assert "- `2023-06-20-not`: duplicate; see `2023-06-24-attempted-rebellion` (seen twice)\n" in text
    assert '  - `/title`: `"A"` → `"B"`\n' in text
    assert '  - `/summary`: now `"S"` (lexicon)\n' in text
    one = "`2023-06-24-attempted-rebellion`"
    assert f'- `/subtype`: no longer `"phone"` (not stated; registry) in {one}\n' in through
    assert "  - `/places/0/name`: blank now (withheld)\n" in text
    assert "## Actors added (1)\n\n- `belta` BelTA\n" in text
    assert "## Sources removed (1)\n\n- `gone`\n" in text


@pytest.mark.parametrize(("previous", "told"), [(["tass"], ": now `belta`"), (["other"], "")])
def test_an_actor_under_another_id_is_told_with_it(
    previous: list[str], told: str, example: Described, tmp_path: Path
) -> None:
    content = {**example.edition.content, "actors": [{"id": "belta", "previous_ids": previous}]}
    gone: list[Row] = [{"table": "actors", "id": "tass", "change": "removed"}]
    text = changes_told(replace(example.edition, content=content, changes=gone, previous="0.9.0"), tmp_path)
    assert f"## Actors removed (1)\n\n- `tass`{told}\n" in text


@pytest.mark.parametrize(
    ("version", "told"), [("1.0.0", "first"), ("0.1.0-dev", "first"), ("1.0.1", "No"), ("3.0.0", "No")]
)
def test_only_a_version_that_may_be_the_first_is_called_so(
    version: str, told: str, example: Described, tmp_path: Path
) -> None:
    text = changes_told(with_settings(example.edition, version=version), tmp_path)
    assert ("The first release: 18 events" in text) is (told == "first")
    assert ("No release before it was there to compare it with. It holds 18 events" in text) is (told == "No")


def test_many_changes_are_told_in_short(example: Described, tmp_path: Path) -> None:
    many: list[Row] = [{**ADDED, "id": f"a{index:04}"} for index in range(1000)]
    field = {"table": "events", "id": "e", "change": "changed", "new": "1"}
    many += [{**field, "field": f"/extra/{index}"} for index in range(500)]
    text = changes_told(replace(example.edition, changes=many, previous="0.9.0"), tmp_path)
    assert "1,000 actors added" in text
    assert f"- and {1000 - MOST} more\n" in text
    assert f"  - and {500 - FIELDS} more fields\n" in text
    assert len(text.splitlines()) < 60


def test_what_many_events_share_is_told_once(example: Described, tmp_path: Path) -> None:
    shared = {"table": "events", "change": "changed", "cause": "registry", "old": '"a"', "new": '"b"'}
    rows: list[Row] = [{**shared, "id": f"e{n}", "field": f"/participants/{n}/actor"} for n in range(1000)]
    rows += [
        {**shared, "id": "e1", "field": "/participants/7/actor"},
        {**shared, "id": "e2", "field": "/claims/0/speaker_actor"},
    ]
    rows += [{**shared, "id": "e1", "field": "/places/0/place", "new": f'"p{n}"'} for n in range(MOST)]
    text = changes_told(replace(example.edition, changes=rows, previous="0.9.0"), tmp_path)
    assert "through actors, places or sources (1,000)\n" in text
    told = [line for line in text.splitlines() if line.startswith("- ")]
    assert told[0] == '- `/participants/*/actor`: `"a"` → `"b"` (registry) in 1,000 events'
    assert told[1] == '- `/claims/*/speaker_actor`: `"a"` → `"b"` (registry) in `e2`'
    assert len(told) == MOST + 1
    assert told[-1] == "- and 2 more"


def test_a_release_without_a_change_says_so(example: Described, tmp_path: Path) -> None:
    text = changes_told(replace(example.edition, previous="0.9.0"), tmp_path)
    assert "Since version 0.9.0: no record is different.\n" in text


def test_what_breaks_readers_and_what_the_dataset_states_are_told(example: Described, tmp_path: Path) -> None:
    shifts = (
        Shift("gone", "event.extra.n", "is gone", ("events_flat.extra_n",)), Shift("new", "event.extra.m", "is new"),
        Shift("new", "code boats of measures", "is new"),
    )  # fmt: skip
    edition = replace(example.edition, previous="0.9.0", shifts=shifts, settings=("title", "licence"), licence="MIT")
    text = changes_told(edition, tmp_path)
    assert "The dataset itself is described otherwise: title, licence (`MIT` → `CC0-1.0`).\n" in text
    gone = "- `event.extra.n is gone (column events_flat.extra_n)`\n"
    assert f"## What breaks readers of version 0.9.0 (1)\n\n{gone}" in text
    assert "## New fields (1)\n\n- `event.extra.m is new`\n" in text
    assert "boats" not in text


def test_codes_that_are_different_are_told(example: Described, tmp_path: Path) -> None:
    codes = (
        Change("measures", "boats", "added", new={"code": "boats", "label": "Boats & <b>ships</b>"}),
        Change("measures", "carts", "changed", "/label", "Cart", "Carts"),
        Change("measures", "carts", "changed", "/description", "With a horse"),
        Change("event-types", "raid", "removed", old={"code": "raid"}),
    )
    text = changes_told(replace(example.edition, previous="0.9.0", codes=codes), tmp_path)
    assert "Since version 0.9.0: no record is different.\n" in text
    assert "Its vocabularies are different: 1 code added, 1 code changed, 1 code removed.\n" in text
    assert "## Codes of measures added (1)\n\n- `boats` Boats" in text
    assert "`boats` Boats & \\<b>ships" in text
    assert (
        '## Codes of measures changed (1)\n\n- `carts`\n  - `/label`: `"Cart"` → `"Carts"`\n'
        '  - `/description`: no longer `"With a horse"`\n'
    ) in text
    assert "## Codes of event-types removed (1)\n\n- `raid`\n" in text


def test_every_description_has_the_same_bytes_in_two_runs(dataset: Path, example: Described, tmp_path: Path) -> None:
    names = (*TEXTS, "CITATION.cff", "datacite.json", "datapackage.json", "croissant.json")
    first = {name: (example.folder / name).read_bytes() for name in names}
    for name in names:
        (example.folder / name).unlink()
    other = example.folder.rename(tmp_path / "of another name")
    describe(edition_of(dataset), other)
    assert {name: (other / name).read_bytes() for name in names} == first
    assert not any(str(home).encode() in data for data in first.values() for home in (tmp_path, example.dataset.parent))


@pytest.mark.parametrize("value", [{}, [], "x", None, {"a": []}, {"a": ["x" * 200, {"b": 1.5}], "ü": {"c": "y" * 130}}])
def test_json_for_people_is_the_same_json(value: Any) -> None:
    assert json.loads(json_text(value)) == value
