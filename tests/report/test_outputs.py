import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.warm import regesta

from regesta.errors import RegestaError
from regesta.report import Report
from regesta.report.outputs import (
    MODULES,
    Look,
    Output,
    append_step_summary,
    deliver,
    parse_outputs,
    within_repository,
    write_whole,
)

BROKEN = "id: a\ntitle: T\ntype: protst\ndate: {text: 24 June 2023}\nsources: [{id: s, publisher: P}]\nplaces: [{name: Georgia}]\n"
ACTIONS = {"GITHUB_ACTIONS": "true"}


def check(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return regesta("validate", "a.yaml", *arguments, cwd=folder, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("values", "environment", "outputs"),
    [
        pytest.param([], {}, [Output("text")], id="default"),
        pytest.param([], ACTIONS, [Output("github")], id="default-in-actions"),
        pytest.param([], {"GITHUB_ACTIONS": "false"}, [Output("text")], id="not-in-actions"),
        pytest.param(["json"], ACTIONS, [Output("json")], id="asked-for-in-actions"),
        pytest.param(["sarif=a=b.sarif"], {}, [Output("sarif", Path("a=b.sarif"))], id="file-with-equals-sign"),
        pytest.param(["github", "sarif=r"], {}, [Output("github"), Output("sarif", Path("r"))], id="stdout-and-file"),
    ],
)
def test_format_values_are_outputs(values: list[str], environment: dict[str, str], outputs: list[Output]) -> None:
    assert parse_outputs(values, environment) == outputs


def test_statistics_are_text_beside_files_and_in_actions() -> None:
    assert parse_outputs([], ACTIONS, statistics=True) == [Output("text")]
    assert parse_outputs(["json=r"], {}, statistics=True) == [Output("json", Path("r")), Output("text")]


@pytest.mark.parametrize(
    ("values", "statistics", "says"),
    [
        pytest.param(["sarf"], False, "did you mean sarif?", id="unknown"),
        pytest.param(["pdf"], False, "one of text, json, sarif", id="unknown-and-like-none"),
        pytest.param(["text", "json"], False, "json=FILE", id="two-on-stdout"),
        pytest.param(["sarif="], False, "names no file", id="no-file"),
        pytest.param(["sarif=x", "json=./x"], False, "one file x", id="one-file-twice"),
        pytest.param(["json"], True, "json=FILE", id="statistics-in-json"),
    ],
)
def test_what_makes_no_sense_is_refused(values: list[str], statistics: bool, says: str) -> None:
    with pytest.raises(RegestaError) as refused:
        parse_outputs(values, {}, statistics=statistics)
    assert says in str(refused.value)


@pytest.mark.parametrize("form", MODULES)
def test_every_format_goes_to_a_file_as_to_stdout(
    form: str,
    tmp_path: Path,
    hostile: Report,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    deliver(hostile, [Output(form), Output(form, Path("report"))], Look(), {})
    printed = capfdbinary.readouterr().out
    assert (tmp_path / "report").read_bytes() == printed
    assert printed.decode().endswith("\n")


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_bytes(b"old")
    (tmp_path / ".report.json.part").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(target, [b"new"])
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegestaError, match=r"there is no folder .*reports; make it first"):
        write_whole(tmp_path / "reports" / "report.xml", [b"new"])


def test_no_link_laid_beside_the_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / ".report.json.part").symlink_to(tmp_path / "precious")
    write_whole(tmp_path / "report.json", [b"new"])
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["precious", "report.json"]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, [b"new"])
    assert os.read(reader, 10) == b"new"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    os.close(reader)


def test_the_step_summary_is_added_to_what_is_there(tmp_path: Path, every: Report) -> None:
    page = tmp_path / "summary"
    page.write_text("before\n", encoding="utf-8")
    append_step_summary(every, {"GITHUB_STEP_SUMMARY": str(page)})
    assert page.read_text(encoding="utf-8").startswith("before\n### regesta: 4 errors")


