"""Identifiers with a check digit: one wrong digit, or two that are swapped, is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.check.identifiers import of_orcid
from regesta.contract import Contract
from regesta.validate import check_forms

SOUND = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")


@pytest.mark.parametrize("text", [*SOUND, "no iD at all", "0000-0002-1825-009"])
def test_sound_ones_and_what_is_none_pass(text: str) -> None:
    assert list(of_orcid(text, "/x")) == []


@given(text=st.sampled_from(SOUND), at=st.integers(0, 17), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_told(text: str, at: int, digit: str) -> None:
    changed = text if text[at] == "-" else text[:at] + digit + text[at + 1 :]
    assert [d.code for d in of_orcid(changed, "/x")] == ([] if changed == text else ["S105"])


@given(text=st.sampled_from(SOUND), at=st.integers(0, 17))
def test_two_digits_that_are_swapped_are_told(text: str, at: int) -> None:
    pair = text[at : at + 2]
    changed = text[:at] + pair[::-1] + text[at + 2 :] if pair.isdecimal() else text
    assert [d.code for d in of_orcid(changed, "/x")] == ([] if changed == text else ["S105"])


def test_those_of_the_settings_are_looked_at() -> None:
    data = {"dataset": {"creators": [{"name": "Carberry, Josiah", "orcid": "0000-0002-1825-0079"}]}}
    assert [(d.code, d.field) for d in check_forms(Contract(), "config", data)] == [
        ("S105", "/dataset/creators/0/orcid")
    ]
