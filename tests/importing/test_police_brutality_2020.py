"""The recipe police-brutality-2020 on its real reports and on made-up ones: what a Markdown file says, and what breaks."""

import csv
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.importing.conftest import TODAY, into_dataset

from regesta.dataset import Dataset
from regesta.errors import RegestaError
from regesta.importing.recipe import find_recipe, recipes_folder
from regesta.importing.run import Records, opened
from regesta.release.build import release_dataset
from regesta.report import Report

pytestmark = pytest.mark.long

REAL = Path(__file__).parents[3] / "shared" / "realdata" / "police_brutality_2020pb" / "reports"
REPORT = """\
### Officer pushes a man | {date}

One paragraph
of two lines.

* a bullet of the text

tags: {tags}

id: {own}

geolocation: {point}

**Links**

{links}

"""
SETTINGS = """
[dataset]
name = "pb"
title = "Police brutality"
version = "1.0.0"
licence = "MIT"
released = 2026-01-15
creators = [{name = "A. Curator"}]

[rules]
P402 = "warning"
"""


def report(
    date: str = "2020-06-01",
    tags: str = "protester, shove",
    own: str = "tx-austin-1",
    point: str = "30.26, -97.73",
    links: str = "* https://example.org/1",
) -> str:
    return REPORT.format(date=date, tags=tags, own=own, point=point, links=links)


def imported(paths: list[Path]) -> tuple[list[dict[str, Any]], Report]:
    with opened(find_recipe("police-brutality-2020"), paths, Dataset(), TODAY) as run:
        return list(Records(run)), run.report


def made(folder: Path, text: str, name: str = "Texas.md") -> tuple[list[dict[str, Any]], Report]:
    (folder / name).write_text(text, encoding="utf-8")
    return imported([folder])


def one(folder: Path, text: str, name: str = "Texas.md") -> dict[str, Any]:
    ((event,), _) = made(folder, text, name)
    return event


def test_city_and_state_stand_above_a_report_and_in_the_name_of_its_file(tmp_path: Path) -> None:
    events, _ = made(
        tmp_path, f"## Austin\n\n{report()}{report(own='tx-austin-2')}## Waco\n\n{report(own='tx-waco-1')}"
    )
    places = [(event["places"][0]["name"], event["places"][0]["admin1"]) for event in events]
    assert places == [("Austin", "US-TX"), ("Austin", "US-TX"), ("Waco", "US-TX")]
    origins = [event["provenance"]["imported_from"] for event in events]
    assert [(origin["record"], origin["row"]) for origin in origins] == [
        ("tx-austin-1", 3), ("tx-austin-2", 20), ("tx-waco-1", 39)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "precision"), [("30.267153, -97.743061", "exact"), ("30.26, -97.73", None), ("", None)]
)
def test_a_point_of_many_digits_is_the_spot_itself(tmp_path: Path, point: str, precision: str | None) -> None:
    assert one(tmp_path, f"## Austin\n\n{report(point=point)}")["places"][0].get("precision") == precision


def test_washington_has_its_name_from_the_file(tmp_path: Path) -> None:
    event = one(tmp_path, f"## DC\n\n{report(own='dc-dc-1')}", "Washington DC.md")
    assert event["places"][0]["name"] == "Washington DC"


def test_the_paragraphs_are_the_summary_and_nothing_else_is(tmp_path: Path) -> None:
    event = one(tmp_path, f"## Austin\n\n{report()}")
    assert event["title"] == "Officer pushes a man"
    assert event["summary"] == "One paragraph\nof two lines.\n\n* a bullet of the text"


@pytest.mark.parametrize(
    ("printed", "edtf", "missing"),
    [
        ("2020-06-01", "2020-06-01", []),
        ("(Believed to be) 2020-06-05", "2020-06-05?", []),
        ("Unknown Date", "../..", [{"field": "/date/start", "reason": "unknown"}]),
    ],
)
def test_a_date_keeps_its_doubt(tmp_path: Path, printed: str, edtf: str, missing: list[dict[str, str]]) -> None:
    event = one(tmp_path, f"## Austin\n\n{report(date=printed)}")
    assert event["date"] == {"text": printed, "edtf": edtf}
    assert event.get("missing", []) == missing


