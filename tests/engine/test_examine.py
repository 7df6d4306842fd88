"""The whole check: what holds between records, and what a dataset's settings make of the findings."""

from pathlib import Path

import pytest

import regesta

EVENT = "id: {0}\ntitle: T {0}\ntype: {1}\ndate: {{text: {2} June 2023}}\nsources: [{{id: s, publisher: P, published: {{text: 30 June 2023}}}}]\n"


def found(folder: Path) -> list[tuple[str, str]]:
    report = regesta.validate(folder, today="2026-01-01")
    return [(Path(d.path).name, d.code) for d in report.diagnostics if d.severity != "info"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset of two events without a fault."""
    (tmp_path / "records").mkdir()
    (tmp_path / "regesta.toml").write_text(
        '[dataset]\nname = "d"\ntitle = "D"\nversion = "1.0.0"\nlicence = "CC0-1.0"\n', encoding="utf-8"
    )
    for number, (name, kind) in enumerate((("one", "protest"), ("two", "consult")), 1):
        (tmp_path / f"records/{name}.yaml").write_text(EVENT.format(name, kind, number), encoding="utf-8")
    return tmp_path


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_dataset_without_a_fault_has_none(folder: Path) -> None:
    assert found(folder) == []


def test_two_events_of_one_id_are_told_at_the_second(folder: Path) -> None:
    (folder / "records/zwei.yaml").write_text(EVENT.format("two", "other", 3), encoding="utf-8")
    assert found(folder) == [("zwei.yaml", "X701")]


def test_ids_that_differ_in_hyphens_only_are_told(folder: Path) -> None:
    (folder / "records/zwei.yaml").write_text(EVENT.format("t-wo", "other", 3), encoding="utf-8")
    (folder / "records/zwei-bis.yaml").write_text(EVENT.format("t--wo", "accuse", 4), encoding="utf-8")
    assert [code for _, code in found(folder)] == ["X701"]


def test_a_reference_to_another_event_or_claim_must_resolve(folder: Path) -> None:
    append(folder / "records/one.yaml", "relations: [{type: background-of, event: two}, {type: follows, event: tow}]\n")
    append(
        folder / "records/two.yaml",
        "claims: [{id: c, act: denies, made_in: two, responds_to: [{claim: 'one#x', stance: denies}]}]\n",
    )
    assert found(folder) == [("one.yaml", "X702"), ("two.yaml", "X702")]


def test_a_withdrawn_event_is_not_replaced_by_itself(folder: Path) -> None:
    stone = "id: three\nwithdrawn: {{at: 2024-01-15, reason: duplicate, replaced_by: [one, {0}]}}\n"
    (folder / "records/three.yaml").write_text(stone.format("two"), encoding="utf-8")
    assert found(folder) == []
    (folder / "records/three.yaml").write_text(stone.format("three"), encoding="utf-8")
    assert found(folder) == [("three.yaml", "X703")]


def test_shared_sources_of_a_file_are_known_to_every_file_and_repeat_only_with_equal_content(folder: Path) -> None:
    shared = "sources: [{{id: paper, publisher: {0}, published: {{text: 30 June 2023}}}}]\nevents:\n  - id: {1}\n    title: T {1}\n    type: other\n    date: {{text: {2} June 2023}}\n    sources: [{{id: paper}}]\n"
    (folder / "records/a.yaml").write_text(shared.format("P", "aaa", 5), encoding="utf-8")
    (folder / "records/b.yaml").write_text(shared.format("P", "bbb", 6), encoding="utf-8")
    (folder / "records/c.yaml").write_text(
        "id: ccc\ntitle: T ccc\ntype: other\ndate: {text: 7 June 2023}\nsources: [{id: paper}]\n", encoding="utf-8"
    )
    assert found(folder) == []
    (folder / "records/b.yaml").write_text(shared.format("Q", "bbb", 6), encoding="utf-8")
    assert ("b.yaml", "X705") in found(folder)


def test_a_rule_that_is_off_is_silent_and_one_that_is_raised_fails(folder: Path) -> None:
    append(folder / "records/one.yaml", "places: [{name: Qqzzx}]\n")
    assert found(folder) == [("one.yaml", "P401")]
    append(folder / "regesta.toml", '[rules]\nP401 = "off"\n')
    assert found(folder) == []
    (folder / "regesta.toml").write_text(
        (folder / "regesta.toml").read_text(encoding="utf-8").replace('"off"', '"error"'), encoding="utf-8"
    )
    assert regesta.validate(folder, today="2026-01-01").failed


def test_a_waiver_silences_until_its_day_and_is_an_error_after(folder: Path) -> None:
    append(
        folder / "records/one.yaml",
        "places: [{name: Qqzzx}]\nwaivers: [{rule: P401, field: /places/0, reason: a camp, by: A, until: 2026-01-01}]\n",
    )
    assert found(folder) == []
    later = regesta.validate(folder, today="2026-01-02")
    assert {d.code for d in later.diagnostics if d.severity != "info"} == {"P401", "X706"}


def test_a_name_that_the_registry_lacks_is_told_once_with_its_count(folder: Path) -> None:
    (folder / "registry").mkdir()
    (folder / "registry/actors.yaml").write_text("- {id: a, name: Anna Berg, kind: person}\n", encoding="utf-8")
    for name in ("one", "two"):
        append(folder / f"records/{name}.yaml", "participants: [{name: Carla Dorn, role: party}]\n")
    report = regesta.validate(folder, today="2026-01-01")
    told = [d for d in report.diagnostics if d.code == "N302" and d.value == "Carla Dorn"]
    assert len(told) == 1
    assert "(stands 2 times)" in told[0].message


def test_one_fault_of_a_record_does_not_hide_another_of_it(folder: Path) -> None:
    append(
        folder / "records/one.yaml",
        "tpye: x\nquantities: [{measure: killed, low: 5, best: 3}]\nplaces: [{name: Georgia}]\n",
    )
    assert {code for _, code in found(folder)} == {"S101", "Q601", "P402"}


def test_a_stray_file_is_passed_over_with_a_warning(folder: Path) -> None:
    (folder / "records/photo.jpg").write_bytes(b"\xff")
    (folder / "records/README.md").write_text("x", encoding="utf-8")
    (folder / "records/.hidden").write_text("x", encoding="utf-8")
    assert found(folder) == [("photo.jpg", "R013")]


def test_settings_that_break_their_contract_are_told_at_the_key_and_the_records_are_looked_at_all_the_same(
    folder: Path,
) -> None:
    append(folder / "regesta.toml", 'tittle = "x"\n')
    append(folder / "records/one.yaml", "tpye: x\n")
    report = regesta.validate(folder, today="2026-01-01")
    told = {(Path(d.path).name, d.line, d.code) for d in report.diagnostics if d.severity == "error"}
    assert told == {("regesta.toml", 6, "S101"), ("one.yaml", 6, "S101")}
