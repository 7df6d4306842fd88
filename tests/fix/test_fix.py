"""Fixes: what can only mean one thing is mended where it stands, and not another byte changes."""

import difflib
import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.warm import regesta

from regesta.advice import offer
from regesta.engine.run import examinations
from regesta.fix.parts import Part, parts_of_records
from regesta.fix.run import Change, changes, mended, unified, write

TODAY = "2026-01-15"
NFD, NFC = "Cafe\u0301", "Caf\u00e9"


def planned(path: Path, codes: frozenset[str] | None = None) -> list[Change]:
    return list(changes(examinations([path], TODAY), TODAY, codes))


def fixed(path: Path, codes: frozenset[str] | None = None) -> int:
    """Fix a file or a dataset; how many fixes were made."""
    found = planned(path, codes)
    assert all(write(change) for change in found)
    return sum(change.made for change in found)


def test_what_lies_outside_the_dataset_is_neither_read_nor_written(tmp_path: Path) -> None:
    folder, outside = tmp_path / "data", tmp_path / "outside.yaml"
    (folder / "registry").mkdir(parents=True)
    (folder / "regesta.toml").write_text('[dataset]\nname = "n"\n', encoding="utf-8")
    outside.write_text(f"- {{id: a, name: {NFD}, kind: person}}\n", encoding="utf-8")
    (folder / "registry" / "actors.yaml").symlink_to(outside)
    assert planned(folder) == []
    assert not write(Change(folder / "registry" / "actors.yaml", "registry/actors.yaml", outside.read_bytes(), b"", 1))


