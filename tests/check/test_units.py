"""Units of quantities are codes of UCUM or ISO 4217; what is valid passes, and what is spelt otherwise is offered."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta import validate
from regesta.check.units import is_ucum, units_known
from regesta.contract import shipped_vocabulary
from regesta.diagnostics import Diagnostic
from regesta.engine.run import examinations
from regesta.fix.run import changes, write
from regesta.ready import SCHEMA

MEASURES = {**shipped_vocabulary("measures"), "fine": {"code": "fine", "broader": "money"}}


def rows(name: str) -> list[dict[str, str]]:
    with (SCHEMA / "lists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


UNITS = [row for row in rows("units") if row["kind"] != "prefix"]
CURRENCIES = rows("currencies")
VALID = [
    *("km", "kg", "Mt", "har", "h", "a", "mo", "%", "1", "10*3", "10^6", "10*-3", "m2", "s-1", "m+2", "umol", "KiBy"),
    *("km/h", "kg.m/s2", "/min", "(m/s)/h", "kg/(m.s2)", "10*3/ul", "2.m", "m/(s.(h.d))"),
    *("[mi_i]", "[lb_av]/[acr_us]", "[in_i'H2O]", "m[H2O]", "mm[Hg]", "B[10.nV]", "cal_[15]", "%[slope]", "[smoot]2"),
    *("{persons}", "{rounds}/min", "km{road}", "m3{gas}/d", "10*3{RBC}"),
]
INVALID = [
    "",
    "persons",
    "k",
    "kmin",
    "m//s",
    "m/",
    "m.",
    "(m",
    "m)",
    "()",
    "m s",
    "m\n",
    "µm",
    "km^2",
    "m+",
    "[mi i]",
    "2m",
    "-1",
]
WRONG = [
    ("distance", "kilometers", "km"),
    ("distance", "KM", "km"),
    ("distance", "km²", "km2"),
    ("distance", "Miles", "[mi_i]"),
    ("distance", "ft", "[ft_i]"),
    ("other", "mph", "[mi_i]/h"),
    ("other", "kWh", "kW.h"),
    ("other", "°C", "Cel"),
    ("duration", "hours", "h"),
    ("duration", "day", "d"),
    ("money", "euros", "EUR"),
    ("money", "usd", "USD"),
    ("money", "US dollars", "USD"),
    ("money", "£ ", "GBP or EGP"),
    ("fine", "€", "EUR"),
    ("other", "euro", "EUR"),
    ("money", "dollars", "USD or CAD or AUD"),
    ("weapons", "tons", "t or [ston_av] or [lton_av]"),
    ("weapons", "pounds", "[lb_av] or GBP or EGP"),
    ("distance", "pounds", "[lb_av]"),
]


def told(measure: Any, unit: Any) -> list[Diagnostic]:
    return list(units_known({"quantities": [{"measure": measure, "unit": unit}]}, MEASURES))


@pytest.mark.parametrize("unit", VALID)
def test_what_keeps_the_grammar_of_ucum_passes(unit: str) -> None:
    assert is_ucum(unit)
    assert told("other", unit) == []


@pytest.mark.parametrize("unit", INVALID)
def test_other_texts_do_not(unit: str) -> None:
    assert not is_ucum(unit)
    assert [d.code for d in told("other", unit)] == ["Q603"]


def test_every_code_of_the_lists_passes_where_it_belongs() -> None:
    assert [row["code"] for row in UNITS if not is_ucum(row["code"]) or told("distance", row["code"])] == []
    assert [row["code"] for row in CURRENCIES if told("money", row["code"]) or told("other", row["code"])] == []
    assert [row["code"] for row in CURRENCIES if is_ucum(row["code"])] == []


def test_every_other_spelling_of_the_lists_is_told() -> None:
    for listed, measure in ((UNITS, "distance"), (CURRENCIES, "money")):
        spelt = [(text, row["code"]) for row in listed for text in row["also"].split(";") if text]
        assert [text for text, _ in spelt if not told(measure, text)] == []
        assert [text for text, code in spelt if told(measure, text)[0].fix not in (code, None)] == []


@pytest.mark.parametrize(("measure", "unit", "meant"), WRONG, ids=[f"{unit} of {what}" for what, unit, _ in WRONG])
def test_another_spelling_is_told_with_the_code(measure: str, unit: str, meant: str) -> None:
    (found,) = told(measure, unit)
    codes = meant.split(" or ")
    one = codes[0] if (len(codes) == 1 and unit.casefold() != codes[0]) or unit == "usd" else None
    assert (found.code, found.field, found.fix) == ("Q603", "/quantities/0/unit", one)
    assert found.help == (f"write {meant}" if len(codes) == 1 else f"did you mean {meant}?")


@pytest.mark.parametrize(
    ("measure", "unit", "message"),
    [
        ("money", "km", '"km" is no unit of ISO 4217'),
        ("fine", "million USD", '"million USD" is no unit of ISO 4217'),
        ("distance", "EUR", '"EUR" is no unit of UCUM'),
        ("persons", "people", '"people" is no unit of UCUM or ISO 4217'),
    ],
)
def test_a_unit_belongs_to_its_measure(measure: str, unit: str, message: str) -> None:
    (found,) = told(measure, unit)
    assert (found.message, found.fix, found.candidates) == (message, None, ())


@pytest.mark.parametrize(
    ("quantity", "is_told"),
    [
        ({"measure": "money", "best": 20000}, True),
        ({"measure": "distance", "low": 3, "text": "3 miles"}, True),
        ({"measure": "fine", "high": 20}, True),
        ({"measure": "money", "text": "an undisclosed sum"}, False),
        ({"measure": "money", "best": 20000, "unit": "EUR"}, False),
        ({"measure": "killed", "best": 3}, False),
        ({"measure": "other", "best": 3}, False),
        ({"best": 3}, False),
    ],
)
def test_a_figure_that_needs_a_unit_has_one(quantity: dict[str, Any], is_told: bool) -> None:
    found = list(units_known({"quantities": [quantity]}, MEASURES))
    assert [(d.code, d.field) for d in found] == [("Q604", "/quantities/0/measure")] * is_told


@pytest.mark.parametrize(
    ("measure", "unit"), [("money", 3), (None, "km"), (["money"], "km"), ("other", "nm"), ("x", "Mm")]
)
def test_what_may_be_meant_or_is_at_fault_elsewhere_is_passed_over(measure: Any, unit: Any) -> None:
    assert told(measure, unit) == []


@given(st.text(alphabet="kmgsh1/.()[]{}+-*^% ", max_size=30))
def test_any_text_is_judged_and_a_product_of_two_units_is_one(text: str) -> None:
    assert is_ucum(text) == is_ucum(f"({text})") or text == ""
    assert not is_ucum(text) or text.startswith("/") or is_ucum(f"m.{text}")


def test_a_fix_is_written_in_quotes_where_yaml_needs_them(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    record = "id: a\ntitle: T\ntype: other\ndate: {edtf: 2024-03-05}\nsources: [{id: d, publisher: P}]\nquantities:\n"
    quantity = (
        "  - measure: distance\n    best: 3\n    unit: miles # each\n  - {measure: money, best: 3, unit: 'euros'}\n"
    )
    path.write_text(record + quantity, encoding="utf-8")
    (change,) = changes(examinations([path], "2026-01-15"), "2026-01-15")
    assert change.made == 2
    assert write(change)
    mended = quantity.replace("miles", '"[mi_i]"').replace("euros", "EUR")
    assert path.read_text(encoding="utf-8") == record + mended
    assert validate(path, today="2026-01-15").diagnostics == ()


def test_a_unit_is_told_at_its_place(tmp_path: Path) -> None:
    about = {"title": "T", "type": "other", "date": {"edtf": "2024-03-05"}, "sources": [{"id": "d", "publisher": "P"}]}
    record = {"id": "a", **about, "quantities": [{"measure": "distance", "best": 3, "unit": "leagues"}]}
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    (found,) = validate(tmp_path, today="2026-01-15").diagnostics
    assert (found.code, found.severity, found.field, found.value) == (
        "Q603",
        "warning",
        "/quantities/0/unit",
        "leagues",
    )
