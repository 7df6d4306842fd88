"""The command line as a person meets it: what is typed, what comes back, with which exit code."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.warm import regesta

from regesta.dataset import Dataset
from regesta.engine.treat import treat
from regesta.explain import explain_event
from regesta.read.record import Record
from regesta.report.text import columns

ROOT = Path(__file__).parents[1]
REGESTA = Path(sys.executable).with_name("regesta")
COMMANDS = [
    "init",
    "new",
    "explain",
    "template",
    "import",
    "validate",
    "rules",
    "schema",
    "normalise",
    "release",
    "verify",
    "diff",
    "gazetteer",
]


def run(*args: object, cwd: Path | None = None, code: int = 0) -> str:
    """What a command prints to stdout; its exit code is checked, and no traceback may be anywhere."""
    done = regesta(*args, cwd=cwd)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code != 2 else done.stderr


def test_a_new_dataset_validates_and_releases_as_it_stands(tmp_path: Path) -> None:
    run("init", "Protests in 2024!", cwd=tmp_path)
    assert "all good" in run("validate", "Protests in 2024!", cwd=tmp_path)
    out = run("release", "Protests in 2024!", cwd=tmp_path)
    assert "released: Protests in 2024!/output/protests-in-2024-0.1.0-dev" in out
    assert "already released" in run("release", "Protests in 2024!", cwd=tmp_path)
    assert "all holds" in run("verify", tmp_path / "Protests in 2024!/output/protests-in-2024-0.1.0-dev")


@pytest.mark.long
@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("validate rally", "checking: 1 record in "),
        ("normalise rally -o out.jsonl", "checking: 1 record in "),
        ("release rally -o {}", "comparing: "),
        ("verify rally/output/rally-0.1.0-dev", "comparing: "),
        ("import spreadsheet rally.xlsx -o rally/records/more.jsonl", ""),
    ],
    ids=lambda words: words.partition(" ")[0],
)
def test_quiet_says_nothing_where_nothing_is_wrong_and_verbose_every_stage(
    tmp_path: Path, words: str, stage: str
) -> None:
    run("init", "rally", cwd=tmp_path)
    if words.startswith("verify"):
        run("release", "rally", cwd=tmp_path)
    if words.startswith("import"):
        run("template", "rally/records", "-o", "rally.xlsx", cwd=tmp_path)
    quiet, verbose = (regesta(*words.format(word).split(), f"--{word}", cwd=tmp_path) for word in ("quiet", "verbose"))
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    assert (verbose.returncode, stage in verbose.stderr) == (0, True)


def test_the_command_to_go_on_with_can_be_copied(tmp_path: Path) -> None:
    told = regesta("init", "Rallies of '24", cwd=tmp_path)
    following = told.stderr.partition("Next: regesta ")[2]
    assert "all good" in run(*shlex.split(following), cwd=tmp_path)


def test_a_dataset_below_the_root_of_a_repository_is_told_where_its_checks_belong(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    told = regesta("init", "data/v1.0 (old)", cwd=tmp_path).stderr
    assert f"The repository begins at {tmp_path}" in told
    assert "`regesta validate 'data/v1.0 (old)'`" in told
    assert "`^data/v1\\.0 \\(old\\)/`" in told


def test_a_new_repository_becomes_a_dataset(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "The repository begins" not in regesta("init", tmp_path).stderr
    assert "all good" in run("validate", tmp_path)


def test_a_folder_that_is_not_empty_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert "is not empty" in run("init", tmp_path, code=2)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("kind", ["other", "protest", "assault"])
def test_a_new_record_is_valid_and_stays_so_with_every_hint_taken(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "r.yaml"
    run("new", kind, "-o", path)
    assert ": error " not in run("validate", path)
    full = path.read_text(encoding="utf-8").replace("#: ", "")
    path.write_text(full, encoding="utf-8")
    found = json.loads(regesta("validate", "--format", "json", path).stdout)
    assert [d for d in found["diagnostics"] if d["code"][0] in "RS"] == []


def test_a_new_record_says_of_each_field_below_another_what_it_means_and_its_codes() -> None:
    lines = run("new", "protest").splitlines()
    below = [line for line in lines if re.match(r"#: {3,}(- )?\w+: ", line)]
    assert len(below) > 40
    assert [line for line in below if "  # " not in line] == []
    assert any(
        line.endswith("  # How sure the source is that it was they. Codes: certain, probable, possible.")
        for line in below
    )


def test_a_type_of_the_dataset_is_given_no_subtype_of_another(tmp_path: Path) -> None:
    run("init", tmp_path / "d")
    (tmp_path / "d/vocabulary").mkdir()
    (tmp_path / "d/vocabulary/event-types.csv").write_text(
        "code,label,broader\nmutiny,Mutiny,other\n", encoding="utf-8"
    )
    assert "# Subtype" not in run("new", "mutiny", cwd=tmp_path / "d")


def test_a_new_record_names_the_fields_that_the_dataset_declares(tmp_path: Path) -> None:
    run("init", tmp_path / "d")
    fields = {
        "weapon": {"enum": ["lancet", "shahed", 3], "description": "Kind."},
        "depth": {"type": "number", "minimum": 5, "examples": [7.5]},
        "seen: by": {"type": "array", "items": {"type": "boolean"}},
    }
    extension = {"type": "object", "properties": fields, "required": ["weapon"], "additionalProperties": False}
    (tmp_path / "d/extension.schema.json").write_text(json.dumps(extension), encoding="utf-8")
    made = run("new", cwd=tmp_path / "d")
    assert made.endswith(
        "# Extra: Fields of this dataset.\n#: extra:\n"
        '#:   weapon: lancet  # Required. Kind. One of lancet, shahed, 3.\n#:   depth: 7.5\n#:   "seen: by": [true]\n'
    )
    (tmp_path / "d/records/example.yaml").write_text(made.replace("#: ", ""), encoding="utf-8")
    found = json.loads(regesta("validate", "--format", "json", tmp_path / "d").stdout)
    assert [d for d in found["diagnostics"] if d["code"][0] in "RS"] == []


def test_a_folder_above_datasets_is_these_and_the_records_beside_them(tmp_path: Path) -> None:
    for name in ("one", "two/three"):
        run("init", tmp_path / name)
    assert "2 records in 2 files" in run("validate", ".", cwd=tmp_path)
    run("release", tmp_path / "one")
    assert "2 records in 2 files" in run("validate", "one", "two", cwd=tmp_path)
    (tmp_path / "two/x.yaml").write_text("id: x", encoding="utf-8")
    report = json.loads(run("validate", ".", "--format", "json", cwd=tmp_path, code=1))
    assert {d["path"] for d in report["diagnostics"]} == {"two/x.yaml"}
    assert report["counts"]["records"] == 3


def test_a_new_record_of_no_type_is_told_what_may_have_been_meant() -> None:
    assert "did you mean protest?" in run("new", "protset", code=2)


def test_a_record_that_breaks_is_told_where_and_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        "id: rally\ntitle: A rally\ntype: protest\ndate: {text: 24 June 2023}\nplaces:\n  - role: location\n    name: Georgia\n"
        "sources:\n  - {id: s, publisher: P, published: {text: 25 June 2023}}\n",
        encoding="utf-8",
    )
    assert run("validate", "r.yaml", cwd=tmp_path, code=1) == (
        'r.yaml:7:11: error P402 place "Georgia" is ambiguous\n'
        "    6 |   - role: location\n"
        "    7 |     name: Georgia\n"
        "      |           ^^^^^^^\n"
        "   candidates: Georgia, country (GE); Georgia, US state (US-GA)\n"
        "   help: add `country: GE`, or `admin1: US-GA`\n"
        "1 error in 1 record in 1 file\n"
    )


def test_one_bad_file_hides_nothing_of_another(tmp_path: Path) -> None:
    good = "id: {0}\ntitle: T\ntype: otter\ndate: {{text: 2023}}\nsources: [{{id: s}}]\n"
    (tmp_path / "a.yaml").write_text("{", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(good.format("b"), encoding="utf-8")
    (tmp_path / "c.json").write_bytes(b"\xff")
    (tmp_path / "d.jsonl").write_text('{"id": "d1"}\n{"id": \n{"id": "d3"}\n', encoding="utf-8")
    report = json.loads(run("validate", "--format", "json", ".", cwd=tmp_path, code=1))
    where = {(d["path"], d["line"], d["code"]) for d in report["diagnostics"]}
    assert {p for p, _, _ in where} == {"a.yaml", "b.yaml", "c.json", "d.jsonl"}
    assert {("b.yaml", 3, "S104"), ("d.jsonl", 2, "R003"), ("d.jsonl", 1, "S102"), ("d.jsonl", 3, "S102")} <= where


def test_a_file_alone_is_judged_with_the_ids_and_registries_of_its_dataset(dataset: Path) -> None:
    (dataset / "records/more.yaml").write_text(
        "id: more\ntitle: T\ntype: other\ndate: {text: 24 June 2023}\n"
        "participants: [{name: Vladimir Putin, role: party}]\nrelations: [{type: follows, event: 2023-06-24-putin-address}]\n"
        "sources: [{id: article-2023-06-24}]\n",
        encoding="utf-8",
    )
    (dataset / "records/broken.yaml").write_text("{", encoding="utf-8")
    assert "1 record in 1 file" in run("validate", dataset / "records/more.yaml")
    assert "R003" in run("validate", dataset, code=1)


def test_a_file_beside_a_dataset_that_the_way_to_it_leaves_again_is_no_part_of_it(tmp_path: Path) -> None:
    run("init", tmp_path / "rallies")
    run("new", "protest", "-o", tmp_path / "loose.yaml")
    assert "1 record in 1 file" in run("validate", "../loose.yaml", cwd=tmp_path / "rallies")
    inside = tmp_path / "rallies/records/2024"
    inside.mkdir()
    assert "1 record in 1 file" in run("validate", "../example.yaml", cwd=inside)


@pytest.mark.parametrize("given", ["../example.yaml", "..", "../2024/../example.yaml", "../../records"])
def test_a_record_is_checked_whatever_way_leads_to_it(dataset: Path, given: str) -> None:
    (dataset / "records/example.yaml").write_text("id: rally\n", encoding="utf-8")
    (dataset / "records/2024").mkdir()
    assert "S102" in run("validate", given, cwd=dataset / "records/2024", code=1)
    run("normalise", given, cwd=dataset / "records/2024", code=1)


@pytest.mark.parametrize("given", [".", "actors.yaml", "../registry", "../vocabulary", "../vocabulary/measures.csv"])
def test_a_registry_or_a_vocabulary_is_checked_from_within_the_dataset(dataset: Path, given: str) -> None:
    (dataset / "registry" / "actors.yaml").write_text("- {id: x, kind: person, nome: X, name: X}\n", encoding="utf-8")
    (dataset / "vocabulary").mkdir()
    (dataset / "vocabulary" / "measures.csv").write_text("code,label,broader\nCranes,Cranes,vehicles\n")
    told = run("validate", given, cwd=dataset / "registry", code=1)
    assert ("is not a code" in told, "unknown field `nome`" in told) == (
        "vocabulary" in given,
        "vocabulary" not in given,
    )


def test_normalise_leaves_out_what_breaks_the_contract_and_no_more(tmp_path: Path) -> None:
    text = "id: {0}\ntitle: T\ntype: {1}\ndate: {{text: {2}}}\nsources: [{{id: s, publisher: P}}]\n"
    for name, kind, date in (
        ("c", "other", "24 June 2023"),
        ("b", "otter", "24 June 2023"),
        ("a", "other", "nonsense"),
    ):
        (tmp_path / f"{name}.yaml").write_text(text.format(name, kind, date), encoding="utf-8")
    lines = [json.loads(line) for line in run("normalise", ".", cwd=tmp_path, code=1).splitlines()]
    assert [line["id"] for line in lines] == ["a", "c"]
    assert "edtf" not in lines[0]["date"]
    assert lines[1]["date"]["edtf"] == "2023-06-24"


def test_normalise_gives_the_records_of_what_was_named_by_id_wherever_they_lie(dataset: Path, tmp_path: Path) -> None:
    text = "id: {0}\ntitle: T\ntype: other\ndate: {{text: 24 June 2023}}\nsources: [{{id: s, publisher: P}}]\n"
    for name, own in (("a", "z-last"), ("b", "m-middle"), ("c", "unasked")):
        (dataset / f"records/{name}.yaml").write_text(text.format(own), encoding="utf-8")
    (tmp_path / "loose.yaml").write_text(text.format("a-first"), encoding="utf-8")
    asked = [dataset / "records/a.yaml", tmp_path / "loose.yaml", dataset / "records/b.yaml"]
    assert [json.loads(line)["id"] for line in run("normalise", *asked).splitlines()] == [
        "a-first",
        "m-middle",
        "z-last",
    ]


def test_normalise_of_what_was_normalised_is_the_same(tmp_path: Path) -> None:
    first = tmp_path / "first.jsonl"
    run("normalise", ROOT / "fixtures/wagner-mutiny", "-o", first)
    data = run("normalise", first, code=1)  # outside the dataset the actors and places of its registries are unknown
    assert len(data.splitlines()) == len(first.read_text(encoding="utf-8").splitlines())
    for one, two in zip(first.read_text(encoding="utf-8").splitlines(), data.splitlines(), strict=True):
        assert json.loads(one) == json.loads(two)


def test_a_date_that_lacks_its_anchor_is_no_lookup(dataset: Path) -> None:
    record = "id: {0}\ntitle: T\ntype: other\ndate: {1}\nsources: [{{id: s, publisher: Example}}]\n"
    for number, date in enumerate(("{text: yesterday}", "{basis: inferred}", "{text: the ides}")):
        (dataset / f"records/{number}.yaml").write_text(record.format(f"e{number}", date), encoding="utf-8")
    assert [line for line in run("validate", "--unmatched", dataset).splitlines() if line.startswith("date")] == [
        "date,the ides,?,stands 1 time"
    ]


def test_what_is_still_unread_is_listed_most_frequent_first_as_lookups_that_can_be_used(dataset: Path) -> None:
    record = "id: {0}\ntitle: T\ntype: other\ndate: {{text: {1}}}\nplaces: [{{name: Qqzzx}}]\nsources: [{{id: article-2023-06-24}}]\n"
    for number, text in enumerate(("the ides", "The Ides", "the nones")):
        (dataset / f"records/{number}.yaml").write_text(record.format(f"e{number}", text), encoding="utf-8")
    lines = run("validate", "--unmatched", dataset).splitlines()
    assert lines == [
        "kind,text,value,note",
        "place,Qqzzx,?,stands 3 times",
        "date,the ides,?,stands 2 times",
        "date,the nones,?,stands 1 time",
    ]
    (dataset / "registry/lookups.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("validate", "--unmatched", dataset).splitlines() == lines  # nothing is filled in yet
    filled = [
        line.replace("ides,?,", "ides,2023-03-15,").replace("nones,?,", "nones,2023-03-05,").replace("zzx,?,", "zzx,,")
        for line in lines
    ]
    (dataset / "registry/lookups.csv").write_text("\n".join(filled) + "\n", encoding="utf-8")
    assert run("validate", "--select", "D,P", dataset).startswith("all good")


def test_explain_names_every_blank_of_an_event_with_its_ground() -> None:
    out = run("explain", "2023-06-24-putin-calls-lukashenko", ROOT / "fixtures/wagner-mutiny")
    line = next(line for line in out.splitlines() if line.startswith("/date/edtf"))
    assert "2023-06-24" in line
    assert '"on the morning of 24 June"' in line
    assert "anchor 2023-06-24" in line
    assert any(
        line.startswith("/participants/1/descriptor") and "self-proclaimed president of Belarus" in line
        for line in out.splitlines()
    )


def test_explain_says_what_left_a_place_blank_and_not_what_is_odd_beside_it() -> None:
    far = {"name": "Lyon", "country": "FR", "latitude": 43.3, "longitude": 5.4}
    odd = {"name": "Lisbon", "country": "ES", "geonames": 2267057}
    record = Record({"id": "talks", "places": [far, odd, {"place": "nowhere"}]}, Path(), "")
    found = treat(record, (), Dataset(), "2026-01-15", traced=True)
    told = explain_event(found.filled, record.data, found.found, Dataset())
    refused = {one.pointer: one.rule[:4] for one in told if one.rule[:4] in ("P406", "X702")}
    assert refused == {"/places/0/canonical_name": "P406", "/places/2/canonical_name": "X702"}
    assert [d.field for d in found.found if d.code == "P406"] == ["/places/0/name", "/places/1/country"]


def test_explain_says_which_of_two_events_of_one_id_it_speaks_of(tmp_path: Path) -> None:
    run("init", tmp_path / "d")
    text = (tmp_path / "d/records/example.yaml").read_text(encoding="utf-8")
    (tmp_path / "d/records/later.yaml").write_text(text, encoding="utf-8")
    own = text.partition("id: ")[2].partition("\n")[0]
    done = regesta("explain", own, cwd=tmp_path / "d")
    assert done.stderr == f"several events bear the id '{own}'; the last is explained, in records/later.yaml\n"


def test_explain_lines_up_what_takes_two_columns_a_letter() -> None:
    lines = run("explain", "--name", "习近平").splitlines()
    before = [line.partition(rule)[0] for line in lines for rule in ("printed name", "Hanyu Pinyin") if rule in line]
    assert len({columns(text) for text in before}) == 1
    assert len({len(text) for text in before}) == 2


def test_explain_reads_one_date_name_or_place() -> None:
    found = json.loads(run("explain", "--date", "the morning of 24 June", "--anchor", "2023-06-24", "--format", "json"))
    assert {e["pointer"]: e.get("value") for e in found["blanks"]}["/edtf"] == "2023-06-24"
    assert "mayor of Moscow" in run("explain", "--name", "the mayor of Moscow, Sergey Sobianin")
    assert "501175" in run("explain", "--place", "Rostov-on-Don", "--country", "RU")
    elsewhere = run("explain", "--place", "Lyon", "--country", "DE").splitlines()
    assert [line.split()[0] for line in elsewhere if "P406" in line] == ["/canonical_name"]
    ambiguous = run("explain", "--date", "03/04/2023", code=1)
    assert "2023-04-03" in ambiguous
    assert "2023-03-04" in ambiguous


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["validate", "nowhere"], "there is no file or folder nowhere"),
        (["validate"], "there is no regesta.toml here or above"),
        (["release", "."], ". is no dataset"),
        (["verify", "."], ". is not a release"),
        (["rules", "P499"], "there is no rule P499"),
        (["schema", "evnt"], "the document is one of"),
        (["validate", "--today", "tomorrow", "."], "--today wants a day"),
        (["validate", "-q", "-v", "."], "--quiet and --verbose contradict each other"),
        (["explain"], "say what to explain"),
        (["explain", "e"], "there is no regesta.toml"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(tmp_path: Path, args: list[str], says: str) -> None:
    assert says in run(*args, cwd=tmp_path, code=2)


def test_the_help_lists_the_commands_in_their_groups() -> None:
    words = [
        word
        for word in run("--help").partition("Curate:")[2].partition("Start here")[0].split()
        if word in (*COMMANDS, "Check:", "Release:")
    ]
    assert [w for w in words if w in ("init", "Check:", "schema", "Release:", "gazetteer")] == [
        "init",
        "Check:",
        "schema",
        "Release:",
        "gazetteer",
    ]


def test_regesta_schema_has_the_codes_of_the_dataset_in_it(dataset: Path) -> None:
    (dataset / "vocabulary").mkdir()
    (dataset / "vocabulary/event-types.csv").write_text(
        "code,label,description,broader\nteach-in,Teach-in,,protest\n", encoding="utf-8"
    )
    assert "teach-in" in json.loads(run("schema", "event", dataset))["properties"]["type"]["enum"]


def test_the_gazetteer_is_searched() -> None:
    assert "501175" in run("gazetteer", "search", "Ростов-на-Дону").splitlines()[0]
    assert "content_sha256" in json.loads(run("gazetteer", "info"))


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{REGESTA} schema event | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_an_output_that_is_closed_is_no_fault(dataset: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"exec {REGESTA} validate >&-"], cwd=dataset, stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_messages_that_are_closed_do_not_come_out_among_the_results(dataset: Path) -> None:
    for command, code, said in ((f"{REGESTA} validate", 0, "all good"), (f"{REGESTA} validate nowhere", 2, "")):
        done = subprocess.run(
            ["sh", "-c", f"exec {command} 2>&-"], cwd=dataset, stdout=subprocess.PIPE, text=True, check=False
        )
        assert (done.returncode, done.stdout[:8]) == (code, said)


def test_a_terminal_without_the_letters_gets_their_numbers() -> None:
    told = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    shown, terminal = os.openpty()
    done = subprocess.run(
        [REGESTA, "explain", "--place", "Київ"], stdout=terminal, stderr=subprocess.PIPE, env=told, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u041a\u0438\u0457\u0432" in os.read(shown, 10_000)
    os.close(terminal)
    os.close(shown)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    script = (
        "import sys; sys.argv = ['regesta', 'validate', sys.argv[1]]\n"
        "from regesta.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('pyarrow', 'pydantic', 'duckdb', 'babel', 'jsonschema', 'rich') if m in sys.modules], file=sys.stderr)"
    )
    fixture = ROOT / "fixtures/rules/D201/valid"
    done = subprocess.run([sys.executable, "-c", script, fixture], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("regesta.toml", "[dataset"),
        ("registry/actors.yaml", "- {id: "),
        ("vocabulary/measures.csv", "foo,bar\n"),
        ("extension.schema.json", "{"),
    ],
)
def test_a_broken_file_of_the_dataset_is_told_by_whatever_reads_it(tmp_path: Path, name: str, content: str) -> None:
    run("init", tmp_path / "d")
    (tmp_path / "d" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "d" / name).write_text(content, encoding="utf-8")
    commands: list[tuple[str, ...]] = [
        ("validate", "d"), ("schema", "event", "d"), ("explain", "2024-05-14-ministers-meet", "d"),
        ("explain", "--date", "2024", "d"), ("template", "-o", "x.xlsx", "d"), ("release", "d"),
    ]  # fmt: skip
    for command in commands:
        done = regesta(*command, cwd=tmp_path)
        told = done.stdout + done.stderr
        assert (done.returncode, f"d/{name}:" in told) == (1, True), (command, told)
    assert not (tmp_path / "x.xlsx").exists()


def test_of_faults_without_end_in_the_files_of_a_dataset_some_are_told(tmp_path: Path) -> None:
    rules = "".join(f'X{number} = "error"\n' for number in range(150))
    (tmp_path / "regesta.toml").write_text(f"[rules]\n{rules}", encoding="utf-8")
    done = regesta("schema", "event", tmp_path)
    assert (done.returncode, done.stderr.count(": error "), "\nand 5" in done.stderr) == (1, 100, True)


def test_a_folder_that_is_gone_is_told_as_that(tmp_path: Path) -> None:
    script = "import os, sys; from regesta import cli; os.rmdir('../gone'); sys.argv[1:] = ['validate']; cli.main()"
    (tmp_path / "gone").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path / "gone", capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.partition(";")[0]) == (
        2, "regesta: the folder that you are in is not there any more",
    )  # fmt: skip


def test_where_no_temporary_file_can_be_it_is_said_how_to_name_a_place(dataset: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f 0; exec {REGESTA} normalise"], cwd=dataset, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("regesta: No usable temporary directory")
    assert done.stderr.endswith("; name one where this user may write by TMPDIR\n")


def test_a_query_that_is_interrupted_ends_like_any_command_that_is() -> None:
    script = """
import sys
from regesta import cli

@cli.app.command()
def count() -> None:
    raise RuntimeError("Query interrupted")  # as DuckDB does, whatever the signal was

sys.argv = ["regesta", "count"]
cli.main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