def test_a_date_of_another_layout_is_left_to_its_words(tmp_path: Path) -> None:
    event = one(tmp_path, f"## Austin\n\n{report(date='June 5th, 2020')}")
    assert event["date"] == {"text": "June 5th, 2020"}


def test_links_are_read_in_each_of_their_forms(tmp_path: Path) -> None:
    links = (
        "* https://twitter.com/a/status/1\n* [A (long) title](https://example.org/a_(b))\n"
        "* https://example.org/2 (aftermath)\n* vm.tiktok.com/Z1/\n- 45.07, -93.30"
    )
    assert one(tmp_path, f"## Austin\n\n{report(links=links)}")["sources"] == [
        {"id": "link-1", "url": "https://twitter.com/a/status/1", "kind": "social-post"},
        {"id": "link-2", "title": "A (long) title", "url": "https://example.org/a_(b)"},
        {"id": "link-3", "title": "aftermath", "url": "https://example.org/2"},
        {"id": "link-4", "url": "https://vm.tiktok.com/Z1/", "kind": "social-post"},
        {"id": "link-5", "title": "45.07, -93.30"},
    ]


def test_a_report_without_links_cites_the_dataset(tmp_path: Path) -> None:
    event = one(tmp_path, f"## Austin\n\n{report(links='')}")
    assert [source["kind"] for source in event["sources"]] == ["dataset"]
    assert {"field": "/sources/-", "reason": "not-stated"} in event["missing"]


def test_a_blank_point_is_not_stated(tmp_path: Path) -> None:
    event = one(tmp_path, f"## Austin\n\n{report(point='')}")
    assert event["missing"] == [{"field": "/places/0/latitude", "reason": "not-stated"}]


def test_an_unknown_location_is_no_place(tmp_path: Path) -> None:
    event = one(tmp_path, report(point=""), "Unknown Location.md")
    assert "places" not in event
    assert event["missing"] == [{"field": "/places/-", "reason": "unknown"}]


TAGS: list[tuple[str, tuple[str, str | None], list[str]]] = [
    ("protester, shove", ("assault", None), ["protester"]),
    ("arrest, beat, journalist, protester", ("assault", "beating"), ["journalist", "protester"]),
    ("less-lethal, live-round, shoot", ("assault", "shooting"), []),
    ("arrest, zip-tie", ("coerce", "arrest"), []),
    ("hide-badge", ("other", None), []),
    ("person-with-disability, lgbtq+", ("coerce", None), ["lgbtq+", "person with disability"]),
]


def test_the_gravest_act_gives_the_type_and_the_tags_are_kept(tmp_path: Path) -> None:
    reports = (report(own=f"tx-austin-{number}", tags=tags) for number, (tags, *_) in enumerate(TAGS))
    events, _ = made(tmp_path, f"## Austin\n\n{''.join(reports)}")
    for event, (tags, kind, victims) in zip(events, TAGS, strict=True):
        assert (event["type"], event.get("subtype")) == kind, tags
        assert [who["name"] for who in event["participants"] if who["role"] == "victim"] == victims
        assert event["extra"]["tags"] == tags.split(", ")
        assert event["tags"] == sorted(tag.rstrip("+") for tag in tags.split(", "))


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (report(tags="juggling"), "`type`"),
        (report().replace("id: tx-austin-1", ""), "`id`"),
        (report(own="a\n\nid: b"), "2020pb-a + b"),
        (report(point="30.26; west, -97.73"), "30.26; west"),
        (report(point="30.26, -97.73, 12"), "30.26, -97.73, 12"),
        (report().replace(" | 2020-06-01", ""), "date"),
        ("Lost words.\n\n", "`title`"),
    ],
)
def test_what_a_report_breaks_is_told_with_its_line_and_leaves_it_out(tmp_path: Path, broken: str, says: str) -> None:
    events, said = made(tmp_path, f"## Austin\n\n{report(own='tx-austin-9')}## Waco\n\n{broken}")
    assert [event["provenance"]["imported_from"]["record"] for event in events] == ["tx-austin-9"]
    faults = [d for d in said.diagnostics if d.severity == "error"]
    assert any(says in d.message for d in faults), [d.message for d in faults]
    assert {d.line for d in faults} <= {20, 22}