def record(**lines: str) -> str:
    """A sound record in YAML with some of its lines written otherwise."""
    usual = {
        "id": "id: rally",
        "title": "title: A rally",
        "type": "type: protest",
        "date": "date: {edtf: 2024-03-05}",
        "places": "places: [{name: Paris, country: FR}]",
        "sources": "sources: [{id: daily, publisher: Example Daily}]",
    }
    return "\n".join({**usual, **lines}.values()) + "\n"


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        pytest.param({"type": "type: protset"}, {"type": "type: protest"}, id="code, plain"),
        pytest.param({"type": "type: 'protset' # c"}, {"type": "type: 'protest' # c"}, id="code, single quotes"),
        pytest.param({"type": 'type:   "Protest"'}, {"type": 'type:   "protest"'}, id="code, double quotes and case"),
        pytest.param({"title": "titel: A rally"}, {"title": "title: A rally"}, id="field"),
        pytest.param({"title": '"titel" : A rally'}, {"title": '"title" : A rally'}, id="field in quotes"),
        pytest.param({"title": "? titel\n: A rally"}, {"title": "? title\n: A rally"}, id="field, explicit key"),
        pytest.param({"title": f"title: {NFD}  # {NFD}"}, {"title": f"title: {NFC}  # {NFD}"}, id="text, not its comment"),
        pytest.param({"summary": f"summary: |2 # {NFD}\n  {NFD}\n  b"}, {"summary": f"summary: |2 # {NFD}\n  {NFC}\n  b"}, id="text of a block, not its head"),
        pytest.param({"places": "places: [{name: P, latitude: '48,85', longitude: '2,35'}]"}, {"places": "places: [{name: P, latitude: 48.85, longitude: 2.35}]"}, id="decimal comma in quotes"),
        pytest.param({"places": "places:\n- name: P\n  latitude: 48,856\n  longitude: -2,35"}, {"places": "places:\n- name: P\n  latitude: 48.856\n  longitude: -2.35"}, id="decimal comma, which thousands cannot be"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: 24 June 2023}]"}, {"sources": "sources: [{id: a, publisher: P, retrieved: 2023-06-24}]"}, id="long day"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: '24.06.2023'}]"}, {"sources": "sources: [{id: a, publisher: P, retrieved: '2023-06-24'}]"}, id="numeric day"),
        pytest.param({"type": "tpye: protset"}, {"type": "type: protest"}, id="a fix that makes room for another"),
        pytest.param({"date": "date: 2024-06-01 # a day"}, {"date": "date: {text: 2024-06-01} # a day"}, id="a date without its object"),
        pytest.param({"date": "date: '2024-06-01T10:00:00+02:00'"}, {"date": "date: {text: 2024-06-01T10:00:00+02:00}"}, id="a moment in quotes"),
        pytest.param({"claims": "claims: [{id: a, act: asserts, source: daily, date: May 2024}]"}, {"claims": "claims: [{id: a, act: asserts, source: daily, date: {text: May 2024}}]"}, id="a date of a claim"),
        pytest.param({"sources": 'sources:\n- id: daily\n  publisher: P\n  published: "June 2, 2024"'}, {"sources": 'sources:\n- id: daily\n  publisher: P\n  published: {text: "June 2, 2024"}'}, id="a day of publication with a comma"),
        pytest.param({"places": "places: [{name: Kyiv, country: Ukraine}]"}, {"places": "places: [{name: Kyiv, country: UA}]"}, id="label of a code"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_what_can_mean_one_thing_is_mended_in_place(
    bad: dict[str, str], good: dict[str, str], line_end: str, tmp_path: Path
) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(record(**bad).replace("\n", line_end).encode())
    assert fixed(path) > 0
    assert path.read_bytes().decode() == record(**good).replace("\n", line_end)
    assert planned(path) == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param({"date": "date: {text: 24.06.2023}"}, id="the printed date"),
        pytest.param({"date": "date: 03/04/2023"}, id="an ambiguous date without its object"),
        pytest.param({"date": "date: unknown"}, id="a word for nothing without its object"),
        pytest.param({"date": "date: 2024"}, id="a number without its object"),
        pytest.param({"date": "date: [2024-06-01]"}, id="a list of a date without its object"),
        pytest.param({"date": "date: |\n  2024-06-01"}, id="a date as a block"),
        pytest.param({"quantities": "quantities: 5 May 2024"}, id="a date where no date belongs"),
        pytest.param({"places": "places: [{name: London, country: UK}]"}, id="short code"),
        pytest.param({"quantities": "quantities: [{measure: killed, best: '1,500'}]"}, id="comma between thousands"),
        pytest.param({"quantities": "quantities: [{measure: killed, best: '1,500,000'}]"}, id="two commas"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: 03/04/2023}]"}, id="ambiguous day"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: June 2023}]"}, id="a month"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: c. 24 June 2023}]"}, id="about a day"),
        pytest.param({"sources": "sources: [{id: a, publisher: P, retrieved: 24 June 2023 10:00}]"}, id="an hour"),
        pytest.param({"title": "title: A rally\ntitel: B"}, id="field that is there already"),
        pytest.param({"title": "-title: A rally\n+title: Two rallies"}, id="lines of a diff"),
        pytest.param({"title": "-title: A rally"}, id="a line that a diff takes away"),
        pytest.param({"stage": "stage: review"}, id="a word that may mean the contrary"),
        pytest.param({"type": "type: protest?"}, id="a code that is doubted"),
        pytest.param({"type": "type: protect"}, id="another word for a code"),
        pytest.param({"status": "status: unplanned"}, id="the contrary of a code"),
        pytest.param({"date": "date: {text: 5 May 2024, certain: true}"}, id="the contrary of a field"),
        pytest.param({"places": "places: [{name: Berlin, admin2: DE-BE}]"}, id="a field of another number"),
        pytest.param({"places": "places: [{name: London, country: EU}]"}, id="a union that is no country"),
        pytest.param({"places": "places: [{name: London, latitude: 51.5N, longitude: 0.1W}]"}, id="sides of the world"),
        pytest.param({"waivers": "waivers: [{rule: D201, reason: r, by: b, until: 24 June 2030}]"}, id="inside a waiver"),
        pytest.param({"withhold": "withhold: [{field: /title, reason: r, note: a}]"}, id="inside a withhold"),
        pytest.param({"waivers": "waiver: [{rule: D201, reason: r, by: b, until: 2030-01-01}]"}, id="a field that would silence a rule"),
        pytest.param({"waivers": f"waivers: [{{rule: D201, reason: {NFD}, by: b, until: 2030-01-01}}]"}, id="text inside a waiver"),
        pytest.param({"type": "type: |\n  protset"}, id="a code as a block"),
        pytest.param({"type": 'type: "prot\\x73et"'}, id="a code with an escape"),
        pytest.param({"places": "place: [5]"}, id="a fix that would bring as many errors as it takes"),
        pytest.param({"type": "type: protset\n\ttab: 1"}, id="a file that does not parse"),
    ],
)  # fmt: skip
def test_what_may_mean_another_thing_is_left(lines: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(**lines), encoding="utf-8")
    assert planned(path) == []


