"""The characters of the contract, one by one, and that the fast ways agree with the slow ones."""

import json
import sys
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesta.contract import multiline_fields
from regesta.read import scan, settle
from regesta.read.json import quick
from regesta.read.scan import filled, sound, tidy
from regesta.read.text import all_decent, clean, decent, forbidden, mark_run, nfc, strays


@pytest.mark.parametrize(
    "char", [*"\u200c\u200d\u200e\u200f\ufe0f\ufe0e\u00a0\u00ad\u200b\ufffd\U0001f600\u0301", "\U000e0100"]
)
def test_joiners_marks_and_selectors_are_allowed(char: str) -> None:
    assert forbidden(f"a{char}", multiline=False) is None


@pytest.mark.parametrize(
    "char",
    [
        *"\x00\x07\t\r\x1f\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ud800\udfff\ue000\uf8ff",
        *"\ufdd0\ufffe\uffff\U0001fffe\U0002ffff\U000e0001\U000e007f\U000f0000\U0010ffff",
    ],
)
def test_refused_characters_are_found_where_they_stand(char: str) -> None:
    assert forbidden(f"a\u00e9{char}b", multiline=True) == 2
    assert clean(f"a{char}b") == "a\ufffdb"


@pytest.mark.long
def test_every_control_surrogate_private_and_noncharacter_is_refused_and_no_letter() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        category = unicodedata.category(char)
        unassigned = category == "Cn" and not (code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF)
        must = category in ("Cc", "Cs", "Co") or (category == "Cn" and not unassigned)
        may = category in ("Cf", "Zl", "Zp") or 0xE0000 <= code <= 0xE007F or code >= 0xF0000
        refused = forbidden(char, multiline=False) is not None
        assert refused == must or (may and not must), hex(code)


def test_nine_marks_in_a_row_are_refused_whatever_the_mark() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char).startswith("M"):
            assert mark_run("a" + char * 8) is None, hex(code)
            assert mark_run("a" + char * 9) == 9, hex(code)


def test_of_marks_in_a_row_eight_are_kept_however_many_and_in_whatever_order() -> None:
    piled = "a" + "\u0f71\u0f72" * 200_000  # to put these in the order of NFC takes minutes
    assert clean(piled) == "a" + "\u0f71" * 4 + "\u0f72" * 4 + "\ufffd" * 399_992
    assert nfc(piled) == piled
    data, found = settle({"summary": piled, piled: "b"})
    assert [fault.code for fault in found] == ["R010", "R010"]
    assert mark_run(data["summary"]) is None


def test_signs_between_marks_start_a_new_run() -> None:
    assert mark_run("a" + "\u0301" * 8 + "\u2014" + "\u0301" * 8) is None


def test_a_carriage_return_is_a_stray_only_without_its_line_feed() -> None:
    assert strays("a\r\nb\rc\td\n") == [4]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param({"a": {"b/c": [1, None]}}, [("R011", "/a/b~1c/1", "value")], id="null in a list"),
        pytest.param({"notes": ["a\nb"], "tags": ["a\nb"]}, [("R010", "/tags/0", "value")], id="lists of lines"),
        pytest.param({"a\u202e": 1}, [("R010", "/a\ufffd", "key")], id="key"),
        pytest.param({"": 1}, [("R011", "/", "key")], id="empty key"),
        pytest.param({5: 1}, [("S103", "", "value")], id="key that is no text"),
        pytest.param({"a": float("nan")}, [("R012", "/a", "value")], id="not a number"),
        pytest.param({"a": 10**5000}, [("R012", "/a", "value")], id="huge"),
        pytest.param({"a": -(2**53), "b": 2.0**53}, [], id="just in range"),
        pytest.param({"\u00e9": 1, "e\u0301": 2}, [("R004", "/\u00e9", "key")], id="keys equal after NFC"),
        pytest.param({"a": "\u0301" * 9}, [("R010", "/a", "value")], id="marks"),
    ],
)
def test_a_parsed_value_can_be_scanned(value: Any, found: list[tuple[str, str, str]]) -> None:
    assert [(fault.code, fault.field, fault.at) for fault in scan(value)] == found


@pytest.mark.parametrize(
    ("best", "keys", "written"),
    [
        (1, ["200"], "write 1200, or for a fraction 1.200"),
        (-12, ["345", "678"], "write -12345678"),
        (1, ["20", "000.5"], "write 120000.5"),
        (1200, ["500"], "write 1200.500"),
        (47, ["5"], "write 47.5"),
        (0, ["001"], "write a number without it"),  # -0 is 0
        (1.2, ["50"], "write a number without it"),  # 1.200,50
        (12, ["3", "4"], "write a number without it"),
        ("12", ["300"], "in quotes"),
        (True, ["300"], "in quotes"),
        (1, ["b", "200"], "in quotes"),
    ],
)
def test_a_number_that_braces_part_at_its_commas_is_told_whole(best: Any, keys: list[str], written: str) -> None:
    last = scan({"best": best, **dict.fromkeys(keys)})[-1]
    assert last.field == f"/{keys[-1]}"
    assert written in str(last.help)


def test_the_advice_on_line_breaks_names_the_fields_that_may_have_them() -> None:
    (fault,) = scan({"title": "a\nb"})
    named = str(fault.help).removeprefix("only ").removesuffix(" may have line breaks").replace(" and ", ", ")
    assert {*named.split(", ")} == multiline_fields() - {"notes"}


def test_a_value_that_holds_itself_is_too_deep() -> None:
    value: dict[str, Any] = {"a": 1}
    value["b"] = value
    settled, faults = settle(value)
    assert [fault.code for fault in faults] == ["R009"]
    assert json.dumps(settled)


TEXTS = st.text(st.characters(), max_size=12) | st.text(
    st.sampled_from('a\u0301e\u0300\u00e9\n\t\u202e\ue000\ud800"\\ '), max_size=14
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda below: (
        st.lists(below, max_size=4) | st.dictionaries(TEXTS | st.sampled_from(["text", "note"]), below, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
@settings(deadline=None)
def test_what_is_sound_has_no_fault_and_stays_as_it_is(value: dict[str, Any]) -> None:
    if sound(value):
        assert scan(value) == []
        assert repr(tidy(value)) == repr(value)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4), st.booleans())
@settings(deadline=None)
def test_the_fast_way_of_json_lines_passes_only_what_is_sound(value: dict[str, Any], ascii_only: bool) -> None:
    raw = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass") + b"\n"
    read = quick(raw)
    if isinstance(read, dict) and all_decent(raw) and "" not in read and filled(read.values()):
        assert scan(read) == []
        assert repr(tidy(read)) == repr(read)


@given(VALUES)
@settings(deadline=None)
def test_what_is_settled_is_clean_finite_and_stays_settled(value: Any) -> None:
    settled, _ = settle(value)
    json.dumps(settled, allow_nan=False, ensure_ascii=False).encode()
    assert repr(tidy(settled)) == repr(settled)
    assert repr(settle(settled)[0]) == repr(settled)


@given(TEXTS)
@settings(deadline=None)
def test_decent_text_is_what_clean_leaves_alone(text: str) -> None:
    if decent(text, multiline=True):
        assert clean(text) == text
        assert mark_run(text) is None
