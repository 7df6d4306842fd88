"""What a report says that --fix can do is what --fix does."""

import json
import os
from pathlib import Path

import pytest

from regesta.engine.run import examinations
from regesta.fix.run import changes
from regesta.report import make_report

TODAY = "2026-01-15"
ABOUT = "id: a\ntitle: T\ntype: {0}\ndate: {{edtf: 2024-03-05}}\nsources: [{{id: d, publisher: P{1}}}]\n{2}"


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [
        ("a.yaml", ABOUT.format("Protest", "", ""), 1),
        ("a.yaml", ABOUT.format('"Protest"', ", kind: News", ""), 2),
        ("a.yaml", ABOUT.format('"Pr\\u006ftest"', ", kind: >-\n  News", ""), 0),
        ("a.yaml", ABOUT.format("protest", ', kind: "N\\x65ws"', ""), 0),
        ("a.yaml", ABOUT.format("Protest", "", "stge: final\nstag: final\n"), 2),  # one of the keys
        ("a.yaml", ABOUT.format("protest", "", "waivers: [{rle: P401, reason: r, by: b, until: 2030-01-01}]\n"), 0),
        ("a.yaml", ABOUT.format("protest", "", "quantities: [{measure: distance, best: 2, unit: miles}]\n"), 1),
        ("a.json", json.dumps({"id": "a", "title": "T", "type": "Protest", "date": {"edtf": "2024"}, "sources": [{"id": "d", "publisher": "P"}]}), 1),
        ("a.jsonl", "\n\n" + json.dumps({"id": "a", "title": "T", "type": "Protest", "sources": [{"id": "d", "publisher": "P"}]}) + "\n" + json.dumps({"id": "b", "typ": "other"}), 2),
        ("a.yaml", "sources: [{id: s, publisher: P, kind: News}]\nevents:\n- id: b\n  type: Protest\n- id: c\n  type: Statement\n", 3),
    ],
)  # fmt: skip
def test_so_many_can_be_fixed_as_are(name: str, text: str, count: int, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    offered = [d for d in make_report(examinations([tmp_path], TODAY)).diagnostics if d.fix is not None]
    assert len(offered) == count
    assert sum(change.made for change in changes(examinations([tmp_path], TODAY), TODAY)) == count


def test_of_settings_and_registries_too(tmp_path: Path) -> None:
    settings = '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicense = "MIT"\n[rules]\nP401 = "Warning"\n'
    (tmp_path / "regesta.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/actors.yaml").write_text("- {id: a, name: A, kind: Person}\n", encoding="utf-8")
    (tmp_path / "records").mkdir()
    offered = [d for d in make_report(examinations([tmp_path], TODAY)).diagnostics if d.fix is not None]
    assert [(Path(d.path).name, d.fix) for d in offered] == [("actors.yaml", "person")]
    assert [change.made for change in changes(examinations([tmp_path], TODAY), TODAY)] == [1]


def test_a_file_that_became_a_pipe_since_it_was_read_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ABOUT.format("Protest", "", ""), encoding="utf-8")
    examined = list(examinations([tmp_path], TODAY))
    (tmp_path / "a.yaml").unlink()
    os.mkfifo(tmp_path / "a.yaml")
    assert [d.fix for d in make_report(examined).diagnostics if d.code == "S104"] == [None]