def test_of_two_fields_that_would_be_one_the_second_is_left(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(title="titel: A\ntitl: B"), encoding="utf-8")
    assert fixed(path) == 1
    assert path.read_text(encoding="utf-8") == record(title="title: A\ntitl: B")


def test_one_bad_fix_does_not_keep_the_others_from_being_made(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(type="type: protset", places="place: [5]"), encoding="utf-8")
    assert fixed(path) == 1
    assert path.read_text(encoding="utf-8") == record(places="place: [5]")


EVENT = {
    "id": "a",
    "title": "A",
    "type": "protset",
    "date": {"edtf": "2024-03-05"},
    "sources": [{"id": "s", "publisher": "P"}],
}


def test_a_json_file_keeps_its_layout(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(EVENT, indent=3).replace(": ", " :\t"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    assert fixed(path) == 1
    assert path.read_text(encoding="utf-8") == before.replace("protset", "protest")


def test_lines_are_mended_each_for_itself_though_one_of_them_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = [json.dumps({**EVENT, "id": f"a{n}", "title": NFD}, ensure_ascii=False) for n in range(3)]
    path.write_bytes(("\ufeff" + "\r\n".join([*lines[:2], "{broken", lines[2]])).encode())
    before = path.read_bytes()
    assert fixed(path) == 6
    assert path.read_bytes() == before.replace(b"protset", b"protest").replace(NFD.encode(), NFC.encode())


def test_shared_sources_and_registries_are_mended_too(dataset: Path) -> None:
    actors, shared = dataset / "registry" / "actors.yaml", dataset / "records" / "shared.yaml"
    good = "sources: [{id: weekly, publisher: Example Weekly, kind: news}]\nevents:\n- " + record().replace(
        "\n", "\n  "
    )
    shared.write_text(good.replace("kind: news", "kind: nwes"), encoding="utf-8")
    registry = actors.read_text(encoding="utf-8")
    actors.write_text(registry.replace("kind: person", "kind: persno", 1), encoding="utf-8")
    assert fixed(dataset) == 2
    assert shared.read_text(encoding="utf-8") == good
    assert actors.read_text(encoding="utf-8") == registry


def test_only_the_files_that_were_named_are_mended(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(record(id=f"id: {name[0]}", type="type: protset"), encoding="utf-8")
    assert [change.path.name for change in planned(tmp_path / "a.yaml")] == ["a.yaml"]


def test_only_the_rules_that_were_chosen_are_mended(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(type="type: protset", title=f"titel: {NFD}"), encoding="utf-8")
    assert fixed(path, frozenset({"S104"})) == 1
    assert path.read_text(encoding="utf-8") == record(title=f"titel: {NFD}")


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    path.write_text(record(type="type: protset"), encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path.name)
    assert fixed(link) == 1
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(found.name for found in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]


def test_a_file_that_changed_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(type="type: protset"), encoding="utf-8")
    [change] = planned(path)
    path.write_text(record(type="type: mobilise"), encoding="utf-8")
    assert not write(change)
    assert path.read_text(encoding="utf-8") == record(type="type: mobilise")


def test_a_diff_can_be_applied_and_cannot_act_on_a_terminal() -> None:
    change = Change(Path("r"), "r", b"a\r\n\x1b[31m\n\tb", b"c\r\n\x1b[31m\n\tb", 1)
    shown = "--- a/r\n+++ b/r\n@@ -1,3 +1,3 @@\n-a\r\n+c\r\n \\u{1b}[31m\n \tb\n\\ No newline at end of file\n"
    assert "".join(unified(change)) == shown


# Any record


COMMENT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn"), blacklist_characters="\ufeff"), max_size=8)  # fmt: skip
SLOTS = {
    "key": [("titel", "title"), ("title", "title"), ("Title", "title"), ("titles", "title")],
    "title": [(NFD, NFC), (NFC, NFC), ("plain", "plain"), (f"한{NFD} {NFD}", f"한{NFC} {NFC}")],
    "type": [("protset", "protest"), ("PROTEST", "protest"), ("protest", "protest"), ("xyz", "xyz")],
    "day": [("24 June 2023", "2023-06-24"), ("24.06.2023", "2023-06-24"), ("2023-06-24", "2023-06-24"), ("06/07/2023", "06/07/2023")],
    "kind": [("nwes", "news"), ("news", "news"), ("press-relase", "press-release")],
}  # fmt: skip
DATES = {
    False: [("2024-06-01", "{text: 2024-06-01}"), ("'May 2024'", "{text: May 2024}"), ("{edtf: 2024-03-05}",) * 2],
    True: [('"2024-06-01"', '{"text": "2024-06-01"}'), ('{"edtf": "2024-03-05"}',) * 2],
}
NUMBERS = [("{q}48,85{q}", "48.85"), ("48.85", "48.85"), ("{q}0,5{q}", "0.5")]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, bytes, bytes]:
    """A suffix, a record with faults, and the same record as it should be mended."""
    suffix = draw(st.sampled_from(["block.yaml", "flow.yaml", "r.json", "r.jsonl"]))
    is_json = "json" in suffix
    number = draw(st.sampled_from(NUMBERS))
    pairs: dict[str, tuple[str, str]] = {}
    for name, options in SLOTS.items():
        quote = '"' if is_json else draw(st.sampled_from(["", "'", '"']))
        bad, good = draw(st.sampled_from(options))
        pairs[name] = (f"{quote}{bad}{quote}", f"{quote}{good}{quote}")
    q = '"' if is_json else draw(st.sampled_from(["'", '"']))
    pairs["date"] = draw(st.sampled_from(DATES[is_json]))
    pairs["number"] = (number[0].format(q=q), number[1])
    comment = "" if is_json else f" # {draw(COMMENT)}"
    end = draw(st.sampled_from(["\n", "\r\n"]))
    template = {
        "block.yaml": "id: a{c}\n{key}: {title}{c}\n{c}\ntype:  {type}{c}\ndate: {date}{c}\nplaces:\n- name: P\n  latitude: {number}{c}\n  longitude: 2\nsources:\n- id: s\n  publisher: P\n  kind: {kind}{c}\n  retrieved:   {day}",
        "flow.yaml": "{{id: a, {key}: {title},{c}\n type: {type}, date: {date}, places: [{{name: P, latitude: {number}, longitude: 2}}],\n sources: [{{id: s, publisher: P,  kind: {kind}{c}\n , retrieved: {day}}}]}}{c}\n",
        "r.json": '{{"id": "a",\n  {key} : {title}, "type":{type},\n"date": {date}, "places": [{{"name": "P", "latitude": {number}, "longitude": 2}}], "sources": [{{"id": "s", "publisher": "P", "kind": {kind}, "retrieved": {day} }}]}}\n',
        "r.jsonl": '{{"id": "a", {key}: {title}, "type": {type}, "date": {date}, "places": [{{"name": "P", "latitude": {number}, "longitude": 2}}], "sources": [{{"id": "s", "publisher": "P", "kind": {kind}, "retrieved": {day}}}]}}\n',
    }[suffix]  # fmt: skip
    texts = [template.format(c=comment, **{n: p[side] for n, p in pairs.items()}).replace("\n", end) for side in (0, 1)]
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return suffix, mark + texts[0].encode(), mark + texts[1].encode()


@pytest.mark.long
@given(documents())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_other_byte_stays_and_fixing_twice_is_fixing_once(
    tmp_path: Path, document: tuple[str, bytes, bytes]
) -> None:
    suffix, before, after = document
    path = tmp_path / suffix
    path.write_bytes(before)
    fixed(path)
    assert path.read_bytes() == after
    assert fixed(path) == 0
    assert path.read_bytes() == after


@given(st.text(max_size=12))
def test_an_offered_code_is_the_near_one_or_none(text: str) -> None:
    assert offer.code(text, ["protest"]) in ("protest", None)
    assert offer.code(text, ["protest", "accuse"]) is None


@given(st.integers(-999, 999), st.integers(0, 9999))
def test_an_offered_number_is_the_one_that_was_written(whole: int, fraction: int) -> None:
    found = offer.number(f"{whole},{fraction}", {"type": "number"})
    assert found is None or found == f"{whole}.{fraction}"


# The command


def run(*args: object, cwd: Path, code: int) -> tuple[str, str]:
    done = regesta(*args, cwd=cwd)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout, done.stderr


def test_the_command_says_what_it_fixed_and_what_is_left(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(record(type="type: protset", title="title: ''"), encoding="utf-8")
    shown, _ = run("validate", "--diff", "r.yaml", cwd=tmp_path, code=1)
    assert shown.splitlines()[3:7] == [" id: rally", " title: ''", "-type: protset", "+type: protest"]
    assert "protset" in (tmp_path / "r.yaml").read_text(encoding="utf-8")
    text, _ = run("validate", "r.yaml", cwd=tmp_path, code=1)
    assert "   fix: protest\n" in text
    text, _ = run("validate", "--fix", "r.yaml", cwd=tmp_path, code=1)
    assert text.splitlines()[-1] == "1 fixed, 1 left: 1 error in 1 record in 1 file"
    assert (tmp_path / "r.yaml").read_text(encoding="utf-8") == record(title="title: ''")


def test_the_diff_of_many_fixes_is_the_one_that_diff_makes() -> None:
    """Held against difflib, which takes the square of the time where lines are alike."""
    lines = [f"line {number}\n" for number in range(60)] + ["the last, without an end"]
    for numbers in ([0], [60], [3, 4], [1, 8], [1, 9], [10, 18, 25, 33], list(range(20, 30)), [0, 30, 60]):
        other = [f"a fix{line.partition('line')[2]}" if at in numbers else line for at, line in enumerate(lines)]
        before, after = "".join(lines), "".join(other)
        change = Change(Path("a"), "a", before.encode(), after.encode(), 1)
        expected = difflib.unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), "a/a", "b/a")
        no_end = "\n\\ No newline at end of file\n"
        assert list(unified(change)) == [line if line.endswith("\n") else line + no_end for line in expected]