def test_a_step_summary_that_cannot_be_written_holds_nothing_up(
    every: Report, empty: Report, capfd: pytest.CaptureFixture[str]
) -> None:
    for report, said in ((every, "A902"), (empty, "all good")):
        deliver(report, [Output("github")], Look(), {"GITHUB_STEP_SUMMARY": "/proc/none/summary"})
        printed = capfd.readouterr()
        assert said in printed.out
        assert printed.err == "note: no summary of the run: No such file or directory: /proc/none/summary\n"


@pytest.mark.parametrize(
    ("form", "quiet", "shown"),
    [
        pytest.param("text", False, "note: one\nnote: two\n", id="text"),
        pytest.param("json", False, "note: one\nnote: two\n", id="json"),
        pytest.param("text", True, "", id="quiet"),
        pytest.param("github", False, "", id="github, whose annotations they are"),
    ],
)
def test_notes_go_beside_what_is_printed(
    form: str, quiet: bool, shown: str, empty: Report, capfd: pytest.CaptureFixture[str]
) -> None:
    deliver(replace(empty, notes=("one", "two")), [Output(form)], Look(quiet=quiet), {})
    printed = capfd.readouterr()
    assert printed.err == shown
    assert ("two" in printed.out) is (form == "github")


def test_below_the_root_of_a_repository_paths_are_those_of_the_repository(tmp_path: Path, every: Report) -> None:
    inside = within_repository(every, {"GITHUB_WORKSPACE": str(tmp_path)}, tmp_path / "data")
    assert [d.path for d in inside.diagnostics] == [
        "data/regesta.toml", "data/records/a.yaml", "data/records/a.yaml", "data/records/a.yaml",
        "data/records/b ü#1.yaml", "",
    ]  # fmt: skip
    above = replace(every, diagnostics=(replace(every.diagnostics[0], path="../x.yaml"),))
    assert (
        within_repository(above, {"CI_PROJECT_DIR": str(tmp_path)}, tmp_path / "data").diagnostics[0].path == "x.yaml"
    )


@pytest.mark.parametrize(
    ("path", "here", "shown"),
    [
        ("{root}/data/records/a.yaml", "data/registry", "data/records/a.yaml"),
        ("{root}/data/records/a.yaml", "..", "data/records/a.yaml"),
        ("root/records/a.yaml", "..", "records/a.yaml"),
        ("../records/a.yaml", "registry", "records/a.yaml"),
        ("../../a.yaml", "registry", "../../a.yaml"),
        ("/elsewhere/a.yaml", "", "/elsewhere/a.yaml"),
        ("{root}-2/a.yaml", "", "{root}-2/a.yaml"),
        ("", "registry", ""),
    ],
)
def test_what_lies_in_the_repository_is_named_from_its_root(
    path: str, here: str, shown: str, tmp_path: Path, every: Report
) -> None:
    root = tmp_path / "root"
    one = replace(every, diagnostics=(replace(every.diagnostics[0], path=path.format(root=root)),))
    inside = within_repository(one, {"GITHUB_WORKSPACE": str(root)}, (root / here).resolve())
    assert [d.path for d in inside.diagnostics] == [shown.format(root=root)]


def test_where_ci_does_not_say_git_does_and_links_to_the_repository_lead_there(tmp_path: Path, every: Report) -> None:
    (tmp_path / "root/.git").mkdir(parents=True)
    (tmp_path / "root/data").mkdir()
    (tmp_path / "link").symlink_to("root")
    root, link, data = tmp_path / "root", tmp_path / "link", tmp_path / "root/data"
    ways: list[tuple[dict[str, str], Path, str]] = [
        ({}, data, "records/a.yaml"),
        ({}, tmp_path, f"{data}/records/a.yaml"),
        ({}, tmp_path, "root/data/records/a.yaml"),
        ({"CI_PROJECT_DIR": str(link)}, data, "records/a.yaml"),
        ({"CI_PROJECT_DIR": str(link)}, tmp_path, f"{link}/data/records/a.yaml"),
        ({"CI_PROJECT_DIR": str(root)}, tmp_path, f"{link}/data/records/a.yaml"),
        ({"CI_PROJECT_DIR": str(link)}, tmp_path, "root/data/records/a.yaml"),
    ]
    for environment, here, path in ways:
        found = (replace(every.diagnostics[0], path=path),)
        one = replace(every, diagnostics=found, paths=(path,), wrong=frozenset([path]))
        inside = within_repository(one, environment, here)
        assert {inside.diagnostics[0].path, *inside.paths, *inside.wrong} == {"data/records/a.yaml"}, (
            environment,
            here,
        )


