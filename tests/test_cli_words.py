"""What the command line itself says: help that reads at 80 columns, completion, and what to do next after wrong use."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.warm import regesta
from typer.main import get_command

from regesta.cli import app

REGESTA = Path(sys.executable).with_name("regesta")
RECORD = "id: rally\ntitle: A rally\ntype: protest\ndate: {text: 24 June 2023}\nsources: [{id: s, publisher: P}]\n"


def below(path: tuple[str, ...], command: Any) -> Iterator[tuple[str, Any]]:
    yield " ".join(path), command
    for name, each in getattr(command, "commands", {}).items():
        yield from below((*path, name), each)


EVERY: dict[str, Any] = dict(below((), get_command(app)))
LEAVES = [path for path, command in EVERY.items() if not hasattr(command, "commands")]


def ask(*words: object, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return regesta(*words, cwd=cwd, env={"COLUMNS": "80", "TERM": "dumb", **env})


def shell(script: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", script], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dataset, a folder without one, and a file that is neither."""
    here = tmp_path_factory.mktemp("place")
    assert ask("init", "protests", cwd=here).returncode == 0
    (here / "protests/records/rally.yaml").write_text(RECORD, encoding="utf-8")
    (here / "empty").mkdir()
    (here / "protests/evidence").mkdir(exist_ok=True)
    (here / "notes.txt").write_text("notes\n", encoding="utf-8")
    return here