def test_fixes_far_into_a_text_of_other_letters_are_made_where_they_belong(tmp_path: Path) -> None:
    places = "".join(f"- {{name: Львів {number}, country: ua}}\n" for number in range(300))
    path = tmp_path / "r.yaml"
    path.write_text(record(places=f"places:\n{places.rstrip()}"), encoding="utf-8")
    assert fixed(path) == 300
    assert path.read_text(encoding="utf-8") == record(places=f"places:\n{places.rstrip()}").replace("ua}", "UA}")


def test_a_diff_leaves_no_room_for_another_report_on_stdout(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(record(type="type: protset"), encoding="utf-8")
    _, complaint = run("validate", "--diff", "--format", "json", "r.yaml", cwd=tmp_path, code=2)
    assert "give the report a file: --format json=FILE" in complaint
    run("validate", "--diff", "--format", "json=out.json", "r.yaml", cwd=tmp_path, code=1)
    [found] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["diagnostics"]
    assert (found["code"], found["fix"]) == ("S104", "protest")


def test_text_that_is_not_nfc_is_found_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(record(extra=f"extra: {{{NFD}: [{NFD}, '{NFD}']}}"), encoding="utf-8")
    assert fixed(path) == 3
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def _line(number: int, **fields: object) -> str:
    usual = {"id": f"rally-{number}", "title": "A rally", "type": "protset", "date": {"edtf": "2024-03-05"}}
    return json.dumps({**usual, "sources": [{"id": "daily", "publisher": "Example Daily"}], **fields}) + "\n"


def test_fixes_that_do_not_help_are_left_out_and_keep_no_other_out(tmp_path: Path) -> None:
    mended_places = [{"name": "P", "latitude": "48,85", "longitude": "2,35"}, {"name": "Q", "latitude": "48,85"}]
    lines = [_line(n, **({"subtype": "missile-strike"} if n % 2 else {})) for n in range(8)]
    (tmp_path / "r.jsonl").write_text("".join(lines) + _line(8, places=mended_places))
    looks = Counter[bytes]()
    (examination, _), *_ = examinations([tmp_path / "r.jsonl"], TODAY)
    open_at = {(record.pointer, record.line) for record, _ in examination.findings() if record is not None}

    def look(raw: bytes) -> list[Part]:
        looks[raw] += 1
        (tmp_path / "copy.jsonl").write_bytes(raw)
        return parts_of_records(tmp_path / "copy.jsonl", "r.jsonl", examination.dataset, TODAY, open_at)

    after, made = mended((tmp_path / "r.jsonl").read_bytes(), ".jsonl", look)
    types = [json.loads(line)["type"] for line in after.splitlines()]
    assert (types, made) == (["protest", "protset"] * 4 + ["protest"], 7)
    assert json.loads(after.splitlines()[8])["places"] == [
        {"name": "P", "latitude": 48.85, "longitude": 2.35}, {"name": "Q", "latitude": "48,85"},
    ]  # fmt: skip
    assert looks.total() < 12  # not one for each of the fixes that do not help
