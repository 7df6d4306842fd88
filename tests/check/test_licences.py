"""A licence is a name of the SPDX list, or an expression of several; where one alone can be meant, it is offered."""

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta import validate
from regesta.check.licences import of_dataset, of_sources, settled, unlisted
from regesta.diagnostics import Diagnostic
from regesta.ready import SCHEMA

with (SCHEMA / "lists" / "licences.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
LICENCES = [row["id"] for row in ROWS if row["kind"] == "licence"]
EXCEPTIONS = [row["id"] for row in ROWS if row["kind"] == "exception"]

LISTED = [
    *("CC-BY-4.0", "CC0-1.0", "MIT", "0BSD", "GPL-3.0", "GPL-2.0+", "Apache-2.0+", "OGL-UK-3.0"),
    *("MIT OR CC0-1.0", "MIT AND (CC0-1.0 OR Apache-2.0)", "GPL-2.0-or-later WITH Classpath-exception-2.0"),
    *("LicenseRef-ours", "LicenseRef-all-rights-reserved", "DocumentRef-terms:LicenseRef-2", "MIT OR LicenseRef-ours"),
]
MEANT = [
    ("cc-by-4.0", "CC-BY-4.0"),
    ("CC BY 4.0", "CC-BY-4.0"),
    ("CC-BY-SA 3.0 IGO", "CC-BY-SA-3.0-IGO"),
    ("cc0", "CC0-1.0"),
    ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
    ("MIT License", "MIT"),
    ("Apache 2.0", "Apache-2.0"),
    ("mit OR cc0-1.0", "MIT OR CC0-1.0"),
    ("mit or cc0", "MIT OR CC0-1.0"),
    ("(mit)", "(MIT)"),
    ("gpl-2.0-or-later with classpath exception 2.0", "GPL-2.0-or-later WITH Classpath-exception-2.0"),
    ("licenceref-our terms", "LicenseRef-our-terms"),
]
DOUBTED = [
    ("CC-BY", "did you mean CC-BY-4.0 or CC-BY-3.0?"),
    ("CC BY-NC", "did you mean CC-BY-NC-4.0 or CC-BY-NC-3.0?"),
    ("CC-BY-4.1", "did you mean CC-BY-4.0?"),
    ("ODC By", "did you mean ODC-By-1.0?"),
]
STRANGE = ["all rights reserved", "AFP", "public domain", "?", "MIT OR own", "Classpath-exception-2.0", "MIT WITH MIT"]


def of_source(text: str) -> list[Diagnostic]:
    return list(of_sources([("/sources/0", {"licence": text})]))


@pytest.mark.parametrize("text", LISTED)
def test_what_is_on_the_list_passes(text: str) -> None:
    assert (unlisted(text), list(of_dataset(text, "/licence")), of_source(text)) == ([], [], [])


@pytest.mark.parametrize(("text", "right"), MEANT, ids=[text for text, _ in MEANT])
def test_another_spelling_is_told_with_the_right_one(text: str, right: str) -> None:
    (settings,), (source,) = of_dataset(text, "/licence"), of_source(text)
    assert (settings.code, settings.help, settings.fix) == ("S104", f"write {right}", None)
    assert (source.code, source.help, source.fix, source.field) == (
        "U802", f"write {right}", right, "/sources/0/licence",
    )  # fmt: skip
    assert unlisted(right) == []


@pytest.mark.parametrize(("text", "advice"), DOUBTED, ids=[text for text, _ in DOUBTED])
def test_of_several_that_may_be_meant_none_is_written(text: str, advice: str) -> None:
    (source,) = of_source(text)
    assert (source.help, source.fix) == (advice, None)


@pytest.mark.parametrize("text", STRANGE)
def test_other_words_are_told_and_not_changed(text: str) -> None:
    (settings,), (source,) = of_dataset(text, "/licence"), of_source(text)
    assert (settings.fix, source.fix) == (None, None)
    assert "spdx.org/licenses" in str(source.help)


def test_terms_of_a_source_have_a_documented_way() -> None:
    assert of_source("https://example.org/terms") == []
    (source,) = of_source("© All rights reserved.")
    (offered,) = re.findall(r"LicenseRef-\S+", str(source.help))
    assert of_source(offered) == []


def test_the_deed_of_creative_commons_stands_for_its_licence() -> None:
    address = "https://creativecommons.org/licenses/by-nc/4.0/deed.en"
    (settings,) = of_dataset(address, "/licence")
    assert settings.help == "write CC-BY-NC-4.0"
    assert settled("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0-1.0"
    assert settled("https://creativecommons.org/licenses/by-nc/9.0/") is None


def test_a_name_is_settled_in_any_case_and_stands_for_itself() -> None:
    assert [name for name in LICENCES if unlisted(name) != []] == []
    for spelt in (str, str.lower, str.upper, lambda name: name.replace("-", " ")):
        assert [settled(spelt(name)) for name in LICENCES] == LICENCES


def test_an_exception_is_no_licence_and_a_licence_no_exception() -> None:
    assert [name for name in EXCEPTIONS if unlisted(name) == []] == []
    assert [name for name in EXCEPTIONS if unlisted(f"GPL-2.0-only WITH {name}") != []] == []
    assert [name for name in LICENCES if unlisted(f"GPL-2.0-only WITH {name}") == []] == []


@given(st.one_of(st.text(max_size=40), st.sampled_from(["cc0 ", "MIT or ", "(MIT", " with ", "-" * 9])))
def test_any_text_is_told_once_or_passes_and_a_fix_passes(text: str) -> None:
    found = of_source(text)
    assert len(found) <= 1
    assert all(of_source(one.fix) == [] for one in found if one.fix is not None)


def test_licences_are_told_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "regesta.toml").write_text(
        '[dataset]\nname = "n"\ntitle = "T"\nversion = "1.0.0"\nlicence = "cc-by 4.0"\n', encoding="utf-8"
    )
    for folder in ("records", "registry"):
        (tmp_path / folder).mkdir()
    source = {"id": "one", "publisher": "P", "licence": "free"}
    (tmp_path / "registry/sources.yaml").write_text(json.dumps([source]), encoding="utf-8")
    about = {"title": "Talks", "type": "other", "date": {"edtf": "2024-03-05"}}
    event = {"id": "talks", **about, "sources": [{"id": "one"}, {**source, "id": "three"}]}
    file = {"sources": [{**source, "id": "two"}], "events": [event]}
    (tmp_path / "records/a.json").write_text(json.dumps(file), encoding="utf-8")
    found = [(d.code, Path(d.path).name, d.field) for d in validate(tmp_path, today="2026-01-15").diagnostics]
    assert found == [
        ("U802", "a.json", "/sources/0/licence"),
        ("U802", "a.json", "/sources/1/licence"),
        ("S104", "regesta.toml", "/dataset/licence"),
        ("U802", "sources.yaml", "/0/licence"),
    ]
