"""What was promised is kept or the release stops: ids resolve for ever, and a version tells what it breaks."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.release.by_rows import read_content
from tests.release.sealing import edited, sealed

from regesta.diagnostics import Diagnostic
from regesta.errors import RegestaError
from regesta.release.build import Release, release_dataset
from regesta.release.diff.before import find_before, find_promised
from regesta.release.publish import write_sums
from regesta.scaffold import init_dataset

HARBOUR = Path(__file__).parents[2] / "fixtures/rules/A903/valid/before"
SIEGE, RAID = "siege,Siege,Ships close in,coerce\n", "raid,Raid,They come and go,assault\n"


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """A dataset of one event and one code of its own."""
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset with its first release."""
    dataset = Path(shutil.copytree(HARBOUR, tmp_path_factory.mktemp("first") / "harbour"))
    released(dataset, "1.0.0")
    return dataset


def record(dataset: Path, own: str, withdrawn: str | None = None) -> Path:
    """Write a record, or its tombstone with a reason."""
    event = {"id": own, "title": "They meet", "type": "consult", "date": {"edtf": "2024-03-06"}, "sources": [{"id": "s", "publisher": own}]}  # fmt: skip
    stone = {"id": own, "withdrawn": {"at": "2026-01-15", "reason": withdrawn}}
    path = dataset / "records" / f"{own}.json"
    path.write_text(json.dumps(event if withdrawn is None else stone), encoding="utf-8")
    return path


def codes(dataset: Path, *rows: str) -> None:
    text = "".join(("code,label,description,broader\n", *rows))
    (dataset / "vocabulary/event-types.csv").write_text(text, encoding="utf-8")


def setting(dataset: Path, lines: str) -> None:
    with (dataset / "regesta.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


def released(dataset: Path, version: str) -> Path:
    outcome = release_dataset(dataset, version=version, formats=["csv"])
    assert outcome.state == "released", errors(outcome)
    return outcome.path


def errors(outcome: Release) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in faults(outcome)]


def faults(outcome: Release) -> list[Diagnostic]:
    return [d for _, d in outcome.examination.findings() if d.severity == "error"]


def test_an_event_that_vanishes_stops_the_release_though_nothing_is_asserted(harbour: Path) -> None:
    path = record(harbour, "second-talks")
    released(harbour, "1.0.0")
    path.unlink()
    outcome = release_dataset(harbour, version="2.0.0")
    message = "1 event of harbour-1.0.0 (second-talks) is gone without being withdrawn"
    assert (outcome.state, errors(outcome)) == ("refused", [("A901", message)])
    assert not outcome.path.exists()
    fault = faults(outcome)[0]
    assert fault.help is not None
    assert "{id: second-talks, withdrawn: {at: DAY, reason: CODE}}" in fault.help
    assert (fault.line, fault.column, Path(fault.path).name) == (4, 1, "regesta.toml")


@pytest.mark.long
@pytest.mark.parametrize(("allowed", "state"), [(0, "refused"), (1, "refused"), (2, "released"), (3, "released")])
def test_as_many_events_may_vanish_as_are_allowed(allowed: int, state: str, harbour: Path) -> None:
    paths = [record(harbour, f"talks-{number}") for number in (2, 3)]
    released(harbour, "1.0.0")
    for path in paths:
        path.unlink()
    setting(harbour, f"\n[assertions]\nvanish = {allowed}\n")
    assert release_dataset(harbour, version="1.1.0").state == state


def test_an_event_that_is_withdrawn_has_not_vanished(harbour: Path) -> None:
    record(harbour, "second-talks")
    released(harbour, "1.0.0")
    record(harbour, "second-talks", withdrawn="duplicate")
    path = released(harbour, "1.0.1")
    assert [row["id"] for row in read_content(path)["withdrawn"]] == ["second-talks"]


def test_a_tombstone_is_never_removed_whatever_is_allowed(harbour: Path) -> None:
    setting(harbour, "\n[assertions]\nvanish = 9\n")
    path = record(harbour, "second-talks", withdrawn="privacy")
    released(harbour, "1.0.0")
    path.unlink()
    outcome = release_dataset(harbour, version="2.0.0")
    assert errors(outcome) == [("A901", "1 withdrawn record of harbour-1.0.0 (second-talks) is gone")]


