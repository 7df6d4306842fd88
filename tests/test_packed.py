"""Packed rows are the rows that they were."""

from hypothesis import given
from hypothesis import strategies as st

from regesta.packed import Rows

ROWS = st.lists(st.tuples(st.integers(), st.text(), st.frozensets(st.text())))


@given(ROWS)
def test_rows_are_read_as_they_were_added_packed_or_not_and_again(added: list[tuple[int, str, frozenset[str]]]) -> None:
    rows = Rows[tuple[int, str, frozenset[str]]]()
    for row in added[:1]:
        rows.append(row)
    rows += added[1:]
    assert list(rows) == added
    rows.pack()
    assert list(rows) == added
    assert list(rows) == added


def test_rows_that_repeat_each_other_take_little_once_packed() -> None:
    rows = Rows([(number, "Riga", frozenset({"ana-costa"})) for number in range(1000)])
    rows.pack()
    assert rows.fresh == []
    assert len(rows.packed) < 10_000
