"""What was packed is what it was."""

from hypothesis import given
from hypothesis import strategies as st

from regesta.engine.packed import Rows, Texts

ROWS = st.lists(st.tuples(st.integers(), st.text(), st.frozensets(st.text())))


@given(ROWS, ROWS)
def test_rows_are_read_as_they_were_added_packed_or_not_and_again(
    added: list[tuple[int, str, frozenset[str]]], later: list[tuple[int, str, frozenset[str]]]
) -> None:
    rows = Rows[tuple[int, str, frozenset[str]]]()
    for row in added[:1]:
        rows.append(row)
    rows += added[1:]
    assert (list(rows), len(rows)) == (added, len(added))
    rows.pack()
    assert (list(rows), len(rows)) == (added, len(added))
    rows += later
    assert (list(rows), len(rows)) == (added + later, len(added + later))
    rows.pack()
    assert (list(rows), len(rows)) == (added + later, len(added + later))


def test_rows_that_repeat_each_other_take_little_once_packed() -> None:
    rows = Rows([(number, "Riga", frozenset({"ana-costa"})) for number in range(1000)])
    rows.pack()
    assert rows.fresh == []
    assert sum(map(len, rows.packed)) < 10_000


@given(st.lists(st.none() | st.text(st.characters())))
def test_texts_are_those_that_were_added_and_an_empty_one_is_none(added: list[str | None]) -> None:
    texts = Texts()
    for text in added:
        texts.append(text)
    expected = [text or None for text in added]
    assert (list(texts), len(texts)) == (expected, len(added))
    assert [texts[number] for number in range(len(added))] == expected