@pytest.mark.long
def test_no_event_bears_the_id_of_a_tombstone_again(harbour: Path) -> None:
    record(harbour, "first-talks", withdrawn="error")
    record(harbour, "second-talks")
    released(harbour, "1.0.0")
    record(harbour, "second-talks", withdrawn="duplicate")
    released(harbour, "1.1.0")
    for own in ("first-talks", "second-talks"):
        record(harbour, own)
    outcome = release_dataset(harbour, version="2.0.0")
    message = "2 withdrawn ids of harbour-1.1.0 (first-talks, second-talks) are used again"
    assert (outcome.state, errors(outcome)) == ("refused", [("A901", message)])
    for own in ("first-talks", "second-talks"):
        record(harbour, own, withdrawn="error")
    record(harbour, "third-talks")
    released(harbour, "2.0.0")


def test_an_id_tried_out_and_withdrawn_in_a_pre_release_is_free(harbour: Path) -> None:
    record(harbour, "tried-out", withdrawn="error")
    released(harbour, "1.0.0-rc.1")
    record(harbour, "tried-out")
    assert released(harbour, "1.0.0").is_dir()


def test_a_long_list_of_ids_is_cut(harbour: Path) -> None:
    paths = [record(harbour, f"talks-{number}") for number in range(7)]
    released(harbour, "1.0.0")
    for path in paths:
        path.unlink()
    (_, message), *_ = errors(release_dataset(harbour, version="1.1.0"))
    assert "7 events of harbour-1.0.0 (talks-0, talks-1, talks-2, talks-3, talks-4, 2 more) are gone" in message


@pytest.mark.long
def test_a_pre_release_promises_nothing_and_takes_nothing_back(harbour: Path) -> None:
    path = record(harbour, "tried-out")
    released(harbour, "1.0.0-dev")
    path.unlink()
    codes(harbour)
    path = record(harbour, "kept")
    released(harbour, "1.0.0")
    codes(harbour, SIEGE)
    released(harbour, "1.1.0-rc.1")
    path.unlink()
    codes(harbour)
    outcome = release_dataset(harbour, version="1.1.0")
    assert errors(outcome) == [("A901", "1 event of harbour-1.0.0 (kept) is gone without being withdrawn")]
    record(harbour, "kept")
    assert released(harbour, "1.1.0").is_dir()


@pytest.mark.long
@pytest.mark.parametrize(
    ("before", "version", "needed"),
    [("1.0.0", "1.9.0", "2.0.0"), ("1.0.0", "2.0.0", None), ("0.3.0", "0.3.1", "0.4.0")],
)
def test_what_breaks_readers_needs_a_version_that_says_so(
    before: str, version: str, needed: str | None, harbour: Path
) -> None:
    codes(harbour, SIEGE, RAID)
    name = released(harbour, before).name
    codes(harbour)
    outcome = release_dataset(harbour, version=version, formats=["csv"])
    stops = [("A903", f"code {code} of event-types is gone: this breaks what reads {name}") for code in ("siege", "raid")]  # fmt: skip
    assert errors(outcome) == (stops if needed else [])
    assert {d.help for d in faults(outcome)} == (
        {f"put it back, or raise the version to {needed}"} if needed else set()
    )


@pytest.mark.long
@pytest.mark.parametrize(("before", "version", "needed"), [("1.0.0", "1.0.1", "1.1.0"), ("0.3.0", "0.3.1", None)])
def test_what_only_adds_needs_a_minor_version(before: str, version: str, needed: str | None, harbour: Path) -> None:
    codes(harbour)
    name = released(harbour, before).name
    codes(harbour, SIEGE, RAID)
    outcome = release_dataset(harbour, version=version, formats=["csv"])
    message = f"new since {name}: code siege of event-types, code raid of event-types"
    assert errors(outcome) == ([("A903", message)] if needed else [])
    assert outcome.path.is_dir() == (needed is None)


def test_a_severity_of_the_dataset_holds_for_what_breaks_readers(harbour: Path) -> None:
    setting(harbour, '\n[rules]\nA903 = "warning"\n')
    released(harbour, "1.0.0")
    codes(harbour)
    outcome = release_dataset(harbour, version="1.0.1")
    assert outcome.state == "released"
    assert [d.code for d in outcome.examination.found if d.severity == "warning"] == ["A903"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("manifest.json", b"{}"), ("json/events.jsonl", b"{"), ("json/events.jsonl", b"[1]\n"), ("json/withdrawn.jsonl", b"1\n"),
        ("schema/event.schema.json", b"["), ("schema/event.schema.json", b'{"$ref": "#/nowhere"}'), ("schema/vocabulary/stages.csv", b"no\n1\n"),
        ("datapackage.json", b"{}"), ("datapackage.json", b"["), ("schema/event.schema.json", b'{"properties": 3}'),
    ],
)  # fmt: skip
def test_a_release_before_that_is_not_sound_is_named(path: str, data: bytes, first: Path, tmp_path: Path) -> None:
    harbour = Path(shutil.copytree(first, tmp_path / "harbour", symlinks=True))
    before = harbour / "output/harbour-1.0.0"
    (before / path).write_bytes(data)
    if path != "manifest.json":
        sealed(before)
    with pytest.raises(RegestaError, match=r"harbour-1\.0\.0"):
        release_dataset(harbour, version="1.1.0")


