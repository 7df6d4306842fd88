"""What is kept of a file never changes an answer, and may be lost or spoilt at any time."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.engine.cache import Cache, Entry, keep
from regesta.engine.examine import Examination, examine_dataset, examine_loose, treat_again
from regesta.report import Report, make_report

SOUND = 50  # files beside those that are drawn: of fewer, nothing is kept
TODAY = "2026-01-15"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of caches of its own."""
    folder = tmp_path_factory.mktemp("caches")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "regesta"


def write(path: Path, text: str) -> None:
    path.write_text(text.replace("OWN", f"event-{path.stem}"), encoding="utf-8")


def written(folder: Path, texts: list[str]) -> list[Path]:
    paths = [folder / f"{number:03}.yaml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        write(path, text)
    return paths


def said(examination: Examination) -> tuple[Report, list[object]]:
    report = make_report([(examination, None)])
    again = (treat_again(where, examination.dataset, examination.today) for where in examination.records())
    return report, [(t.record, t.filled.data, t.broken, t.found, list(t.faults)) for t in again]


def both(folder: Path) -> tuple[object, object]:
    """What a run by way of the cache says, and what a full run says."""
    paths = sorted(folder.glob("*.yaml"))
    return said(examine_loose(paths, TODAY, cached=True)), said(examine_loose(paths, TODAY))


def kept_file(home: Path) -> Path:
    (path,) = home.glob("*.sqlite")
    return path


@pytest.mark.long
@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_edits_the_answer_is_that_of_a_full_run(
    tmp_path_factory: pytest.TempPathFactory, record_kinds: dict[str, str], data: st.DataObject
) -> None:
    texts = st.sampled_from(list(record_kinds.values()))
    edits = st.lists(st.tuples(st.integers(0, 9), st.none() | texts), max_size=3)
    folder = tmp_path_factory.mktemp("files")
    paths = written(folder, data.draw(st.lists(texts, min_size=10, max_size=10)) + [record_kinds["sound"]] * SOUND)
    full: object = None
    for round_ in [[], *data.draw(st.lists(edits, min_size=1, max_size=3)), []]:
        for number, text in round_:
            if text is None:
                paths[number].unlink(missing_ok=True)
            else:
                write(paths[number], text)
        left = sorted(folder.glob("*.yaml"))
        if round_ or full is None:
            full = said(examine_loose(left, TODAY))
        assert said(examine_loose(left, TODAY, cached=True)) == full


def test_a_file_that_is_what_it_was_is_taken_from_the_cache(
    tmp_path: Path, home: Path, record_kinds: dict[str, str]
) -> None:
    written(tmp_path, [record_kinds["sound"]] * SOUND)
    first, _ = both(tmp_path)
    with closing(sqlite3.connect(kept_file(home))) as base:
        assert base.execute("SELECT count(*) FROM kept").fetchone() == (SOUND,)
    again, _ = both(tmp_path)
    assert again == first


def overwrite(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil_a_value(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE kept SET value = replace(CAST(value AS TEXT), 'consult', 'protest')")


def empty_values(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE kept SET value = x''")


@pytest.mark.parametrize("spoil", [overwrite, cut_short, spoil_a_value, empty_values, Path.unlink])
def test_a_spoilt_cache_changes_nothing(
    tmp_path: Path, home: Path, record_kinds: dict[str, str], spoil: Callable[[Path], object]
) -> None:
    written(tmp_path, [*[record_kinds["sound"]] * SOUND, record_kinds["faulty"]])
    both(tmp_path)
    spoil(kept_file(home))
    for _ in range(2):
        cached, full = both(tmp_path)
        assert cached == full


@pytest.mark.parametrize(
    ("stated", "home"), [("/proc/none", "/"), ("", "here")], ids=["no folder can be", "not absolute"]
)
def test_without_a_place_for_it_the_answer_is_the_same(
    tmp_path: Path, record_kinds: dict[str, str], monkeypatch: pytest.MonkeyPatch, stated: str, home: str
) -> None:
    written(tmp_path, [*[record_kinds["sound"]] * SOUND, record_kinds["faulty"]])
    monkeypatch.setenv("XDG_CACHE_HOME", stated)
    monkeypatch.setenv("HOME", home)
    monkeypatch.chdir(tmp_path)
    cached, full = both(tmp_path)
    assert cached == full
    assert not (tmp_path / "here").exists()


def test_a_spoilt_cache_that_cannot_be_removed_is_left() -> None:
    program = Path("/proc/self/exe")  # no database, and a link that nobody can take away
    keep(Cache(program, b""), [Entry("a.yaml", b"", {})])
    assert program.is_file()


@pytest.fixture
def many(dataset: Path, record_kinds: dict[str, str]) -> Path:
    """A dataset of more files than are few."""
    for number in range(SOUND):
        text = record_kinds["sound"].replace("OWN", f"many-{number}").replace("Ana Costa", "Yevgeny Prigozhin")
        (dataset / "records" / f"many-{number}.yaml").write_text(text, encoding="utf-8")
    return dataset


def dataset_both(folder: Path, today: str = TODAY) -> tuple[Report, Report]:
    cached = make_report([(examine_dataset(folder, today, cached=True), None)])
    return cached, make_report([(examine_dataset(folder, today), None)])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_change_of_the_registry_is_seen(many: Path) -> None:
    before, _ = dataset_both(many)
    edit(many / "registry" / "actors.yaml", "Prigozhin", "Prigoschin")
    cached, full = dataset_both(many)
    assert cached == full
    assert cached != before


def test_a_change_of_an_archived_text_is_seen(many: Path, record_kinds: dict[str, str]) -> None:
    (many / "evidence").mkdir()
    text = many / "evidence" / "a.txt"
    text.write_text("as was said", encoding="utf-8")
    record = (
        record_kinds["sound"]
        .replace("OWN", "quoting")
        .replace("publisher: P", "publisher: P, text_file: evidence/a.txt")
    )
    record += "quotes: [{text: as was said}]\n"
    (many / "records" / "quoting.yaml").write_text(record, encoding="utf-8")
    before, _ = dataset_both(many)
    text.write_text("as was not said at all", encoding="utf-8")
    text.write_text("something else", encoding="utf-8")
    cached, full = dataset_both(many)
    assert cached == full
    assert cached.counts["error"] == before.counts["error"] + 1


def test_the_day_on_which_a_waiver_ends_is_seen(many: Path, record_kinds: dict[str, str]) -> None:
    waived = "waivers: [{rule: U801, until: 2026-02-01, reason: no copy yet}]\n"
    record = record_kinds["sound"].replace("OWN", "waived") + waived
    (many / "records" / "waived.yaml").write_text(record, encoding="utf-8")
    before, _ = dataset_both(many)
    cached, full = dataset_both(many, "2026-02-02")
    assert cached == full
    assert cached.counts["error"] == before.counts["error"] + 1


def test_nothing_is_written_into_the_dataset(many: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in many.rglob("*")}
    dataset_both(many)
    assert {path: path.stat().st_mtime_ns for path in many.rglob("*")} == before
