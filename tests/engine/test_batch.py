"""Several processes make of many files what one makes, in the same order."""

import gc
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regesta.engine.batch import Piece, Stretch, cores, in_pieces, of_share, pieces, processors, uncollected
from regesta.engine.examine import Examination, examine_loose, treat_again
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
    return report, [(part.ids, part.pointers, bytes(part.broken)) for part in examination.parts]


@pytest.mark.long
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
    examination = examine_loose(paths, TODAY, processes=2)
    first = treat_again(next(examination.records()), examination.dataset, TODAY)
    assert first.filled.data["sources"][0]["publisher"] == "P"
    assert first.filled.data["date"]["edtf"] == "2024-03-05"
    assert not first.broken


def numbered(count: int) -> list[Piece]:
    return [(Stretch(Path(f"{number}.yaml")),) for number in range(count)]


def test_where_a_process_dies_the_work_is_done_all_the_same() -> None:
    here = os.getpid()

    def work(piece: Piece) -> Piece:
        return piece if os.getpid() == here else os._exit(1)

    assert list(in_pieces(work, numbered(5), 2)) == numbered(5)


def test_an_error_in_a_process_is_the_error_of_all() -> None:
    def work(piece: Piece) -> int:
        return 1 // len(piece[0].path.suffix[5:])

    with pytest.raises(ZeroDivisionError):
        list(in_pieces(work, numbered(5), 2))


def test_what_becomes_of_the_pieces_is_in_their_order() -> None:
    assert list(in_pieces(lambda piece: piece[0].path.name, numbered(1003), 2)) == [f"{n}.yaml" for n in range(1003)]


def test_a_long_file_is_cut_between_lines_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    lines = [b"x" * (number % 977) + b"\n" for number in range(20_000)] + [b"no end of line"]
    path.write_bytes(b"".join(lines))
    found = pieces([tmp_path / "a.yaml", path, tmp_path / "b.yaml"])
    assert [stretch.path.name for piece in found for stretch in piece if stretch.end is None] == ["a.yaml", "b.yaml"]
    stretches = [stretch for piece in found for stretch in piece if stretch.end is not None]
    raw = path.read_bytes()
    assert len(stretches) > 1
    assert b"".join(raw[s.start : s.end] for s in stretches) == raw
    assert all(raw[: s.start].count(b"\n") == s.line - 1 for s in stretches)


def test_a_few_files_stay_in_one_process() -> None:
    assert cores(numbered(100)) == 1


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


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_so_many_processes_work_at_a_time_as_are_asked_for() -> None:
    program = "from regesta.engine.batch import at_most, processors\nwith at_most(3): print(processors())\nprint(processors())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    asked, found = map(int, done.stdout.split())
    assert asked == 3
    assert 1 <= found <= len(os.sched_getaffinity(0))  # a container may have a share of their time only


@pytest.mark.parametrize(
    ("stated", "processes"),
    [
        ("max 100000", sys.maxsize), ("150000 100000\n", 2), ("200000 100000", 2), ("1000 100000", 1), ("0 100000", 1),
        ("5 0", 5),
    ],
)  # fmt: skip
def test_a_share_of_the_time_is_as_good_as_so_many_processors(stated: str, processes: int) -> None:
    assert of_share(stated) == processes


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_where_none_may_begin_the_work_is_done_here() -> None:
    """As where a container limits their number, which holds for no test that root runs: here it is memory."""
    program = """
import os, resource
from pathlib import Path
from regesta.engine.batch import Stretch, in_pieces
taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + (32 << 20)
resource.setrlimit(resource.RLIMIT_AS, (taken, taken))
here = os.getpid()
print(list(in_pieces(lambda _: os.getpid() == here, [(Stretch(Path("a")),)] * 3, 40)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[True, True, True]\n", "")


def test_a_worker_that_may_have_no_children_works_alone() -> None:
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(processors) == 1
