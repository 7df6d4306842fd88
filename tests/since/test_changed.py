"""Only what changed since a revision is reported on, yet held against the whole dataset."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regesta.engine.run import examinations
from regesta.errors import RegestaError
from regesta.fix.run import changes
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


def commit(folder: Path, message: str = "more", *options: str) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-m", message, *options)


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


def event(own: str, kind: str = "protset", **fields: Any) -> dict[str, Any]:
    sources = [{"id": f"s-{own}", "publisher": "P"}]
    return {"id": own, "title": "A", "type": kind, "date": {"edtf": "2024-03-05"}, "sources": sources, **fields}


def lines(*events: dict[str, Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in events)


def told(found: Report) -> list[tuple[str, int, str]]:
    return [(Path(d.path).name, d.line or 0, d.code) for d in found.diagnostics if d.code != "U801"]


def said(found: Report) -> list[tuple[str, str]]:
    return [(Path(d.path).name, d.code) for d in found.diagnostics if d.code != "U801"]


def test_nothing_is_said_of_what_did_not_change(repository: Path) -> None:
    found = report(repository, "HEAD")
    assert said(found) == []
    assert (found.counts["records"], found.counts["files"]) == (0, 0)
    assert summary(found) == "nothing to check: no record is new or changed since that revision"


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


@pytest.mark.parametrize(
    ("text", "named", "notes"),
    [
        pytest.param(None, ".", ["events gone since that revision: n; "], id="a file that went"),
        pytest.param(record("n-2"), ".", ["events gone since that revision: n; "], id="another id"),
        pytest.param(record("n", kind="consult"), ".", [], id="a change"),
        pytest.param("id: n\ndate: [", ".", [], id="a file that cannot be read"),
        pytest.param(None, "records/m ä.yaml", [], id="a file that was not asked about"),
    ],
)
def test_a_reviewer_of_a_change_is_told_what_is_gone(
    repository: Path, text: str | None, named: str, notes: list[str]
) -> None:
    path = repository / "records" / "-n.yaml"
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    found = report(repository / named, "HEAD").notes
    assert [note.partition("what")[0] for note in found] == notes


def test_a_reviewer_of_a_change_is_told_which_rules_it_makes_less_of(repository: Path) -> None:
    with (repository / "regesta.toml").open("a", encoding="utf-8") as file:
        file.write('[rules]\nD201 = "off"\n')
    (note,) = report(repository, "HEAD").notes
    assert note.endswith("regesta.toml makes less of rules than it did: D201 (error, now off)")


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


def test_outside_a_dataset_a_record_that_moved_is_not_new(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "old.jsonl").write_text(of_lines(), encoding="utf-8")
    commit(tmp_path)
    (tmp_path / "old.jsonl").rename(tmp_path / "new.jsonl")
    assert said(report(tmp_path, "HEAD")) == []


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
        pytest.param("main...", id="a range"),
        pytest.param("^HEAD", id="what a commit does not reach"),
        pytest.param("", id="nothing"),
        pytest.param("0" * 40, id="what was not before"),
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


# By record


def of_lines(*, changed: dict[int, dict[str, Any]] | None = None, order: list[int] | None = None) -> str:
    events = [event(f"e{number}") for number in range(4)]
    for number, one in (changed or {}).items():
        events[number] = one
    return lines(*(events[number] for number in order or range(4)))


def spaced(text: str) -> str:
    """The same values in other words."""
    return "".join(
        json.dumps(dict(reversed(json.loads(line).items())), indent=None) + " \n" for line in text.splitlines()
    )


MANY = "many.jsonl"
EDITED = of_lines(changed={2: event("e2", "protsets")})


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param({MANY: EDITED}, [(MANY, 3, "S104")], id="one changed"),
        pytest.param({MANY: of_lines() + lines(event("e5"))}, [(MANY, 5, "S104")], id="one added"),
        pytest.param({MANY: of_lines(order=[3, 1, 0, 2])}, [], id="moved within the file"),
        pytest.param({MANY: of_lines(order=[0, 1, 3])}, [], id="one deleted"),
        pytest.param({MANY: of_lines().replace("\n", "\r\n")}, [], id="other ends of lines"),
        pytest.param({MANY: "\ufeff" + of_lines() + "\n\n"}, [], id="a BOM and blank lines"),
        pytest.param({MANY: spaced(of_lines())}, [], id="other spaces and another order of keys"),
        pytest.param({MANY: None, "z.jsonl": of_lines()}, [], id="the file renamed"),
        pytest.param({MANY: None, "z.jsonl": EDITED}, [("z.jsonl", 3, "S104")], id="renamed and one changed"),
        pytest.param({MANY: of_lines(order=[0, 1]), "z.jsonl": of_lines(order=[3, 2])}, [], id="parted in two"),
        pytest.param(
            {MANY: of_lines() + of_lines(order=[1])}, [(MANY, 5, "S104"), (MANY, 5, "X701")], id="one twice: the copy"
        ),
        pytest.param(
            {MANY: None, "z.json": json.dumps({"events": [json.loads(line) for line in of_lines().splitlines()]})},
            [],
            id="written in another form",
        ),
        pytest.param({MANY: "{\n" + of_lines()}, [(MANY, 1, "R003")], id="a broken line before the others"),
        pytest.param({MANY: of_lines() + "{\n"}, [(MANY, 5, "R003")], id="a broken line after the others"),
        pytest.param({MANY: ""}, [(MANY, 1, "R007")], id="emptied"),
    ],
)
def test_of_lines_only_those_are_told_of_that_are_new(
    repository: Path, after: dict[str, str | None], expected: list[tuple[str, int, str]]
) -> None:
    records = repository / "records"
    (records / MANY).write_text(of_lines(), encoding="utf-8")
    commit(repository)
    for name, text in after.items():
        if text is None:
            (records / name).unlink()
        else:
            (records / name).write_bytes(text.encode())
    found = report(repository, "HEAD")
    assert sorted(told(found)) == expected
    assert found.counts["records"] == len({(name, line) for name, line, code in expected if code[0] != "R"})


@pytest.mark.parametrize("name", ["list.yaml", "list.json"])
def test_of_a_list_of_events_only_those_are_told_of_that_are_new(repository: Path, name: str) -> None:
    path = repository / "records" / name
    events = [event(f"e{number}") for number in range(3)]
    path.write_text(json.dumps({"events": events}, indent=1), encoding="utf-8")
    commit(repository)
    path.write_text(json.dumps({"events": [events[2], event("e1", "protsets"), events[0]]}, indent=2), encoding="utf-8")
    found = report(repository, "HEAD")
    assert [(d.event_id, d.code) for d in found.diagnostics if d.code != "U801"] == [("e1", "S104")]
    assert (found.counts["records"], found.counts["files"]) == (1, 1)
    path.write_text(json.dumps({"events": events, "evnts": []}, indent=1), encoding="utf-8")
    assert said(report(repository, "HEAD")) == [(name, "S101")]


def test_what_is_kept_of_a_file_is_all_of_it(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    records = repository / "records"
    for number in range(60):
        (records / f"f{number}.yaml").write_text(record(f"f{number}"), encoding="utf-8")
    path, events = records / "list.json", [event(f"e{number}") for number in range(3)]
    path.write_text(json.dumps({"events": events}), encoding="utf-8")
    commit(repository)
    path.write_text(json.dumps({"events": [*events, event("e9")]}), encoding="utf-8")
    for _ in range(2):
        assert report(repository, "HEAD").counts["records"] == 1
        found = make_report(examinations([repository], TODAY))
        assert (found.counts["records"], found.codes["S104"]) == (66, 6)


def test_a_comment_changes_no_record(repository: Path) -> None:
    path = repository / "records" / "m ä.yaml"
    path.write_text("# seen\n" + record("m", kind="protset"), encoding="utf-8")
    found = report(repository, "HEAD")
    assert said(found) == []
    assert summary(found) == "all good: 1 file"


def test_what_stood_in_a_broken_file_is_new(repository: Path) -> None:
    records = repository / "records"
    (records / "a.yaml").write_bytes(b"id: a\n  title: [\n")
    (records / MANY).write_bytes(b"\xff\xfe{}\n" + of_lines(order=[0, 1]).encode())
    commit(repository)
    (records / "a.yaml").write_text(record("a", kind="protset"), encoding="utf-8")
    (records / MANY).write_bytes(of_lines(order=[0, 1, 2]).encode())
    assert told(report(repository, "HEAD")) == [("a.yaml", 3, "S104"), (MANY, 3, "S104")]


@pytest.mark.parametrize("broken", [b"id: [\n", b"\xff\xfei\0", bytes(range(256)), b""])
def test_a_file_that_was_broken_since_is_told(repository: Path, broken: bytes) -> None:
    (repository / "records" / "m ä.yaml").write_bytes(broken)
    (repository / "records" / MANY).write_bytes(broken)
    found = report(repository, "HEAD")
    assert {Path(d.path).name for d in found.diagnostics} == {"m ä.yaml", MANY}
    assert all(d.code[0] == "R" for d in found.diagnostics)


def test_what_refers_to_a_claim_that_went_is_told(repository: Path) -> None:
    claim = {"id": "c1", "statement": "A", "source": "s-a"}
    answer = {"id": "c1", "statement": "B", "source": "s-b", "responds_to": [{"claim": "a#c1", "stance": "confirms"}]}
    path = repository / "records" / MANY
    before, answers = event("a", "protest", claims=[claim]), event("b", "protest", claims=[answer])
    dangling = event("c", "protest", relations=[{"type": "follows", "event": "nowhere"}])
    path.write_text(lines(before, answers, dangling), encoding="utf-8")
    commit(repository)
    path.write_text(lines({**before, "claims": [{**claim, "id": "c2"}]}, answers, dangling), encoding="utf-8")
    assert [one for one in told(report(repository, "HEAD")) if one[2] == "X702"] == [(MANY, 2, "X702")]


def test_a_duplicate_of_a_record_that_did_not_change_is_told_at_the_new_one(repository: Path) -> None:
    place, actors = (
        [{"name": "Riga", "country": "LV"}],
        [{"name": "A. B.", "role": "initiator"}, {"name": "C. D.", "role": "target"}],
    )
    one, other = (event(own, "protest", places=place, participants=actors) for own in ("e1", "e2"))
    path = repository / "records" / MANY
    path.write_text(lines(other, event("e3")), encoding="utf-8")
    commit(repository)
    path.write_text(lines(one, other, event("e3")), encoding="utf-8")
    assert [one for one in told(report(repository, "HEAD")) if one[2] == "X708"] == [(MANY, 1, "X708")]


def test_a_ring_that_a_new_record_closes_is_told_wherever_it_is_met(repository: Path) -> None:
    def follows(own: str, other: str) -> dict[str, Any]:
        return event(own, "protest", relations=[{"type": "part-of", "event": other}])

    path = repository / "records" / MANY
    path.write_text(lines(follows("u2", "f"), follows("u1", "u2"), event("f")), encoding="utf-8")
    commit(repository)
    path.write_text(lines(follows("u2", "f"), follows("u1", "u2"), follows("f", "u1")), encoding="utf-8")
    assert "X703" in {code for _, code in said(report(repository, "HEAD"))}


@pytest.mark.parametrize("turned", [False, True])
def test_days_that_do_not_fit_are_told_where_one_of_both_changed(repository: Path, turned: bool) -> None:
    path = repository / "records" / MANY
    late = event("e1", "protest", date={"text": "5 March 2024"}, relations=[{"type": "follows", "event": "e2"}])
    early, new = event("e2", "strike", date={"text": "4 March 2024"}), {"text": "6 March 2024"}
    path.write_text(lines(late, early, event("e3")), encoding="utf-8")
    commit(repository)
    changed = [{**late, "date": {"text": "3 March 2024"}}, early] if turned else [late, {**early, "date": new}]
    path.write_text(lines(*changed, event("e3")), encoding="utf-8")
    assert [one for one in told(report(repository, "HEAD")) if one[2] == "D212"] == [(MANY, 1, "D212")]


def test_what_refers_to_an_event_that_was_withdrawn_is_told(repository: Path) -> None:
    path = repository / "records" / MANY
    tied = event("e1", "protest", relations=[{"type": "follows", "event": "e2"}])
    path.write_text(lines(tied, event("e2", "strike"), event("e3")), encoding="utf-8")
    commit(repository)
    stone = {"id": "e2", "withdrawn": {"at": "2024-06-02", "reason": "duplicate"}}
    path.write_text(lines(tied, stone, event("e3")), encoding="utf-8")
    assert [one for one in told(report(repository, "HEAD")) if one[2] == "X709"] == [(MANY, 1, "X709")]


def test_of_a_registry_only_what_a_change_brought_about_is_told(repository: Path) -> None:
    actors = repository / "registry" / "actors.yaml"
    actors.write_text(
        "- {id: a, name: P, kind: media-outlet}\n- {id: b, name: B, kind: militiaa}\n- {id: c, name: C, kind: media-outlet}\n",
        encoding="utf-8",
    )
    who = [{"actor": "c", "name": "C", "role": "initiator"}]
    (repository / "records" / MANY).write_text(lines(event("e1", participants=who), event("e2")), encoding="utf-8")
    commit(repository)
    assert "S104" in {code for _, code in said(report(repository, "HEAD~1"))}
    actors.write_text(actors.read_text(encoding="utf-8").replace("id: c,", "id: d,"), encoding="utf-8")
    found = report(repository, "HEAD")
    assert set(told(found)) == {(MANY, 1, "X702")}
    assert found.counts["records"] == 4
    actors.write_text(actors.read_text(encoding="utf-8") + "- {id: e, name: E, kind: militiaa}\n", encoding="utf-8")
    assert ("actors.yaml", 4, "S104") in told(report(repository, "HEAD"))
    assert ("actors.yaml", 2, "S104") not in told(report(repository, "HEAD"))


def test_a_code_that_went_is_told_wherever_it_stands(repository: Path) -> None:
    codes = repository / "vocabulary" / "measures.csv"
    codes.parent.mkdir()
    codes.write_text("code,label,description,broader\nboats,Boats,Boats that took part,vehicles\n", encoding="utf-8")
    with_boats = event("e1", "protest", quantities=[{"measure": "boats", "best": 3, "low": 3, "high": 3}])
    (repository / "records" / MANY).write_text(lines(with_boats, event("e2")), encoding="utf-8")
    commit(repository)
    assert said(report(repository, "HEAD")) == []
    codes.write_text("code,label,description,broader\n", encoding="utf-8")
    assert told(report(repository, "HEAD")) == [(MANY, 1, "S104")]


def test_an_archived_text_that_changed_reaches_the_records_that_cite_it(repository: Path) -> None:
    text = repository / "evidence" / "a.txt"
    text.parent.mkdir()
    text.write_text("They said that all is well.", encoding="utf-8")
    source = {"id": "s", "publisher": "P", "text_file": "evidence/a.txt"}
    quoting = event("e1", "protest", sources=[source], quotes=[{"text": "all is well", "source": "s"}])
    (repository / "records" / MANY).write_text(lines(quoting, event("e2")), encoding="utf-8")
    commit(repository)
    text.write_text("They said that nothing is well.", encoding="utf-8")
    assert told(report(repository, "HEAD")) == [(MANY, 1, "C501")]


def test_a_shared_source_that_changed_reaches_the_records_that_name_it(repository: Path) -> None:
    shared = {"id": "s", "publisher": "P", "published": {"text": "2024-03-06"}}
    naming = event("e1", "protest", sources=[{"id": "s"}])
    path = repository / "records" / "list.json"
    path.write_text(json.dumps({"sources": [shared], "events": [naming, event("e2")]}), encoding="utf-8")
    (repository / "records" / MANY).write_text(lines(event("e3", "protest", sources=[{"id": "s"}]), event("e4")))
    commit(repository)
    shared["published"] = {"text": "2024-03-01"}
    path.write_text(json.dumps({"sources": [shared], "events": [naming, event("e2")]}), encoding="utf-8")
    found = report(repository, "HEAD")
    assert {d.event_id for d in found.diagnostics} == {"e1", "e3"}


@pytest.mark.parametrize("name", [MANY, "list.json"])
def test_only_what_changed_is_mended(repository: Path, name: str) -> None:
    def text(*events: dict[str, Any]) -> str:
        if name == MANY:
            return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in events)
        return json.dumps({"events": events}, indent=1, ensure_ascii=False)

    old = [event(f"e{n}", "protset", title="Cafe\u0301") for n in range(3)]
    path, other = repository / "records" / name, repository / "records" / "-n.yaml"
    path.write_text(text(*old), encoding="utf-8")
    commit(repository)
    path.write_text(text(old[0], event("e9", "consutl", title="Cafe\u0301"), old[2]), encoding="utf-8")
    before = other.read_bytes()
    made = list(changes(examinations([repository], TODAY, "HEAD"), TODAY))
    assert [(change.path, change.made) for change in made] == [(path, 2)]
    assert made[0].after.decode() == text(old[0], event("e9", "consult", title="Caf\u00e9"), old[2])
    assert other.read_bytes() == before


def test_of_a_registry_only_what_is_new_is_mended(repository: Path) -> None:
    actors = repository / "registry" / "actors.yaml"
    old = "- {id: a, name: P, kind: media-outlte}\n"
    actors.write_text(old, encoding="utf-8")
    commit(repository)
    actors.write_text(old + "- {id: b, name: Cafe\u0301, kind: armed-gruop}\n", encoding="utf-8")
    (made,) = changes(examinations([repository], TODAY, "HEAD"), TODAY)
    assert made.after.decode() == old + "- {id: b, name: Cafe\u0301, kind: armed-group}\n"


# Git


def test_what_the_other_branch_did_meanwhile_is_no_change(repository: Path) -> None:
    path = repository / "records" / MANY
    path.write_text(of_lines(), encoding="utf-8")
    commit(repository)
    git(repository, "branch", "mine")
    path.write_text(EDITED, encoding="utf-8")
    commit(repository)
    git(repository, "switch", "mine")
    path.write_text(of_lines() + lines(event("e9")), encoding="utf-8")
    assert told(report(repository, "main")) == [(MANY, 5, "S104")]


def test_of_two_histories_without_a_common_one_the_files_are_compared(repository: Path) -> None:
    git(repository, "switch", "--orphan", "new")
    (repository / "records").mkdir()
    (repository / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    (repository / "records" / "m ä.yaml").write_text(record("m", kind="protset"), encoding="utf-8")
    (repository / "records" / "n.yaml").write_text(record("o", kind="protset"), encoding="utf-8")
    commit(repository)
    assert said(report(repository, "main")) == [("n.yaml", "S104")]


def test_of_a_clone_too_shallow_for_that_it_is_said(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "-c", "mine")
    (repository / "records" / "n.yaml").write_text(record("o", kind="protset"), encoding="utf-8")
    commit(repository)
    git(repository, "switch", "main")
    commit(repository, "empty", "--allow-empty")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--depth", "1", "--branch", "mine", f"file://{tmp_path}", str(clone))
    git(clone, "fetch", "--depth", "1", "origin", "main")
    found = report(clone / repository.name, "FETCH_HEAD")
    assert said(found) == [("n.yaml", "S104")]
    assert "too shallow to tell where the branch left 'FETCH_HEAD'" in "".join(found.notes)
    git(clone, "fetch", "--unshallow", "origin", "main")
    assert report(clone / repository.name, "FETCH_HEAD").notes == ()


@pytest.mark.parametrize(
    "stage",
    [
        pytest.param((), id="not staged"),
        pytest.param((("add", "."),), id="staged"),
        pytest.param((("add", "--intent-to-add", "."),), id="meant to be staged"),
        pytest.param((("add", "."), ("commit", "-m", "two"), ("switch", "--detach", "HEAD")), id="a detached head"),
    ],
)
def test_it_does_not_matter_how_far_git_knows_a_change(repository: Path, stage: tuple[tuple[str, ...], ...]) -> None:
    git(repository, "tag", "then")
    for name in ("new\nline.yaml", " spaces .yaml", os.fsdecode(b"\xff.yaml"), "日本.yaml", '"quoted".yaml'):
        (repository / "records" / name).write_text(record(f"n{len(name)}", kind="protset"), encoding="utf-8")
    for arguments in stage:
        git(repository, *arguments)
    found = report(repository, "then")
    assert [d.code for d in found.diagnostics if d.code != "U801"].count("S104") == 5
    assert found.counts["files"] == 5


def test_a_checkout_with_other_ends_of_lines_differs_in_nothing(repository: Path) -> None:
    for name, text in ((MANY, of_lines()), ("list.json", json.dumps({"events": [event("x")]}, indent=1) + "\n")):
        (repository / "records" / name).write_text(text, encoding="utf-8")
    commit(repository)
    git(repository, "config", "core.autocrlf", "true")
    for path in (repository / "records").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert said(report(repository, "HEAD")) == []


def test_a_worktree_and_a_hook_in_it_see_their_own_files(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "beside"
    git(repository, "worktree", "add", str(other), "-b", "beside")
    (other / "dä ta" / "records" / "n.yaml").write_text(record("o", kind="protset"), encoding="utf-8")
    assert said(report(other / "dä ta", "main")) == [("n.yaml", "S104")]
    assert said(report(repository, "main")) == []
    done = subprocess.run(["git", "rev-parse", "--git-dir"], cwd=other, check=True, capture_output=True, text=True)
    monkeypatch.setenv("GIT_DIR", done.stdout.strip())  # as git does for its hooks
    monkeypatch.chdir(other)
    assert said(report(Path("dä ta"), "main")) == [("n.yaml", "S104")]


def test_a_conflict_is_told_as_it_stands(repository: Path) -> None:
    path = repository / "records" / "m ä.yaml"
    git(repository, "branch", "mine")
    path.write_text(record("m", kind="protsets"), encoding="utf-8")
    commit(repository)
    git(repository, "switch", "mine")
    path.write_text(record("m", kind="protst"), encoding="utf-8")
    commit(repository)
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "main")
    assert {name for name, _ in said(report(repository, "HEAD"))} == {"m ä.yaml"}


def test_a_repository_within_records_is_new_where_it_differs(repository: Path) -> None:
    inner = repository / "records" / "inner"
    inner.mkdir()
    (inner / "i.yaml").write_text(record("i", kind="protset"), encoding="utf-8")
    git(inner, "init")
    commit(inner)
    assert said(report(repository, "HEAD")) == [("i.yaml", "S104")]
    commit(repository)
    assert said(report(repository, "HEAD")) == []
    (inner / "j.yaml").write_text(record("j", kind="protset"), encoding="utf-8")
    commit(inner)
    assert said(report(repository, "HEAD")) == [("i.yaml", "S104"), ("j.yaml", "S104")]


def by_filter(repository: Path, program: str) -> None:
    (repository / ".gitattributes").write_text("* filter=a.b\n", encoding="utf-8")
    git(repository, "config", "filter.a.b.clean", program)
    git(repository, "config", "filter.a.b.required", "true")


def by_process(repository: Path, program: str) -> None:
    (repository / ".gitattributes").write_text("* filter=lfs\n", encoding="utf-8")
    git(repository, "config", "filter.lfs.process", "git-lfs filter-process")
    git(repository, "config", "filter.lfs.clean", program)


def by_extension_of_lfs(repository: Path, program: str) -> None:
    (repository / ".gitattributes").write_text("* filter=lfs\n", encoding="utf-8")
    git(repository, "config", "filter.lfs.clean", program)
    git(repository, "config", "lfs.extension.e.clean", program)


def by_filter_of_a_repository_within(repository: Path, program: str) -> None:
    inner = repository / "records" / "inner"
    inner.mkdir()
    (inner / "i.yaml").write_text(record("i"), encoding="utf-8")
    git(inner, "init")
    commit(inner)
    commit(repository)
    os.utime(inner / "i.yaml", (0, 0))  # git has to look whether it is the same
    by_filter(inner, program)


def by_hook(repository: Path, program: str) -> None:
    Path(program).rename(repository.parent / ".git" / "hooks" / "post-index-change")
    os.utime(repository / "regesta.toml", (0, 0))  # git takes note in the index that it is the same


def by_monitor(repository: Path, program: str) -> None:
    git(repository, "config", "core.fsmonitor", program)


def by_fetch(repository: Path, program: str) -> None:
    """A partial clone that lacks what stood in a file, and asks a program for it."""
    for name, value in (("url", "."), ("promisor", "true"), ("uploadpack", program)):
        git(repository, "config", f"remote.origin.{name}", value)
    named = ["git", "rev-parse", "HEAD:./records/m ä.yaml"]
    blob = subprocess.run(named, cwd=repository, check=True, capture_output=True, text=True).stdout.strip()
    (repository.parent / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


@pytest.mark.parametrize(
    "plant",
    [
        by_filter, by_process, by_extension_of_lfs, by_filter_of_a_repository_within, by_hook, by_monitor, by_fetch,
    ],
)  # fmt: skip
def test_nothing_that_comes_with_a_repository_is_run(
    repository: Path, tmp_path: Path, plant: Callable[[Path, str], None]
) -> None:
    program, mark = tmp_path / "program", tmp_path / "it ran"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    program.chmod(0o755)
    plant(repository, str(program))
    (repository / "records" / "m ä.yaml").write_text(record("m", kind="protsets"), encoding="utf-8")
    assert ("m ä.yaml", "S104") in said(report(repository, "HEAD"))
    assert not mark.exists()


def test_a_folder_that_is_laid_out_like_a_bare_repository_is_none(repository: Path) -> None:
    for part in (repository.parent / ".git").iterdir():
        part.rename(repository / part.name)
    git(repository, "--git-dir=.", "config", "core.worktree", str(repository))
    git(repository, "--git-dir=.", "config", "core.bare", "false")
    with pytest.raises(RegestaError, match="bare repository"):
        report(repository, "HEAD")


def test_a_registry_that_is_a_repository_is_new_where_it_differs(repository: Path) -> None:
    actors = repository / "registry" / "actors.yaml"
    git(actors.parent, "init")
    commit(actors.parent)
    git(repository, "rm", "-r", "--cached", "registry")
    commit(repository)
    assert said(report(repository, "HEAD")) == []
    actors.write_text("- {id: a, name: P, kind: outlet}\n", encoding="utf-8")
    commit(actors.parent)
    assert said(report(repository, "HEAD")) == [("actors.yaml", "S104")]


def test_a_registry_that_leads_out_of_the_dataset_is_not_read_for_what_it_was(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "actors.yaml").write_text("- {id: a, name: P, kind: outlet}\n", encoding="utf-8")
    (repository / "registry" / "actors.yaml").unlink()
    (repository / "registry" / "actors.yaml").symlink_to(tmp_path / "actors.yaml")
    assert said(report(repository, "HEAD")) == [("actors.yaml", "R001")]
    commit(repository)
    (repository / "vocabulary").mkdir()
    (repository / "vocabulary" / "event-types.csv").write_text("code,label,broader\n", encoding="utf-8")
    assert said(report(repository, "HEAD")) == []


def test_a_link_changes_with_what_it_leads_to(repository: Path) -> None:
    held = repository / "held"
    held.mkdir()
    (held / "o.yaml").write_text(record("o", kind="protset"), encoding="utf-8")
    (repository / "records" / "link.yaml").symlink_to("../held/o.yaml")
    commit(repository)
    assert said(report(repository, "HEAD")) == []
    (held / "o.yaml").write_text(record("o", kind="protsets"), encoding="utf-8")
    assert said(report(repository, "HEAD")) == [("link.yaml", "S104")]
    (repository / "records").rename(repository / "store")
    (repository / "records").symlink_to("store")
    commit(repository)
    assert said(report(repository, "HEAD")) == []
    (repository / "store" / "-n.yaml").write_text(record("n", kind="protsets"), encoding="utf-8")
    assert said(report(repository, "HEAD")) == [("-n.yaml", "S104")]


def shallow(repository: Path, folder: Path, _: pytest.MonkeyPatch) -> Path:
    commit_of = folder / "shallow"
    (repository / "records" / "n.yaml").write_text(record("o"), encoding="utf-8")
    commit(repository)
    git(folder, "clone", "--depth", "1", f"file://{folder}", str(commit_of))
    return commit_of / "dä ta"


def unborn(_: Path, folder: Path, __: pytest.MonkeyPatch) -> Path:
    home = folder / "unborn"
    (home / "records").mkdir(parents=True)
    (home / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    git(home, "init")
    return home


def of_another(repository: Path, _: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    return repository


def of_an_unknown_kind(repository: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_TRACE", "1")
    git(folder, "config", "core.repositoryFormatVersion", "99")
    return repository


def above(_: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset whose records are a repository, and that is in none."""
    home = folder / "above"
    (home / "records").mkdir(parents=True)
    (home / "regesta.toml").write_text(SETTINGS, encoding="utf-8")
    git(home / "records", "init")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))
    return home


@pytest.mark.parametrize(
    ("place", "revision", "words"),
    [
        (shallow, "HEAD~1", "there is no revision 'HEAD~1' here; .*a shallow clone lacks it"),
        (unborn, "HEAD", "this branch has no commit yet"),
        (of_another, "HEAD", "belongs to another user.*git config --global --add safe.directory /"),
        (of_another, "", "names no revision: a variable"),
        (of_another, "0" * 40, "nothing was before, as of a new branch"),
        (of_an_unknown_kind, "HEAD", "git cannot look into .*: .*version.* 99"),
        (above, "HEAD", "is in no git repository; name the files"),
    ],
)
def test_where_git_cannot_tell_it_says_why(
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Path, Path, pytest.MonkeyPatch], Path],
    revision: str,
    words: str,
) -> None:
    folder = place(repository, tmp_path, monkeypatch)
    with pytest.raises(RegestaError, match=words):
        report(folder, revision)