@pytest.mark.parametrize("path", EVERY)
def test_help_fits_80_columns_and_shows_no_markup(path: str) -> None:
    done = ask(*path.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert [sign for sign in ("{", "\b", "x>=") if sign in done.stdout] == []


@pytest.mark.parametrize("path", LEAVES)
def test_each_command_ends_its_help_with_examples_that_it_can_read(path: str) -> None:
    lines = ask(*path.split(), "--help").stdout.partition("\n  Example")[2].splitlines()[1:]
    assert lines
    for line in lines:
        words = shlex.split(line.partition(" > ")[0])
        assert words[: 1 + len(path.split())] == ["regesta", *path.split()]
        try:
            EVERY[path].make_context(path, words[1 + len(path.split()) :])
        except typer.Exit:
            assert "--list" in words


def test_the_commands_are_listed_with_a_whole_sentence_each() -> None:
    out = ask("--help").stdout
    listed = [
        line
        for panel in ("Curate", "Check", "Release")
        for line in out.partition(f"\n{panel}:\n")[2].split("\n\n")[0].splitlines()
    ]
    assert sorted(line.split()[0] for line in listed) == sorted(path for path in EVERY if path and " " not in path)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


WRONG = [
    # a command or an option that is none
    ("validat", "No such command 'validat'. Did you mean 'validate'?"),
    ("gazetteer serch", "No such command 'serch'. Did you mean 'search'?"),
    ("validate --formt json", "No such option: --formt (Possible options: --format)"),
    ("validate --max 0 protests", "Invalid value for '--max': '0' is no whole number from 1 up."),
    ("validate --max many protests", "Invalid value for '--max': 'many' is no whole number from 1 up."),
    ("verify", "Missing argument 'RELEASE...'."),
    ("rules P402 P401", "Got unexpected extra argument(s) (P401)"),
    # a path that is not there, or is something else
    ("validate protest", "there is no file or folder protest; did you mean protests?"),
    ("validate protests/recods", "there is no file or folder protests/recods; did you mean protests/records?"),
    ("validate nowhere", "there is no file or folder nowhere; paths begin in the folder that you are in"),
    ("validate nowhere/a.yaml", "there is no file or folder nowhere/a.yaml; there is no folder nowhere either"),
    (
        "validate notes.txt",
        "notes.txt is no record file: their names end in .yaml, .yml, .json, .jsonl; regesta import reads others",
    ),
    (
        "validate empty",
        "there are no record files (.yaml, .yml, .json, .jsonl) in empty; regesta new -o FILE writes one",
    ),
    (
        "import ucdp-ged nowhere.csv",
        "there is no file or folder nowhere.csv; paths begin in the folder that you are in",
    ),
    ("import mine.sql notes.txt", "there is no recipe mine.sql; `regesta import --list` lists those that ship"),
    ("import ucdp notes.txt", "there is no recipe 'ucdp'; did you mean ucdp-ged?"),
    (
        "import census notes.txt",
        "there is no recipe 'census'; `regesta import --list` lists them; your own is a path to .sql",
    ),
    ("import spreadsheet notes.txt", "notes.txt is no workbook: save it as .xlsx, or each sheet as .csv in one folder"),
    (
        "gazetteer build nowhere",
        "there is no file nowhere; name allCountries.txt of GeoNames, unzipped, or a country's file",
    ),
    # no dataset, or no release
    ("validate", "there is no regesta.toml here or above; name a dataset: protests"),
    ("release", "there is no regesta.toml here or above; name a dataset: protests"),
    ("explain rally", "there is no regesta.toml here or above; name a dataset: protests"),
    ("release .", ". is no dataset: it holds no regesta.toml; name a folder that does: protests"),
    (
        "release nowhere",
        "there is no file or folder nowhere; paths begin in the folder that you are in; to start a dataset: regesta init nowhere",
    ),
    (
        "release empty",
        "empty is no dataset: it holds no regesta.toml; name a folder that does, or start one: regesta init DIR",
    ),
    ("release protests/regesta.toml", "protests/regesta.toml is no dataset: name the folder that it lies in"),
    ("verify protests", "protests is not a release: it is a dataset; `regesta release protests` writes one"),
    ("verify empty", "empty is not a release: it has no manifest.json; name the folder that `regesta release` wrote"),
    ("diff nowhere empty", "there is no file or folder nowhere; paths begin in the folder that you are in"),
    # a place that cannot be written to
    ("init protests", "protests is there and is not empty; name a new folder"),
    ("init notes.txt", "notes.txt is a file; name a new folder"),
    (
        "new -o notes.txt/rally.yaml",
        "File exists: notes.txt; a file stands where a folder is needed; name another place",
    ),
    ("normalise protests -o empty", "Is a directory: empty; a folder stands there; name a file"),
    ("new -o notes.txt", "notes.txt is there already; name another file"),
    ("new -o rally.json", "rally.json is to hold YAML: give it a name that ends in .yaml"),
    (
        "new -o protests/rally.yaml",
        "protests/rally.yaml would be no record of the dataset protests: its records lie in records/",
    ),
    (
        "new -o protests/registry/rally.yaml",
        "protests/registry/rally.yaml would be no record of the dataset protests: its records lie in records/",
    ),
    (
        "new -o protests/records/../rally.yaml",
        "protests/records/../rally.yaml would be no record of the dataset protests: its records lie in records/",
    ),
    (
        "release protests -o notes.txt",
        "nothing can be written to notes.txt (File exists); -o names another folder",
    ),
    (
        "release protests -o protests/records",
        "protests/records holds what the dataset is made of; name another folder, such as protests/output",
    ),
    (
        "validate protests --format json=protests/records/rally.yaml",
        "protests/records/rally.yaml would be a file of the dataset itself; name another place",
    ),
    (
        "normalise protests/records/rally.yaml -o protests/records/rally.yaml",
        "protests/records/rally.yaml would be a file of the dataset itself; name another place",
    ),
    (
        "normalise protests -o protests/regesta.toml",
        "protests/regesta.toml would be a file of the dataset itself; name another place",
    ),
    # a value that an option does not take
    (
        "validate --format xml protests",
        "--format: there is no format 'xml'; it is one of text, json, sarif, github, gitlab, junit",
    ),
    ("validate --format json= protests", "--format json= names no file; write --format json=FILE"),
    (
        "validate --select P9 protests",
        "--select: there is no rule 'P9'; families: A, C, D, N, P, Q, R, S, U, X; all: `regesta rules`",
    ),
    ("validate --today tomorrow protests", "--today wants a day such as 2023-06-24, not 'tomorrow'"),
    ("release protests --formats docx", "there is no format 'docx'; formats: jsonl, json, csv, parquet, geo, xlsx"),
    ("release protests --formats ''", "no format is named; formats: jsonl, json, csv, parquet, geo, xlsx"),
    ("release protests --version 01.0.0", "'01.0.0' is no version: write 1.0.0"),
    (
        "validate protests/evidence",
        "protests/evidence is no part of the dataset protests: its records lie in records/",
    ),
    ("release protests --version 1", "'1' is no version: it has the form 1.2.3 or 1.2.3-dev"),
    ("new protst", "there is no type 'protst'; did you mean protest?"),
    ("new accident", "there is no type 'accident'; it is a subtype of other: regesta new other"),
    ("rules P4", "there is no rule P4; `regesta rules` lists them"),
    ("schema evnt", "the document is one of event, file, actors, places, sources, config, not 'evnt'"),
    ("explain ralli protests", "there is no event 'ralli' in protests; did you mean rally?"),
    ("explain zzz protests", "there is no event 'zzz' in protests; its id is the `id` at the head of its record"),
    ("explain", "say what to explain: an EVENT_ID, or one of --date, --name and --place"),
    ("explain --place ''", "--place is empty: give it the text to read"),
    (
        "validate protests --unmatched --format json",
        "--unmatched is a list of its own: leave --format, --statistics, --select and --ignore out",
    ),
    ("explain --name Ann --anchor 2023-06-24", "--anchor goes with --date: add it, or leave --anchor out"),
    ("explain --place Rostov --country Russia", "--country wants a code such as RU, not 'Russia'; did you mean RU?"),
    ("template -o events.csv", "events.csv is to be a workbook: give it a name that ends in .xlsx"),
]


@pytest.mark.parametrize(("args", "says"), WRONG, ids=[args for args, _ in WRONG])
def test_wrong_use_ends_with_2_and_its_last_line_says_what_to_do_next(place: Path, args: str, says: str) -> None:
    done = ask(*shlex.split(args), cwd=place)
    assert (done.returncode, done.stdout) == (2, "")
    *before, last = done.stderr.splitlines()
    if last.startswith("Error: "):  # of usage: the help that is meant stands above it
        assert last == f"Error: {says}"
        assert any(line.startswith("Try 'regesta") for line in before)
    else:
        assert (before, last) == ([], f"regesta: {says.replace('HERE', str(place))}")


def test_a_search_that_finds_no_place_says_so() -> None:
    done = ask("gazetteer", "search", "zzzq")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no place is named 'zzzq', nor begins so; try fewer letters, or another spelling\n"


def test_a_date_that_needs_its_day_of_publication_is_answered_with_the_option() -> None:
    done = ask("explain", "--date", "24 June")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "   help: add --anchor DAY, the day on which it was published"


def test_one_fault_of_a_release_is_one_fault_though_others_hold(place: Path) -> None:
    assert ask("release", "protests", "-o", "made", cwd=place).returncode == 0
    shutil.copytree(place / "made/protests-0.1.0-dev", place / "made/faulty")
    (place / "made/faulty/SHA256SUMS").unlink()
    (place / "made/protests-latest").symlink_to("protests-0.1.0-dev")
    done = ask("verify", "made/faulty", "made/protests-0.1.0-dev", "made/protests-latest", cwd=place)
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == ["made/faulty: 1 fault", "made/protests-0.1.0-dev: all holds"]


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        ("val", ["validate"]),
        ("re", ["release"]),
        ("gazetteer ''", ["info", "search", "build"]),
        ("validate --for", ["--format"]),
    ],
)
def test_bash_completes_commands_and_options(place: Path, words: str, offers: list[str]) -> None:
    script = (
        f'regesta() {{ {shlex.quote(str(REGESTA))} "$@"; }}; export -f regesta; PATH={shlex.quote(str(REGESTA.parent))}:$PATH\n'
        f'eval "$(_REGESTA_COMPLETE=source_bash regesta)"; complete -p regesta >/dev/null || exit 1\n'
        f'COMP_WORDS=(regesta {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _regesta_completion regesta; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    done = shell(script, place)
    assert (done.returncode, done.stdout.split()) == (0, offers), done.stderr


@pytest.mark.parametrize(
    ("shell", "begins"),
    [("bash", "complete -o default"), ("zsh", "#compdef regesta"), ("fish", "complete --command regesta")],
)
def test_each_shell_gets_its_completion_script(shell: str, begins: str) -> None:
    done = ask(_REGESTA_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert begins in done.stdout


def test_show_completion_prints_the_script_of_the_shell_that_asks() -> None:
    done = shell(f"{shlex.quote(str(REGESTA))} --show-completion; exit $?")
    assert done.returncode == 0, done.stderr
    assert "complete -o default -F _regesta_completion regesta" in done.stdout