def test_an_id_used_twice_is_told(tmp_path: Path) -> None:
    _, said = made(tmp_path, f"## Austin\n\n{report()}{report()}")
    assert [d.line for d in said.diagnostics if d.code == "X701"] == [20]


def test_other_files_of_a_folder_are_no_reports(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("### Not a report | 2020-06-01\n", encoding="utf-8")
    with pytest.raises(RegestaError, match="needs a file for lines"):
        imported([tmp_path])
    assert len(made(tmp_path, f"## Austin\n\n{report()}")[0]) == 1


def test_the_files_that_the_recipe_reads_are_those_of_its_states() -> None:
    text = (recipes_folder() / "police-brutality-2020-states.csv").read_text(encoding="utf-8")
    states = [f"{row['code']}.md" for row in csv.DictReader(io.StringIO(text))]
    assert list(find_recipe("police-brutality-2020").inputs[0].files) == states


@pytest.fixture(scope="module")
def reports() -> list[tuple[str, str]]:
    """State and text of every real report, parted at its heading."""
    if not REAL.is_dir():
        pytest.skip(f"{REAL} is absent")
    files = sorted(REAL.glob("*.md"))
    return [
        (path.stem, text)
        for path in files
        for text in re.split(r"^### ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]


@pytest.fixture(scope="module")
def dataset(reports: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that holds the real reports and keeps ambiguous places."""
    assert reports
    folder = tmp_path_factory.mktemp("pb")
    with into_dataset(folder, SETTINGS, "police-brutality-2020", [REAL], "pb.jsonl") as run:
        assert (run.counts["left_out"], run.report.counts["error"]) == (0, 0)
    return folder


def test_every_real_report_is_a_record_with_all_its_links(dataset: Path, reports: list[tuple[str, str]]) -> None:
    lines = (dataset / "records" / "pb.jsonl").read_text(encoding="utf-8").splitlines()
    events = {event["provenance"]["imported_from"]["record"]: event for event in map(json.loads, lines)}
    assert len(events) == len(reports) == 1340
    for _, text in reports:
        event = events[re.search(r"^id: (\S+)$", text, re.MULTILINE)[1]]  # type: ignore[index]
        assert text.startswith(f"{event['title']} | {event['date']['text']}\n")
        _, _, below = text.partition("**Links**")
        assert len(event["sources"]) == len(re.findall(r"^\* ", below, re.MULTILINE))
        addresses = re.findall(r"https?://[^\s]+?(?=\)?$|\s)", below, re.MULTILINE)
        kept = {source.get("archive_url") or source.get("url") for source in event["sources"]}
        assert all(any(address.startswith((url or "-").rstrip(")")) for url in kept) for address in addresses), text


def test_tags_by_state_and_month_come_back_from_the_release(
    dataset: Path, reports: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert release_dataset(dataset, tmp_path).state == "released"
    parquet = next(tmp_path.glob("pb-1.0.0/parquet"))
    counted: Counter[tuple[str, str | None, str]] = Counter()
    for state, text in reports:
        month = re.search(r"\| .*?(\d{4}-\d\d)-\d\d$", text.split("\n")[0])
        tags = re.search(r"^tags: (.*)$", text, re.MULTILINE)
        assert tags
        counted.update((state, month[1] if month else None, tag) for tag in tags[1].split(", "))
    query = f"""
        SELECT state, month, tag, count(*) FROM (
            SELECT extra_json->>'state' AS state, strftime(date_start_day, '%Y-%m') AS month,
                unnest(from_json(extra_json->'tags', '["VARCHAR"]')) AS tag
            FROM '{parquet}/events_flat.parquet') GROUP BY ALL
    """
    released = {(state, month, tag): count for state, month, tag, count in duckdb.execute(query).fetchall()}
    assert released == counted
