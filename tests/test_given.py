"""What a program gives: values of other types are what they hold, what JSON has no type for is told with its place."""

import datetime as dt
from decimal import Decimal
from enum import Enum, IntEnum
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.given import as_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


class Kind(str, Enum):  # noqa: UP042 - of which `str` gives the name
    RALLY = "rally"


class Number(IntEnum):
    TWO = 2


@given(JSON)
def test_what_is_json_stays_and_is_a_copy(value: Any) -> None:
    made = as_json(value)
    assert repr(made) == repr(value)
    assert not isinstance(value, list | dict) or made is not value


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (np.int64(5), 5), (np.float64(5.5), 5.5), (np.float32(0.5), 0.5), (np.bool_(True), True), (np.str_("x"), "x"),
        (np.array(7), 7), (Kind.RALLY, "rally"), (Number.TWO, 2), (("a", 1), ["a", 1]), (MappingProxyType({"a": ()}), {"a": []}),
        (pd.Series([3])[0], 3), (float("inf"), float("inf")),
    ],
)  # fmt: skip
def test_a_value_of_another_type_is_what_it_holds(value: Any, made: Any) -> None:
    found = as_json({"a": [value]})["a"][0]
    assert (found, type(found)) == (made, type(made))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (dt.date(2023, 6, 24), "/a~1b/0: datetime.date is nothing that JSON has: write a date as text"),
        (pd.Timestamp("2023-06-24"), "/a~1b/0: pandas.* is nothing that JSON has"),
        (np.datetime64("2023-06-24"), "/a~1b/0: datetime.date is nothing that JSON has"),
        (pd.NA, "/a~1b/0: pandas.*NAType is nothing that JSON has: .*, leave out a key that has no value"),
        (float("nan"), "^/a~1b/0: NaN is nothing that JSON has"),
        (np.float64("nan"), "/a~1b/0: NaN is nothing that JSON has: "),
        (np.float32("nan"), r"/a~1b/0: NaN is nothing that JSON has"),
        (Decimal("1.5"), "/a~1b/0: decimal.Decimal is nothing that JSON has"),
        ({1}, "/a~1b/0: builtins.set is nothing that JSON has"),
        (b"x", "/a~1b/0: builtins.bytes is nothing that JSON has"),
        (np.array([1, 2]), "/a~1b/0: numpy.ndarray is nothing that JSON has"),
        ({1: 2}, "/a~1b/0: the key 1 is no text"),
    ],
)
def test_what_json_has_no_type_for_is_told_with_its_place(value: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        as_json({"a/b": [value]})


def test_what_is_nested_without_end_is_left_to_who_reads_it() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"a": deep}
    made = as_json(deep)
    for _ in range(64):
        made = made["a"]
    assert "a" in made
