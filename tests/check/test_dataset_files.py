"""What is wrong with a file of a dataset is told once, at its place, with what would help."""

from pathlib import Path

import pytest

from regesta import validate
from regesta.diagnostics import Diagnostic

TOML = b'[dataset]\nname = "harbour"\ntitle = "Events of a harbour"\nversion = "0.1.0"\nlicence = "CC0-1.0"\n'
RECORD = b"""\
id: harbour-talks
title: The port and the dockers meet
type: consult
date: {edtf: 2024-03-05}
sources: [{id: daily, publisher: Example Daily}]
"""


def found(folder: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    """What validate says of a dataset of one sound record, with some files put in or put in place of its own."""
    for name, content in {"regesta.toml": TOML, "records/harbour-talks.yaml": RECORD, **files}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return list(validate(folder, today="2026-01-15").diagnostics)


@pytest.mark.parametrize(
    ("name", "content", "code", "place", "helped"),
    [
        ("regesta.toml", TOML.replace(b"of a", b"\xe0"), "R002", (3, 17), "save the file as UTF-8"),
        ("regesta.toml", TOML + b'[rules]\np401 = "off"\n', "S104", (7, 1), "did you mean P401?"),
        ("regesta.toml", TOML + b'[rules]\n"a/b" = "off"\n', "S104", (7, 1), None),
        ("regesta.toml", TOML + b'[rules]\nP401 = "warn"\n', "S104", (7, 8), "codes: error, warning, info, off"),
        ("regesta.toml", TOML + b"[rules]\nP401 = 3\n", "S103", (7, 8), None),
        ("regesta.toml", TOML + b'parts_of_day = {morming = ["05:00", "12:00"]}\n', "S104", (6, 1), "morning"),
        ("regesta.toml", TOML + b"[assertions]\nfill = {palces = 0.5}\n", "S101", (7, 1), "did you mean places?"),
        ("regesta.toml", TOML + b"[assertions.events]\nmin = 9\nmax = 4\n", "S106", (8, 7), "lower `min`"),
        ("regesta.toml", TOML + b"[assertions]\nevents = {min = 9, max = 4}\n", "S106", (7, 26), "lower `min`"),
        ("registry/lookups.csv", b"kind,text,value\nplace,caf\xe9,1\n", "R002", (2, 10), "save the file as UTF-8"),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon,later\n", "D209", (2, 1), "leave it empty"),
        ("registry/lookups.csv", b"kind,text,value\ndat,soon,2024\n", "S104", (2, 1), "did you mean date?"),
        ("registry/lookups.csv", b"kind,text,value\nplace,Varna,BG\n", "X702", (2, 1), "regesta gazetteer search"),
        (
            "registry/lookups.csv",
            "kind,text,value\nplace,Varna,²\n".encode(),
            "X702",
            (2, 1),
            "regesta gazetteer search",
        ),
        (
            "registry/lookups.csv",
            b"kind,text,value\nplace,Varna,99999999999999999999\n",
            "X702",
            (2, 1),
            "regesta gazetteer search",
        ),
        ("registry/lookups.csv", b"kind,text,value\ndate,soon\n", "R003", (2, 1), None),
        ("vocabulary/measures.csv", b"code,label,broader\ncranes,Cranes,vehicle\n", "S104", (2, 1), "vehicles"),
        ("vocabulary/measures.csv", b"", "R007", (1, 1), None),
        (
            "vocabulary/event-subtypes.csv",
            b"code,label,types,broader\nslow-march,Slow march,protest;protst,demonstration\n",
            "S104",
            (2, 1),
            "did you mean protest?",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_fault_is_told_once_at_its_place(
    tmp_path: Path, name: str, content: bytes, code: str, place: tuple[int, int], helped: str | None
) -> None:
    diagnostics = found(tmp_path, {name: content})
    assert [(d.code, d.line, d.column) for d in diagnostics] == [(code, *place)]
    assert diagnostics[0].path.endswith(name)
    assert helped is None or helped in str(diagnostics[0].help)


def test_a_byte_order_mark_at_the_start_of_the_settings_is_dropped(tmp_path: Path) -> None:
    assert found(tmp_path, {"regesta.toml": b"\xef\xbb\xbf" + TOML}) == []


def test_a_severity_that_is_none_leaves_the_rule_its_own(tmp_path: Path) -> None:
    record = RECORD + b"tags: harbour\n"
    diagnostics = found(
        tmp_path, {"regesta.toml": TOML + b'[rules]\nS103 = "warn"\n', "records/harbour-talks.yaml": record}
    )
    assert [(d.code, d.severity) for d in diagnostics] == [("S103", "error"), ("S104", "error")]


@pytest.mark.parametrize(
    ("added", "code", "helped"),
    [
        ("tags: harbour\n", "S103", "put it in brackets: [harbour]"),
        (
            "claims: [{id: told, act: asserts, responds_to: [{claim: 'harbour-talks#zzz', stance: denies}]}]\n",
            "X702",
            "claims of that event: told",
        ),
        ("relations: [{type: follows, event: harbour-tolks}]\n", "X702", "the `id` of an event of this dataset"),
        (
            "waivers: [{rule: X701, reason: It is the same., by: Anna Curator, until: 2099-12-31}]\n",
            "S104",
            "mend what it found",
        ),
        (
            "waivers: [{rule: P4O1, reason: It is the same., by: Anna Curator, until: 2099-12-31}]\n",
            "S105",
            "did you mean P401?",
        ),
    ],
    ids=[
        "a text for a list",
        "a claim that its event has not",
        "nobody means the event itself",
        "a rule that cannot be waived",
        "a rule misspelt",
    ],
)
def test_a_record_is_told_once_what_would_help(tmp_path: Path, added: str, code: str, helped: str) -> None:
    diagnostics = found(tmp_path, {"records/harbour-talks.yaml": RECORD + added.encode()})
    assert [d.code for d in diagnostics] == [code]
    assert helped in str(diagnostics[0].help)


def test_a_subtype_that_stands_as_type_is_told_where_it_belongs(tmp_path: Path) -> None:
    record = RECORD.replace(b"type: consult", b"type: meeting")
    (diagnostic,) = found(tmp_path, {"records/harbour-talks.yaml": record})
    assert diagnostic.help == "it is a subtype: write `type: consult` and `subtype: meeting`"


def test_a_code_of_the_wrong_type_is_one_fault(tmp_path: Path) -> None:
    record = b'{"id": "b", "title": "A", "type": 7, "date": {"edtf": "2024"}, "sources": [{"id": "c", "title": "D"}]}'
    assert [d.code for d in found(tmp_path, {"records/b.json": record})] == ["S103"]


@pytest.mark.parametrize(
    ("evidence", "code"),
    [({}, "X702"), ({"evidence/daily.txt": b"caf\xe9"}, "R002"), ({"evidence/daily.txt": b"the night shift"}, "C501")],
    ids=["absent", "not UTF-8", "other words"],
)
def test_an_archived_text_is_there_and_readable_and_holds_the_quote(
    tmp_path: Path, evidence: dict[str, bytes], code: str
) -> None:
    record = RECORD.replace(b"Daily}", b"Daily, text_file: evidence/daily.txt}") + b"quotes: [{text: paid in full}]\n"
    assert [d.code for d in found(tmp_path, {"records/harbour-talks.yaml": record, **evidence})] == [code]