def sums_that_fit(before: Path) -> None:
    edited(before / "json/events.jsonl", '"title":"', '"title":"No ')
    (before / "SHA256SUMS").unlink()
    write_sums(before)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda before: edited(before / "json/events.jsonl", '"title":"', '"title":"No '), "json/events.jsonl of the release before is not what"),
        (sums_that_fit, "json/events.jsonl of the release before is not what"),
        (lambda before: edited(before / "manifest.json", '"1.0.0"', '"0.9.0"'), "manifest.json of the release before is not what"),
        (lambda before: edited(before / "schema/vocabulary/stages.csv", "candidate", "Candidate"), "schema/vocabulary/stages.csv of the release before is not what"),
        (lambda before: (before / "schema/vocabulary/more.csv").write_text("code,label\n"), "schema/vocabulary/more.csv of the release before is not what"),
        (lambda before: (before / "schema/vocabulary/stages.csv").unlink(), "schema/vocabulary/stages.csv of the release before is missing"),
        (lambda before: (before / "json/withdrawn.jsonl").unlink(), "json/withdrawn.jsonl of the release before is missing"),
        (lambda before: (before / "SHA256SUMS").unlink(), "SHA256SUMS of the release before is missing"),
    ],
    ids=["records", "records and checksums", "manifest", "codes", "a vocabulary more", "a vocabulary fewer", "tombstones", "checksums"],
)  # fmt: skip
@pytest.mark.parametrize("named_before", [True, False])
def test_nothing_is_told_of_a_release_before_that_was_changed(
    change: Callable[[Path], object], named: str, named_before: bool, first: Path, tmp_path: Path
) -> None:
    harbour = Path(shutil.copytree(first, tmp_path / "harbour", symlinks=True))
    before = harbour / "output/harbour-1.0.0"
    change(before)
    with pytest.raises(RegestaError, match=f"{named}.*`regesta verify .*harbour-1.0.0`"):
        release_dataset(harbour, version="1.1.0", against=before if named_before else None)
    assert not (harbour / "output/harbour-1.1.0").exists()


def test_a_release_before_that_lost_its_manifest_is_not_passed_over(harbour: Path, tmp_path: Path) -> None:
    about, lost = {"name": "harbour", "version": "1.1.0"}, tmp_path / "harbour-1.0.0"
    lost.mkdir()
    assert find_before(tmp_path, about, None) is None  # a folder of that name alone is no release
    (lost / "SHA256SUMS").touch()
    with pytest.raises(RegestaError, match=r"manifest\.json of the release before is missing.*harbour-1\.0\.0"):
        find_before(tmp_path, about, None)
    rc = released(harbour, "1.1.0-rc.1")
    with pytest.raises(RegestaError, match=r"manifest\.json of the release before is missing.*harbour-1\.0\.0"):
        find_promised(tmp_path, about, rc)


def test_the_release_before_may_be_named_and_must_be_of_this_dataset(harbour: Path, tmp_path: Path) -> None:
    about = {"name": "harbour", "version": "1.1.0"}
    before = released(harbour, "1.0.0")
    assert find_before(before.parent, about, None) == before == find_promised(before.parent, about, before)
    assert find_before(tmp_path / "nowhere", about, before) == before
    with pytest.raises(RegestaError, match="is a release of harbour, not of port"):
        find_before(before.parent, {**about, "name": "port"}, before)
    rc = released(harbour, "1.1.0-rc.1")
    assert find_promised(tmp_path / "nowhere", about, rc) is None
    assert find_promised(before.parent, about, rc) == before


def test_what_init_wrote_to_be_replaced_is_no_full_release(tmp_path: Path) -> None:
    init_dataset(tmp_path / "floods", "2026-01-15")
    trial = release_dataset(tmp_path / "floods", formats=["csv"])
    full = release_dataset(tmp_path / "floods", version="1.0.0", formats=["csv"])
    assert (trial.state, full.state) == ("released", "refused")
    assert [(d.code, d.field, d.line) for d in full.report.diagnostics if d.severity == "error"] == [
        ("A902", "/dataset/description", 4), ("A902", "/dataset/creators", 8)
    ]  # fmt: skip
