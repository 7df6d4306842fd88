"""Language tags: what begins with a language, and what was meant by what does not."""

import pytest

from regesta.check.languages import is_language, of_tag
from regesta.contract import Contract, shipped_rows
from regesta.validate import check_forms


@pytest.mark.parametrize("tag", ["uk", "sr-Latn", "zh-Hant-TW", "ckb", "arz", "und", "qaa", "iw", "bh", "no", "nb"])
def test_a_language_is_one(tag: str) -> None:
    assert list(of_tag(tag, "/x")) == []


@pytest.mark.parametrize(
    ("tag", "help_text", "fix"),
    [
        ("ua", "did you mean uk (Ukrainian)?", None),
        ("jp", "did you mean ja (Japanese)?", None),
        ("gb-x-north", "did you mean en (English)?", None),
        ("xx", "write the code of ISO 639: two letters, or three where it has no two", None),
        ("eng", "write en", "en"),
        ("ger-CH", "write de-CH", "de-CH"),
    ],
)
def test_what_is_no_language_is_told_with_what_was_meant(tag: str, help_text: str, fix: str | None) -> None:
    (found,) = of_tag(tag, "/x")
    assert (found.code, found.field, found.help, found.fix) == ("S104", "/x", help_text, fix)


def test_no_code_is_both_a_language_and_another_way_to_write_one() -> None:
    rows = shipped_rows("lists", "languages.csv")
    others = [code for row in rows for code in filter(None, row["also"].split(";"))]
    assert len(others) == len(set(others))
    assert not {row["tag"] for row in rows} & set(others)


def test_what_is_shipped_names_languages() -> None:
    tags = [row["tag"] for row in shipped_rows("suggestions", "languages.csv")]
    tags += [row["language"] for row in shipped_rows("recipes", "gdelt-events-languages.csv")]
    assert [tag for tag in tags if not is_language(tag)] == []


@pytest.mark.parametrize(
    ("kind", "data", "pointer"),
    [
        ("event", {"sources": [{"id": "s", "language": "ua"}]}, "/sources/0/language"),
        ("event", {"quotes": [{"text": "So it was.", "language": "ua"}]}, "/quotes/0/language"),
        ("actors", [{"id": "a", "names": [{"text": "A", "language": "ua"}]}], "/0/names/0/language"),
        ("sources", [{"id": "s", "language": "ua"}], "/0/language"),
        ("config", {"dataset": {"languages": ["en", "ua"]}}, "/dataset/languages/1"),
    ],
)
def test_languages_are_looked_at_wherever_they_stand(kind: str, data: object, pointer: str) -> None:
    assert [(d.code, d.field) for d in check_forms(Contract(), kind, data)] == [("S104", pointer)]
