"""Only what changed since a revision is reported on, yet held against the whole dataset."""

import subprocess
from pathlib import Path

import pytest

from regesta.check.run import examinations
from regesta.errors import RegestaError
from regesta.report import Report, make_report
from regesta.report.text import summary

TODAY = "2026-01-15"
SETTINGS = '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "MIT"\n'


def record(own: str, *, kind: str = "protest", other: str | None = None) -> str:
    tied = f"relations: [{{type: follows, event: {other}}}]\n" if other else ""
    return f"id: {own}\ntitle: A rally\ntype: {kind}\ndate: {{edtf: 2024-03-05}}\n{tied}sources: [{{id: d, publisher: P}}]\n"


def git(folder: Path, *arguments: str) -> None:
    about = (
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *about, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A dataset below the root of a repository: two faulty records in the first commit, of odd names."""
    folder = tmp_path / "dä ta"
    (folder / "records").mkdir(parents=True)
    (folder / "registry").mkdir()
    (folder / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "registry" / "actors.yaml").write_text("- {id: a, name: P, kind: media-outlet}\n", encoding="utf-8")
    (folder / "records" / "m ä.yaml").write_text(record("m", kind="protset"), encoding="utf-8")
    (folder / "records" / "-n.yaml").write_text(record("n", kind="protset"), encoding="utf-8")
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    git(tmp_path, "branch", "records")
    return folder


def report(path: Path, since: str) -> Report:
    return make_report(examinations([path], TODAY, since))


def said(found: Report) -> list[tuple[str, str]]:
    return [(Path(d.path).name, d.code) for d in found.diagnostics if d.code != "U801"]


def test_nothing_is_said_of_what_did_not_change(repository: Path) -> None:
    found = report(repository, "HEAD")
    assert said(found) == []
    assert (found.counts["records"], found.counts["files"]) == (0, 0)
    assert summary(found) == "nothing to check: nothing that was named differs from that revision"


def test_a_changed_and_a_new_file_are_reported_on_and_a_deleted_one_is_not(repository: Path) -> None:
    records = repository / "records"
    (records / "-n.yaml").unlink()
    (records / "m ä.yaml").write_text(record("m", kind="protsets"), encoding="utf-8")
    (records / "new.yaml").write_text(record("new", kind="consutl"), encoding="utf-8")
    found = report(repository, "HEAD")
    assert said(found) == [("m ä.yaml", "S104"), ("new.yaml", "S104")]
    assert found.counts["files"] == 2


def test_what_was_committed_since_is_reported_on_too(repository: Path) -> None:
    (repository / "records" / "new.yaml").write_text(record("new", kind="consutl"), encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "two")
    assert said(report(repository, "HEAD~1")) == [("new.yaml", "S104")]
    assert said(report(repository, "HEAD")) == []


def test_references_and_ids_are_held_against_the_whole_dataset(repository: Path) -> None:
    records = repository / "records"
    (records / "a.yaml").write_text(record("a", other="n"), encoding="utf-8")
    assert said(report(repository, "HEAD")) == []
    (records / "a.yaml").write_text(record("n"), encoding="utf-8")
    (records / "b.yaml").write_text(record("b", other="nowhere"), encoding="utf-8")
    assert said(report(repository, "HEAD")) == [("a.yaml", "X701"), ("b.yaml", "X702")]


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_what_refers_to_an_event_that_went_is_told_of_in_files_that_did_not_change(repository: Path, how: str) -> None:
    records = repository / "records"
    (records / "a.yaml").write_text(record("a", other="n"), encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "two")
    if how == "deleted":
        (records / "-n.yaml").unlink()
    else:
        (records / "-n.yaml").write_text(record("n-2"), encoding="utf-8")
    found = report(repository, "HEAD")
    assert said(found) == [("a.yaml", "X702")]
    assert found.failed
    assert found.counts["files"] == (1 if how == "deleted" else 2)
    assert "nothing" not in summary(found)


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("regesta.toml", "changed"),
        *((name, how) for name in ("registry/actors.yaml", "vocabulary/measures.csv", "evidence/a.txt") for how in ("changed", "deleted")),
    ],
)  # fmt: skip
def test_a_change_of_what_records_are_held_against_reaches_them_all(repository: Path, name: str, how: str) -> None:
    path = repository / name
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text("code,label,description,broader\n", encoding="utf-8")
        git(repository, "add", ".")
        git(repository, "commit", "-m", "two")
    if how == "deleted":
        path.unlink()
    else:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert report(repository, "HEAD").counts["records"] == 2


def test_of_named_files_only_those_that_changed_are_reported_on(repository: Path) -> None:
    records = repository / "records"
    for name in ("m ä.yaml", "-n.yaml"):
        (records / name).write_text(record(name[0].replace("-", "n"), kind="protsets"), encoding="utf-8")
    assert said(report(records / "-n.yaml", "HEAD")) == [("-n.yaml", "S104")]


def test_files_outside_a_dataset_can_be_asked_for_too(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "old.yaml").write_text(record("old", kind="protset"), encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "one")
    (tmp_path / "new.yaml").write_text(record("old", kind="protset"), encoding="utf-8")
    assert said(report(tmp_path, "HEAD")) == [("new.yaml", "X701"), ("new.yaml", "S104")]


@pytest.mark.parametrize(
    "revision",
    [
        pytest.param("nowhere", id="no such branch"),
        pytest.param("--output=x", id="an option"),
        pytest.param("-p", id="a short option"),
        pytest.param("records", id="a path that is a branch too"),
        pytest.param("regesta.toml", id="a path"),
        pytest.param("HEAD:dä ta/regesta.toml", id="a file in a commit"),
        pytest.param("HEAD~1..HEAD", id="two commits"),
        pytest.param("", id="nothing"),
        pytest.param("a\0b", id="a NUL"),
    ],
)
def test_a_revision_is_a_commit_and_nothing_else(repository: Path, revision: str) -> None:
    if revision == "records":
        assert said(report(repository, revision)) == []
        return
    with pytest.raises(RegestaError, match="--changed-since"):
        report(repository, revision)
    assert not (repository / "x").exists()


def test_without_a_repository_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "r.yaml").write_text(record("r"), encoding="utf-8")
    with pytest.raises(RegestaError, match="in no git repository; name the files"):
        report(tmp_path, "HEAD")


def test_without_git_it_says_what_to_do(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(RegestaError, match="needs git, which is not installed; name the files"):
        report(repository, "HEAD")