@pytest.mark.parametrize("root", [None, "here", "elsewhere"])
def test_paths_stay_elsewhere(root: str | None, tmp_path: Path, every: Report) -> None:
    environment = {} if root is None else {"GITHUB_WORKSPACE": str(tmp_path / root)}
    assert within_repository(every, environment, tmp_path / "here") == every


def test_the_command_writes_several_reports_at_once(folder: Path) -> None:
    done = check(folder, "--format", "github", "--format", "sarif=r.sarif", "--format", "junit=r.xml")
    assert done.returncode == 1
    assert done.stdout.startswith("::error title=S104 unknown code,file=a.yaml,line=3")
    assert json.loads((folder / "r.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "<testsuites" in (folder / "r.xml").read_text(encoding="utf-8")


def test_in_actions_the_command_annotates_and_writes_the_summary(folder: Path) -> None:
    page = folder / "summary.md"
    done = check(folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert done.stdout.startswith("::error ")
    assert "**error S104**" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "rules"),
    [
        pytest.param([], 1, {"S104", "P402"}, id="all"),
        pytest.param(["--select", "S"], 1, {"S104"}, id="select"),
        pytest.param(["--ignore", "S,P402"], 0, set(), id="ignore"),
        pytest.param(["--select", "D"], 0, set(), id="nothing-reported"),
    ],
)
def test_the_exit_code_follows_what_is_reported(folder: Path, arguments: list[str], code: int, rules: set[str]) -> None:
    done = check(folder, "--format", "json", *arguments)
    assert done.returncode == code
    report = json.loads(done.stdout)
    assert {d["code"] for d in report["diagnostics"] if d["severity"] == "error"} == rules
    assert report["counts"]["error"] == len(rules)


@pytest.mark.parametrize("arguments", [["--select", "P4O2"], ["--format", "sarf"], ["--format", "json=no/such/folder"]])
def test_what_cannot_be_done_exits_2_in_one_line(folder: Path, arguments: list[str]) -> None:
    done = check(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("regesta: ")
    assert done.stderr.count("\n") == 1


def test_statistics_take_the_place_of_the_list(folder: Path) -> None:
    done = check(folder, "--statistics")
    assert done.stdout.splitlines()[:2] == ["      1  P402  ambiguous place", "      1  S104  unknown code"]
    assert done.returncode == 1


def test_what_is_printed_to_a_file_does_not_depend_on_the_locale(folder: Path) -> None:
    (folder / "ä.yaml").write_text(BROKEN.replace("Georgia", "Грузия 東京"), encoding="utf-8")
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    runs: list[tuple[list[str], dict[str, str]]] = [
        ([], {"PYTHONIOENCODING": "utf-8"}), ([], ascii_only), (["--unmatched"], {"PYTHONIOENCODING": "latin-1"})
    ]  # fmt: skip
    one, other, unmatched = (
        subprocess.run(
            [sys.executable, "-m", "regesta", "validate", "ä.yaml", *options],
            cwd=folder, env=os.environ | environment, capture_output=True, check=False,
        ).stdout.decode()
        for options, environment in runs
    )  # fmt: skip
    assert one == other
    assert "ä.yaml:6:" in one
    assert "東京" in one
    assert "東京" in unmatched


@pytest.mark.parametrize(("text", "printed"), [(BROKEN, True), (BROKEN.replace("protst", "protest"), False)])
def test_quiet_prints_nothing_where_nothing_is_wrong(folder: Path, text: str, printed: bool) -> None:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    done = check(folder, "--quiet", "--select", "S")
    assert bool(done.stdout) is printed
