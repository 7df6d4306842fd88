"""Several processes make of many files what one makes, in the same order."""

import gc
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.batch import cores, in_pieces, uncollected
from regesta.examine import Examination, examine_loose
from regesta.report import Report, make_report

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # the tests may run in threads
TODAY = "2026-01-15"


def written(folder: Path, kinds: list[str], texts: Mapping[str, str]) -> list[Path]:
    paths = [folder / f"{number:03}.yaml" for number in range(len(kinds))]
    for number, (path, kind) in enumerate(zip(paths, kinds, strict=True)):
        path.write_text(texts[kind].replace("OWN", f"e{number}"), encoding="utf-8")
    return paths


def said(examination: Examination) -> tuple[Report, list[object]]:
    report = make_report([(examination, None)])
    return report, [(t.record, t.filled.data, t.filled.trouble, t.broken, t.found) for t in examination.treated]


@given(st.data(), st.integers(2, 3))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_content_and_order_are_those_of_one_process(
    tmp_path_factory: pytest.TempPathFactory, record_kinds: dict[str, str], data: st.DataObject, processes: int
) -> None:
    kinds = data.draw(st.lists(st.sampled_from(sorted(record_kinds)), min_size=2, max_size=12))
    paths = written(tmp_path_factory.mktemp("files"), kinds, record_kinds)
    one = said(examine_loose(paths, TODAY, processes=1))
    assert said(examine_loose(paths, TODAY, processes=processes)) == one


def test_a_source_that_another_file_lends_is_found_from_any_process(
    tmp_path: Path, record_kinds: dict[str, str]
) -> None:
    paths = written(tmp_path, ["borrows", *["sound"] * 30, "lends"], record_kinds)
    first = examine_loose(paths, TODAY, processes=2).treated[0]
    assert first.filled.data["sources"][0]["publisher"] == "P"
    assert first.filled.data["date"]["edtf"] == "2024-03-05"
    assert not first.broken


def test_where_a_process_dies_the_work_is_done_all_the_same() -> None:
    here = os.getpid()

    def work(start: int, end: int) -> tuple[int, int]:
        return (start, end) if os.getpid() == here else os._exit(1)

    assert in_pieces(work, 100, 2) == [(0, 100)]


def test_an_error_in_a_process_is_the_error_of_all() -> None:
    def work(start: int, _end: int) -> int:
        return 1 // start

    with pytest.raises(ZeroDivisionError):
        in_pieces(work, 100, 2)


def test_the_pieces_are_whole_and_in_order() -> None:
    pieces = in_pieces(lambda start, end: list(range(start, end)), 1003, 2)
    assert [number for piece in pieces for number in piece] == list(range(1003))


def test_a_few_files_stay_in_one_process() -> None:
    assert cores(100) == 1


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_left_as_it_was(is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()
